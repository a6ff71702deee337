"""The inspector: everything about what is selected, in a column that scrolls."""

from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from committee.tui.account.details import selected_rows
from committee.tui.session.state import ViewState
from committee.tui.theme.ink import Line, lines
from committee.tui.widgets.line import room_of


class Inspector(ScrollView, can_focus=True):
    """Facts about the selected person or tie. Only lines that read differently are drawn again."""

    def __init__(self) -> None:
        super().__init__(id="inspector")
        self._subject: object = None
        self._rows: list[Line] = []
        self._drawn: list[Strip] | None = None

    def show(self, state: ViewState) -> None:
        """Draw this state; another subject starts at the top."""
        rows, subject = selected_rows(state), (state.person, state.tie)
        if subject != self._subject:
            self._subject = subject
            self.scroll_to(y=0, animate=False)
        if rows != self._rows:
            self._rows = rows
            self._draw()

    def _draw(self) -> None:
        """Break the text into lines, and have those in view drawn that are others than before."""
        size, before = room_of(self), self._drawn
        if not size:
            self._drawn = None
            return
        self._drawn = now = Visual.to_strips(self, self.render(), size.width, None, self.visual_style)
        # Without `set_reactive` everything on the screen would be laid out anew; only the scrollbar has to know.
        self.set_reactive(Inspector.virtual_size, Size(size.width, len(now)))
        self.vertical_scrollbar.window_virtual_size = len(now)
        self.scroll_to(y=min(self.scroll_y, self.max_scroll_y), animate=False)
        if before is None:
            self.refresh()
            return
        top = self.scroll_offset.y
        changed = [y for y in range(size.height) if _at(before, y + top) != _at(now, y + top)]
        if changed:
            self.refresh(*(Region(0, y, size.width, 1) for y in changed))

    def render(self) -> Content:
        """The whole text, also for whoever copies from it."""
        return lines(self._rows)

    def render_line(self, y: int) -> Strip:
        if self._drawn is None:
            self._draw()
        cells, style = room_of(self).width, self.visual_style.rich_style
        strip = _at(self._drawn or [], y + self.scroll_offset.y)
        return Strip.blank(cells, style) if strip is None else strip.adjust_cell_length(cells, style)

    def on_resize(self) -> None:
        self._drawn = None
        self._draw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn = None

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual hands it over
        """Text was marked with the pointer."""
        self._drawn = None
        self.refresh()


def _at(strips: list[Strip], place: int) -> Strip | None:
    return strips[place] if 0 <= place < len(strips) else None
