"""Two versions became one file; git may be told so, for this file alone."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from committee.errors import CommitteeError
from committee.text import show
from committee.tui.theme.ink import content
from committee.tui.widgets.confirm import choices
from committee.tui.widgets.dialog import Dialog, text
from committee.tui.widgets.keyed import Keyed, Verbs, bindings


class SettledScreen(Keyed, Dialog[bool | None]):
    """Tells git where that is wanted, and says what is left to do then; answers whether git knows.

    Args:
        name: of the file.
        tell: tells git; what is left to do, in words.
        words: a failure in words that show nothing that is withheld.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("settled"), Binding("enter", "escape", "close", show=False)]

    def __init__(self, name: str, tell: Callable[[], str], words: Callable[[CommitteeError], str]) -> None:
        super().__init__("Decided and written", "ctrl+g tell git · esc leave that for later")
        self.file_name, self.tell, self.words = show(name), tell, words
        self._told = False
        self._left = Static(markup=False, classes="text")

    def body(self) -> ComposeResult:
        """What happened, and what git does not know yet."""
        yield text(content([(self.file_name, "bold"), (" holds one version again.", "")]))
        yield self._left
        self._left.update(content([("Git still counts it as undecided until it is told.\n", "")]) + choices((
            ("ctrl+g", "", "tell git that this file is settled; no other file is touched"),
            ("esc", "", "leave that for later"),
        )))  # fmt: skip

    def verbs(self) -> Verbs:
        """There is one only."""
        return {"settled.add": self._tell}

    def _tell(self) -> None:
        try:
            left = self.tell()
        except CommitteeError as failure:
            self._left.update(content([(self.words(failure), "error")]))
            return
        self._told = True
        self._left.update(content([("Git knows. ", "ok bold"), (left, "")]))
        self.say("enter closes")

    def action_escape(self) -> None:
        self.dismiss(self._told or None)
