"""When a talk falls through, or no chain of ties leads there: what else there is."""

from dataclasses import dataclass, replace
from datetime import date

from committee.consensus.effort import Kind, Way, in_talks
from committee.consensus.plan import Plan, budget_of, plan_for
from committee.consensus.problem import SOURCE, Problem, problem_of
from committee.consensus.solver.quorum import low_with, within
from committee.consensus.solver.reaching import convinced, reached_by_ties
from committee.consensus.solver.several import reach
from committee.consensus.solver.status import Status
from committee.consensus.talks import ordered
from committee.errors import Stop, never
from committee.graph.standing import Committee, committee_of
from committee.model.account import Account, Pair
from committee.model.vocabulary import Stance
from committee.plurals import counted

POSSIBLE = 150_000
"""Introductions up to which they are compared: speakers times listeners."""
_NEW_TIE = 10**9
"""More than all efforts of an account: fewest new ties come first, then least effort."""


def fallback(
    plan: Plan, number: int, *, deadline: float | None = None, steps: int | None = None, stop: Stop = never
) -> Plan:
    """The plan if talk `number` cannot be held: solved again without it.

    Raises:
        KeyError: the plan has no such talk.
    """
    without = next((talk.pair for talk in plan.talks if talk.number == number), None)
    if without is None or plan.problem is None:
        raise KeyError(number)
    return plan_for(plan.problem, budget_of(deadline, steps, stop), frozenset({without}), like=plan)


def next_best(
    plan: Plan, *, deadline: float | None = None, steps: int | None = None, stop: Stop = never
) -> Plan | None:
    """The cheapest plan that does not begin with the same talk; `None` for a plan without talks.

    The first talk of a plan is one that can be held at once, so a plan that contains it can begin with it: the next
    best is the best plan that does without.
    """
    return fallback(plan, 1, deadline=deadline, steps=steps, stop=stop) if plan.talks else None


@dataclass(frozen=True, slots=True)
class Introduction:
    """`speaker` introduces us to `listener`, a tie that does not exist yet."""

    speaker: str
    listener: str
    effort: int


@dataclass(frozen=True, slots=True)
class Mended:
    """How existing ties and the fewest introductions reach the open approvers `people`.

    `talks` and `effort` are those of the whole plan that uses the introductions and no first meeting; `talks` are in
    order. `left_out` are approvers that no introduction can reach, because nobody who could introduce us is reached.
    Without any introduction there are more possible ones than can be compared.
    """

    introductions: tuple[Introduction, ...]
    talks: tuple[Pair, ...]
    effort: int
    status: Status
    left_out: tuple[str, ...] = ()

    def sentence(self, account: Account) -> str:
        """In words: "Have Ana introduce us to Priya: then 3 talks, 6.2."."""
        if not self.introductions:
            return "Introductions are not compared: there are too many people who could make one."
        asked = " and ".join(
            f"{account.name_of(step.speaker)} introduce us to {account.name_of(step.listener)}"
            for step in self.introductions
        )
        return f"Have {asked}: then {counted(len(self.talks), 'talk')}, {in_talks(self.effort)}."


def introductions(
    account: Account,
    today: date,
    *,
    people: tuple[str, ...] | None = None,
    deadline: float | None = None,
    steps: int | None = None,
    stop: Stop = never,
) -> Mended | None:
    """The cheapest new ties, fewest first, by which all open approvers (or `people`) are reached.

    First meetings are not used: these stand beside them. `None` where existing ties already reach them, or where
    nobody on their side could introduce us. Exact within the budget, like the plan; none at all where there are more
    than `POSSIBLE`.
    """
    committee = committee_of(account, today)
    known = problem_of(account, committee, today)
    goal = known.goal if people is None else replace(known.goal, everyone=tuple(sorted(people)), some=(), need=0)
    tied = reached_by_ties(committee, known.known, goal)
    if within(goal, tied)[1]:
        return None
    speakers, targets = _possible(committee, tied)
    if len(speakers) * len(targets) > POSSIBLE:
        return Mended((), (), 0, Status.GAP)
    existing = {arc.pair for arc in known.known}
    ways = [
        Way(speaker, listener, Kind.INTRODUCTION)
        for speaker in speakers
        for listener in targets
        if listener != speaker and (speaker, listener) not in existing
    ]
    problem = problem_of(account, committee, today, ways)
    new = {way.pair for way in ways}
    arcs = _network(problem, new)
    reached = convinced(arcs, goal)
    if not any(person in reached and person not in tied for person in goal.all):
        return None
    tree = reach(arcs, within(goal, reached)[0], budget_of(deadline, steps, stop), low_with(problem.pricing.late))
    pairs = ordered([arc[:2] for arc in tree.arcs if arc[0] != SOURCE], problem.efforts)
    return Mended(
        introductions=tuple(Introduction(*pair, problem.efforts[pair]) for pair in pairs if pair in new),
        talks=tuple(pairs),
        effort=sum(problem.efforts[pair] for pair in pairs) + sum(arc[2] for arc in tree.arcs if arc[0] == SOURCE),
        status=tree.status,
        left_out=tuple(person for person in goal.all if person not in reached),
    )


def _possible(committee: Committee, tied: frozenset[str]) -> tuple[list[str], list[str]]:
    """Carriers on their side, and members no tie reaches; nobody needs an introduction to somebody reached."""
    ours = frozenset(committee.teammates)
    targets = [i for i in committee.members if i not in tied and committee.beliefs[i].counts is not Stance.OPPOSED]
    return [speaker for speaker in committee.carriers if speaker not in ours], targets


def _network(problem: Problem, new: set[Pair]) -> list[tuple[str, str, int]]:
    without = [pair for pair, way in problem.ways.items() if way.kind is Kind.FIRST_MEETING]
    arcs = problem.network(without)
    return [(tail, head, cost + _NEW_TIE if (tail, head) in new else cost) for tail, head, cost in arcs]
