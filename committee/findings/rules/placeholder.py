"""PP001: somebody the deal needs still has no name."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.model.vocabulary import PersonStatus


def _check(ctx: Context) -> Iterator[Finding]:
    unnamed = [i for i in ctx.committee.members if ctx.person(i).status is PersonStatus.PLACEHOLDER]
    if not unnamed:
        return
    approvers = frozenset(ctx.committee.approvers) - frozenset(ctx.committee.spare)
    on_plan = frozenset(who for talk in ctx.plan.talks for who in (talk.speaker, talk.listener))
    for person in unnamed:
        if person in approvers or person in on_plan:
            yield _finding(ctx, person, approver=person in approvers)


def _finding(ctx: Context, person: str, *, approver: bool) -> Finding:
    name = ctx.name(person)
    role = "an approver" if approver else "on the shortest path"
    asked = _asked(ctx, person)
    phrase = f"asks {ctx.name(asked)} who “{name}” is" if asked else f"finds out who “{name}” is"
    return RULE.finding(
        person,
        people=[person, asked] if asked else [person],
        measures=[Measure("status", "placeholder", "active")],
        explanation=f"“{name}” is {role} and has no name yet.",
        deed=ctx.team.deed(asked, phrase, "nobody can be met before they are named"),
    )


def _asked(ctx: Context, person: str) -> str:
    """Who would know: their reports or whoever speaks to them, if we cover them; else a champion."""
    near = list(ctx.reports.get(person, ()))
    near += [arc.source for arc in ctx.arcs.incoming.get(person, ()) if arc.source not in ctx.team.members]
    known = [i for i in near if i in ctx.arcs.coverage and ctx.person(i).status is not PersonStatus.PLACEHOLDER]
    champions = [i for i in ctx.committee.champions if i != person]
    return ctx.weightiest(ctx.willing(known, [person]) or ctx.willing(champions, [person]))


RULE = Rule(
    code="PP001",
    name="placeholder",
    severity=Severity.LOW,
    checks="Whether an approver, or somebody on the shortest path to consensus, is still a placeholder.",
    why="A plan that ends at 'head of procurement, name unknown' has a last step nobody can take.",
    example="The plan says that Tom Lee introduces 'Legal'; Tom has to be asked whom he has in mind.",
    todo="Ask whoever reports to them or speaks to them for the name, and change the placeholder's name and status.",
    several="they have no name yet",
    check=_check,
    cause=Cause.PAPER,
)
