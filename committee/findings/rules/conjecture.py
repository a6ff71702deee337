"""EV001: what we believe of an approver rests on nothing, or on conjecture."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.graph.claims import deciding_claims
from committee.graph.evidence import Value
from committee.model.vocabulary import Basis, Claim, Need, Stage
from committee.plurals import listed

_NEEDS = {
    Need.YES: "somebody whose yes is needed",
    Need.NO_OBJECTION: "somebody who must not object",
    Need.NONE: "somebody with no say of their own",
}


def _check(ctx: Context) -> Iterator[Finding]:
    if not ctx.account.header.reached(Stage.EVALUATION):
        return
    for approver in ctx.committee.approvers:
        weak = [
            (claim, value)
            for claim, value in deciding_claims(ctx.account, approver)
            if _weak(ctx, approver, claim, value)
        ]
        if weak:
            yield _finding(ctx, approver, weak)


def _weak(ctx: Context, approver: str, claim: Claim, value: Value) -> bool:
    """Without any evidence that says so, or with conjecture only; evidence of unknown basis counts as conjecture."""
    found = ctx.ledger.speaking_for(approver, claim, value)
    return all(record.basis in {None, Basis.CONJECTURE} for _, record in found)


def _finding(ctx: Context, approver: str, weak: list[tuple[Claim, Value]]) -> Finding:
    guesses = sum(bool(ctx.ledger.speaking_for(approver, claim, value)) for claim, value in weak)
    rest = (
        "no evidence says so"
        if guesses == 0
        else "only conjecture says so"
        if guesses == len(weak)
        else "conjecture at best says so"
    )
    name = ctx.name(approver)
    return RULE.finding(
        approver,
        people=[approver],
        measures=[Measure(f"better than conjecture on {_key(claim)} {value}", 0, 1) for claim, value in weak],
        explanation=f"The map has {name} as {listed([_words(claim, value) for claim, value in weak])}, but {rest}.",
        deed=ctx.team.deed(
            approver,
            f"writes down what {name}, or somebody close to them, says about it",
            "then the yes board shows it as known",
        ),
    )


def _key(claim: Claim) -> str:
    return "role" if claim is Claim.ROLES else str(claim)


def _words(claim: Claim, value: Value) -> str:
    return _NEEDS[Need(str(value))] if claim is Claim.NEED else str(value).replace("-", " ")


RULE = Rule(
    code="EV001",
    name="conjecture",
    severity=Severity.MEDIUM,
    checks=(
        "From evaluation on, for each approver: whether the stance, and the role or need that makes them an "
        "approver, have evidence for the present value that is better than conjecture."
    ),
    why="Hope enters a map one guess at a time. A stance nobody heard looks the same as one that was said aloud.",
    example="Piotr is down as a supporter because he smiled in the demo.",
    todo="Ask, or write down where it was said: who, when, and in which words.",
    check=_check,
    cause=Cause.BELIEF,
)
