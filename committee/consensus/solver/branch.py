"""Exact in general: rounds of dual ascent, trees and fixing, then the dynamic programme, then branching on nodes."""

from collections import Counter
from dataclasses import dataclass, field

from committee.consensus.solver.budget import Budget, ExhaustedError
from committee.consensus.solver.contract import Piece, contracted
from committee.consensus.solver.dual_ascent import Ascent, ascend
from committee.consensus.solver.dynamic import best_tree, rough_size
from committee.consensus.solver.heuristics import connect, saturated
from committee.consensus.solver.improve import improved
from committee.consensus.solver.network import UNREACHED, Network, compacted
from committee.consensus.solver.shortest import fixed

_ROUNDS = 3
_SURE = 1_000_000
"""3^k · n up to which the dynamic programme is run to its end."""
_SURE_BELOW = 200_000
"""The same within the branching, where there are many of them."""
_GUIDED_TERMINALS = 20
"""Terminals up to which the programme is tried where 3^k · n does not promise an end."""
_SHARES = ((1_000_000, 3_000_000), (6_000_000, 12_000_000))
"""Steps for branching and then for the programme, in turn; after them branching goes on to the end."""
_WORTH_A_TURN = 0.85
"""Part of the arcs that may be left for another round to be worth it."""


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
        if turn and network.size() > _WORTH_A_TURN * before:
            break
        ascent = ascend(network, budget, guide=marked(best.tree, len(network.tail)))
    best.prove(ascent.bound)
    if best.lower < best.total:
        _finish(network, best, budget)
    return first


def marked(tree: list[int], arcs: int) -> bytearray:
    """Which arcs are in a tree."""
    marks = bytearray(arcs)
    for arc in tree:
        marks[arc] = 1
    return marks


def _finish(network: Network, best: Best, budget: Budget) -> None:
    small, numbers, _ = compacted(network)
    local = Best(small, total=best.total, lower=best.lower)
    try:
        Search(local, budget).run()
    finally:
        if local.tree:
            best.offer([numbers[arc] for arc in local.tree])
        best.prove(local.lower)


@dataclass(slots=True)
class Search:
    """Branch and bound over pieces of one network, depth first."""

    best: Best
    budget: Budget

    def run(self) -> None:
        """Until the best tree is proven.

        Raises:
            ExhaustedError: the budget ran out; `best.lower` is what is proven about all pieces then.
        """
        network = self.best.network
        root = Piece(network, list(network.cost), [(arc,) for arc in range(len(network.tail))])
        root.bound = 0
        piece = self.tightened(contracted(root), at_root=True)
        if piece is None or self.by_programme(piece, _SURE, at_root=True):
            self.best.prove(self.best.total)
            return
        stack = [piece]
        for share, guided in _SHARES:
            if self.branched(stack, share) or self.by_programme(piece, _SURE, guided, at_root=True):
                self.best.prove(self.best.total)
                return
        self.branched(stack, self.budget.left)
        self.best.prove(self.best.total)

    def branched(self, stack: list[Piece], share: int) -> bool:
        """Whether no piece is left that may hold a better tree; goes on for `share` steps."""
        until = self.budget.left - share
        while stack and self.budget.left >= until:
            piece = stack.pop()
            try:
                if piece.bound < self.best.total:
                    stack += self.split(piece)
            except ExhaustedError:
                self.best.prove(min(p.bound for p in (piece, *stack)))
                raise
            if stack:
                self.best.prove(min(p.bound for p in stack))
        return not stack

    def tightened(self, piece: Piece, *, at_root: bool = False) -> Piece | None:
        """The piece with a better bound and fewer arcs; `None` once it holds no better tree."""
        best, budget = self.best, self.budget
        while True:
            network = piece.network
            if not network.terminals:
                self.offer(piece, [])
                return None
            budget.spend(network.size() + len(network.out))
            ascent = ascend(network, budget, list(piece.reduced), stop=best.total - piece.bound)
            bound = piece.bound + ascent.bound
            if bound >= best.total:
                return None
            tree = self.grown(piece, ascent, deep=at_root)
            smaller = fixed(network, ascent.reduced, bound, best.total - 1, budget)
            fresh = ascend(smaller, budget, guide=marked(tree, len(network.tail)))
            if piece.paid + fresh.bound >= best.total:
                return None
            self.grown(piece, fresh, deep=at_root)
            smaller = fixed(smaller, fresh.reduced, piece.paid + fresh.bound, best.total - 1, budget)
            if piece.paid + fresh.bound > bound:
                ascent, bound = fresh, piece.paid + fresh.bound
            if bound >= best.total:
                return None
            before = network.size()
            piece = contracted(Piece(smaller, ascent.reduced, piece.parts, piece.forced, piece.paid, bound))
            if at_root:
                best.prove(bound)
            if piece.network.size() > _WORTH_A_TURN * before:
                return piece

    def grown(self, piece: Piece, ascent: Ascent, *, deep: bool) -> list[int]:
        """A tree over saturated arcs, offered; with `deep` after a local search."""
        network = piece.network
        tree = connect(network, saturated(network, ascent.reduced), network.cost, self.budget) or []
        if tree and (deep or piece.paid + network.total(tree) < self.best.total * 1.02):
            tree = improved(network, tree, self.budget)
        self.offer(piece, tree)
        return tree

    def offer(self, piece: Piece, tree: list[int]) -> None:
        """Offer the tree of the whole network that a tree of a piece stands for."""
        if piece.paid + piece.network.total(tree) < self.best.total:
            self.best.offer(cleaned(self.best.network, piece.origin(tree)))

    def by_programme(self, piece: Piece, sure: int, guided: int = 0, *, at_root: bool = False) -> bool:
        """Whether the dynamic programme has settled a piece.

        It runs to its end where 3^k · n is at most `sure`, and else for `guided` steps.
        """
        network, best, budget = piece.network, self.best, self.budget
        certain = rough_size(network) <= sure
        if not certain and (not guided or len(network.terminals) > _GUIDED_TERMINALS):
            return False
        ascent = ascend(network, budget)
        share = budget.left if certain else min(guided, budget.left)
        part = budget.part(share)

        def prove(bound: int) -> None:
            if at_root:
                best.prove(piece.paid + bound)

        try:
            tree = best_tree(network, ascent, best.total - piece.paid, part, prove)
        except ExhaustedError:
            budget.settle(part, share)
            return False
        budget.settle(part, share)
        if tree is not None:
            self.offer(piece, tree)
        return True

    def split(self, piece: Piece) -> list[Piece]:
        """Bound a piece; if it may still hold a better tree: its parts that use some node, and that do not."""
        tight = self.tightened(piece)
        if tight is None or self.by_programme(tight, _SURE_BELOW):
            return []
        network = tight.network
        node = _choice(network, connect(network, saturated(network, tight.reduced), network.cost, self.budget) or [])
        if node is None:
            return _by_arc(tight)
        using = network.with_terminals((*network.terminals, node))
        return [contracted(tight.on(using)), contracted(tight.on(network.without_node(node)))]


def cleaned(network: Network, tree: list[int]) -> list[int] | None:
    """The same arcs without any that free arcs have made superfluous."""
    out: list[list[int]] = [[] for _ in network.out]
    for arc in sorted(set(tree)):
        out[network.tail[arc]].append(arc)
    return connect(network, out, network.cost)


def _choice(network: Network, tree: list[int]) -> int | None:
    """The node to decide on: where the tree branches most, then where most arcs meet, then by number."""
    decided = {network.root, *network.terminals}
    leaving = Counter(network.tail[arc] for arc in tree)
    undecided = [node for node, arcs in enumerate(network.out) if arcs and network.into[node] and node not in decided]
    return max(undecided, key=lambda n: (leaving[n], len(network.out[n]) + len(network.into[n]), -n), default=None)


def _by_arc(piece: Piece) -> list[Piece]:
    """With every node decided, decide by which arc a node is entered."""
    network = piece.network
    node = max(network.terminals, key=lambda n: (len(network.into[n]), -n))
    if len(network.into[node]) < 2:
        return []
    arc = min(network.into[node], key=lambda a: (piece.reduced[a], network.cost[a], a))
    using, without = bytearray(b"\1" * len(piece.reduced)), bytearray(b"\1" * len(piece.reduced))
    for other in network.into[node]:
        using[other] = other == arc
    without[arc] = 0
    return [contracted(piece.on(network.restricted(keep))) for keep in (without, using)]
