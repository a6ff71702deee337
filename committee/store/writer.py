"""The canonical form of an account: one text for one account, so that a changed field is a changed line.

Tables in the order of the format, ids sorted, keys in the order of the format, lists one item a line, unknown keys
behind the known ones and unknown tables last. Single values are spelled by tomli-w. Comments go with what they are
about; a table that has no line of its own (`[people]`) gets one when there is a comment on it, and a key whose value
would be left out is written when it has one.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import tomli_w

from committee.model.account import Account, Comment, KeyPath
from committee.model.fields import Field, Table
from committee.model.tables import TABLES, table
from committee.store.comments import lines_of
from committee.store.scanner import joined

_NONE = Comment()
_PLAIN = re.compile(r'[^"\\\x00-\x08\x0a-\x1f\x7f]*')
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_INDENT = "    "
_CHAMPION = table("people", "*", "champion")
_QUORUM = table("decision", "quorum")


Memo = dict[KeyPath, tuple[Any, list[str], tuple[KeyPath, ...]]]
"""Records as they were written last, each with its blocks and tables: the same record is written alike again."""


def write_text(account: Account, newline: str = "\n", memo: Memo | None = None) -> str:
    """The file of an account, in canonical form, with `newline` as line end. O(size of the file).

    Comments on something that is not there (any more) go to the end of the nearest table that is.

    Args:
        account: what is written.
        newline: line end of the file.
        memo: kept by whoever writes one account again and again; only what was changed is spelled anew then.
    """
    writer = _Writer(account, account.comments, memo)
    text = writer.text()
    lost = {path: comment for path, comment in account.comments.items() if path not in writer.written}
    if lost:
        text = _Writer(account, _adopted(account.comments, lost, writer.tables)).text()
    return text if newline == "\n" else text.replace("\n", newline)


def _adopted(
    comments: Mapping[KeyPath, Comment], lost: Mapping[KeyPath, Comment], tables: Iterable[KeyPath]
) -> dict[KeyPath, Comment]:
    there = {(), *tables}
    kept = {path: comment for path, comment in comments.items() if path not in lost}
    for path, comment in sorted(lost.items()):
        home = path
        while home not in there:
            home = home[:-1]
        kept[home] = joined(kept.get(home, _NONE), Comment(end=lines_of(comment)))
    return kept


class _Writer:
    """Writes one account once; `written` and `tables` say afterwards which paths have a place in the text."""

    def __init__(self, account: Account, comments: Mapping[KeyPath, Comment], memo: Memo | None = None) -> None:
        self.account = account
        self._memo = memo
        self.comments = comments
        self.blocks: list[str] = []
        self.written: set[KeyPath] = {()}
        self.tables: set[KeyPath] = set()
        self.elements: set[KeyPath] = set()
        self.unknown: dict[KeyPath, dict[str, Any]] = {}
        for path, value in sorted(account.unknown.items()):
            self.unknown.setdefault(path[:-1], {})[path[-1]] = value
        # Only these need a look at every item's comment and at headers that are otherwise not written.
        self.commented = {path[:length] for path in comments for length in range(1, len(path) + 1)}
        self._loose = {path[:length] for path in account.unknown for length in range(1, len(path) + 1)}

    def text(self) -> str:
        whole = self.comments.get((), _NONE)
        if whole.above:
            self.blocks.append("".join(f"{line}\n" for line in whole.above))
        loose = self.unknown.get((), {})
        lines: list[str] = []
        self._key(lines, ("format",), 1)
        tables = self._unknown_keys(lines, (), loose)
        lines += [f"{line}\n" for line in whole.end]
        self.blocks.append("".join(lines))
        for entry in TABLES:
            if entry not in {_CHAMPION, _QUORUM}:
                self._family(entry)
        self._unknown_tables((), tables)
        return "\n".join(self.blocks)

    def _family(self, entry: Table) -> None:
        name = entry.name
        if entry.record is int:
            self._numbers(entry, getattr(self.account, name))
        elif name == "account":
            self._record(entry, ("account",), self.account.header)
        elif name == "decision":
            self._decision(entry)
        else:
            self._group((name,))
            previous = ""
            for key, record in sorted(getattr(self.account, name).items()):
                path = (name, *key) if isinstance(key, tuple) else (name, key)
                if len(path) == 3 and path[1] != previous:
                    previous = path[1]
                    self._group(path[:2])
                self._record(entry, path, record)
            for path in sorted(p for p in self.commented if len(p) == entry.depth - 1 == 2 and p[0] == name):
                self._group(path)

    def _group(self, path: KeyPath) -> None:
        """`[people]`, which only a comment calls for."""
        if path in self.comments and path not in self.written:
            self._table(path, [])

    def _decision(self, entry: Table) -> None:
        decision, path = self.account.decision, ("decision",)
        lines, tables = self._lines(entry, path, decision)
        if lines or path in self.comments:
            self._table(path, lines)
        if decision.quorum is not None:
            self._record(_QUORUM, (*path, "quorum"), decision.quorum)
        self._unknown_tables(path, tables)

    def _record(self, entry: Table, path: KeyPath, record: Any) -> None:
        memo = self._memo
        if memo is None or path in self.commented or path in self._loose:
            self._spell(entry, path, record)
            return
        found = memo.get(path)
        if found is None or found[0] is not record:
            start = len(self.blocks)
            self._spell(entry, path, record)
            champion = len(path) == 2 and path[0] == "people" and record.champion is not None
            tables = (path, (*path, "champion")) if champion else (path,)
            memo[path] = record, self.blocks[start:], tables
            return
        self.blocks += found[1]
        self.written.update(found[2])
        self.tables.update(found[2])

    def _spell(self, entry: Table, path: KeyPath, record: Any) -> None:
        lines, tables = self._lines(entry, path, record)
        self._table(path, lines)
        if entry.name == "people" and entry is not _CHAMPION and record.champion is not None:
            self._record(_CHAMPION, (*path, "champion"), record.champion)
        if tables:
            self._unknown_tables(path, tables)

    def _lines(self, entry: Table, path: KeyPath, record: Any) -> tuple[list[str], dict[str, Any]]:
        lines: list[str] = []
        commented = path in self.commented
        for field, attribute in _ATTRIBUTES[entry.pattern]:
            value = getattr(record, attribute)
            if value is None or value == field.omit or (value == field.default and not field.required):
                if not commented or (*path, field.name) not in self.commented or field.omit is None:
                    continue
                value = field.omit
            self._field(lines, path, field, value)
        loose = self.unknown.get(path)
        return lines, self._unknown_keys(lines, path, loose) if loose else {}

    def _field(self, lines: list[str], path: KeyPath, field: Field, value: Any) -> None:
        if not field.many:
            self._key(lines, (*path, field.name), value)
            return
        inner = (*path, field.name)
        ordered = [str(item) for item in (field.choices or sorted(set(value))) if item in value]
        self._line(lines, inner, self._array(inner, [(item, item) for item in ordered], ""))

    def _numbers(self, entry: Table, numbers: Mapping[str, int]) -> None:
        path, lines = entry.pattern, list[str]()
        for field in entry.fields:
            if field.name in numbers:
                self._key(lines, (*path, field.name), numbers[field.name])
        tables = self._unknown_keys(lines, path, self.unknown.get(path, {}))
        if lines or path in self.comments:
            self._table(path, lines)
        self._unknown_tables(path, tables)

    def _table(self, path: KeyPath, lines: list[str], *, element: bool = False) -> None:
        """One table: its comment, its header, its lines, and the comment at its end."""
        if element:
            self.elements.add(path)
        # The index of an element of an array of tables is in its path but not in its header.
        parts = (part for i, part in enumerate(path) if path[: i + 1] not in self.elements) if self.elements else path
        name = ".".join(key_text(part) for part in parts)
        header = f"[[{name}]]" if element else f"[{name}]"
        comment = self.comments.get(path)
        self.written.add(path)
        self.tables.add(path)
        if comment is None:
            self.blocks.append(f"{header}\n{''.join(lines)}")
            return
        above = "".join(f"{line}\n" for line in comment.above)
        end = "".join(f"{line}\n" for line in comment.end)
        self.blocks.append(f"{above}{header}{_behind(comment)}\n{''.join(lines)}{end}")

    def _key(self, lines: list[str], path: KeyPath, value: Any) -> None:
        self._line(lines, path, scalar(value))

    def _line(self, lines: list[str], path: KeyPath, spelled: str) -> None:
        comment = self.comments.get(path) if path in self.commented else None
        if comment is None:
            lines.append(f"{key_text(path[-1])} = {spelled}\n")
            return
        self.written.add(path)
        lines += [f"{line}\n" for line in comment.above]
        lines.append(f"{key_text(path[-1])} = {spelled}{_behind(comment)}\n")

    def _unknown_keys(self, lines: list[str], path: KeyPath, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Write the values of unknown keys; give back the tables, which come later."""
        tables: dict[str, Any] = {}
        for key, value in sorted(raw.items()):
            inner = (*path, key)
            if isinstance(value, dict) or (self._is_tables(value) and inner not in self.comments):
                tables[key] = value
            else:
                self._line(lines, inner, self._value(inner, value, ""))
        return tables

    def _unknown_tables(self, path: KeyPath, tables: Mapping[str, Any]) -> None:
        for key, value in tables.items():
            inner = (*path, key)
            if isinstance(value, dict):
                self._unknown_table(inner, value)
            else:
                for index, element in enumerate(value):
                    self._unknown_table((*inner, str(index)), element, element_of=True)

    def _unknown_table(self, path: KeyPath, raw: Mapping[str, Any], *, element_of: bool = False) -> None:
        lines: list[str] = []
        tables = self._unknown_keys(lines, path, raw)
        if lines or not tables or element_of or path in self.comments:
            self._table(path, lines, element=element_of)
        self._unknown_tables(path, tables)

    @staticmethod
    def _is_tables(value: Any) -> bool:
        return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)

    def _value(self, path: KeyPath, raw: Any, indent: str) -> str:
        if isinstance(raw, list):
            return self._array(path, [(str(index), item) for index, item in enumerate(raw)], indent)
        if isinstance(raw, dict):
            pairs = (f"{key_text(k)} = {self._value((*path, k), v, indent)}" for k, v in sorted(raw.items()))
            return f"{{ {', '.join(pairs)} }}" if raw else "{}"
        return scalar(raw)

    def _array(self, path: KeyPath, items: list[tuple[str, Any]], indent: str) -> str:
        inner = indent + _INDENT
        lines: list[str] = []
        for key, item in items:
            comment = self.comments.get((*path, key), _NONE) if path in self.commented else _NONE
            if comment is not _NONE:
                self.written.add((*path, key))
            lines += [f"{inner}{line}\n" for line in comment.above]
            lines.append(f"{inner}{self._value((*path, key), item, inner)},{_behind(comment)}\n")
            lines += [f"{inner}{line}\n" for line in comment.end if not isinstance(item, list)]
        lines += [f"{inner}{line}\n" for line in self.comments.get(path, _NONE).end]
        if self.comments.get(path, _NONE).end:
            self.written.add(path)
        return f"[\n{''.join(lines)}{indent}]" if lines else "[]"


_ATTRIBUTES = {entry.pattern: tuple((field, field.attribute) for field in entry.fields) for entry in TABLES}


def scalar(value: Any) -> str:
    """One value as TOML; text with line breaks between three quotes.

    Plain text, numbers and dates are spelled here as tomli-w would, without its detour over a document.
    """
    if isinstance(value, str):
        # An enum member is text too, but would be spelled by its name.
        value = str(value)
        if _PLAIN.fullmatch(value):
            return f'"{value}"'
    elif type(value) is int or type(value) is date:
        return str(value)
    return tomli_w.dumps({"v": value}, multiline_strings=True)[4:-1]


def key_text(part: str) -> str:
    """A key as TOML: bare where it can be."""
    return part if _BARE.fullmatch(part) else tomli_w.dumps({part: 0})[: -len(" = 0\n")]


def _behind(comment: Comment) -> str:
    return f"  {comment.trailing}" if comment.trailing else ""
