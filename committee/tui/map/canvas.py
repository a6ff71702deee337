"""The map's canvas: lines drawn when they come into view and kept until something on them changes.

Lane headers stay above while one scrolls down, row labels stay at the left while one scrolls right.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from threading import Event

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from committee.findings.finding import badges_of
from committee.layout import Card, Layout, Route
from committee.layout.drawing.face import CardFace, faces_of
from committee.layout.drawing.glyphs import ASCII, UNICODE
from committee.layout.drawing.marks import Marks, Span, rows_changed, rows_touched
from committee.layout.drawing.neutral import neutral_faces
from committee.layout.drawing.overview import cell_at
from committee.layout.drawing.picture import HEADER, LABELS, lane_header, row_labels
from committee.layout.drawing.raster import Brush, Run
from committee.layout.lanes import at_work
from committee.tui.map.legend import MapLegend
from committee.tui.map.small_picture import SmallPicture
from committee.tui.map.window import MapWindow
from committee.tui.map.wish import silent_lanes
from committee.tui.session.state import ViewState
from committee.tui.theme.ink import measure
from committee.tui.theme.themes import Theme
from committee.tui.widgets.line import room_of
from committee.tui.widgets.messages import Asked, Selected

STEP = 32
"""Columns in which the drawn part of a line grows: scrolling by less draws nothing anew."""

WORKING = " ... "
"""The sign for a map that is being made."""

EMPTY: tuple[tuple[tuple[str, str], ...], ...] = (
    (("Nobody is on this map yet.", "card.name"),),
    (),
    (("a", "base.key"), ("  add people, one a line: name, title, role, @place", "card.text")),
    (("T", "base.key"), ("  your team, and their places", "card.text")),
    (("g", "base.key"), ("  the deal: stage, value, close date", "card.text")),
    (("?", "base.key"), ("  every other key", "card.text")),
)


class _Labels:
    """The strip left of the map, worked out for all lines in view at once."""

    def __init__(self) -> None:
        self._of: tuple[Layout | None, int, int] = (None, 0, 0)
        self._lines: list[list[Run]] = []

    def line(self, layout: Layout, top: int, lines: int, row: int) -> list[Run]:
        """What stands left of `row` while `lines` lines from `top` on are in view."""
        before, *place = self._of
        if before is not layout or place != [top, lines]:
            self._of = layout, top, lines
            self._lines = row_labels(layout, top, lines)
        return self._lines[row - top]


class MapCanvas(MapWindow, can_focus=True, inherit_bindings=False):
    """Draws a layout; a click selects the card or tie under it, a second one edits it, dragging moves the map."""

    def __init__(self, *, plain: bool) -> None:
        super().__init__(id="map-canvas")
        self._glyphs = ASCII if plain else UNICODE
        self._faces: Mapping[str, CardFace] = {}
        self._faced: tuple[object, object] | None = None
        self._marks = Marks()
        self._state: ViewState | None = None
        self._lines: dict[tuple[int, int, int], Strip] = {}
        self._brush: Brush | None = None
        self._labels = _Labels()
        self._grown = Event()
        """The canvas has another size than the screen knows yet: scrolling waits for it."""
        self._lit: frozenset[str] = frozenset()
        self._small = SmallPicture(self._glyphs)
        self._legend = MapLegend(self._glyphs)
        self._quiet = False
        """A place of the map is marked as one where nobody speaks for us."""
        self._busy = False

    def on_mount(self) -> None:
        """Another theme is other colours: every line is drawn again. Clocks move once a minute."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._forget())
        self.set_timer(_until_next_minute(self._clock()), self._tick)

    def _clock(self) -> datetime:
        now: datetime = self.app.clock()  # type: ignore[attr-defined]  # the app's own attribute
        return now

    def _tick(self) -> None:
        """A new minute: only the lane headers change."""
        now = self._clock()
        if self._state is not None:
            self._state = replace(self._state, now=now)
            self._light()
            self.refresh(Region(0, 0, self.size.width, HEADER))
        self.set_timer(_until_next_minute(now), self._tick)

    def _light(self) -> None:
        if self._state is not None and self.drawn is not None:
            self._lit = at_work(self._state.account, self.drawn.lanes, self._state.now)

    def put(self, layout: Layout, state: ViewState) -> None:
        """Draw another layout; the selected card stays where it was on the screen."""
        before, self.drawn = self.drawn, layout
        self._face(state)
        self._quiet = _has_silent_place(state, layout)
        if before is not None and before.cards is layout.cards:
            # The same map with other ties on it: what they do not touch stays as it is.
            self._redraw(rows_changed(before, layout))
            explained = self._legend.changed(layout, self._faces, room_of(self))
            if explained:
                self.refresh(explained)
            return
        self._lines.clear()
        self._brush = None
        self._light()
        self.virtual_size = Size(LABELS + layout.width, HEADER + layout.height)
        self._grown.set()
        self.call_after_refresh(self._grown.clear)
        self.stay_with(state.person, before)
        self.refresh()

    def busy(self, *, at_work: bool) -> None:
        """A sign in the corner while a map is being made."""
        if at_work != self._busy:
            self._busy = at_work
            self.refresh(Region(0, 0, LABELS, 1))

    def mark(self, marks: Marks, state: ViewState) -> None:
        """Mark selection, plan, finding, hints; only the lines they touch are drawn again."""
        before, self._marks = self._marks, marks
        self._face(state)
        layout = self.drawn
        if layout is None:
            return
        if before != marks:
            self._redraw(rows_touched(layout, before, marks))
            self.refresh(self._small_box())
        aim = self.aim
        if aim != (before.target or before.selected):
            if self._grown.is_set():
                self.call_after_refresh(self.reveal, aim)
            else:
                # At once: to draw the marks first and to scroll then would be two pictures.
                self.reveal(aim)

    @property
    def aim(self) -> str | None:
        """Who has to be in view: the target of a key that waits for one, else whoever is selected."""
        return self._marks.target or self._marks.selected

    def _face(self, state: ViewState) -> None:
        self._state = state
        about = (state.account, state.analysis)
        if self._faced is not None and self._faced[0] is about[0] and self._faced[1] is about[1]:
            return
        self._faced = about
        self._quiet = self.drawn is not None and _has_silent_place(state, self.drawn)
        self._faces = (
            neutral_faces(state.account)
            if state.customer_safe
            else faces_of(
                state.account,
                state.today,
                badges=badges_of(state.analysis.findings if state.analysis else ()),
                glyphs=self._glyphs,
            )
        )
        self._forget()

    def _forget(self) -> None:
        self._lines.clear()
        self._brush = None
        self.refresh()

    def _redraw(self, spans: Mapping[int, Span]) -> None:
        """Draw these stretches of lines of the map again, and no others."""
        self._brush = None
        self._lines = {key: strip for key, strip in self._lines.items() if key[2] not in spans}
        size, (across, down) = self.size, self.scroll_offset
        regions = []
        for y in range(HEADER, size.height):
            span = spans.get(y + down - HEADER)
            if span is not None:
                left, right = max(LABELS, span[0] - across + LABELS), min(size.width, span[1] - across + LABELS)
                regions += [Region(left, y, right - left, 1)] if left < right else []
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """One line of the view: headers, or labels and map."""
        layout, cells = self.drawn, self.size.width
        theme: Theme = self.app.meanings  # type: ignore[attr-defined]  # the app's own attribute
        if layout is None or self._state is None:
            return Strip.blank(cells, style_of(theme, ""))
        if not layout.cards:
            return _empty(theme, y, cells, self.size.height)
        scroll_x, scroll_y = self.scroll_offset
        room = room_of(self)
        if y < HEADER:
            # What the scrollbar covers is no room for words.
            runs = self._header(layout, scroll_x, room.width - LABELS)[y]
            corner = Run(WORKING if self._busy and y == 0 else " " * LABELS, "base.accent")
            ground = style_of(theme, "", "base.surface")
            return _strip(theme, [corner, *runs], "base.surface").adjust_cell_length(cells, ground)
        explained = self._legend.line(layout, self._faces, room, y, quiet=self._quiet)
        if explained is not None:
            return _strip(theme, explained).adjust_cell_length(cells, style_of(theme, ""))
        row = y - HEADER + scroll_y
        label = self._labels.line(layout, scroll_y, self.size.height - HEADER, row)
        body = self._line(layout, theme, row, scroll_x, cells - LABELS)
        line = Strip.join([_strip(theme, label), body]).adjust_cell_length(cells, style_of(theme, ""))
        box = self._small_box()
        if not box.y <= y < box.bottom:
            return line
        small = _strip(theme, self._small.lines[y - box.y], "base.surface")
        return Strip.join([line.crop(0, box.x), small, line.crop(box.right, line.cell_length)])

    def toggle_overview(self) -> bool:
        """The small picture on or off; whether it is on now."""
        self._small.on = not self._small.on
        self.refresh()
        return self._small.on

    def _small_box(self) -> Region:
        if self.drawn is None:
            return Region()
        room = self._legend.above(self.drawn, self._faces, room_of(self))
        return self._small.place(self.drawn, self.aim, self.scroll_offset, room, self._faces)

    def _header(self, layout: Layout, left: int, cells: int) -> list[list[Run]]:
        state = self._state
        now = state.now if state else None
        return lane_header(
            layout,
            left,
            cells,
            now=now,
            silent=silent_lanes(state, layout.lanes) if state else (),
            glyphs=self._glyphs,
            lit=self._lit,
        )

    def _line(self, layout: Layout, theme: Theme, row: int, left: int, cells: int) -> Strip:
        """A line of the map from `left` on, drawn a little further than it is seen."""
        start, end = left // STEP * STEP, -(-(left + cells) // STEP) * STEP
        found = self._lines.get((start, end, row))
        if found is None:
            if self._brush is None:
                self._brush = Brush(layout, faces=self._faces, glyphs=self._glyphs, marks=self._marks)
            runs = self._brush.line(row, start, end)
            if self._marks.stale:
                runs = [Run(run.text, _STALE.get(run.style, run.style)) for run in runs]
            found = self._lines[start, end, row] = _strip(theme, runs)
        return found.crop(left - start, left - start + cells)

    def on_click(self, event: events.Click) -> None:
        """Select what is under the pointer; twice edits it, or enters a tile. In the small picture: go there."""
        if self.dragged:
            self.dragged = False
            return
        box = self._small_box()
        if box.contains(event.x, event.y):
            self._go_to(box.width, event.x - box.x, event.y - box.y)
        else:
            self._click_map(event)

    def _go_to(self, wide: int, x: int, y: int) -> None:
        """Scroll to the lane and level at a cell of the small picture."""
        found = cell_at(self.drawn, wide, x, y) if self.drawn else None
        if found is not None:
            lane, row = found
            left = lane.x + (lane.width - self.size.width + LABELS) // 2
            top = row.y + (row.height - self.size.height + HEADER) // 2
            self._go(left, top)

    def _click_map(self, event: events.Click) -> None:
        x, y = event.x - LABELS + self.scroll_offset.x, event.y - HEADER + self.scroll_offset.y
        found = self.drawn.at(x, y) if self.drawn and event.x >= LABELS and event.y >= HEADER else None
        if isinstance(found, Card):
            self.post_message(Selected(found.person))
            if event.chain == 2:
                self.post_message(Asked("open" if self.drawn and self.drawn.is_tile(found) else "edit"))
        elif isinstance(found, Route):
            self.post_message(Selected(found.source, found.pair))
            if event.chain == 2:
                self.post_message(Asked("edit"))


_STALE = {"plan.talk": "base.muted", "plan.number": "base.muted"}
"""What is drawn muted while the plan is being made anew."""


def _has_silent_place(state: ViewState, layout: Layout) -> bool:
    """Whether a lane is marked as one where nobody speaks for us; those around one person are no places."""
    silent = silent_lanes(state, layout.lanes)
    return any(lane.key in silent or (lane.place and lane.place in silent) for lane in layout.lanes)


def _empty(theme: Theme, y: int, cells: int, lines: int) -> Strip:
    """How to begin, in the middle of a map without people."""
    place = y - (lines - len(EMPTY)) // 2
    runs = EMPTY[place] if 0 <= place < len(EMPTY) else ()
    left = max(0, (cells - max(measure(line) for line in EMPTY)) // 2)
    return _strip(theme, [Run(" " * left, ""), *(Run(*run) for run in runs)]).adjust_cell_length(
        cells, style_of(theme, "")
    )


def _until_next_minute(now: datetime) -> float:
    return 60 - now.second - now.microsecond / 1e6


def _strip(theme: Theme, runs: Iterable[Run], ground: str = "base.background") -> Strip:
    """Runs as one strip, with as few changes of style as can be: each one costs a terminal forty bytes.

    Blanks between two lines of a tie look the same in any ink, so they take that of what stands before them.
    """
    paper = style_of(theme, "", ground)
    parts: list[tuple[str, Style]] = []
    for text, meaning in runs:
        style = style_of(theme, meaning, ground)
        if parts and not meaning and text.isspace() and _blank_alike(parts[-1][1], paper):
            style = parts[-1][1]
        if parts and parts[-1][1] is style:
            parts[-1] = parts[-1][0] + text, style
        else:
            parts.append((text, style))
    return Strip([Segment(text, style) for text, style in parts])


@lru_cache(maxsize=2048)
def _blank_alike(style: Style, paper: Style) -> bool:
    """Whether a blank in this style looks like bare ground."""
    marked = style.reverse or style.underline or style.underline2 or style.strike or style.overline
    return not marked and style.bgcolor == paper.bgcolor


@lru_cache(maxsize=512)
def _parsed(spec: str, paper: str) -> Style:
    style = Style.parse(spec) if spec else Style()
    return style if style.bgcolor is not None else Style(bgcolor=paper) + style


def style_of(theme: Theme, meaning: str, ground: str = "base.background") -> Style:
    """What a meaning looks like on its ground."""
    return _parsed(theme.styles[meaning or "base.foreground"], theme.ink(ground))
