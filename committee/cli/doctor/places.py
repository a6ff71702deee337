"""Folders of ours: where they are, whether they take files, who may read them, and what is kept in them."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from committee import crash, paths, writing
from committee.cli.doctor.line import Line
from committee.paths import short_path
from committee.plurals import counted
from committee.settings import FILE_NAME
from committee.text import show
from committee.workspace.journal import on_this_machine

_MOST = 20_000
"""Files of a folder that are looked at."""
_ROOM = 64 * 1024 * 1024
"""Bytes that ought to be free: accounts have at most 5 MB, and each save holds two of them for a moment."""


@dataclass(slots=True)
class _Held:
    """What is in a folder: files, bytes, and what somebody else could read or does own; `by` counts by folder below."""

    files: int = 0
    size: int = 0
    loose: int = 0
    foreign: int = 0
    by: dict[str, int] = field(default_factory=dict)


def lines(fault: str, environment: Mapping[str, str] = os.environ) -> Iterator[Line]:
    """A line for the settings, for each folder and for what is kept in them.

    Args:
        fault: what is wrong with the settings; empty where nothing is.
        environment: what names other folders than the usual ones.
    """
    config, state, cache = paths.config_dir(), paths.state_dir(), paths.cache_dir()
    yield _settings(config, fault)
    yield from _themes(config)
    held = _held(state)
    yield _folder("state folder", state, held, "XDG_STATE_HOME", environment)
    yield from _kept(held)
    yield _folder("cache folder", cache, _held(cache), "XDG_CACHE_HOME", environment)
    yield _room(state)


def _settings(config: Path, fault: str) -> Line:
    place = config / FILE_NAME
    if fault:
        found = fault.replace(show(str(place)), FILE_NAME)
        return Line(
            name="settings", found=found, remedy=f"Correct {short_path(place)}", unnamed="not as they should be"
        )
    there = place.exists()
    said = short_path(place) if there else f"the defaults; {short_path(place)} is not there"
    return Line(name="settings", found=said, unnamed="a file of one's own" if there else "the defaults")


def _themes(config: Path) -> Iterator[Line]:
    from committee.tui.theme.themes import load_themes

    _, faults = load_themes(config / "themes")
    if faults:
        said = f"{counted(len(faults), 'theme')} of yours cannot be used"
        yield Line(name="themes", found=said, remedy="committee themes says what is wrong")


def _folder(name: str, place: Path, held: _Held, variable: str, environment: Mapping[str, str]) -> Line:
    named = short_path(place)
    where = f"as {variable} says" if environment.get(variable) else "in its usual place"

    def line(said: str, remedy: str = "") -> Line:
        return Line(name=name, found=f"{named}, {said}", remedy=remedy, unnamed=f"{where}, {said}")

    refused = writing.refused(place)
    if refused:
        remedy = f"Let {short_path(_nearest(place))} be a folder you may write into, or set {variable} to one"
        return line(f"takes no files ({refused})", remedy)
    if not place.exists():
        return line("made when it is needed")
    if held.foreign:
        return line(f"{counted(held.foreign, 'file')} of somebody else", f"Take them away, or own {named}")
    if held.loose:
        said = "others may look into it" if held.loose == 1 else f"{held.loose} things in it that others may read"
        return line(said, f"chmod -R go= {_quoted(named)}")
    more = " or more" if held.files >= _MOST else ""
    return line(f"{counted(held.files, 'file')}{more}, {_size(held.size)}, for you alone")


def _kept(held: _Held) -> Iterator[Line]:
    """What lies in the state folder that somebody may wait for, or may want to be gone."""
    yield _journals()
    rescued = held.by.get("rescued", 0)
    if rescued:
        said = f"{counted(rescued, 'rescued file')}; opening the account offers them"
        yield Line(name="rescued work", found=said)
    if crash.file().exists():
        remedy = f"committee doctor --bundle makes a report with it; then delete {short_path(crash.file())}"
        yield Line(name="crash report", found="the program failed once", remedy=remedy)


def _journals() -> Line:
    """The journals of edits: of programs that run, of those that ended with something unsaved, copies for undoing."""
    left, held, copies = on_this_machine()
    parts = [
        f"{counted(left, 'sitting')} ended with edits not saved; opening the account offers them" if left else "",
        f"{counted(held, 'journal')} of what runs now" if held else "",
        f"{counted(copies, 'copy', 'copies')} from before somebody was forgotten" if copies else "",
    ]
    return Line(name="journals", found="; ".join(filter(None, parts)) or "no edits that were not saved")


def _room(state: Path) -> Line:
    try:
        free = shutil.disk_usage(_nearest(state)).free
    except OSError as failure:
        return Line(name="disk", found=f"its room cannot be asked ({show(failure.strerror or 'unknown')})")
    return Line(name="disk", found=f"{_size(free)} free", remedy="" if free >= _ROOM else "Make room before you save")


def _held(place: Path) -> _Held:
    held = _Held()
    for path in (place, *_below(place)):
        try:
            status = path.lstat()
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode):
            held.files += 1
            held.size += status.st_size
            below = path.relative_to(place).parts[0]
            held.by[below] = held.by.get(below, 0) + 1
        if os.name != "nt" and not stat.S_ISLNK(status.st_mode):
            held.loose += bool(status.st_mode & 0o077)
            held.foreign += status.st_uid != os.geteuid()
    return held


def _below(place: Path) -> Iterable[Path]:
    seen = 0
    for folder, folders, files in os.walk(place):
        folders.sort()
        for name in (*folders, *sorted(files)):
            seen += 1
            if seen > _MOST:
                return
            yield Path(folder, name)


def _nearest(place: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    return next((one for one in (place, *place.parents) if one.exists()), Path(place.anchor))


def _quoted(named: str) -> str:
    return f'"{named}"' if " " in named and not named.startswith("~") else named.replace(" ", "\\ ")


def _size(size: int) -> str:
    for unit, step in (("GB", 1 << 30), ("MB", 1 << 20)):
        if size >= step:
            return f"{size / step:.1f} {unit}"
    return f"{-(-size // 1024)} KB"
