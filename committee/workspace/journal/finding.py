"""Journals that processes left behind: what they say, which account they are of, and when they go.

A journal is left if no process holds its file. Where the system knows no such holding, its first line says which
process made it, and when that began: another one may have its number by now.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from committee import writing
from committee.errors import CommitteeError, FileFailure
from committee.paths import contents, mark, state_dir
from committee.text import show
from committee.workspace.journal.lines import VERSION, Cut, Entry, entries, summed

KEPT_DAYS: Final = 30
"""After so many days a journal that nobody took up is thrown away."""
MOST_BYTES: Final = 64 * 1024 * 1024
"""Of a journal that is read; one is begun anew long before."""
UNSAVED: Final = ".journal"
BEFORE: Final = ".before"
"""Endings: of unsaved work, and of a copy from before somebody was forgotten."""
_DAY: Final = 24 * 60 * 60
_NAME: Final = re.compile(r"([0-9a-f]{16})-[0-9a-f]{8}-\d{1,10}-\d{1,10}\.(journal|before)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What one journal says. Times are aware.

    `base` is the text of the account that the work began with, `text` what it came to, `words` what was done on the
    way. `before` says that it is no unsaved work but a copy from before somebody was forgotten.
    """

    file: Path
    account: Path
    base: str
    text: str
    words: tuple[str, ...]
    when: datetime
    before: bool


def folder() -> Path:
    """Where all journals are; nothing is created here."""
    return state_dir() / "journals"


def stem(account: Path) -> str:
    """What the names of an account's journals begin with; it tells nothing about the account."""
    return mark(Path(os.path.realpath(account)))


def left(account: Path) -> tuple[tuple[Left, ...], tuple[CommitteeError, ...]]:
    """All that processes which are gone left of an account, the oldest first; and what cannot be read of it."""
    found, faults = [], []
    for file in _files(stem(account)):
        try:
            one = _read(file)
        except CommitteeError as failure:
            faults.append(failure)
            continue
        if one is not None and os.path.realpath(one.account) == os.path.realpath(account):
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.when, one.file.name))), tuple(faults)


class Unsaved:
    """Which accounts have unsaved work of an earlier sitting: the folder is looked at once for all of them."""

    def __init__(self) -> None:
        self._stems = {name[:16] for name in _names() if name.endswith(UNSAVED) and _is_free(folder() / name)}

    def has(self, account: Path) -> bool:
        """Whether there is any of this one."""
        return bool(self._stems) and stem(account) in self._stems


def sweep(*, now: float) -> None:
    """Take away what is older than `KEPT_DAYS`, and what never became a journal.

    Args:
        now: seconds since 1970, on the clock of that disk.
    """
    for name in _names():
        file = folder() / name
        with suppress(OSError):
            age = now - file.stat(follow_symlinks=False).st_mtime
            if (age > KEPT_DAYS * _DAY or (age > _DAY and not _begun(file))) and _is_free(file):
                file.unlink()


def on_this_machine() -> tuple[int, int, int]:
    """How many journals wait to be offered, are of what runs now, and are copies from before somebody was forgotten."""
    names = _names()
    unsaved = [name for name in names if name.endswith(UNSAVED)]
    left = sum(_is_free(folder() / name) for name in unsaved)
    return left, len(unsaved) - left, len(names) - len(unsaved)


def count(account: Path) -> int:
    """How many journals of an account there are that no process writes."""
    return sum(map(_is_free, _files(stem(account))))


def purge(account: Path) -> tuple[int, tuple[str, ...]]:
    """Take away every journal of an account; how many were, and a sentence for each that is still there."""
    gone, failed = 0, []
    for file in _files(stem(account)):
        if not _is_free(file):
            failed.append("another window has the account open, and keeps what is unsaved there until it is closed")
            continue
        try:
            file.unlink()
        except OSError as fault:
            failed.append(f"a journal is in {show(str(file))}: {show(fault.strerror or 'it could not be removed')}")
        else:
            gone += 1
    return gone, tuple(failed)


def _names() -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder()) if _NAME.fullmatch(entry.name))
    except OSError:
        return []


def _files(begin: str) -> Iterator[Path]:
    yield from (folder() / name for name in _names() if name.startswith(f"{begin}-"))


def _is_free(file: Path) -> bool:
    """Whether no living process writes it."""
    try:
        known = writing.free(file)
    except OSError:
        return False
    if known is not None:
        return known
    head = next(_entries(file), None)
    return head is None or not _lives(head)


def _lives(head: Entry) -> bool:
    """Whether the process that made it may still run."""
    pid = head.get("pid")
    if head.get("machine") != writing.machine() or not isinstance(pid, int):
        return False
    return writing.alive(pid) and head.get("started") in {"", writing.started(pid)}


def _begun(file: Path) -> bool:
    return next(_entries(file), None) is not None


def _entries(file: Path) -> Iterator[Entry]:
    with suppress(OSError):
        yield from entries(contents(file, MOST_BYTES, follow=False))


def _read(file: Path) -> Left | None:
    """What it says; `None` where somebody is writing it, or nothing was ever written.

    Raises:
        FileFailure: it cannot be read, by us at least.
    """
    if not _is_free(file):
        return None
    with writing.failures(file, "read"):
        said = entries(contents(file, MOST_BYTES, follow=False))
    head = next(said, None)
    if head is None:
        return None
    if head.get("journal") != VERSION:
        raise FileFailure("Unsaved work of an earlier sitting was written by a later committee", "Open it with that")
    try:
        account, base, when = Path(head["account"]), str(head["base"]), datetime.fromisoformat(head["since"])
    except (KeyError, TypeError, ValueError):
        return None
    text = base
    words: list[str] = []
    for entry in said:
        try:
            after, at, done = _after(text, entry), datetime.fromisoformat(entry["at"]), map(str, entry["words"])
        except (KeyError, TypeError, ValueError):
            break
        text, when = after, at
        words += done
    before = file.suffix == BEFORE
    return Left(file=file, account=account, base=base, text=text, words=tuple(words), when=when, before=before)


def _after(text: str, entry: Entry) -> str:
    """The text after one line.

    Raises:
        ValueError: the line is of another text.
    """
    at, out, put = entry["cut"]
    after = Cut(at, out, put).made(text)
    if summed(after) != entry["sum"]:
        raise ValueError("a change of another text")
    return after
