"""DM001: nobody is named who can release the money."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.model.vocabulary import Role


def _check(ctx: Context) -> Iterator[Finding]:
    if ctx.buyers or Role.ECONOMIC_BUYER in ctx.account.decision.not_needed:
        return
    source = _source(ctx)
    asks = f"asks {ctx.name(source)}" if source else "finds out"
    yield RULE.finding(
        ACCOUNT,
        measures=[Measure("economic buyers", 0, 1)],
        explanation=(
            f"Nobody at {ctx.customer} is named as the economic buyer, so it is not known who can release the money."
        ),
        deed=ctx.team.deed(source, f"{asks} who signs for this sum", "then the plan ends where the money is"),
    )


def _source(ctx: Context) -> str:
    """Who would know and would tell us: a champion, else whoever of the members we know best."""
    if ctx.committee.champions:
        return ctx.weightiest(ctx.committee.champions)
    known = [i for i in ctx.willing(ctx.committee.members) if i in ctx.arcs.coverage]
    return min(known, key=lambda i: (-max(arc.strength for arc in ctx.arcs.coverage[i]), i), default="")


RULE = Rule(
    code="DM001",
    name="no-economic-buyer",
    severity=Severity.CRITICAL,
    checks=(
        "Whether anyone on their side has the role economic buyer. Nothing is said where the decision does without one."
    ),
    why="Whoever releases the money has the last word. A plan that does not end there ends in a pilot.",
    example="Five people have tried the product and like it; whose budget it would come from was never asked.",
    todo="Ask a champion, or whoever tells us things, who signs for a sum of this size, and give that person the role.",
    check=_check,
)
