"""Accept a finding: live with it, for a reason, until a day."""

from datetime import date

from committee.findings.finding import Finding
from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.ids import random_suffix
from committee.tui.forms.screen import SheetScreen
from committee.tui.forms.sheet import acceptance_sheet


class AcceptScreen(SheetScreen):
    """Two lines, reason and until. An accepted finding stays in sight, marked as accepted."""

    def __init__(self, account: Account, finding: Finding, *, today: date) -> None:
        self.code, self.subject = finding.code, finding.subject
        title = f"Accept {finding.code} {finding.name}"
        sheet = acceptance_sheet(account, self.code, self.subject, title, today)
        # No id is made here: an acceptance is named by the finding it is for.
        super().__init__(sheet, random_suffix, intro=finding.explanation)

    def make(self) -> Edit:
        """The acceptance as it stands in the two lines."""
        sheet = self.form.sheet
        values = {box.field.name: sheet.value(box.path) for box in sheet.boxes()}
        return edits.accept(sheet.account, self.code, self.subject, values["reason"], values["until"])
