"""Edit forms made from the field table: what a field is decides how it is shown, checked and completed."""
