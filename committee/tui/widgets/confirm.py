"""The few questions: unsaved changes, and a file changed underneath."""

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from committee.text import show
from committee.tui.theme.ink import content
from committee.tui.widgets.dialog import Dialog, text


class Unsaved(StrEnum):
    """What to do with unsaved changes before leaving."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class Changed(StrEnum):
    """What to do when the file has errors now and cannot be joined with. Overwriting it is not among them."""

    RELOAD = "reload"
    SAVE_ELSEWHERE = "save elsewhere"
    STAY = "stay"


Choice = tuple[str, str, str]
"""A key, the answer it gives, and what it does in words."""


class UnsavedScreen(Dialog[Unsaved]):
    """Save, discard or stay; esc stays, enter saves. No letter does anything: a name typed by mistake loses nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "answer('save')", "save", show=False),
        Binding("ctrl+d", "answer('discard')", "discard", show=False),
        Binding("escape", "answer('stay')", "stay", show=False),
    ]

    def __init__(self, name: str) -> None:
        super().__init__("Not saved yet", "enter save · ctrl+d discard · esc stay")
        self.account_name = name

    def body(self) -> ComposeResult:
        """The question."""
        yield text(content([(self.account_name, "bold"), (" has changes that are not in its file.", "")]))
        yield text(choices((("enter", "save", "save, then leave"),
                            ("ctrl+d", "discard", "leave without them; they are gone"),
                            ("esc", "stay", "stay here"))))  # fmt: skip

    def action_answer(self, answer: str) -> None:
        self.dismiss(Unsaved(answer))


class ChangedScreen(Dialog[Changed]):
    """Somebody else left errors in the file: nothing was written. Read it as it is, save mine elsewhere, or stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "answer('reload')", "reload", show=False),
        Binding("ctrl+s", "answer('save elsewhere')", "save elsewhere", show=False),
        Binding("escape", "answer('stay')", "stay", show=False),
    ]

    def __init__(self, name: str, why: str) -> None:
        super().__init__("The file has errors now", "ctrl+r read it as it is · ctrl+s save elsewhere · esc stay")
        self.file_name, self.why = show(name), show(why)

    def body(self) -> ComposeResult:
        """What happened, and what can be done."""
        said = [
            (self.file_name, "bold"),
            (" was changed by somebody else and cannot be joined with what is here.", ""),
        ]
        yield text(content(said))
        if self.why:
            yield text(content([(self.why, "warn")]))
        yield text("Nothing was written.")
        yield text(choices((("ctrl+r", "", "read the file as it is, to mend it with !: what is not saved here is gone"),
                            ("ctrl+s", "", "save what is here under another name"),
                            ("esc", "", "stay here; neither is touched"))))  # fmt: skip

    def action_answer(self, answer: str) -> None:
        self.dismiss(Changed(answer))


def choices(rows: tuple[Choice, ...]) -> Content:
    """Keys and what they do, a line each."""
    most = max(4, *(len(key) for key, *_ in rows))
    return Content("\n").join([content([(f" {key:>{most}} ", "key bold"), (f" {said}", "")]) for key, _, said in rows])
