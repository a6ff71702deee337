"""What to do when the file of an open account is another one than was read: git, an editor, a second window.

`meet` looks and decides nothing: it reads the file and joins, by what they say, the account as it was read or saved
last, as it is here now, and as the file has it. It is pure but for the reading, so a worker thread may call it; who
called takes the meeting over (`Workspace.take`) only if nothing was changed here meanwhile.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from committee import store
from committee.errors import CommitteeError, FileFailure
from committee.model.account import Account
from committee.store import Document

if TYPE_CHECKING:  # merge and git are imported only once a file was changed underneath
    from committee.versions.git.repository import Repository
    from committee.versions.merge.conflict import Merged
    from committee.versions.merge.markers import Texts

Signature = tuple[int, int, int]
"""Of a file: when it was changed, how long it is, which one it is. Equal signatures: not worth reading again."""


class Found(StrEnum):
    """What became of the file."""

    SAME = "same"
    """It is the one that was read or saved last."""
    READ = "read"
    """Another one; nothing was unsaved here, so it is simply read again."""
    JOINED = "joined"
    """Another one, and unsaved changes here; both stand together."""
    OPEN = "open"
    """Another one, and unsaved changes here; something has to be decided."""
    MARKED = "marked"
    """It holds two versions, with git's conflict markers."""
    FAULTY = "faulty"
    """It has errors and is not taken over."""
    GONE = "gone"
    """It is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What `meet` found. `before` is the account here when it looked, `base` the document it was compared with.

    `after` is what the account becomes where nothing has to be decided. `theirs` is the file as read; `merged` what
    has to be decided, where something has; `why` what is wrong with the file, in a sentence.
    """

    found: Found
    base: Document
    before: Account
    after: Account
    theirs: Document | None = None
    merged: "Merged | None" = None
    why: str = ""


def signature(path: Path) -> Signature | None:
    """The signature of a file; `None` where there is none, or it cannot be seen."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def meet(base: Document, account: Account) -> Meeting:
    """Look at the file of `base` for somebody who has it open and changed it to `account`.

    Raises:
        FileFailure: the file is there and cannot be read.
    """
    same = Meeting(found=Found.SAME, base=base, before=account, after=account)
    if base.path is None:
        return same
    theirs = _read(base.path)
    if theirs is None:
        return replace(same, found=Found.GONE, why="The file was moved or deleted")
    if theirs.digest == base.digest:
        return same
    unsaved = account != base.account and not base.read_only
    if theirs.read_only:
        return _faulty(same, theirs, unsaved=unsaved)
    return _joined(same, theirs) if unsaved else replace(same, found=Found.READ, after=theirs.account, theirs=theirs)


def marked(document: Document, mine: "Callable[[Account], Account | None] | None" = None) -> "Merged | None":
    """The two versions in a file with conflict markers; `None` where it has none, or one of them has errors.

    `ours` of the result is what whoever sits here wrote: in a rebase, and where a stash is put back, git has it on the
    other side.

    Args:
        document: the file as read.
        mine: what becomes of our side, `None` for what cannot be; for changes that are not saved yet.
    """
    from committee.versions.merge.markers import sides
    from committee.versions.merge.merge import merge

    texts = sides(document.text)
    if texts is None:
        return None
    repository = _repository(document.path)
    one, other = store.read_text(texts.ours), store.read_text(texts.theirs)
    if one.read_only or other.read_only:
        return None
    if _turned(document.text, repository):
        one, other = other, one
    start = _before(texts, document, repository)
    ours = one.account if mine is None else mine(one.account)
    return None if ours is None else merge(start, ours, other.account)


def _joined(same: Meeting, theirs: Document) -> Meeting:
    from committee.versions.merge.merge import merge

    merged = merge(same.base.account, same.before, theirs.account)
    if merged.clean:
        return replace(same, found=Found.JOINED, after=merged.account, theirs=theirs, merged=merged)
    return replace(same, found=Found.OPEN, theirs=theirs, merged=merged)


def _faulty(same: Meeting, theirs: Document, *, unsaved: bool) -> Meeting:
    error = theirs.errors[0]
    why = f"{error.place}: {error.what}" if error.place else error.what
    if error.code != "conflict":
        if same.base.read_only:  # it was faulty before: what is wrong with it now is what counts
            return replace(same, found=Found.READ, after=theirs.account, theirs=theirs)
        return replace(same, found=Found.FAULTY, theirs=theirs, why=why)

    def mine(account: Account) -> Account | None:
        from committee.versions.merge.merge import merge

        merged = merge(same.base.account, same.before, account)
        return merged.account if merged.clean else None

    merged = marked(theirs, mine if unsaved else None)
    found = Found.FAULTY if merged is None else Found.MARKED
    return replace(same, found=found, theirs=theirs, merged=merged, why=why)


def _read(path: Path) -> Document | None:
    try:
        return store.read(path)
    except FileFailure:
        if path.exists():
            raise
        return None


def _repository(path: Path | None) -> "Repository | None":
    from committee.versions.git.repository import Repository

    return None if path is None else Repository.of(path)


def _turned(text: str, repository: "Repository | None") -> bool:
    """Whether git calls theirs what the person here wrote."""
    if any(line.startswith(">>>>>>>") and "Stashed changes" in line for line in text.splitlines()):
        return True
    with suppress(CommitteeError):
        return repository is not None and repository.under_way() == "a rebase"
    return False


def _before(texts: "Texts", document: Document, repository: "Repository | None") -> Account | None:
    """What both sides began with: from the markers, else from git's index."""
    text = texts.base
    if text is None and repository is not None and document.path is not None:
        with suppress(CommitteeError):
            data = repository.show(":1", repository.relative(document.path))
            text = data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else None
    if text is None:
        return None
    found = store.read_text(text)
    return None if found.read_only else found.account
