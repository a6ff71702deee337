"""Approvers who have to hear it from several people: exact, by choosing whom they hear.

Somebody reserved never speaks for us, so they are ends of the tree. Each becomes as many terminals as they need
voices. A tree to all of them costs no more than the plan, and is the plan if nobody enters two terminals of the same
person. Otherwise the plans in which the one who does speaks to that person are searched apart from those in which they
do not; each part is again such a problem with less left to decide. Best first, so exact.

The terminals of one person stand for the cheapest voice, the second cheapest and so on: each takes only those ways that
can come at its place, and none that costs more than what a voice who is there anyway would.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from committee.consensus.problem import SOURCE, Goal
from committee.consensus.solver.budget import Budget
from committee.consensus.solver.network import UNREACHED, indexed
from committee.consensus.solver.quorum import COPY, Arcs, Low, Rank, low, within
from committee.consensus.solver.quorum import reach as reach_once
from committee.consensus.solver.reaching import reached_from
from committee.consensus.solver.shortest import shortest_ways
from committee.consensus.solver.status import Status
from committee.consensus.solver.steiner import Arborescence, Cut

Speakers = Mapping[str, frozenset[str]]

_NEVER = 1 << 200


def reach(arcs: Arcs, goal: Goal, budget: Budget, rank: Low = low) -> Arborescence[str]:
    """The cheapest talks from `SOURCE` that reach a goal, its doubters by several voices each, and what is proven.

    Everybody in `goal` must be reachable so, and `need` at most as many as `some`. Into a doubter lead as many arcs as
    they need voices, from different people. Exact; when the budget runs out the talks still reach the goal and the
    bound is still true.
    """
    if goal.voices < 2 or not any(person in goal.doubters for person in goal.all):
        return reach_once(arcs, goal, budget, rank)
    search = _Search(_Instance(arcs, goal, rank), budget)
    search.run(goal)
    return search.answer()


class _Instance:
    """The arcs between those who speak, and for each doubter who may speak to them, cheapest first."""

    def __init__(self, arcs: Arcs, goal: Goal, rank: Low) -> None:
        self.rank = rank
        doubters = frozenset(goal.doubters)
        self.voices = goal.voices
        self.ways = [arc for arc in arcs if arc[1] not in doubters]
        self.cost = {(tail, head): cost for tail, head, cost in arcs}
        self.free = frozenset(head for tail, head, cost in arcs if tail == SOURCE and not cost)
        into: dict[str, list[tuple[int, int, str]]] = {person: [] for person in sorted(doubters)}
        for tail, head, cost in arcs:
            if head in doubters:
                into[head].append((cost, rank(tail, head), tail))
        self.into = {person: [tail for *_, tail in sorted(found)] for person, found in into.items()}

    def low_of(self, arcs: Iterable[tuple[str, str, int]]) -> int:
        """What decides among plans of equal effort."""
        return sum(self.rank(tail, head) for tail, head, _ in arcs)

    def relaxed(self, part: "_Part") -> tuple[Arcs, Goal] | None:
        """A problem with one voice each that costs no more than any plan of a part; `None` if it has no plan."""
        arcs, everyone = list(self.ways), []
        for person in part.goal.everyone:
            if person not in self.into:
                everyone.append(person)
                continue
            ends = self._ends(person, part)
            if ends is None:
                return None
            for number, tails in enumerate(ends, 1):
                name = f"{person}{COPY}{number}"
                everyone.append(name)
                arcs += [(tail, name, self.cost[tail, person]) for tail in tails]
        for person in part.goal.some:
            if person in self.into:
                arcs += self._in_one(person)
        goal = Goal(tuple(sorted(everyone)), part.goal.some, part.goal.need)
        goal, complete = within(goal, reached_from(arcs))
        return (arcs, goal) if complete else None

    def _ends(self, person: str, part: "_Part") -> list[list[str]] | None:
        """For each voice a person needs, who may be that voice: those decided on first, then by price."""
        must = part.must.get(person, frozenset())
        rest = [tail for tail in self.into[person] if tail not in must and tail not in part.barred.get(person, ())]
        count = self.voices - len(must)
        if len(rest) < count:
            return None
        places = [place for place, tail in enumerate(rest) if tail in self.free]
        ends = [[tail] for tail in sorted(must)]
        for nth in range(count):
            last = len(rest) - (count - 1 - nth)
            if nth < len(places):
                last = min(last, places[nth] + 1)
            ends.append(rest[nth:last])
        return ends

    def _in_one(self, person: str) -> Arcs:
        """One arc a voice that stands for all: the cheapest of them, with the least the others can cost."""
        tails = self.into[person]
        costs = [self.cost[tail, person] for tail in tails]
        most = len(tails) - self.voices + 1
        return [(tail, person, sum(costs[at : at + self.voices])) for at, tail in enumerate(tails[: max(most, 0)])]


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the plans: a goal, and who does and who does not speak to each doubter."""

    goal: Goal
    must: Speakers = field(default_factory=dict)
    barred: Speakers = field(default_factory=dict)


@dataclass(slots=True)
class _Search:
    """Parts still open, best first; the best plan of all; and what is proven."""

    instance: _Instance
    budget: Budget
    best: Arcs = field(default_factory=list)
    rank: Rank = (_NEVER, 0)
    lower: int = _NEVER
    sure: bool = True
    cuts: tuple[Cut[str], ...] = ()

    def run(self, goal: Goal) -> None:
        """Until nothing that is open can be better than the best plan, or the budget is spent."""
        heap: list[tuple[Rank, int, _Part]] = [((0, 0), 0, _Part(_settled(goal)))]
        count = 0
        while heap:
            bound, _, part = heappop(heap)
            if bound >= self.rank:
                break
            if self.best and self.budget.spent:
                self.lower, self.sure = min(self.lower, bound[0]), False
                break
            proven, parts = self.looked_at(part)
            for smaller in parts:
                count += 1
                heappush(heap, (max(bound, proven), count, smaller))

    def looked_at(self, part: _Part) -> tuple[Rank, tuple[_Part, ...]]:
        """A bound on every plan of a part, and the smaller parts to look at; none where it is decided."""
        made = self.instance.relaxed(part)
        if made is None:
            return (_NEVER, 0), ()
        tree = reach_once(*made, self.budget, self.instance.rank)
        proven = tree.status is Status.OPTIMAL and tree.unique
        bound = (tree.lower_bound, self.instance.low_of(tree.arcs) if proven else 0)
        if not self.cuts:
            self.cuts = _merged(tree.cuts)
        self.offer(tree.arcs, part.goal)
        parts = _split(part, tree.arcs, self.instance)
        if not parts:
            self.sure = self.sure and proven
            self.lower = min(self.lower, tree.lower_bound)
        return bound, parts if bound < self.rank else ()

    def offer(self, tree: Iterable[tuple[str, str, int]], goal: Goal) -> None:
        """A plan made of a tree, if it is the best so far: every doubter in it hears the cheapest who are there."""
        found = _completed(self.instance, tree, goal)
        rank = (sum(cost for *_, cost in found), self.instance.low_of(found))
        if rank < self.rank:
            self.best, self.rank = found, rank

    def answer(self) -> Arborescence[str]:
        """The best plan, with what is proven about it."""
        total = self.rank[0]
        lower = min(self.lower, total)
        status = Status.OPTIMAL if lower == total else Status.GAP
        unique = self.sure and status is Status.OPTIMAL
        return Arborescence(tuple(sorted(self.best)), total, lower, status, unique, self.cuts)


def _settled(goal: Goal) -> Goal:
    """With everybody of the group named where all of them are needed."""
    if len(goal.some) > goal.need:
        return goal
    return replace(goal, everyone=tuple(sorted((*goal.everyone, *goal.some))), some=(), need=0)


def _split(part: _Part, tree: Iterable[tuple[str, str, int]], instance: _Instance) -> tuple[_Part, ...]:
    """The two parts to search where a tree counts somebody in too cheaply; nothing where it is a plan."""
    goal, heard = part.goal, _heard(tree, instance)
    for person in goal.some:
        if person in heard:
            others = tuple(i for i in goal.some if i != person)
            chosen = replace(goal, everyone=tuple(sorted((*goal.everyone, person))), some=others, need=goal.need - 1)
            left_out = replace(goal, some=others)
            return replace(part, goal=_settled(chosen)), replace(part, goal=_settled(left_out))
    for person, tails in sorted(heard.items()):
        twice = min((tail for tail in tails if tails.count(tail) > 1), default=None)
        if twice is not None:
            return (
                replace(part, must=_with(part.must, person, twice)),
                replace(part, barred=_with(part.barred, person, twice)),
            )
    return ()


def _heard(tree: Iterable[tuple[str, str, int]], instance: _Instance) -> dict[str, list[str]]:
    """Who speaks to each doubter of a tree, once for each voice."""
    heard: dict[str, list[str]] = {}
    for tail, head, _ in tree:
        person = head.partition(COPY)[0]
        if person in instance.into:
            heard.setdefault(person, []).append(tail)
    return heard


def _with(speakers: Speakers, person: str, speaker: str) -> Speakers:
    return {**speakers, person: speakers.get(person, frozenset()) | {speaker}}


def _completed(instance: _Instance, tree: Iterable[tuple[str, str, int]], goal: Goal) -> Arcs:
    """The talks of a tree, and for each doubter in it the cheapest voices there are, or can be had; nothing else."""
    found = list(tree)
    into = {head: (tail, cost) for tail, head, cost in found if head.partition(COPY)[0] not in instance.into}
    into |= dict.fromkeys(instance.free, (SOURCE, 0))
    talks: Arcs = []
    for person in sorted(_heard(found, instance)):
        there = [tail for tail in instance.into[person] if tail in into]
        while len(there) < instance.voices:
            there.append(_nearest(instance, person, into))
        talks += [(tail, person, instance.cost[tail, person]) for tail in there[: instance.voices]]
    return sorted([*talks, *_needed(into, {tail for tail, *_ in talks} | frozenset(goal.all))])


def _nearest(instance: _Instance, person: str, into: dict[str, tuple[str, int]]) -> str:
    """A further voice for somebody, with the talks that win it, which are added to `into`."""
    ways = [arc for arc in instance.ways if arc[1] not in into]
    ways += [(SOURCE, there, 0) for there in into]
    network, names = indexed(ways, SOURCE, ())
    price = dict(zip(names, shortest_ways(network)[0], strict=True))
    speakers = [tail for tail in instance.into[person] if price.get(tail, UNREACHED) < UNREACHED and tail not in into]
    best = min(speakers, key=lambda tail: (price[tail] + instance.cost[tail, person], tail))
    for arc in shortest_ways(network.with_terminals([names.index(best)]))[1]:
        tail, head = names[network.tail[arc]], names[network.head[arc]]
        if head not in into:
            into[head] = (tail, network.cost[arc])
    return best


def _needed(into: Mapping[str, tuple[str, int]], wanted: Iterable[str]) -> Arcs:
    """The talks that lead to those who are wanted, and the entrances they begin with."""
    found: dict[str, tuple[str, str, int]] = {}
    for person in wanted:
        node = person
        while node in into and node not in found:
            tail, cost = into[node]
            found[node] = (tail, node, cost)
            node = tail
    return list(found.values())


def _merged(cuts: Iterable[Cut[str]]) -> tuple[Cut[str], ...]:
    """The cuts with each doubter once, whichever of their voices is inside."""
    return tuple(Cut(tuple(sorted({node.partition(COPY)[0] for node in cut.nodes})), cut.paid) for cut in cuts)
