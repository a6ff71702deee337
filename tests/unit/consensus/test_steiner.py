"""The solver against a slow one, on every kind of instance, and against itself in another order."""

from collections.abc import Callable
from itertools import combinations
from random import Random
from typing import Any

import pytest
import steiner_instances as instances
from steiner_oracle import FINE, cheapest, check, fine

from committee.consensus.solver import branch
from committee.consensus.solver.status import Status
from committee.consensus.solver.steiner import Arborescence, Cut, low_bits, solve


def nodes_of(arcs: list[tuple[int, int, int]], root: int, terminals: list[int]) -> int:
    return 1 + max([root, *terminals, *(end for arc in arcs for end in arc[:2])])


def assert_best(arcs: list[tuple[int, int, int]], root: int, terminals: list[int], answer: Arborescence[int]) -> None:
    """Proven, of least cost, and the one that the order among equally cheap trees puts first."""
    truth = cheapest(nodes_of(arcs, root, terminals), fine(arcs), root, terminals)
    if truth is None:
        assert answer.status is Status.INFEASIBLE
        return
    check(arcs, root, terminals, answer)
    assert answer.status is Status.OPTIMAL
    assert answer.total == answer.lower_bound == truth >> FINE
    assert answer.unique
    assert sum(cost for *_, cost in fine(answer.arcs)) == truth


@pytest.mark.parametrize("block", range(10))
def test_small_instances_equal_the_slow_solver(block: int) -> None:
    for seed in range(block * 250, block * 250 + 250):
        arcs, root, terminals = instances.small(Random(seed))
        assert_best(arcs, root, terminals, solve(arcs, root, terminals))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "make",
    [
        lambda rng: instances.sparse(rng, 40, 60, 6),
        lambda rng: instances.grid(rng, 6, 6, 6),
        lambda rng: instances.grid(rng, 6, 6, 6, most=1),
        lambda rng: instances.complete(rng, 16, 6),
        lambda rng: instances.directed(rng, 40, 160, 6),
        lambda rng: instances.directed(rng, 40, 160, 5, most=2),
    ],
    ids=["sparse", "grid", "unit-grid", "complete", "directed", "directed-ties"],
)
def test_published_kinds_equal_the_slow_solver(make: Callable[..., Any], seed: int) -> None:
    arcs, root, terminals = make(Random(seed))
    assert_best(arcs, root, terminals, solve(arcs, root, terminals))


@pytest.fixture
def only_branching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither programme nor rounds help: what is proven is proven by branching."""
    monkeypatch.setattr(branch, "_SURE", 0)
    monkeypatch.setattr(branch, "_SURE_BELOW", 0)
    monkeypatch.setattr(branch, "_SHARES", ())
    monkeypatch.setattr(branch, "_ROUNDS", 1)


@pytest.fixture
def only_guided_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is proven is proven by the programme under the guidance of the cuts, or by one step of branching."""
    monkeypatch.setattr(branch, "_SURE", 0)
    monkeypatch.setattr(branch, "_SHARES", ((0, 10**9),))
    monkeypatch.setattr(branch, "_ROUNDS", 0)


@pytest.mark.parametrize("block", range(4))
@pytest.mark.usefixtures("only_guided_programme")
def test_the_guided_programme_alone_equals_the_slow_solver(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        arcs, root, terminals = instances.small(Random(seed))
        assert_best(arcs, root, terminals, solve(arcs, root, terminals))
    for seed in range(block * 2, block * 2 + 2):
        arcs, root, terminals = instances.grid(Random(seed), 5, 5, 7, most=1)
        assert_best(arcs, root, terminals, solve(arcs, root, terminals))


@pytest.mark.parametrize("block", range(4))
@pytest.mark.usefixtures("only_branching")
def test_branching_alone_equals_the_slow_solver(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        arcs, root, terminals = instances.small(Random(seed))
        assert_best(arcs, root, terminals, solve(arcs, root, terminals))
    for seed in range(block * 2, block * 2 + 2):
        arcs, root, terminals = instances.grid(Random(seed), 5, 5, 7, most=1)
        assert_best(arcs, root, terminals, solve(arcs, root, terminals))


def corners_needed(dimension: int) -> tuple[int, int]:
    """The fewest further corners of a cube that join every other corner, by trying all of them."""
    even = [u for u in range(1 << dimension) if u.bit_count() % 2 == 0]
    odd = [u for u in range(1 << dimension) if u.bit_count() % 2]
    for count in range(len(odd)):
        for chosen in combinations(odd, count):
            kept, seen, stack = {*even, *chosen}, {0}, [0]
            while stack:
                here = stack.pop()
                for near in {here ^ 1 << bit for bit in range(dimension)} & kept - seen:
                    seen.add(near)
                    stack.append(near)
            if seen == kept:
                return count, len(even)
    raise AssertionError


@pytest.mark.parametrize("dimension", [3, 4, 5])
def test_hypercubes_equal_trying_all_corners(dimension: int) -> None:
    arcs, root, terminals = instances.hypercube(dimension)
    answer = solve(arcs, root, terminals)
    check(arcs, root, terminals, answer)
    chosen, even = corners_needed(dimension)
    assert (answer.total, answer.status) == (chosen + even - 1, Status.OPTIMAL)


@pytest.mark.parametrize(
    ("make", "seed"),
    [
        (lambda rng: instances.sparse(rng, 500, 1000, 10), 1),
        (lambda rng: instances.grid(rng, 25, 25, 10), 2),
        (lambda rng: instances.complete(rng, 90, 10), 3),
        (lambda rng: instances.directed(rng, 800, 4800, 10), 4),
    ],
    ids=["sparse", "grid", "complete", "directed"],
)
def test_larger_instances_are_proven_within_the_step_budget(make: Callable[..., Any], seed: int) -> None:
    arcs, root, terminals = make(Random(seed))
    answer = solve(arcs, root, terminals, steps=20_000_000)
    check(arcs, root, terminals, answer)
    assert answer.status is Status.OPTIMAL
    assert answer.unique


@pytest.mark.parametrize("seed", range(60))
def test_any_step_budget_gives_a_tree_and_a_true_bound(seed: int) -> None:
    rng = Random(seed)
    arcs, root, terminals = instances.directed(rng, 30, 120, 5, most=4)
    truth = cheapest(30, arcs, root, terminals)
    assert truth is not None
    answer = solve(arcs, root, terminals, steps=rng.randint(0, 3000))
    check(arcs, root, terminals, answer)
    assert answer.lower_bound <= truth <= answer.total
    assert (answer.status is Status.OPTIMAL) == (answer.lower_bound == answer.total)


@pytest.mark.parametrize("seed", range(40))
def test_shuffling_and_unrelated_nodes_change_nothing(seed: int) -> None:
    rng = Random(seed)
    arcs, root, terminals = instances.directed(rng, 30, 120, 6, most=rng.choice([1, 3, 50]))
    answer = solve(arcs, root, terminals)
    shuffled = rng.sample(arcs, len(arcs))
    assert solve(shuffled, root, rng.sample(terminals, len(terminals))) == answer
    beside = [(-node, node, 1) for node in range(1, 30)] + [(node, 100 + node, 0) for node in range(30)]
    assert solve(beside + shuffled, root, terminals).arcs == answer.arcs


def test_stops_by_steps_the_same_way_every_time() -> None:
    arcs, root, terminals = instances.hypercube(6)
    once = solve(arcs, root, terminals, steps=200_000)
    check(arcs, root, terminals, once)
    assert once.status is Status.GAP
    assert once == solve(arcs[::-1], root, terminals[::-1], steps=200_000)


def test_a_deadline_that_is_over_still_gives_a_tree() -> None:
    arcs, root, terminals = instances.sparse(Random(6), 400, 4000, 12)
    answer = solve(arcs, root, terminals, deadline=0.0)
    check(arcs, root, terminals, answer)
    assert answer.status is Status.GAP
    assert 0 < answer.lower_bound < answer.total


def test_no_terminals_cost_nothing() -> None:
    answer = solve([(1, 2, 3)], 1, [1])
    assert (answer.arcs, answer.total, answer.status, answer.unique) == ((), 0, Status.OPTIMAL, True)


def test_out_of_reach_is_shown_by_the_cut_nobody_enters() -> None:
    answer = solve([("a", "b", 1), ("c", "d", 1), ("d", "b", 1)], "a", ["b", "d", "x"])
    assert answer.status is Status.INFEASIBLE
    assert answer.cuts == (Cut(("c", "d"), 0), Cut(("x",), 0))


def test_fewest_arcs_first_among_equal_costs() -> None:
    arcs = [("r", "a", 1), ("a", "t", 1), ("r", "t", 2)]
    assert solve(arcs, "r", ["t"]).arcs == (("r", "t", 2),)


def test_then_the_least_sum_of_hashes() -> None:
    arcs = [("r", way, 1) for way in "abcd"] + [(way, "t", 1) for way in "abcd"]
    first = min("abcd", key=lambda way: low_bits("r", way) + low_bits(way, "t"))
    assert sorted(solve(arcs, "r", ["t"]).arcs) == sorted([("r", first, 1), (first, "t", 1)])


@pytest.mark.parametrize("cost", [-1, 1.5, None])
def test_costs_are_whole_and_not_negative(cost: float | None) -> None:
    with pytest.raises(ValueError, match="whole number"):
        solve([(1, 2, cost)], 1, [2])  # type: ignore[list-item]  # what is refused is just that


def test_costs_beyond_machine_words() -> None:
    answer = solve([(1, 2, 10**30), (1, 3, 1), (3, 2, 10**30)], 1, [2])
    assert answer.total == 10**30
