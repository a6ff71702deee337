"""The exact solver on whole numbers: a network and terminals come in, a tree and its proof go out."""
