"""Shortest distances and reachability on a `Network` [Dijkstra 1959, Numer. Math. 1]."""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from committee.consensus.solver.budget import Budget
from committee.consensus.solver.network import UNREACHED, Network


def reachable(neighbours: Sequence[Sequence[int]], ends: Sequence[int], sources: Iterable[int]) -> bytearray:
    """Marks of the nodes that can be reached; give `out, head` to look ahead, `into, tail` to look back. O(n + m)."""
    marks = bytearray(len(neighbours))
    stack = list(sources)
    for node in stack:
        marks[node] = 1
    while stack:
        for arc in neighbours[stack.pop()]:
            node = ends[arc]
            if not marks[node]:
                marks[node] = 1
                stack.append(node)
    return marks


def distances(
    neighbours: Sequence[Sequence[int]],
    ends: Sequence[int],
    cost: Sequence[int],
    sources: Iterable[int],
    budget: Budget | None = None,
) -> list[int]:
    """The least cost from any source to each node, `UNREACHED` where there is no way. O(m log n).

    Raises:
        ExhaustedError: the budget ran out.
    """
    best = [UNREACHED] * len(neighbours)
    heap = [(0, node) for node in sources]
    for _, node in heap:
        best[node] = 0
    heapify(heap)
    while heap:
        here, node = heappop(heap)
        if here > best[node]:
            continue
        arcs = neighbours[node]
        if budget is not None:
            budget.spend(len(arcs) + 1)
        for arc in arcs:
            there = here + cost[arc]
            if there < best[ends[arc]]:
                best[ends[arc]] = there
                heappush(heap, (there, ends[arc]))
    return best


def shortest_ways(network: Network) -> tuple[list[int], list[int]]:
    """The distance of each node from the root, and the arcs of one shortest way to each terminal: a tree."""
    head, cost = network.head, network.cost
    near, by = [UNREACHED] * len(network.out), [-1] * len(network.out)
    near[network.root] = 0
    heap = [(0, network.root)]
    while heap:
        here, node = heappop(heap)
        if here > near[node]:
            continue
        for arc in network.out[node]:
            there = here + cost[arc]
            if there < near[head[arc]]:
                near[head[arc]], by[head[arc]] = there, arc
                heappush(heap, (there, head[arc]))
    tree: list[int] = []
    built = {network.root}
    for node in network.terminals:
        while node not in built:
            built.add(node)
            tree.append(by[node])
            node = network.tail[by[node]]  # noqa: PLW2901 - the way back from this terminal
    return near, tree


def useful(network: Network) -> Network:
    """The network without nodes that the root cannot reach, and nodes from which no terminal can be reached."""
    from_root = reachable(network.out, network.head, (network.root,))
    to_terminal = reachable(network.into, network.tail, network.terminals)
    keep = bytearray(len(network.tail))
    for arc in network.arcs():
        keep[arc] = from_root[network.tail[arc]] and to_terminal[network.head[arc]]
    return network.restricted(keep)


def without_returns(network: Network) -> Network:
    """The network without arcs that lead back to the only node from which their tail can be entered."""
    tail, head = network.tail, network.head
    only = [tail[arcs[0]] if len(arcs) == 1 else -1 for arcs in network.into]
    keep = bytearray(len(tail))
    for arc in network.arcs():
        keep[arc] = only[tail[arc]] != head[arc]
    return network.restricted(keep)


def fixed(network: Network, reduced: Sequence[int], bound: int, cap: int, budget: Budget) -> Network:
    """The network without the arcs that no tree of cost `cap` or less uses, by reduced costs.

    A tree through an arc pays at least `bound`, the reduced costs of a way from the root to the arc, of the arc, and
    of a way on to a terminal [Polzin and Vahdati Daneshmand 2001, Discrete Appl. Math. 112].

    Raises:
        ExhaustedError: the budget ran out.
    """
    room = cap - bound
    down = distances(network.out, network.head, reduced, (network.root,), budget)
    up = distances(network.into, network.tail, reduced, network.terminals, budget)
    tail, head = network.tail, network.head
    keep = bytearray(len(tail))
    for node, arcs in enumerate(network.out):
        left = room - down[node]
        if left >= 0:
            for arc in arcs:
                keep[arc] = reduced[arc] + up[head[arc]] <= left
    return useful(without_returns(network.restricted(keep)))
