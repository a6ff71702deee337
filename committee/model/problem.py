"""A fault in the user's file, as a value: where, what, and what to do."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from committee.model.account import KeyPath


class Gravity(StrEnum):
    """An error opens the account read-only; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A one-key repair: set the value at `path` to `value`, or remove it when `value` is `None`.

    With `rename`, what stands at `path` keeps its value and gets that as the last part of its path.
    """

    label: str
    path: KeyPath
    value: Any = None
    rename: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault.

    `line` and `column` are 1-based and count code points, at the value, or at the header for a missing key; 0 is
    "not from a file". `code` is stable (`unknown-choice`, `no-such-person` ...), safe to print where names are not.
    """

    code: str
    what: str
    remedy: str = ""
    path: KeyPath = ()
    gravity: Gravity = Gravity.ERROR
    line: int = 0
    column: int = 0
    file: str = ""
    mends: tuple[Mend, ...] = field(default=())

    @property
    def place(self) -> str:
        """`file:line:column`, as far as known."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"
