"""What the system says about a file, as a sentence with a remedy."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from committee.errors import FileFailure
from committee.text import show

_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ESTALE})
_SAID = {
    errno.ENOSPC: ("the disk is full", "make room, or save it elsewhere"),
    errno.EDQUOT: ("your share of the disk is used up", "delete something of yours there, or save it elsewhere"),
    errno.EFBIG: ("it is larger than you may write here", "save it elsewhere"),
    errno.EROFS: ("the disk is read-only", "save it elsewhere"),
    errno.ENAMETOOLONG: ("its name is too long", "choose a shorter one"),
    errno.EISDIR: ("a folder has its name", "choose another name"),
    errno.ELOOP: ("its name is a link that leads nowhere", "choose another name"),
    errno.EIO: ("the disk does not work as it should", "save it on another disk"),
}


class Refused(OSError):
    """Nothing was written, for a reason of ours: `strerror` goes on behind the name of the file.

    Args:
        number: of the error that comes nearest.
        words: what is in the way.
        remedy: what helps.
    """

    def __init__(self, number: int, words: str, remedy: str) -> None:
        super().__init__(number, words)
        self.words = words
        self.remedy = remedy


class Unconfirmed(OSError):
    """The new file is in its place, and the disk does not say that it will stay there."""


@contextlib.contextmanager
def failures(path: Path, doing: str = "written") -> Iterator[None]:
    """Turn what the system says into a sentence; the file is as it was.

    Raises:
        FileFailure: instead of an `OSError` or `ValueError`.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise failure(path, error, doing) from error


def failure(path: Path, error: OSError | ValueError, doing: str = "written") -> FileFailure:
    """The sentence about one failure; see `failures`."""
    name, reading = show(path.name), doing == "read"
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, Refused):
        return FileFailure(f"{name} {error.words}", error.remedy)
    if isinstance(error, Unconfirmed):
        return FileFailure(f"{name} was written, but the disk does not confirm it", "Save it on another disk as well")
    if number in _NOT_THERE:
        what = "is not there" if reading else "cannot be saved: its folder is not there"
        return FileFailure(f"{name} {what}", "Check the name and the folder")
    if number in {errno.EACCES, errno.EPERM}:
        remedy = "Ask for the right to read it" if reading else "Save it elsewhere, or ask for the right"
        return FileFailure(f"{name} may not be {doing}", remedy)
    what, remedy = _SAID.get(
        number or 0, (f"the system says: {show(_reason(error))}", "try again, or save it elsewhere")
    )
    return FileFailure(
        f"{name} could not be {doing}, {what}", "Try again" if reading else f"The file is as it was; {remedy}"
    )


def reason(error: OSError) -> str:
    """Why something could not be written, as it goes on behind a colon, without the name of any file."""
    if isinstance(error, Refused):
        return f"what is there {error.words}"
    if error.errno in _NOT_THERE:
        return "the folder is not there"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "you may not write there"
    return _SAID.get(error.errno or 0, (show(_reason(error)),))[0]


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "the name cannot be used"
