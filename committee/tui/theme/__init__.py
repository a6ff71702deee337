"""Colours by meaning, glyphs and ink: words with a meaning come in, styled text goes out."""
