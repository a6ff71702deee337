"""Many versions of one file read quickly: a table that two of them share is parsed once.

A canonical file is a row of tables, and a commit touches few of them. Each table is parsed by itself and kept by its
text; an account is put together from them, so that neighbours share their records and comparing them is quick. A file
in any other form is read as a whole, with the same result.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise, tee
from typing import Any

from committee.model.account import Account, Header, KeyPath
from committee.model.problem import Gravity
from committee.model.tables import TABLES
from committee.store import read_text
from committee.versions.git.history import Revision
from committee.versions.git.repository import Objects, TooLong

KEPT = 16
"""How many whole versions are kept: a walk asks for a version and for the one before it."""

TABLES_KEPT = 50_000
"""How many parsed tables are kept before all are forgotten."""

_HEADER = re.compile(r"\[([a-z][a-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*)\]")
_BREAK = re.compile(r"\n(?=\[)")
_REMARK = re.compile(r"(?:\A|\n)((?:#[^\n]*\n)*#[^\n]*)\Z")
_DEPTH = {entry.name: sum(part == "*" for part in entry.pattern) + 1 for entry in TABLES}
_MAPPINGS = tuple(name for name in dict.fromkeys(entry.name for entry in TABLES) if name not in {"account", "decision"})
_STUB = 'format = 1\n[account]\nname = "-"\n\n'
_LEAD = "format = 1\n"
_NOTHING = Account(header=Header(name="-"))


class Reader:
    """Versions by the id of their content, read through one process of git.

    Args:
        objects: of the repository.
    """

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._tables: dict[str, Account] = {}
        self._keys: dict[tuple[str, bool], KeyPath | None] = {}
        self._too_long: set[str] = set()

    def pairs(self, revisions: Iterable[Revision]) -> Iterator[tuple[Revision, Account | None, Account | None]]:
        """Each commit with the account before it (in its first parent) and after it, read ahead of who asks."""
        listed, ahead = tee(revisions)
        blobs = (blob for revision in ahead for blob in (revision.blob, revision.previous) if blob)
        answers = self._objects.read_many(_without_recent(blobs))
        recent: dict[str, Account | None] = {}
        for revision in listed:
            for blob in (revision.blob, revision.previous):
                if blob and blob not in recent:
                    recent[blob] = self._answered(blob, next(answers))
                    if len(recent) > KEPT:
                        del recent[next(iter(recent))]
            yield revision, recent.get(revision.previous), recent.get(revision.blob)

    def account(self, blob: str) -> Account | None:
        """The account of a version; `None` where it cannot be read as one, or does not exist."""
        return self._answered(blob, self._objects.read(blob)) if blob else None

    def why_not(self, blob: str) -> str:
        """Why there is no account of a version that was read and exists, as the end of a sentence about it."""
        return "is larger than 5 MB" if blob in self._too_long else "cannot be read as an account"

    def _answered(self, blob: str, data: bytes | TooLong | None) -> Account | None:
        if isinstance(data, TooLong):
            self._too_long.add(blob)
            return None
        return self._read(data)

    def _read(self, data: bytes | None) -> Account | None:
        return None if data is None else self._put_together(data) or _whole(data)

    def _put_together(self, data: bytes) -> Account | None:
        """The account from its tables; `None` where the file has another form than the canonical one."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return None
        pieces = self._pieces(text)
        if pieces is None:
            return None
        parts: dict[str, Any] = {name: {} for name in _MAPPINGS}
        unknown: dict[KeyPath, Any] = {}
        comments: dict[KeyPath, Any] = {}
        for name, piece in pieces:
            one = self._table(piece, lead=name == "", own=name == "account")
            if one is None:
                return None
            unknown.update(one.unknown)
            comments.update(one.comments)
            if name == "account":
                parts["header"] = one.header
            elif name == "decision":
                parts["decision"] = one.decision
            elif name in _DEPTH:
                parts[name].update(getattr(one, name))
        if "header" not in parts:
            return None
        ordered = {name: _in_order(value) for name, value in parts.items()}
        return Account(unknown=dict(sorted(unknown.items())), comments=comments, **ordered)

    def _pieces(self, text: str) -> list[tuple[str, str]] | None:
        """What stands before the first table, then each table with what is nested in it: its family, and its text."""
        if "\r" in text or "'''" in text or "\ufeff" in text or "<<<<<<<" in text:
            return None
        grouped: dict[KeyPath, str] = {}
        for number, piece in enumerate(_split(text)):
            key = self._key(piece, first=number == 0)
            if key is None:
                return None
            before = grouped.get(key)
            if before is not None and len(key) == 1 and key[0] != "decision":
                return None  # the same table twice, or nested tables of other programs
            grouped[key] = piece if before is None else f"{before}\n{piece}"
        return [(key[0] if key else "", piece) for key, piece in grouped.items()]

    def _key(self, piece: str, *, first: bool) -> KeyPath | None:
        """`_key_of`, worked out once for each text."""
        asked = (piece, first)
        if asked not in self._keys:
            if len(self._keys) > TABLES_KEPT:
                self._keys.clear()
            self._keys[asked] = _key_of(piece, first=first)
        return self._keys[asked]

    def _table(self, piece: str, *, lead: bool, own: bool) -> Account | None:
        """One table parsed by itself. References into other tables are not its business."""
        found = self._tables.get(piece)
        if found is None:
            document = read_text(f"{_LEAD}{piece}" if own else f"{piece}\n{_STUB[11:]}" if lead else f"{_STUB}{piece}")
            if any(problem.gravity is Gravity.ERROR and not problem.path for problem in document.problems):
                return None
            if lead and replace(document.account, unknown={}, comments={}) != _NOTHING:
                return None  # records written as dotted keys, before any table
            if len(self._tables) > TABLES_KEPT:
                self._tables.clear()
            found = self._tables[piece] = document.account
        return found


def _without_recent(blobs: Iterable[str]) -> Iterator[str]:
    """The ids that are not among the `KEPT` last ones given out: what is still at hand is not asked for again."""
    recent: dict[str, None] = {}
    for blob in blobs:
        if blob not in recent:
            recent[blob] = None
            if len(recent) > KEPT:
                del recent[next(iter(recent))]
            yield blob


def _whole(data: bytes) -> Account | None:
    document = read_text(data)
    broken = document.account == Account(header=Header(name="")) and document.errors
    return None if broken else document.account


def _split(text: str) -> Iterator[str]:
    """The text cut in front of every table, a comment right above a header with the table."""
    ahead = ""
    for piece in _BREAK.split(text):
        remark = _REMARK.search(piece) if "#" in piece else None
        yield ahead + (piece if remark is None else piece[: remark.start()])
        ahead = "" if remark is None else f"{remark[1]}\n"
    if ahead:
        yield ahead


def _key_of(piece: str, *, first: bool) -> KeyPath | None:
    """The record a piece belongs to; `()` for what stands before all tables; `None` where that is not plain."""
    if piece.count('"""') % 2:
        return None  # a line inside a longer text begins with a bracket
    if first and not piece.lstrip("# \n").startswith("["):
        return ()
    header = next(_header_lines(piece), "")
    found = _HEADER.fullmatch(header)
    if found is None:
        return None
    parts = tuple(found[1].split("."))
    depth = _DEPTH.get(parts[0], 1)
    return parts[:depth] if len(parts) >= depth else None


def _header_lines(piece: str) -> Iterator[str]:
    return (line for line in piece.split("\n", 200) if line.startswith("["))


def _in_order(value: Any) -> Any:
    if not isinstance(value, Mapping) or not value:
        return value
    keys = list(value)
    return value if all(one <= other for one, other in pairwise(keys)) else dict(sorted(value.items()))
