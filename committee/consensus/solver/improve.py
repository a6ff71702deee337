"""Local search on a tree: each stretch between two branchings is given up and the cheapest way back is taken."""

from heapq import heappop, heappush

from committee.consensus.solver.budget import Budget
from committee.consensus.solver.network import UNREACHED, Network


def improved(network: Network, tree: list[int], budget: Budget) -> list[int]:
    """A tree that costs no more, and that no exchange of a single stretch makes cheaper.

    A stretch is the chain of arcs from a branching or terminal up to the next one. Each pass is O(k · m log n) at
    most; a pass without gain ends the search.

    Raises:
        ExhaustedError: the budget ran out.
    """
    search = _Exchange(network, tree)
    while True:
        gained = False
        for node in search.ends():
            gained = search.replace(node, budget) or gained
        if not gained:
            return sorted(search.entering.values())


class _Exchange:
    """The tree as the arc entering each node, with children, while stretches are replaced."""

    def __init__(self, network: Network, tree: list[int]) -> None:
        self.network = network
        self.entering = {network.head[arc]: arc for arc in tree}
        self.children: dict[int, set[int]] = {network.root: set()}
        for arc in tree:
            self.children.setdefault(network.tail[arc], set()).add(network.head[arc])
            self.children.setdefault(network.head[arc], set())
        self.terminals = frozenset(network.terminals)
        self._spans: dict[int, tuple[int, int]] | None = None

    def ends(self) -> list[int]:
        """The lower ends of all stretches."""
        return sorted(n for n in self.entering if n in self.terminals or len(self.children[n]) > 1)

    def replace(self, end: int, budget: Budget) -> bool:
        """Whether a cheaper way from the rest of the tree to `end` was found and taken."""
        if end not in self.entering or not (end in self.terminals or len(self.children[end]) > 1):
            return False
        network = self.network
        stretch, paid = self._stretch(end)
        inner = {network.tail[arc] for arc in stretch[:-1]}
        way = self._cheapest_way(end, inner, paid, budget)
        if way is None:
            return False
        self._spans = None
        for arc in stretch:
            self._drop(arc)
        for arc in way:
            self._take(arc)
        return True

    def _stretch(self, end: int) -> tuple[list[int], int]:
        network, arcs, node = self.network, [], end
        while True:
            arc = self.entering[node]
            arcs.append(arc)
            node = network.tail[arc]
            if node == network.root or node in self.terminals or len(self.children[node]) > 1:
                return arcs, network.total(arcs)

    def _places(self) -> dict[int, tuple[int, int]]:
        """For each node of the tree when a walk comes to it and when it has seen all below; made anew after a change.

        So whether somebody is below somebody costs one comparison, where collecting everybody below costs a walk.
        """
        if self._spans is None:
            begun: dict[int, int] = {}
            self._spans, clock = {}, 0
            stack = [(self.network.root, False)]
            while stack:
                node, seen = stack.pop()
                clock += 1
                if seen:
                    self._spans[node] = begun[node], clock
                    continue
                begun[node] = clock
                stack.append((node, True))
                stack += [(child, False) for child in self.children[node]]
        return self._spans

    def _cheapest_way(self, end: int, inner: set[int], paid: int, budget: Budget) -> list[int] | None:
        """The arcs of the cheapest way from the rest of the tree to `end` that costs less than `paid`, from its end.

        `inner` are the nodes that leave the tree with the stretch; what is below `end` is no rest.
        """
        network, places = self.network, self._places()
        first, last = places[end]
        near, by = {end: 0}, {end: -1}
        heap = [(0, end)]
        while heap:
            here, node = heappop(heap)
            if here > near[node]:
                continue
            if node != end and node in places and node not in inner:
                way = []
                while node != end:
                    way.append(by[node])
                    node = network.head[by[node]]
                return way
            arcs = network.into[node]
            budget.spend(len(arcs) + 1)
            for arc in arcs:
                tail = network.tail[arc]
                there = here + network.cost[arc]
                if there < paid and there < near.get(tail, UNREACHED):
                    if tail in places and first <= places[tail][0] < last:
                        continue
                    near[tail] = there
                    by[tail] = arc
                    heappush(heap, (there, tail))
        return None

    def _drop(self, arc: int) -> None:
        tail, head = self.network.tail[arc], self.network.head[arc]
        self.children[tail].discard(head)
        del self.entering[head]
        if tail not in self.terminals and tail != self.network.root and not self.children[tail]:
            # inner nodes of the stretch leave the tree; the node at its top has other children or is needed
            self.children.pop(tail)

    def _take(self, arc: int) -> None:
        tail, head = self.network.tail[arc], self.network.head[arc]
        self.children.setdefault(tail, set()).add(head)
        self.children.setdefault(head, set())
        self.entering[head] = arc
