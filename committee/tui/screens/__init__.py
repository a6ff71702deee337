"""Whole screens and dialogs; each is imported when it is first shown."""
