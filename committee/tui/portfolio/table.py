"""The table of the portfolio: rows drawn when they come in sight, a cursor that also goes from column to column."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from committee.tui.widgets.lines import Lines

KEPT = 4
"""Drawn rows are forgotten once there are so many times more than fit on the screen."""


class PortfolioLines(Lines):
    """Rows, and a column. However long the list, only what was in sight lately is kept as drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "column(-1)", "column", show=False),
        Binding("right,l", "column(1)", "column", show=False),
        Binding("j", "cursor_down", "down", show=False),
        Binding("k", "cursor_up", "up", show=False),
    ]

    @dataclass
    class ColumnMoved(Message):
        """Another column, one step that way."""

        step: int

    @dataclass
    class HeadClicked(Message):
        """A click on the head, `x` cells from its left."""

        x: int

    def action_column(self, step: int) -> None:
        self.post_message(self.ColumnMoved(step))

    def on_click(self, event: events.Click) -> None:
        if event.y < len(self.head):
            event.stop()
            event.prevent_default()
            self.post_message(self.HeadClicked(event.x))

    def _row(self, index: int, width: int) -> list[Strip]:
        if len(self._strips) > KEPT * max(self.size.height, 10):
            self._strips.clear()
        return super()._row(index, width)
