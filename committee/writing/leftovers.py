"""What a process that was killed leaves behind: told by its name, and taken away by the next one.

A file on its way to its place is written in a folder of its own beside that place. It is hidden, closed to everybody
else, and holds a `.gitignore` before anything else, so that `git add -A` takes nothing of it whenever the power goes.
The name says which process of which machine made it.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from committee.paths import SMALL, contents

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

FLAGS: Final[int] = os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""For a new file, and nothing but a new file."""

NEW: Final = "new"
"""The file on its way."""
_IGNORE: Final = ".gitignore"
_NAME: Final = re.compile(r"\.committee-(?:([0-9a-f]{8})-)?(\d{1,10})-\d{1,10}\.tmp")
_SCRATCH: Final = re.compile(r"committee-demo-([0-9a-f]{8})-(\d{1,10})-.*")
_OLD: Final = 24 * 60 * 60
"""Seconds after which a left-over goes even if its process cannot be asked, or another one has its number by now."""

_open: set[str] = set()
"""What this process is working with."""


@contextmanager
def on_its_way(folder: Path) -> Iterator[Path]:
    """Where in `folder` a new file can be written before it gets its name; what is still there afterwards goes.

    Raises:
        OSError: the folder takes none.
    """
    place = _made(folder)
    try:
        handle = os.open(place / _IGNORE, os.O_WRONLY | FLAGS, 0o600)
        try:
            os.write(handle, b"*\n")
        finally:
            os.close(handle)
        sweep(folder, now=os.stat(place).st_mtime)
        yield place / NEW
    finally:
        _take_away(place)
        _open.discard(str(place))


def _made(folder: Path) -> Path:
    for number in count():
        place = folder / f".committee-{machine()}-{os.getpid()}-{number}.tmp"
        if str(place) in _open:
            continue
        _open.add(str(place))
        try:
            # What has the name already, a link included, is not ours.
            os.mkdir(place, 0o700)
        except FileExistsError:
            _open.discard(str(place))
        except BaseException:
            _open.discard(str(place))
            raise
        else:
            return place
    raise AssertionError  # counting never ends


def sweep(folder: Path, *, now: float) -> None:
    """Take away what processes that are gone left in `folder`; whatever is not surely ours stays.

    Args:
        folder: where files are written.
        now: seconds since 1970, on the clock of that disk.
    """
    with suppress(OSError):
        for entry in os.scandir(folder):
            found = _NAME.fullmatch(entry.name)
            if found is None or str(folder / entry.name) in _open:
                continue
            with suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if not ours(status) or not _gone(found[1] or "", int(found[2]), status.st_mtime, now):
                    continue
                if stat.S_ISDIR(status.st_mode):
                    _take_away(folder / entry.name)
                elif stat.S_ISREG(status.st_mode):
                    os.unlink(folder / entry.name)


def _take_away(place: Path) -> None:
    """Only what we put there; a folder that holds anything else stays."""
    for name in (NEW, _IGNORE):
        with suppress(OSError):
            os.unlink(place / name)
    with suppress(OSError):
        os.rmdir(place)


def _gone(host: str, pid: int, written: float, now: float) -> bool:
    return now - written > _OLD or (host == machine() and (pid == os.getpid() or not alive(pid)))


def ours(status: os.stat_result) -> bool:
    """Whether a file is this user's."""
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def alive(pid: int) -> bool:
    """Whether a process of this machine may still be running."""
    if os.name == "nt" or pid <= 0:  # there a signal of 0 would end the process
        return pid > 0
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def started(pid: int) -> str:
    """When a process of this machine began, to tell it from another that has its number by now; empty if unknown."""
    try:
        boot = contents(Path("/proc/sys/kernel/random/boot_id"), SMALL).decode("ascii").strip()
        after_name = contents(Path(f"/proc/{pid}/stat"), SMALL).decode("utf-8", "replace").rpartition(")")[2]
        return f"{boot}/{after_name.split()[19]}"
    except (OSError, ValueError, IndexError):
        return ""  # another kind of system


@cache
def machine() -> str:
    """What stands for this machine in the names of files."""
    import hashlib
    import platform

    return hashlib.sha256(platform.node().encode("utf-8", "surrogateescape")).hexdigest()[:8]


def scratch() -> "TemporaryDirectory[str]":
    """A folder for a copy to play with, which goes with the program; those of demos that were killed go first."""
    from tempfile import TemporaryDirectory

    sweep_scratch()
    return TemporaryDirectory(prefix=f"committee-demo-{machine()}-{os.getpid()}-")


def in_scratch(path: Path) -> bool:
    """Whether a file is in such a folder."""
    return _SCRATCH.fullmatch(path.absolute().parent.name) is not None


def sweep_scratch() -> None:
    """Take away the scratch folders of demos that were killed: this user's, of processes that are gone."""
    import shutil
    import tempfile

    with suppress(OSError):
        for entry in os.scandir(tempfile.gettempdir()):
            found = _SCRATCH.fullmatch(entry.name)
            if found is None or found[1] != machine() or alive(int(found[2])):
                continue
            with suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if ours(status) and stat.S_ISDIR(status.st_mode):
                    shutil.rmtree(entry.path, ignore_errors=True)
