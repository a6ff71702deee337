"""A slow and simple Steiner solver, and an independent check of what a solver hands back."""

from collections.abc import Sequence
from typing import Any

from committee.consensus.solver.steiner import Arborescence, low_bits

Arcs = Sequence[tuple[int, int, int]]
NEVER = 1 << 300
FINE = 64
"""Bits below the cost, as many as are needed for any sum of low bits."""


def cheapest(nodes: int, arcs: Arcs, root: int, terminals: Sequence[int]) -> int | None:
    """The least cost of a tree, by the textbook recursion over sets of terminals and Bellman's rounds."""
    goals = sorted(set(terminals) - {root})
    full = (1 << len(goals)) - 1
    best = [[0] + [NEVER] * full for _ in range(nodes)]
    for group in range(1, full + 1):
        for node in range(nodes):
            halves = [best[node][part] + best[node][group ^ part] for part in range(1, group) if part & group == part]
            if node in goals and group >> goals.index(node) & 1:
                halves.append(best[node][group & ~(1 << goals.index(node))])
            best[node][group] = min(halves, default=NEVER)
        for _ in range(nodes):
            for tail, head, cost in arcs:
                best[tail][group] = min(best[tail][group], best[head][group] + cost)
    return None if best[root][full] >= NEVER else best[root][full]


def fine(arcs: Arcs) -> list[tuple[int, int, int]]:
    """The arcs with the order among equally cheap trees written into their costs."""
    return [(tail, head, (cost << FINE) + low_bits(tail, head)) for tail, head, cost in arcs]


def check(arcs: Sequence[tuple[Any, Any, int]], root: Any, terminals: Sequence[Any], answer: Arborescence[Any]) -> None:
    """Everything that can be seen without solving: arcs exist, a tree, all reached, sum, bound, and the cuts."""
    cheapest_of: dict[tuple[Any, Any], int] = {}
    for tail, head, cost in arcs:
        if tail != head:
            cheapest_of[tail, head] = min(cost, cheapest_of.get((tail, head), NEVER))
    assert all(cheapest_of[tail, head] == cost for tail, head, cost in answer.arcs)
    heads = [head for _, head, _ in answer.arcs]
    assert len(set(heads)) == len(heads)
    following: dict[Any, list[Any]] = {}
    for tail, head, _ in answer.arcs:
        following.setdefault(tail, []).append(head)
    seen, stack = {root}, [root]
    while stack:
        for head in following.get(stack.pop(), ()):
            assert head not in seen
            seen.add(head)
            stack.append(head)
    assert seen == {root, *heads}
    assert set(terminals) <= seen
    assert all(head in terminals or head in following for head in heads)
    assert answer.total == sum(cost for *_, cost in answer.arcs)
    assert answer.lower_bound <= answer.total
    _check_cuts(cheapest_of, root, terminals, answer)


def _check_cuts(
    cheapest_of: dict[tuple[Any, Any], int], root: Any, terminals: Sequence[Any], answer: Arborescence[Any]
) -> None:
    slack = dict(cheapest_of)
    for cut in answer.cuts:
        inside = set(cut.nodes)
        assert root not in inside
        assert inside & set(terminals)
        for (tail, head), left in slack.items():
            if head in inside and tail not in inside:
                slack[tail, head] = left - cut.paid
    assert all(left >= 0 for (_, head), left in slack.items() if head != root)
    assert sum(cut.paid for cut in answer.cuts) <= answer.lower_bound
