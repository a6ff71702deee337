"""DM005: an approver whose stance nobody knows."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule


def _check(ctx: Context) -> Iterator[Finding]:
    for approver in ctx.committee.open:
        if ctx.counts(approver) is not None:
            continue
        name = ctx.name(approver)
        yield RULE.finding(
            approver,
            people=[approver],
            measures=[Measure("stance", None)],
            explanation=f"The decision needs {name}, and it is not known where they stand.",
            deed=ctx.advice.deed(
                approver,
                f"asks {name} what would keep them from agreeing",
                "then the plan knows whether a talk is needed",
                ask=f"find out where {name} stands",
            ),
        )


RULE = Rule(
    code="DM005",
    name="approver-stance-unknown",
    severity=Severity.MEDIUM,
    checks="For each approver, whether their stance on this decision is written. Unknown is not neutral.",
    why="A committee in which one needed voice was never asked is not on the way to a yes; it only looks calm.",
    example="Three approvers support us; the fourth, Rui Costa of procurement, was never asked.",
    todo="Ask them, or somebody who talks to them, and write what they said as evidence.",
    several="it is not known where they stand",
    check=_check,
    cause=Cause.BELIEF,
)
