"""The dialogs of the account screen: an account comes in, an edit or an answer goes out."""
