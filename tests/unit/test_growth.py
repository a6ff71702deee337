"""Work grows with the size of an account, not with its square: counted in steps, so that no clock can fail it."""

from collections.abc import Callable
from random import Random

import pytest
from extremes import SHAPES, written
from generate import TODAY, suffixes
from steps import steps

from committee import store
from committee.consensus.plan import plan
from committee.layout.routing.trunks import branched
from committee.layout.shapes import Direction, Look, Route
from committee.model.line import read_line

MOST = 2.6
"""How much more work twice the size may be: twice as much, and a little for a logarithm."""


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times the steps of `size` those of twice the size are; once without counting, for what is kept."""
    first, second = work(size), work(2 * size)
    first()
    return steps(second) / steps(first)


def test_work_that_is_quadratic_is_found() -> None:
    assert growth(lambda size: lambda: [a for a in range(size) for b in range(size) if a == b], 100) > 3.5


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_reading_is_linear(shape: str) -> None:
    def reading(size: int) -> Callable[[], object]:
        text = written(shape, size)
        return lambda: store.read_text(text)

    # Fewer are slower to grow for what is said once; those of texts come 64 people at a time.
    assert growth(reading, 256 if shape == "texts" else 40) < MOST


@pytest.mark.parametrize("shape", ["chain", "star", "two_stars", "flat", "hub", "known", "places", "team", "evidence"])
def test_planning_is_nearly_linear(shape: str) -> None:
    def planning(size: int) -> Callable[[], object]:
        account = store.read_text(written(shape, size)).account
        return lambda: plan(account, TODAY)

    assert growth(planning, 100) < MOST


@pytest.mark.parametrize("word", ["word ", "- ", "> x, ", "=5 ", '"', "# "])
def test_a_line_is_read_in_linear_time(word: str) -> None:
    account = store.read_text(written("star", 5)).account
    assert (
        growth(
            lambda size: (
                lambda: read_line(account, f"Ana Li, {word * size}", me="dana", today=TODAY, rng=suffixes(Random(1)))
            ),
            100,
        )
        < MOST
    )


def test_junctions_of_a_trunk_are_found_by_turns() -> None:
    def finding(size: int) -> Callable[[], object]:
        ways = {f"p-{i}": ((0, 0), (0, 2), (10 * i, 2), (10 * i, 4)) for i in range(1, size)}
        routes = [Route("boss", key, Look.DERIVED, 3, Direction.DOWN, Direction.DOWN, way) for key, way in ways.items()]
        return lambda: branched(routes)

    assert growth(finding, 100) < MOST
