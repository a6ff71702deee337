"""Cut a line into segments at its commas, and segments into words; quotes protect both commas and spaces."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

COMMAS: Final = ",\t，،、;"
"""What ends a segment: commas of several scripts, and what spreadsheets put between cells."""
_QUOTES: Final = {'"': '"', "“": "”", "„": "“"}
SIGILS: Final = "@<>^=×"
CELLS: Final = "\t"
"""What ends a segment where a line is a row of a table: a comma in a cell is part of what the cell says."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a segment. `text` is without its quotes; `start` and `end` are with them."""

    text: str
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between two commas, without the space around it."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    open_quote: int = -1
    """Where a quote begins that is never closed; -1 where none."""
    comma: str = ""
    """What stands in front of it, one of `COMMAS`; empty for the first."""

    @property
    def text(self) -> str:
        """The words with one space between them, without quotes."""
        return " ".join(token.text for token in self.tokens)


def segments(text: str, start: int = 0, end: int | None = None) -> Iterator[Clause]:
    """The segments of `text[start:end]`, empty ones too; positions count from the beginning of `text`."""
    stop = len(text) if end is None else end
    ends = CELLS if text.find(CELLS, start, stop) >= 0 else COMMAS
    tokens: list[Token] = []
    opened, comma = -1, ""
    begin = at = start
    while at < stop:
        char = text[at]
        if char in ends:
            yield _segment(tokens, begin, at, opened, comma)
            tokens, opened, comma, at = [], -1, char, at + 1
            begin = at
        elif char.isspace():
            at += 1
        else:
            token, unclosed = _token(text, at, stop, ends)
            tokens.append(token)
            opened = unclosed if unclosed >= 0 else opened
            at = token.end
    yield _segment(tokens, begin, stop, opened, comma)


def _segment(tokens: list[Token], begin: int, end: int, opened: int, comma: str) -> Clause:
    if not tokens:
        return Clause((), begin, end, opened, comma)
    return Clause(tuple(tokens), tokens[0].start, tokens[-1].end, opened, comma)


def _token(text: str, start: int, stop: int, ends: str) -> tuple[Token, int]:
    """The word that begins at `start`, and where a quote in it begins that is never closed (-1: none)."""
    at = start
    made: list[str] = []
    quoted = False
    while at < stop and not text[at].isspace() and text[at] not in ends:
        closing = _QUOTES.get(text[at])
        if closing is not None and all(c in SIGILS or c.isdigit() for c in text[start:at]):
            close = text.find(closing, at + 1, stop)
            if close < 0:
                return Token("".join(made) + text[at + 1 : stop], start, stop, quoted=True), at
            made.append(text[at + 1 : close])
            quoted, at = True, close + 1
            continue
        made.append(text[at])
        at += 1
    return Token("".join(made), start, at, quoted), -1
