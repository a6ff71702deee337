"""Dual ascent: a proven lower bound for every Steiner arborescence, and the cuts that prove it.

Around each terminal grows a set of nodes from which it can be reached without paying any more. Whatever tree there
is must enter each such set; what the cheapest entering arc costs is paid to the bound and taken off all entering
arcs, until every terminal can be reached from the root over arcs that are fully paid ("saturated").

References: R. T. Wong (1984), A dual ascent approach for Steiner tree problems on a directed graph, Math. Prog. 28;
T. Pajor, E. Uchoa, R. Werneck (2018), A robust and scalable algorithm for the Steiner problem in graphs, Math. Prog.
Comp. 10 (smallest cut first, and the guide).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from committee.consensus.solver.budget import Budget
from committee.consensus.solver.network import UNREACHED, Network


@dataclass(slots=True)
class Growth:
    """The set that grew around one terminal.

    `entered` holds, in the order they joined, each node with the height at which it did: the cut that was paid
    between two heights is around the nodes that had joined by then.
    """

    terminal: int
    entered: dict[int, int]
    cut: list[int]
    height: int = 0


@dataclass(slots=True)
class Ascent:
    """What a dual ascent proves. `bound` is `UNREACHED` where some terminal cannot be reached at all."""

    bound: int
    reduced: list[int]
    growths: list[Growth]


def ascend(
    network: Network,
    budget: Budget,
    reduced: list[int] | None = None,
    guide: Sequence[int] | None = None,
    stop: int = UNREACHED,
) -> Ascent:
    """Raise the dual until every terminal is reached over saturated arcs, smallest cut first.

    Args:
        network: the instance.
        budget: checked at every step.
        reduced: costs to go on from (they are changed); the bound then counts only what is added.
        guide: marks the arcs of a good tree; cuts it enters more than once wait, since the best dual avoids them.
        stop: no need to go on from this bound.

    Raises:
        ExhaustedError: the budget ran out.
    """
    if reduced is None:
        reduced = list(network.cost)
    growths = {t: Growth(t, {t: 0}, list(network.into[t])) for t in network.terminals}
    waiting = set(network.terminals)
    heap = [(0, len(growths[t].cut), t) for t in network.terminals]
    heap.sort()
    bound = 0
    while heap and bound < stop:
        terminal = heappop(heap)[2]
        growth = growths[terminal]
        if not _grow(network, reduced, growth, waiting):
            waiting.discard(terminal)
            continue
        cut = growth.cut
        budget.spend(2 * len(cut) + 1)
        if not cut:
            return Ascent(UNREACHED, reduced, list(growths.values()))
        entry = (0 if guide is None else int(sum(guide[arc] for arc in cut) > 1), len(cut), terminal)
        if heap and heap[0] < entry:
            heappush(heap, entry)
            continue
        step = min([reduced[arc] for arc in cut])
        for arc in cut:
            reduced[arc] -= step
        bound += step
        growth.height += step
        heappush(heap, entry)
    return Ascent(bound, reduced, list(growths.values()))


def _grow(network: Network, reduced: list[int], growth: Growth, waiting: set[int]) -> bool:
    """Take in all nodes that reach the set for free; false once the root or a terminal still waiting is among them.

    That terminal's own growth will connect both.
    """
    tail, entered, height = network.tail, growth.entered, growth.height
    fresh = [tail[arc] for arc in growth.cut if not reduced[arc]]
    if not fresh:
        return True
    cut = growth.cut
    while fresh:
        node = fresh.pop()
        if node in entered:
            continue
        entered[node] = height
        if node == network.root or node in waiting:
            return False
        for arc in network.into[node]:
            if tail[arc] not in entered:
                if reduced[arc]:
                    cut.append(arc)
                else:
                    fresh.append(tail[arc])
    growth.cut = [arc for arc in cut if tail[arc] not in entered]
    return True
