"""What stands in the cells: a finished layout comes in, lines of styled text go out."""
