"""Actions across accounts: what is promised comes in as it is read, marks as done go out."""
