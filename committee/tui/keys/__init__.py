"""What every key does, as data: a key and a situation come in, an action id or the reason why not goes out. Pure."""
