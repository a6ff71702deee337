"""Evidence: what they said, about which claim. One line is enough; the form with every field is behind tab."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from committee.model.account import Account, tie_of
from committee.model.edit import Edit
from committee.model.fields import Kind
from committee.model.ids import Randomness
from committee.model.line import Draft, evidence_facts, read_evidence_line
from committee.model.vocabulary import Basis, Claim
from committee.tui.account.dialogs.met import AsksIfMet
from committee.tui.forms.inputs import LineInput, Underline
from committee.tui.forms.screen import SheetScreen
from committee.tui.forms.sheet import new_sheet
from committee.tui.forms.words import subject_label

ORDER = ("says", "basis", "source", "field", "value", "date", "about", "by")
KEYS = "enter write · tab all fields · esc leave"
HINT = "Wants payback in 18 months, call with Tom, stance=neutral"


class EvidenceLineScreen(AsksIfMet):
    """What they said in a line, with what will be written below it; enter writes, tab opens the form.

    Args:
        account: what the line is read against.
        subject: a person's id, or `"from > to"`.
        me: the teammate who heard it.
        today: the date unless the line says another.
        rng: for the id.
        source: where it was said unless the line says; the call one is in.
        basis: how we know unless the line says.
    """

    def __init__(
        self,
        account: Account,
        subject: str,
        *,
        me: str,
        today: date,
        rng: Randomness,
        source: str = "",
        basis: Basis = Basis.HEARD,
    ) -> None:
        super().__init__(f"Evidence: {subject_label(account, subject)}", KEYS)
        self.account, self.subject, self.source, self.basis = account, subject, source, basis
        self.me, self.today, self.rng = me, today, rng
        self.marks = Underline()
        self.line = LineInput(highlighter=self.marks, placeholder=HINT, id="entry")
        self.preview = Static(markup=False, classes="text")
        self.draft = Draft()

    def body(self) -> ComposeResult:
        """The line, and what it will write."""
        yield self.line
        yield self.preview

    def on_mount(self) -> None:
        self.line.entered = self.write
        self.line.focus()
        self._read()

    def write(self) -> None:
        """Answer the evidence, or say what is missing."""
        self._read()
        if self.draft.edit is None:
            self.say(self.draft.faults[0], "bold $error")
        else:
            self.dismiss(self.with_meeting(self.draft.edit))

    def chosen(self) -> Edit | None:
        """The evidence, where the line says it."""
        return self.draft.edit if self.line.value.strip() else None

    def met_changed(self) -> None:
        """Show it with what is written."""
        self._read()

    def unfinished(self) -> Edit | None:
        """The evidence, where the line says it."""
        self._read()
        said = self.chosen()
        return None if said is None else self.with_meeting(said)

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._read()

    @on(LineInput.Step)
    def _stepped(self, event: LineInput.Step) -> None:
        event.stop()
        facts = evidence_facts(
            self.account,
            self.line.value,
            about=self.subject,
            me=self.me,
            today=self.today,
            source=self.source,
            basis=self.basis,
        )
        form = EvidenceScreen(self.account, self.subject, me=self.me, today=self.today, rng=self.rng, preset=facts)
        self.app.push_screen(form, self._filled_in)

    def _filled_in(self, edit: Edit | None) -> None:
        """What came of the form; left without anything, one is back in the line."""
        if edit is not None:
            self.dismiss(edit)

    def _read(self) -> None:
        facts: dict[str, Any] = {"about": self.subject, "me": self.me, "today": self.today, "source": self.source}
        facts["basis"] = self.basis
        self.draft = read_evidence_line(self.account, self.line.value, **facts, rng=self.rng)
        self.marks.spans = [(span.start, span.end) for span in self.draft.spans]
        self.line.refresh()
        self.say_keys()
        if not self.line.value.strip():
            self.preview.update(Content.assemble((f"e.g. {HINT}", "$muted")))
            return
        faults = [Content.assemble(("✗ ", "bold $error"), (fault, "$error")) for fault in self.draft.faults]
        meeting = self.meeting() if self.met else None
        summary = [*self.draft.summary, *([meeting.label] if meeting is not None else [])]
        lines = [Content.assemble(("+ ", "$ok"), line) for line in summary]
        self.preview.update(Content("\n").join([*faults, *lines]))


class EvidenceScreen(SheetScreen):
    """Heard today by me, about the stance of a person or the strength of a tie, unless changed. Enter saves."""

    def __init__(
        self,
        account: Account,
        subject: str,
        *,
        me: str,
        today: date,
        rng: Randomness,
        preset: Mapping[str, Any] | None = None,
    ) -> None:
        claim = Claim.STANCE if tie_of(subject) is None else Claim.STRENGTH
        facts: dict[str, Any] = {"about": subject, "field": claim, "basis": Basis.HEARD, "date": today}
        if me in account.team:
            facts["by"] = me
        sheet = new_sheet(account, "evidence", today, {**facts, **(preset or {})}, ORDER)
        says = sheet.box(("evidence", "+", "says")).field
        # On one line here, so that enter saves; a text of several lines is written in the form of the evidence.
        sheet = sheet.with_field(("evidence", "+", "says"), replace(says, kind=Kind.TEXT, required=True))
        super().__init__(replace(sheet, title=f"Evidence: {subject_label(account, subject)}"), rng)
        self.form.enter_finishes = True
