"""Somebody told us something: that we have met them is offered with it."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from committee.model import edits
from committee.model.account import Account, Evidence
from committee.model.edit import Edit
from committee.tui.widgets.dialog import Dialog


class AsksIfMet(Dialog[Edit]):
    """A dialog that writes what was heard; ctrl+t writes too that whoever heard it has met who told it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "met", "we have met", show=False)]

    account: Account
    met = False
    """Whether the meeting is to be written too."""

    def chosen(self) -> Edit | None:
        """What is written without the meeting, as it stands now."""
        raise NotImplementedError

    def meeting(self) -> Edit | None:
        """The meeting that could be written, if there is any that is not known yet."""
        said = self.chosen()
        heard = [change.after for change in said.changes if isinstance(change.after, Evidence)] if said else []
        return edits.met(self.account, heard[0]) if heard else None

    def with_meeting(self, said: Edit) -> Edit:
        """`said`, and the meeting where it was asked for."""
        meeting = self.meeting() if self.met else None
        return edits.batch(said.label, said, meeting) if meeting is not None else said

    def say_keys(self) -> None:
        """What the keys do, and that a meeting can be written."""
        meeting = self.meeting()
        offer = "" if meeting is None else f" · ctrl+t {'not met' if self.met else 'we have met'}"
        self.say(f"{self.keys}{offer}")

    def action_met(self) -> None:
        if self.meeting() is None:
            self.say("nothing to add: they are known to have met, or nobody of theirs is said to have told it")
        else:
            self.met = not self.met
            self.met_changed()

    def met_changed(self) -> None:
        """Say so."""
        self.say_keys()
