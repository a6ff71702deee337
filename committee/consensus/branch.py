"""Exact in general: rounds of dual ascent, trees and fixing, then the dynamic programme, then branching on nodes."""

from collections import Counter
from dataclasses import dataclass, field

from committee.consensus.budget import Budget, ExhaustedError
from committee.consensus.dual_ascent import Ascent, ascend
from committee.consensus.dynamic import best_tree, worthwhile
from committee.consensus.heuristics import connect, saturated
from committee.consensus.improve import improved
from committee.consensus.network import UNREACHED, Network, compacted
from committee.consensus.shortest import fixed

_ROUNDS = 6
_GUIDED_TERMINALS = 16
_GUIDED_SHARE = 4_000_000
"""Steps after which the guided programme gives way to branching, where 3^k · n does not promise an end."""


@dataclass(slots=True)
class Best:
    """The best tree known, and what is proven about all trees of a network."""

    network: Network
    tree: list[int] = field(default_factory=list)
    total: int = UNREACHED
    lower: int = 0

    def offer(self, tree: list[int] | None) -> None:
        """Take a tree if it is better than the one known."""
        if tree is None:
            return
        total = self.network.total(tree)
        if total < self.total:
            self.tree, self.total = tree, total

    def prove(self, bound: int) -> None:
        """No tree costs less than `bound` (or than the best tree)."""
        self.lower = max(self.lower, min(bound, self.total))

    @property
    def closed(self) -> bool:
        """Whether the best tree is proven to be one of the cheapest."""
        return self.lower >= self.total


def optimise(network: Network, best: Best, budget: Budget) -> Ascent:
    """Improve `best` until its tree is proven to be one of the cheapest.

    Args:
        network: what a better tree may use.
        best: holds a tree; keeps what is found and proven, also when the budget runs out.
        budget: checked inside every loop.

    Returns:
        The first dual ascent, the only one whose cuts hold in all of `network`.

    Raises:
        ExhaustedError: the budget ran out.
    """
    first = ascent = ascend(network, budget)
    for turn in range(_ROUNDS):
        best.prove(ascent.bound)
        if best.closed:
            return first
        tree = connect(network, saturated(network, ascent.reduced), network.cost, budget)
        best.offer(tree and improved(network, tree, budget))
        if ascent.bound >= best.total:
            break
        before = network.size()
        network = fixed(network, ascent.reduced, ascent.bound, best.total - 1, budget)
        if turn and network.size() > 0.9 * before:
            break
        ascent = ascend(network, budget, guide=_marks(best))
    best.prove(ascent.bound)
    if best.lower < best.total:
        _finish(network, best, budget)
    return first


def _marks(best: Best) -> bytearray:
    marks = bytearray(len(best.network.tail))
    for arc in best.tree:
        marks[arc] = 1
    return marks


def _finish(network: Network, best: Best, budget: Budget) -> None:
    small, numbers, _ = compacted(network)
    local = Best(small, total=best.total, lower=best.lower)
    try:
        if not _programme(small, local, budget):
            _branch(small, local, budget)
    finally:
        if local.tree:
            best.offer([numbers[arc] for arc in local.tree])
        best.prove(local.lower)


def _programme(network: Network, best: Best, budget: Budget) -> bool:
    """Whether the dynamic programme ended with a proof."""
    sure = worthwhile(network, len(network.out))
    if not sure and len(network.terminals) > _GUIDED_TERMINALS:
        return False
    ascent = ascend(network, budget)
    best.prove(ascent.bound)
    if best.closed:
        return True
    share = budget.left if sure else _GUIDED_SHARE
    piece = budget.part(share)
    try:
        tree = best_tree(network, ascent, best.total, piece, best.prove)
    except ExhaustedError:
        budget.settle(piece, share)
        return False
    budget.settle(piece, share)
    best.offer(tree and _cleaned(network, tree))
    best.prove(best.total)
    return True


def _cleaned(network: Network, tree: list[int]) -> list[int] | None:
    """The same arcs without any that free arcs have made superfluous."""
    out: list[list[int]] = [[] for _ in network.out]
    for arc in sorted(tree):
        out[network.tail[arc]].append(arc)
    return connect(network, out, network.cost)


@dataclass(slots=True)
class _Open:
    """A part of the search: what is proven about it, its network, and its reduced costs so far."""

    bound: int
    network: Network
    reduced: list[int]


def _branch(network: Network, best: Best, budget: Budget) -> None:
    """Depth first: each part is the trees that use a node, or those that do not."""
    stack = [_Open(0, network, list(network.cost))]
    while stack:
        part = stack.pop()
        if part.bound < best.total:
            try:
                parts = _parts(part, best, budget)
            except ExhaustedError:
                best.prove(min(p.bound for p in (part, *stack)))
                raise
            stack += parts
        if stack:
            best.prove(min(p.bound for p in stack))
    best.prove(best.total)


def _parts(part: _Open, best: Best, budget: Budget) -> list[_Open]:
    """Bound one part, look for a better tree in it, and split it if it may still hold one."""
    network = part.network
    budget.spend(len(part.reduced) // 8)
    ascent = ascend(network, budget, part.reduced, stop=best.total - part.bound)
    bound = part.bound + ascent.bound
    if bound >= best.total:
        return []
    part.bound, part.reduced = bound, ascent.reduced
    tree = connect(network, saturated(network, ascent.reduced), network.cost, budget)
    best.offer(tree)
    if bound >= best.total:
        return []
    network = fixed(network, ascent.reduced, bound, best.total - 1, budget)
    if any(not network.into[terminal] for terminal in network.terminals):
        return []
    node = _choice(network, tree or ())
    if node is None:
        return _by_arc(network, bound, ascent.reduced)
    without = _Open(bound, network.without_node(node), list(ascent.reduced))
    using = _Open(bound, network.with_terminals((*network.terminals, node)), ascent.reduced)
    return [using, without]


def _choice(network: Network, tree: list[int] | tuple[()]) -> int | None:
    """The node to decide on: where the tree branches most, then where most arcs meet, then by number."""
    decided = {network.root, *network.terminals}
    leaving = Counter(network.tail[arc] for arc in tree)
    open_nodes = [node for node, arcs in enumerate(network.out) if arcs and network.into[node] and node not in decided]
    if not open_nodes:
        return None
    return max(open_nodes, key=lambda n: (leaving[n], len(network.out[n]) + len(network.into[n]), -n))


def _by_arc(network: Network, bound: int, reduced: list[int]) -> list[_Open]:
    """With every node decided, decide by which arc a node is entered."""
    node = max(network.terminals, key=lambda n: (len(network.into[n]), -n))
    if len(network.into[node]) < 2:
        return []
    arc = min(network.into[node], key=lambda a: (reduced[a], network.cost[a], a))
    with_it, without = bytearray(b"\1" * len(reduced)), bytearray(b"\1" * len(reduced))
    for other in network.into[node]:
        with_it[other] = other == arc
    without[arc] = 0
    return [
        _Open(bound, network.restricted(without), list(reduced)),
        _Open(bound, network.restricted(with_it), reduced),
    ]
