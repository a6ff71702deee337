"""Account files as the subcommands need them: found, read, and analysed or refused with their problems."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from committee.cli.output import complain
from committee.errors import CommitteeError, FileFailure
from committee.model.problem import Problem
from committee.pipeline.scan import Scanned, scan
from committee.reports.check import Checked, problem_text
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
    found = searched(paths)
    return found.files, tuple(Checked(show(str(file)), (problem,)) for file, problem in found.unreadable)


def searched(paths: Sequence[Path]) -> Scanned:
    """The account files at these paths, this folder where there are none; what was left aside is said on stderr."""
    found = scan(paths or (Path(),))
    for folder in found.empty:
        complain(f"{folder}: no account files here")
    if found.passed_over:
        complain(f"{found.passed_over} other TOML {'file' if found.passed_over == 1 else 'files'} passed over")
    return found


def unreadable(file: Path, fault: FileFailure) -> Checked:
    """A file that could not be read, as a problem beside those of the others."""
    return Checked(show(str(file)), (Problem(code="unreadable", what=fault.what, remedy=fault.remedy),))
