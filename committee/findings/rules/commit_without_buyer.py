"""DM010: the deal is forecast as certain without a confirmed economic buyer."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.graph.standing import State
from committee.model.vocabulary import Forecast


def _check(ctx: Context) -> Iterator[Finding]:
    if ctx.account.header.forecast is not Forecast.COMMIT:
        return
    for buyer in ctx.buyers:
        uncovered = buyer not in ctx.arcs.coverage
        unknown = ctx.person(buyer).stance is None
        assumed = ctx.committee.standings[buyer].state is State.ASSUMED
        if uncovered or unknown or assumed:
            yield _finding(ctx, buyer, uncovered=uncovered, unknown=unknown)


def _finding(ctx: Context, buyer: str, *, uncovered: bool, unknown: bool) -> Finding:
    name = ctx.name(buyer)
    phrase = f"asks {name} for half an hour" if uncovered else f"asks {name} to confirm where they stand"
    return RULE.finding(
        buyer,
        people=[buyer],
        measures=[
            Measure("teammates covering the buyer", len(ctx.arcs.coverage.get(buyer, ())), 1),
            Measure("stance of the buyer", None if unknown else str(ctx.person(buyer).stance)),
        ],
        explanation=f"The deal is forecast as commit, yet {_gap(name, uncovered=uncovered, unknown=unknown)}.",
        deed=ctx.team.deed(buyer, phrase, "until then best-case is the honest forecast"),
        cause=Cause.ACCESS if uncovered else Cause.BELIEF,
    )


def _gap(name: str, *, uncovered: bool, unknown: bool) -> str:
    if uncovered and unknown:
        return f"nobody of ours has met {name}, the economic buyer, and where they stand is not known"
    if uncovered:
        return f"nobody of ours has met {name}, the economic buyer"
    if unknown:
        return f"it is not known where {name}, the economic buyer, stands"
    return f"the yes of {name}, the economic buyer, is only assumed"


RULE = Rule(
    code="DM010",
    name="commit-without-buyer",
    severity=Severity.CRITICAL,
    checks=(
        "Where the forecast is commit: whether an economic buyer is covered by nobody of ours, of unknown "
        "stance, or a yes that no recent evidence confirms."
    ),
    why="A commit is a promise to the own company. It should rest on what the buyer said, not on what others hope.",
    example="The deal was in commit for six weeks; the CFO's yes had come from her assistant, in spring.",
    todo="Hear it from the buyer and write it down as evidence, or move the forecast to best-case.",
    check=_check,
    cause=Cause.BELIEF,
)
