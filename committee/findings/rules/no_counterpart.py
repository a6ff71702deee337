"""CV003: a specialist approver without a counterpart of ours."""

from collections.abc import Iterator

from committee.consensus.expertise import matching
from committee.findings.context import Context
from committee.findings.finding import Deed, Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.model.vocabulary import Expertise, Stage
from committee.plurals import listed

_ASKED = (Expertise.TECHNICAL, Expertise.SECURITY, Expertise.LEGAL, Expertise.FINANCE)


def _check(ctx: Context) -> Iterator[Finding]:
    if not ctx.account.header.reached(Stage.EVALUATION):
        return
    for approver in ctx.committee.approvers:
        wanted = [skill for skill in matching(ctx.person(approver).roles) if skill in _ASKED]
        covering = {
            skill for arc in ctx.arcs.coverage.get(approver, ()) for skill in ctx.account.team[arc.source].expertise
        }
        missing = [skill for skill in wanted if skill not in covering]
        if missing:
            yield _finding(ctx, approver, missing)


def _finding(ctx: Context, approver: str, missing: list[Expertise]) -> Finding:
    skills = listed([str(skill) for skill in missing], last="or")
    return RULE.finding(
        approver,
        people=[approver],
        measures=[Measure(f"teammates of {skills} expertise covering them", 0, 1)],
        explanation=f"{ctx.name(approver)} is an approver whom nobody of ours with {skills} expertise covers.",
        deed=_deed(ctx, approver, missing),
    )


def _deed(ctx: Context, approver: str, missing: list[Expertise]) -> Deed:
    name = ctx.name(approver)
    fitting = [mate for mate in ctx.committee.teammates if set(missing) & set(ctx.account.team[mate].expertise)]
    if fitting:
        gain = "a specialist hears a specialist, which also takes the extra effort off our own talks"
        return ctx.team.deed(approver, f"meets {name}", gain, by=fitting[0])
    asked = listed([str(skill) for skill in missing], last="or")
    return ctx.team.deed(
        approver,
        f"brings a colleague with {asked} expertise to {name}",
        "a specialist hears a specialist",
        by=ctx.team.lead,
    )


RULE = Rule(
    code="CV003",
    name="no-counterpart",
    severity=Severity.MEDIUM,
    checks=(
        "From evaluation on, for each approver in a technical, security, legal or finance role: whether "
        "somebody of ours with that expertise covers them."
    ),
    why=(
        "A security officer wants to talk to somebody who has answered their questions before. Goodwill does "
        "not replace it."
    ),
    example="The account executive answers the CISO's questionnaire; the answers come back twice.",
    todo="Bring the teammate with that expertise into the next talk, or find one.",
    check=_check,
    cause=Cause.ACCESS,
)
