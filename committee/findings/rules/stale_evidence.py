"""EV002: nothing heard of a person that matters for too long."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.findings.words import condition
from committee.graph.evidence import last_heard
from committee.model.dates import long_day
from committee.model.vocabulary import Stage


def _check(ctx: Context) -> Iterator[Finding]:
    if not ctx.account.header.reached(Stage.EVALUATION):
        return
    limit = ctx.limits["stale_days"]
    for person in sorted({*ctx.committee.approvers, *ctx.committee.champions} - {*ctx.committee.spare}):
        heard = last_heard(ctx.account, person, ctx.today)
        if heard is None or (ctx.today - heard).days <= limit:
            continue
        name, age = ctx.name(person), (ctx.today - heard).days
        yield RULE.finding(
            person,
            people=[person],
            measures=[Measure("days since the newest evidence or contact", age, limit)],
            explanation=f"The last we heard of {name} was on {long_day(heard)}, {age} days ago.",
            deed=ctx.team.deed(
                person,
                f"asks {name} where they stand today" if ctx.willing([person]) else condition(name),
                "old news is where surprises come from",
            ),
        )


RULE = Rule(
    code="EV002",
    name="stale-evidence",
    severity=Severity.LOW,
    checks=(
        "From evaluation on, for approvers and champions: whether the newest evidence on them or contact with "
        "them is older than 45 days (threshold stale_days)."
    ),
    why="People change their minds between two calls, and rarely tell us first.",
    example="The champion was last heard before the summer; by autumn she had a new manager with other plans.",
    todo="Call, and write down what was said, even if nothing has changed.",
    several="not heard of for long",
    check=_check,
    cause=Cause.BELIEF,
)
