"""A fault in the user's file, as a value: where, what, and what to do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from committee.model.account import KeyPath
from committee.plurals import plural


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
    more: int = 0
    """How many others of its kind it stands for, which are not listed; 0 for a fault itself."""

    @property
    def place(self) -> str:
        """`file:line:column`, as far as known."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def kind(self) -> str:
        """What it is in words that say nothing of what is in the file."""
        words = self.code.replace("-", " ")
        return f"{words}, {self.more} more that are not listed" if self.more else words

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


LISTED = 1000
"""Problems of one kind that are listed; nobody reads more, and each costs more than reading what it is about."""


class Listing:
    """Problems as they are found: of each kind the first `LISTED`, and the others as one that says how many they are.

    Nothing but the list is shortened: whatever is counted here is in the file, and in the account where it was read.
    """

    __slots__ = ("_found", "_kinds", "_last")

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._kinds: Counter[str] = Counter()
        self._last: dict[str, Problem] = {}

    def add(self, problem: Problem) -> None:
        """List or count one."""
        if not self.full(problem.code):
            self._kinds[problem.code] += 1
            self._found.append(problem)
            self._last[problem.code] = problem

    def full(self, code: str) -> bool:
        """Whether so many of this kind are listed that the one at hand need not be made; then it is counted."""
        if self._kinds[code] < LISTED:
            return False
        self._kinds[code] += 1
        return True

    def problems(self) -> tuple[Problem, ...]:
        """Those listed, in the order found, then one for the rest of each kind, at the last of it."""
        rest = ((code, count - LISTED) for code, count in self._kinds.items() if count > LISTED)
        return (*self._found, *(_rest(self._last[code], count) for code, count in rest))


def listed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """As many as a `Listing` lists."""
    found = Listing()
    for problem in problems:
        found.add(problem)
    return found.problems()


def how_many(problems: Iterable[Problem]) -> int:
    """How many faults these are, with those that are not listed."""
    return sum(problem.more or 1 for problem in problems)


def _rest(last: Problem, count: int) -> Problem:
    what = f"{count} more of this kind {plural(count, 'is', 'are')} not listed"
    return replace(last, what=what, remedy="", mends=(), more=count)
