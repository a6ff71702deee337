"""What a crash, a lost terminal or a failed save left beside a file: `<file>.rescue`, work that was never saved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from committee import store
from committee.errors import FileFailure
from committee.model.access import get
from committee.model.account import Account
from committee.model.edit import Edit, same
from committee.store import Document
from committee.text import show

if TYPE_CHECKING:
    from committee.versions.conflict import Merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """Rescued work: where it is, what it says, since when it is there, and how it joins with the account."""

    path: Path
    document: Document
    when: datetime
    merged: "Merged"

    def remove(self) -> None:
        """Throw it away.

        Raises:
            FileFailure: that was not possible.
        """
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            raise FileFailure(f"{show(self.path.name)} could not be removed", "Remove it by hand") from None

    def remover(self, edit: Edit) -> Callable[[Account], None]:
        """For the time after a save: throws it away if everything that was taken from it is in the saved account."""

        def saved(account: Account) -> None:
            if all(_holds(account, change.path, change.after) for change in edit.changes):
                self.remove()

        return saved


def rescued(file: Path, account: Account) -> Rescued | None:
    """The rescued work beside an account file, if there is any that says something else; else it is removed.

    Where the file was not written since, the account is what the work began with, and all of it can be taken over.
    Otherwise nobody knows what it began with: where both say something, somebody has to decide.

    Raises:
        FileFailure: there is some, and it cannot be read.
    """
    path = file.with_name(f"{file.name}.rescue")
    if not path.exists():
        return None
    document = store.read(path)
    if document.read_only:
        raise FileFailure(
            f"Unsaved work of an earlier sitting is in {show(path.name)}, and it has errors",
            f"committee check {show(path.name)} lists them",
        )
    from committee.versions.merge import merge

    try:
        written, left = file.stat().st_mtime, path.stat().st_mtime
    except OSError:
        return None
    merged = merge(account if left >= written else None, account, document.account)
    found = Rescued(path=path, document=document, when=datetime.fromtimestamp(left, UTC), merged=merged)
    if merged.clean and merged.account == account:
        found.remove()
        return None
    return found


def _holds(account: Account, path: tuple[str, ...], value: object) -> bool:
    try:
        return same(get(account, path), value)
    except KeyError:
        return False
