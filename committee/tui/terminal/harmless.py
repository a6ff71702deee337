"""The second net: no control or direction character leaves the program, whatever a widget was given.

Text is cleaned when a file is read; this filter stands behind every widget, Textual's own included.
"""

import re
import unicodedata
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar, ScrollBarRender

_HOSTILE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def _harmless(found: re.Match[str]) -> str:
    # As wide as what it stands for, so that no line moves.
    return "\ufffd" * cell_len(found[0])


class SafeText(LineFilter):
    """Replaces C0, C1, DEL and direction characters in every line; ZWJ and ZWNJ stay (emoji, Hindi, Persian)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The segments without hostile characters; Textual's own control segments stay."""
        search = _HOSTILE.search
        if not any(segment.control is None and search(segment.text) for segment in segments):
            return segments
        return [
            segment if segment.control is not None else Segment(_HOSTILE.sub(_harmless, segment.text), segment.style)
            for segment in segments
        ]


_PLAIN = str.maketrans(
    {
        **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┠┨┯┷╋", "+"),
        **dict.fromkeys("─━═┄┈▔▁╌╍⎺⎽", "-"),
        **dict.fromkeys("│┃║┆┊▏▕╎╏▎▍▌▐", "|"),
        **dict.fromkeys("█▉▊▋■▇▆▅", "#"),
        **dict.fromkeys("▄▃▂▀", "="),
        **dict.fromkeys("░▒▓□▪▫", "."),
        **dict.fromkeys("●•◉◆★", "*"),
        **dict.fromkeys("○◌◐◑◇☆", "o"),
        **dict.fromkeys("✗╳✕×", "x"),
        **dict.fromkeys("✓✔", "y"),
        **dict.fromkeys("▲△↑", "^"),
        **dict.fromkeys("▼▽↓", "v"),
        **dict.fromkeys("▶►→›»", ">"),
        **dict.fromkeys("◀◄←‹«", "<"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("–—", "-"),
        "…": ".",
        "·": "|",
        "‼": "!",
    }
)
"""Signs the program itself draws with, one cell for one cell."""


@lru_cache(maxsize=4096)
def legible(character: str, encoding: str) -> str:
    """What a terminal of this encoding can show of a character, in as many cells: itself, its bare letter, or `?`."""
    try:
        character.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        cells = cell_len(character)
        return (bare if cell_len(bare) == cells else "") or "?" * cells
    return character


class PlainText(LineFilter):
    """For terminals whose locale is not UTF-8: every drawn line, arrow and mark becomes ASCII.

    Letters stay where the `encoding` has them and lose their accents where it has not.
    """

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The segments with ASCII signs."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [
            segment if segment.control is not None else Segment(self._plain(segment.text), segment.style)
            for segment in segments
        ]

    def _plain(self, text: str) -> str:
        signs = text.translate(_PLAIN)
        return signs if signs.isascii() else "".join(legible(character, self._encoding) for character in signs)


class WholeCells(ScrollBarRender):
    """Scrollbars that begin and end with a cell: what ends within one is drawn with blocks ASCII has nothing like."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def draw_scrollbars(*, plain: bool) -> None:
    """Draw every scrollbar of the program from here on in one way or the other."""
    ScrollBar.renderer = WholeCells if plain else ScrollBarRender
