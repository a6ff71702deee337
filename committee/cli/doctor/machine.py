"""Versions: of the program, of Python, of the libraries; and the time zones there are."""

import os
import platform
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from committee import __version__
from committee.cli.doctor.line import Line
from committee.model.zones import is_zone

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_BOUND = re.compile(r"(>=|<)\s*([0-9.]+)")
_AGAIN = "Install committee again, which brings the libraries it was tested with"
_PROBES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
"""Zones that any data about zones has."""


def lines() -> Iterator[Line]:
    """A line each for the program, the system, the libraries and the zones."""
    yield Line(name="committee", found=f"{__version__}, {_kind()}")
    yield Line(name="python", found=f"{platform.python_version()} on {platform.system()} {platform.release()}".rstrip())
    yield _libraries()
    yield _zones()


def _kind() -> str:
    package = Path(__file__).parents[2]
    return "installed" if (package / "_bundled").is_dir() else "from a checkout"


def _libraries() -> Line:
    try:
        wanted = [one for one in metadata.requires("committee") or () if ";" not in one]
    except metadata.PackageNotFoundError:
        return Line(name="libraries", found="this committee was never installed, so what it needs is not known")
    found, faults = [], []
    for requirement in sorted(wanted, key=str.lower):
        named = _NAME.match(requirement)
        if named is None:
            continue
        try:
            version = metadata.version(named[0])
        except metadata.PackageNotFoundError:
            faults.append(f"{named[0]} is missing")
            continue
        found.append(f"{named[0]} {version}")
        if not _fits(version, requirement):
            faults.append(f"{named[0]} {version} is not {requirement.removeprefix(named[0])}")
    return Line(name="libraries", found=", ".join(faults or found), remedy=_AGAIN if faults else "")


def _fits(version: str, requirement: str) -> bool:
    have = _parts(version)
    return all((have >= _parts(bound)) == (sign == ">=") for sign, bound in _BOUND.findall(requirement))


def _parts(version: str) -> tuple[int, ...]:
    """The numbers of a version, without zeros at its end: 9 and 9.0 are one."""
    found = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    parts = [int(part) for part in found[0].split(".")] if found else []
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def _zones() -> Line:
    import zoneinfo

    known = len(zoneinfo.available_timezones())
    folders = any(Path(folder).is_dir() for folder in zoneinfo.TZPATH)
    try:
        own = f"tzdata {metadata.version('tzdata')}"
    except metadata.PackageNotFoundError:
        own = ""
    source = " and ".join(name for name in ("the system" if folders else "", own) if name) or "nowhere"
    lost = [name for name in _PROBES if not is_zone(name)]
    if lost:
        remedy = "Install the Python package tzdata beside committee, or the system's own"
        return Line(name="time zones", found=f"{known} known, not {', '.join(lost)} (from {source})", remedy=remedy)
    if "TZ" in os.environ and not os.environ["TZ"].lstrip(":"):
        return Line(name="time zones", found=f"{known} known, from {source}; TZ is empty, so here it is UTC")
    return Line(name="time zones", found=f"{known} known, from {source}")
