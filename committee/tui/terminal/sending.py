"""What the terminal shows already is not sent to it again.

Textual redraws whole stretches of lines where anything on them may have changed, each from the left edge of its widget.
`Sent` remembers every cell that was sent, and lets only those through that differ. A redraw of the whole screen is
sent as it is, and so heals whatever another program wrote there.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from rich.cells import get_character_cell_size
from rich.console import Console, RenderableType
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip

GAP = 12
"""Up to so many cells that did not change are sent with those around them: to step over them costs as much."""

MOST_INKS = 2048
"""So many styles are remembered: words that can be marked with the pointer have one of their own at every place."""


class Ink(NamedTuple):
    """What a terminal is told before and after a text to give it a style, and before a blank that looks the same."""

    before: str
    after: str
    blank: str


Cell = tuple[object, Ink]
"""A character, or the whole text it cannot be told from; and how it looks."""

_BARE = Ink("", "", "")
_UNKNOWN: Cell = ("", _BARE)
"""What nobody knows of yet; no cell is like it."""


class Sent:
    """What is on the terminal, cell by cell, as far as it is known."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Cell]] = {}
        self._whole: dict[int, tuple[Strip, ...]] = {}
        self._size = (0, 0)
        self._inks: dict[Style | None, tuple[Ink, Ink]] = {}

    def forget(self) -> None:
        """Nobody knows what is on the terminal now: it has another size, or somebody else wrote to it."""
        self._rows.clear()
        self._whole.clear()

    def less(self, update: Any) -> Any:
        """The same picture with nothing in it that is there already; what is no picture of Textual's stays as it is."""
        if isinstance(update, ChopsUpdate):
            return _Changes(self, update)
        if isinstance(update, LayoutUpdate):
            return _Whole(self, update)
        return update

    def take(self, update: LayoutUpdate) -> None:
        """All of this is on the terminal now."""
        self._rows.clear()
        self._size = update.region.right, update.region.bottom
        self._whole = {y: tuple(strips) for y, strips in enumerate(update.strips, update.region.y)}

    def _row(self, y: int, console: Console) -> list[Cell]:
        """The cells of a line; those of a whole picture are looked at one by one when they are first asked for."""
        row = self._rows.get(y)
        if row is None:
            row = self._rows[y] = []
            for strip in self._whole.get(y, ()):
                row += self._cells(strip, len(row), console)
            row += [_UNKNOWN] * (self._size[0] - len(row))
        return row

    def changed(self, update: ChopsUpdate, console: Console) -> Iterator[str]:
        """What has to be sent so that the terminal shows these stretches of lines; it counts as shown from then on."""
        size = update.chop_ends[0][-1] if update.chop_ends and update.chop_ends[0] else 0, len(update.chops)
        if size != self._size:
            self.forget()
            self._size = size
        for y, pieces in _pieces(update):
            row = self._row(y, console)
            for x, strip in pieces:
                cells = self._cells(strip, x, console)
                before = row[x : x + len(cells)]
                if before != cells:
                    row[x : x + len(cells)] = cells
                    if isinstance(cells[0][0], str):
                        yield from _differing(x, y, before, cells)
                    else:
                        yield f"{Control.move_to(x, y)}{strip.render(console)}"

    def _cells(self, strip: Strip, x: int, console: Console) -> list[Cell]:
        """A strip cell by cell; where characters are not one cell each, all of its cells are like no others."""
        if not all(_plain(text) for text, _, _ in strip):
            return [((strip.render(console), x), _BARE)] * strip.cell_length
        cells: list[Cell] = []
        for text, style, _ in strip:
            ink, blank = self._inks.get(style) or self._made(style, console)
            if " " in text:
                cells += [(character, blank if character == " " else ink) for character in text]
            else:
                cells += [(character, ink) for character in text]
        return cells

    def _made(self, style: Style | None, console: Console) -> tuple[Ink, Ink]:
        """The ink of a style, and that of its blanks."""
        if len(self._inks) >= MOST_INKS:
            self._inks.clear()
        bare = _blank(style)
        before, after = _around(style, console)
        on, off = _around(bare, console)
        found = self._inks[style] = Ink(before, after, on), Ink(on, off, on)
        return found


class Sparing(App[None]):
    """A program that sends its terminal nothing twice."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.sent = Sent()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, self.sent.less(renderable))


class _Changes(CompositorUpdate):
    """Stretches of lines, less what is there."""

    def __init__(self, sent: Sent, update: ChopsUpdate) -> None:
        self._sent, self._update = sent, update

    def render_segments(self, console: Console) -> str:
        """What a terminal is sent."""
        return "".join(self._sent.changed(self._update, console))


class _Whole(CompositorUpdate):
    """The whole screen, as it is."""

    def __init__(self, sent: Sent, update: LayoutUpdate) -> None:
        self._sent, self._update = sent, update

    def render_segments(self, console: Console) -> str:
        """What a terminal is sent."""
        self._sent.take(self._update)
        return self._update.render_segments(console)


def _pieces(update: ChopsUpdate) -> Iterator[tuple[int, list[tuple[int, Strip]]]]:
    """The strips of each line that any of its stretches meets."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for y, first, last in update.spans:
        spans.setdefault(y, []).append((first, last))
    for y, stretches in spans.items():
        pieces: Mapping[int, Strip | None] = update.chops[y] if 0 <= y < len(update.chops) else {}
        ends = update.chop_ends[y] if pieces else ()
        yield (
            y,
            [
                (x, strip)
                for (x, strip), end in zip(pieces.items(), ends, strict=False)
                if strip is not None and any(x < last and end > first for first, last in stretches)
            ],
        )


def _runs(changed: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of the cells that are sent in one go."""
    start = 0
    for i, at in enumerate(changed):
        if i + 1 == len(changed) or changed[i + 1] - at > GAP:
            yield changed[start], at
            start = i + 1


def _differing(x: int, y: int, before: list[Cell], after: list[Cell]) -> Iterator[str]:
    for first, last in _runs([i for i, cell in enumerate(after) if i >= len(before) or before[i] != cell]):
        yield str(Control.move_to(x + first, y))
        yield from _inked(after[first : last + 1])


def _inked(cells: Iterable[Cell]) -> Iterator[str]:
    """Cells as text, with one change of style where the style changes; a blank takes any that it looks the same in."""
    ink: Ink | None = None
    for character, own in cells:
        if ink is None or (own != ink and not (character == " " and own.before == ink.blank)):
            if ink is not None:
                yield ink.after
            yield own.before
            ink = own
        yield str(character)
    if ink is not None:
        yield ink.after


def _around(style: Style | None, console: Console) -> tuple[str, str]:
    before, _, after = Strip([Segment("\0", style)]).render(console).partition("\0")
    return before, after


def _blank(style: Style | None) -> Style | None:
    """A style in which a blank looks as it does in this one, the same for as many as can be."""
    if style is None or style.reverse or style.underline or style.underline2 or style.strike or style.overline:
        return style
    return style if style.link else Style(bgcolor=style.bgcolor)


@lru_cache(maxsize=4096)
def _plain(text: str) -> bool:
    """Whether every character is one cell wide on any terminal, and stands by itself."""
    return text.isascii() or all(_alone(character) for character in text)


@lru_cache(maxsize=4096)
def _alone(character: str) -> bool:
    code = ord(character)
    return (code < 0x300 or 0x370 <= code < 0x590 or 0x2010 <= code < 0x3000) and get_character_cell_size(
        character
    ) == 1
