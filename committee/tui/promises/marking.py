"""Marking promises as done in their files: each mark is saved at once and can be taken back."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock

from committee.errors import CommitteeError
from committee.model.account import Account, KeyPath
from committee.pipeline.actions import Promise, done_edit
from committee.text import show
from committee.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Change:
    """What came of a mark: the account as it is now, or `None` where nothing was changed; and what to say.

    `bare` says the same without words out of the file. `back` is what is as it was again, after an undo.
    """

    file: Path
    account: Account | None
    said: str
    bare: str
    back: KeyPath = ()


class Marker:
    """Marks promises of any files, one after the other.

    An account that is open elsewhere in the program is changed there; it is saved only where nothing else in it waits
    to be saved.

    Args:
        run: does the work it is given somewhere else, and tells what came of it.
        today: the date of what is done.
        held: the account that is open.
    """

    def __init__(self, run: Callable[[Callable[[], Change]], None], *, today: date, held: Workspace | None) -> None:
        self._run = run
        self._today = today
        self._held = held
        self._spaces: dict[Path, Workspace] = {}
        self._marked: list[Promise] = []
        self._turn = Lock()

    def mark(self, promise: Promise | None) -> None:
        """Done, or open again."""
        if promise is not None:
            self._run(lambda: self._make(promise))

    def undo(self) -> bool:
        """Take the last mark back; whether there is one."""
        if not self._marked:
            return False
        promise = self._marked.pop()
        self._run(lambda: self._take_back(promise))
        return True

    def _make(self, promise: Promise) -> Change:
        def work(space: Workspace) -> str:
            edit = done_edit(space.account, promise.path, self._today)
            space.edit(edit)
            return edit.label

        change = self._saved(promise.file, work, lambda space: space.undo())
        if change.account is not None:
            self._marked.append(promise)
        return change

    def _take_back(self, promise: Promise) -> Change:
        change = self._saved(promise.file, lambda space: f"undone: {space.undo()}", lambda space: space.redo())
        return replace(change, back=promise.path)

    def _saved(self, path: Path, work: Callable[[Workspace], str], back: Callable[[Workspace], str]) -> Change:
        """Do `work` and save; where that fails, `back` leads back to what is on disk."""
        with self._turn:
            try:
                space = self._space(path)
                loose = space.dirty
                said = work(space)
            except CommitteeError as failure:
                return _refused(path, failure)
            if loose:
                unsaved = "not saved yet: the account has other unsaved changes"
                return Change(path, space.account, f"{said}; {unsaved}", unsaved)
            try:
                space.save()
            except CommitteeError as failure:
                back(space)
                return _refused(path, failure)
            return Change(path, space.account, f"{said}, saved", "saved")

    def _space(self, path: Path) -> Workspace:
        """The workspace of a file as it is on disk now."""
        held = self._held
        if held is not None and held.path is not None and os.path.realpath(held.path) == os.path.realpath(path):
            return held
        space = self._spaces.get(path)
        if space is None:
            space = self._spaces[path] = Workspace.open(path, today=self._today)
        elif space.changed_on_disk():
            space.reload()
        return space


def _refused(path: Path, failure: CommitteeError) -> Change:
    return Change(
        path, None, f"{show(path.name)}: {failure}", "this could not be changed; leave private mode to read why"
    )
