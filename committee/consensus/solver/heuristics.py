"""Good trees, quickly: Takahashi–Matsuyama, pruning, and a local search over the ways between branchings.

Reference: H. Takahashi, A. Matsuyama (1980), An approximate solution for the Steiner problem in graphs, Math.
Japonica 24.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

from committee.consensus.solver.budget import Budget
from committee.consensus.solver.network import UNREACHED, Network


def connect(
    network: Network, neighbours: Sequence[Sequence[int]], cost: Sequence[int], budget: Budget | None = None
) -> list[int] | None:
    """The arcs of a tree that attaches, again and again, the terminal nearest to what is built. O(k · m log n) at most.

    Args:
        network: the instance.
        neighbours: leaving arcs by node, e.g. only saturated ones.
        cost: what counts as near.
        budget: checked at every node; `None` never stops.

    Returns:
        Arc numbers, or `None` if some terminal cannot be reached.

    Raises:
        ExhaustedError: the budget ran out.
    """
    tail, head = network.tail, network.head
    near = [UNREACHED] * len(neighbours)
    by = [-1] * len(neighbours)
    built = bytearray(len(neighbours))
    near[network.root], built[network.root] = 0, 1
    missing = set(network.terminals)
    heap, tree = [(0, network.root)], []
    while heap and missing:
        here, node = heappop(heap)
        if here > near[node]:
            continue
        if node in missing:
            while not built[node]:
                built[node], near[node] = 1, 0
                missing.discard(node)
                heappush(heap, (0, node))
                tree.append(by[node])
                node = tail[by[node]]
            continue
        arcs = neighbours[node]
        if budget is not None:
            budget.spend(len(arcs) + 1)
        for arc in arcs:
            there = here + cost[arc]
            if there < near[head[arc]]:
                near[head[arc]] = there
                by[head[arc]] = arc
                heappush(heap, (there, head[arc]))
    return None if missing else tree


def saturated(network: Network, reduced: Sequence[int]) -> list[list[int]]:
    """The leaving arcs of each node whose reduced cost is zero."""
    return [[arc for arc in arcs if not reduced[arc]] for arcs in network.out]
