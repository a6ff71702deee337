"""Exact for few terminals: the dynamic programme over subsets of terminals, guided towards the root.

The cheapest tree from a node to a set of terminals is either one arc and a tree from its head, or two trees from
the same node to two halves of the set. Such partial trees are settled in the order of their cost plus what the dual
cuts still demand of anything that completes them; those that cannot beat the best known tree are dropped.

References: R. E. Erickson, C. L. Monma, A. F. Veinott (1987), Send-and-split method for minimum-concave-cost network
flows, Math. Oper. Res. 12; S. Hougardy, J. Silvanus, J. Vygen (2017), Dijkstra meets Steiner: a fast exact
goal-oriented Steiner tree algorithm, Math. Prog. Comp. 9.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush

from committee.consensus.solver.budget import Budget
from committee.consensus.solver.dual_ascent import Ascent
from committee.consensus.solver.network import UNREACHED, Network


def rough_size(network: Network) -> int:
    """3^k · n: how long the programme may take at worst."""
    return int(3 ** len(network.terminals)) * len(network.out)


@dataclass(slots=True)
class Labels:
    """Partial trees by key `node << k | set`: least cost, and how it is made (an arc, or `~set` for two halves)."""

    cost: dict[int, int] = field(default_factory=dict)
    made: dict[int, int] = field(default_factory=dict)


def best_tree(
    network: Network, ascent: Ascent, below: int, budget: Budget, prove: Callable[[int], None]
) -> list[int] | None:
    """The cheapest tree of cost under `below`, or `None` where there is none: both are proofs.

    At most O(3^k · n + 2^k · m log n) for k terminals, far less where the dual bound is close.

    Args:
        network: the instance.
        ascent: a dual ascent on this very network, from its own costs.
        below: what a tree has to beat.
        budget: checked at every label.
        prove: told each lower bound on every tree under `below` as it becomes known.

    Raises:
        ExhaustedError: the budget ran out.
    """
    search = _Search(network, ascent, below)
    goal = network.root << search.k | search.full
    heap, done = search.heap, search.done
    proven = 0
    while heap:
        estimate, key = heappop(heap)
        if key in done:
            continue
        if estimate > proven:
            proven = estimate
            prove(estimate)
        if key == goal:
            return _unfold(network, search.labels, key, search.k)
        done.add(key)
        search.settle(key, budget)
    return None


class _Search:
    """The partial trees found so far; `heap` holds those to settle next, by what a tree made of them costs at least."""

    def __init__(self, network: Network, ascent: Ascent, below: int) -> None:
        self.network = network
        self.below = below
        self.k = len(network.terminals)
        self.full = (1 << self.k) - 1
        self.demand, self.detours = _Demand(network, ascent), _Detours(network)
        self.labels = Labels()
        self.settled: dict[int, list[tuple[int, int]]] = {}
        self.done: set[int] = set()
        self.heap: list[tuple[int, int]] = []
        for bit, terminal in enumerate(network.terminals):
            key = terminal << self.k | 1 << bit
            self.labels.cost[key] = 0
            heappush(self.heap, (self.demand.of(terminal, 1 << bit), key))

    def settle(self, key: int, budget: Budget) -> None:
        """Offer whatever a settled partial tree can become with one more arc, or with another half at its node."""
        node, group = key >> self.k, key & self.full
        here, detours = self.labels.cost[key], self.detours
        if here > detours.cost.get(group, UNREACHED):
            return
        detours.found(node, group, here)
        halves = self.settled.setdefault(node, [])
        arcs, tail, cost = self.network.into[node], self.network.tail, self.network.cost
        budget.spend(len(arcs) + len(halves) + 4)
        offers = [(tail[arc] << self.k | group, here + cost[arc], arc) for arc in arcs]
        for other, more in halves:
            if not other & group:
                detours.joined(group, other)
                offers.append((key | other, here + more, ~other))
        halves.append((group, here))
        self.take(offers)

    def take(self, offers: list[tuple[int, int, int]]) -> None:
        """Keep the offers that are cheaper than what is known, and can still be part of a better tree."""
        known, made, detours = self.labels.cost, self.labels.made, self.detours.cost
        for key, total, way in offers:
            group = key & self.full
            if total < known.get(key, UNREACHED) and total <= detours.get(group, UNREACHED):
                whole = total + self.demand.of(key >> self.k, group)
                if whole < self.below:
                    known[key] = total
                    made[key] = way
                    heappush(self.heap, (whole, key))


class _Detours:
    """For sets of terminals, what it costs at most to reach them from the root or from terminals outside the set.

    Whatever completes a partial tree holds those anyway; so a partial tree that costs more than this is in no best
    tree. `ends` marks the terminals a way starts from, the root with the bit above them.
    """

    __slots__ = ("_bits", "cost", "ends")

    def __init__(self, network: Network) -> None:
        self._bits = {terminal: 1 << bit for bit, terminal in enumerate(network.terminals)}
        self._bits[network.root] = 1 << len(network.terminals)
        self.cost: dict[int, int] = {}
        self.ends: dict[int, int] = {}

    def found(self, node: int, group: int, cost: int) -> None:
        bit = self._bits.get(node, 0)
        if bit and not bit & group and cost < self.cost.get(group, UNREACHED):
            self.cost[group], self.ends[group] = cost, bit

    def joined(self, one: int, other: int) -> None:
        """Two sets together: unless each hangs on the other, both ways hold side by side."""
        if one not in self.cost or other not in self.cost:
            return
        ends, others = self.ends[one], self.ends[other]
        both = self.cost[one] + self.cost[other]
        if (ends & other and others & one) or both >= self.cost.get(one | other, UNREACHED):
            return
        self.cost[one | other] = both
        self.ends[one | other] = (ends | others) & ~(one | other)


class _Demand:
    """What the cuts still demand of the rest of a tree, once it has a partial tree from a node to a set.

    A cut is met already if it holds no terminal outside the set and not the node itself. Around terminal t those are
    the cuts below the height at which t's growth took in the node or a terminal outside the set.
    """

    __slots__ = ("_bound", "_entered", "_limits", "_network")

    def __init__(self, network: Network, ascent: Ascent) -> None:
        self._network = network
        self._bound = ascent.bound
        grown = {growth.terminal: growth for growth in ascent.growths}
        self._entered = [(grown[t].entered, grown[t].height) for t in network.terminals]
        self._limits: dict[int, list[tuple[dict[int, int], int]]] = {}

    def of(self, node: int, group: int) -> int:
        limits = self._limits.get(group)
        if limits is None:
            limits = self._limits[group] = self._limits_of(group)
        met = 0
        for entered, limit in limits:
            height = entered.get(node, limit)
            met += min(limit, height)
        return self._bound - met

    def _limits_of(self, group: int) -> list[tuple[dict[int, int], int]]:
        outside = [t for bit, t in enumerate(self._network.terminals) if not group >> bit & 1]
        limits = []
        for bit, (entered, height) in enumerate(self._entered):
            if group >> bit & 1:
                limit = min([height, *(entered[t] for t in outside if t in entered)])
                if limit:
                    limits.append((entered, limit))
        return limits


def _unfold(network: Network, labels: Labels, goal: int, k: int) -> list[int]:
    tree: list[int] = []
    stack = [goal]
    full = (1 << k) - 1
    while stack:
        key = stack.pop()
        way = labels.made.get(key)
        if way is None:
            continue
        if way >= 0:
            tree.append(way)
            stack.append(network.head[way] << k | key & full)
        else:
            stack.append(key ^ ~way)
            stack.append(key >> k << k | ~way)
    return tree
