"""Whom to win next: what each member's support would save, and what it takes to win it."""

from dataclasses import dataclass, replace
from datetime import date

from committee.consensus.effort import way_of
from committee.consensus.plan import budget_of
from committee.consensus.problem import SOURCE, Goal, Problem, goal_of, problem_of, ways_to
from committee.consensus.solver.quorum import lacking, within
from committee.consensus.solver.reaching import convinced
from committee.consensus.solver.several import reach
from committee.consensus.what_if import won
from committee.errors import Stop, never
from committee.graph.chains import chain_to
from committee.graph.stances import belief, champion_tests
from committee.graph.standing import Committee, committee_of, standing_of
from committee.model.account import Account
from committee.model.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Next:
    """Somebody to win next: what their support would save of the plan, and the cheapest chain that wins them.

    `saved` is gross, and `seats` how many more approvers could be reached then; `proven` says whether both plans are.
    `chain` begins with a voice and is empty, and `price` `None`, where no talk leads to them.
    """

    person: str
    saved: int
    effort: int
    proven: bool
    chain: tuple[str, ...]
    price: int | None
    seats: int = 0

    @property
    def net(self) -> int | None:
        """What is left of the saving once the cheapest chain that wins them is paid; `None` where none leads there."""
        return None if self.price is None else self.saved - self.price

    @property
    def order(self) -> tuple[int, bool, int, str]:
        """Seats gained, then whoever can be won, then what is left of the saving; most first, then by id."""
        return -self.seats, self.net is None, -(self.saved if self.net is None else self.net), self.person


def rank_next(
    account: Account, today: date, *, deadline: float | None = None, steps: int | None = None, stop: Stop = never
) -> tuple[Next, ...]:
    """Every member who is not a voice, by what their support would gain and save net of winning them, most first.

    Opposed people are not asked. Each one is a plan solved again; only what they change is priced again. Once a
    deadline is over the rest are left out: those the plan of today speaks to were looked at first.
    """
    committee = committee_of(account, today)
    problem = problem_of(account, committee, today)
    budget = budget_of(deadline, steps, stop)
    today_arcs = problem.network()
    there = convinced(today_arcs, problem.goal)
    base, missed = reach(today_arcs, within(problem.goal, there)[0], budget), lacking(problem.goal, there)
    price, before = _prices(problem)
    planned = {head for _, head, _ in base.arcs}
    found: list[Next] = []
    for person in sorted(candidates(committee), key=lambda i: (i not in planned, i)):
        budget.look()
        if deadline is not None and budget.spent:
            break
        arcs, goal = _as_voice(problem, person)
        then = convinced(arcs, goal)
        tree = reach(arcs, within(goal, then)[0], budget)
        proven = tree.lower_bound == tree.total and base.lower_bound == base.total
        chain = chain_to(person, before) if person in price else ()
        saved = base.total - tree.total
        seats = missed - lacking(goal, then)
        found.append(Next(person, saved, tree.total, proven, chain, price.get(person), seats))
    return tuple(sorted(found, key=lambda entry: entry.order))


def candidates(committee: Committee) -> tuple[str, ...]:
    """Members who could still be won as voices: not voices yet, and not opposed."""
    voices = frozenset(committee.voices)
    return tuple(i for i in committee.members if i not in voices and _persuadable(committee, i))


def _persuadable(committee: Committee, person: str) -> bool:
    return committee.beliefs[person].counts is not Stance.OPPOSED


def _prices(problem: Problem) -> tuple[dict[str, int], dict[str, str]]:
    """The cheapest chain from a voice to each member, also to those no plan of today needs."""
    ways = ways_to(problem.known, problem.pricing, frozenset(problem.committee.members))
    others = {pair: problem.pricing.effort(way) for pair, way in ways.items() if pair not in problem.efforts}
    return problem.prices(others)


def _as_voice(problem: Problem, person: str) -> tuple[list[tuple[str, str, int]], Goal]:
    """The instance with somebody as a voice: a further entrance, their own talks at new prices, one goal less."""
    changed = won(problem.pricing.account, person)
    committee = _with_voice(changed, problem.committee, person)
    pricing = problem.pricing.after(changed, committee)
    kept = [(SOURCE, voice, pricing.entrance(voice)) for voice in committee.voices]
    kept += [(*pair, effort) for pair, effort in problem.efforts.items() if person not in pair]
    opposed = {i for i in committee.people if not _persuadable(committee, i)}
    heard = (frozenset(committee.carriers) | frozenset(problem.goal.all)) - frozenset(committee.voices) - opposed
    for arc in problem.known:
        if arc.source == person and arc.usable and arc.target in heard:
            kept.append((*arc.pair, pricing.effort(way_of(arc))))
    return kept, goal_of(changed, committee)


def _with_voice(account: Account, committee: Committee, person: str) -> Committee:
    proven = champion_tests(account, person, committee.today) == (True, True, True)
    return replace(
        committee,
        standings={**committee.standings, person: standing_of(account, person, committee.today)},
        beliefs={**committee.beliefs, person: belief(account, person, committee.today)},
        champions=tuple(sorted({*committee.champions, person})),
        proven=tuple(sorted({*committee.proven, person})) if proven else committee.proven,
        voices=tuple(sorted({*committee.voices, person})),
        carriers=tuple(sorted({*committee.carriers, person})),
    )
