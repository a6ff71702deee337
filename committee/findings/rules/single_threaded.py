"""CV001: all our coverage hangs on one person, theirs or ours."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Deed, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.model.vocabulary import Stage
from committee.plurals import counted


def _check(ctx: Context) -> Iterator[Finding]:
    members, limit = len(ctx.committee.members), ctx.limits["thread_members"]
    usable = [arc for arcs in ctx.arcs.coverage.values() for arc in arcs if arc.usable]
    if not ctx.account.header.reached(Stage.EVALUATION) or members < limit or not usable:
        return
    covered, mates = sorted({arc.target for arc in usable}), sorted({arc.source for arc in usable})
    one_theirs, one_ours = len(covered) == 1, len(mates) == 1 and len(ctx.committee.teammates) >= 2
    if not one_theirs and not one_ours:
        return
    next_one = ctx.weightiest(i for i in ctx.willing(ctx.committee.members) if i not in covered)
    next_mate = next((mate for mate in ctx.committee.teammates if mate not in mates), mates[0])
    open_to_us = ctx.willing([*covered])
    meets = f"joins the next talk with {ctx.name(open_to_us[0])}" if open_to_us else "finds somebody else to meet"
    meets = f"meets {ctx.name(next_one)}" if next_one else meets
    yield RULE.finding(
        ACCOUNT,
        people=[*covered, next_one] if next_one else covered,
        ties=[arc.pair for arc in usable],
        measures=[
            Measure("people we cover", len(covered), 2),
            Measure("teammates who cover anybody", len(mates), min(2, len(ctx.committee.teammates))),
            Measure("members", members, limit),
        ],
        explanation=_explanation(ctx, covered[0] if one_theirs else "", mates[0] if one_ours else "", members),
        deed=_deed(ctx, next_one or next(iter(open_to_us), ""), meets, next_mate),
    )


def _deed(ctx: Context, next_one: str, meets: str, mate: str) -> Deed:
    gain = "then one holiday or one change of job does not end the thread"
    if next_one and ctx.advice.on_plan(next_one):
        return ctx.advice.deed(next_one, meets, gain, ask=f"introduce us to {ctx.name(next_one)}")
    return ctx.team.deed(next_one, meets, gain, by=mate)


def _explanation(ctx: Context, theirs: str, ours: str, members: int) -> str:
    of = f"of a committee of {counted(members, 'member')}"
    if theirs and ours:
        return f"Everything we hear {of} passes between {ctx.name(ours)} and {ctx.name(theirs)}."
    if theirs:
        return f"All our usable coverage {of} goes to one person, {ctx.name(theirs)}."
    mates = len(ctx.committee.teammates)
    return f"All our usable coverage {of} comes from one teammate, {ctx.name(ours)}, of {mates} on the account."


RULE = Rule(
    code="CV001",
    name="single-threaded",
    severity=Severity.HIGH,
    checks=(
        "From evaluation on, with three members or more (threshold thread_members): whether all coverage of "
        "any strength goes to one person, or, with two teammates or more, comes from one."
    ),
    why="A deal that hangs on one thread ends with it: a resignation, a reorganisation, a long leave.",
    example="Dana Okafor holds every contact; the solution engineer has been on the account for months and met nobody.",
    todo="Let a second teammate meet a second member, best the one with the most power who is not covered yet.",
    check=_check,
)
