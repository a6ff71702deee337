"""One sync at a time where commit, index and files of a clone change; whoever is killed lets go of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from committee.versions.git.wording import Nameless


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Keep other syncs out of git's folder for as long as the block takes; the system forgets it with the process.

    A system or a disk without such locks lets everybody in: git's own locks hold there.

    Raises:
        Nameless: another sync is in such a step; nothing was changed.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # a folder cannot be opened everywhere
        yield
        return
    try:
        _locked(handle)
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> None:
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Nameless("Another sync is at work in this folder", "Wait until it is done, then sync again") from None
    except (ImportError, AttributeError, OSError):
        return
