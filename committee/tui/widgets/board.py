"""The yes board: who has to agree, and who does already."""

from committee.tui.heading import board_line
from committee.tui.ink import Line
from committee.tui.state import ViewState
from committee.tui.widgets.line import LineWidget


class YesBoard(LineWidget):
    """`YES 1 of 4 · Jens ○ open · … · next gate DPA 20 Jan · 4 talks, hard`."""

    def __init__(self) -> None:
        super().__init__(id="board")
        self._state: ViewState | None = None

    def show(self, state: ViewState) -> None:
        """Draw this state."""
        self._state = state
        self.renew()

    def line(self, cells: int) -> Line:
        """The board in `cells` cells; who does not fit is counted."""
        return () if self._state is None else board_line(self._state, cells)
