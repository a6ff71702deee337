"""The first frame of an account, before Textual is loaded: title, yes board and map. Pure."""

from collections.abc import Iterable, Iterator

from committee.layout import Detail, Layout, Rect
from committee.layout.drawing.face import faces_of
from committee.layout.drawing.glyphs import ASCII, UNICODE
from committee.layout.drawing.picture import HEADER, LABELS, lane_header, row_labels
from committee.layout.drawing.raster import raster
from committee.layout.lanes import at_work
from committee.text import width
from committee.tui.map.wish import Cells, Wish, fits, marks_of, pane_of, scroll_to_show
from committee.tui.session.heading import board_line, title_line
from committee.tui.session.state import ViewState
from committee.tui.terminal.prelude import Row
from committee.tui.theme.ink import Segment, fitted

KEY_TO_COME = " "
"""In place of a key: which one it is, is known once the tables of keys are loaded; nothing moves then."""


def frame(state: ViewState, layout: Layout | None, size: Cells) -> Iterator[Row]:
    """The first frame of a screen, line by line: all that can be said without the analysis and the tables of keys."""
    cells, lines = size
    pane = pane_of(cells, lines)
    yield _filled(title_line(state, cells, dirty=False, read_only=False), cells), "base.panel"
    yield _filled(board_line(state, cells, KEY_TO_COME), cells), "base.surface"
    shown = layout or Wish(state.account, state.today, Detail.TILES, frozenset()).make(None)
    for row, ground in _map_rows(state, shown, pane):
        yield _filled(row, cells), ground
    yield _filled([(" Findings", "base.accent")], cells), "base.surface"
    for _ in range(lines - 4 - pane[1]):
        yield _filled([], cells), "base.surface"
    yield _filled([], cells), "base.panel"


def _map_rows(state: ViewState, layout: Layout, pane: Cells) -> Iterator[Row]:
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


def first_scroll(layout: Layout, person: str | None, pane: Cells) -> Cells:
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
