"""Repairs of the text itself, so that a file with errors keeps everything that is not mended, to the letter."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from committee.errors import EditRefused
from committee.model import crosschecks
from committee.model.account import Comment, KeyPath
from committee.model.problem import Mend
from committee.model.tables import locate
from committee.store.document import Document
from committee.store.reader import read_text
from committee.store.scanner import KEY_PART, Scan, Span, scan
from committee.store.syntax import SPAN
from committee.store.writer import key_text, scalar
from committee.text import show

_Change = tuple[int, int, str]
"""Replace the text from one offset to another by this."""

_RETURNS = re.compile(r"\r+\n|\r")


def mend(document: Document, repair: Mend) -> Document:
    """The document with one repair made in its text, read again. It still has the digest of the file it came from.

    Raises:
        EditRefused: the place is written in a way that this repair does not reach.
    """
    if repair.path == (SPAN,):
        return _again(document, repair, [(0, len(document.text), _RETURNS.sub("\n", document.text))])
    if repair.path[0] == SPAN:
        start, end = map(int, repair.path[1:])
        return _again(document, repair, [(start, end, scalar(repair.value))])
    found = scan(document.text)
    if repair.rename:
        changes = list(_renamed(found, repair.path, repair.rename))
    elif repair.value is None:
        changes = list(_removed(found, repair.path))
    else:
        changes = list(_written(found, repair.path, repair.value))
    return _again(document, repair, changes)


def _again(document: Document, repair: Mend, changes: list[_Change]) -> Document:
    """The document read again after the changes; refused where they make the text unreadable."""
    text = _applied(document.text, changes)
    again = read_text(text, show(document.path.name) if document.path else "")
    broken = [p for p in again.problems if p.code == "syntax"]
    worse = broken and not any(p.code == "syntax" and p.line < broken[0].line for p in document.problems)
    if not changes or worse:
        raise EditRefused(f"{repair.label}: this place cannot be mended from here", "Mend it in your editor")
    return replace(again, path=document.path, digest=document.digest, newline=document.newline)


def _applied(text: str, changes: list[_Change]) -> str:
    for start, end, new in sorted(set(changes), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _renamed(found: Scan, path: KeyPath, name: str) -> Iterator[_Change]:
    yield from _renamed_part(found, path, name)
    if len(path) != 2 or path[0] not in crosschecks.KEYED:
        return
    # An id is renamed wherever it is named, so that nothing dangles afterwards.
    old = path[1]
    for whole in {*found.headers, *found.values}:
        if whole[0] in {*crosschecks.TIES, "accepted"}:
            for depth in (2, 3):
                if whole[depth - 1 : depth] == (old,) and not (whole[0] == "accepted" and depth == 2):
                    yield from _renamed_part(found, whole[:depth], name)
    for whole, span in found.values.items():
        known = locate(whole)
        if known is None or known[1] is None or not known[1].refers:
            continue
        for start, end in found.items.get(whole, [span]):
            new = " > ".join(name if end_ == old else end_ for end_ in _text(found, start, end).split(" > "))
            if new != _text(found, start, end):
                yield start, end, scalar(new)


def _text(found: Scan, start: int, end: int) -> str:
    return found.text[start:end].strip("\"'")


def _renamed_part(found: Scan, path: KeyPath, name: str) -> Iterator[_Change]:
    """The last part of `path`, in every header and key that has it."""
    depth = len(path)
    for whole, (start, _) in found.headers.items():
        if whole[:depth] == path:
            yield _part(found.text, start + (2 if found.text.startswith("[[", start) else 1), depth - 1, name)
    for whole in found.values:
        if whole[:depth] == path and whole in found.keys:
            start, end = found.keys[whole]
            base = len(whole) - len(_parts(found.text, start, end))
            if depth > base:
                yield _part(found.text, start, depth - 1 - base, name)


def _parts(text: str, start: int, end: int) -> list[Span]:
    return [match.span() for match in KEY_PART.finditer(text, start, end)]


def _part(text: str, start: int, index: int, name: str) -> _Change:
    begin, end = _parts(text, start, len(text) if "\n" not in text[start:] else text.index("\n", start))[index]
    return begin, end, key_text(name)


def _removed(found: Scan, path: KeyPath) -> Iterator[_Change]:
    index = found.item_index(path)
    if path not in found.values and path not in found.headers and index is not None:
        yield _without_item(found, path[:-1], index)
        return
    depth = len(path)
    sections = []
    for whole in found.headers:
        if whole[:depth] == path and whole in found.headers:
            section = _section(found, whole)
            sections.append(section)
            yield (*section, "")
    for whole, span in found.values.items():
        inside = any(start <= span[0] < end for start, end in sections)
        if whole[:depth] == path and not inside and not _within_removed(found, whole, depth):
            yield _without_inline(found, whole) if whole in found.inline else (*_statement(found, whole), "")


def _within_removed(found: Scan, whole: KeyPath, depth: int) -> bool:
    """Whether a key around this one is removed already: an inline table goes as one."""
    return any(whole[:length] in found.values for length in range(depth, len(whole)))


def _section(found: Scan, path: KeyPath) -> Span:
    """A table from the comment above it to the comment above the next."""
    start = found.headers[path][0]
    later = [(span[0], other) for other, span in found.headers.items() if span[0] > start]
    end = len(found.text)
    if later:
        offset, other = min(later)
        end = _above(found, other, offset)
    return _above(found, path, start), end


def _statement(found: Scan, path: KeyPath) -> Span:
    end = found.text.find("\n", found.values[path][1])
    return _above(found, path, found.keys[path][0]), len(found.text) if end < 0 else end + 1


def _above(found: Scan, path: KeyPath, offset: int) -> int:
    """The start of the line at `offset`, or of the comments that are about what stands there."""
    missing = len(found.comments.get(path, Comment()).above)
    start = found.text.rfind("\n", 0, offset) + 1
    while missing and start:
        before = found.text.rfind("\n", 0, start - 1) + 1
        line = found.text[before:start].strip()
        if line and not line.startswith("#"):
            break
        missing -= bool(line)
        start = before
    return start


def _without_inline(found: Scan, path: KeyPath) -> _Change:
    return _without_comma(found.text, found.keys[path][0], found.values[path][1])


def _without_item(found: Scan, path: KeyPath, index: int) -> _Change:
    start, end = found.items[path][index]
    return _without_comma(found.text, start, end)


_COMMA_AFTER = re.compile(r"[ \t]*,[ \t]*")
_ONLY_COMMENT = re.compile(r"[ \t]*(?:#[^\n]*)?\n")


def _without_comma(text: str, start: int, end: int) -> _Change:
    """An element with one comma beside it, and with its line where it has one for itself."""
    after = _COMMA_AFTER.match(text, end)
    if after:
        end = after.end()
        line = text.rfind("\n", 0, start) + 1
        rest = _ONLY_COMMENT.match(text, end)
        if rest and not text[line:start].strip():
            return line, rest.end(), ""
        return start, end, ""
    before = text[:start].rstrip()
    return (len(before) - 1, end, "") if before.endswith(",") else (start, end, "")


def _written(found: Scan, path: KeyPath, value: Any) -> Iterator[_Change]:
    spelled = f"[{', '.join(scalar(item) for item in value)}]" if isinstance(value, list) else scalar(value)
    index = found.item_index(path)
    if path in found.values:
        yield (*found.values[path], spelled)
    elif index is not None:
        yield (*found.items[path[:-1]][index], spelled)
    elif path not in found.headers:
        yield _inserted(found, path, f"{key_text(path[-1])} = {spelled}")


def _inserted(found: Scan, path: KeyPath, line: str) -> _Change:
    """A new key of a table that has a header, is inline, is made by dotted keys, or by the headers below it."""
    table = path[:-1]
    if not table:
        first = min([*found.headers.items(), *found.keys.items()], key=lambda pair: pair[1], default=None)
        offset = _above(found, first[0], first[1][0]) if first else 0
        return offset, offset, f"{line}\n\n" if first and first[0] in found.headers else f"{line}\n"
    if table in found.headers:
        end = found.text.find("\n", found.headers[table][1])
        return (len(found.text), len(found.text), f"\n{line}\n") if end < 0 else (end + 1, end + 1, f"{line}\n")
    if table in found.values:
        start, end = found.values[table]
        empty = not found.text[start + 1 : end - 1].strip()
        return start + 1, start + 1, f" {line} " if empty else f" {line},"
    below = [span[0] for whole, span in found.headers.items() if whole[: len(table)] == table]
    if table in found.keys:
        start, end = found.keys[table]
        whole = next(p for p, span in found.keys.items() if span == (start, end) and p in found.values)
        base = len(whole) - len(_parts(found.text, start, end))
        dotted = ".".join(key_text(part) for part in table[base:])
        return start, start, f"{dotted}.{line}\n"
    if below:
        name = ".".join(key_text(part) for part in table)
        return min(below), min(below), f"[{name}]\n{line}\n\n"
    return len(found.text), len(found.text), f"\n[{'.'.join(key_text(part) for part in table)}]\n{line}\n"
