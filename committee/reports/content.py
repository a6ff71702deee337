"""What a report consists of, before anybody decided how it looks."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from committee.model.account import Account
from committee.model.dates import show_date
from committee.model.disclosure import OPEN, Disclosure
from committee.store import write_text


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what they say, in order; a fact without text is left out by who makes it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences that stand each for itself."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row as long as `head`, an empty cell says nothing is known."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered thing: what it is, and what there is to know about it."""

    title: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """Things in an order that matters, numbered from 1."""

    items: tuple[Item, ...]


Block = Facts | Lines | Grid | Items


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what stands under it, and the sections inside."""

    title: str
    blocks: tuple[Block, ...] = ()
    inside: tuple["Section", ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing under the heading."""
        return not self.blocks and not self.inside


@dataclass(frozen=True, slots=True)
class Document:
    """A report: its title and its sections."""

    title: str
    sections: tuple[Section, ...]
    colophon: str = ""
    """The last line: of which day and which file it is, and what it gives away."""


def facts(*rows: tuple[str, str]) -> tuple[Block, ...]:
    """The rows that say something, as one block; none if none does."""
    kept = tuple(row for row in rows if row[1])
    return (Facts(kept),) if kept else ()


def lines(*texts: str) -> tuple[Block, ...]:
    """The texts that say something, as one block; none if none does."""
    kept = tuple(text for text in texts if text)
    return (Lines(kept),) if kept else ()


def grid(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[Block, ...]:
    """The rows as a table; none if there are no rows. A column in which nothing is known is left out."""
    kept = [index for index in range(len(head)) if any(row[index] for row in rows)]
    if not kept:
        return ()
    return (Grid(tuple(head[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in rows)),)


def items(found: tuple[Item, ...]) -> tuple[Block, ...]:
    """The items as one block; none if there are none."""
    return (Items(found),) if found else ()


SHOWN = 12
"""Letters of the hash: enough to tell any two states of an account apart."""


def colophon(account: Account, today: date, disclosure: Disclosure = OPEN) -> str:
    """`As of Fri 20 Nov 2026 · content 3f9a… · internal: contains names`.

    Args:
        account: the account as it is in its file, not masked: the hash is that of its canonical text, so that two
            exports of one state can be told to be so. It is shortened, and tells nothing about the text.
        today: the day of the analysis.
        disclosure: what the export withholds.
    """
    return f"As of {show_date(today)} · content {content_hash(account)} · {disclosure.footer}"


def content_hash(account: Account) -> str:
    """The first letters of the SHA-256 of what the file says: its canonical text without comments."""
    return sha256(write_text(replace(account, comments={})).encode("utf-8")).hexdigest()[:SHOWN]
