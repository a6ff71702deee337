"""Dialogs that list records and let them be changed: the deal, the team, the actions are three of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from committee.errors import EditRefused
from committee.model import edits
from committee.model.account import Account, KeyPath
from committee.model.disclosure import END_PRIVATE, REFUSED
from committee.model.edit import Edit
from committee.model.ids import Randomness
from committee.tui.forms.screen import FormScreen, new_record
from committee.tui.theme.ink import Segment, content
from committee.tui.theme.style import look
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import Row, plain_row
from committee.tui.widgets.list_dialog import ListDialog

Perform = Callable[[Edit], Account]
"""Makes an edit and gives the account as it is then; raises `EditRefused`."""

KEYS = "↑↓ choose · enter edit · a add · d delete · esc back"


@dataclass(frozen=True, slots=True)
class Item:
    """One line: the record it stands for, and what it says."""

    path: KeyPath
    line: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its records. `adds` names the table that `a` adds to, `noun` what is added."""

    title: str
    items: tuple[Item, ...]
    adds: str = ""
    noun: str = ""
    empty: str = ""
    preset: tuple[tuple[str, Any], ...] = ()


class RecordsScreen(Keyed, ListDialog[None]):
    """Records in groups. Enter edits in a form, `a` adds to the group of the cursor, `d` deletes at once."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("records")
    DEFAULT_CSS = look("account", "RecordsScreen")

    def __init__(
        self, title: str, account: Account, perform: Perform, *, today: date, rng: Randomness, me: str, keys: str = KEYS
    ) -> None:
        super().__init__(title, keys)
        self.account, self.perform = account, perform
        self.today, self.rng, self.me = today, rng, me
        self._heading_of: dict[object, Group] = {}

    def groups(self) -> Iterator[Group]:
        """What is listed now; subclasses say."""
        raise NotImplementedError

    def refill(self, *, select: KeyPath | None = None) -> None:
        """List everything again; the cursor goes to `select`, or stays."""
        rows: list[Row] = []
        self._heading_of = {}
        for index, group in enumerate(self.groups()):
            gap = [Content("")] if index else []
            rows.append(plain_row(None, *gap, content([(group.title, "accent bold")])))
            for item in group.items:
                rows.append(plain_row(item.path, content([("  ", ""), *item.line])))
                self._heading_of[item.path] = group
            if group.adds:
                key = ("+", group.adds)
                said = f"+ {group.noun}" if group.items or not group.empty else f"+ {group.noun}: {group.empty}"
                rows.append(plain_row(key, content([("  ", ""), (said, "muted")])))
                self._heading_of[key] = group
        self.fill(rows)
        if select is not None:
            self.lines.go_to(select)

    def do(self, edit: Edit | None, *, select: KeyPath | None = None) -> bool:
        """Make an edit and show what came of it; whether it was made."""
        if edit is None:
            return False
        try:
            self.account = self.perform(edit)
        except EditRefused as refused:
            self.say(str(refused), "bold $error")
            return False
        self.refill(select=select)
        gone = f", with {', '.join(edit.goes)}" if edit.goes else ""
        self.say(f"{edit.label}{gone}", "$ok")
        return True

    def entered(self) -> None:
        """Into its form."""
        self.edit()

    def verbs(self) -> Verbs:
        """The keys of this list."""
        return {"list.add": self.add, "list.edit": self.edit, "list.delete": self.delete}

    def edit(self) -> None:
        """The form of the record under the cursor, or a new one."""
        key = self.lines.key
        if not isinstance(key, tuple):
            return
        if key[0] == "+":
            self.add()
            return
        form = FormScreen(self.account, key, today=self.today, rng=self.rng)
        if not any(form.form.sheet.boxes()):
            self.say(f"{REFUSED}. {END_PRIVATE}", "bold $warn")
            return
        self.app.push_screen(form, lambda edit: self._made(edit, key))

    def add(self) -> None:
        """The form for another record of the group under the cursor."""
        group = self._heading_of.get(self.lines.key)
        if group is None or not group.adds:
            group = next((g for g in self.groups() if g.adds), None)
        if group is not None:
            self.add_to(group.adds, dict(group.preset))

    def add_to(self, table_name: str, preset: Mapping[str, Any]) -> None:
        """The form for a new record of a table."""
        form = new_record(self.account, table_name, today=self.today, rng=self.rng, preset=preset)
        self.app.push_screen(form, lambda edit: self._made(edit, edit.changes[0].path if edit else None))

    def delete(self) -> None:
        """Delete the record under the cursor, with what points at it."""
        key = self.lines.key
        if not isinstance(key, tuple) or key[0] == "+":
            return
        if not self.may_delete(key):
            self.say("This stays; enter changes it", "bold $warn")
            return
        self.do(edits.remove(self.account, key))

    def may_delete(self, path: KeyPath) -> bool:
        """Whether a record can go; the account itself, its decision and its numbers cannot."""
        return len(path) > 1

    def _made(self, edit: Edit | None, path: KeyPath | None) -> None:
        self.do(edit, select=path)
