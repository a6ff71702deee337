"""Versions of one account joined by what they say: three accounts come in, one and its conflicts go out."""
