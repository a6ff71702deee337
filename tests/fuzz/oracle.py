"""An account kept beside the open one: what every edit, undo and save must have left, worked out by itself."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from committee import store
from committee.errors import CommitteeError
from committee.model.access import put
from committee.model.account import Account
from committee.model.edit import Edit
from committee.store import Document
from committee.workspace import Meeting, Workspace

_FAULTS: list[str] = []


def faults() -> list[str]:
    """What was wrong since this was asked last."""
    found = _FAULTS[:]
    _FAULTS.clear()
    return found


class Witnessed(Workspace):
    """A workspace whose every change is made a second time, and compared."""

    def __init__(self, document: Document, **given: Any) -> None:
        super().__init__(document, **given)
        self._kept = self.account
        self._done: list[tuple[Account, Account]] = []
        """Before and after of what can be undone; emptied by what came from outside."""
        self._undone: list[tuple[Account, Account]] = []

    def edit(self, edit: Edit) -> Account:
        self._same("before an edit")
        found = super().edit(edit)
        before = self._kept
        for change in edit.changes:
            self._kept = put(self._kept, change.path, change.after)
        if edit:
            self._done.append((before, self._kept))
            self._undone.clear()
        self._same(f"after {edit.label!r}")
        return found

    def undo(self) -> str:
        return self._back(super().undo, self._done, self._undone, 0)

    def redo(self) -> str:
        return self._back(super().redo, self._undone, self._done, 1)

    def mend(self, mend: Any) -> None:
        read_only = self.read_only
        super().mend(mend)
        if read_only:
            self._from_outside()

    def save(self, path: Path | None = None, *, force: bool = False) -> Path:
        self._same("before saving")
        wanted = self._kept
        place = super().save(path, force=force)
        written = store.read(place)
        if written.errors or store.write_text(written.account) != store.write_text(wanted):
            _FAULTS.append(f"saved something else: {store.write_text(wanted)}\nis {written.text}")
        return place

    def reload(self) -> Edit:
        found = super().reload()
        self._from_outside()
        return found

    def take(self, meeting: Meeting, decided: Account | None = None) -> bool:
        taken = super().take(meeting, decided)
        if taken:
            self._from_outside()
        return taken

    def _back(self, work: Any, source: list[Any], target: list[Any], wanted: int) -> str:
        self._same("before going back")
        try:
            said: str = work()
        except CommitteeError as fault:
            if source:
                _FAULTS.append(f"nothing came between, and yet: {fault}")
                self._from_outside()
            raise
        if not source:
            self._from_outside()
            return said
        pair = source.pop()
        target.append(pair)
        self._kept = pair[wanted]
        self._same(f"after going back: {said}")
        return said

    def _from_outside(self) -> None:
        """Others wrote the file, or it was read anew: that is what is here from now on."""
        self._kept = self.account
        self._done.clear()
        self._undone.clear()

    def _same(self, when: str) -> None:
        if self._kept != self.account:
            _FAULTS.append(f"{when} the account is another one:\n{_difference(self._kept, self.account)}")
            self._from_outside()

    def same(self, when: str) -> None:
        """Whether nothing was changed behind everybody's back."""
        self._same(when)


@contextmanager
def witnessed() -> Iterator[None]:
    """Whatever opens an account, it has its witness."""
    with ExitStack() as stack:
        for name, module in sorted(sys.modules.items()):
            if name.startswith("committee.") and getattr(module, "Workspace", None) is Workspace:
                stack.enter_context(mock.patch.object(module, "Workspace", Witnessed))
        yield


def _difference(one: Account, other: Account) -> str:
    lines, others = (store.write_text(account).splitlines() for account in (one, other))
    return "\n".join(
        [*(f"- {line}" for line in lines if line not in others), *(f"+ {line}" for line in others if line not in lines)]
    )
