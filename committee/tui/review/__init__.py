"""A pipeline review on the screen: accounts come in one after the other, decisions and notes go out."""
