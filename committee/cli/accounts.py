"""Account files as the subcommands need them: found, read, and analysed or refused with their problems."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from committee.cli.output import complain
from committee.errors import CommitteeError, FileFailure
from committee.model.problem import Problem
from committee.reports.check import Checked, problem_text
from committee.store import find_accounts
from committee.text import show
from committee.workspace import Analysis, Workspace


class Faulty(CommitteeError):
    """The file has errors, so there is nothing to analyse; they are in the message, one a line."""


def open_analysis(file: Path, today: date) -> tuple[Workspace, Analysis]:
    """The account in `file` and its analysis.

    Raises:
        FileFailure: it cannot be read.
        Faulty: it has errors.
    """
    workspace = sound(file, today)
    return workspace, workspace.analyse()


def sound(file: Path, today: date) -> Workspace:
    """The account in `file`, free of errors.

    Raises:
        FileFailure: it cannot be read.
        Faulty: it has errors.
    """
    workspace = Workspace.open(file, today=today)
    if workspace.read_only:
        raise Faulty("\n".join(problem_text(problem, str(file)) for problem in workspace.document.errors))
    return workspace


def expand(paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Checked, ...]]:
    """Files as they stand, folders searched for account files; and what could not even be looked at.

    A file named twice is taken once. How much other TOML was passed over goes to stderr.
    """
    files: dict[Path, None] = {}
    unreadable: list[Checked] = []
    passed_over = 0
    for path in paths or (Path(),):
        if not path.is_dir():
            files[path] = None
            continue
        found = find_accounts(path)
        files.update(dict.fromkeys(found.accounts))
        unreadable += [Checked(show(str(file)), (problem,)) for file, problem in found.unreadable]
        passed_over += found.passed_over
        if not found.accounts and not found.unreadable:
            complain(f"{path}: no account files here")
    if passed_over:
        complain(f"{passed_over} other TOML {'file' if passed_over == 1 else 'files'} passed over")
    return tuple(files), tuple(unreadable)


def unreadable(file: Path, fault: FileFailure) -> Checked:
    """A file that could not be read, as a problem beside those of the others."""
    return Checked(show(str(file)), (Problem(code="unreadable", what=fault.what, remedy=fault.remedy),))
