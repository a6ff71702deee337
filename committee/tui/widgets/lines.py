"""A list drawn by line: only what is in sight is made, so thousands of rows cost what a screenful costs."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from committee.tui.theme.style import look
from committee.tui.widgets.line import room_of
from committee.tui.widgets.messages import Told

MARK = "▌"
"""Stands before the row of the cursor, so that it shows without colours too."""

Draw = Callable[[int], Sequence[Content]]
"""From a width in cells to the lines of a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `key` tells what it stands for; a row without one (a heading) cannot be selected."""

    key: Hashable
    draw: Draw
    height: int = 1


def plain_row(key: Hashable, *lines: Content) -> Row:
    """A row whose lines are ready."""
    return Row(key, lambda _: lines, len(lines))


class Lines(ScrollView, can_focus=True):
    """Rows under a fixed head. The cursor stands on a row; arrows move it, enter and clicks are told upward.

    Drawing costs O(lines in sight); moving the cursor redraws two rows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "up", show=False),
        Binding("down", "cursor_down", "down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("home", "edge(-1)", "first", show=False),
        Binding("end", "edge(1)", "last", show=False),
        Binding("enter", "enter", "open", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor", "lines--head"}
    DEFAULT_CSS = look("widgets", "Lines")

    cursor: reactive[int] = reactive(-1, repaint=False)
    """The row the cursor stands on, -1 for none."""

    @dataclass
    class Moved(Told):
        """The cursor was moved to another row by a key or the mouse."""

        key: Hashable

    @dataclass
    class Entered(Told):
        """Enter, or a click on the row of the cursor."""

        key: Hashable

    @dataclass
    class Resized(Told):
        """The width changed: rows that wrap have to be made again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.head: tuple[Content, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self._starts: list[int] = [0]
        self._places: dict[Hashable, int] = {}
        self._strips: dict[tuple[int, bool], list[Strip]] = {}
        self._width = 0

    @property
    def width(self) -> int:
        """Cells a line may take."""
        return max(room_of(self).width - 1, 1)

    @property
    def key(self) -> Hashable:
        """The key under the cursor."""
        return self.rows[self.cursor].key if 0 <= self.cursor < len(self.rows) else None

    def fill(self, rows: Sequence[Row], head: Sequence[Content] = ()) -> None:
        """Show these rows; the cursor stays on its key where that is still there."""
        key = self.key
        self.head, self.rows = tuple(head), tuple(rows)
        self._starts = list(accumulate((row.height for row in self.rows), initial=0))
        self._places = {row.key: index for index, row in enumerate(self.rows) if row.key is not None}
        self._strips.clear()
        self.virtual_size = Size(self.width, self._starts[-1] + len(self.head))
        self.set_reactive(Lines.cursor, -1)
        if not self.go_to(key):
            self.cursor = _nearest(self.rows, -1, 1)
        self.refresh()

    def go_to(self, key: Hashable) -> bool:
        """Put the cursor on the row of `key` without telling anybody; whether there is one."""
        found = self._places.get(key)
        if found is not None:
            self.cursor = found
        return found is not None

    def redraw(self) -> None:
        """Draw the same rows again: what they say has changed. O(lines in sight)."""
        self._strips.clear()
        self.refresh()

    def watch_cursor(self, before: int, after: int) -> None:
        """Redraw the two rows concerned and keep the cursor in sight."""
        for index in (before, after):
            if 0 <= index < len(self.rows):
                self._strips.pop((index, index == before), None)
        self.refresh()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        width = self.width + 1
        if y < len(self.head):
            style = self.get_visual_style("lines--head")
            return _strip(self, Content(" ") + self.head[y], width, style)
        line = y - len(self.head) + self.scroll_offset.y
        index = bisect_right(self._starts, line) - 1
        if not 0 <= index < len(self.rows):
            return Strip.blank(width, self.rich_style)
        strips = self._row(index, width)
        inside = line - self._starts[index]
        return strips[inside] if inside < len(strips) else Strip.blank(width, self.rich_style)

    def on_resize(self) -> None:
        if self.width != self._width:
            self._width = self.width
            self._strips.clear()
            self.virtual_size = Size(self.width, self._starts[-1] + len(self.head))
            self.post_message(self.Resized(self))
        self._reveal()

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def step(self, by: int) -> None:
        """To the row below, or above."""
        (self.action_cursor_down if by > 0 else self.action_cursor_up)()

    def action_cursor_up(self) -> None:
        self._move(_nearest(self.rows, self.cursor, -1))

    def action_cursor_down(self) -> None:
        self._move(_nearest(self.rows, self.cursor, 1))

    def action_page(self, direction: int) -> None:
        here = self._starts[max(self.cursor, 0)] + direction * max(self._sight(), 1)
        index = min(max(bisect_right(self._starts, here) - 1, 0), len(self.rows) - 1)
        found = _nearest(self.rows, index - 1, 1)
        self._move(found if found >= 0 else _nearest(self.rows, len(self.rows), -1))

    def action_edge(self, direction: int) -> None:
        self._move(_nearest(self.rows, -1, 1) if direction < 0 else _nearest(self.rows, len(self.rows), -1))

    def action_enter(self) -> None:
        if self.key is not None:
            self.post_message(self.Entered(self, self.key))

    def on_click(self, event: events.Click) -> None:
        line = event.y - len(self.head) + self.scroll_offset.y
        index = bisect_right(self._starts, line) - 1
        if event.y < len(self.head) or not 0 <= index < len(self.rows) or self.rows[index].key is None:
            return
        if index == self.cursor:
            self.action_enter()
        else:
            self._move(index)

    def _move(self, index: int) -> None:
        if index >= 0 and index != self.cursor:
            self.cursor = index
            self.post_message(self.Moved(self, self.key))

    def _sight(self) -> int:
        return room_of(self).height - len(self.head)

    def _reveal(self) -> None:
        if not 0 <= self.cursor < len(self.rows) or self._sight() <= 0:
            return
        top, bottom = self._starts[self.cursor], self._starts[self.cursor + 1]
        if self.cursor == _nearest(self.rows, -1, 1):
            top = 0
        shown = self.scroll_offset.y
        if top < shown or bottom - top >= self._sight():
            self.scroll_to(y=top, animate=False, immediate=True)
        elif bottom > shown + self._sight():
            self.scroll_to(y=bottom - self._sight(), animate=False, immediate=True)

    def _row(self, index: int, width: int) -> list[Strip]:
        chosen = index == self.cursor
        found = self._strips.get((index, chosen))
        if found is None:
            style = self.get_visual_style("lines--cursor") if chosen else self.visual_style
            edge = Content.assemble((MARK, "$accent")) if chosen else Content(" ")
            found = [_strip(self, edge + line, width, style) for line in self.rows[index].draw(width - 1)]
            self._strips[index, chosen] = found
        return found


def _nearest(rows: Sequence[Row], index: int, step: int) -> int:
    """The nearest row that way that can be selected, or -1."""
    index += step
    while 0 <= index < len(rows):
        if rows[index].key is not None:
            return index
        index += step
    return -1


def _strip(widget: Lines, line: Content, width: int, style: Style) -> Strip:
    """One line in exactly `width` cells, with an ellipsis where it is cut."""
    if line.cell_length > width:
        line = line.truncate(width, ellipsis=True)
    strips = Visual.to_strips(widget, line, width, 1, style, apply_selection=False, pad=True)
    return strips[0].crop_extend(0, width, style.rich_style) if strips else Strip.blank(width, style.rich_style)


def wrapped(text: Content, width: int, indent: int = 0) -> list[Content]:
    """`text` in lines of at most `width` cells, every one indented."""
    room = max(width - indent, 8)
    return [line.rstrip().pad_left(indent) if indent else line.rstrip() for line in text.wrap(room)]
