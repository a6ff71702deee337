"""The step of a sync that changes files: all and the branch, or none, also on a full disk and where we are killed.

Git writes the files first, then the branch moves. In between a note in git's folder says what was begun. Where git
could not write them all, what it wrote is taken away again; where nobody was left to do that, the next sync does it, or
moves the branch where only that was missing. What somebody wrote or committed meanwhile stays in either case.
"""

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from committee.plurals import first_of
from committee.text import show
from committee.versions.git.leftovers import left_over, own_file
from committee.versions.git.repository import GitFailure, Objects, Repository
from committee.versions.git.worktree import content, is_blob
from committee.versions.sharing.replay import GONE, Edited, Entry, edits, empty_tree, entries, index_line
from committee.versions.sharing.standing import InTheWay
from committee.writing import PRIVATE, replace


def refuse_overwriting(repository: Repository, account: str, edited: Collection[Edited]) -> None:
    """Refuse where the others changed something that holds here what is in no commit.

    Args:
        repository: where.
        account: the path of the account that is shared.
        edited: what the others changed.

    Raises:
        InTheWay: with the names of what is in the way.
    """
    dirty, unshared = _in_the_way(repository, edited)
    if account in dirty:
        raise InTheWay(f"{show(account)} was saved again meanwhile", "Nothing was overwritten; sync again")
    if dirty:
        raise InTheWay(
            f"{_names(dirty)}: changed here and not committed, and changed by the others too",
            "Nothing was overwritten. Open and sync that first, then this again",
        )
    if unshared:
        raise InTheWay(
            f"{_names(unshared)}: here for you alone, and the others have shared something of that name",
            "Nothing was overwritten. Give yours another name, then sync again",
        )


def status(repository: Repository, *paths: str) -> frozenset[str]:
    """Paths with changes that are not committed, as git itself sees them; untracked ones included, ignored ones not."""
    asked = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *paths)
    raw = repository.act(*asked, also={"GIT_OPTIONAL_LOCKS": "0"})  # somebody's own git may be waiting for them
    return frozenset(line[3:] for line in os.fsdecode(raw).split("\0") if len(line) > 3)


def take(repository: Repository, branch: str, mine: str, before: str, after: str) -> None:
    """Bring files, index and branch from one state to the other.

    Args:
        repository: where.
        branch: its full name.
        mine: the commit it is at; empty before the first one.
        before: what files and index are at: that commit, or the empty tree.
        after: the commit to be at.

    Raises:
        GitFailure: it could not be done; all is as before, or as somebody has committed it meanwhile.
    """
    note = own_file(repository.git_folder, "taking")
    _write(note, f"{branch}\0{mine}\0{before}\0{after}")
    try:
        repository.act("read-tree", "-m", "-u", before, after)
        _move(repository, branch, mine, after)
    except GitFailure:
        with suppress(GitFailure):  # where even that cannot be done the note stays, for the next sync
            _put_back(repository, before, after)
            note.unlink(missing_ok=True)
        raise
    note.unlink(missing_ok=True)


def sweep(repository: Repository) -> None:
    """Take away what a sync that was killed has left here, and end or undo the step it was in.

    Raises:
        GitFailure: git refused; what was left is still there.
    """
    for file in left_over(repository.git_folder):
        if file.suffix == ".taking":
            _ended(repository, file)
        with suppress(OSError):
            file.unlink()


def _ended(repository: Repository, note: Path) -> None:
    words = os.fsdecode(content(note, 1 << 14) or b"").split("\0")
    if len(words) != 4:
        return
    branch, mine, before, after = words
    on = repository.run("symbolic-ref", "--quiet", "HEAD", check=False)
    if _tip(repository, branch) != mine or on != f"{branch}\n".encode():
        return  # it was ended, or somebody has used git here since
    edited = edits(repository, before, after)
    index = _index(repository)
    if all(index.get(edit.path, GONE) == edit.after for edit in edited):
        _move(repository, branch, mine, after)
    else:
        _put_back(repository, before, after)


def _move(repository: Repository, branch: str, mine: str, after: str) -> None:
    try:
        repository.act("update-ref", "-m", "committee: sync", branch, after, mine or "0" * len(after))
    except GitFailure:
        if _tip(repository, branch) != after:  # where somebody else has moved it there, all is well
            raise


def _put_back(repository: Repository, before: str, after: str) -> None:
    """Have index and files as the newest commit has them; a file that git did not write stays as it is.

    That is as they were, unless somebody has committed meanwhile, perhaps from these very files: as they were, they
    would say that it is to be undone, and whoever commits next would do so.

    Raises:
        GitFailure: another git holds the index, and no file was touched; or a file cannot be written.
    """
    edited = edits(repository, before, after)
    held = _index_back(repository, [edit.path for edit in edited])
    again: list[bytes] = []
    with repository.objects(acting=True, most=None) as objects:  # any file of the others, not accounts alone
        for edit in edited:
            file = repository.root / edit.path
            if not _of_git(objects, file, edit.after):
                continue
            if edit.path not in held:
                with suppress(OSError):
                    file.unlink()
            else:
                again.append(os.fsencode(edit.path))
    # Out of the index, since what somebody commits from now on is in there; and with no lock on it.
    repository.act("checkout-index", "-f", "-q", "-z", "--stdin", stdin=b"\0".join(again))
    repository.act("update-index", "-q", "--refresh", check=False)


def _index_back(repository: Repository, paths: Sequence[str]) -> Mapping[str, Entry]:
    """Have the index as the newest commit has it at these paths, and say what that is."""
    seen, held = "", dict[str, Entry]()
    while (tip := _tip(repository, "HEAD") or empty_tree(repository)) != seen:  # a commit may have come in between
        seen, held = tip, entries(repository, tip, paths)
        lines = b"".join(index_line(path, held.get(path, GONE), "0" * len(tip)) for path in paths)
        try:
            repository.act("update-index", "-z", "--index-info", stdin=lines)
        except GitFailure:
            index = _index(repository)
            if any(index.get(path, GONE) != held.get(path, GONE) for path in paths):
                raise
    return held


def _tip(repository: Repository, ref: str) -> str:
    return repository.run("rev-parse", "--verify", "--quiet", ref, check=False).decode().strip()


def _of_git(objects: Objects, file: Path, entry: Entry) -> bool:
    """Whether a file is what git wrote for this entry, or the beginning of it, or what git took away."""
    data = content(file)
    if data is None:
        return not os.path.lexists(file)
    if entry == GONE:
        return False
    whole = objects.read(entry.blob)
    return is_blob(data, entry.blob) or (isinstance(whole, bytes) and whole.startswith(data))


def _in_the_way(repository: Repository, edited: Collection[Edited]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Paths that the others changed and that hold something here which is in no commit.

    First those that git knows here, then those it does not know, ignored ones included.
    """
    dirty = status(repository)
    gone = frozenset(edit.path for edit in edited if edit.after == GONE)
    known = sorted(edit.path for edit in edited if edit.before != GONE and edit.path in dirty)
    new = (edit.path for edit in edited if edit.before == GONE)
    unknown = sorted(path for path in new if path in dirty or _stands(repository.root, path, gone))
    return tuple(known), tuple(unknown)


def _names(paths: tuple[str, ...]) -> str:
    return first_of([show(path) for path in paths], 3)


def _stands(root: Path, path: str, gone: Collection[str]) -> bool:
    """Whether there is something where a new file is to be, or a file where its folder is to be.

    Of what git does not know nothing may be lost, and git itself would overwrite what it is told to ignore. What goes
    with the same step is not in the way, nor is the same file under a name that only differs in small letters.
    """
    *folders, _ = path.split("/")
    for end in range(1, len(folders) + 1):
        above = "/".join(folders[:end])
        if os.path.lexists(root / above) and ((root / above).is_symlink() or not (root / above).is_dir()):
            return above not in gone
    file = root / path
    if not os.path.lexists(file):
        return False
    if file.is_dir() and not file.is_symlink():
        return not _goes(file, path, gone)
    return not any(one.casefold() == path.casefold() and _same(root / one, file) for one in gone)


def _goes(folder: Path, path: str, gone: Collection[str]) -> bool:
    """Whether everything in a folder goes with the same step, so that a file may stand in its place."""
    for here, _, names in os.walk(folder):
        inside = Path(here).relative_to(folder).as_posix()
        above = path if inside == "." else f"{path}/{inside}"
        if any(f"{above}/{name}" not in gone for name in names):
            return False
    return True


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _index(repository: Repository) -> Mapping[str, Entry]:
    raw = os.fsdecode(repository.run("ls-files", "-s", "-z"))
    found: dict[str, Entry] = {}
    for line in raw.split("\0"):
        head, tab, path = line.partition("\t")
        if tab:
            mode, blob, _ = head.split(" ")
            found[path] = Entry(mode, blob)
    return found


def _write(note: Path, text: str) -> None:
    try:
        replace(note, os.fsencode(text), mode=PRIVATE)
    except OSError as fault:
        raise InTheWay(
            f"Git's folder cannot be written: {show(fault.strerror or str(fault))}", "Nothing was changed"
        ) from fault
