"""Who else has an account open, and since when; as far as the state folder of this machine's user can know.

Each sitting keeps one small record in the state folder while a file is open, and renews it now and then. It is no
lock: everybody may save, and what two of them changed is joined. The record names the file by a fingerprint of its
real path only, so that what lies in the state folder tells nothing about accounts.

A state folder is one user's. So this sees other windows of the same user, on this machine or, where the home folder is
shared, on another one; somebody with a state folder of their own is not seen, and is noticed by what they save.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from committee import paths, writing
from committee.model.dates import show_day
from committee.text import show
from committee.workspace.journal import sweep as sweep_journals

BEAT = timedelta(seconds=30)
"""How often a record is renewed."""

STALE = timedelta(minutes=3)
"""A record not renewed for so long does not count: its machine is asleep or away, its process is stopped."""


OLD = timedelta(days=1)
"""A record not renewed for so long is taken away, whoever made it."""

UNUSED = timedelta(days=180)
"""The positions of a map that nobody opened for so long are taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One sitting with one file. `user`, `host` and `pid` say whose it is; times are aware."""

    user: str
    host: str
    pid: int
    since: datetime
    beat: datetime

    def words(self, now: datetime, mine: "Presence | None" = None) -> str:
        """Who has it open and since when: "another window since 14:02", "dana on desk-7 since 21 Nov 09:30".

        Args:
            now: in the zone that times are told in.
            mine: our own record, to tell another window from another machine and another person.
        """
        same_user = mine is not None and mine.user == self.user
        same_host = mine is not None and mine.host == self.host
        who = "you" if same_user else self.user or "somebody"
        where = "another window" if same_user and same_host else who if same_host else f"{who} on {self.host}"
        since = self.since.astimezone(now.tzinfo)
        day = "" if since.date() == now.date() else f"{show_day(since, since)} "
        return f"{where} since {day}{since:%H:%M}"


class Attendance:
    """Our own record for one file; `enter` makes it, `beat` renews it, `leave` takes it away.

    Args:
        path: the account file.
        user: who sits here.
        host: the machine's name.
        pid: of this process.
    """

    def __init__(self, path: Path, *, user: str, host: str, pid: int) -> None:
        self._print = _print(path)
        self._beside = path.absolute().parent
        self._user, self._host, self._pid = show(user), show(host), pid
        self.mine: Presence | None = None

    def enter(self, now: datetime) -> tuple[Presence, ...]:
        """Say that we have the file open; who else has, the longest first. What cannot be written is not said."""
        self.mine = Presence(user=self._user, host=self._host, pid=self._pid, since=now, beat=now)
        self._write()
        self._sweep(now)
        return self.others(now)

    def beat(self, now: datetime) -> tuple[Presence, ...]:
        """Renew our record where it is time, and who else is there now."""
        if self.mine is not None and now - self.mine.beat >= BEAT:
            self.mine = Presence(user=self._user, host=self._host, pid=self._pid, since=self.mine.since, beat=now)
            self._write()
        return self.others(now)

    def leave(self) -> None:
        """We closed the file."""
        if self.mine is not None:
            with suppress(OSError):
                self._file().unlink()
            self.mine = None

    def others(self, now: datetime) -> tuple[Presence, ...]:
        """Everybody else who has the file open; records left over are taken away where that is sure."""
        found = []
        with suppress(OSError):
            for file in sorted(_folder().glob(f"{self._print}.*.json")):
                if file == self._file():
                    continue
                other = _read(file)
                if other is None or _left_over(other, self._host, now):
                    file.unlink()
                elif now - other.beat <= STALE:
                    found.append(other)
        return tuple(sorted(found, key=lambda other: (other.since, other.user, other.host, other.pid)))

    def _sweep(self, now: datetime) -> None:
        """Take away what processes that are gone left: here beside the account, in the state folder, of demos."""
        for file in _files(_folder()):
            other = _read(file)
            if file != self._file() and (other is None or _left_over(other, self._host, now)):
                with suppress(OSError):
                    file.unlink()
        try:
            disk = self._file().stat().st_mtime
        except OSError:
            disk = 0.0  # nothing is old by a clock that cannot be read
        for positions in _files(paths.state_dir() / "maps"):
            with suppress(OSError):
                if disk - positions.stat().st_mtime > UNUSED.total_seconds():
                    positions.unlink()
        writing.sweep(self._beside, now=disk)
        sweep_journals(now=disk)
        writing.sweep_scratch()

    def _file(self) -> Path:
        host = hashlib.sha256(self._host.encode()).hexdigest()[:8]
        return _folder() / f"{self._print}.{host}.{self._pid}.json"

    def _write(self) -> None:
        if self.mine is None:
            return
        words = {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self.mine).items()
        }
        writing.kept_or_not(self._file(), json.dumps(words, sort_keys=True).encode())


def attendance(path: Path) -> Attendance:
    """The record of this process for a file; nothing is written before `enter`."""
    import getpass
    import platform

    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    return Attendance(path, user=user, host=platform.node(), pid=os.getpid())


def _files(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(file for file in folder.iterdir() if file.is_file())
    except OSError:
        return ()


def _folder() -> Path:
    return paths.state_dir() / "open"


def _print(path: Path) -> str:
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:20]


def _read(file: Path) -> Presence | None:
    try:
        words: Any = json.loads(file.read_text(encoding="utf-8"))
        since, beat = datetime.fromisoformat(words["since"]), datetime.fromisoformat(words["beat"])
        found = Presence(
            user=show(str(words["user"])), host=show(str(words["host"])), pid=int(words["pid"]), since=since, beat=beat
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if since.tzinfo is not None and beat.tzinfo is not None else None


def _left_over(other: Presence, host: str, now: datetime) -> bool:
    """Whether a record is of a sitting that surely ended: its process is gone, or it was not renewed for a day."""
    return now - other.beat > OLD or (other.host == host and not writing.alive(other.pid))
