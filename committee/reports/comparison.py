"""What a change would change: plan and findings of a what-if beside today's."""

from collections.abc import Iterable
from dataclasses import dataclass

from committee.consensus.plan import Talk
from committee.findings.finding import Finding
from committee.findings.runner import flattened
from committee.reports.words import effort_text
from committee.workspace import Analysis


@dataclass(frozen=True, slots=True)
class Comparison:
    """Talks and findings that only one side has, each in its own order; `kept` are talks of both, as they cost then."""

    today: Analysis
    then: Analysis
    talks_gone: tuple[Talk, ...]
    talks_new: tuple[Talk, ...]
    kept: tuple[Talk, ...]
    findings_gone: tuple[Finding, ...]
    findings_new: tuple[Finding, ...]

    @property
    def saved(self) -> int | None:
        """How much less effort the plan takes then; `None` unless both plans reach as much as each other."""
        plans = (self.today.plan, self.then.plan)
        if any(plan.closed or plan.proof not in {"optimal", "gap"} for plan in plans):
            return None
        if plans[0].blocked_seats != plans[1].blocked_seats:
            return None
        return plans[0].effort - plans[1].effort

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The same measures of both sides: label, today, then."""
        sides = (self.today, self.then)
        return (
            _row("Yes board", (f"{side.committee.board.met} of {side.committee.board.needed}" for side in sides)),
            _row("Plan", (side.plan.summary for side in sides)),
            _row("Effort", (effort_text(side.plan.effort) if side.plan.talks else "" for side in sides)),
            _row("Proven", (_proven(side) for side in sides)),
            _row("Against", (_names(side, side.committee.against) for side in sides)),
            _row("Vacant", (_names(side, side.committee.vacant) for side in sides)),
            _row("Findings", (str(len(flattened(side.findings))) for side in sides)),
        )

    @property
    def summary(self) -> str:
        """In a line: "4 talks, hard, 11.9 today; 5 talks, hard, 16.2 then; 2 findings new, 1 gone"."""
        today, then = (_worth(side) for side in (self.today, self.then))
        return f"{today} today; {then} then; {len(self.findings_new)} findings new, {len(self.findings_gone)} gone"


def compared(today: Analysis, then: Analysis) -> Comparison:
    """Both sides held against each other. A finding is the same if rule and subject are."""
    talks, others = ({talk.pair for talk in side.plan.talks} for side in (today, then))
    return Comparison(
        today=today,
        then=then,
        talks_gone=tuple(talk for talk in today.plan.talks if talk.pair not in others),
        talks_new=tuple(talk for talk in then.plan.talks if talk.pair not in talks),
        kept=tuple(talk for talk in then.plan.talks if talk.pair in talks),
        findings_gone=_only(today.findings, then.findings),
        findings_new=_only(then.findings, today.findings),
    )


def _only(findings: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    known = {(finding.code, finding.subject) for finding in flattened(others)}
    return tuple(finding for finding in flattened(findings) if (finding.code, finding.subject) not in known)


def _row(label: str, sides: Iterable[str]) -> tuple[str, str, str]:
    today, then = sides
    return label, today or "–", then or "–"


def _worth(side: Analysis) -> str:
    plan = side.plan
    return f"{plan.summary}, {plan.shown_effort}" if plan.talks else plan.summary


def _proven(side: Analysis) -> str:
    plan = side.plan
    if not plan.talks or plan.proof == "infeasible":
        return ""
    return "no plan takes less" if plan.proof == "optimal" else f"within {plan.gap_percent:.1f} %"


def _names(side: Analysis, people: Iterable[str]) -> str:
    return ", ".join(side.account.name_of(person) for person in people)
