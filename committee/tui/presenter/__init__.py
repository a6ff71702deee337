"""The map alone, as a customer may see it: a masked account comes in, nothing goes out."""
