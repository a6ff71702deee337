"""One open account: the document it was read from, the account as it is now, and how it got there."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from committee import store
from committee.errors import EditRefused, FileFailure
from committee.model import validity
from committee.model.account import Account
from committee.model.edit import Edit, apply
from committee.model.edits import difference
from committee.model.problem import Gravity, Mend, Problem, how_many, listed
from committee.model.undo import History
from committee.plurals import counted
from committee.store import Document
from committee.store.files import bytes_of
from committee.text import show
from committee.workspace.accounts import mending, new_account
from committee.workspace.underneath import Found, Meeting, meet, signature

if TYPE_CHECKING:
    from committee.workspace.journal import Journal


class Workspace:
    """One open account: the document it was read from, the account as it is now, and how it got there.

    Args:
        document: what was read, or a document that is no file yet.
        today: the date everything is seen from.
    """

    def __init__(self, document: Document, *, today: date) -> None:
        self.document = document
        self.account = document.account
        self.today = today
        self.history = History()
        self.last: Edit | None = None
        """The edit made last, an undo or redo included; its `skipped` says what did not fit any more."""
        self.lost: tuple[str, ...] = ()
        """What the last save could not keep of the file that was there, beside what it says; a sentence each."""
        self.journal: Journal | None = None
        """Where what is unsaved is kept meanwhile; set by whoever has the account open for longer than one change."""
        self._unwanted = False
        self._saved: Account | None = document.account if document.digest else None
        self._problems: tuple[Account, tuple[Problem, ...]] = (document.account, document.problems)
        self._seen = signature(document.path) if document.path is not None and document.digest else None

    @classmethod
    def open(cls, path: Path, *, today: date) -> Self:
        """Read the file at `path`.

        Raises:
            FileFailure: it cannot be read.
        """
        return cls(store.read(path), today=today)

    @classmethod
    def new(cls, name: str, path: Path | None = None, *, me: str = "", today: date) -> Self:
        """A new account for the customer `name`; nothing is written before `save`.

        Args:
            name: of the customer.
            path: where it will be saved; asked for at the first save where `None`.
            me: the name of whoever starts it: the first teammate, who owns the deal.
            today: the date everything is seen from.
        """
        return cls(Document(account=new_account(name, me), path=path), today=today)

    @property
    def path(self) -> Path | None:
        """The file, if there is one."""
        return self.document.path

    @property
    def read_only(self) -> bool:
        """Whether errors in the file must be mended before anything can be changed."""
        return self.document.read_only

    @property
    def dirty(self) -> bool:
        """Whether something is not on disk."""
        return self.account is not self._saved and self.account != self._saved

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the account as it is now; with lines and columns as long as it is the one read."""
        if self._problems[0] is not self.account:
            self._problems = (self.account, _problems(self.document, self.account))
        return self._problems[1]

    def edit(self, edit: Edit) -> Account:
        """Make a change and remember it.

        Raises:
            EditRefused: the file has errors, the edit does not fit, or its result would have errors.
        """
        self._must_be_editable()
        self.account = apply(self.account, edit)
        self.history.push(edit)
        self.last = edit
        self._note(edit.label)
        return self.account

    def undo(self) -> str:
        """Take the last change back, field by field where the file changed since; what was undone, in words.

        Raises:
            EditRefused: there is nothing to undo, or nothing of it fits any more.
        """
        self._must_be_editable()
        self.account, self.last = self.history.undo(self.account)
        self._note(f"undone: {self.last.label}")
        return _outcome(self.last)

    def redo(self) -> str:
        """Make the change last taken back again; otherwise like `undo`."""
        self._must_be_editable()
        self.account, self.last = self.history.redo(self.account)
        self._note(self.last.label)
        return _outcome(self.last)

    def mend(self, mend: Mend) -> None:
        """Repair one problem: in the text while the file has errors, by an edit (with undo) afterwards.

        Raises:
            EditRefused: the repair does not fit any more.
        """
        if not self.read_only:
            self.edit(mending(self.account, mend))
            return
        self._take(store.mend(self.document, mend))
        self._saved = None
        self._note("mended")

    def save(self, path: Path | None = None, *, force: bool = False) -> Path:
        """Write the account to its file, or to `path`, which it belongs to from then on; where it was saved.

        The file is replaced only after the new text was read back and found equal. A worker thread may call this:
        what is edited meanwhile stays unsaved.

        Args:
            path: another file; one that exists is not overwritten.
            force: overwrite whatever is there.

        Raises:
            ChangedUnderneath: the file is not the one that was read; nothing was written.
            FileFailure: there is no path, the file has errors, or it could not be written.
        """
        account, document = self.account, self.document
        target = path or document.path
        if target is None:
            raise FileFailure("This account has no file yet", "Choose where to save it")
        if document.read_only:
            raise FileFailure(f"{target.name} has errors and is not written", "Mend them first; the list is under !")
        elsewhere = document.path is None or os.path.realpath(target) != os.path.realpath(document.path)
        expected = None if force else "" if elsewhere else document.digest
        lost: list[str] = []
        digest = store.save(target, account, expected, document.newline, lost.append)
        self.lost = tuple(lost)
        text = store.write_text(account)
        self.document = replace(document, account=account, text=text, path=target, digest=digest)
        self._saved = account
        self._seen = None
        if self.journal is not None:
            self.journal.saved(self.document, account)
        return target

    def reload(self) -> Edit:
        """Read the file again; unsaved changes are gone. What that changed, as an edit (undo still knows the past).

        Raises:
            FileFailure: there is no file, or it cannot be read; the account is as it was.
        """
        if self.path is None:
            raise FileFailure("This account has no file yet", "Save it first")
        before = self.account
        self._take(store.read(self.path))
        self._saved = self.account
        self._fold()
        return difference(before, self.account, "read again from the file")

    def changed_on_disk(self) -> bool:
        """Whether the file is not the one that was read or saved last; also true once it is gone.

        One `stat` where nobody touched the file; else it is read and compared.
        """
        if self.path is None:
            return False
        now = signature(self.path)
        if now is not None and now == self._seen:
            return False
        if now is None and not os.path.lexists(self.path):
            return self.document.digest != ""
        try:
            present = store.digest(bytes_of(self.path))
        except FileFailure:
            return False  # what is there is no version of it; saving says what is wrong
        if present != self.document.digest:
            return True
        self._seen = now
        return False

    def meet(self) -> Meeting:
        """What became of the file, and what that would do to the account; nothing is changed. For a worker thread.

        Raises:
            FileFailure: the file is there and cannot be read.
        """
        return meet(self.document, self.account)

    def take(self, meeting: Meeting, decided: Account | None = None) -> bool:
        """Take a meeting over; whether that was possible.

        It is not where something was changed here or on disk since it was made: `meet` again. History stays, and undo
        says where a value is not the one it left.

        Args:
            meeting: of this workspace.
            decided: what the account is to be, where something had to be decided. A file with conflict markers is
                written clean at once, since nobody else can read it before.

        Raises:
            EditRefused: what was decided does not go together.
            ChangedUnderneath: the file with conflict markers is another one by now.
            FileFailure: it could not be written.
        """
        if meeting.before is not self.account or meeting.base is not self.document:
            return False
        if meeting.found is Found.GONE:
            # Whoever saves from now on writes it anew; the account it was is still what others are compared with.
            self.document = replace(self.document, digest="")
            self._saved = None
            self._note("the file is gone")
            return True
        if meeting.theirs is None or (decided is None and meeting.found not in {Found.READ, Found.JOINED}):
            return meeting.found is Found.SAME
        account, theirs = meeting.after if decided is None else decided, meeting.theirs
        if decided is not None:
            _refuse_errors(decided)
        if meeting.found is Found.MARKED and theirs.path is not None:
            digest = store.save(theirs.path, account, theirs.digest, theirs.newline)
            theirs = replace(theirs, account=account, text=store.write_text(account), digest=digest, problems=())
        self.document, self._saved, self.account = theirs, theirs.account, account
        self._problems = (theirs.account, theirs.problems)
        self._seen = None
        if self.dirty:
            self._note("joined with the file")
        else:
            self._fold()
        return True

    def give_up(self) -> None:
        """What is unsaved is not wanted any more; its journal goes once the account is let go of."""
        self._unwanted = True

    def let_go(self) -> None:
        """The account is closed: its journal goes, unless somebody may want what is unsaved."""
        if self.journal is None:
            return
        if self.dirty and not self._unwanted:
            self.journal.close()
        else:
            self.journal.fold()

    def _fold(self) -> None:
        if self.journal is not None:
            self.journal.fold()

    def _note(self, words: str) -> None:
        self._unwanted = False
        # While the file has errors there is no account to keep; the mends are in the text of the document.
        if self.journal is not None and not self.read_only:
            self.journal.note(self.document, self.account, words)

    def _must_be_editable(self) -> None:
        if self.read_only:
            raise EditRefused(
                f"The file has {counted(how_many(self.document.errors), 'error')} and cannot be changed here",
                "Mend it first; the list is under !",
            )

    def _take(self, document: Document) -> None:
        self.document = document
        self.account = document.account
        self._problems = (document.account, document.problems)


def _problems(document: Document, account: Account) -> tuple[Problem, ...]:
    """Those across records as of now, and those only reading can see as long as what they are about is there."""
    kept = [p for p in document.warnings if p.path in account.unknown]
    name = show(document.path.name) if document.path else ""
    found = [replace(p, file=name) for p in listed(validity.problems(account))]
    return tuple(sorted([*kept, *found], key=lambda p: (p.path, p.code)))


def _refuse_errors(account: Account) -> None:
    errors = [p for p in validity.problems(account) if p.gravity is Gravity.ERROR]
    if errors:
        raise EditRefused(f"What was decided does not go together: {errors[0].what}", errors[0].remedy)


def _outcome(edit: Edit) -> str:
    left = f" (left as it is: {'; '.join(edit.skipped)})" if edit.skipped else ""
    return f"{edit.label}{left}"
