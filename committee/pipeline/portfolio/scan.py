"""Which files a portfolio is made of: those named, and those in the folders named."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from committee.model.problem import Problem
from committee.store import find_accounts


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
