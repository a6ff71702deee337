"""One line of text with meaning, as wide as the screen."""

from textual.content import Content
from textual.widget import Widget

from committee.tui.theme.ink import Line, Segment, content
from committee.tui.widgets.room import room_of


class LineWidget(Widget, inherit_bindings=False):
    """A row whose text depends on its width; subclasses say what it holds."""

    _drawn: list[Segment] | None = None

    def line(self, cells: int) -> Line:
        """The segments for a row of `cells` cells."""
        raise NotImplementedError

    def renew(self) -> None:
        """What it holds may be something else: draw it again if it is."""
        if self._drawn is None or list(self.line(room_of(self).width)) != self._drawn:
            self.refresh()

    def render(self) -> Content:
        self._drawn = list(self.line(room_of(self).width))
        return content(self._drawn)
