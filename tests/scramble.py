"""The same account as another hand would have written it: other order, dotted keys, inline tables, comments anywhere.

`scrambled(raw)` yields a text and, for every comment in it, the path that the comment is about by the rules of
docs/format.md. It knows nothing of the scanner or the writer.
"""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from committee.model.tables import locate

Paths = dict[str, tuple[str, ...]]


def scalar_text(value: Any, style: int) -> str:
    if isinstance(value, str):
        return string_text(value, style)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and style == 1:
        return f"{value:_}"
    return value.isoformat() if isinstance(value, dt.datetime) else str(value)


def string_text(value: str, style: int) -> str:
    if style == 1 and value.isprintable() and "'" not in value:
        return f"'{value}'"
    if style == 2 and "\n" in value and "'" not in value and value.replace("\n", "").isprintable():
        return f"'''\n{value}'''"
    escaped = "".join(c if c not in '"\\' and ord(c) >= 32 and ord(c) != 127 else f"\\u{ord(c):04x}" for c in value)
    return f'"{escaped}"'


def key_text(part: str, style: int) -> str:
    bare = part.isascii() and part and all(c.isalnum() or c in "-_" for c in part)
    if bare and style != 1:
        return part
    return f"'{part}'" if style == 1 and part.isprintable() and "'" not in part else scalar_text(part, 0)


class Scrambler:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: Paths = {}

    def pick(self, upper: int) -> int:
        return self.draw(st.integers(0, upper))

    def comment(self, path: tuple[str, ...], odds: int = 6) -> str:
        """Now and then a comment about `path`, with a text of its own."""
        if self.pick(odds) != 0:
            return ""
        words = f"# §{len(self.comments)} [x] = \"y\" 'é'"
        self.comments[words] = path
        return words

    def above(self, path: tuple[str, ...]) -> str:
        words = self.comment(path)
        return f"{'  ' * self.pick(1)}{words}\n" if words else ""

    def trailing(self, path: tuple[str, ...]) -> str:
        words = self.comment(path)
        return f"{' ' * self.pick(2)}{words}" if words else ""

    def value(self, path: tuple[str, ...], value: Any) -> str:
        if isinstance(value, list):
            return self.array(path, value)
        if isinstance(value, dict):
            pairs = [f"{key_text(k, self.pick(3))} = {self.value((*path, k), v)}" for k, v in value.items()]
            return "{" + ", ".join(pairs) + "}"
        return scalar_text(value, self.pick(3))

    def array(self, path: tuple[str, ...], items: list[Any]) -> str:
        known = locate(path)
        named = known is not None and known[1] is not None and known[1].many
        if named and self.pick(1):
            items = sorted(items, reverse=True)
        if not items or self.pick(2) == 0:
            return f"[{', '.join(self.value((*path, str(i)), item) for i, item in enumerate(items))}]"
        lines = ["[\n"]
        for index, item in enumerate(items):
            inner = (*path, str(item) if named else str(index))
            lines.append(self.above(inner))
            lines.append(f" {self.value((*path, str(index)), item)},{self.trailing(inner)}\n")
        end = self.comment(path)
        lines.append(f"  {end}\n" if end else "")
        return "".join(lines) + "]"

    def body(self, base: tuple[str, ...], prefix: tuple[str, ...], table: dict[str, Any], sections: list[str]) -> str:
        """The lines of one section; tables within it become inline, dotted or sections of their own."""
        lines = []
        for key in self.draw(st.permutations(list(table))):
            value, path = table[key], (*base, *prefix, key)
            kind = self.pick(4) if isinstance(value, dict) else 9
            if kind < 3 and not prefix:
                self.section(path, value, sections)
            elif kind == 3 and value and not any(isinstance(v, dict) and not v for v in value.values()):
                lines.append(self.body(base, (*prefix, key), value, sections))
            else:
                # What is written first claims its path for every later reader of this dict.
                name = " . ".join(key_text(part, self.pick(3)) for part in (*prefix, key))
                above = self.above(path)
                text = self.value(path, value)
                lines.append(f"{above}{' ' * self.pick(1)}{name} = {text}{self.trailing(path)}\n")
        return "".join(lines)

    def section(self, path: tuple[str, ...], table: dict[str, Any], sections: list[str]) -> None:
        above = self.above(path)
        trailing = self.trailing(path)
        body = self.body(path, (), table, sections)
        end = self.comment(path)
        name = ".".join(key_text(part, self.pick(3)) for part in path)
        sections.append(f"{above}[{name}]{trailing}\n{body}{end}{chr(10) if end else ''}")


@st.composite
def scrambled(draw: st.DrawFn, raw: dict[str, Any]) -> tuple[str, Paths]:
    """A text that parses to `raw`, and the path of every comment in it."""
    scrambler = Scrambler(draw)
    sections: list[str] = []
    first = scrambler.comment((), odds=2)
    body = scrambler.body((), (), raw, sections)
    end = scrambler.comment((), odds=2) if body else ""
    blank = "\n" * draw(st.integers(1, 2))
    parts = [f"{first}\n" if first else "", f"{body}{end}{chr(10) if end else ''}"]
    text = blank.join(part for part in [*parts, *draw(st.permutations(sections))] if part)
    return text, scrambler.comments
