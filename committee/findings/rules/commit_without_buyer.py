"""DM010: the deal is forecast as certain without a confirmed economic buyer."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.graph.standing import State
from committee.model.vocabulary import Forecast, Stance


def _check(ctx: Context) -> Iterator[Finding]:
    if ctx.account.header.forecast is not Forecast.COMMIT:
        return
    for buyer in ctx.buyers:
        uncovered, state = buyer not in ctx.arcs.coverage, ctx.state(buyer)
        if uncovered or state not in {State.WON, None}:
            yield _finding(ctx, buyer, uncovered=uncovered)


def _finding(ctx: Context, buyer: str, *, uncovered: bool) -> Finding:
    name, counts = ctx.name(buyer), ctx.counts(buyer)
    gain = "until then best-case is the honest forecast"
    return RULE.finding(
        buyer,
        people=[buyer],
        measures=[
            Measure("teammates covering the buyer", len(ctx.arcs.coverage.get(buyer, ())), 1),
            Measure("stance of the buyer", None if counts is None else str(counts)),
        ],
        explanation=f"The deal is forecast as commit, yet {_gap(ctx, buyer, uncovered=uncovered)}.",
        deed=ctx.team.deed("", f"moves the forecast to best-case until {name} has agreed", gain)
        if counts is Stance.OPPOSED
        else ctx.advice.deed(
            buyer,
            f"asks {name} for half an hour" if uncovered else f"asks {name} to confirm where they stand",
            gain,
        ),
        cause=Cause.ACCESS if uncovered else Cause.BELIEF,
    )


def _gap(ctx: Context, buyer: str, *, uncovered: bool) -> str:
    who, state, counts = f"{ctx.name(buyer)}, the economic buyer", ctx.state(buyer), ctx.counts(buyer)
    if state is State.ASSUMED:
        alone, beside = f"the yes of {who}, is only assumed", "whose yes is only assumed"
    elif counts is None:
        alone, beside = f"it is not known where {who}, stands", "whose stance is not known"
    else:
        alone, beside = f"{who}, is {counts}", f"who is {counts}"
    if not uncovered:
        return alone
    met = f"nobody of ours has met {who}"
    return met if state in {State.WON, None} else f"{met}, {beside}"


RULE = Rule(
    code="DM010",
    name="commit-without-buyer",
    severity=Severity.CRITICAL,
    checks=(
        "Where the forecast is commit: whether an economic buyer is covered by nobody of ours, or anything but won: "
        "open, against, or a yes that no recent evidence confirms."
    ),
    why="A commit is a promise to the own company. It should rest on what the buyer said, not on what others hope.",
    example="The deal was in commit for six weeks; the CFO's yes had come from her assistant, in spring.",
    todo="Hear it from the buyer and write it down as evidence, or move the forecast to best-case.",
    several="forecast as commit without a confirmed yes of theirs",
    check=_check,
    cause=Cause.BELIEF,
)
