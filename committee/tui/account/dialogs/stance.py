"""After a stance was chosen: why, in a line. What is typed becomes evidence."""

from datetime import date

from textual import on
from textual.app import ComposeResult

from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.ids import Randomness
from committee.model.vocabulary import Stance
from committee.tui.forms.inputs import LineInput
from committee.tui.widgets.dialog import Dialog, text


class StanceWhyScreen(Dialog[Edit]):
    """Answers the edit: the stance, with evidence where a reason was typed.

    The stance is chosen already, so enter and esc both keep it; only a reason that is being typed is dropped by esc.
    """

    def __init__(
        self, account: Account, person: str, stance: Stance | None, *, me: str, today: date, rng: Randomness
    ) -> None:
        word = str(stance) if stance else "unknown"
        super().__init__(
            f"{account.name_of(person)}: {word}", "enter keep, with the reason if there is one · esc keep without"
        )
        self.account, self.person, self.stance = account, person, stance
        self.me, self.today, self.rng = me, today, rng
        self.line = LineInput(placeholder="Why? What did they say? (enter for none)")

    def body(self) -> ComposeResult:
        """One line."""
        yield text("What did they say? It becomes evidence, heard today.")
        yield self.line

    def on_mount(self) -> None:
        self.line.focus()

    def action_escape(self) -> None:
        self.dismiss(self.edit(""))

    def edit(self, why: str) -> Edit:
        """The stance, and the reason as evidence."""
        return edits.set_stance(
            self.account, self.person, self.stance, why=why, by=self.me, today=self.today, rng=self.rng
        )

    def unfinished(self) -> Edit:
        """The stance is chosen already; with the reason as far as it was typed."""
        return self.edit(self.line.value.strip())

    @on(LineInput.Step)
    def _entered(self, event: LineInput.Step) -> None:
        event.stop()
        if event.entered:
            self.dismiss(self.edit(self.line.value.strip()))
