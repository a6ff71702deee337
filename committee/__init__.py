"""Map distributed buying committees: who decides, who can reach them, and which talks win the deal."""

__version__ = "0.1.0"
