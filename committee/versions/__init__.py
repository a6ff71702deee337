"""Git and the versions of one account: what changed, three versions joined into one, history."""
