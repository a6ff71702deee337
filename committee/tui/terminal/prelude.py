"""The first frame, before Textual is loaded, drawn straight to the terminal.

Loading the screen library takes longer than reading an account and laying it out. So the account is on the screen
first; a moment later the program draws the same picture over it and takes the keys. Keys typed meanwhile wait in the
terminal and are not echoed.
"""

import contextlib
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Self, TextIO

from committee.text import clean
from committee.tui.terminal.signals import ENDING
from committee.tui.theme.ink import Segment
from committee.tui.theme.themes import Theme

ENTER, LEAVE = "\x1b[?1049h\x1b[?25l\x1b[2J", "\x1b[0m\x1b[?1049l\x1b[?25h"
LEAST = (40, 12)
_INK = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
_WORDS: Final = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7"}

Size = tuple[int, int]
"""Columns and lines of a terminal."""
Row = tuple[Sequence[Segment], str]
"""Segments of one line of the screen, as wide as it, and the meaning of its ground."""


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

    def paint(self, rows: Callable[[Size], Iterator[Row]], theme: Theme, environment: Mapping[str, str]) -> None:
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

    def _size(self) -> Size | None:
        try:
            columns, lines = os.get_terminal_size(self._stream.fileno() if self._stream else -1)
        except (OSError, ValueError):
            return None
        return columns, lines


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
