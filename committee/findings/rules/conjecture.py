"""EV001: where an approver or champion stands rests on nothing, or on conjecture."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.model.vocabulary import Basis, Claim, Stage


def _check(ctx: Context) -> Iterator[Finding]:
    if not ctx.account.header.reached(Stage.EVALUATION):
        return
    for person in sorted({*ctx.waiting, *ctx.committee.champions}):
        stance = ctx.person(person).stance
        if stance is None:
            continue
        found = [
            record
            for _, record in ctx.ledger.about(person, Claim.STANCE)
            if record.date is None or record.date <= ctx.today
        ]
        if all(record.basis in {None, Basis.CONJECTURE} for record in found):
            yield _finding(ctx, person, str(stance), guessed=bool(found))


def _finding(ctx: Context, person: str, stance: str, *, guessed: bool) -> Finding:
    name = ctx.name(person)
    rest = "only conjecture says so" if guessed else "no evidence says so"
    return RULE.finding(
        person,
        people=[person],
        measures=[Measure("better than conjecture on stance", 0, 1)],
        explanation=f"The map has {name} as {stance}, but {rest}.",
        deed=ctx.advice.deed(
            person,
            f"asks {name} where they stand, and writes it down",
            "then the yes board shows it as known",
            ask=f"find out where {name} stands",
        ),
    )


RULE = Rule(
    code="EV001",
    name="conjecture",
    severity=Severity.MEDIUM,
    checks=(
        "From evaluation on, for each open or assumed approver and each champion: whether there is any evidence on "
        "their stance that is better than conjecture. Roles and needs are part of the meter only."
    ),
    why="Hope enters a map one guess at a time. A stance nobody heard looks the same as one that was said aloud.",
    example="Piotr is down as a supporter because he smiled in the demo.",
    todo="Ask, or write down where it was said: who, when, and in which words.",
    several="what the map says of them rests on nothing, or on conjecture",
    check=_check,
    cause=Cause.BELIEF,
)
