"""A review without a screen: accounts come in, an agenda, decisions, a journal and notes go out."""
