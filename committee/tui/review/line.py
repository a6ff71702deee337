"""The line of a review in which actions and notes are typed, with what will be written above it.

Where names are hidden, what is typed is not shown: only what it becomes, in pseudonyms.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from committee.tui.forms.inputs import LineInput, Underline
from committee.tui.theme.ink import Line, content
from committee.tui.theme.style import look


@dataclass(frozen=True, slots=True)
class Preview:
    """What a typed line would become: its words, what is wrong with it, and which parts are."""

    said: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


Read = Callable[[str], Preview]
"""Reads what is typed so far."""


class ReviewLine(Vertical):
    """One line of text with a preview; enter answers it, esc leaves. Hidden until it is opened."""

    DEFAULT_CSS = look("review", "ReviewLine")

    @dataclass
    class Entered(Message):
        """Enter: what was typed."""

        text: str

    class Left(Message):
        """Esc: nothing."""

    def __init__(self) -> None:
        super().__init__(id="line")
        self.marks = Underline()
        self.typed = LineInput(highlighter=self.marks, id="typed")
        self.becomes = Static(markup=False, id="becomes")
        self._read: Read = lambda _: Preview()
        self._hint = ""

    def compose(self) -> ComposeResult:
        yield self.becomes
        yield self.typed

    def on_mount(self) -> None:
        """Enter is taken at once, so that no key behind it is lost."""
        self.typed.entered = self._enter

    def open(self, hint: str, read: Read, *, secret: bool) -> None:
        """Take the keys.

        Args:
            hint: what to type, by example.
            read: what a line would become.
            secret: do not show what is typed.
        """
        self._hint, self._read = hint, read
        self.typed.password = secret
        self.typed.value = ""
        self.add_class("open")
        self.typed.focus()
        self._look()

    @property
    def words(self) -> tuple[str, ...]:
        """What is typed while it is open."""
        typed = self.typed.value.strip()
        return (typed,) if typed and self.has_class("open") else ()

    def close(self) -> None:
        """Give the keys back."""
        self.remove_class("open")
        self.typed.value = ""

    def refuse(self, why: str) -> None:
        """Say why the line is not taken; it stays as it is."""
        self.becomes.update(_lines([("✗ ", "error bold"), (why, "error")]))

    def _enter(self) -> None:
        if self.typed.value.strip():
            self.post_message(self.Entered(self.typed.value))
        else:
            self.post_message(self.Left())

    @on(LineInput.Escaped)
    def _escaped(self, event: LineInput.Escaped) -> None:
        event.stop()
        self.post_message(self.Left())

    @on(LineInput.Changed)
    def _changed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._look()

    def _look(self) -> None:
        text = self.typed.value
        found = self._read(text) if text.strip() else Preview()
        self.marks.spans = found.spans
        self.typed.refresh()
        if not text.strip():
            self.becomes.update(_lines([(f"e.g. {self._hint}", "muted"), ("   enter keeps it · esc leaves", "muted")]))
            return
        rows: list[Line] = [[("✗ ", "error bold"), (fault, "error")] for fault in found.faults]
        if found.said:
            rows.append([("+ ", "ok"), (" · ".join(found.said), "foreground")])
        self.becomes.update(_lines(*rows))


def _lines(*rows: Line) -> Content:
    return Content("\n").join([content(row) for row in rows])
