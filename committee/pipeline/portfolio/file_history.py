"""What became of account files: when they changed, how often the close date slipped, and what they said at a review.

From git where a file is under it, through one `git log` of the whole folder and one `git cat-file --batch`, kept in
the cache folder by commit. Without git the day comes from the file system, and slips from the close dates this
computer has seen.
"""

import json
import os
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from committee.errors import FileFailure, Stop, never
from committee.paths import cache_dir, state_dir
from committee.pipeline.keeping import name_in_state, reviews
from committee.pipeline.portfolio.skim import close_date
from committee.store.files import bytes_of
from committee.versions.git.history import logged
from committee.versions.git.repository import GitFailure, Objects, Repository
from committee.versions.git.worktree import changed
from committee.writing import keep

MOST_VERSIONS = 200
"""Versions of one file that are looked at, the newest."""

MOST_SEEN = 40
"""Close dates remembered of one file."""


@dataclass(frozen=True, slots=True)
class Past:
    """The past of one file. `changed` is the day of the last change, `slips` how often the close date moved later.

    `versions` are the days of its commits, newest first, with the id of what it said then.
    """

    changed: date | None = None
    slips: int | None = None
    versions: tuple[tuple[date, str], ...] = ()
    repository: Repository | None = None

    def version(self, day: date) -> str:
        """The id of what the file said at the end of `day`; empty where that is not known."""
        return next((blob for when, blob in self.versions if when <= day), "")


def pasts(paths: Sequence[Path], stop: Stop = never) -> dict[Path, Past]:
    """The past of each file; of those that are not there none. One or two processes of git a repository."""
    found: dict[Path, Past] = {}
    folders: dict[Path, list[Path]] = {}
    for path in paths:
        folders.setdefault(Path(os.path.realpath(path.parent)), []).append(path)
    for repository, files in _by_repository(folders).items():
        if repository is not None:
            found |= _from_git(repository, files, stop)
    return found | _from_here([path for path in paths if path not in found])


class Earlier:
    """What files said at their last review, read through one process a repository, which end with `close`."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._open: dict[Repository, Objects] = {}
        self._kept: dict[str, Path] | None = None

    def close(self) -> None:
        """Nothing more is asked."""
        self._stack.close()

    def of(self, path: Path, day: date | None, past: Past) -> bytes | None:
        """The file as of the end of `day`, else as it was kept at its last review here; `None` where nobody knows."""
        blob = past.version(day) if day is not None else ""
        if past.repository is not None and blob:
            try:
                data = self._objects(past.repository).read(blob)
                return data if isinstance(data, bytes) else None
            except (GitFailure, OSError):
                return None
        kept = self._snapshots().get(name_in_state(path))
        with suppress(FileFailure):
            return None if kept is None else bytes_of(kept)
        return None

    def _snapshots(self) -> dict[str, Path]:
        """The newest copy that a review left of each file, by what stands for the file; looked for once."""
        if self._kept is None:
            found = sorted((reviews() / "snapshots").glob("*-????-??-??.toml"))
            self._kept = {snapshot.name[: -len("-2026-11-20.toml")]: snapshot for snapshot in found}
        return self._kept

    def _objects(self, repository: Repository) -> Objects:
        found = self._open.get(repository)
        if found is None:
            found = self._open[repository] = self._stack.enter_context(repository.objects())
        return found


def _by_repository(folders: Mapping[Path, list[Path]]) -> dict[Repository | None, list[Path]]:
    """Files by the repository they are in; a folder inside of one already found is not asked about again."""
    found: dict[Repository | None, list[Path]] = {}
    known: list[Repository] = []
    for folder in sorted(folders):
        inside = next(
            (one for one in known if folder.is_relative_to(one.root) and not (folder / ".git").exists()), None
        )
        repository = inside or Repository.of(folder)
        if repository is not None and repository not in known:
            known.append(repository)
        found.setdefault(repository, []).extend(folders[folder])
    return found


@dataclass(slots=True)
class _File:
    """What the log says of one file."""

    versions: list[tuple[date, str]] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)
    """The content before and after each commit."""


def _from_git(repository: Repository, files: Sequence[Path], stop: Stop) -> dict[Path, Past]:
    """The past of the files that git knows; nothing where git fails."""
    try:
        head = (
            repository.run("rev-parse", "--verify", "--quiet", "HEAD", check=False, stop=stop).decode("ascii").strip()
        )
        if not head:
            return {}
        names = {path: repository.relative(path) for path in files}
        kept = _Kept(repository)
        known = kept.at(head, set(names.values()))
        if known is None:
            known = kept.learn(head, _log(repository, stop), set(names.values()), stop)
        edited = changed(repository, frozenset(names.values()))
    except (GitFailure, UnicodeDecodeError, OSError):
        return {}
    pairs = ((path, known.get(name), name in edited) for path, name in names.items())
    return {path: _past(path, entry, repository, edited=more) for path, entry, more in pairs if entry}


def _past(path: Path, entry: "_Kept.Entry", repository: Repository, *, edited: bool) -> Past:
    """What git says of a file, and what was done to it since the last commit."""
    versions = tuple((date.fromisoformat(day), blob) for day, blob in entry["versions"])
    last, slips = versions[0][0], int(entry["slips"])
    if edited:
        last = _modified(path) or last
        slips += _later(_day(entry["close"]), _close(path))
    return Past(last, slips, versions, repository)


def _log(repository: Repository, stop: Stop) -> dict[str, _File]:
    """Every account-like file of the repository by its name now, from one log, newest commit first."""
    found: dict[str, _File] = {}
    for revision in logged(repository, "-M", of="*.toml", stop=stop, also={"GIT_LITERAL_PATHSPECS": "0"}):
        entry = found.setdefault(revision.path, _File())
        if len(entry.versions) < MOST_VERSIONS and revision.blob:
            entry.versions.append((revision.when.date(), revision.blob))
            entry.steps.append((revision.previous, revision.blob))
    return found


class _Kept:
    """What was learnt of a repository at a commit, in the cache folder."""

    Entry = dict[str, Any]
    """Of one file: its `versions`, its `slips`, and the `close` date in the newest."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.file = cache_dir() / f"portfolio.history-{name_in_state(repository.root)}.json"
        try:
            raw = json.loads(self.file.read_text(encoding="utf-8"))
            self.head, self.files, self.asked = str(raw["head"]), dict(raw["files"]), frozenset(raw["asked"])
            self.closes: dict[str, str] = dict(raw["closes"])
        except (OSError, ValueError, KeyError, TypeError):
            self.head, self.files, self.closes, self.asked = "", {}, {}, frozenset[str]()

    def at(self, head: str, names: AbstractSet[str]) -> dict[str, Entry] | None:
        """What is known of these files at that commit; `None` where they were not asked about."""
        return self.files if self.head == head and names <= self.asked else None

    def learn(self, head: str, log: Mapping[str, _File], names: AbstractSet[str], stop: Stop) -> dict[str, Entry]:
        """Work it out from the log and keep it; only contents not seen before are read."""
        wanted = {name: entry for name, entry in _joined(log, names).items() if entry.versions}
        blobs = {blob for entry in wanted.values() for step in entry.steps for blob in step if blob}
        closes = {blob: self.closes[blob] for blob in blobs if blob in self.closes}
        with self.repository.objects() as objects:
            for blob in sorted(blobs - closes.keys()):
                if stop():
                    return {}
                data = objects.read(blob)
                closes[blob] = _iso(close_date(data if isinstance(data, bytes) else b""))
        self.head, self.closes, self.asked = head, closes, frozenset(names)
        self.files = {name: self._entry(entry) for name, entry in wanted.items()}
        self._save()
        return self.files

    def _entry(self, entry: _File) -> Entry:
        closes = [(_day(self.closes.get(a, "")), _day(self.closes.get(b, ""))) for a, b in entry.steps]
        return {
            "versions": [(day.isoformat(), blob) for day, blob in entry.versions],
            "slips": sum(_later(before, after) for before, after in closes),
            "close": self.closes.get(entry.versions[0][1], ""),
        }

    def _save(self) -> None:
        words = {"head": self.head, "asked": sorted(self.asked), "files": self.files, "closes": self.closes}
        try:
            keep(self.file, json.dumps(words).encode())
        except OSError:
            return


def _joined(log: Mapping[str, _File], names: AbstractSet[str]) -> dict[str, _File]:
    """The files of those names; where the history of one begins with the content of a name gone by, with that one's."""
    gone = {entry.versions[0][1]: entry for name, entry in log.items() if name not in names and entry.versions}
    found: dict[str, _File] = {}
    for name in sorted(names & log.keys()):
        whole = _File(list(log[name].versions), list(log[name].steps))
        while whole.steps and len(whole.versions) < MOST_VERSIONS:
            before = gone.pop(whole.steps[-1][0], None)
            if before is None:
                break
            whole.versions += before.versions
            whole.steps += before.steps
        found[name] = whole
    return found


def _from_here(paths: Sequence[Path]) -> dict[Path, Past]:
    """The past of files without a history: when they were written, and the close dates seen before."""
    if not paths:
        return {}
    seen = _seen()
    changed = False
    found: dict[Path, Past] = {}
    for path in paths:
        modified = _modified(path)
        if modified is None:
            continue
        days = seen.get(name_in_state(path), [])
        now = _iso(_close(path))
        if now and days[-1:] != [now]:
            days = [*days, now][-MOST_SEEN:]
            seen[name_in_state(path)] = days
            changed = True
        found[path] = Past(modified, sum(_later(_day(a), _day(b)) for a, b in pairwise(days)))
    if changed:
        try:
            keep(_journal(), json.dumps(seen, sort_keys=True).encode())
        except OSError:
            return found
    return found


def _seen() -> dict[str, list[str]]:
    """Close dates by the print of a file's place, oldest first; what is no such list is left out."""
    try:
        raw = json.loads(_journal().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(raw, dict):
        return {}
    return {
        str(key): [day for day in days if isinstance(day, str)] for key, days in raw.items() if isinstance(days, list)
    }


def _journal() -> Path:
    return state_dir() / "close-dates.json"


def _close(path: Path) -> date | None:
    try:
        return close_date(bytes_of(path))
    except FileFailure:
        return None


def _modified(path: Path) -> date | None:
    """The day a file was written last, on the clock of this computer."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    except (OSError, ValueError, OverflowError):
        return None


def _later(before: date | None, after: date | None) -> int:
    return int(before is not None and after is not None and after > before)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
