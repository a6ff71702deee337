"""The solver: a cheapest directed tree from a root to all terminals, with what is proven about it.

References: see `dual_ascent`, `heuristics`, `dynamic` and docs/consensus.md.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from typing import Generic, TypeVar

from committee.consensus.solver.branch import Best, optimise
from committee.consensus.solver.budget import Budget, ExhaustedError
from committee.consensus.solver.dual_ascent import Ascent, ascend
from committee.consensus.solver.heuristics import connect
from committee.consensus.solver.network import Network, compacted, indexed
from committee.consensus.solver.shortest import fixed, reachable, shortest_ways, useful
from committee.consensus.solver.status import Status

N = TypeVar("N", bound=Hashable)

_HASH_BITS = 32
_SUM_BITS = 16
"""Room for the sum of 65,536 hashes, and above it for as many arcs."""

LATE = 1 << (_HASH_BITS + 2 * _SUM_BITS)
"""What an arc to be avoided among equals adds: below all costs, above all counts of arcs and their hashes."""

_SHIFT = _HASH_BITS + 3 * _SUM_BITS

_CUTS = 256
"""How many cuts an answer carries at most."""


@dataclass(frozen=True, slots=True)
class Cut(Generic[N]):
    """Nodes any tree must enter, and what it pays at least for that, beside what it pays for every other cut."""

    nodes: tuple[N, ...]
    paid: int


@dataclass(frozen=True, slots=True)
class Arborescence(Generic[N]):
    """A tree from the root to all terminals, and what is proven.

    `total` is the sum of the costs of `arcs`; no tree costs less than `lower_bound`. `status` is `OPTIMAL` when both
    are equal, `GAP` when the budget ran out before, `INFEASIBLE` (no arcs, total and bound 0) when some terminal
    cannot be reached; then each cut is around one such terminal and no arc enters it. `unique` says that the tree is
    proven to be the only one of its cost with the fewest arcs and the least sum of arc hashes.
    """

    arcs: tuple[tuple[N, N, int], ...]
    total: int
    lower_bound: int
    status: Status
    unique: bool
    cuts: tuple[Cut[N], ...] = field(default=(), repr=False)


def low_bits(tail: object, head: object) -> int:
    """What an arc adds below its cost: one arc, then 32 bits of hash, so that equally cheap trees have an order."""
    digest = blake2b(f"{tail}>{head}".encode(), digest_size=4).digest()
    return 1 << (_HASH_BITS + _SUM_BITS) | int.from_bytes(digest, "big")


def solve(
    arcs: Iterable[tuple[N, N, int]],
    root: N,
    terminals: Iterable[N],
    deadline: float | None = None,
    steps: int | None = None,
    *,
    low: Callable[[N, N], int] = low_bits,
) -> Arborescence[N]:
    """A minimum-cost Steiner arborescence: the cheapest set of arcs that leads from the root to every terminal.

    The answer does not depend on the order of `arcs` or `terminals`. With `steps` it is the same on every machine,
    with `deadline` it depends on the clock.

    Args:
        arcs: tail, head and cost, a whole number of 0 or more. Nodes are hashable and ordered.
        root: where the tree starts.
        terminals: what it must reach.
        deadline: seconds from now; `None` is no limit.
        steps: arcs to look at, roughly; `None` is no limit.
        low: what an arc counts where whole costs are equal; each value under 2⁶⁵, the sum is minimised.

    Raises:
        ValueError: a cost is negative or not a whole number.
        TypeError: the nodes cannot be ordered.

    Exact; worst case exponential in the number of terminals. A tree and a bound come back in any case: with no
    budget at all after two searches over the arcs.
    """
    return solve_within(arcs, root, terminals, Budget(steps, deadline), low)


def solve_within(
    arcs: Iterable[tuple[N, N, int]],
    root: N,
    terminals: Iterable[N],
    budget: Budget,
    low: Callable[[N, N], int] = low_bits,
) -> Arborescence[N]:
    """`solve` on a budget that several calls share."""
    network, names = indexed(arcs, root, terminals)
    missing = _cut_off(network, names)
    if missing:
        return Arborescence((), 0, 0, Status.INFEASIBLE, unique=False, cuts=missing)
    if not network.terminals:
        return Arborescence((), 0, 0, Status.OPTIMAL, unique=True)
    return _solve(network, names, budget, low)


def _cut_off(network: Network, names: list[N]) -> tuple[Cut[N], ...]:
    """For each terminal that cannot be reached, everybody from whom it could be."""
    marks = reachable(network.out, network.head, (network.root,))
    cuts = []
    for terminal in network.terminals:
        if not marks[terminal]:
            sources = reachable(network.into, network.tail, (terminal,))
            cuts.append(Cut(tuple(names[n] for n, mark in enumerate(sources) if mark), 0))
    return tuple(cuts)


def _solve(whole: Network, names: list[N], budget: Budget, low: Callable[[N, N], int]) -> Arborescence[N]:
    network, numbers, kept = compacted(useful(whole))
    best = Best(network)
    near, tree = shortest_ways(network)
    best.offer(tree)
    best.prove(max(near[terminal] for terminal in network.terminals))
    ascent: Ascent | None = None
    unique = False
    try:
        best.offer(connect(network, network.out, network.cost, budget))
        ascent = optimise(network, best, budget)
        unique = _settle_ties(network, lambda arc: low(*_ends(whole, names, numbers[arc])), best, budget)
    except ExhaustedError:
        pass
    found = tuple((*_ends(whole, names, numbers[arc]), network.cost[arc]) for arc in sorted(best.tree))
    status = Status.OPTIMAL if best.closed else Status.GAP
    cuts = _cuts(ascent, kept, whole, names) if ascent else ()
    return Arborescence(found, best.total, best.lower, status, unique, cuts)


def _ends(whole: Network, names: list[N], arc: int) -> tuple[N, N]:
    return names[whole.tail[arc]], names[whole.head[arc]]


def _settle_ties(network: Network, low: Callable[[int], int], best: Best, budget: Budget) -> bool:
    """Among all cheapest trees take the one of least low bits; true once it is proven to be that one.

    `best` must be proven. Only arcs that some cheapest tree may use are looked at.
    """
    ascent = ascend(network, budget)
    rest, numbers, _ = compacted(fixed(network, ascent.reduced, ascent.bound, best.total, budget))
    rest = rest.with_costs([(network.cost[arc] << _SHIFT) + low(arc) for arc in numbers])
    position = {arc: place for place, arc in enumerate(numbers)}
    local = Best(rest)
    local.offer([position[arc] for arc in best.tree])
    try:
        optimise(rest, local, budget)
    finally:
        best.tree = [numbers[arc] for arc in local.tree]
    return True


def _cuts(ascent: Ascent, kept: list[int], whole: Network, names: list[N]) -> tuple[Cut[N], ...]:
    """The heaviest cuts of a dual ascent; together they prove at most its bound.

    Nodes the root cannot reach stand inside every cut, so that the cuts hold in the whole network.
    """
    marks = reachable(whole.out, whole.head, (whole.root,))
    aside = [names[node] for node, mark in enumerate(marks) if not mark]
    found: list[tuple[int, int, int]] = []
    for place, growth in enumerate(ascent.growths):
        heights = [*growth.entered.values(), growth.height]
        found += [(low - high, place, size) for size, (low, high) in enumerate(pairwise(heights), 1) if high > low]
    members = [[names[kept[node]] for node in growth.entered] for growth in ascent.growths]
    return tuple(
        Cut(tuple(sorted(aside + members[place][:size])), -paid)  # type: ignore[type-var]  # see `indexed`
        for paid, place, size in sorted(found)[:_CUTS]
    )
