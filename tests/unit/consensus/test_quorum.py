"""Any few of many, against trying every choice."""

from itertools import combinations
from random import Random
from typing import NamedTuple

import pytest
import steiner_instances as instances
from some import some as there
from steiner_oracle import FINE, cheapest, fine

from committee.consensus.problem import SOURCE, Goal
from committee.consensus.solver.budget import Budget
from committee.consensus.solver.quorum import low, reach, within
from committee.consensus.solver.status import Status


class Instance(NamedTuple):
    """The numbered instance, and the same one by name."""

    arcs: list[tuple[int, int, int]]
    root: int
    everyone: list[int]
    some: list[int]
    need: int
    named: list[tuple[str, str, int]]
    goal: Goal


def instance(seed: int) -> Instance:
    """A random instance over named nodes, some terminals mandatory, some of a group."""
    rng = Random(seed)
    arcs, root, _ = instances.directed(rng, 14, 50, 1, most=rng.choice([1, 4, 100]))
    chosen = rng.sample([n for n in range(14) if n != root], 7)
    everyone, some = chosen[: rng.randint(0, 2)], chosen[2:]
    need = rng.randint(0, len(some))
    name = {node: f"n{node:02}" for node in range(14)} | {root: SOURCE}
    named = [(name[a], name[b], cost) for a, b, cost in arcs if b != root]
    goal = Goal(tuple(sorted(name[n] for n in everyone)), tuple(sorted(name[n] for n in some)) if need else (), need)
    return Instance(arcs, root, everyone, some, need, named, goal)


@pytest.mark.parametrize("block", range(8))
def test_equals_trying_every_choice(block: int) -> None:
    for seed in range(block * 25, block * 25 + 25):
        arcs, root, everyone, some, need, named, goal = instance(seed)
        truth = min(
            there(cheapest(14, fine([a for a in arcs if a[1] != root]), root, [*everyone, *chosen]))
            for chosen in combinations(some, need)
        )
        answer = reach(named, goal, Budget())
        assert answer.status is Status.OPTIMAL
        assert answer.total == answer.lower_bound == truth >> FINE
        heads = {head for _, head, _ in answer.arcs}
        assert set(goal.everyone) <= heads
        assert sum(person in heads for person in goal.some) >= need
        if answer.unique:
            talks = [(a, b, cost) for a, b, cost in answer.arcs if a != SOURCE]
            assert sum(low(a, b) for a, b, _ in talks) == least_low(named, goal, answer.total)


def least_low(named: list[tuple[str, str, int]], goal: Goal, total: int) -> int:
    """The least low bits of any tree of this cost that reaches the goal."""
    names = sorted({SOURCE, *(end for arc in named for end in arc[:2])})
    number = {name: place for place, name in enumerate(names)}
    rows = [(number[a], number[b], (cost << FINE) + low(a, b)) for a, b, cost in named]
    found = [
        there(cheapest(len(names), rows, number[SOURCE], [number[i] for i in (*goal.everyone, *chosen)]))
        for chosen in combinations(goal.some, goal.need)
    ]
    return min(value for value in found if value >> FINE == total) - (total << FINE)


@pytest.mark.parametrize("seed", range(30))
def test_any_budget_reaches_the_goal_and_bounds_it(seed: int) -> None:
    _, _, _, _, need, named, goal = instance(seed)
    best = reach(named, goal, Budget())
    hasty = reach(named, goal, Budget(steps=Random(seed).randint(0, 2000)))
    heads = {head for _, head, _ in hasty.arcs}
    assert set(goal.everyone) <= heads
    assert sum(person in heads for person in goal.some) >= need
    assert hasty.lower_bound <= best.total <= hasty.total


def test_the_order_of_arcs_does_not_matter() -> None:
    for seed in range(30):
        *_, named, goal = instance(seed)
        assert reach(named[::-1], goal, Budget()) == reach(named, goal, Budget())


def test_what_is_out_of_reach_is_left_out_and_said() -> None:
    goal = Goal(("a", "b"), ("c", "d", "e"), 2)
    assert within(goal, {"a", "b", "c", "d", "e"}) == (goal, True)
    assert within(goal, {"a", "c", "d"}) == (Goal(("a", "c", "d")), False)
    assert within(goal, {"a", "b", "c", "d"}) == (Goal(("a", "b", "c", "d")), True)
    assert within(goal, {"a", "b", "e"}) == (Goal(("a", "b", "e")), False)
