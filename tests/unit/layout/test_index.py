"""Where a tie's own sign stands: on its longest leg, away from what crosses it."""

from itertools import pairwise

import pytest
from generate import TODAY, random_account

from committee.graph.arcs import arcs
from committee.layout import Layout, arrange, reveal
from committee.layout.drawing.marks import rows_changed
from committee.layout.shapes import Point
from committee.layout.ties import ties_of


def cells_of(points: tuple[Point, ...]) -> list[Point]:
    """Every cell of a tie, one by one: slow, and nothing like the index."""
    found = list(points[:1])
    for (x1, y1), (x2, y2) in pairwise(points):
        across, down = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
        while found[-1] != (x2, y2):
            found.append((found[-1][0] + across, found[-1][1] + down))
    return found


def crossed(layout: Layout, number: int) -> set[Point]:
    route = layout.routes[number]
    others = (other for other in layout.routes if other is not route and (route.net is None or other.net != route.net))
    return set(cells_of(route.points)) & {cell for other in others for cell in cells_of(other.points)}


@pytest.mark.parametrize("seed", range(3))
def test_a_sign_stands_on_its_tie_and_not_where_another_one_crosses(seed: int) -> None:
    account = random_account(seed, people=30, places=4)
    layout = arrange(account, TODAY, ties=frozenset(account.influence))
    moved = 0
    for number, route in enumerate(layout.routes):
        x, y = layout.index.middle(number)
        cells = cells_of(route.points)
        assert (x, y) in cells
        assert (x, y) != route.head or len(cells) <= 2
        there = crossed(layout, number)
        moved += bool(there)
        if (x, y) in there:
            # Only where the whole leg is crossed, cell after cell.
            ends = next(
                (a, b)
                for a, b in pairwise(route.points)
                if min(a[0], b[0]) <= x <= max(a[0], b[0]) and min(a[1], b[1]) <= y <= max(a[1], b[1])
            )
            assert set(cells_of(ends)[1:-1]) <= there
    assert moved, "nothing crosses on this map"


def test_a_sign_that_a_further_tie_moves_is_drawn_again() -> None:
    account = random_account(0, people=40, places=4)
    base = arrange(account, TODAY)
    drawn = {route.pair for route in base.routes}
    hidden = sorted(pair for pair in ties_of(account, arcs(account)) if pair not in drawn)
    moved = 0
    for first in range(22, 34, 6):
        before, after = reveal(base, hidden[:4]), reveal(base, hidden[:4] + hidden[first : first + 6])
        spans = rows_changed(before, after)
        now = {route: number for number, route in enumerate(after.routes)}
        for number, route in enumerate(before.routes):
            was = before.index.middle(number)
            here = after.index.middle(now[route]) if route in now else was
            for x, y in {was, here} if was != here else ():
                moved += 1
                assert spans[y][0] <= x < spans[y][1]
    assert moved, "no sign moved"
