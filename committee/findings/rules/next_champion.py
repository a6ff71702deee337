"""CH006: whom to develop into the next champion."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from committee.consensus.effort import in_talks
from committee.consensus.plan import Plan, Status, plan
from committee.consensus.problem import Problem
from committee.consensus.what_if import won
from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.findings.words import dashed
from committee.graph.chains import chain_to
from committee.model.vocabulary import Stance
from committee.plurals import counted

_STEPS = 5_000_000
"""Solver steps for one candidate. A plan that is not proven by then is still one that can be held: it saves no less."""


@dataclass(frozen=True, slots=True)
class _Gain:
    """What the plan saves with `person` as a voice, net of the cheapest chain that wins them."""

    person: str
    saved: int
    effort: int
    talks: int


def _check(ctx: Context) -> Iterator[Finding]:
    base = ctx.plan
    problem = base.problem
    if base.proof is not Status.OPTIMAL or not base.talks or problem is None:
        return
    price, before = problem.prices()
    best = _best(ctx, base, _bounds(ctx, problem, price), price)
    if best is not None:
        yield _finding(ctx, base, best, chain_to(best.person, before), price.get(best.person))


def _candidates(ctx: Context) -> list[str]:
    voices, least = frozenset(ctx.committee.voices), ctx.limits["next_champion_power"]
    return [i for i in ctx.committee.members if i not in voices and _winnable(ctx, i) and ctx.power(i) >= least]


def _winnable(ctx: Context, person: str) -> bool:
    stance = ctx.counts(person)
    return stance is None or not stance.resists


def _bounds(ctx: Context, problem: Problem, price: Mapping[str, int]) -> dict[str, int]:
    """What each candidate whom a chain can win saves at most, net of that chain.

    With the chain, and what their own talks cost more today than they would as a voice, every plan that starts from
    them becomes a plan of today; so net nobody who carries today saves more than the latter. Each talk of theirs leads
    to another person the plan has to reach.
    """
    goals = len(problem.goal.all)
    listeners = Counter(speaker for speaker, _ in problem.efforts)
    return {
        person: _relay(ctx, problem, person) * min(listeners[person], goals)
        if person in ctx.reach.carriers
        else ctx.plan.effort
        for person in _candidates(ctx)
        if person in price
    }


def _relay(ctx: Context, problem: Problem, person: str) -> int:
    """How much cheaper each talk of theirs becomes."""
    stance, costs = ctx.counts(person), problem.pricing.costs
    if stance is None:
        return costs["relay_unknown"]
    return costs["relay_neutral"] if stance is Stance.NEUTRAL else 0


def _best(ctx: Context, base: Plan, bounds: Mapping[str, int], price: Mapping[str, int]) -> _Gain | None:
    """The candidate who saves most, the first by id among equals; none below the threshold.

    Exact: candidates are tried in the order of what they can save at most, until none left can be better.
    """
    percent = ctx.limits["next_champion_percent"]
    best: _Gain | None = None
    for person, bound in sorted(bounds.items(), key=lambda pair: (-pair[1], pair[0])):
        if bound * 100 < percent * base.effort or (best is not None and bound < best.saved):
            break
        gain = _gain(ctx, base, person, price[person])
        enough = gain.saved > 0 and gain.saved * 100 >= percent * base.effort
        if enough and (best is None or (-gain.saved, gain.person) < (-best.saved, best.person)):
            best = gain
    return best


def _gain(ctx: Context, base: Plan, person: str, price: int) -> _Gain:
    """The plan solved again with this person as a supporter and champion, less what it takes to win them."""
    found = plan(won(ctx.account, person), ctx.today, steps=_STEPS, stop=ctx.stop)
    return _Gain(person, base.effort - found.effort - price, found.effort, len(found.talks))


def _finding(ctx: Context, base: Plan, best: _Gain, chain: tuple[str, ...], price: int | None) -> Finding:
    name = ctx.name(best.person)
    percent = best.saved * 100 // base.effort
    return RULE.finding(
        best.person,
        people=[i for i in chain if i not in ctx.team.members] or [best.person],
        ties=pairwise(chain),
        measures=[
            Measure("percent of the plan saved net", percent, ctx.limits["next_champion_percent"]),
            Measure("power", ctx.power(best.person), ctx.limits["next_champion_power"]),
            Measure("effort of the cheapest chain to them", price, effort=True),
        ],
        explanation=_explanation(ctx, base, best, chain, price),
        deed=ctx.advice.deed(
            best.person,
            f"asks {name} for something that costs them effort, to test them as a champion",
            f"it saves {in_talks(best.saved)} of the {in_talks(base.effort)} easy talks of the plan, winning them paid",
        ),
    )


def _explanation(ctx: Context, base: Plan, best: _Gain, chain: tuple[str, ...], price: int | None) -> str:
    talks = counted(len(base.talks), "talk")
    fewer = (
        f"the plan would shrink from {talks} to {best.talks}, and its effort" if best.talks < len(base.talks) else ""
    )
    what = fewer or f"the effort of the plan ({talks}) would fall"
    winning = "no chain leads to them yet"
    if price is not None:
        winning = f"winning them takes {in_talks(price)} ({dashed(ctx.name(i) for i in chain)})"
    numbers = f"from {in_talks(base.effort)} to {in_talks(best.effort)}"
    return f"With {ctx.name(best.person)} as a champion {what} {numbers}; {winning}."


RULE = Rule(
    code="CH006",
    name="next-champion",
    severity=Severity.LOW,
    checks=(
        "Which member of power 2 or more (threshold next_champion_power), not yet a voice and neither "
        "reserved nor opposed, would shorten the plan most as a champion, if by 10 % at least (threshold "
        "next_champion_percent), the cheapest chain that wins them paid. "
        "Only a plan that is proven to be the shortest is compared."
    ),
    why="One champion in the right place spares more talks than several in places where everybody already agrees.",
    example="With Priya Nair speaking for us the plan needs three talks rather than five, and she is one talk away.",
    todo="Test the person named: ask for something that costs them effort, and record how it went.",
    check=_check,
    cause=Cause.CHAMPION,
    slow=True,
)
