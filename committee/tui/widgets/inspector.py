"""The inspector: everything about what is selected, in a column that scrolls."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from committee.tui.facts import selected_rows
from committee.tui.ink import lines
from committee.tui.state import ViewState


class Inspector(VerticalScroll, can_focus=True):
    """Facts about the selected person or tie."""

    def __init__(self) -> None:
        super().__init__(id="inspector")
        self._shown: object = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="facts", markup=False)

    def show(self, state: ViewState) -> None:
        """Draw this state; another subject starts at the top."""
        subject = (state.person, state.tie)
        if subject != self._shown:
            self._shown = subject
            self.scroll_home(animate=False)
        self.query_one("#facts", Static).update(lines(selected_rows(state)))
