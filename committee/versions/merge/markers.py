"""Files with conflict markers: read back into the two or three texts they were made of, and written.

A marked file of ours is canonical but for the marked places, and each of its sides is a whole, sound account file.
"""

import re
from collections import deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from committee.model.account import KeyPath
from committee.store import write_text
from committee.store.scanner import scan
from committee.versions.merge.conflict import Merged
from committee.versions.merge.merge import versions

SIZE: Final = 7
"""How long git's markers are where nothing else is said."""

LABELS: Final = ("ours", "base", "theirs")
"""What stands behind the opening, the middle and the closing marker."""

_OPENING = re.compile(r"<{7,}(?: .*)?")
_MARKER = re.compile(r"(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?")

Lines = tuple[str, ...]
Block = dict[tuple[str, KeyPath], Lines]
"""The lines of one table: its header, each key with the comment above it, the comment at its end."""
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of a marked file, with LF line ends; `base` is `None` where the markers do not show it."""

    ours: str
    base: str | None
    theirs: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines that are the same in all three texts, or a place where they differ."""

    base: Lines
    ours: Lines
    theirs: Lines
    present: tuple[bool, bool, bool] = (True, True, True)

    @property
    def agreed(self) -> bool:
        return self.ours == self.theirs == self.base


def sides(text: str) -> Texts | None:
    """The texts behind the conflict markers of `text`; `None` where it has none, or they do not fit together.

    Reads what git writes in its styles `merge`, `diff3` and `zdiff3`, markers of any length from seven, either line
    end. Markers within a side (a merge of merges) have to be longer than those around them. Linear for each length.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    sizes = {len(line) - len(line.lstrip("<")) for line in lines if _OPENING.fullmatch(line)}
    return next((texts for size in sorted(sizes) if (texts := _parted(lines, size)) is not None), None)


def _parted(lines: Sequence[str], size: int) -> Texts | None:
    """The sides by markers of exactly this length."""
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    part, bases, clashes = -1, 0, 0
    for line in lines:
        mark = _mark(line, size)
        if mark == "<" and part == -1:
            part, clashes = 0, clashes + 1
        elif mark == "|" and part == 0:
            part, bases = 1, bases + 1
        elif mark == "=" and part in {0, 1}:
            part = 2
        elif mark == ">" and part == 2:
            part = -1
        elif mark in {"<", ">"} or (mark and part != -1):
            return None
        else:
            for side in range(3) if part == -1 else (part,):
                found[side].append(line)
    if part != -1 or bases not in {0, clashes}:
        return None
    ours, base, theirs = ("\n".join(side) for side in found)
    return Texts(ours=ours, base=base if bases else None, theirs=theirs)


def _mark(line: str, size: int) -> str:
    """Which marker a line is: its character, or "" for any other line."""
    char = line[:1]
    if char not in {"<", "|", "=", ">"} or not line.startswith(char * size):
        return ""
    rest = line[size:]
    return char if not rest or rest.startswith(" ") else ""


def write(merged: Merged, size: int = SIZE) -> str:
    """The canonical text of a merge, with markers around each key, and each record, that is still to be decided.

    `sides` gives its versions back, each a whole account file; merging those asks the same questions again. Where a
    text of the account looks like a marker, the markers are longer than it.

    Args:
        merged: a merge with open conflicts.
        size: length of the markers, as git asks for.
    """
    texts = [write_text(account) for account in versions(merged)]
    lookalikes = (found for text in texts for line in text.split("\n") if (found := _MARKER.fullmatch(line)))
    size = max((size, *(len(found[1]) + 1 for found in lookalikes)))
    tables = [_tables(text) for text in texts]
    pieces: list[_Piece] = []
    for path in _in_order(tables):
        blocks = [table.get(path) for table in tables]
        pieces += _pieces(*blocks)
    return "".join(f"{line}\n" for line in _marked(pieces, size))


def _pieces(base: Block | None, ours: Block | None, theirs: Block | None) -> Iterator[_Piece]:
    """One table: key by key where both sides have it, else whole."""
    if ours is not None and theirs is not None:
        before = base or {}
        for chunk in _in_order((before, ours, theirs)):
            yield _Piece(before.get(chunk, ()), ours.get(chunk, ()), theirs.get(chunk, ()))
        return
    whole = [
        () if block is None else tuple(line for lines in block.values() for line in lines)
        for block in (base, ours, theirs)
    ]
    yield _Piece(whole[0], whole[1], whole[2], (base is not None, ours is not None, theirs is not None))


def _marked(pieces: Sequence[_Piece], size: int) -> Iterator[str]:
    """All lines; neighbouring tables that the same versions lack share one pair of markers."""
    for (agreed, present), group in groupby(pieces, lambda piece: (piece.agreed, piece.present)):
        some = list(group)
        if agreed:
            yield from (line for piece in some for line in piece.ours)
        elif all(present):
            for piece in some:
                yield from _clash([piece], size)
        else:
            yield from _clash(some, size)


def _clash(pieces: Sequence[_Piece], size: int) -> Iterator[str]:
    yield f"{'<' * size} {LABELS[0]}"
    yield from (line for piece in pieces for line in piece.ours)
    yield f"{'|' * size} {LABELS[1]}"
    yield from (line for piece in pieces for line in piece.base)
    yield "=" * size
    yield from (line for piece in pieces for line in piece.theirs)
    yield f"{'>' * size} {LABELS[2]}"


def _in_order(maps: Sequence[Mapping[_Key, object]]) -> Iterator[_Key]:
    """Every key of several maps that list theirs in one common order, in that order."""
    queues = [deque(one) for one in maps]
    waiting = [set(one) for one in maps]
    while any(queues):
        heads = [queue[0] for queue in queues if queue]
        chosen = next((head for head in heads if _leads(head, queues, waiting)), heads[0])
        yield chosen
        for queue, known in zip(queues, waiting, strict=True):
            if chosen in known:
                known.remove(chosen)
                queue.remove(chosen)


def _leads(key: _Key, queues: Sequence[deque[_Key]], waiting: Sequence[set[_Key]]) -> bool:
    """Whether nothing has to come before `key` in any queue."""
    return all(queue[0] == key for queue, known in zip(queues, waiting, strict=True) if key in known)


def _tables(text: str) -> dict[KeyPath, Block]:
    """A canonical text cut at its headers and keys; the blank line between two tables belongs to the second."""
    found = scan(text)
    starts: dict[int, tuple[str, KeyPath, int]] = {}
    for path, span in (*found.headers.items(), *found.keys.items()):
        if span[0] == 0 or text[span[0] - 1] == "\n":
            header = path in found.headers and found.headers[path] == span
            end = span[1] if header else found.values.get(path, span)[1]
            starts[span[0]] = ("header" if header else "key", path, _line_end(text, end))
    tables: dict[KeyPath, Block] = {(): {}}
    table: KeyPath = ()
    at = 0
    for start in sorted(starts):
        kind, path, end = starts[start]
        if kind == "header":
            # What stands before the blank line is the comment at the end of the table before.
            blank = text.index("\n\n", max(at - 1, 0)) + 1
            _add(tables[table], "end", table, text[at:blank])
            at, table = blank, path
            tables[table] = {}
        _add(tables[table], kind, path, text[at:end])
        at = end
    _add(tables[table], "end", table, text[at:])
    return tables


def _add(block: Block, kind: str, path: KeyPath, text: str) -> None:
    if text:
        block[kind, path] = tuple(text.removesuffix("\n").split("\n"))


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1
