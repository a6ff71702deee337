"""Sharing with the others: sync, two versions that differ, work a crash left; choices go out."""
