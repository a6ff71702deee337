"""Views that are a list: what the cursor and a change of width do, said once."""

from textual import on
from textual.app import ComposeResult

from committee.tui.session.state import ViewState
from committee.tui.theme.style import look
from committee.tui.widgets.lines import Lines
from committee.tui.widgets.view import View


class ListView(View):
    """Base of views whose body is a list. Subclasses fill it (`_refill`) and say what it means to move (`moved`)."""

    DEFAULT_CSS = look("widgets", "ListView")

    def __init__(self, lines: Lines | None = None) -> None:
        super().__init__()
        self.lines = Lines() if lines is None else lines
        self.state: ViewState | None = None

    def compose(self) -> ComposeResult:
        yield self.lines

    def show(self, state: ViewState) -> None:
        """Draw this state."""
        self.state = state
        self._refill()

    def focus_target(self) -> Lines:
        """The list."""
        return self.lines

    def moved(self, key: object) -> None:
        """The cursor stands on the row of that key."""

    def entered(self) -> None:
        """Enter, or a click on the row under the cursor."""
        self.enter()

    def _refill(self) -> None:
        raise NotImplementedError

    @on(Lines.Moved)
    def _list_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self.moved(event.key)

    @on(Lines.Entered)
    def _list_entered(self, event: Lines.Entered) -> None:
        event.stop()
        self.entered()

    @on(Lines.Resized)
    def _list_resized(self, event: Lines.Resized) -> None:
        event.stop()
        self._refill()
