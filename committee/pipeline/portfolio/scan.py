"""Which files a portfolio is made of: those named, and those in the folders named."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from committee import writing
from committee.errors import Stop, never
from committee.model.problem import Problem
from committee.store import find_accounts

SWEPT = 500
"""Folders that are looked through for left-overs at most."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """Account files, each once, in the order asked for; what nobody can read; and what was left aside.

    `unreadable` are other TOML files that cannot be parsed, and folders that may not be entered: nobody can tell
    whether they are accounts, so they are listed. `passed_over` counts TOML files that are none. `empty` are folders
    without either.
    """

    files: tuple[Path, ...]
    unreadable: tuple[tuple[Path, Problem], ...] = ()
    passed_over: int = 0
    empty: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.unreadable)


def scan(paths: Sequence[Path]) -> Scanned:
    """The account files at `paths`; folders are searched downwards, hidden ones apart.

    A file is taken as it stands, whether it is there or not: its row says so.
    """
    files: dict[Path, None] = {}
    unreadable: dict[Path, Problem] = {}
    empty: list[Path] = []
    passed_over = 0
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        found = find_accounts(path)
        files.update(dict.fromkeys(found.accounts))
        unreadable.update(found.unreadable)
        passed_over += found.passed_over
        if not found.accounts and not found.unreadable:
            empty.append(path)
    return Scanned(tuple(files), tuple(unreadable.items()), passed_over, tuple(empty))


def sweep(files: Iterable[Path], stop: Stop = never) -> None:
    """Take away what saves that were killed left beside these files, as opening each of them would.

    Where the disk is another machine's, so may its clock be: a left-over is old if an account was written long after.
    """
    newest: dict[Path, float] = {}
    for file in files:
        folder = file.absolute().parent
        if folder not in newest and len(newest) == SWEPT:
            continue
        with suppress(OSError):
            newest[folder] = max(newest.get(folder, 0.0), file.stat().st_mtime)
    for folder, written in newest.items():
        if stop():
            return
        writing.sweep(folder, now=written)
