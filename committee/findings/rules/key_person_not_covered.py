"""CV002: somebody of weight whom nobody of ours covers."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.model.vocabulary import Stage


def _check(ctx: Context) -> Iterator[Finding]:
    limit = ctx.limits["key_power"]
    if not ctx.account.header.reached(Stage.EVALUATION):
        return
    asked = frozenset(talk.speaker for talk in ctx.plan.talks) | frozenset(ctx.waiting)
    for member in ctx.committee.members:
        if member not in asked:
            continue
        power = ctx.person(member).power
        if power is None or power < limit or member in ctx.arcs.coverage:
            continue
        name = ctx.name(member)
        yield RULE.finding(
            member,
            people=[member],
            measures=[Measure("power", power, limit), Measure("teammates covering them", 0, 1)],
            explanation=f"{name} weighs {power} of 5 in this decision, and nobody of ours covers them.",
            deed=ctx.advice.deed(
                member, f"arranges a first meeting with {name}", "then a voice of weight has heard us directly"
            ),
        )


RULE = Rule(
    code="CV002",
    name="key-person-not-covered",
    severity=Severity.MEDIUM,
    checks=(
        "From evaluation on, for every open or assumed approver and every speaker of the plan: whether somebody of "
        "power 4 or more (threshold key_power) is covered by somebody of ours."
    ),
    why="Weight in the decision that has never met us is weight we can only guess at.",
    example="The COO's word decides which site goes first; nobody of ours has been introduced.",
    todo="Pick who of ours fits, ask somebody they listen to for an introduction, and meet.",
    several="nobody of ours covers them, for all their weight",
    check=_check,
    cause=Cause.ACCESS,
)
