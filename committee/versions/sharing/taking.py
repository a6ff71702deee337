"""The step of a sync that changes files: all and the branch, or none, also on a full disk and where we are killed.

Git writes the files first, then the branch moves. In between a note in git's folder says what was begun. Where git
could not write them all, what it wrote is taken away again; where nobody was left to do that, the next sync does it, or
moves the branch where only that was missing. What somebody wrote meanwhile stays in either case.
"""

import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from committee.text import show
from committee.versions.git.leftovers import left_over, own_file
from committee.versions.git.repository import GitFailure, Objects, Repository
from committee.versions.git.worktree import content, is_blob
from committee.versions.sharing.replay import GONE, Edited, Entry, edits, index_line
from committee.versions.sharing.standing import InTheWay
from committee.writing import replace


def in_the_way(repository: Repository, edited: Collection[Edited]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Paths that the others changed and that hold something here which is in no commit.

    First those that git knows here, then those it does not know, ignored ones included.
    """
    dirty = status(repository)
    gone = frozenset(edit.path for edit in edited if edit.after == GONE)
    known = sorted(edit.path for edit in edited if edit.before != GONE and edit.path in dirty)
    new = (edit.path for edit in edited if edit.before == GONE)
    unknown = sorted(path for path in new if path in dirty or _stands(repository.root, path, gone))
    return tuple(known), tuple(unknown)


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
        GitFailure: it could not be done; all is as before.
    """
    note = own_file(repository.git_folder, "taking")
    _write(note, f"{branch}\0{mine}\0{before}\0{after}")
    try:
        repository.act("read-tree", "-m", "-u", before, after)
        _move(repository, branch, mine, after)
    except GitFailure:
        _put_back(repository, before, after)
        raise
    finally:
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
    now = repository.run("rev-parse", "--verify", "--quiet", branch, check=False).decode().strip()
    if now != mine or repository.run("symbolic-ref", "--quiet", "HEAD", check=False) != f"{branch}\n".encode():
        return  # it was ended, or somebody has used git here since
    edited = edits(repository, before, after)
    index = _index(repository)
    if all(index.get(edit.path, GONE) == edit.after for edit in edited):
        _move(repository, branch, mine, after)
    else:
        _put_back(repository, before, after)


def _move(repository: Repository, branch: str, mine: str, after: str) -> None:
    repository.act("update-ref", "-m", "committee: sync", branch, after, mine or "0" * len(after))


def _put_back(repository: Repository, before: str, after: str) -> None:
    """Have index and files as they were; a file that git did not write stays as it is."""
    edited = edits(repository, before, after)
    nothing = "0" * len(after)
    lines = b"".join(index_line(edit.path, edit.before, nothing) for edit in edited)
    repository.act("update-index", "-z", "--index-info", stdin=lines, check=False)
    again: list[bytes] = []
    with repository.objects(acting=True) as objects:
        for edit in edited:
            file = repository.root / edit.path
            if not _of_git(objects, file, edit.after):
                continue
            if edit.before == GONE:
                with suppress(OSError):
                    file.unlink()
            else:
                again.append(os.fsencode(edit.path))
    repository.act("checkout-index", "-f", "-q", "-u", "-z", "--stdin", stdin=b"\0".join(again), check=False)


def _of_git(objects: Objects, file: Path, entry: Entry) -> bool:
    """Whether a file is what git wrote for this entry, or the beginning of it, or what git took away."""
    data = content(file)
    if data is None:
        return not os.path.lexists(file)
    if entry == GONE:
        return False
    whole = objects.read(entry.blob)
    return is_blob(data, entry.blob) or (whole is not None and whole.startswith(data))


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
        replace(note, os.fsencode(text), mode=0o600)
    except OSError as fault:
        raise InTheWay(
            f"Git's folder cannot be written: {show(fault.strerror or str(fault))}", "Nothing was changed"
        ) from fault
