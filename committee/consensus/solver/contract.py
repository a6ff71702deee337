"""Smaller networks with the same best trees: decisions that are forced are made, and ways through are joined.

References: C. W. Duin, A. Volgenant (1989), Reduction tests for the Steiner problem in graphs, Networks 19; here in
their directed form.
"""

from dataclasses import dataclass, field

from committee.consensus.solver.network import Network, from_rows

Arcs = tuple[int, ...]
"""Numbers of arcs of the network that all contraction started from."""

_TRIANGLES = 4000
"""Arcs up to which each arc is compared with all ways over one node."""


@dataclass(slots=True)
class Piece:
    """A network made of another one's arcs.

    Each arc stands for the arcs in `parts`; `forced` arcs are in every tree and cost `paid`. With `reduced` costs
    goes what is proven: no tree of the piece, forced arcs included, costs less than `bound`.
    """

    network: Network
    reduced: list[int]
    parts: list[Arcs]
    forced: Arcs = ()
    paid: int = 0
    bound: int = 0

    def origin(self, tree: list[int]) -> list[int]:
        """The arcs a tree of the piece stands for, forced ones included."""
        return [*self.forced, *(number for arc in tree for number in self.parts[arc])]

    def on(self, network: Network) -> "Piece":
        """The same with another network over the same arcs."""
        return Piece(network, self.reduced, self.parts, self.forced, self.paid, self.bound)


@dataclass(slots=True)
class _Link:
    cost: int
    reduced: int
    parts: Arcs


@dataclass(slots=True)
class _Work:
    """The piece while it shrinks: links by tail and by head, and the nodes to look at again."""

    root: int
    terminals: set[int]
    out: dict[int, dict[int, _Link]] = field(default_factory=dict)
    into: dict[int, dict[int, _Link]] = field(default_factory=dict)
    forced: list[int] = field(default_factory=list)
    paid: int = 0
    bound: int = 0
    again: set[int] = field(default_factory=set)

    def link(self, tail: int, head: int, link: _Link) -> None:
        """Add a link; of two between the same nodes the cheaper stays."""
        known = self.out[tail].get(head)
        if known is None or (link.cost, link.parts) < (known.cost, known.parts):
            self.out[tail][head] = link
            self.into[head][tail] = link
            self.again |= {tail, head}

    def cut(self, tail: int, head: int) -> None:
        """Remove a link."""
        del self.out[tail][head]
        del self.into[head][tail]
        self.again |= {tail, head}

    def remove(self, node: int) -> None:
        """Remove a node with its links."""
        for head in list(self.out[node]):
            self.cut(node, head)
        for tail in list(self.into[node]):
            self.cut(tail, node)


def contracted(piece: Piece) -> Piece:
    """The piece after all forced decisions. About O(m log m); every best tree's cost stays the same.

    A node that is no terminal and has one way on is passed over; a terminal with one way in is merged with the node
    before it; the way back to the only node before is dropped, and so is a way no cheaper than one over a third node.
    """
    work = _opened(piece)
    while work.again:
        for node in sorted(work.again):
            work.again.discard(node)
            _look(work, node)
        if not work.again and sum(map(len, work.out.values())) <= _TRIANGLES:
            _drop_long_sides(work)
    return _closed(work)


def _opened(piece: Piece) -> _Work:
    network = piece.network
    work = _Work(network.root, set(network.terminals), paid=piece.paid, bound=piece.bound)
    used = {network.root, *network.terminals}
    for node, arcs in enumerate(network.out):
        if arcs or network.into[node]:
            used.add(node)
    for node in used:
        work.out[node], work.into[node] = {}, {}
    for node, arcs in enumerate(network.out):
        for arc in arcs:
            link = _Link(network.cost[arc], piece.reduced[arc], piece.parts[arc])
            work.link(node, network.head[arc], link)
    work.forced = list(piece.forced)
    return work


def _look(work: _Work, node: int) -> None:
    if node not in work.out:
        return
    out, into = work.out[node], work.into[node]
    if node == work.root:
        for tail in list(into):
            work.cut(tail, node)
        return
    if len(into) == 1:
        before = next(iter(into))
        if before in out:
            work.cut(node, before)
        if node in work.terminals:
            _merge(work, before, node)
            return
    if node in work.terminals:
        return
    if not out or not into:
        work.remove(node)
    elif len(out) == 1:
        _pass_over(work, node)


def _pass_over(work: _Work, node: int) -> None:
    ((after, last),) = work.out[node].items()
    for before, first in list(work.into[node].items()):
        if before != after:
            cost, reduced = first.cost + last.cost, first.reduced + last.reduced
            work.link(before, after, _Link(cost, reduced, first.parts + last.parts))
    work.remove(node)


def _merge(work: _Work, before: int, node: int) -> None:
    """Take the only way into a terminal: from now on both are one."""
    taken = work.into[node][before]
    work.forced += taken.parts
    work.paid += taken.cost
    work.bound += taken.reduced
    work.cut(before, node)
    for head, link in list(work.out[node].items()):
        work.cut(node, head)
        if head != before:
            work.link(before, head, link)
    work.terminals.discard(node)
    if before != work.root:
        work.terminals.add(before)
    work.again.add(before)


def _drop_long_sides(work: _Work) -> None:
    for tail in sorted(work.out):
        near = work.out[tail]
        for head in sorted(near):
            cost = near[head].cost
            into = work.into[head]
            for middle, second in into.items():
                first = near.get(middle)
                if first is not None and first.cost + second.cost <= cost and middle != head:
                    work.cut(tail, head)
                    break


def _closed(work: _Work) -> Piece:
    rows = sorted(
        (tail, head, link.cost, link.parts, link.reduced)
        for tail, near in work.out.items()
        for head, link in near.items()
    )
    used = sorted({work.root, *work.terminals, *(row[0] for row in rows), *(row[1] for row in rows)})
    number = {node: place for place, node in enumerate(used)}
    network = from_rows(
        number[work.root],
        tuple(sorted(number[node] for node in work.terminals)),
        [(number[row[0]], number[row[1]], row[2]) for row in rows],
        len(used),
    )
    return Piece(network, [row[4] for row in rows], [row[3] for row in rows], tuple(work.forced), work.paid, work.bound)
