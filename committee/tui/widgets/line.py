"""Lines of text with meaning, as wide as the screen: one that is told, and one or several that somebody else knows."""

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from committee.tui.theme.ink import Line, Segment, content, fitted, lines, spread


def room_of(widget: Widget) -> Size:
    """The cells inside of padding, border and scrollbars, as they were the last time the widget was laid out."""
    return widget.outer_size - widget.styles.gutter.totals - widget.scrollbar_gutter.totals


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


class Bar(LineWidget):
    """One line, with a part at its right end."""

    DEFAULT_CSS = "Bar { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._left: Line = ()
        self._right: Line = ()

    def line(self, cells: int) -> Line:
        """What it says."""
        return spread(self._left, self._right, cells) if self._right else fitted(self._left, cells)

    def say(self, left: Line, right: Line = ()) -> None:
        """Say something else."""
        self._left, self._right = left, right
        self.renew()


class Lead(Widget, inherit_bindings=False):
    """As many lines as there is room for, made anew for the width."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._make: Callable[[int], Sequence[Line]] = lambda _: ()

    def render(self) -> Content:
        size = room_of(self)
        return lines([fitted(line, size.width) for line in self._make(size.width)[: max(size.height, 1)]])

    def say(self, make: Callable[[int], Sequence[Line]]) -> None:
        """Say something else; `make` is asked for the lines of a width."""
        self._make = make
        self.refresh()
