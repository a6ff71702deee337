"""Account files as the subcommands need them: found, read, and analysed or refused with their problems."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from committee.cli.output import complain
from committee.errors import CommitteeError
from committee.model.disclosure import Disclosure, hidden_file
from committee.pipeline.portfolio.scan import Scanned, scan
from committee.plurals import counted
from committee.reports.check import Checked, problem_text
from committee.reports.exports import Shown, shown_problems
from committee.text import show
from committee.workspace import Workspace


class Faulty(CommitteeError):
    """The file has errors, so there is nothing to analyse; they are in the message, one a line."""


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


def shown_account(file: Path, today: date, disclosure: Disclosure) -> Shown:
    """The account in `file` as `disclosure` allows it.

    Raises:
        FileFailure: it cannot be read.
        Faulty: it has errors; quoted only where names are not hidden.
    """
    return shown_of(opened(file, today, disclosure), disclosure)


def opened(file: Path, today: date, disclosure: Disclosure) -> Workspace:
    """The account in `file`, to be shown as `disclosure` allows it.

    Raises:
        FileFailure: it cannot be read.
        Faulty: it has errors; quoted only where names are not hidden.
    """
    workspace = Workspace.open(file, today=today)
    if workspace.read_only:
        name = hidden_file(file) if disclosure else str(file)
        found = shown_problems(workspace.document.errors, disclosure)
        raise Faulty("\n".join(problem_text(problem, name) for problem in found))
    return workspace


def shown_of(workspace: Workspace, disclosure: Disclosure) -> Shown:
    """An open account as `disclosure` allows it."""
    return Shown(workspace.account, workspace.problems, workspace.today, disclosure)


def expand(paths: Sequence[Path], *, private: bool = False) -> tuple[tuple[Path, ...], tuple[Checked, ...]]:
    """Files as they stand, folders searched for account files; and what could not even be looked at.

    A file named twice is taken once. How much other TOML was passed over goes to stderr.
    """
    found = searched(paths, private=private)
    return found.files, tuple(Checked(show(str(file)), (problem,)) for file, problem in found.unreadable)


def searched(paths: Sequence[Path], *, private: bool = False) -> Scanned:
    """The account files at these paths, this folder where there are none; what was left aside is said on stderr."""
    found = scan(paths or (Path(),))
    for folder in found.empty:
        complain(f"{'a folder' if private else folder}: no account files here")
    if found.passed_over:
        complain(f"{counted(found.passed_over, 'other TOML file')} passed over")
    return found
