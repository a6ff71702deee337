"""DM004: an approver nobody of ours covers."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule


def _check(ctx: Context) -> Iterator[Finding]:
    for approver in ctx.committee.approvers:
        if approver in ctx.arcs.coverage:
            continue
        name = ctx.name(approver)
        door = _door(ctx, approver)
        phrase = f"asks {ctx.name(door)} for an introduction to {name}" if door else f"asks {name} for half an hour"
        yield RULE.finding(
            approver,
            people=[approver, door] if door else [approver],
            ties=[(door, approver)] if door else [],
            measures=[Measure("teammates covering them", 0, 1)],
            explanation=f"The decision needs {name}, and nobody of ours has met them.",
            deed=ctx.team.deed(door or approver, phrase, "then what they think no longer reaches us second-hand"),
        )


def _door(ctx: Context, approver: str) -> str:
    """Who could introduce us: covered by us, willing, and heard by the approver; the strongest tie first."""
    ties = [
        arc
        for arc in ctx.arcs.incoming.get(approver, ())
        if arc.source in ctx.reach.carriers and arc.source in ctx.arcs.coverage
    ]
    return min(ties, key=lambda arc: (-arc.strength, arc.source)).source if ties else ""


RULE = Rule(
    code="DM004",
    name="approver-not-met",
    severity=Severity.HIGH,
    checks="For each approver, whether an active teammate covers them at all, were it only that they have met.",
    why="What we know of somebody we never met is what others say of them. Objections then arrive late and in writing.",
    example="The economic buyer has been on the map since March; every word we have from her came through Tom Lee.",
    todo="Ask somebody they listen to for an introduction, or ask for half an hour directly.",
    check=_check,
    cause=Cause.ACCESS,
)
