"""A Steiner instance on whole numbers: nodes 0 … n-1 and arcs 0 … m-1, in an order that no input order changes."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

UNREACHED = 1 << 200
"""More than any sum of costs."""


@dataclass(slots=True)
class Network:
    """Arcs by number, and for each node the arcs that leave and enter it.

    A restricted network shares the arrays of the one it comes from and differs in `out` and `into`, so an arc keeps
    its number through all reductions. Nobody writes into a network once it is built.
    """

    root: int
    terminals: tuple[int, ...]
    tail: list[int]
    head: list[int]
    cost: list[int]
    out: list[list[int]]
    into: list[list[int]]

    def restricted(self, keep: Sequence[int]) -> "Network":
        """The network with only the arcs whose entry in `keep` is true."""
        out = [[arc for arc in arcs if keep[arc]] for arcs in self.out]
        into = [[arc for arc in arcs if keep[arc]] for arcs in self.into]
        return Network(self.root, self.terminals, self.tail, self.head, self.cost, out, into)

    def with_terminals(self, terminals: Iterable[int]) -> "Network":
        """The same arcs, other terminals."""
        chosen = tuple(sorted(set(terminals)))
        return Network(self.root, chosen, self.tail, self.head, self.cost, self.out, self.into)

    def with_costs(self, cost: list[int]) -> "Network":
        """The same arcs at other costs."""
        return Network(self.root, self.terminals, self.tail, self.head, cost, self.out, self.into)

    def without_node(self, node: int) -> "Network":
        """The network without one node's arcs."""
        out, into = list(self.out), list(self.into)
        for neighbour in {self.head[arc] for arc in out[node]}:
            into[neighbour] = [arc for arc in into[neighbour] if self.tail[arc] != node]
        for neighbour in {self.tail[arc] for arc in into[node]}:
            out[neighbour] = [arc for arc in out[neighbour] if self.head[arc] != node]
        out[node], into[node] = [], []
        return Network(self.root, self.terminals, self.tail, self.head, self.cost, out, into)

    def arcs(self) -> list[int]:
        """The arcs that are left, by tail."""
        return [arc for arcs in self.out for arc in arcs]

    def size(self) -> int:
        """How many arcs are left."""
        return sum(map(len, self.out))

    def total(self, arcs: Iterable[int]) -> int:
        """The sum of the costs of some arcs."""
        cost = self.cost
        return sum(cost[arc] for arc in arcs)


def compacted(network: Network) -> tuple[Network, list[int], list[int]]:
    """The network with only the arcs and nodes still in use, and the old number of each arc and of each node."""
    old_arcs = sorted(network.arcs())
    used = {network.root, *network.terminals}
    used.update(network.tail[arc] for arc in old_arcs)
    used.update(network.head[arc] for arc in old_arcs)
    old_nodes = sorted(used)
    number = {node: position for position, node in enumerate(old_nodes)}
    tail = [number[network.tail[arc]] for arc in old_arcs]
    head = [number[network.head[arc]] for arc in old_arcs]
    cost = [network.cost[arc] for arc in old_arcs]
    out, into = _adjacency(len(number), tail, head)
    terminals = tuple(number[node] for node in network.terminals)
    return Network(number[network.root], terminals, tail, head, cost, out, into), old_arcs, old_nodes


def indexed(
    arcs: Iterable[tuple[Node, Node, int]], root: Node, terminals: Iterable[Node]
) -> tuple[Network, list[Node]]:
    """The network of an instance, and the node each number stands for.

    Nodes are numbered in their own order. Of parallel arcs the cheapest stays; loops and arcs into the root are
    never in a best tree and are left out.

    Raises:
        ValueError: a cost is negative or not a whole number.
        TypeError: the nodes cannot be ordered.
    """
    given = list(arcs)
    for _, _, cost in given:
        if not isinstance(cost, int) or cost < 0:
            raise ValueError(f"the cost of an arc must be a whole number of 0 or more, not {cost!r}")
    wanted = set(terminals)
    nodes = {root, *wanted, *(arc[0] for arc in given), *(arc[1] for arc in given)}
    order: list[Node] = sorted(nodes)  # type: ignore[type-var]  # ordered nodes are the caller's promise
    number = {node: position for position, node in enumerate(order)}
    start = number[root]
    rows: list[tuple[int, int, int]] = []
    before = (-1, -1)
    for row in sorted([(number[tail], number[head], cost) for tail, head, cost in given]):
        pair = row[:2]
        if pair != before and pair[0] != pair[1] != start:
            rows.append(row)
        before = pair
    goals = tuple(sorted(number[node] for node in wanted if node != root))
    return from_rows(start, goals, rows, len(order)), order


def from_rows(root: int, terminals: tuple[int, ...], rows: Sequence[tuple[int, int, int]], nodes: int) -> Network:
    """A network over nodes 0 … `nodes` - 1 from rows of tail, head and cost."""
    tail, head = [row[0] for row in rows], [row[1] for row in rows]
    out, into = _adjacency(nodes, tail, head)
    return Network(root, terminals, tail, head, [row[2] for row in rows], out, into)


def _adjacency(nodes: int, tail: list[int], head: list[int]) -> tuple[list[list[int]], list[list[int]]]:
    out: list[list[int]] = [[] for _ in range(nodes)]
    into: list[list[int]] = [[] for _ in range(nodes)]
    for arc, node in enumerate(tail):
        out[node].append(arc)
    for arc, node in enumerate(head):
        into[node].append(arc)
    return out, into
