"""What all dialogs look like: a frame in the middle, a title on it, a line below that says what the keys do."""

from typing import ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from committee.model.edit import Edit
from committee.tui.theme.style import look

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Base of the dialogs: subclasses say what stands in it (`body`) and what they answer.

    Esc answers `escape_answer`, which is nothing unless a subclass says otherwise.
    """

    SEARCHES: ClassVar[bool] = False
    """What is typed in it only looks for something, or confirms it: no loss where the program ends."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "escape", "leave", show=False)]
    DEFAULT_CSS = look("widgets", "Dialog")

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self.heading = title
        self.keys = keys
        self.foot = Static(Content(keys), markup=False, classes="foot")

    def body(self) -> ComposeResult:
        """The widgets between title and foot."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(classes="frame") as frame:
            frame.border_title = Content(self.heading)
            wear_badge(frame, self.app)
            yield from self.body()
            yield self.foot

    def say(self, line: str | Content, style: str = "") -> None:
        """Something else than the keys in the foot, until `say_keys`."""
        self.foot.update(line if isinstance(line, Content) else Content.assemble((line, style)))

    def say_keys(self) -> None:
        """What the keys do."""
        self.foot.update(Content(self.keys))

    def limit(self, widget: Widget, spare: int = 4) -> None:
        """Let a widget grow to the height of the screen less what else stands in the frame."""
        widget.styles.max_height = max(self.size.height - spare, 3)

    def unfinished(self) -> Edit | None:
        """The change that confirming it now would make, for a program that has to end; by default there is none."""
        return None

    def typed(self) -> tuple[str, ...]:
        """What was typed so far, for somebody to read again."""
        return () if self.SEARCHES else tuple(box.value for box in self.query(Input))

    def action_escape(self) -> None:
        self.dismiss(None)

    def on_line_input_escaped(self, event: Message) -> None:
        """Esc in a line of the dialog is esc."""
        event.stop()
        self.action_escape()


def text(line: str | Content, classes: str = "text") -> Static:
    """A paragraph of a dialog; never markup."""
    return Static(line if isinstance(line, Content) else Content(line), markup=False, classes=classes)


def wear_badge(frame: Widget, app: App[object]) -> None:
    """Put the badges of the program's modes into the lower border of a dialog's frame; nothing where no mode is on."""
    # A dialog is also shown alone, in an app that has no modes.
    disclosure, call = getattr(app, "disclosure", None), getattr(app, "call_badge", "")
    badges = [(f" {disclosure.badge} ", "bold reverse $accent")] if disclosure else []
    badges += [(f" {call} ", "bold reverse $warn")] if call else []
    if badges:
        frame.border_subtitle = Content.assemble(*badges)
