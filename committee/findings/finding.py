"""What a finding is: what was found, about whom, the numbers behind it, and who should do what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from committee.consensus.effort import in_talks
from committee.model.account import Acceptance, Pair
from committee.model.vocabulary import SEVERITIES

ACCOUNT = "account"
"""The subject of a finding about the deal as a whole."""


Weight = tuple[int, int, int, int]
"""The consequence, heaviest least: seats concerned that are blocked, open, assumed; effort that mending may save."""


class Severity(StrEnum):
    """How much a finding endangers the deal, worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _RANKS[self]

    def at_least(self, other: Severity) -> bool:
        """As bad as `other`, or worse."""
        return self.rank <= other.rank


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Measure:
    """One number behind a finding: what was measured, what came out, and the threshold it was held against."""

    name: str
    value: int | float | str | None
    threshold: int | float | str | None = None
    effort: bool = False
    """Both are efforts, in thousandths of an easy talk; in words they are in talks."""

    def __str__(self) -> str:
        said = f"{self.name}: {'unknown' if self.value is None else self._said(self.value)}"
        return said if self.threshold is None else f"{said} (threshold {self._said(self.threshold)})"

    def _said(self, value: float | str) -> str:
        return in_talks(value) if self.effort and isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class Step:
    """The fix as an action that can be taken at once: what, by which teammate, with which person (ids, or empty)."""

    what: str
    owner: str = ""
    with_person: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """Who should do what and what it gains, as a sentence and as a step."""

    fix: str
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found, with its own explanation.

    `subject` is an id, `account` or `department-<slug>`, the key under which it is accepted. `people` and `ties`
    are what a screen lights. `group` names person and cause; of one group the worst stands and the others are `nested`.
    """

    code: str
    name: str
    severity: Severity
    subject: str
    people: tuple[str, ...] = ()
    ties: tuple[Pair, ...] = ()
    measures: tuple[Measure, ...] = ()
    explanation: str
    fix: str
    step: Step | None = None
    accepted: Acceptance | None = None
    nested: tuple[Finding, ...] = ()
    group: str = ""
    weight: Weight = (0, 0, 0, 0)

    @property
    def order(self) -> tuple[int, Weight, str, str, str]:
        """Severity, consequence, code, subject; the text where one code finds two things about one subject."""
        return self.severity.rank, self.weight, self.code, self.subject, self.explanation


def badges_of(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """The severities of the findings about each person, worst first; accepted ones show no badge."""
    badges: dict[str, list[str]] = {}
    for found in findings:
        if found.accepted is None:
            for person in {found.subject, *found.people}:
                badges.setdefault(person, []).append(str(found.severity))
    return {person: sorted(levels, key=SEVERITIES.index) for person, levels in badges.items()}
