"""The find bar: the selection follows what is typed."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from committee.model.account import Account
from committee.tui.widgets.chooser import fold
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.one_line import OneLine


def find_people(account: Account, typed: str) -> tuple[str, ...]:
    """Who has every typed word in name, title, department, place or roles; those by name first, then id order."""
    parts = dict.fromkeys(fold(typed).split())
    if not parts:
        return ()
    found: list[tuple[bool, str]] = []
    for identifier, person in account.people.items():
        name = fold(person.name)
        place = account.places[person.place].name if person.place in account.places else ""
        rest = fold(f"{person.title} {person.department} {place} {' '.join(person.roles)}")
        if all(part in name or part in rest for part in parts):
            found.append((not all(part in name for part in parts), identifier))
    return tuple(identifier for _, identifier in sorted(found))


class FindBar(Keyed, OneLine):
    """A one-line field in place of the footer; enter keeps whom it found, esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("find")

    @dataclass
    class Found(Message):
        """Who matches what is typed now."""

        people: tuple[str, ...]

    @dataclass
    class Closed(Message):
        """The bar is done; `back` is who was selected before, where it was left with esc."""

        back: str | None

    def __init__(self, account: Account, selected: str | None) -> None:
        super().__init__(placeholder="find a person: name, title, place, role", id="find", compact=True)
        self._account = account
        self._selected = selected

    def on_mount(self) -> None:
        self.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Found(find_people(self._account, event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Closed(None))

    def verbs(self) -> Verbs:
        """Esc: back to who was selected before."""
        return {"find.close": lambda: self.post_message(self.Closed(self._selected))}
