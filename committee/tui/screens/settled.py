"""Two versions became one file; git may be told so, for this file alone."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from committee.tui.bindings import bindings
from committee.tui.ink import content
from committee.tui.screens.confirm import choices
from committee.tui.screens.dialog import Dialog, text


class SettledScreen(Dialog[str | None]):
    """Answers something where git is to be told; esc leaves that for later."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("settled"), Binding("enter", "escape", "later", show=False)]

    def __init__(self, name: str) -> None:
        super().__init__("Decided and written", "g tell git · esc leave that for later")
        self.file_name = name

    def body(self) -> ComposeResult:
        """What happened, and what git does not know yet."""
        yield text(content([(self.file_name, "bold"), (" holds one version again.", "")]))
        yield text("Git still counts it as undecided until it is told.")
        yield text(choices((("g", "", "tell git that this file is settled; no other file is touched"),
                            ("esc", "", "leave that for later"))))  # fmt: skip

    def action_do(self, identifier: str) -> None:
        """Tell git."""
        self.dismiss(identifier)
