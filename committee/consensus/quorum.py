"""Quorum, exactly: the cheapest tree to everyone of one group and to any few of another.

That at least one of the second group is reached is one more terminal behind free arcs from each of them. If the tree
that results reaches enough of them it is the best; otherwise somebody is chosen, and the trees that reach them are
searched apart from those that do not have to. Both are again such problems, with less left to decide.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from committee.consensus.budget import Budget
from committee.consensus.problem import SOURCE, Goal
from committee.consensus.status import Status
from committee.consensus.steiner import Arborescence, low_bits, solve_within

ANYONE = "~"
"""The terminal that stands for one of the group; no id contains it."""

Arcs = list[tuple[str, str, int]]


def low(tail: str, head: str) -> int:
    """What decides among equal efforts: the number of talks, then their hashes. Entrances and group arcs are none."""
    return 0 if tail == SOURCE or head == ANYONE else low_bits(tail, head)


def reach(arcs: Arcs, goal: Goal, budget: Budget) -> Arborescence[str]:
    """The cheapest tree from `SOURCE` that reaches a goal, with what is proven about it.

    Everybody named in `goal` must be reachable, and `need` at most as many as `some`. Exact; when the budget runs out
    the tree still reaches the goal and the bound is still true.
    """
    search = _Search(arcs, budget)
    first = search.relaxed(goal)
    if not goal.need:
        return first
    search.dive(goal)
    search.run(goal)
    return search.answer(first)


def within(goal: Goal, reached: Collection[str]) -> tuple[Goal, bool]:
    """What of a goal can be reached, and whether that is all of it."""
    everyone = tuple(i for i in goal.everyone if i in reached)
    some = tuple(i for i in goal.some if i in reached)
    complete = len(everyone) == len(goal.everyone) and len(some) >= goal.need
    if len(some) <= goal.need:
        return Goal(tuple(sorted((*everyone, *some)))), complete
    return Goal(everyone, some, goal.need), complete


@dataclass(slots=True)
class _Search:
    arcs: Arcs
    budget: Budget
    best: Arborescence[str] | None = None
    lower: int | None = None
    sure: bool = True
    known: dict[Goal, Arborescence[str]] = field(default_factory=dict)

    def relaxed(self, goal: Goal) -> Arborescence[str]:
        """The cheapest tree to everyone and, if anybody is needed, to at least one of the others."""
        if goal not in self.known:
            terminals, arcs = list(goal.everyone), self.arcs
            if goal.need:
                terminals.append(ANYONE)
                arcs = arcs + [(person, ANYONE, 0) for person in goal.some]
            self.known[goal] = solve_within(arcs, SOURCE, terminals, self.budget, low)
        return self.known[goal]

    def dive(self, goal: Goal) -> None:
        """Choose somebody again and again until the goal is reached, so that there is a tree in any case."""
        while not self.offer(goal):
            goal = _choosing(goal, _choice(goal, self.relaxed(goal)))

    def run(self, goal: Goal) -> None:
        """Best first, until nothing that is open can be better than the best tree."""
        heap: list[tuple[tuple[int, int], int, Goal]] = []
        heappush(heap, (self.bound(goal), 0, goal))
        count = 0
        while heap and self.best is not None and heap[0][0] < _rank(self.best):
            if self.budget.spent:
                self.sure = False
                self.lower = min(heap[0][0][0], self.best.total)
                return
            goal = heappop(heap)[2]
            if self.offer(goal):
                continue
            chosen = _choice(goal, self.relaxed(goal))
            for part in (_choosing(goal, chosen), _leaving(goal, chosen)):
                if len(part.some) >= part.need:
                    count += 1
                    heappush(heap, (self.bound(part), count, part))

    def bound(self, goal: Goal) -> tuple[int, int]:
        """What no tree to the goal ranks below."""
        found = self.relaxed(goal)
        self.sure = self.sure and found.unique
        return _rank(found) if found.unique else (found.lower_bound, 0)

    def offer(self, goal: Goal) -> bool:
        """Whether the cheapest relaxed tree reaches the goal as it is; then nothing under it is better."""
        found = self.relaxed(goal)
        enough = sum(head in goal.some for _, head, _ in found.arcs) >= goal.need
        if enough and (self.best is None or _rank(found) < _rank(self.best)):
            self.best = found
        if enough and found.status is not Status.OPTIMAL:
            self.lower = min(found.lower_bound, found.lower_bound if self.lower is None else self.lower)
        return enough

    def answer(self, first: Arborescence[str]) -> Arborescence[str]:
        """The best tree without the group's own arcs."""
        assert self.best is not None  # noqa: S101 - the dive has reached the goal
        lower = self.best.total if self.lower is None else min(self.lower, self.best.total)
        return replace(
            self.best,
            arcs=tuple(arc for arc in self.best.arcs if arc[1] != ANYONE),
            lower_bound=lower,
            status=Status.OPTIMAL if lower == self.best.total else Status.GAP,
            unique=self.sure and lower == self.best.total,
            cuts=first.cuts,
        )


def _rank(tree: Arborescence[str]) -> tuple[int, int]:
    return tree.total, sum(low(tail, head) for tail, head, _ in tree.arcs)


def _choice(goal: Goal, tree: Arborescence[str]) -> str:
    """The one of the group whom the relaxed tree reaches; by id if there are several."""
    return min(head for _, head, _ in tree.arcs if head in goal.some)


def _choosing(goal: Goal, person: str) -> Goal:
    others = tuple(i for i in goal.some if i != person)
    return Goal(tuple(sorted((*goal.everyone, person))), others, goal.need - 1)


def _leaving(goal: Goal, person: str) -> Goal:
    return replace(goal, some=tuple(i for i in goal.some if i != person))
