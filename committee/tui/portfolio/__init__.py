"""All accounts of a folder on the screen: rows come in while they are read; the account to open goes out."""
