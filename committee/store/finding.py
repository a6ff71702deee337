"""Which files of a folder are accounts."""

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from committee.errors import FileFailure
from committee.model.problem import Problem
from committee.store.alone import alone
from committee.store.files import bytes_of
from committee.store.source import parsed, source_of
from committee.text import show

SUFFIX = ".account.toml"


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a folder: account files, TOML files that nobody can read, and how many others were passed over."""

    accounts: tuple[Path, ...]
    unreadable: tuple[tuple[Path, Problem], ...] = ()
    passed_over: int = 0


def find_accounts(folder: Path | str) -> Found:
    """The account files under `folder`, in order of their paths, outside hidden folders.

    Every `*.account.toml`, and any other `*.toml` that has `format` and `account` at its top level. Hidden files and
    whatever is not a regular file are not looked at; links to folders are not followed.

    Raises:
        FileFailure: `folder` is not there or is not a folder.
    """
    top = Path(folder)
    if not top.is_dir():
        what = "is not a folder" if top.exists() else "is not there"
        raise FileFailure(f"{show(str(top))} {what}", "Name a folder with account files")
    accounts: list[Path] = []
    unreadable: list[tuple[Path, Problem]] = []
    passed_over = 0
    for place, folders, files in os.walk(top, onerror=lambda error: unreadable.append(_closed(error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if name.startswith(".") or not name.endswith(".toml") or not path.is_file():
                continue
            kind = True if name.endswith(SUFFIX) else alone(partial(_kind, path), _unknown)
            if isinstance(kind, Problem):
                unreadable.append((path, kind))
            elif kind:
                accounts.append(path)
            else:
                passed_over += 1
    return Found(tuple(sorted(accounts)), tuple(sorted(unreadable, key=lambda pair: pair[0])), passed_over)


def _kind(path: Path) -> bool | Problem:
    """Whether a TOML file is an account, or why nobody can tell."""
    raw = parsed(source_of(bytes_of(path)))
    if isinstance(raw, list):
        return replace(raw[0], file=show(path.name))
    return "format" in raw and "account" in raw


def _unknown(problem: Problem) -> bool | Problem:
    return problem


def _closed(error: OSError) -> tuple[Path, Problem]:
    path = Path(os.fsdecode(error.filename or "."))
    what = f"the folder {show(path.name)} may not be read"
    return path, Problem(code="unreadable", what=what, remedy="Ask for the right to read it", file=show(path.name))
