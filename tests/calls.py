"""What a call of the command line gives, and how a test makes one."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Ran:
    """One finished call."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Call the program in this process: `run("check", "FILE")`."""

    def __call__(self, *arguments: object) -> Ran:
        """The arguments as they stand behind `committee`, each as text."""
