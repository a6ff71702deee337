"""DM011: an approver is opposed; a decision is due, not another talk."""

from collections.abc import Iterator

from committee.consensus.beside import against
from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.plurals import SHOWN, listed


def _check(ctx: Context) -> Iterator[Finding]:
    for aside in against(ctx.account, ctx.committee):
        name = ctx.name(aside.person)
        options = "ask what condition would turn it into no objection, or qualify out"
        if aside.overrule:
            above = listed([ctx.name(i) for i in aside.overrule[:SHOWN]] + ["others"], last="or")
            options = f"ask {above if aside.more else ctx.names(aside.overrule, last='or')} to overrule, {options}"
        yield RULE.finding(
            aside.person,
            people=[aside.person, *aside.overrule],
            measures=[Measure("stance", "opposed")],
            explanation=f"The decision needs {name}, who is opposed; no talk settles that.",
            deed=ctx.team.deed("", f"decides about {name}: {options}", "until then the plan cannot end in a yes"),
        )


RULE = Rule(
    code="DM011",
    name="approver-opposed",
    severity=Severity.HIGH,
    checks="Whether an approver is opposed. Such a person is set aside: the plan is solved for the others.",
    why=(
        "Nobody is talked out of opposition by a fifth meeting. It takes somebody who may overrule, a "
        "condition that is met, or the courage to leave."
    ),
    example="Anke Vogt of security is opposed on principle; her director can accept the risk, if asked in time.",
    todo="Decide: who can overrule, what condition would turn it into no objection, or whether to qualify out.",
    check=_check,
    cause=Cause.DECISION,
)
