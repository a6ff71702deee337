"""The list of actions across accounts as data: what has been read, what is asked for, and the lines of it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from committee.model.dates import show_date, show_day
from committee.model.line.names import folded
from committee.pipeline.actions import Listing, Promise, When, chosen, faulty, last_day
from committee.plurals import counted
from committee.text import fold, pad, show, width
from committee.tui.theme.ink import Segment

DUE: tuple[tuple[str, str], ...] = (
    ("", "everything"),
    ("overdue", "overdue"),
    ("today", "due today or overdue"),
    ("week", "due within a week"),
)
"""What `w` goes through, each with its words."""

_MEANING = {When.OVERDUE: "warn bold", When.TODAY: "accent bold", When.DONE: "muted"}
_WIDE = 100
"""From this width on, the person has a column; below, the account and the owner are enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which promises are wanted. `mine` holds the ids of whoever sits here."""

    due: int = 0
    mine: frozenset[str] = frozenset()
    done: bool = False
    words: str = ""

    @property
    def said(self) -> str:
        """The filters that are on, in words."""
        parts = [
            DUE[self.due][1] if self.due else "",
            "mine" if self.mine else "",
            "with done" if self.done else "",
            f"“{self.words}”" if self.words else "",
        ]
        return ", ".join(part for part in parts if part) or "everything open"


@dataclass(frozen=True, slots=True)
class Read:
    """What has been read so far, by file."""

    listings: Mapping[Path, Listing]

    def with_(self, found: Iterable[Listing]) -> "Read":
        """With these files read, or read again."""
        return Read({**self.listings, **{one.file: one for one in found}})

    @property
    def faulty(self) -> tuple[Listing, ...]:
        """Files with errors."""
        return faulty(self.listings.values())

    def wanted(self, asked: Wanted, today: date) -> tuple[Promise, ...]:
        """The promises that match, most pressing first. Linear in all of them, and a sort."""
        found = (promise for one in self.listings.values() for promise in one.promises)
        kept = chosen(found, until=last_day(DUE[asked.due][0], today), done=asked.done)
        if asked.mine:
            kept = tuple(promise for promise in kept if promise.owner_id in asked.mine)
        parts = dict.fromkeys(fold(asked.words).split())
        searched = ((promise, _searched(promise)) for promise in kept)
        return tuple(promise for promise, words in searched if all(part in words for part in parts))


@dataclass(frozen=True, slots=True)
class Widths:
    """Cells of the columns: date, what, owner, account, person; 0 leaves one out."""

    day: int
    what: int
    owner: int
    account: int
    person: int

    @classmethod
    def of(cls, found: Iterable[Promise], cells: int, today: date) -> "Widths":
        """Shared out so that `what` gets what the others leave; at 80 cells there is no column for the person."""
        rows = tuple(found)
        day = max((width(day_words(row, today)) for row in rows), default=0)
        person = min(_widest(row.person for row in rows), 22) if cells >= _WIDE else 0
        share = 24 if cells >= _WIDE else 16
        owner = min(_widest(row.owner for row in rows), share)
        account = min(_widest(row.account for row in rows), share)
        gaps = 2 * (3 + bool(person)) + 2
        return cls(day, max(cells - day - owner - account - person - gaps, 16), owner, account, person)


def line_of(promise: Promise, widths: Widths, today: date, *, plain: bool) -> list[Segment]:
    """One promise in columns."""
    sign = ("x" if plain else "✓") if not promise.open else ("." if plain else "○")
    meaning = _MEANING.get(promise.when, "foreground")
    step = "" if promise.table == "actions" else "paper: "
    blocked = " (blocked)" if promise.blocked and promise.open else ""
    cells: list[Segment] = [
        (f"{sign} ", meaning),
        (pad(day_words(promise, today), widths.day), meaning),
        ("  ", ""),
        (pad(f"{step}{promise.what}{blocked}", widths.what), "muted" if not promise.open else "foreground"),
        ("  ", ""),
        (pad(promise.owner or "nobody", widths.owner), "muted" if promise.owner else "warn"),
        ("  ", ""),
        (pad(promise.account, widths.account), "accent"),
    ]
    if widths.person:
        cells += [("  ", ""), (pad(promise.person, widths.person), "muted")]
    return cells


def grouped(found: Iterable[Promise]) -> list[tuple[str, list[Promise]]]:
    """The headings in order, each with its promises."""
    return [(when.value.upper(), list(group)) for when, group in groupby(found, key=lambda promise: promise.when)]


def day_words(promise: Promise, today: date) -> str:
    """When it is due, or when it was done; the weekday only while it helps, within this year."""
    day = promise.done if not promise.open else promise.due
    if day is None:
        return ""
    return show_date(day, today) if day.year == today.year else show_day(day)


def fault_line(one: Listing, called: Mapping[Path, str]) -> list[Segment]:
    """A file with errors: its name and the first of them."""
    if one.fault is None:
        return []
    name = called.get(one.file) or show(one.file.name)
    what = one.fault.what if one.file not in called else "the file has errors"
    place = f":{one.fault.line}" if one.fault.line else ""
    more = f" (and {one.faults - 1} more)" if one.faults > 1 else ""
    return [(f"{name}{place}", "error bold"), (f"  {what}{more}", "error")]


def heading(
    read: Read, wanted: Wanted, found: Sequence[Promise], files: int, today: date, *, plain: bool
) -> list[Segment]:
    """The title: how many accounts are read, what is asked for, and how much of it there is."""
    dot: Segment = (" | " if plain else " · ", "muted")
    done = len(read.listings)
    count = counted(done, "account") if done == files else f"{done} of {files} accounts read"
    late = sum(promise.open and promise.due is not None and promise.due < today for promise in found)
    line: list[Segment] = [(" Actions", "accent bold"), dot, (count, "foreground"), dot, (wanted.said, "foreground")]
    line += [dot, (counted(len(found), "line"), "muted")]
    return [*line, dot, (f"{late} overdue", "warn bold")] if late else line


def nothing(wanted: Wanted, *, busy: bool) -> str:
    """What stands where a list would, with the keys that help."""
    if busy:
        return "reading …"
    if wanted == Wanted():
        return "Nothing is promised yet. A in an account, then a: Dana: meet Priya by fri"
    return f"Nothing here: {wanted.said}. w, m, v and / change what is shown."


def owned_by(name: str, identifier: str, found: Iterable[Promise]) -> frozenset[str]:
    """The ids under which somebody owns promises, by name or id: each account may have its own for the same name.

    Where names are hidden, the words of the ids still tell.
    """
    wanted = folded(name) if name else ()
    return frozenset(
        one.owner_id
        for one in found
        if one.owner_id
        and (one.owner_id == identifier or wanted in (folded(one.owner), folded(one.owner_id.replace("-", " "))))
    )


def _searched(promise: Promise) -> str:
    return fold(f"{promise.what} {promise.owner} {promise.account} {promise.person} {promise.key}")


def _widest(texts: Iterable[str]) -> int:
    return max((width(text) for text in texts), default=0)
