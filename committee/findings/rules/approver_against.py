"""DM011: an approver is against; a decision is due, not another talk."""

from collections.abc import Iterator

from committee.consensus.beside import against
from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.plurals import SHOWN, listed


def _check(ctx: Context) -> Iterator[Finding]:
    needed = frozenset(ctx.committee.blocking)
    for decision in against(ctx.account, ctx.committee):
        if decision.person not in needed:
            continue
        name = ctx.name(decision.person)
        options = "ask what condition would turn it into no objection, or qualify out"
        if decision.overrule:
            above = listed([ctx.name(i) for i in decision.overrule[:SHOWN]] + ["others"], last="or")
            names = above if decision.more else ctx.names(decision.overrule, last="or")
            options = f"ask {names} to overrule, {options}"
        yield RULE.finding(
            decision.person,
            people=[decision.person, *decision.overrule],
            measures=[Measure("stance", "opposed")],
            explanation=f"The decision needs {name}, who is against; no talk settles that, a decision is due.",
            deed=ctx.team.deed("", f"decides about {name}: {options}", "until then the plan cannot end in a yes"),
        )


RULE = Rule(
    code="DM011",
    name="approver-against",
    severity=Severity.CRITICAL,
    checks=(
        "Whether somebody is opposed whose seat the decision needs: a mandatory one, or one of a quorum that has too "
        "few others. Nobody is told to win them; which decision is due is said, and the plan is solved for the others."
    ),
    why=(
        "Nobody is talked out of opposition by a fifth meeting. It takes somebody who may overrule, a "
        "condition that is met, or the courage to leave."
    ),
    example="Anke Vogt of security is opposed on principle; her director can accept the risk, if asked in time.",
    todo="Decide: who can overrule, what condition would turn it into no objection, or whether to qualify out.",
    several="the decision needs them, and they are against",
    check=_check,
    cause=Cause.DECISION,
)
