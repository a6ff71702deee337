"""What a new file keeps of the one it replaces: owner, group, rights and attributes; and what it cannot keep."""

import os
import stat
from contextlib import suppress
from pathlib import Path


def take_after(new: Path, old: Path) -> tuple[str, ...]:
    """Give `new` what `old` has beside its content; what that was not possible for, in words.

    Raises:
        OSError: not even the mode could be given.
    """
    status = os.stat(old)
    mode = stat.S_IMODE(status.st_mode)
    owner, group = _given(new, status)
    lost = []
    if not owner:
        lost.append("the file belonged to another user and is yours now")
    if not group:
        lost.append("the file could not be left to its group")
        # Rights that were meant for one group are not handed to another.
        mode &= ~0o070 | (mode & 0o007) << 3
    if not (owner and group):
        mode &= 0o777
    if not _attributes(new, old, lists=group):
        lost.append("not all of its attributes could be copied")
    os.chmod(new, mode)
    if status.st_nlink > 1:
        lost.append("its other names (hard links) still hold what it was before")
    return tuple(lost)


def _given(new: Path, status: os.stat_result) -> tuple[bool, bool]:
    """Hand the new file to owner and group of the old one; whether it has each of them now."""
    if not hasattr(os, "chown"):
        return True, True
    for owner, group in ((-1, status.st_gid), (status.st_uid, -1)):
        with suppress(OSError):
            os.chown(new, owner, group)
    now = os.stat(new)
    return now.st_uid == status.st_uid, now.st_gid == status.st_gid


def _attributes(new: Path, old: Path, *, lists: bool) -> bool:
    """Copy extended attributes, where wanted the lists of who may read it too; whether none of weight is lost."""
    if not hasattr(os, "listxattr"):
        return True
    try:
        names = os.listxattr(old)
    except OSError:
        return True
    whole = True
    for name in names:
        try:
            if not lists and name.startswith("system."):
                raise PermissionError
            os.setxattr(new, name, os.getxattr(old, name))
        except OSError:
            # What is the system's alone (labels, say) it gives to the new file itself.
            whole = whole and not name.startswith(("user.", "system."))
    return whole
