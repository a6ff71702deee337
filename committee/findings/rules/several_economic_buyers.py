"""DM002: more than one economic buyer, as a question."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Finding, Measure, Severity
from committee.findings.rule import Rule


def _check(ctx: Context) -> Iterator[Finding]:
    buyers = ctx.buyers
    if len(buyers) < 2:
        return
    asked = ctx.weightiest([i for i in ctx.committee.champions if i not in buyers] or ctx.willing(buyers))
    asks = f"asks {ctx.name(asked)}" if asked else "finds out"
    phrase = f"{asks} whether they sign together or one after the other"
    yield RULE.finding(
        ACCOUNT,
        people=buyers,
        measures=[Measure("economic buyers", len(buyers), 1)],
        explanation=f"{ctx.names(buyers)} are named as economic buyers: do they sign jointly, or is it one of them?",
        deed=ctx.team.deed(asked, phrase, "if it is one, the plan needs fewer talks"),
    )


RULE = Rule(
    code="DM002",
    name="several-economic-buyers",
    severity=Severity.LOW,
    checks="Whether more than one person has the role economic buyer. It is a question, not a fault.",
    why="Joint sign-off exists and takes longer. More often one of two named buyers advises and the other one signs.",
    example="The CFO and the head of operations both carry the role; in the end only the CFO had to sign.",
    todo="Ask who signs, and whether jointly. Give the others the role decision maker or influencer.",
    check=_check,
)
