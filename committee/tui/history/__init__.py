"""The versions of an account on the screen: commits come in, one of them at a time is shown on the map."""
