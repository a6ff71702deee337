"""DM004: an approver nobody of ours covers."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.graph.standing import State


def _check(ctx: Context) -> Iterator[Finding]:
    for approver in ctx.waiting:
        if approver in ctx.arcs.coverage:
            continue
        name, speaker = ctx.name(approver), ctx.advice.speaker(approver)
        door = speaker if speaker and speaker not in ctx.team.members else ""
        yield RULE.finding(
            approver,
            people=[approver, door] if door else [approver],
            ties=[(door, approver)] if door else [],
            measures=[Measure("teammates covering them", 0, 1)],
            explanation=f"The decision needs {name}, and nobody of ours has met them.",
            deed=ctx.advice.deed(
                approver,
                f"asks {name} for half an hour",
                "then what they think no longer reaches us second-hand",
                ask=f"speak with {name} and to introduce us",
            ),
            severity=Severity.MEDIUM if ctx.state(approver) is State.ASSUMED else Severity.HIGH,
        )


RULE = Rule(
    code="DM004",
    name="approver-not-met",
    severity=Severity.HIGH,
    checks=(
        "For each approver who is open or only assumed, whether an active teammate covers them at all, were it only "
        "that they have met. Medium for somebody assumed."
    ),
    why="What we know of somebody we never met is what others say of them. Objections then arrive late and in writing.",
    example="The economic buyer has been on the map since March; every word we have from her came through Tom Lee.",
    todo="Ask somebody they listen to for an introduction, or ask for half an hour directly.",
    several="nobody of ours has met them",
    check=_check,
    cause=Cause.ACCESS,
)
