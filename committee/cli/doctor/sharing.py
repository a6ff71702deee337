"""Git: which one, who it says somebody is, and whether it merges account files by what they say."""

import re
from collections.abc import Iterator
from pathlib import Path

from committee.cli.doctor.line import Line
from committee.plurals import counted
from committee.versions.git.repository import GitFailure, Repository
from committee.versions.git.setup import Scope, Setup, missing, running_program, settings

LEAST = (2, 30)
"""The oldest git whose `rev-parse` knows `--end-of-options`, with which we ask for every commit somebody names."""


def lines(here: Path) -> Iterator[Line]:
    """A line each for git, for who I am, and for merges; the first one only where there is no git."""
    git = Repository(here if here.is_dir() else Path("/"))
    try:
        said = git.run("version").decode("utf-8", "replace").strip().removeprefix("git version ")
    except GitFailure:
        remedy = "Install git for history, sharing and merges; all else works without it"
        yield Line(name="git", found="not found on the PATH", remedy=remedy)
        return
    numbers = tuple(map(int, re.findall(r"[0-9]+", said)[:2]))
    wanted = ".".join(map(str, LEAST))
    yield Line(name="git", found=said, remedy="" if numbers >= LEAST else f"Install git {wanted} or a newer one")
    yield _identity(git)
    yield _merges(here)


def _identity(git: Repository) -> Line:
    unset = [name for name in ("user.name", "user.email") if not git.run("config", "--get", name, check=False).strip()]
    if unset:
        remedy = f"git config --global {unset[0]} ..., so that others see who shared what"
        return Line(name="git identity", found=f"{' and '.join(unset)} not set", remedy=remedy)
    return Line(name="git identity", found="a name and an address are set")


def _merges(here: Path) -> Line:
    repository = Repository.of(here)
    where = "in this repository" if repository else "in your repositories"
    setup = Setup(repository, Scope.LOCAL if repository else Scope.GLOBAL, running_program())
    faults = missing(setup, anywhere=True)
    if not faults:
        return Line(name="merges", found=f"account files are merged by what they say {where}")
    whole = len(settings(setup.program)) + (2 if repository else 1)
    found = (
        f"as text {where}: git does not know of committee yet"
        if len(faults) >= whole
        else f"not all is set up {where}: {counted(len(faults), 'setting')} missing or of another committee"
    )
    return Line(name="merges", found=found, remedy="committee git-setup; with --check it says what is missing")
