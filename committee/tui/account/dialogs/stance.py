"""After a stance was chosen: why, in a line. What is typed becomes evidence."""

from datetime import date

from textual import on
from textual.app import ComposeResult

from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit, apply
from committee.model.ids import Randomness
from committee.model.vocabulary import Basis, Stance
from committee.text import cut
from committee.tui.account.dialogs.met import AsksIfMet
from committee.tui.forms.inputs import LineInput
from committee.tui.session.call_stamp import basis_of
from committee.tui.widgets.dialog import text

KEYS = "enter keep · esc change nothing"


class StanceWhyScreen(AsksIfMet):
    """Answers the edit: the stance, with evidence where a reason was typed.

    Enter keeps it, with the reason or without one; esc is esc, and nothing has changed.

    Args:
        account: as it is.
        people: whose stance, ids; more than one where several are marked.
        stance: the one that was chosen.
        me: the teammate who heard it.
        today: the day it was heard.
        rng: for the id of the evidence.
        source: where it was heard, the call one is in.
        call: who is on it; of anybody else it is second-hand.
    """

    def __init__(  # noqa: PLR0913 - all that is said in one breath, by keyword
        self,
        account: Account,
        people: tuple[str, ...],
        stance: Stance | None,
        *,
        me: str,
        today: date,
        rng: Randomness,
        source: str = "",
        call: tuple[str, ...] = (),
    ) -> None:
        self.called = ", ".join(account.name_of(person) for person in people)
        super().__init__(f"{cut(self.called, 48)}: {stance or 'unknown'}", KEYS)
        self.account, self.people, self.stance = account, people, stance
        self.me, self.today, self.rng = me, today, rng
        self.source, self.call = source, call
        self.line = LineInput(placeholder="Why? What did they say? (enter for none)")

    def body(self) -> ComposeResult:
        """One line."""
        second = any(basis_of(person, self.call) is Basis.SECONDHAND for person in self.people)
        how = "second-hand" if second else "heard"
        where = f" in a {self.source}" if self.source else ""
        yield text(f"What did they say? It becomes evidence, {how} today{where}; enter alone gives no reason.")
        yield self.line

    def on_mount(self) -> None:
        self.say_keys()
        self.line.focus()

    def edit(self, why: str) -> Edit:
        """The stance, and the reason as evidence."""
        now, made = self.account, []
        for person in self.people:
            edit = edits.set_stance(
                now,
                person,
                self.stance,
                why=why,
                by=self.me,
                today=self.today,
                rng=self.rng,
                source=self.source,
                basis=basis_of(person, self.call),
            )
            now = apply(now, edit, check=False)
            made.append(edit)
        if len(made) == 1:
            return made[0]
        return edits.batch(f"stance of {len(made)} people: {self.stance or 'unknown'}", *made)

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
