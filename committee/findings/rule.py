"""What a rule and a finding are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from committee.model.account import Acceptance, Pair

if TYPE_CHECKING:
    from committee.findings.context import Context


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


class Cause(StrEnum):
    """What a finding about a person comes from; one finding a person and cause stands, the others nest under it."""

    ACCESS = "access"
    """No way to them, or a poor one."""
    BELIEF = "belief"
    """What we believe of them is unknown, old or unconfirmed."""
    CHAMPION = "champion"
    """What they are to us."""
    DECISION = "decision"
    """How the decision is made, and who is against."""
    PAPER = "paper"
    """Dates, steps and promises."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number behind a finding: what was measured, what came out, and the threshold it was held against."""

    name: str
    value: int | float | str | None
    threshold: int | float | str | None = None

    def __str__(self) -> str:
        value = "unknown" if self.value is None else self.value
        return (
            f"{self.name}: {value}" if self.threshold is None else f"{self.name}: {value} (threshold {self.threshold})"
        )


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
    evidence: tuple[Measure, ...] = ()
    explanation: str
    fix: str
    step: Step | None = None
    accepted: Acceptance | None = None
    nested: tuple[Finding, ...] = ()
    group: str = ""

    @property
    def order(self) -> tuple[int, str, str, str]:
        """Severity, code, subject; the text where one code finds two things about one subject."""
        return self.severity.rank, self.code, self.subject, self.explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it is called, the four texts that explain it, and the check.

    `cause` nests its findings about persons; `slow` marks those that solve or search and may be shown later.
    """

    code: str
    name: str
    severity: Severity
    checks: str
    why: str
    example: str
    todo: str
    check: Callable[[Context], Iterable[Finding]] = field(repr=False)
    cause: Cause | None = None
    slow: bool = False

    def finding(  # noqa: PLR0913 - the parts of a finding, each by name
        self,
        subject: str,
        *,
        explanation: str,
        deed: Deed,
        people: Iterable[str] = (),
        ties: Iterable[Pair] = (),
        evidence: Iterable[Measure] = (),
        severity: Severity | None = None,
        group: str | None = None,
        cause: Cause | None = None,
    ) -> Finding:
        """A finding of this rule, without repeats; `severity`, `group` and `cause` replace those of the rule."""
        found_cause = cause or self.cause
        own_group = f"{subject}/{found_cause}" if found_cause and subject != ACCOUNT else ""
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            subject=subject,
            people=tuple(dict.fromkeys(people)),
            ties=tuple(dict.fromkeys(ties)),
            evidence=tuple(evidence),
            explanation=explanation,
            fix=deed.fix,
            step=deed.step,
            group=own_group if group is None else group,
        )


ACCOUNT = "account"
"""The subject of a finding about the deal as a whole."""
