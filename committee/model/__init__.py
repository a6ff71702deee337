"""What an account *is*: frozen dataclasses, the field table, validity, and edits. Standard library only."""
