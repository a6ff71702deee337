"""What is in the working tree and not committed, found without git reading a file of it.

`git status` and `git diff` pass every file they read through the filters that the folder names, and ask its monitor. So
git is asked only for what it keeps itself, its index and its commits; the files are looked at here. As git does it, one
that has the size and time that the index remembers is not read.
"""

import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from committee.paths import contents
from committee.versions.git.repository import Repository

MOST = 64 << 20
"""Bytes of a file that is read to be compared; a longer one whose size or time is another counts as changed."""

_ENTRY = re.compile(
    rb"(?P<tag>.) (?P<mode>\d+) (?P<blob>[0-9a-f]+) (?P<stage>\d)\t(?P<path>[^\0]+)\0"
    rb"(?:  ctime: \d+:\d+\n  mtime: (?P<seconds>\d+):(?P<nanos>\d+)\n  dev: \d+\tino: \d+\n  uid: \d+\tgid: \d+\n"
    rb"  size: (?P<size>\d+)\tflags: [0-9a-f]+\n)?"
)
"""One entry of `git ls-files -s -v -z --debug`. Should a git say the second half in other words, files are read."""

_SUBMODULE = "160000"
_LINK = "120000"


@dataclass(frozen=True, slots=True)
class Kept:
    """What git's index says of one path; `seen` are seconds, nanoseconds and size of the file when git saw it last.

    `asked` is false where git is told not to look at the file at all.
    """

    path: str
    mode: str
    blob: str
    asked: bool
    seen: tuple[int, int, int] | None


def changed(repository: Repository, among: Collection[str] | None = None) -> frozenset[str]:
    """Paths that git knows and that are not as in the newest commit, in its index or here; `among` those given."""
    if repository.born():
        raw = repository.run("diff-index", "--cached", "-z", "--name-only", "--no-renames", "HEAD")
        staged = frozenset(os.fsdecode(raw).split("\0")) - {""}
    else:
        staged = frozenset(entry.path for entry in _index(repository))
    before = _index_time(repository)
    wanted = None if among is None else frozenset(among)
    here = (
        entry.path
        for entry in _index(repository)
        if (wanted is None or entry.path in wanted) and entry.path not in staged and _differs(repository, entry, before)
    )
    return frozenset(here) | (staged if wanted is None else staged & wanted)


def unknown(repository: Repository) -> frozenset[str]:
    """Paths that git does not know and is not told to leave alone."""
    raw = repository.run("ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(os.fsdecode(raw).split("\0")) - {""}


def content(file: Path, most: int = MOST) -> bytes | None:
    """What git would keep of a file: what is in it, or where a link points to.

    `None` where there is neither, where it cannot be read, and where it is more than `most`.
    """
    try:
        if file.is_symlink():
            return os.fsencode(file.readlink())
        # Whatever was put in its place meanwhile is not followed.
        return contents(file, most, follow=False)
    except OSError:
        return None


def is_blob(data: bytes, blob: str) -> bool:
    """Whether git keeps these bytes under that id, as they are or with the line ends it keeps."""
    return _id(data, blob) == blob or (b"\r\n" in data and _id(data.replace(b"\r\n", b"\n"), blob) == blob)


def _id(data: bytes, like: str) -> str:
    make = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _index(repository: Repository) -> Iterator[Kept]:
    raw = repository.run("ls-files", "-s", "-v", "-z", "--debug")
    for found in _ENTRY.finditer(raw):
        seconds, nanos, size = found["seconds"], found["nanos"], found["size"]
        yield Kept(
            path=os.fsdecode(found["path"]),
            mode=found["mode"].decode(),
            blob=found["blob"].decode(),
            # Small letters: told to assume that it is unchanged; S: a sparse checkout leaves it out.
            asked=found["tag"] in {b"H", b"M"},
            seen=None if seconds is None else (int(seconds), int(nanos), int(size)),
        )


def _index_time(repository: Repository) -> int:
    """When git wrote its index: a file of that moment or later may have changed with time and size still the same."""
    folder = repository.root / ".git"
    try:
        return ((folder if folder.is_dir() else repository.git_folder) / "index").stat().st_mtime_ns
    except OSError:
        return 0


def _differs(repository: Repository, entry: Kept, index_time: int) -> bool:
    if not entry.asked or entry.mode == _SUBMODULE:
        return False
    file = repository.root / entry.path
    try:
        now = file.lstat()
    except OSError:
        return True
    if stat.S_ISLNK(now.st_mode) != (entry.mode == _LINK):
        return True
    if now.st_mtime_ns < index_time and entry.seen == (*divmod(now.st_mtime_ns, 10**9), now.st_size & 0xFFFFFFFF):
        return False
    data = content(file)
    return data is None or not is_blob(data, entry.blob)
