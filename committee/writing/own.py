"""Files of our own: in the state and cache folders, for their owner alone, in folders that nobody else enters."""

import os
from contextlib import suppress
from pathlib import Path

from committee.paths import cache_dir, contents, state_dir
from committee.writing.leftovers import on_its_way
from committee.writing.modes import PRIVATE
from committee.writing.replacing import create, replace
from committee.writing.words import failures, reason


def made(folder: Path) -> Path:
    """The folder, made where it is not there yet; whatever is made is closed to everybody else.

    Raises:
        OSError: it cannot be made.
    """
    missing, at = [], folder
    while at != at.parent and not at.is_dir():
        missing.append(at)
        at = at.parent
    for one in reversed(missing):
        with suppress(FileExistsError):
            os.mkdir(one, 0o700)
    return folder


def ready(folder: Path) -> Path:
    """A folder of ours, made where it is not there yet and closed to everybody else, like those of ours above it.

    Raises:
        OSError: it cannot be made.
    """
    made(folder)
    roots = (state_dir(), cache_dir())
    inside = [one for one in folder.parents if any(one == root or root in one.parents for root in roots)]
    for one in (folder, *inside):
        with suppress(OSError):
            # It may be older than we are; on systems without modes this changes nothing.
            if os.stat(one).st_mode & 0o077:
                os.chmod(one, 0o700)
    return folder


def refused(folder: Path) -> str:
    """Why a folder of ours takes no files, in words; empty where it does, or where it could be made.

    A folder that is there is tried with a file that goes at once: rights alone say nothing about a full disk.
    """
    there = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), folder)
    if not os.path.isdir(there):
        return "there is a file where a folder should be"
    if there != folder:
        return "" if os.access(there, os.W_OK | os.X_OK) else "you may not write there"
    try:
        with on_its_way(folder):
            return ""
    except OSError as failure:
        return reason(failure)


def keep(file: Path, data: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all.

    Raises:
        OSError: it could not be written.
    """
    ready(file.parent)
    if file.is_symlink():
        os.unlink(file)
    replace(file, data, mode=PRIVATE)
    with suppress(OSError):
        if os.stat(file).st_mode & 0o077:
            os.chmod(file, PRIVATE)


def export(path: Path, data: bytes) -> bool:
    """Write what names people to a new file that only its owner may read; whether the file holds it now.

    It does not where another one is there, or a link.

    Raises:
        FileFailure: it could not be written.
    """
    with failures(path):
        try:
            create(path, data, mode=PRIVATE)
        except FileExistsError:
            return _holds(path, data)
    return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        return contents(path, len(data)) == data
    except OSError:
        return False


def kept_or_not(file: Path, data: bytes) -> bool:
    """`keep` what is not worth a word where it cannot be kept; whether it was."""
    try:
        keep(file, data)
    except OSError:
        return False
    return True
