"""CV003: a specialist approver without a counterpart of ours."""

from collections.abc import Iterator

from committee.consensus.expertise import matching
from committee.findings.context import Context
from committee.findings.finding import Deed, Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.graph.standing import approver_roles
from committee.model.vocabulary import Expertise, Stage
from committee.plurals import listed

_ASKED = {
    Expertise.TECHNICAL: Stage.EVALUATION,
    Expertise.SECURITY: Stage.EVALUATION,
    Expertise.LEGAL: Stage.PROPOSAL,
    Expertise.FINANCE: Stage.PROPOSAL,
}
"""From which stage on a specialist of theirs needs one of ours."""


def _check(ctx: Context) -> Iterator[Finding]:
    if not ctx.account.header.reached(Stage.EVALUATION):
        return
    asked = {skill for skill, stage in _ASKED.items() if ctx.account.header.reached(stage)}
    for approver in ctx.waiting:
        wanted = [skill for skill in matching(approver_roles(ctx.account, approver)) if skill in asked]
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
        speaker = ctx.advice.speaker(approver)
        if speaker in fitting:
            return ctx.team.deed(approver, f"meets {name}", gain, by=speaker)
        if not ctx.advice.on_plan(approver):
            return ctx.team.deed(approver, f"meets {name}", gain, by=fitting[0])
        return ctx.advice.deed(
            approver,
            f"meets {name} together with {ctx.name(fitting[0])}",
            gain,
            ask=f"bring {ctx.name(fitting[0])} along to {name}",
        )
    asked = listed([str(skill) for skill in missing], last="or")
    return ctx.advice.deed(
        approver,
        f"brings a colleague with {asked} expertise to {name}",
        "a specialist hears a specialist",
        ask=f"open the door to {name} for a colleague of ours with {asked} expertise",
    )


RULE = Rule(
    code="CV003",
    name="no-counterpart",
    severity=Severity.MEDIUM,
    checks=(
        "For each open or assumed approver in a technical or security role from evaluation on, in a legal role or the "
        "economic buyer's from proposal on: whether somebody of ours with that expertise covers them. Not for a role "
        "that `not_needed` names."
    ),
    why=(
        "A security officer wants to talk to somebody who has answered their questions before. Goodwill does "
        "not replace it."
    ),
    example="The account executive answers the CISO's questionnaire; the answers come back twice.",
    todo="Bring the teammate with that expertise into the next talk, or find one.",
    several="nobody of ours with their expertise covers them",
    check=_check,
    cause=Cause.ACCESS,
)
