"""The lines on top: which deal this is, how it stands, whether it is saved; and who has to agree."""

from committee.tui.session.heading import board_line, title_line
from committee.tui.session.state import ViewState
from committee.tui.theme.ink import Line
from committee.tui.widgets.line import LineWidget
from committee.tui.widgets.messages import Asked


class TitleLine(LineWidget):
    """Account, deal, stage, forecast, value, close date, unsaved mark, counts by severity."""

    def __init__(self, *, dated: bool = False) -> None:
        super().__init__(id="title")
        self.dated = dated
        self._state: ViewState | None = None
        self._dirty = False
        self._read_only = False
        self._also = ""

    def show(self, state: ViewState, *, dirty: bool, read_only: bool, also: str = "") -> None:
        """Draw this state; `also` says who else has the file open."""
        self._state, self._dirty, self._read_only, self._also = state, dirty, read_only, also
        self.renew()

    def line(self, cells: int) -> Line:
        """The title in `cells` cells; the least important parts go first."""
        if self._state is None:
            return ()
        return title_line(
            self._state, cells, dirty=self._dirty, read_only=self._read_only, dated=self.dated, also=self._also
        )


class YesBoard(LineWidget):
    """`YES 1 of 4 · Jens ○ open · … · next gate DPA 20 Jan · 4 talks, hard`.

    Args:
        seats: the key that opens the whole board.
    """

    def __init__(self, seats: str) -> None:
        super().__init__(id="board")
        self._seats = seats
        self._state: ViewState | None = None
        self._made: tuple[ViewState, int, Line] | None = None

    def show(self, state: ViewState) -> None:
        """Draw this state."""
        self._state = state
        self.renew()

    def on_click(self) -> None:
        self.post_message(Asked("board"))

    def line(self, cells: int) -> Line:
        """The board in `cells` cells; who does not fit is counted, and `S` or a click opens it whole."""
        state, made = self._state, self._made
        if state is None:
            return ()
        # A selection changes nothing here, and comes far more often than what does.
        if made is None or made[1] != cells or not _alike(made[0], state):
            self._made = made = state, cells, board_line(state, cells, self._seats)
        return made[2]


def _alike(one: ViewState, other: ViewState) -> bool:
    """Whether two states have the same board."""
    same = one.account is other.account and one.analysis is other.analysis
    return same and (one.today, one.plain) == (other.today, other.plain)
