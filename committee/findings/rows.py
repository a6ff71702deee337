"""Findings as people read them: one code, one row, worst first by what hangs on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from committee.findings.finding import ACCOUNT, Finding, Severity, Weight
from committee.findings.registry import rule
from committee.graph.standing import State
from committee.plurals import counted, joined

if TYPE_CHECKING:
    from committee.findings.context import Context

WORST = 5
"""Rows shown before the rest."""
_NAMED = 2
"""Names in a row before the others are counted."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """The standing findings of one code, worst first: at least one."""

    findings: tuple[Finding, ...]

    @property
    def code(self) -> str:
        """The code they share."""
        return self.findings[0].code

    @property
    def severity(self) -> Severity:
        """That of the worst."""
        return self.findings[0].severity

    def sentence(self, name: Callable[[str], str]) -> str:
        """The explanation of one; of several their names and what holds of them all.

        Args:
            name: what a subject is called, empty for one that has no name.
        """
        if len(self.findings) == 1:
            return self.findings[0].explanation
        found = rule(self.code)
        names = list(
            dict.fromkeys(filter(None, (name(one.subject) for one in self.findings if one.subject != ACCOUNT)))
        )
        if not names or not found.several:
            return f"{counted(len(self.findings), 'finding')}: {found.name.replace('-', ' ')}."
        more = len(names) - _NAMED
        who = f"{', '.join(names[:_NAMED])} and {more} more" if more > 1 else joined(names)
        return f"{who}: {found.several}."


def rows(findings: Iterable[Finding]) -> tuple[FindingRow, ...]:
    """The rows of what nobody has accepted, worst first."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.accepted is None:
            found.setdefault(finding.code, []).append(finding)
    made = (FindingRow(tuple(sorted(group, key=lambda one: one.order))) for group in found.values())
    return tuple(sorted(made, key=lambda row: row.findings[0].order))


def in_rows(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Every finding, row by row; what is accepted comes last, by itself."""
    every = tuple(findings)
    accepted = sorted((one for one in every if one.accepted is not None), key=lambda one: one.order)
    return (*(finding for row in rows(every) for finding in row.findings), *accepted)


def weight(finding: Finding, context: "Context") -> Weight:
    """What hangs on a finding: seats of those it names that are blocked, open, assumed, and what the plan pays there.

    A finding about one person is about that seat; one about the account about all that it names.
    """
    there = context.committee.standings
    subject = finding.subject
    about = {subject} if subject in context.account.people else set(finding.people)
    blocking = about & context.blocking
    states = [there[person].state for person in about - blocking if person in there]
    saved = sum(context.advice.paid(person) for person in about)
    return -len(blocking), -states.count(State.OPEN), -states.count(State.ASSUMED), -saved
