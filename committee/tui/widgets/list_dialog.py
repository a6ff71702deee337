"""Dialogs that are a list: as high as the screen allows, with the keys that every list has."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Answer, Dialog
from committee.tui.widgets.lines import Lines, Row


class ListDialog(Dialog[Answer]):
    """Base of dialogs whose body is a list: j and k move as the arrows do, q leaves as esc does.

    Subclasses say what is listed (`refill`), and what it means that the cursor stands on a line (`moved`) or that enter
    is pressed on it (`entered`). `BESIDE` are the lines that stand in the frame beside the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor(1)", "down", show=False),
        Binding("k", "cursor(-1)", "up", show=False),
        Binding("q", "escape", "leave", show=False),
    ]
    DEFAULT_CSS = look("widgets", "ListDialog")
    BESIDE: ClassVar[int] = 5

    def __init__(self, title: str, keys: str) -> None:
        super().__init__(title, keys)
        self.lines = Lines()

    def refill(self) -> None:
        """List everything as it is now; called again where the width is another one."""
        raise NotImplementedError

    def moved(self) -> None:
        """The cursor stands on another line."""
        self.say_keys()

    def entered(self) -> None:
        """Enter, or a click, on the line under the cursor."""

    def body(self) -> ComposeResult:
        """The list."""
        yield self.lines

    def on_mount(self) -> None:
        self.refill()
        self.lines.focus()

    def on_resize(self) -> None:
        self.limit(self.lines, self.BESIDE)

    def action_cursor(self, step: int) -> None:
        self.lines.step(step)

    def fill(self, rows: Sequence[Row]) -> None:
        """Show these rows, without any room to spare."""
        self.lines.fill(rows)
        self.lines.styles.height = sum(row.height for row in rows)

    @on(Lines.Resized)
    def _list_resized(self, event: Lines.Resized) -> None:
        event.stop()
        self.refill()

    @on(Lines.Moved)
    def _list_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self.moved()

    @on(Lines.Entered)
    def _list_entered(self, event: Lines.Entered) -> None:
        event.stop()
        self.entered()
