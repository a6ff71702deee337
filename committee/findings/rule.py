"""What a rule is: the texts that explain it, and the check that finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Deed, Finding, Measure, Severity
from committee.model.account import Pair


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
    several: str = ""
    """What is said of several people found by it, after their names and a colon."""

    def finding(  # noqa: PLR0913 - the parts of a finding, each by name
        self,
        subject: str,
        *,
        explanation: str,
        deed: Deed,
        people: Iterable[str] = (),
        ties: Iterable[Pair] = (),
        measures: Iterable[Measure] = (),
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
            measures=tuple(measures),
            explanation=explanation,
            fix=deed.fix,
            step=deed.step,
            group=own_group if group is None else group,
        )
