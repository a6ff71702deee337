"""Files of our own that only grow: a line is on the disk before anybody is told so, and one process writes."""

import os
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Final

from committee.writing.modes import PRIVATE
from committee.writing.own import ready
from committee.writing.replacing import flush_folder

try:  # There are no such locks on Windows.
    import fcntl as _fcntl

    LOCKS: ModuleType | None = _fcntl
except ImportError:
    LOCKS = None

_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def appended(file: Path) -> int:
    """An open file, made where it is not there yet, of which only the end can be written.

    Raises:
        OSError: it could not be opened.
    """
    ready(file.parent)
    return os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _NO_LINKS, PRIVATE)


def begun(file: Path) -> int:
    """An open file like that, which was not there; held by this process, and gone from its folder where that fails.

    Raises:
        FileExistsError: something has the name, a link included.
        OSError: it could not be made.
    """
    ready(file.parent)
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | _NO_LINKS, PRIVATE)
    hold(handle, wait=True)  # somebody may just be asking whether it is free
    return handle


def grow(handle: int, data: bytes) -> None:
    """Write `data` behind what is there, and wait until the disk has it.

    Raises:
        OSError: part of it may be there.
    """
    while data:
        data = data[os.write(handle, data) :]
    os.fsync(handle)


def grow_new(file: Path, data: bytes) -> int:
    """A new file that begins with `data` and can grow; open, held, and sure to be found after the power went.

    Raises:
        OSError: nothing of it is left.
    """
    handle = begun(file)
    try:
        grow(handle, data)
        flush_folder(file.parent)
    except BaseException:
        with suppress(OSError):
            os.close(handle)
        with suppress(OSError):
            os.unlink(file)
        raise
    return handle


def hold(handle: int, *, wait: bool = False) -> bool | None:
    """Take an open file for this process until it is closed; whether no other has it, `None` where nobody can say.

    The system lets go of it however the process ends.

    Args:
        handle: of the open file.
        wait: until nobody else has it.
    """
    if LOCKS is None:
        return None
    try:
        LOCKS.flock(handle, LOCKS.LOCK_EX | (0 if wait else LOCKS.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:  # this disk knows no locks
        return None
    return True


def free(file: Path) -> bool | None:
    """Whether no process holds a file now; `None` where nobody can say.

    Raises:
        OSError: it cannot be opened.
    """
    handle = os.open(file, os.O_RDWR | _NO_LINKS | getattr(os, "O_NONBLOCK", 0))
    try:
        return hold(handle)
    finally:
        os.close(handle)
