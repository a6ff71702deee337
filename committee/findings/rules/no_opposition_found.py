"""DM006: nobody is against, which mostly means that they were not found."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.model.vocabulary import Stage


def _check(ctx: Context) -> Iterator[Finding]:
    known = [stance for i in ctx.committee.members if (stance := ctx.counts(i)) is not None]
    limit = ctx.limits["known_stances"]
    if (
        not ctx.account.header.reached(Stage.EVALUATION)
        or len(known) < limit
        or any(stance.resists for stance in known)
    ):
        return
    asked = ctx.weightiest(ctx.committee.champions)
    asks = f"asks {ctx.name(asked)}" if asked else "finds out"
    yield RULE.finding(
        ACCOUNT,
        people=[asked] if asked else [],
        measures=[Measure("members of known stance", len(known), limit), Measure("reserved or opposed", 0, 1)],
        explanation=(
            f"The stance of {len(known)} members is known and none of them is reserved or opposed: the opposition has "
            "not been found yet."
        ),
        deed=ctx.team.deed(
            asked, f"{asks} who would rather keep things as they are", "objections heard now can still be answered"
        ),
    )


RULE = Rule(
    code="DM006",
    name="no-opposition-found",
    severity=Severity.MEDIUM,
    checks=(
        "From evaluation on, with five known stances or more (threshold known_stances): whether anybody is "
        "reserved or opposed."
    ),
    why=(
        "Every change costs somebody something. A map without a single reserved person shows whom we talked "
        "to, not the committee."
    ),
    example="Six friendly people on the map; the operations lead who would lose his own tool was never put on it.",
    todo="Ask the champion who loses by this decision, and who preferred something else; put them on the map.",
    check=_check,
)
