"""Forget a person: in the file, in what the program keeps, and say what it cannot reach."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from committee import store, writing
from committee.errors import CommitteeError, FileFailure
from committee.model.edits import Forgotten
from committee.model.mentions import Traces
from committee.paths import map_file
from committee.pipeline import keeping
from committee.pipeline.portfolio import cache
from committee.plurals import counted
from committee.text import show
from committee.versions.git.history import documents, history
from committee.versions.git.repository import GitFailure, Repository
from committee.workspace import Workspace, journal


@dataclass(frozen=True, slots=True, kw_only=True)
class GitTrace:
    """What git still holds of somebody: earlier versions of the file, messages, other files."""

    root: Path
    names: tuple[str, ...]
    """Every name the file had in its history, the present one first, from the root."""
    commits: int
    messages: int
    """Commit messages that name them."""
    others: tuple[str, ...]
    """Other files git knows here that name them, as they are now."""
    remotes: tuple[tuple[str, str], ...]
    """Name and address of every other repository this one is shared through."""
    tool: bool
    """Whether `git filter-repo` is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftovers:
    """What is left of somebody outside of the file."""

    file: Path
    spelled: tuple[str, ...]
    """Names, ids and addresses they had, in earlier versions too: what to search for. Personal data themselves."""
    purged: tuple[str, ...] = ()
    """What the program took away of its own, a sentence each."""
    failed: tuple[str, ...] = ()
    """What it could not take away, a sentence each."""
    git: GitTrace | None = None
    git_fault: str = ""
    beside: tuple[Path, ...] = ()
    """Files beside the account that are copies of it by their names: rescued work, backups of editors."""
    journals: int = 0
    """Journals of the account that were left: a copy from before, unsaved work of earlier sittings."""


def forget_and_save(workspace: Workspace, found: Forgotten, *, copy: datetime | None = None) -> Path:
    """Make `found` of the workspace's account and write the file.

    What was unsaved is saved with it: the file must not stay behind. It is a step of the history like every other:
    until the program ends, undo brings them back into the account, and the next save into the file.

    Args:
        workspace: of the account.
        found: what is to be done.
        copy: the time now, where what the account said before is to be kept in a journal: a name may have been typed
            by mistake. It stays until somebody purges it or it is too old; where it cannot be kept, nothing is done.

    Raises:
        EditRefused: the account is another one meanwhile, or the file has errors.
        ChangedUnderneath: somebody else changed the file; nothing was written and nothing is forgotten.
        FileFailure: it could not be written; likewise.
    """
    if workspace.path is None:
        raise FileFailure("This account has no file yet", "Save it first")
    before = store.write_text(workspace.account)
    workspace.edit(found.edit)
    kept: Path | None = None
    try:
        if copy is not None:
            with writing.failures(workspace.path):
                kept = journal.keep_copy(
                    workspace.path, store.write_text(workspace.account), before, f"forgot {found.identifier}", copy
                )
        path = workspace.save()
    except CommitteeError:
        workspace.undo()
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise
    return path


def clean_up(path: Path, traces: Traces, *, journals: bool = True) -> Leftovers:
    """Take away what the program itself keeps about the account, and find what it cannot reach.

    Looks at the folder and asks git; nothing is changed but our own state and cache.

    Args:
        path: of the account.
        traces: of whoever was forgotten.
        journals: take those away as well; else they are counted.
    """
    purged, failed = purge(path)
    if journals:
        more, still = purge_journals(path)
        purged, failed = (*purged, *more), (*failed, *still)
    beside = tuple(_beside(path))
    left = Leftovers(
        file=path, spelled=traces.spelled, purged=purged, failed=failed, beside=beside, journals=journal.count(path)
    )
    try:
        git, spelled = _git(path, traces.spelled)
    except GitFailure as failure:
        return replace(left, git_fault=str(failure))
    return replace(left, spelled=spelled, git=git)


def purge_journals(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take away what is kept of an account to bring it back: unsaved work, copies from before somebody was forgotten.

    Returns:
        What was taken away, and what could not be, a sentence each.
    """
    gone, failed = journal.purge(path)
    return ((f"{counted(gone, 'journal')} of what was not saved or is from before",) if gone else ()), failed


def purge(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take away every other state and cache file about an account; what was taken away, and what could not be."""
    purged: list[str] = []
    failed: list[str] = []
    try:
        reviews = keeping.purge(path)
    except OSError as fault:
        failed.append(f"reviews keep names of this account under {show(str(keeping.reviews()))}: {_reason(fault)}")
    else:
        if reviews:
            purged.append(f"{counted(len(reviews), 'file')} of earlier reviews: snapshots and notes")
    try:
        analyses = cache.purge()
    except OSError as fault:
        failed.append(f"analyses keep names under {show(str(cache.cache_file().parent))}: {_reason(fault)}")
    else:
        if analyses:
            purged.append("the cached analyses of all accounts, which are made again when they are needed")
    positions = map_file(path)
    try:
        positions.unlink()
    except FileNotFoundError:
        pass
    except OSError as fault:
        failed.append(f"the positions of the map are in {show(str(positions))}: {_reason(fault)}")
    else:
        purged.append("where everybody stood on the map")
    return tuple(purged), tuple(failed)


def _reason(fault: OSError) -> str:
    return show(fault.strerror or "it could not be written")


def _beside(path: Path) -> Iterator[Path]:
    """Files that begin with the name of the account file, hidden or not, and are not it; and rescued work elsewhere."""
    yield from (other for other in writing.rescues(path) if other.parent != path.absolute().parent)
    with suppress(OSError):
        for other in sorted(path.parent.iterdir()):
            bare = other.name.lstrip(".#")
            if other.name != path.name and bare.startswith(path.name) and other.is_file():
                yield other


def _git(path: Path, spelled: tuple[str, ...]) -> tuple[GitTrace | None, tuple[str, ...]]:
    """What git holds, and every spelling that any version of the file had; `None` where it knows nothing of it."""
    repository = Repository.of(path)
    if repository is None:
        return None, spelled
    revisions = history(path)
    if not revisions:
        return None, spelled
    words = dict.fromkeys(spelled)
    blobs = [revision.blob for revision in revisions if revision.blob]
    for document in documents(repository, blobs):
        people = {} if document is None else document.account.people
        for known in list(words):
            if document is not None and known in people:
                words.update(dict.fromkeys(Traces.of(document.account, known).spelled))
    names = tuple(dict.fromkeys((repository.relative(path), *(revision.path for revision in revisions))))
    searched = tuple(word for word in words if len(word) > 3 or not word.isascii())
    found = GitTrace(
        root=repository.root,
        names=names,
        commits=len(revisions),
        messages=_messages(repository, searched),
        others=_others(repository, names, searched),
        remotes=_remotes(repository),
        tool=shutil.which("git-filter-repo") is not None,
    )
    return found, tuple(words)


def _messages(repository: Repository, words: tuple[str, ...]) -> int:
    if not words:
        return 0
    asked = ("log", "--all", "--regexp-ignore-case", "--fixed-strings", "--format=%H")
    return len(repository.run(*asked, *(f"--grep={word}" for word in words)).split())


def _others(repository: Repository, names: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    if not words:
        return ()
    asked = ("grep", "--files-with-matches", "--ignore-case", "--fixed-strings", "--full-name", "-z")
    patterns = [part for word in words for part in ("-e", word)]
    # Ends with 1 where nothing is found.
    output = repository.run(*asked, *patterns, check=False)
    found = sorted(show(name.decode("utf-8", "replace")) for name in output.split(b"\0") if name)
    return tuple(name for name in found if name != names[0])


def _remotes(repository: Repository) -> tuple[tuple[str, str], ...]:
    names = repository.run("remote").decode("utf-8", "replace").split()
    addresses = (repository.run("remote", "get-url", name, check=False).decode("utf-8", "replace") for name in names)
    return tuple((show(name), show(address)) for name, address in zip(names, addresses, strict=True))
