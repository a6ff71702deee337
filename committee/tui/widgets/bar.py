"""A line whose text somebody else knows, and several such lines."""

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.widget import Widget

from committee.tui.theme.ink import Line, fitted, lines, spread
from committee.tui.widgets.line import LineWidget
from committee.tui.widgets.room import room_of


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
