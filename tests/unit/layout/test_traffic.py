"""What has to cross: counted by comparing ways, held against every drawing of two ways, and against drawn maps."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import combinations, pairwise, product

import pytest
from generate import TODAY, random_account

from committee.errors import Unwanted, never
from committee.graph.arcs import arcs
from committee.layout import Detail, Layout, arrange
from committee.layout.engine import METRICS
from committee.layout.measure import crossings
from committee.layout.routing.abreast import stretches, walk_of
from committee.layout.routing.grid import Grid, Path
from committee.layout.routing.paths import Chooser
from committee.layout.routing.sides import Leg, in_order
from committee.layout.routing.traffic import WHOLE, Estimated, Exact, Traffic
from committee.layout.routing.trunks import ALONE
from committee.layout.routing.way import Way
from committee.layout.shapes import Style
from committee.layout.ties import ties_of
from committee.model.account import Account
from committee.model.vocabulary import WorkMode

WIDE, HIGH = 7, 7
SPOTS = [(0, 0), (1, 0), (2, 1), (0, 2), (1, 2), (2, 2)]
"""Six cards on a grid of three columns and lines."""


def some_path(rng: random.Random, one: int, other: int) -> Path:
    """A path of up to four bends between two cards that turns in channels only and runs through no card."""
    cards = {(2 * c + 1, 2 * r + 1) for c, r in SPOTS}
    start, end = ((2 * c + 1, 2 * r + 1) for c, r in (SPOTS[one], SPOTS[other]))
    while True:
        path, upright = [start], rng.random() < 0.5
        for _ in range(rng.randint(0, 3)):
            x, y = path[-1]
            path.append((x, rng.randrange(0, HIGH, 2)) if upright else (rng.randrange(0, WIDE, 2), y))
            upright = not upright
        x, y = path[-1]
        path += [(x, end[1]), end] if upright else [(end[0], y), end]
        if all(map(differ, pairwise(path))):
            steps = points_of(tuple(path))
            if len(set(steps)) == len(steps) and not cards.intersection(steps[1:-1]):
                return tuple(path)


def differ(pair: tuple[object, object]) -> bool:
    return pair[0] != pair[1]


def points_of(path: Path) -> list[tuple[int, int]]:
    found = [path[0]]
    for (x1, y1), (x2, y2) in pairwise(path):
        dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
        found += [(x1 + dx * i, y1 + dy * i) for i in range(1, abs(x2 - x1) + abs(y2 - y1) + 1)]
    return found


def drawings(path: Path) -> list[dict[tuple[int, int], int]]:
    """Every way to draw a path with one of two tracks for each leg: its cells, and how each is used (3: a corner)."""
    found = []
    for tracks in product((1, 2), repeat=len(path) - 1):
        at = [
            4 * (a[0] if a[0] == b[0] else a[1]) + track for (a, b), track in zip(pairwise(path), tracks, strict=True)
        ]
        upright = [a[0] == b[0] for a, b in pairwise(path)]
        points = []
        for i, (x, y) in enumerate(path):
            if i in (0, len(path) - 1):
                leg = min(i, len(path) - 2)
                toward = path[1] if i == 0 else path[-2]
                ahead = (toward[1] > y) if upright[leg] else (toward[0] > x)
                edge = 4 * (y if upright[leg] else x) + (4 if ahead else -1)
                points.append((at[leg], edge) if upright[leg] else (edge, at[leg]))
            else:
                points.append((at[i], at[i - 1]) if upright[i] else (at[i - 1], at[i]))
        cells = dict.fromkeys(points[1:-1], 3)
        for (x1, y1), (x2, y2) in pairwise(points):
            for x in range(min(x1, x2), max(x1, x2) + 1):
                for y in range(min(y1, y2), max(y1, y2) + 1):
                    cells.setdefault((x, y), 2 if x1 == x2 else 1)
        found.append(cells)
    return found


def fewest(one: Path, other: Path) -> int:
    """The crossings of two paths in the best of all drawings in which they share no run of cells."""
    best = 99
    theirs = drawings(other)
    for ours in drawings(one):
        for cells in theirs:
            shared = [ours[cell] & cells[cell] for cell in ours.keys() & cells.keys()]
            if not any(shared):
                best = min(best, len(shared))
    return best


@pytest.mark.parametrize("seed", range(120))
def test_two_ways_have_to_cross_as_often_as_in_their_best_drawing(seed: int) -> None:
    rng = random.Random(seed)
    (one, other), (three, four) = rng.sample(range(6), 2), rng.sample(range(6), 2)
    first, second = some_path(rng, one, other), some_path(rng, three, four)
    traffic = Exact(WIDE, HIGH)
    traffic.count(0, Way(0, second), ALONE, 1)
    counted = traffic.crossed(Way(0, first), ALONE, 999)
    assert counted == WHOLE * fewest(first, second)
    traffic.count(1, Way(0, first), ALONE, 1)
    assert (traffic.crossing(1) == [0]) == (counted > 0)


def test_stretches_look_the_same_from_both_sides() -> None:
    rng = random.Random(7)
    for _ in range(300):
        one, other = (walk_of(some_path(rng, *rng.sample(range(6), 2))) for _ in range(2))
        ours, theirs = stretches(one, other), stretches(other, one)
        assert [stretch.crosses for stretch in ours].count(True) == [s.crosses for s in theirs].count(True)
        assert {(s.first, s.last, s.low, s.high) for s in ours} == {(s.low, s.high, s.first, s.last) for s in theirs}
        for stretch in ours:
            back = next(s for s in theirs if s.low == stretch.first)
            same = one.ways[stretch.first] == other.ways[other.at[one.steps[stretch.first]]]
            ends = (back.joins, back.parts) if same else (back.parts, back.joins)
            assert (stretch.joins, stretch.parts) == (tuple(-side for side in ends) if same else ends)


@pytest.mark.parametrize("kind", [Exact, Estimated])
def test_who_leaves_leaves_nothing_behind(kind: type[Traffic]) -> None:
    rng = random.Random(3)
    ways = [Way(0, some_path(rng, *rng.sample(range(6), 2))) for _ in range(12)]
    tried = Way(0, some_path(rng, 0, 5))
    traffic = kind(WIDE, HIGH)
    for k, way in enumerate(ways[:6]):
        traffic.count(k, way, ALONE, 1)
    before = traffic.crossed(tried, ALONE, 999)
    other = traffic.aside()
    for k, way in enumerate(ways[6:], 6):
        other.count(k, way, ALONE, 1)
    more = other.crossed(tried, ALONE, 999)
    assert traffic.crossed(tried, ALONE, 999) == before
    assert more >= before
    for k, way in enumerate(ways[6:], 6):
        other.count(k, way, ALONE, -1)
    assert other.crossed(tried, ALONE, 999) == before


def test_a_way_is_on_one_side_of_a_trunk_all_along() -> None:
    """Both branches part from the trunk beside which the way runs: one of them it has to cross."""
    trunk = ((3, 1), (3, 4), (0, 4), (0, 7), (1, 7)), ((3, 1), (3, 4), (6, 4), (6, 7), (5, 7))
    alongside = Way(0, ((3, 7), (3, 1)))
    traffic = Exact(9, 9)
    for k, path in enumerate(trunk):
        traffic.count(k, Way(0, path, path if k == 0 else path[1:], 0 if k == 0 else 3), 5, 1)
    assert traffic.crossed(alongside, ALONE, 999) == WHOLE
    single = Exact(9, 9)
    single.count(0, Way(0, trunk[0]), ALONE, 1)
    assert single.crossed(alongside, ALONE, 999) == 0


def test_lines_of_a_side_are_given_in_the_order_in_which_ties_part() -> None:
    """Two ties run east; the one on top turns up, the other one down, so they need not cross."""
    up, down = ((1, 3), (4, 3), (4, 0), (5, 0), (5, 1)), ((1, 3), (6, 3), (6, 6), (7, 6), (7, 5))
    walks = {0: walk_of(down), 1: walk_of(up)}
    legs = [Leg(0, 0, 0, 5, 1, ends=True), Leg(1, 0, 0, 3, 1, ends=True)]
    assert in_order(legs, [0, 1], walks, [0, 1], []) == {(0, 0): 1, (1, 0): 0}
    passing = [legs[0]._replace(ends=False), legs[1]]
    assert in_order(passing, [0, 1], walks, [1], [0, 2]) == {(0, 0): 2, (1, 0): 1}
    alike = {0: walk_of(up), 1: walk_of(up)}
    assert in_order(legs, [1, 0], alike, [0, 1], []) == {(0, 0): 1, (1, 0): 0}


def in_offices(seed: int, people: int, places: int, ties: float = 1.8) -> Account:
    account = random_account(seed, people=people, places=places, ties_per_person=ties)
    offices, rng = list(account.places), random.Random(seed)
    moved = {
        key: replace(person, work_mode=WorkMode.ONSITE, place=person.place or rng.choice(offices))
        for key, person in account.people.items()
    }
    return replace(account, people=moved)


@cache
def by_default(seed: int, people: int, places: int, ties: float) -> Layout:
    """The map with the ties shown by default: where everybody stands does not depend on the ties asked for."""
    return arrange(in_offices(seed, people, places, ties), TODAY, detail=Detail.NAME)


def mean(people: int, places: int, show: str, ties: float = 1.8) -> float:
    """Crossings over eight seeds of the ties shown by default, of those written down, or of all."""
    total = 0
    for seed in range(1, 9):
        account = in_offices(seed, people, places, ties)
        layout = by_default(seed, people, places, ties)
        wanted = {"written": frozenset(account.influence), "all": frozenset(ties_of(account, arcs(account)))}
        if show in wanted:
            layout = arrange(account, TODAY, detail=Detail.NAME, previous=layout, ties=wanted[show])
        total += crossings(layout)
    return total / 8


def test_the_lines_of_twelve_people_cross_little() -> None:
    assert mean(12, 4, "default", 1.2) <= 5
    assert mean(12, 4, "written") <= 8
    assert mean(12, 4, "all") <= 8


def test_the_lines_of_forty_people_cross_little() -> None:
    assert mean(40, 5, "default") <= 8
    assert mean(40, 5, "written") <= 100


def test_a_drawn_map_has_the_crossings_that_its_ways_cannot_avoid_and_hardly_any_more() -> None:
    drawn = needed = 0
    for seed in range(1, 9):
        account = in_offices(seed, 40, 5)
        layout = arrange(account, TODAY, detail=Detail.NAME)
        assert layout.wiring is not None
        ways = [Way(0, path) for path in layout.wiring.chooser.paths.values()]
        for one, other in combinations(ways, 2):
            traffic = Exact(2 * 40 + 1, 2 * 40 + 1)
            traffic.count(0, one, ALONE, 1)
            needed += traffic.crossed(other, ALONE, 999) // WHOLE
        drawn += crossings(layout)
    assert needed <= drawn <= needed + 2


def test_choosing_can_be_given_up_at_any_tie() -> None:
    spots = [(c, r) for c in range(4) for r in range(3)]
    grid = Grid(4, 3, spots)
    ends = [(i, (5 * i + 3) % 12) for i in range(12) if i != (5 * i + 3) % 12]
    asked: list[int] = []

    def counting() -> bool:
        asked.append(1)
        return False

    def ended(left: Iterator[int]) -> bool:
        return next(left, None) is None

    def chooser() -> Chooser:
        return Chooser(grid, METRICS[Detail.NAME], Style(), {}, len(ends))

    chooser().route(ends, [ALONE] * len(ends), 3, counting)
    assert len(asked) > len(ends)
    for last in (1, len(ends), len(asked)):
        left = iter(range(last - 1))
        with pytest.raises(Unwanted):
            chooser().route(ends, [ALONE] * len(ends), 3, partial(ended, left))
    chooser().route(ends, [ALONE] * len(ends), 3, never)


def test_untangling_makes_no_map_worse() -> None:
    for seed in range(4):
        rng = random.Random(seed)
        spots = [(c, r) for c in range(4) for r in range(3)]
        ends = [(one, other) for one, other in (rng.sample(range(12), 2) for _ in range(20))]
        one = Chooser(Grid(4, 3, spots), METRICS[Detail.NAME], Style(), {}, len(ends))
        one.route(ends, [ALONE] * len(ends), 4)
        before = together(one.paths.values())
        one.untangle(ends)
        assert together(one.paths.values()) <= before


def together(paths: Iterable[Path]) -> int:
    ways = [Way(0, path) for path in paths]
    total = 0
    for one, other in combinations(ways, 2):
        traffic = Exact(9, 7)
        traffic.count(0, one, ALONE, 1)
        total += traffic.crossed(other, ALONE, 999) // WHOLE
    return total
