"""The first frame, before Textual is loaded: title, yes board and map, drawn straight to the terminal.

Loading the screen library takes longer than reading an account and laying it out. So the account is on the screen
first; a moment later the program draws the same picture over it and takes the keys. Keys typed meanwhile wait in the
terminal and are not echoed.
"""

import contextlib
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Self, TextIO

from committee.layout import Detail, Layout, Rect
from committee.layout.drawing.face import faces_of
from committee.layout.drawing.glyphs import ASCII, UNICODE
from committee.layout.drawing.picture import HEADER, LABELS, lane_header, row_labels
from committee.layout.drawing.raster import raster
from committee.layout.lanes import at_work
from committee.text import clean, width
from committee.tui.map.wish import Wish, fits, marks_of, pane_of, scroll_to_show
from committee.tui.session.heading import board_line, title_line
from committee.tui.session.state import ViewState
from committee.tui.terminal.signals import ENDING
from committee.tui.theme.ink import Segment, fitted
from committee.tui.theme.themes import Theme

if TYPE_CHECKING:
    from committee.tui.map.wish import Cells

ENTER, LEAVE = "\x1b[?1049h\x1b[?25l\x1b[2J", "\x1b[0m\x1b[?1049l\x1b[?25h"
LEAST = (40, 12)
_INK = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
_WORDS: Final = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7"}


class Prelude:
    """Holds the terminal from the first frame until the program takes it over, or gives it back.

    Used as a context manager: whatever happens in between, the terminal is left as it was found.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.__stderr__
        self._before: object = None
        self.drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the terminal back, unless the program has taken it over."""
        if self.drawn:
            self._write(LEAVE)
            self.hand_over()

    def draw(self, state: ViewState, theme: Theme, layout: Layout | None, environment: Mapping[str, str]) -> None:
        """Put the first frame of an account on the terminal; see `paint`."""
        self.paint(lambda size: frame(state, layout, size), theme, environment)

    def paint(self, rows: "Callable[[Cells], Iterator[Row]]", theme: Theme, environment: Mapping[str, str]) -> None:
        """Put the lines for a size on the terminal; nothing where it is no POSIX terminal or too small."""
        size = self._size()
        if os.name == "nt" or size is None or size[0] < LEAST[0] or size[1] < LEAST[1]:
            return
        self._silence()
        self.drawn = True
        for number in ENDING:
            signal.signal(number, self._end)
        paint = Paint(theme, depth_of(environment))
        self._write(ENTER + "\r\n".join(paint.line(row, ground) for row, ground in rows(size)))

    def hand_over(self) -> None:
        """The program starts: it finds the terminal's settings as they were."""
        self.drawn = False
        if self._before is not None:
            import termios

            with contextlib.suppress(termios.error):
                termios.tcsetattr(sys.__stdin__, termios.TCSANOW, self._before)  # type: ignore[arg-type]  # as it gave them
            self._before = None

    def _silence(self) -> None:
        """No echo, no waiting for enter; ctrl+c still interrupts."""
        import termios

        with contextlib.suppress(termios.error):
            self._before = termios.tcgetattr(sys.__stdin__)  # type: ignore[arg-type]  # a terminal was made sure of
            silent = termios.tcgetattr(sys.__stdin__)  # type: ignore[arg-type]  # likewise
            silent[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(sys.__stdin__, termios.TCSANOW, silent)  # type: ignore[arg-type]  # likewise

    def _end(self, number: int, _: object) -> None:
        self.__exit__()
        os._exit(128 + number)

    def _write(self, text: str) -> None:
        if self._stream is not None:
            with contextlib.suppress(OSError, UnicodeError):
                self._stream.write(text)
                self._stream.flush()

    def _size(self) -> "Cells | None":
        try:
            columns, lines = os.get_terminal_size(self._stream.fileno() if self._stream else -1)
        except (OSError, ValueError):
            return None
        return columns, lines


Row = tuple[Sequence[Segment], str]
"""Segments of one line of the screen, as wide as it, and the meaning of its ground."""


def frame(state: ViewState, layout: Layout | None, size: "Cells") -> Iterator[Row]:
    """The first frame of a screen, line by line: all that can be said without the analysis."""
    cells, lines = size
    pane = pane_of(cells, lines)
    yield _filled(title_line(state, cells, dirty=False, read_only=False), cells), "base.panel"
    yield _filled(board_line(state, cells), cells), "base.surface"
    shown = layout or Wish(state.account, state.today, Detail.TILES, frozenset()).make(None)
    for row, ground in _map_rows(state, shown, pane):
        yield _filled(row, cells), ground
    yield _filled([(" Findings", "base.accent")], cells), "base.surface"
    for _ in range(lines - 4 - pane[1]):
        yield _filled([], cells), "base.surface"
    yield _filled([], cells), "base.panel"


def _map_rows(state: ViewState, layout: Layout, pane: "Cells") -> Iterator[Row]:
    """The part of the map that the program will begin with: its top left, or the selected card in view."""
    glyphs = ASCII if state.plain else UNICODE
    left, top = first_scroll(layout, state.person, pane)
    room, height = pane[0] - LABELS, pane[1] - HEADER
    lit = at_work(state.account, layout.lanes, state.now)
    scrollbar = 1 if layout.height > height else 0
    for line in lane_header(layout, left, room - scrollbar, now=state.now, glyphs=glyphs, lit=lit):
        yield [(" " * LABELS, ""), *line, (" " * scrollbar, "")], "base.surface"
    faces = faces_of(state.account, state.today, glyphs=glyphs)
    body = raster(layout, Rect(left, top, room, height), faces=faces, glyphs=glyphs, marks=marks_of(state))
    for label, line in zip(row_labels(layout, top, height), body, strict=True):
        yield [*label, *line], "base.background"


def first_scroll(layout: Layout, person: str | None, pane: "Cells") -> "Cells":
    """How far the map is scrolled to begin with: not at all where everything fits, else to show the selected card."""
    card = layout.card_of(person)
    if card is None or fits(layout, pane):
        return 0, 0
    room, height = pane[0] - LABELS, pane[1] - HEADER
    left = scroll_to_show(0, room, card.rect.x, card.rect.width)
    top = scroll_to_show(0, height, card.rect.y, card.rect.height)
    return max(0, min(left, layout.width - room)), max(0, min(top, layout.height - height))


def _filled(row: Iterable[Segment], cells: int) -> list[Segment]:
    cut = fitted(list(row), cells)
    return [*cut, (" " * (cells - sum(width(text) for text, _ in cut)), "")]


def depth_of(environment: Mapping[str, str]) -> int:
    """Colours of the terminal by its environment: 0 (none, or too few to be worth it), 256, or 16 million."""
    if environment.get("NO_COLOR") is not None:
        return 0
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return 1 << 24
    return 256 if environment.get("TERM", "").endswith("256color") else 0


class Paint:
    """Meanings as escape sequences."""

    def __init__(self, theme: Theme, depth: int) -> None:
        self._theme, self._depth = theme, depth
        self._known: dict[tuple[str, str], str] = {}

    def line(self, row: Sequence[Segment], ground: str) -> str:
        """One line of the screen; its text is cleaned once more."""
        return "".join(f"\x1b[0{self._codes(meaning, ground)}m{clean(text)}" for text, meaning in row) + "\x1b[0m"

    def _codes(self, meaning: str, ground: str) -> str:
        found = self._known.get((meaning, ground))
        if found is None:
            name, _, words = meaning.partition(" ")
            name = name if "." in name or not name else f"base.{name}"
            spec = f"{self._theme.styles[name or 'base.foreground']} {words}"
            ink, _, paper = spec.partition(" on ")
            codes = [_WORDS[word] for word in ink.split() if word in _WORDS]
            codes += [self._colour(ink, 38), self._colour(paper or self._theme.ink(ground), 48)]
            found = self._known[meaning, ground] = "".join(f";{code}" for code in codes if code)
        return found

    def _colour(self, text: str, layer: int) -> str:
        found = _INK.search(text)
        if found is None or not self._depth:
            return ""
        red, green, blue = (int(part, 16) for part in found.groups())
        if self._depth > 256:
            return f"{layer};2;{red};{green};{blue}"
        if max(red, green, blue) - min(red, green, blue) < 12:
            return f"{layer};5;{232 + min(23, max(0, (red - 3) // 10))}"
        return f"{layer};5;{16 + 36 * round(red / 51) + 6 * round(green / 51) + round(blue / 51)}"
