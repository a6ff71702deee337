"""One field of a form: its label, its box, and under it what the field means or what is wrong with it."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from committee.model.account import KeyPath
from committee.model.fields import Field, Kind
from committee.model.tunables import EFFORT, THRESHOLDS
from committee.model.values import Fault
from committee.text import pasted
from committee.tui.forms.choice import Choice
from committee.tui.forms.inputs import Completions, LineInput
from committee.tui.forms.sheet import Box
from committee.tui.theme.style import look

_DEFAULTS = {number.key: number.default for number in (*EFFORT, *THRESHOLDS)}
BOOLEAN_WORDS = ("yes", "no")

Control = LineInput | Choice | TextArea


class Prose(TextArea):
    """Text of several lines; tab leaves it, enter begins a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "leave(1)", "next", show=False),
        Binding("shift+tab", "leave(-1)", "previous", show=False),
    ]
    DEFAULT_CSS = look("forms", "Prose")

    @dataclass
    class Step(Message):
        """The text was left by a key."""

        step: int

    def __init__(self, text: str) -> None:
        super().__init__(text, compact=True, tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False)

    def action_leave(self, step: int) -> None:
        self.post_message(self.Step(step))

    async def _on_paste(self, event: events.Paste) -> None:
        event.text, _ = pasted(event.text)
        await super()._on_paste(event)


class FieldRow(Widget):
    """A label and a box. The line under them says what the field means while it has the focus, or what is wrong."""

    DEFAULT_CSS = look("forms", "FieldRow")

    @dataclass
    class Typed(Message):
        """The text of the box changed."""

        row: "FieldRow"
        text: str

    @dataclass
    class Left(Message):
        """The box was left by a key: 1 forwards, -1 backwards; `entered` when by enter."""

        row: "FieldRow"
        step: int
        entered: bool = False

    @dataclass
    class Focused(Message):
        """The box got the focus."""

        row: "FieldRow"

    def __init__(self, box: Box, text: str, completions: Completions) -> None:
        super().__init__()
        self.box = box
        self.completions = completions
        self.control: Control = control_for(box, text, completions)
        self._hint: Static | None = None

    @property
    def path(self) -> KeyPath:
        """Where the value goes."""
        return self.box.path

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.control.value if isinstance(self.control, LineInput) else self.control.text

    def compose(self) -> ComposeResult:
        """The box alone: the label is drawn beside it, and most rows never have anything to say."""
        yield self.control

    def render(self) -> Content:
        label = self.box.label + (" *" if self.box.field.required else "")
        return Content.assemble((label, "bold" if self.control.has_focus else "$muted"))

    def tell(self, fault: Fault | None, meaning: str) -> None:
        """Say what is wrong, else what the value means and what the field is for."""
        hint = Content("")
        if fault is not None:
            hint = fault_line(fault)
        elif self.control.has_focus:
            hint = Content.assemble((f"= {meaning}   ", "$ok") if meaning else "", self.box.field.doc)
        self._show_hint(hint)
        self.refresh()
        if self.control.has_focus:
            self.call_after_refresh(self.scroll_visible, animate=False)

    def _show_hint(self, hint: Content) -> None:
        if self._hint is None and hint:
            self._hint = Static(hint, markup=False, classes="hint")
            self.mount(self._hint)
        elif self._hint is not None:
            self._hint.display = bool(hint)
            self._hint.update(hint)

    @property
    def said_height(self) -> int:
        """How many lines are said under the box."""
        return self._hint.size.height if self._hint is not None and self._hint.display else 0

    def replace_text(self, text: str) -> None:
        """Put a text into the box, as if typed."""
        if isinstance(self.control, LineInput):
            self.control.value = text
            self.control.cursor_position = len(text)

    async def change_field(self, box: Box, text: str) -> None:
        """Another kind of box in the same row: the value of evidence after its claim changed."""
        await self.control.remove()
        self.box = box
        self.control = control_for(box, text, self.completions)
        await self.mount(self.control, before=0)

    def on_descendant_focus(self) -> None:
        self.post_message(self.Focused(self))

    def on_descendant_blur(self) -> None:
        """Likewise: what is only said while the box has the focus goes."""
        self.post_message(self.Focused(self))

    @on(LineInput.Changed)
    @on(Choice.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Typed(self, self.text))

    @on(LineInput.Step)
    @on(Choice.Step)
    @on(Prose.Step)
    def _left(self, event: LineInput.Step | Choice.Step | Prose.Step) -> None:
        event.stop()
        self.post_message(self.Left(self, event.step, entered=getattr(event, "entered", False)))


def control_for(box: Box, text: str, completions: Completions) -> Control:
    """The widget that a kind of field is edited in."""
    field = box.field
    if field.kind is Kind.BOOLEAN:
        return Choice(BOOLEAN_WORDS, text)
    if field.choices is not None:
        return Choice(box.options or tuple(str(choice) for choice in field.choices), text, many=field.many)
    if field.kind is Kind.PROSE:
        return Prose(text)
    return LineInput(text, completions=completions, placeholder=placeholder(field, box.path))


def placeholder(field: Field, path: KeyPath) -> str:
    """What an empty box shows: an example, what holds without a number of the account's own, or the range."""
    if field.example:
        return f"e.g. {field.example}"
    if field.name in _DEFAULTS and path[0] in {"effort", "thresholds"}:
        return f"{_DEFAULTS[field.name]} unless you say otherwise"
    if field.kind is Kind.DATE:
        return "today, fri, +2w, 2026-12-01"
    if field.kind is Kind.INTEGER and field.minimum is not None and field.maximum is not None:
        return f"{field.minimum} to {field.maximum}"
    return ""


def fault_line(fault: Fault) -> Content:
    """What is wrong and what helps, on one line."""
    remedy = f". {fault.remedy}" if fault.remedy else ""
    return Content.assemble(("✗ ", "bold $error"), (f"{fault.what}{remedy}", "$error"))
