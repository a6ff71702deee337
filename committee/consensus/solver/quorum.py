"""Quorum, exactly: the cheapest tree to everyone of one group and to any few of another.

Each of the second group may be skipped, at a price. At the right price the cheapest tree skips as many as it may, and
is then the cheapest of all that reach enough; at any price its cost, less what the skips that are allowed cost, is a
true bound. Where no price gives exactly that number, somebody is chosen, and the trees that have to reach them are
searched apart from those that need not. Both are again such problems, with less left to decide.

Reference for the search of the price: A. Jüttner, B. Szviatovszki, I. Mécs, Z. Rajkó (2001), Lagrange relaxation based
method for the QoS routing problem, INFOCOM.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from committee.consensus.problem import SOURCE, Goal
from committee.consensus.solver.budget import Budget
from committee.consensus.solver.status import Status
from committee.consensus.solver.steiner import LATE, Arborescence, low_bits, solve_within

COPY = "+"
"""Between the id of somebody who needs several voices and the number of the voice."""

HELD = "!"
"""Behind the id of a listener: the node that a talk which has to be held leads to, and nothing else."""

ANYONE = "~"
"""The terminal that stands for one of the group; with an id behind it, the one that somebody reaches or skips."""

Arcs = list[tuple[str, str, int]]
Low = Callable[[str, str], int]
Rank = tuple[int, int]
"""Effort, then what decides among equal efforts."""

_NEVER = 1 << 200


def low(tail: str, head: str) -> int:
    """What decides among equal efforts: the number of talks, then their hashes. Entrances and group arcs are none."""
    if tail == SOURCE or tail.endswith(HELD) or head.startswith(ANYONE):
        return 0
    return low_bits(tail, _listener(head))


def low_with(late: Callable[[str, str], bool]) -> Low:
    """The same, with the number of talks before it for which no shared window is in sight."""
    return lambda tail, head: low(tail, head) + (LATE if _is_late(late, tail, head) else 0)


def _is_late(late: Callable[[str, str], bool], tail: str, head: str) -> bool:
    return bool(low(tail, head)) and late(tail, _listener(head))


def _listener(head: str) -> str:
    return head.partition(COPY)[0].removesuffix(HELD)


def reach(arcs: Arcs, goal: Goal, budget: Budget, rank: Low = low) -> Arborescence[str]:
    """The cheapest tree from `SOURCE` that reaches a goal, with what is proven about it.

    Everybody named in `goal` must be reachable, and `need` at most as many as `some`. `rank` decides among equal
    efforts. Exact; when the budget runs out
    the tree still reaches the goal and the bound is still true.
    """
    if not goal.need:
        return solve_within(arcs, SOURCE, goal.everyone, budget, rank)
    one_of = [*arcs, *((person, ANYONE, 0) for person in goal.some)]
    first = solve_within(one_of, SOURCE, (*goal.everyone, ANYONE), budget, rank)
    search = _Search(arcs, budget, rank)
    search.run(goal)
    return search.answer(first)


def forced(arcs: Arcs, goal: Goal, talk: tuple[str, str]) -> tuple[Arcs, Goal]:
    """The same with a talk that has to be held: its arc leads to a node of its own that must be reached, and on."""
    listener = talk[1]
    node = listener + HELD
    through = [(tail, node if (tail, head) == talk else head, cost) for tail, head, cost in arcs]
    return [*through, (node, listener, 0)], replace(goal, everyone=tuple(sorted((*goal.everyone, node))))


def unforced(arcs: Iterable[tuple[str, str, int]]) -> Arcs:
    """The talks of a tree in which one was forced."""
    return [(tail, head.removesuffix(HELD), cost) for tail, head, cost in arcs if not tail.endswith(HELD)]


def lacking(goal: Goal, reached: Collection[str]) -> int:
    """How many of those a goal asks for are not among the reached."""
    some = sum(i in reached for i in goal.some)
    return sum(i not in reached for i in goal.everyone) + max(0, goal.need - some)


def within(goal: Goal, reached: Collection[str]) -> tuple[Goal, bool]:
    """What of a goal can be reached, and whether that is all of it."""
    everyone = tuple(i for i in goal.everyone if i in reached)
    some = tuple(i for i in goal.some if i in reached)
    complete = not lacking(goal, reached)
    if len(some) <= goal.need:
        return replace(goal, everyone=tuple(sorted((*everyone, *some))), some=(), need=0), complete
    return replace(goal, everyone=everyone, some=some), complete


@dataclass(frozen=True, slots=True)
class _Point:
    """A cheapest tree at one price of skipping, without the group's own arcs.

    `weighed` is what it costs with its skips, at the price, and `bound` what any tree costs so at least; both times
    the divisor of the price. `proven` says that the tree is the only best one.
    """

    tree: Arcs
    rank: Rank
    skipped: int
    weighed: int
    bound: int
    proven: bool


@dataclass(slots=True)
class _Search:
    """Goals still open, best first; the best tree that reaches the first of them; and what is proven."""

    arcs: Arcs
    budget: Budget
    ranking: Low
    best: _Point | None = None
    lower: int = _NEVER
    sure: bool = True

    def run(self, goal: Goal) -> None:
        """Until nothing that is open can be better than the best tree, or the budget is spent."""
        heap, count = [(0, 0, goal)], 0
        while heap:
            bound, _, goal = heappop(heap)
            if self.best is not None and (bound, 0) >= self.best.rank:
                break
            if self.best is not None and self.budget.spent:
                self.lower, self.sure = min(self.lower, bound), False
                break
            proven, chosen = self.decided(goal)
            if chosen is None:
                self.lower = min(self.lower, max(bound, proven))
                continue
            for part in (_choosing(goal, chosen), _leaving(goal, chosen)):
                count += 1
                heappush(heap, (max(bound, proven), count, part))

    def decided(self, goal: Goal) -> tuple[int, str | None]:
        """A bound on every tree to the goal, and whom to decide on next; nobody if no better tree is left there."""
        allowed = len(goal.some) - goal.need
        poor = self.point(goal.everyone, goal.some, allowed)
        if poor.skipped <= allowed:
            return self.final(poor)
        rich = self.point((*goal.everyone, *goal.some), goal.some, allowed)
        if not allowed:
            return self.final(rich)
        bound = poor.bound
        while rich.rank[0] > poor.rank[0]:
            price, divisor = rich.rank[0] - poor.rank[0], poor.skipped - rich.skipped
            middle = self.point(goal.everyone, goal.some, allowed, price, divisor)
            bound = max(bound, -((price * allowed - middle.bound) // divisor))
            if middle.skipped == allowed and middle.bound == middle.weighed:
                return self.final(middle)
            if middle.weighed >= divisor * rich.rank[0] + price * rich.skipped or self.budget.spent:
                break
            if self.best is not None and (bound, 0) >= self.best.rank:
                return bound, None
            poor, rich = (middle, rich) if middle.skipped > allowed else (poor, middle)
        if rich.rank[0] == poor.rank[0] or self.budget.spent:
            self.sure = False
            return bound, None
        return bound, min(person for person in goal.some if _reached(rich, person) and not _reached(poor, person))

    def final(self, point: _Point) -> tuple[int, None]:
        """A point that is the best tree of its goal, as far as it is proven."""
        self.sure = self.sure and point.proven
        return (point.rank[0] if point.bound == point.weighed else point.bound), None

    def point(
        self, everyone: tuple[str, ...], some: tuple[str, ...], allowed: int, price: int = 0, divisor: int = 1
    ) -> _Point:
        """The cheapest tree to everyone where each of the group costs `price / divisor` to skip; nothing if 0."""
        arcs, terminals = self.arcs, list(everyone)
        if price:
            arcs = [(tail, head, cost * divisor) for tail, head, cost in arcs]
            arcs += [(person, ANYONE + person, 0) for person in some]
            arcs += [(SOURCE, ANYONE + person, price) for person in some]
            terminals += [ANYONE + person for person in some]
        solved = solve_within(arcs, SOURCE, terminals, self.budget, self.ranking)
        tree = [(tail, head, cost // divisor) for tail, head, cost in solved.arcs if not head.startswith(ANYONE)]
        rank = (sum(cost for *_, cost in tree), sum(self.ranking(tail, head) for tail, head, _ in tree))
        skipped = len(some) - len({head for _, head, _ in tree}.intersection(some))
        weighed = divisor * rank[0] + price * skipped
        found = _Point(tree, rank, skipped, weighed, solved.lower_bound, solved.unique)
        if skipped <= allowed and (self.best is None or rank < self.best.rank):
            self.best = found
        return found

    def answer(self, first: Arborescence[str]) -> Arborescence[str]:
        """The best tree with what is proven about it; the cuts are those of reaching the first of the group."""
        assert self.best is not None  # noqa: S101 - the first goal decided has offered one
        total = self.best.rank[0]
        lower = max(min(self.lower, total), first.lower_bound)
        status = Status.OPTIMAL if lower == total else Status.GAP
        unique = self.sure and status is Status.OPTIMAL
        return Arborescence(tuple(sorted(self.best.tree)), total, lower, status, unique, first.cuts)


def _reached(point: _Point, person: str) -> bool:
    return any(head == person for _, head, _ in point.tree)


def _choosing(goal: Goal, person: str) -> Goal:
    others = tuple(i for i in goal.some if i != person)
    return Goal(tuple(sorted((*goal.everyone, person))), others, goal.need - 1)


def _leaving(goal: Goal, person: str) -> Goal:
    return replace(goal, some=tuple(i for i in goal.some if i != person))
