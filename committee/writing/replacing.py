"""A file is replaced whole or not at all: written beside, flushed, read again, and only then given its name."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from committee.writing.leftovers import FLAGS, on_its_way
from committee.writing.likeness import take_after
from committee.writing.words import Refused, Unconfirmed

Check = Callable[[], None]
"""Asked right before a file gets its name; raises where it must not."""

_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EINVAL}
)
_NO_FLUSHING: Final = frozenset(
    {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EPERM, errno.EBADF, errno.EISDIR}
)
"""What a system says that cannot flush a folder; anything else is a disk that fails."""


def _nothing() -> None:
    return


def replace(path: Path, data: bytes, *, mode: int = 0o666, unless: Check = _nothing) -> tuple[str, ...]:
    """Put `data` where `path` is: what is there stays whole until the new file is proven, then it is gone.

    A link keeps pointing at the file that is written, as long as there is one; nothing is made at the end of a link
    that leads nowhere. Owner, rights and attributes of a file that is replaced are kept.

    Args:
        path: where.
        data: all of it.
        mode: of a file that was not there, before the user's mask.
        unless: raises where the file must not be replaced after all.

    Returns:
        What could not be kept of the file that was there, in words.

    Raises:
        OSError: the file is as it was, and nothing is left over.
    """
    target = destination(path)
    there = os.path.lexists(target)
    if there and not os.access(target, os.W_OK):
        raise Refused(errno.EACCES, "is write-protected", "Save it elsewhere, or lift the protection")
    with on_its_way(target.parent) as new:
        lost = _written(new, data, 0o600 if there else mode, target if there else None)
        unless()
        os.replace(new, target)
    flush_folder(target.parent)
    return lost


def create(path: Path, data: bytes, *, mode: int = 0o666, exactly: bool = False) -> None:
    """Put a new file where nothing is, not even a link.

    Args:
        path: where.
        data: all of it.
        mode: of the file, before the user's mask.
        exactly: the mask does not count.

    Raises:
        FileExistsError: something is there.
        OSError: it could not be written; nothing is left over.
    """
    with on_its_way(path.parent) as new:
        _written(new, data, mode, None, exactly=exactly)
        _name(new, path)
    flush_folder(path.parent)


def destination(path: Path) -> Path:
    """The file that is written for `path`: at the end of a link the one it leads to.

    Raises:
        Refused: the link leads nowhere, or something else than a file is there.
    """
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        found = os.stat(target).st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise Refused(errno.ELOOP, "is a link that leads nowhere", "Remove it, or choose another name") from None
        return target
    if not stat.S_ISREG(found):
        what = "is a folder" if stat.S_ISDIR(found) else "is not a file"
        raise Refused(errno.EISDIR, what, "Choose another name")
    return target


def _written(new: Path, data: bytes, mode: int, old: Path | None, *, exactly: bool = False) -> tuple[str, ...]:
    """Make the file, and see that the disk has it; what could not be kept of the old one."""
    lost: tuple[str, ...] = ()
    handle = os.open(new, os.O_RDWR | FLAGS, mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if old is not None:
            lost = take_after(new, old)
        elif exactly:
            os.chmod(new, mode)
        os.fsync(handle)
        _prove(handle, data)
    finally:
        os.close(handle)
    return lost


def _prove(handle: int, data: bytes) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    at = 0
    while piece := os.read(handle, 1 << 20):
        if piece != data[at : at + len(piece)]:
            break
        at += len(piece)
    if piece or at != len(data):
        raise OSError(errno.EIO, "it does not read back as it was written")


def _name(new: Path, path: Path) -> None:
    """Give a file its name where nothing has it."""
    if os.name == "nt":
        os.rename(new, path)  # refuses there to take the place of anything
        return
    try:
        os.link(new, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A disk without hard links: take the name first, and only as a new file.
        os.close(os.open(path, os.O_WRONLY | FLAGS, 0o600))
        try:
            os.replace(new, path)
        except BaseException:
            os.unlink(path)
            raise


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows does so by itself and has no such call.

    Raises:
        Unconfirmed: the disk does not say that it did.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSHING:
            raise Unconfirmed(error.errno, error.strerror) from error
