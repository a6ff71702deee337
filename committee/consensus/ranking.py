"""Whom to win next: what each member's support would save, and what it takes to win it."""

from dataclasses import dataclass, replace
from datetime import date

from committee.consensus.effort import way_of
from committee.consensus.plan import budget_of
from committee.consensus.problem import SOURCE, Goal, Problem, goal_of, problem_of, ways_to
from committee.consensus.solver.quorum import within
from committee.consensus.solver.reaching import convinced
from committee.consensus.solver.several import reach
from committee.consensus.what_if import supporting
from committee.errors import Stop, never
from committee.graph.chains import by_effort, chain_to, cheapest, talks
from committee.graph.standing import Committee, committee_of, standing_of
from committee.model.account import Account
from committee.model.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Next:
    """Somebody to win next: what their support would save of the plan, and the cheapest chain that wins them.

    `saved` is gross; `proven` says whether both plans are. `chain` begins with a voice and is empty, and `price`
    `None`, where no talk leads to them.
    """

    person: str
    saved: int
    effort: int
    proven: bool
    chain: tuple[str, ...]
    price: int | None


def rank_next(
    account: Account, today: date, *, deadline: float | None = None, steps: int | None = None, stop: Stop = never
) -> tuple[Next, ...]:
    """Every member who is not a voice, by what their support would save, most first; then by id.

    Opposed people are not asked. Each one is a plan solved again; only what they change is priced again. Once a
    deadline is over the rest are left out: those the plan of today speaks to were looked at first.
    """
    committee = committee_of(account, today)
    problem = problem_of(account, committee, today)
    budget = budget_of(deadline, steps, stop)
    today_arcs = problem.network()
    base = reach(today_arcs, within(problem.goal, convinced(today_arcs, problem.goal))[0], budget)
    price, before = _prices(problem)
    planned = {head for _, head, _ in base.arcs}
    found: list[Next] = []
    for person in sorted(candidates(account, committee), key=lambda i: (i not in planned, i)):
        budget.look()
        if deadline is not None and budget.spent:
            break
        arcs, goal = _as_voice(problem, person)
        tree = reach(arcs, within(goal, convinced(arcs, goal))[0], budget)
        proven = tree.lower_bound == tree.total and base.lower_bound == base.total
        chain = chain_to(person, before) if person in price else ()
        saved = base.total - tree.total
        found.append(Next(person, saved, tree.total, proven, chain, price.get(person)))
    return tuple(sorted(found, key=lambda entry: (-entry.saved, entry.person)))


def candidates(account: Account, committee: Committee) -> tuple[str, ...]:
    """Members who could still be won as voices: not voices yet, and not opposed."""
    voices = frozenset(committee.voices)
    return tuple(i for i in committee.members if i not in voices and account.people[i].stance is not Stance.OPPOSED)


def _prices(problem: Problem) -> tuple[dict[str, int], dict[str, str]]:
    """The cheapest chain from a voice to each member, also to those no plan of today needs."""
    pricing, committee = problem.pricing, problem.committee
    ways = ways_to(problem.known, pricing.account, committee, frozenset(committee.members))
    efforts = {pair: pricing.effort(way) for pair, way in ways.items() if pair not in problem.efforts}
    held = talks({**problem.efforts, **efforts}, problem.entrances)
    return cheapest(held, problem.entrances, by_effort)


def _as_voice(problem: Problem, person: str) -> tuple[list[tuple[str, str, int]], Goal]:
    """The instance with somebody as a voice: a further entrance, their own talks at new prices, one goal less."""
    account = problem.pricing.account
    changed = replace(account, people={**account.people, person: supporting(account.people[person])})
    committee = _with_voice(changed, problem.committee, person)
    pricing = problem.pricing.after(changed, committee)
    kept = [(SOURCE, voice, 0) for voice in committee.voices]
    kept += [(*pair, effort) for pair, effort in problem.efforts.items() if person not in pair]
    opposed = {i for i in committee.people if account.people[i].stance is Stance.OPPOSED}
    heard = (frozenset(committee.carriers) | frozenset(problem.goal.all)) - frozenset(committee.voices) - opposed
    for arc in problem.known:
        if arc.source == person and arc.usable and arc.target in heard:
            kept.append((*arc.pair, pricing.effort(way_of(arc))))
    return kept, goal_of(changed, committee)


def _with_voice(account: Account, committee: Committee, person: str) -> Committee:
    champion = account.people[person].champion
    proven = champion is not None and champion.proven
    return replace(
        committee,
        standings={**committee.standings, person: standing_of(account, person, committee.today)},
        champions=tuple(sorted({*committee.champions, person})),
        proven=tuple(sorted({*committee.proven, person})) if proven else committee.proven,
        voices=tuple(sorted({*committee.voices, person})),
        carriers=tuple(sorted({*committee.carriers, person})),
    )
