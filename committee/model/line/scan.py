"""Cut a line into segments at its commas, and segments into words; quotes protect both commas and spaces."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

COMMAS: Final = ",\t，،、;"
"""What ends a segment: commas of several scripts, and what spreadsheets put between cells."""
_QUOTES: Final = {'"': '"', "“": "”", "„": "“"}
SIGILS: Final = "@<>^="


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

    @property
    def text(self) -> str:
        """The words with one space between them, without quotes."""
        return " ".join(token.text for token in self.tokens)


def segments(text: str, start: int = 0, end: int | None = None) -> Iterator[Clause]:
    """The segments of `text[start:end]`, empty ones too; positions count from the beginning of `text`."""
    stop = len(text) if end is None else end
    tokens: list[Token] = []
    opened = -1
    begin = at = start
    while at < stop:
        char = text[at]
        if char in COMMAS:
            yield _segment(tokens, begin, at, opened)
            tokens, opened, at = [], -1, at + 1
            begin = at
        elif char.isspace():
            at += 1
        else:
            token, unclosed = _token(text, at, stop)
            tokens.append(token)
            opened = unclosed if unclosed >= 0 else opened
            at = token.end
    yield _segment(tokens, begin, stop, opened)


def _segment(tokens: list[Token], begin: int, end: int, opened: int) -> Clause:
    if not tokens:
        return Clause((), begin, end, opened)
    return Clause(tuple(tokens), tokens[0].start, tokens[-1].end, opened)


def _token(text: str, start: int, stop: int) -> tuple[Token, int]:
    """The word that begins at `start`, and where a quote in it begins that is never closed (-1: none)."""
    at = start
    made: list[str] = []
    quoted = False
    while at < stop and not text[at].isspace() and text[at] not in COMMAS:
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
