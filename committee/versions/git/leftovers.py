"""Files of ours in the folder of git while a sync is at work, and what one that was killed has left there."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from committee.writing import PRIVATE
from committee.writing.leftovers import alive, machine

_NAME = re.compile(r"committee-(\d+)(?:-([\w-]*))?\.(index|index\.lock|taking|probe)")
_FULL = {number for number in (errno.ENOSPC, getattr(errno, "EDQUOT", None), errno.EFBIG) if number is not None}


def own_file(folder: Path, kind: str) -> Path:
    """A name that no other process has, in git's folder; it says whose it is, and on which machine."""
    return folder / f"committee-{os.getpid()}-{machine()}.{kind}"


def left_over(folder: Path) -> Iterator[Path]:
    """Files of processes that ended, on this machine, without taking them away; in order."""
    with suppress(OSError):
        for file in sorted(folder.iterdir()):
            found = _NAME.fullmatch(file.name)
            if found and found[2] in {None, machine()} and not alive(int(found[1])):
                yield file


def full(folder: Path) -> bool:
    """Whether nothing more can be written there: git often says something else then."""
    probe = own_file(folder, "probe")
    try:
        with os.fdopen(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
            file.write(bytes(1 << 16))
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        return fault.errno in _FULL
    finally:
        with suppress(OSError):
            probe.unlink()
    return False
