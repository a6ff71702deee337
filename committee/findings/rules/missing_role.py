"""DM009: a role that a decision of this stage usually has, and this map has not."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.model.vocabulary import Role, Stage
from committee.plurals import listed, plural

_WORDS = {
    Role.TECHNICAL_BUYER: "technical buyer",
    Role.EVALUATOR: "evaluator",
    Role.LEGAL: "legal",
    Role.PROCUREMENT: "procurement",
    Role.SECURITY: "security",
}
_TESTERS = (Role.TECHNICAL_BUYER, Role.EVALUATOR)
_REVIEWERS = (Role.LEGAL, Role.PROCUREMENT, Role.SECURITY)


def _check(ctx: Context) -> Iterator[Finding]:
    waived = ctx.account.decision.not_needed
    testers = [role for role in _TESTERS if role not in waived]
    if ctx.account.header.reached(Stage.EVALUATION) and testers and not ctx.having(*_TESTERS):
        yield _finding(ctx, testers, "or", Stage.EVALUATION)
    missing = [role for role in _REVIEWERS if role not in waived and not ctx.having(role)]
    if ctx.account.header.reached(Stage.PROPOSAL) and missing:
        yield _finding(ctx, missing, "and", Stage.PROPOSAL)


def _finding(ctx: Context, missing: list[Role], last: str, stage: Stage) -> Finding:
    roles = listed([_WORDS[role] for role in missing], last=last)
    asked = ctx.weightiest(ctx.committee.champions)
    asks = f"asks {ctx.name(asked)}" if asked else "finds out"
    many = len(missing) if last == "and" else 1
    return RULE.finding(
        ACCOUNT,
        people=[asked] if asked else [],
        measures=[Measure(f"people for {roles}", 0, 1), Measure("stage", str(ctx.account.header.stage), str(stage))],
        explanation=f"The deal has reached {ctx.account.header.stage}, and nobody is named for {roles}.",
        deed=ctx.team.deed(
            asked,
            f"{asks} who looks after {plural(many, 'it', 'each of them')}",
            "who is named can be met before they are asked to sign",
        ),
    )


RULE = Rule(
    code="DM009",
    name="missing-role",
    severity=Severity.MEDIUM,
    checks=(
        "From evaluation on, whether anybody is technical buyer or evaluator; from proposal on, whether "
        "somebody is named for legal, procurement and security. Roles that the decision does not need are not "
        "asked for."
    ),
    why="Reviews by legal, procurement and security come whether they are planned or not. Unplanned, they come last.",
    example="The contract was with the customer before anybody asked who in procurement would read it.",
    todo="Ask the champion who looks after it. If nobody does, list the role under not_needed.",
    check=_check,
)
