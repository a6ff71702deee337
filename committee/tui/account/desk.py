"""What the commands work on: one session, and the screen that shows it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.screen import Screen

from committee.errors import CommitteeError
from committee.model import edits
from committee.model.access import ABSENT
from committee.model.account import Account, Pair
from committee.model.edit import Change, Edit, apply
from committee.plurals import counted
from committee.text import show
from committee.tui.keys.pending import Pending
from committee.tui.session.session import Session
from committee.tui.widgets.keyed import KeyedScreen
from committee.tui.widgets.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from committee.tui.map.tidying import TidyMap
    from committee.tui.program import Program


def added_person(edit: Edit) -> str | None:
    """The first person an edit adds, or brings back."""
    return next((change.path[1] for change in edit.changes if _adds_person(change)), None)


def _adds_person(change: Change) -> bool:
    return change.path[0] == "people" and len(change.path) == 2 and change.before is ABSENT


class Watch(Protocol):
    """What commands may ask of whoever watches the file."""

    once_saved: list[Callable[[Account], None]]
    """What is to be done with the account once it was saved the next time."""

    def saved(self) -> None:
        """The account was saved."""

    def look_after_sync(self, words: str) -> None:
        """Look at what a sync of our own brought, and say this instead of what somebody else did."""


class DeskScreen(KeyedScreen, Screen[None]):
    """What a desk asks of the screen it stands on; `committee.tui.account.screen` is the one."""

    session: Session
    view_name: str
    map: "TidyMap"
    lookout: Watch

    @property
    def view(self) -> View:
        """The view on the screen."""
        raise NotImplementedError

    @property
    def waiting(self) -> bool:
        """Whether the next keys belong to one that was pressed before."""
        raise NotImplementedError

    def wait_for(self, pending: Pending | None) -> None:
        """The next keys belong to `pending`."""
        raise NotImplementedError

    def update(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError

    def changed(self) -> None:
        """The account is another one."""
        raise NotImplementedError

    def switch(self, name: str) -> None:
        """Show another view."""
        raise NotImplementedError


class Desk:
    """The few verbs that commands need; everything else they do with the session or the workspace.

    Args:
        screen: the account screen.
        session: the sitting it shows.
    """

    def __init__(self, screen: DeskScreen, session: Session) -> None:
        self.screen = screen
        self.session = session

    @property
    def app(self) -> "Program":
        """The program."""
        return cast("Program", self.screen.app)

    @property
    def accounts(self) -> tuple[Path, ...]:
        """Other account files at hand."""
        return self.app.accounts

    @property
    def rebound(self) -> "Mapping[str, str]":
        """The user's own keys."""
        return self.app.rebound

    @property
    def view(self) -> View:
        """The view on the screen."""
        return self.screen.view

    @property
    def view_name(self) -> str:
        """Its name: map, people, hours, findings, path."""
        return self.screen.view_name

    @property
    def map(self) -> "TidyMap":
        """The map, shown or not."""
        return self.screen.map

    def say(self, text: str, *, warning: bool = False) -> None:
        """A line in the footer until the next key."""
        self.screen.say(text, warning=warning)

    def ask(self, dialog: Screen[Any], then: Callable[[Any], None] | None = None) -> None:
        """Open a dialog; `then` gets what comes of it."""
        self.app.push_screen(dialog, then)

    def wait_for(self, pending: Pending) -> None:
        """The next keys belong to `pending`."""
        self.screen.wait_for(pending)

    def update(self) -> None:
        """Show selection and overlays as they are now."""
        self.screen.update()

    def changed(self) -> None:
        """Show the account as it is now, and analyse it again."""
        self.screen.changed()

    def select(self, person: str | None, tie: Pair | None = None) -> None:
        """Select somebody, or a tie."""
        self.session.select(person, tie)
        self.update()

    def perform(self, edit: Edit) -> Account:
        """Make a change and show it; somebody who was added is selected.

        Raises:
            EditRefused: it was not made.
        """
        account = self.session.perform(edit)
        added = added_person(edit)
        if added is not None:
            self.session.select(added)
        self.changed()
        return account

    def change(self, edit: Edit, *, quiet: bool = False) -> bool:
        """Make a change and say so, or say why not."""
        try:
            self.perform(edit)
        except CommitteeError as refusal:
            self.say(str(refusal), warning=True)
            return False
        if edit and not quiet:
            self.say(edit.label)
        return True

    def change_if(self, edit: Edit | None) -> None:
        """What came of a dialog: a change, or nothing."""
        if edit is not None:
            self.change(edit)

    def secure(self) -> None:
        """Wait until what was changed is in the journal; for what takes more than a key to do again."""
        journal = self.session.workspace.journal
        if journal is not None:
            journal.flush()

    def words_of(self, failure: CommitteeError) -> str:
        """What failed, without the names it may quote where those are hidden."""
        privacy = self.session.privacy
        return str(failure) if privacy is None else privacy.failure(failure)

    def file_words(self, path: Path) -> str:
        """The name of a file, or what is said instead."""
        privacy = self.session.privacy
        return show(path.name) if privacy is None else privacy.file(path)

    def selected_person(self) -> str:
        """The selected person; the key table lets nobody come here without one."""
        if self.session.person is None:
            raise LookupError("nobody is selected")
        return self.session.person

    def people_meant(self) -> tuple[str, ...]:
        """Whom a change is for: everybody who is marked, else the selected person."""
        return self.view.several or (self.selected_person(),)

    def one_person(self, why: str, instead: str) -> str | None:
        """Whom a change is for that can be of one person only; where several are marked `None`, and that is said."""
        people = self.people_meant()
        if len(people) == 1:
            return people[0]
        self.say(f"{why}, and {len(people)} are marked: {instead}; esc takes the marks away", warning=True)
        return None

    def called(self, people: tuple[str, ...]) -> str:
        """`Tom Lee`, or `3 people`."""
        return self.name_of(people[0]) if len(people) == 1 else counted(len(people), "person", "people")

    def change_each(self, people: tuple[str, ...], make: "Callable[[Account, str], Edit]") -> bool:
        """The same change for each of these people, as one step to undo."""
        now, made = self.session.account, []
        if not people:
            self.say("nobody is tied to themselves: choose somebody else", warning=True)
            return False
        for person in people:
            edit = make(now, person)
            now = apply(now, edit, check=False)
            made.append(edit)
        if len(made) == 1:
            return self.change(made[0])
        label = f"{made[0].label}; likewise for {len(made) - 1} more"
        return self.change(edits.batch(label, *made))

    def name_of(self, identifier: str) -> str:
        """A name."""
        return self.session.account.name_of(identifier)

    def people_in_order(self) -> list[str]:
        """Everybody on the map as one reads it: row by row from the left, then those who are not drawn."""
        drawn = self.map.reading_order()
        return [*drawn, *(person for person in self.session.account.people if person not in set(drawn))]

    def people_by_nearness(self) -> tuple[list[str], int]:
        """Everybody, whoever has a card in view on the map first; and how many those are."""
        seen = self.map.in_view() if self.view_name == "map" else []
        return list(dict.fromkeys((*seen, *self.people_in_order()))), len(seen)

    def contact_date(self) -> date | None:
        """In a call the last contact is today; otherwise nobody said so."""
        return self.session.today if self.session.call else None
