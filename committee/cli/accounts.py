"""Account files as the subcommands need them: found, read, and analysed or refused with their problems."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from committee.cli.output import complain
from committee.errors import CommitteeError
from committee.model.disclosure import Disclosure, hidden_file
from committee.model.problem import Problem
from committee.pipeline.portfolio.scan import Scanned, scan
from committee.plurals import counted
from committee.reports.check import Checked, problem_text
from committee.text import show
from committee.workspace import Workspace, analyse

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.reports.content import Document
    from committee.workspace import Analysis


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


class Shown:
    """One account as a disclosure allows it, for the commands that print it.

    Args:
        workspace: the account as it is.
        today: the date of the analysis.
        disclosure: what is withheld.
    """

    def __init__(self, workspace: Workspace, today: date, disclosure: Disclosure) -> None:
        self.workspace = workspace
        self.today = today
        self.disclosure = disclosure
        self.account = _masked(workspace.account, disclosure) if disclosure else workspace.account
        self._analysis: Analysis | None = None

    def analysis(self) -> "Analysis":
        """The analysis of the account as it is shown."""
        if self._analysis is None:
            self._analysis = analyse(self.account, self.today)
        return self._analysis

    @property
    def content(self) -> str:
        """The beginning of the hash of the account as it is in its file."""
        from committee.reports.content import content_hash

        return content_hash(self.workspace.account)

    @property
    def colophon(self) -> str:
        """The last line of what is printed."""
        from committee.reports.content import colophon

        return colophon(self.workspace.account, self.today, self.disclosure)

    def id(self, table: str, identifier: str) -> str:
        """The id of a record as it is shown."""
        if not self.disclosure.names_hidden:
            return identifier
        from committee.model.masking import masked_ids

        return masked_ids(self.workspace.account).get((table, identifier), identifier)

    def document(self) -> "Document":
        """The report of the account, as far as it may be seen."""
        from committee.reports.account_content import account_document
        from committee.reports.customer_content import customer_document

        if self.disclosure.customer_safe:
            found = customer_document(self.account, self.today)
        else:
            problems = shown_problems(self.workspace.problems, self.disclosure)
            found = account_document(self.analysis(), problems)
        return replace(found, colophon=self.colophon)


def _masked(account: "Account", disclosure: Disclosure) -> "Account":
    from committee.model.masking import mask

    return mask(account, disclosure, ids=True)


def shown_account(file: Path, today: date, disclosure: Disclosure) -> Shown:
    """The account in `file` as `disclosure` allows it.

    Raises:
        FileFailure: it cannot be read.
        Faulty: it has errors; quoted only where names are not hidden.
    """
    workspace = Workspace.open(file, today=today)
    if workspace.read_only:
        name = hidden_file(file) if disclosure else str(file)
        found = shown_problems(workspace.document.errors, disclosure)
        raise Faulty("\n".join(problem_text(problem, name) for problem in found))
    return Shown(workspace, today, disclosure)


def shown_problems(problems: Sequence[Problem], disclosure: Disclosure) -> tuple[Problem, ...]:
    """Problems as they may be shown: their words may quote the file, so of hidden ones kind and place are left."""
    if not disclosure:
        return tuple(problems)
    return tuple(
        replace(one, what=one.kind, remedy="", file=hidden_file() if one.file else "", path=()) for one in problems
    )


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
