"""The title line: which deal this is, how it stands, and whether it is saved."""

from committee.tui.session.heading import title_line
from committee.tui.session.state import ViewState
from committee.tui.theme.ink import Line
from committee.tui.widgets.line import LineWidget


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
