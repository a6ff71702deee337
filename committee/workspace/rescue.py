"""What a killed program, a lost terminal or a failed save left of an account: work that was never saved.

It is in a journal in the state folder, as a rule (`committee.workspace.journal`). Where that takes nothing, and for the
mends of a file that has errors still, the text as it was goes into `<file>.rescue` beside the account.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from committee import store, writing
from committee.errors import CommitteeError, FileFailure
from committee.model.access import get
from committee.model.account import Account, Comment
from committee.model.edit import Edit, same
from committee.store import Document
from committee.text import clean, show
from committee.workspace.journal import KEPT_DAYS, Left, left

if TYPE_CHECKING:
    from committee.versions.merge.conflict import Merged
    from committee.workspace.space import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of unsaved work when the program had to end: where it is, or why it is nowhere.

    Neither where there was nothing to keep.
    """

    path: Path | None = None
    beside: bool = True
    """Whether it is in the folder of the account's file; else in the state folder."""
    fault: str = ""

    def words(self) -> str:
        """A sentence for whoever is left to read it, without the name of any account."""
        if self.fault:
            return f"Your unsaved changes could not be kept: {self.fault}."
        if self.path is None:
            return ""
        where = 'beside the account file, in a file that ends in ".rescue"' if self.beside else f"in {self.path}"
        return f"Your unsaved changes are {where}; they are offered when the account is opened again."


def keep(workspace: "Workspace") -> Kept:
    """Keep what is unsaved: in its journal, else as a file of its own. Never raises: called on the way out."""
    from committee.workspace.accounts import default_path

    try:
        if not workspace.dirty:
            return Kept()
        journal = workspace.journal
        if journal is not None and not workspace.read_only:
            journal.note(workspace.document, workspace.account, "the program had to end")
            if journal.flush() and journal.file is not None:
                return Kept(path=journal.file, beside=False)
        text = workspace.document.text if workspace.read_only else store.write_text(workspace.account)
        account = workspace.path or default_path(workspace.account.header.name, Path())
        path = writing.rescue(account, text.encode("utf-8", "replace"))
        return Kept(path=path, beside=path.parent == account.absolute().parent)
    except OSError as fault:
        return Kept(fault=show(fault.strerror or "the system does not say why"))
    except Exception as fault:  # noqa: BLE001 - something else is wrong already: nothing may stop the way out
        return Kept(fault=type(fault).__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """Rescued work: where it is, what it says, since when it is there, and how it joins with the account."""

    path: Path
    document: Document
    when: datetime
    merged: "Merged"
    typed: tuple[str, ...] = ()
    """Words that were being typed when the program ended; they are in neither `document` nor `merged`."""
    until: datetime | None = None
    """When it goes by itself; `None` for what stays until somebody removes it."""
    before: bool = False
    """Whether it is a copy from before somebody was forgotten."""

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


def rescued(file: Path, account: Account, base: Account) -> tuple[tuple[Rescued, ...], tuple[CommitteeError, ...]]:
    """All rescued work of an account file that says something else, the oldest first; and what cannot be read of it.

    What says nothing else is removed, unless that is not saved yet either.

    Args:
        file: of the account.
        account: as it is now.
        base: as it was read or saved last.
    """
    found: list[Rescued] = []
    faults: list[CommitteeError] = []
    kept, unread = left(file)
    faults += unread
    readers = [
        *(partial(_of_journal, one, account) for one in kept),
        *(partial(_read, path, file, account, base) for path in writing.rescues(file)),
    ]
    for read in readers:
        try:
            one = read()
        except CommitteeError as failure:
            faults.append(failure)
            continue
        if one.typed or not (one.merged.clean and one.merged.account == account):
            found.append(one)
        elif account == base:
            with suppress(CommitteeError):
                one.remove()
    return tuple(found), tuple(faults)


def _of_journal(one: Left, account: Account) -> Rescued:
    """What a journal says, joined with the account: it knows what the work began with."""
    from committee.versions.merge.merge import merge

    began, document = store.read_text(one.base), store.read_text(one.text)
    if document.read_only:
        raise FileFailure("Unsaved work of an earlier sitting cannot be read", f"It is in {show(str(one.file))}")
    theirs, typed = without_typed(document.account)
    return Rescued(
        path=one.file,
        document=replace(document, account=theirs),
        when=one.when,
        merged=merge(None if began.read_only else began.account, account, theirs),
        typed=typed,
        until=one.when + timedelta(days=KEPT_DAYS),
        before=one.before,
    )


def _read(path: Path, file: Path, account: Account, base: Account) -> Rescued:
    """One of them, joined with the account.

    Where the file was not written since, it is what the work began with, and all of the work can be taken over.
    Otherwise nobody knows what it began with: where both say something, somebody has to decide.
    """
    document = store.read(path)
    if document.read_only:
        raise FileFailure(
            f"Unsaved work of an earlier sitting is in {show(str(path))}, and it has errors",
            f"committee check {show(path.name)} lists them",
        )
    from committee.versions.merge.merge import merge

    with writing.failures(path, "read"):
        left = path.stat().st_mtime
    try:
        began = left >= file.stat().st_mtime
    except OSError:
        began = False
    theirs, typed = without_typed(document.account)
    document = replace(document, account=theirs)
    merged = merge(base if began else None, account, theirs)
    return Rescued(path=path, document=document, when=datetime.fromtimestamp(left, UTC), merged=merged, typed=typed)


def _holds(account: Account, path: tuple[str, ...], value: object) -> bool:
    try:
        return same(get(account, path), value)
    except KeyError:
        return False


_MARK: Final = "# Being typed when the program ended: "


def with_typed(account: Account, words: Sequence[str]) -> Account:
    """The account with these words on top of its file, a line each."""
    lines = tuple(f"{_MARK}{line.strip()}" for text in words for line in clean(text).splitlines() if line.strip())
    return _headed(account, (*lines, *account.comments.get((), Comment()).above)) if lines else account


def without_typed(account: Account) -> tuple[Account, tuple[str, ...]]:
    """The account as it is without such words, and the words."""
    above = account.comments.get((), Comment()).above
    words = tuple(line.removeprefix(_MARK) for line in above if line.startswith(_MARK))
    if not words:
        return account, ()
    return _headed(account, tuple(line for line in above if not line.startswith(_MARK))), words


def _headed(account: Account, above: tuple[str, ...]) -> Account:
    whole = replace(account.comments.get((), Comment()), above=above)
    comments = {**account.comments, (): whole}
    if whole == Comment():
        del comments[()]
    return replace(account, comments=dict(sorted(comments.items())))
