"""Unsaved work of an earlier sitting lies beside the file: look at it, throw it away, or leave it for later."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from committee.model.dates import show_date
from committee.text import show
from committee.tui.theme.ink import content
from committee.tui.widgets.confirm import choices
from committee.tui.widgets.dialog import Dialog, text
from committee.tui.widgets.keyed import Keyed, Verbs, bindings


class Rescue(StrEnum):
    """What to do with it."""

    LOOK = "look"
    DROP = "drop"


class RescueScreen(Keyed, Dialog[Rescue | None]):
    """Esc leaves it where it is; it is announced again the next time."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("rescue")

    def __init__(self, name: str, count: str, when: datetime, typed: tuple[str, ...] = ()) -> None:
        super().__init__("Unsaved work of an earlier sitting", "r look at it · ctrl+d throw it away · esc later")
        self.file_name, self.count, self.when, self.words = name, count, when, typed

    def body(self) -> ComposeResult:
        """What there is, and what can be done."""
        day = f"{show_date(self.when.date())}, {self.when:%H:%M}"
        yield text(content([("It was kept in ", ""), (self.file_name, "bold"), (f" on {day}.", "")]))
        if self.count or not self.words:
            yield text(content([("Beside the account as it is now: ", ""), (self.count or "comments only", "bold"),
                                (".", "")]))  # fmt: skip
        for words in self.words:
            yield text(content([("You were typing: ", ""), (show(words), "bold")]), classes="text typed")
        yield text(choices((("r", "", "look at it beside what is here, and take over what you want"),
                            ("ctrl+d", "", "throw it away; it is gone"),
                            ("esc", "", "later; nothing is touched"))))  # fmt: skip

    def verbs(self) -> Verbs:
        """One of the two."""
        return {"rescue.look": lambda: self.dismiss(Rescue.LOOK), "rescue.drop": lambda: self.dismiss(Rescue.DROP)}
