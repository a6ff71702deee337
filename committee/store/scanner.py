"""Where everything stands in a TOML text: spans of keys, values, items and headers, and which comment is about what.

`tomllib` gives values without places and drops comments; this gives the places and the comments without judging
values. It reads texts that `tomllib` has accepted, with line ends made LF; its key paths are those of the parsed
document, with the index as a word for an element of an array of tables (`("fruit", "0", "name")`).

A comment block is about the key or header right under it, a trailing comment about what it trails, a block after the
last key of a table about that table, and a block that opens the file with a blank line under it about the file.
"""

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from committee.model.account import Comment, KeyPath

Span = tuple[int, int]


@dataclass
class Scan:
    """The places of one text, as offsets in code points."""

    text: str
    keys: dict[KeyPath, Span] = field(default_factory=dict)
    values: dict[KeyPath, Span] = field(default_factory=dict)
    headers: dict[KeyPath, Span] = field(default_factory=dict)
    items: dict[KeyPath, list[Span]] = field(default_factory=dict)
    inline: set[KeyPath] = field(default_factory=set)
    """Keys that stand within an inline table."""
    comments: dict[KeyPath, Comment] = field(default_factory=dict)
    item_comments: dict[KeyPath, dict[int, Comment]] = field(default_factory=dict)
    _spellings: dict[KeyPath, dict[str, int]] = field(default_factory=dict, repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _implicit(self) -> dict[KeyPath, Span]:
        """Tables that only the headers of tables in them make, each at the first of those."""
        found: dict[KeyPath, Span] = {}
        for path, span in self.headers.items():
            for length in range(1, len(path)):
                found.setdefault(path[:length], span)
        return found

    def line_column(self, offset: int) -> tuple[int, int]:
        """1-based line and column, in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, path: KeyPath) -> Span | None:
        """The value at a path, or its header; for an item of a list, the path of the list and the item's text."""
        found = self.values.get(path) or self.headers.get(path) or self.keys.get(path)
        return found or self._item(path)

    def item_index(self, path: KeyPath) -> int | None:
        """Which item of the list at `path[:-1]` is written as `path[-1]`."""
        if not path or path[:-1] not in self.items:
            return None
        return self._spelled(path[:-1]).get(path[-1])

    def _spelled(self, path: KeyPath) -> dict[str, int]:
        """The items of a list by their text; of equal ones the first."""
        if path not in self._spellings:
            found: dict[str, int] = {}
            for index, (start, end) in enumerate(self.items[path]):
                text = self.text[start:end]
                found.setdefault(text[1:-1] if text[0] in "\"'" else text, index)
            self._spellings[path] = found
        return self._spellings[path]

    def place(self, path: KeyPath) -> int:
        """The offset of whatever of `path` is written: itself, else the nearest table or key around it."""
        while path:
            found = self.span(path) or self._implicit.get(path)
            if found is not None:
                return found[0]
            path = path[:-1]
        return 0

    def _item(self, path: KeyPath) -> Span | None:
        index = self.item_index(path)
        return None if index is None else self.items[path[:-1]][index]


@lru_cache(maxsize=4)
def scan(text: str) -> Scan:
    """The places of `text`; O(its length), remembered for the last few texts."""
    return _Scanner(text).run()


_BARE = "[A-Za-z0-9_-]+"
_SIMPLE = r'"[^"\\\n]*"|[^\s"\'\[\]{}#,]+'
_LINE = re.compile(
    rf"({_BARE}) = ({_SIMPLE})\n"  # most lines of a canonical file
    rf"|\[({_BARE}(?:\.{_BARE})*)\]\n"
    r"|[ \t]*(#[^\n]*)(?:\n|\Z)"
    r"|([ \t]*)\n"
)
_SPACE = re.compile(r"[ \t]*")
_GAP = re.compile(r"[ \t\n]*")
_COMMENT = re.compile(r"#[^\n]*")
KEY_PART = re.compile(rf"""({_BARE})|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_VALUE = re.compile(
    r'"(?!"")[^"\\\n]*"'
    r"|'(?!'')[^'\n]*'"
    r"|\d{4}-\d\d-\d\d \d\d:[0-9:.]+(?:[Zz]|[+-]\d\d:\d\d)?"
    r"|[^\s,\]}#\"']+"
)
"""Every value on one line without a backslash; where the others end, `_text_end` knows."""
_WITHIN = {
    '"""': re.compile(r'(?:[^"\\]++|\\[\s\S]|"(?!"")){1,1000}'),
    "'''": re.compile(r"(?:[^']++|'(?!'')){1,1000}"),
    '"': re.compile(r'(?:[^"\\\n]++|\\.){1,1000}'),
}
"""What a text with these quotes goes on with, so many pieces at a time: a group repeated without end takes memory for
each, and Python before 3.11.5 gets one wrong that is repeated possessively."""


def joined(one: Comment, other: Comment) -> Comment:
    """Both comments as one; a second trailing comment goes above."""
    above = one.above + other.above
    if one.trailing and other.trailing:
        return Comment(above=(*above, other.trailing), trailing=one.trailing, end=one.end + other.end)
    return Comment(above=above, trailing=one.trailing or other.trailing, end=one.end + other.end)


class _Scanner:
    """One pass over a text; the state is where we are, in which table, and the comments not yet given to anything."""

    __slots__ = ("arrays", "blocks", "found", "opened", "pos", "table", "text", "touching")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Scan(text)
        self.pos = 0
        self.table: KeyPath = ()
        self.arrays: dict[KeyPath, int] = {}
        self.blocks: list[list[str]] = []
        self.touching = False
        self.opened = False

    def run(self) -> Scan:
        text, line, end = self.text, _LINE.match, len(self.text)
        keys, values = self.found.keys, self.found.values
        blank = True
        while self.pos < end:
            match = line(text, self.pos)
            which = match.lastindex if match else 0
            if which == 2 and match:
                path = (*self.table, match[1])
                if self.blocks:
                    self._before_key(path, adjacent=not blank)
                self.opened = True
                keys[path] = match.span(1)
                values[path] = match.span(2)
                self.pos, blank = match.end(), False
            elif which == 3 and match:
                self._header(tuple(match[3].split(".")), match.start(), match.end() - 1, adjacent=not blank)
                self.pos, blank = match.end(), False
            elif which == 4 and match:
                self._comment(match[4], blank=blank)
                self.pos, blank = match.end(), False
            elif which == 5 and match:
                self.pos, blank = match.end(), True
            else:
                self._statement(adjacent=not blank)
                blank = False
        self._at_end()
        return self.found

    def _statement(self, *, adjacent: bool) -> None:
        """A key or header that is not in the plainest form."""
        self._skip(_SPACE)
        start = self.pos
        if start >= len(self.text):
            return
        if self.text[start] == "[":
            self._any_header(adjacent=adjacent)
            path = self.table
        else:
            parts, key_end = self._key()
            path = self.table + parts
            if self.blocks:
                self._before_key(path, adjacent=adjacent)
            self.opened = True
            self._pair(path, (start, key_end), len(parts))
        self._skip(_SPACE)
        comment = _COMMENT.match(self.text, self.pos)
        if comment:
            self._attach(path, Comment(trailing=comment[0].rstrip()))
            self.pos = comment.end()
        if self.text.startswith("\n", self.pos):
            self.pos += 1

    def _any_header(self, *, adjacent: bool) -> None:
        start = self.pos
        double = self.text.startswith("[[", start)
        self.pos += 2 if double else 1
        self._skip(_SPACE)
        parts, _ = self._key()
        self.pos = self.text.index("]]" if double else "]", self.pos) + (2 if double else 1)
        self._header(parts, start, self.pos, adjacent=adjacent, double=double)

    def _header(self, parts: KeyPath, start: int, end: int, *, adjacent: bool, double: bool = False) -> None:
        path: KeyPath = ()
        for part in parts[:-1] if double else parts:
            path = (*path, part)
            if path in self.arrays:
                path = (*path, str(self.arrays[path]))
        if double:
            path = (*path, parts[-1])
            self.found.headers.setdefault(path, (start, end))
            self.arrays[path] = self.arrays.get(path, -1) + 1
            path = (*path, str(self.arrays[path]))
        if self.blocks:
            self._before_header(path, adjacent=adjacent)
        self.opened = True
        self.table = path
        self.found.headers[path] = (start, end)

    def _key(self) -> tuple[KeyPath, int]:
        """The parts of a dotted key, and where it ends; leaves `pos` behind the white space after it."""
        parts: list[str] = []
        while True:
            match = KEY_PART.match(self.text, self.pos)
            if match is None:  # never in a text that tomllib accepts
                raise ValueError(self.pos)
            parts.append(match[1] or _unquoted(match[0]))
            end = self.pos = match.end()
            self._skip(_SPACE)
            if not self.text.startswith(".", self.pos):
                return tuple(parts), end
            self.pos += 1
            self._skip(_SPACE)

    def _pair(self, path: KeyPath, key: Span, parts: int) -> None:
        """`= value` behind a key; tables that a dotted key makes are placed at the key."""
        for length in range(1, parts):
            self.found.keys.setdefault(path[: len(path) - parts + length], key)
        self.found.keys[path] = key
        self._skip(_SPACE)
        self.pos += 1
        self._skip(_SPACE)
        self.found.values[path] = self._value(path)

    def _value(self, path: KeyPath) -> Span:
        start = self.pos
        opening = self.text[start]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            match = _VALUE.match(self.text, start)
            self.pos = match.end() if match else _text_end(self.text, start)
        return start, self.pos

    def _array(self, path: KeyPath) -> None:
        self.pos += 1
        spans = self.found.items[path] = []
        comments: dict[int, Comment] = {}
        above: list[str] = []
        item_line = False
        while True:
            gap_start = self.pos
            self._skip(_GAP)
            item_line = item_line and "\n" not in self.text[gap_start : self.pos]
            comment = _COMMENT.match(self.text, self.pos)
            char = self.text[self.pos]
            if comment:
                words = comment[0].rstrip()
                last = len(spans) - 1
                if item_line and not comments.get(last, Comment()).trailing:
                    comments[last] = replace(comments.get(last, Comment()), trailing=words)
                else:
                    above.append(words)
                self.pos = comment.end()
            elif char == "]":
                break
            elif char == ",":
                self.pos += 1
            else:
                if above:
                    comments[len(spans)] = Comment(above=tuple(above))
                    above = []
                spans.append(self._value((*path, str(len(spans)))))
                item_line = True
        self.pos += 1
        if comments:
            self.found.item_comments[path] = comments
        if above:
            self._attach(path, Comment(end=tuple(above)))

    def _inline_table(self, path: KeyPath) -> None:
        self.pos += 1
        while True:
            self._skip(_GAP)
            char = self.text[self.pos]
            if char == "}":
                break
            if char == ",":
                self.pos += 1
                continue
            start = self.pos
            parts, key_end = self._key()
            for length in range(1, len(parts) + 1):
                self.found.inline.add(path + parts[:length])
            self._pair(path + parts, (start, key_end), len(parts))
        self.pos += 1

    def _comment(self, words: str, *, blank: bool) -> None:
        if blank or not self.blocks:
            if not self.blocks:
                self.touching = not blank
            self.blocks.append([])
        self.blocks[-1].append(words.rstrip())

    def _before_key(self, path: KeyPath, *, adjacent: bool) -> None:
        if not self.opened:
            self._file_blocks(adjacent=adjacent)
        self._give_above(path)

    def _before_header(self, path: KeyPath, *, adjacent: bool) -> None:
        if not self.opened:
            self._file_blocks(adjacent=adjacent)
        elif self.touching and not (adjacent and len(self.blocks) == 1):
            self._attach(self.table, Comment(end=tuple(self.blocks.pop(0))))
        self._give_above(path)

    def _file_blocks(self, *, adjacent: bool) -> None:
        """Blocks that open the file and have a blank line under them are about the file."""
        last = self.blocks.pop() if adjacent else None
        if self.blocks:
            self._attach((), Comment(above=tuple(line for block in self.blocks for line in block)))
        self.blocks = [last] if last else []

    def _give_above(self, path: KeyPath) -> None:
        if self.blocks:
            self._attach(path, Comment(above=tuple(line for block in self.blocks for line in block)))
            self.blocks = []

    def _at_end(self) -> None:
        if self.blocks:
            self._attach(self.table, Comment(end=tuple(line for block in self.blocks for line in block)))

    def _attach(self, path: KeyPath, comment: Comment) -> None:
        known = self.found.comments.get(path)
        self.found.comments[path] = joined(known, comment) if known else comment

    def _skip(self, what: re.Pattern[str]) -> None:
        match = what.match(self.text, self.pos)
        if match:
            self.pos = match.end()


def _text_end(text: str, start: int) -> int:
    """Where the text ends whose quotes open at `start`."""
    quotes = next(quotes for quotes in _WITHIN if text.startswith(quotes, start))
    at = start + len(quotes)
    while found := _WITHIN[quotes].match(text, at):
        at = found.end()
    # Up to two more quotes before the closing ones belong to a long text.
    most = 5 if len(quotes) == 3 else 1
    closing = text[at : at + most]
    return at + len(closing) - len(closing.lstrip(quotes[0]))


def _unquoted(key: str) -> str:
    if key.startswith("'") or "\\" not in key:
        return key[1:-1]
    return next(iter(tomllib.loads(f"{key} = 0")))
