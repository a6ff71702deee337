"""DM007: those against weigh as much as those for us."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.findings.words import condition
from committee.model.vocabulary import Stage
from committee.plurals import plural


def _check(ctx: Context) -> Iterator[Finding]:
    stances = {i: stance for i in ctx.committee.members if (stance := ctx.counts(i)) is not None}
    against = [i for i, stance in stances.items() if stance.resists]
    supporting = [i for i, stance in stances.items() if stance.supports]
    weight, support = (sum(ctx.power(i) for i in side) for side in (against, supporting))
    enough = len(stances) >= ctx.limits["known_stances"]
    if not ctx.account.header.reached(Stage.EVALUATION) or not enough or weight == 0 or weight < support:
        return
    first = ctx.weightiest(against)
    yield RULE.finding(
        ACCOUNT,
        people=[*against, *supporting],
        measures=[
            Measure("power of reserved and opposed", weight, support),
            Measure("power of supporters and advocates", support),
            Measure("members of known stance", len(stances), ctx.limits["known_stances"]),
        ],
        explanation=_explanation(ctx, against, supporting, weight, support),
        deed=ctx.advice.deed(
            first,
            condition(ctx.name(first)),
            f"as the weightiest of them they alone move {ctx.power(first)} of {weight}",
        ),
    )


def _explanation(ctx: Context, against: list[str], supporting: list[str], weight: int, support: int) -> str:
    side = f"{ctx.names(against)}, reserved or opposed, {plural(len(against), 'weighs', 'together weigh')} {weight}"
    if not supporting:
        return f"{side}, and nobody of known stance supports us."
    return f"{side}; {ctx.names(supporting)}, who {plural(len(supporting), 'supports', 'support')} us, {support}."


RULE = Rule(
    code="DM007",
    name="opposition-outweighs",
    severity=Severity.HIGH,
    checks=(
        "From evaluation on, with five known stances or more (threshold known_stances): whether the power of "
        "reserved and opposed members together is at least that of supporters and advocates. Unknown power "
        "counts as 1."
    ),
    why="Committees rarely vote, but weight decides whose doubts have to be answered before anything moves.",
    example="Two supporters of power 2 each on one side, a reserved finance director of power 5 on the other.",
    todo="Start with the weightiest person against: ask for the condition under which they could agree.",
    check=_check,
)
