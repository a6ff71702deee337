"""DM008: somebody against us has the shorter way to the money."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from committee.consensus.effort import in_talks
from committee.findings.context import Context
from committee.findings.finding import Deed, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.graph.chains import cheapest
from committee.model.vocabulary import Stance

Efforts = tuple[Mapping[str, int], Mapping[str, str]]


def _check(ctx: Context) -> Iterator[Finding]:
    if not ctx.buyers:
        return
    effort, after = _to_buyers(ctx)
    ours = min((effort[i] for i in ctx.committee.champions if i in effort), default=None)
    for person in ctx.committee.members:
        if _against(ctx, person) and person in effort and (ours is None or effort[person] < ours):
            yield _finding(ctx, person, _way(person, after), effort[person], ours)


def _to_buyers(ctx: Context) -> Efforts:
    """The least effort from everybody to the nearest economic buyer, whoever carries, and whom they would speak to."""
    cost = ctx.reach.cost
    turned = ctx.arcs.graph.reverse(copy=False)
    return cheapest(turned, ctx.buyers, lambda listener, speaker, _: cost.get((speaker, listener)))


def _way(person: str, after: Mapping[str, str]) -> tuple[str, ...]:
    way = [person]
    while way[-1] in after:
        way.append(after[way[-1]])
    return tuple(way)


def _against(ctx: Context, identifier: str) -> bool:
    person = ctx.person(identifier)
    return ctx.counts(identifier) is Stance.OPPOSED or person.prefers in ctx.account.rivals


def _finding(ctx: Context, person: str, way: tuple[str, ...], effort: int, ours: int | None) -> Finding:
    buyer = way[-1]
    nearest = ctx.weightiest(ctx.willing(ctx.committee.champions, [buyer]))
    return RULE.finding(
        person,
        people=[*way, *ctx.committee.champions],
        ties=pairwise(way),
        measures=[Measure("effort to the nearest economic buyer", effort, ours, effort=True)],
        explanation=_explanation(ctx, person, buyer, effort, ours),
        deed=_deed(ctx, nearest, buyer),
    )


def _deed(ctx: Context, nearest: str, buyer: str) -> Deed:
    """The buyer is spoken to first; a buyer who is against us is a decision to take, which DM011 asks for."""
    name, gain = ctx.name(buyer), "then the buyer has heard our case as well"
    if not ctx.willing([buyer]):
        return ctx.advice.decision(buyer)
    if nearest and nearest != buyer and not ctx.advice.speaker(buyer):
        return ctx.team.deed(nearest, f"asks {ctx.name(nearest)} to speak with {name} first", gain)
    return ctx.advice.deed(buyer, f"asks {name} for half an hour", gain, ask=f"speak with {name} first")


def _explanation(ctx: Context, person: str, buyer: str, effort: int, ours: int | None) -> str:
    record = ctx.person(person)
    why = "is opposed" if ctx.counts(person) is Stance.OPPOSED else f"prefers {ctx.name(record.prefers)}"
    if person == buyer:
        return f"{ctx.name(person)}, the economic buyer, {why}."
    compared = (
        f"our nearest champion needs {in_talks(ours)}" if ours is not None else "no champion of ours has a way there"
    )
    return (
        f"{ctx.name(person)}, who {why}, reaches {ctx.name(buyer)}, the economic buyer, with an effort of "
        f"{in_talks(effort)}; {compared}."
    )


RULE = Rule(
    code="DM008",
    name="opponent-closer-to-buyer",
    severity=Severity.HIGH,
    checks=(
        "Whether somebody who is opposed, or who prefers a named rival, reaches the nearest economic buyer "
        "with less effort than any champion. Everybody counts as passing it on here. Where no champion has a "
        "way there, any way of theirs counts; a buyer who is against is nearest of all."
    ),
    why="Who speaks to the buyer first and most easily sets the terms on which everybody else is heard.",
    example=(
        "The architect who prefers Orbit Fleet reports to the CIO who signs; our champion sits two departments away."
    ),
    todo="Bring the champion and the buyer together, and hear the objection from the person who holds it.",
    several="nearer to the economic buyer than our champions",
    check=_check,
    slow=True,
)
