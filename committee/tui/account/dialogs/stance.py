"""After a stance was chosen: why, in a line. What is typed becomes evidence."""

from datetime import date

from textual import on
from textual.app import ComposeResult

from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.ids import Randomness
from committee.model.vocabulary import Basis, Stance
from committee.tui.account.dialogs.met import AsksIfMet
from committee.tui.forms.inputs import LineInput
from committee.tui.widgets.dialog import text

KEYS = "enter keep · esc change nothing"


class StanceWhyScreen(AsksIfMet):
    """Answers the edit: the stance, with evidence where a reason was typed.

    Enter keeps it, with the reason or without one; esc is esc, and nothing has changed.

    Args:
        account: as it is.
        person: whose stance, an id.
        stance: the one that was chosen.
        me: the teammate who heard it.
        today: the day it was heard.
        rng: for the id of the evidence.
        source: where it was heard, the call one is in.
        basis: how we know.
    """

    def __init__(  # noqa: PLR0913 - all that is said in one breath, by keyword
        self,
        account: Account,
        person: str,
        stance: Stance | None,
        *,
        me: str,
        today: date,
        rng: Randomness,
        source: str = "",
        basis: Basis = Basis.HEARD,
    ) -> None:
        super().__init__(f"{account.name_of(person)}: {stance or 'unknown'}", KEYS)
        self.account, self.person, self.stance = account, person, stance
        self.me, self.today, self.rng = me, today, rng
        self.source, self.basis = source, basis
        self.line = LineInput(placeholder="Why? What did they say? (enter for none)")

    def body(self) -> ComposeResult:
        """One line."""
        how = "second-hand" if self.basis is Basis.SECONDHAND else "heard"
        where = f" in a {self.source}" if self.source else ""
        yield text(f"What did they say? It becomes evidence, {how} today{where}; enter alone gives no reason.")
        yield self.line

    def on_mount(self) -> None:
        self.say_keys()
        self.line.focus()

    def edit(self, why: str) -> Edit:
        """The stance, and the reason as evidence."""
        return edits.set_stance(
            self.account,
            self.person,
            self.stance,
            why=why,
            by=self.me,
            today=self.today,
            rng=self.rng,
            source=self.source,
            basis=self.basis,
        )

    def chosen(self) -> Edit:
        """The stance, with the reason as far as it was typed."""
        return self.edit(self.line.value.strip())

    def unfinished(self) -> Edit:
        """The stance is chosen already."""
        return self.with_meeting(self.chosen())

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self.say_keys()

    @on(LineInput.Step)
    def _entered(self, event: LineInput.Step) -> None:
        event.stop()
        if event.entered:
            self.dismiss(self.unfinished())
