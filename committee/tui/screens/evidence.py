"""Evidence: what they said, about which claim. One line is enough; everything else is chosen beforehand."""

from dataclasses import replace
from datetime import date

from committee.model.account import Account, tie_of
from committee.model.fields import Kind
from committee.model.ids import Randomness
from committee.model.vocabulary import Basis, Claim
from committee.tui.forms.screen import SheetScreen
from committee.tui.forms.sheet import new_sheet
from committee.tui.forms.words import subject_label

ORDER = ("says", "basis", "source", "field", "value", "date", "about", "by")


class EvidenceScreen(SheetScreen):
    """Heard today by me, about the stance of a person or the strength of a tie, unless changed. Enter saves."""

    def __init__(self, account: Account, subject: str, *, me: str, today: date, rng: Randomness) -> None:
        claim = Claim.STANCE if tie_of(subject) is None else Claim.STRENGTH
        preset = {"about": subject, "field": claim, "basis": Basis.HEARD, "date": today}
        if me in account.team:
            preset["by"] = me
        sheet = new_sheet(account, "evidence", today, preset, ORDER)
        says = sheet.box(("evidence", "+", "says")).field
        # On one line here, so that enter saves; a text of several lines is written in the form of the evidence.
        sheet = sheet.with_field(("evidence", "+", "says"), replace(says, kind=Kind.TEXT, required=True))
        super().__init__(replace(sheet, title=f"Evidence: {subject_label(account, subject)}"), rng)
        self.form.enter_finishes = True
