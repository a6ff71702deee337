"""Who may look into what the program writes: decided in this room, and nowhere else."""

from typing import Final

PRIVATE: Final = 0o600
"""Of a file that only its owner may read and write; the folders of such files are 0o700."""
