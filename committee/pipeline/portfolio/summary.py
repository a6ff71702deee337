"""From an account file to its row: read, analysed, and only what a row says kept."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from committee.errors import FileFailure, Stop, never
from committee.findings.finding import Severity
from committee.model.account import Account
from committee.model.disclosure import OPEN, Disclosure
from committee.model.masking import mask
from committee.model.problem import Problem, how_many
from committee.model.vocabulary import Basis, Role
from committee.pipeline.portfolio.row import WORST, Row, Worst
from committee.store import Document, read
from committee.text import show

if TYPE_CHECKING:
    from committee.findings.rows import FindingRow
    from committee.workspace import Analysis

SUFFIX = ".account.toml"
SPOKEN = frozenset({Basis.HEARD, Basis.OBSERVED})
"""Bases of evidence that somebody of ours was there to get."""


def row_of(path: Path, today: date, *, disclosure: Disclosure = OPEN, stop: Stop = never) -> Row:
    """The row of a file as of a day, analysed; a file that cannot be read gets a row that says why.

    Args:
        path: the account file.
        today: the day of the analysis.
        disclosure: what is withheld; with customer-safe nothing is analysed.
        stop: asked every few milliseconds whether nobody waits for it any more.

    Raises:
        Unwanted: `stop` said so.
    """
    try:
        document = read(path)
    except FileFailure as failure:
        return unreadable(path, today, Problem(code="unreadable", what=failure.what, remedy=failure.remedy), disclosure)
    return row_from(document, path, today, disclosure=disclosure, stop=stop)


def row_from(document: Document, path: Path, today: date, *, disclosure: Disclosure = OPEN, stop: Stop = never) -> Row:
    """The row of what was read from `path`; analysed unless it has errors, as `committee check` does."""
    if disclosure:
        document = replace(document, account=mask(document.account, disclosure))
    row = facts(document, path, today, disclosure)
    if row.fault or disclosure.customer_safe:
        return row
    from committee.workspace import analyse

    return analysed(row, analyse(document.account, today, stop=stop))


def unreadable(path: Path, today: date, problem: Problem, disclosure: Disclosure = OPEN) -> Row:
    """The row of a file that nobody can read, or that nobody can tell what it is."""
    return Row(
        path=path,
        today=today,
        name=name_of(path),
        fault=said(problem, disclosure),
        fault_code=problem.code,
        errors=1,
    )


def facts(document: Document, path: Path, today: date, disclosure: Disclosure = OPEN) -> Row:
    """What stands in the file itself: the header, the next step, the newest contact, and what is wrong. O(records).

    Of a document that is masked already `disclosure` says what else is withheld: the words of its problems.
    """
    account, header, errors = document.account, document.account.header, document.errors
    next_step, due, owner = next_of(account)
    return Row(
        path=path,
        today=today,
        name=show(header.name) or name_of(path),
        digest=document.digest,
        deal=show(header.deal),
        stage=header.stage,
        forecast=header.forecast,
        value=header.value,
        currency=header.currency,
        close_date=header.close_date,
        owner=show(account.name_of(header.owner)),
        owner_id=header.owner,
        reviewed=header.reviewed,
        next_step=show(next_step),
        next_due=due,
        next_owner=show(owner),
        contacted=max((day for day in contacts(account) if day <= today), default=None),
        buyers=tuple(sorted(i for i, one in account.people.items() if Role.ECONOMIC_BUYER in one.roles)),
        fault=_fault(errors, disclosure),
        fault_code=errors[0].code if errors else "",
        errors=how_many(errors),
        warnings=how_many(document.warnings),
    )


def analysed(row: Row, analysis: "Analysis") -> Row:
    """The row with what the analysis of its account says."""
    from committee.consensus.solver.status import Status
    from committee.findings.rows import rows
    from committee.findings.runner import flattened
    from committee.graph.board import board_text

    plan, committee = analysis.plan, analysis.committee
    board = committee.board
    standing = [finding for finding in analysis.findings if finding.accepted is None]
    count = Counter(finding.severity for finding in standing)
    planned = not plan.closed and plan.status is not Status.NO_APPROVER
    return replace(
        row,
        analysed=True,
        board=tuple((show(text), kind) for text, kind in board_text(analysis.account, committee)),
        met=board.met,
        needed=board.needed,
        counts=(count[Severity.CRITICAL], count[Severity.HIGH], count[Severity.MEDIUM], count[Severity.LOW]),
        accepted=len(analysis.findings) - len(standing),
        codes=tuple(sorted({finding.code for finding in flattened(standing)})),
        worst=tuple(_worst(analysis, row) for row in rows(standing)[:WORST]),
        champions=committee.champions,
        talks=len(plan.talks) if planned else None,
        difficulty=plan.difficulty,
        effort=plan.effort if planned else None,
        blocked=plan.blocked_seats,
        unreached=plan.unreached_seats,
        plan=plan.summary,
        confirmed=analysis.footing.confirmed.effort if planned and analysis.footing else None,
        rests=show(analysis.footing.said(analysis.account)) if planned and analysis.footing else "",
    )


def contacts(account: Account) -> Iterator[date]:
    """Every day somebody of ours is known to have been in contact with somebody on their side."""
    for person in account.people.values():
        if person.last_contact is not None:
            yield person.last_contact
    for covered in account.coverage.values():
        if covered.last_contact is not None:
            yield covered.last_contact
    for evidence in account.evidence.values():
        if evidence.date is not None and evidence.basis in SPOKEN:
            yield evidence.date


def next_of(account: Account) -> tuple[str, date | None, str]:
    """The next step, its day and whose it is: the deal's own, else the open action that is due first.

    The deal's own next step is its owner's; the format names nobody else for it.
    """
    header = account.header
    if header.next_step:
        return header.next_step, header.next_step_due, account.name_of(header.owner)
    left = [(identifier, action) for identifier, action in account.actions.items() if action.done is None]
    if not left:
        return "", None, ""
    _, first = min(left, key=lambda pair: (pair[1].due is None, pair[1].due or date.max, pair[0]))
    return first.what, first.due, account.name_of(first.owner)


def name_of(path: Path) -> str:
    """What an account is called that does not say so: its file, without the ending."""
    return show(path.name).removesuffix(SUFFIX).removesuffix(".toml") or show(path.name)


def said(problem: Problem, disclosure: Disclosure = OPEN) -> str:
    """A problem in a sentence, with its line and without the name of its file; its words may quote the file."""
    place = f"line {problem.line}: " if problem.line else ""
    if disclosure:
        return f"{place}the file has an error ({problem.code})"
    remedy = f". {problem.remedy}" if problem.remedy else ""
    return show(f"{place}{problem.what}{remedy}")


def _fault(errors: Sequence[Problem], disclosure: Disclosure) -> str:
    if not errors:
        return ""
    more = f" (and {how_many(errors) - 1} more)" if errors[1:] else ""
    return f"{said(errors[0], disclosure)}{more}"


def _worst(analysis: "Analysis", row: "FindingRow") -> Worst:
    finding = row.findings[0]
    return Worst(
        code=finding.code,
        name=finding.name,
        severity=finding.severity,
        subject=finding.subject,
        text=show(row.sentence(analysis.account.name_of)),
        people=tuple(dict.fromkeys(person for one in row.findings for person in one.people)),
    )
