"""Unsaved work on its way out: a new file that nothing stands in the way of, and all such files of an account."""

import errno
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from committee.paths import mark, state_dir
from committee.writing.leftovers import ours
from committee.writing.modes import PRIVATE
from committee.writing.own import ready
from committee.writing.replacing import create
from committee.writing.words import reason

_ENDING: Final = ".rescue"
_MOST: Final = 1000
"""No account has more of them."""


def rescue(account: Path, data: bytes) -> Path:
    """Keep unsaved work beside the account's file, or in the state folder; never over anything. Where it is now.

    The state folder takes it where the account's folder is gone, full, read-only or somebody else's.

    Raises:
        OSError: neither place takes it.
    """
    account = account.absolute()
    try:
        if not ours(os.stat(account.parent)):
            raise PermissionError(errno.EACCES, "the folder is somebody else's")
        return _numbered(account.parent, account.name, data, _mode(account))
    except OSError as first:
        try:
            return _numbered(ready(_folder()), _mark(account), data, PRIVATE)
        except OSError as second:
            words = f"beside the account, {reason(first)}; in the state folder, {reason(second)}"
            raise OSError(second.errno, words) from second


def rescues(account: Path) -> tuple[Path, ...]:
    """All that was rescued of an account, the oldest of each place first; links and what is no file are not ours."""
    account = account.absolute()
    return (*_present(account.parent, account.name), *_present(_folder(), _mark(account)))


def _folder() -> Path:
    return state_dir() / "rescued"


def _mark(account: Path) -> str:
    return mark(Path(os.path.realpath(account)))


def _mode(account: Path) -> int:
    """The rights of the account's own file, for its owner at least."""
    try:
        return stat.S_IMODE(os.stat(account).st_mode) & 0o666 | PRIVATE
    except OSError:
        return PRIVATE


def _numbered(folder: Path, name: str, data: bytes, mode: int) -> Path:
    for number in range(1, _MOST):
        path = folder / f"{name}{_ENDING}{f'-{number}' if number > 1 else ''}"
        with suppress(FileExistsError):
            create(path, data, mode=mode, exactly=True)
            return path
    raise OSError(errno.EEXIST, "there are too many of them")


def _present(folder: Path, name: str) -> list[Path]:
    pattern = re.compile(rf"{re.escape(name + _ENDING)}(?:-(\d{{1,3}}))?")
    found = []
    with suppress(OSError):
        for entry in os.scandir(folder):
            numbered = pattern.fullmatch(entry.name)
            if numbered is not None and entry.is_file(follow_symlinks=False):
                found.append((int(numbered[1] or 1), Path(entry.path)))
    return [path for _, path in sorted(found)]
