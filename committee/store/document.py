"""What reading a file yields: its text, the account in it, and everything that is wrong with it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from committee.model.account import Account, KeyPath
from committee.model.problem import Gravity, Problem
from committee.store.scanner import scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A read file.

    `text` has LF line ends and no byte-order mark; `newline` is what the file has. Values that are faulty are only in
    `text`: the account lacks them, so a document with errors is never written from its account.
    """

    account: Account
    text: str = ""
    problems: tuple[Problem, ...] = ()
    path: Path | None = None
    digest: str = ""
    """`digest` of the bytes read; empty for a document that is not a file yet."""
    newline: str = "\n"

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Faults that keep the account read-only."""
        return tuple(problem for problem in self.problems if problem.gravity is Gravity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Faults that do not."""
        return tuple(problem for problem in self.problems if problem.gravity is Gravity.WARNING)

    @property
    def read_only(self) -> bool:
        """Whether the account must not be edited or saved before its errors are mended."""
        return any(problem.gravity is Gravity.ERROR for problem in self.problems)

    def position(self, path: KeyPath) -> tuple[int, int]:
        """1-based line and column of the value at a path, of its header, or of what is nearest around it."""
        found = scan(self.text)
        return found.line_column(found.place(path))


def digest(data: bytes) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
