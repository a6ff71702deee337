"""Ties of the reporting line that share a trunk: what may be shared, what may not, and what a click on one means."""

from collections import Counter
from itertools import combinations, pairwise

import pytest
from examples import examples
from generate import TODAY, random_account
from hypothesis import given, settings
from hypothesis import strategies as st
from one_try import one_try
from some import some

from committee.graph.arcs import arcs
from committee.layout import Detail, Rect, arrange, reveal
from committee.layout.drawing.face import faces_of
from committee.layout.drawing.glyphs import UNICODE
from committee.layout.drawing.marks import Marks
from committee.layout.drawing.raster import FOCUS, raster
from committee.layout.layout import Layout
from committee.layout.measure import quality
from committee.layout.shapes import Look, Route
from committee.layout.ties import ties_of
from committee.model.account import Account, Header, Person
from committee.model.vocabulary import Level

Step = frozenset[tuple[int, int]]


def steps(route: Route) -> list[Step]:
    """Every step from one cell to the next, from the card on."""
    found = []
    for (x1, y1), (x2, y2) in pairwise(route.points):
        dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
        found += [
            frozenset({(x1 + dx * i, y1 + dy * i), (x1 + dx * (i + 1), y1 + dy * (i + 1))})
            for i in range(abs(x2 - x1) + abs(y2 - y1))
        ]
    return found


def everything(account: Account, detail: Detail = Detail.NAME) -> Layout:
    return arrange(account, TODAY, detail=detail, ties=frozenset(ties_of(account, arcs(account))))


def boss_of(count: int) -> Account:
    people = {"boss": Person(name="Boss", level=Level.VP)}
    people |= {f"p{i}": Person(name=f"P{i}", level=Level.MANAGER, reports_to="boss") for i in range(count)}
    return Account(header=Header(name="X"), people=people)


@settings(max_examples=examples(40), deadline=None)
@given(st.integers(0, 5000), st.integers(2, 45), st.integers(1, 6), st.sampled_from((Detail.FULL, Detail.NAME)))
def test_ties_share_a_trunk_where_they_may_and_every_trunk_is_a_tree(
    seed: int, people: int, places: int, detail: Detail
) -> None:
    with one_try():
        layout = everything(random_account(seed, people=people, places=places), detail)
        assert quality(layout).sound
        ways = {route.pair: steps(route) for route in layout.routes}
        only_derived_ties_of_one_manager_run_together(layout, ways)
        they_do_so_only_from_the_card_to_where_they_part(layout, ways)
        every_trunk_is_a_tree_whose_junctions_have_three_arms(layout, ways)


Ways = dict[tuple[str, str], list[Step]]


def only_derived_ties_of_one_manager_run_together(layout: Layout, ways: Ways) -> None:
    cells = {pair: frozenset(way) for pair, way in ways.items()}
    for one, other in combinations(layout.routes, 2):
        if cells[one.pair] & cells[other.pair]:
            assert one.source == other.source
            assert one.look is other.look is Look.DERIVED
            assert one.points[0] == other.points[0]


def they_do_so_only_from_the_card_to_where_they_part(layout: Layout, ways: Ways) -> None:
    users = Counter(step for way in ways.values() for step in way)
    for route in layout.routes:
        shared = [users[step] > 1 for step in ways[route.pair]]
        alone = shared.index(False) if False in shared else len(shared)
        assert not any(shared[alone:]), "whoever has left a trunk never comes back to one"
        if alone:
            assert route.branch in ways[route.pair][alone - 1]
            assert route.net == route.points[0]
    assert len({route.head for route in layout.routes}) == len(layout.routes)


def every_trunk_is_a_tree_whose_junctions_have_three_arms(layout: Layout, ways: Ways) -> None:
    for net in {route.net for route in layout.routes} - {None}:
        members = [route for route in layout.routes if route.net == net]
        assert len(members) > 1
        edges = {step for route in members for step in ways[route.pair]}
        arms = Counter(cell for edge in edges for cell in edge)
        bends = {point for route in members for point in route.points[1:-1]}
        four = [cell for cell, count in arms.items() if count == 4]
        assert not bends.intersection(four), "four arms are a crossing, never a junction"
        assert len(edges) == len(arms) - 1 + len(four), "one way back from every arrowhead"


def test_reports_of_one_manager_hang_on_one_trunk() -> None:
    layout = arrange(boss_of(9), TODAY, detail=Detail.NAME)
    assert len({route.points[0] for route in layout.routes}) <= 3
    assert quality(layout).joined >= 7
    assert quality(layout).crossings == 0
    lines = raster(layout, Rect(0, 0, layout.width, layout.height), faces=faces_of(boss_of(9), TODAY))
    text = "\n".join("".join(run.text for run in line) for line in lines)
    assert sum(text.count(head) for head in UNICODE.heads.values()) == 9


def test_one_report_has_no_trunk_and_written_ties_never_share_one() -> None:
    assert [route.branch for route in arrange(boss_of(1), TODAY).routes] == [None]
    layout = everything(random_account(4, people=40, places=5))
    assert all(route.look is Look.DERIVED for route in layout.routes if route.branch is not None)


@pytest.mark.parametrize("seed", range(4))
def test_a_click_on_a_trunk_is_the_tie_that_leaves_it_nearest_and_behind_that_the_tie_itself(seed: int) -> None:
    account = random_account(seed, people=12, places=3)
    layout = arrange(account, TODAY, detail=Detail.NAME)
    users = Counter(cell for route in layout.routes for cell in {c for step in steps(route) for c in step})
    for route in layout.routes:
        if route.net is not None:
            branch = some(route.branch)
            hit, behind = layout.at(*route.net), layout.at(*branch)
            assert isinstance(hit, Route)
            assert hit.net == route.net
            assert isinstance(behind, Route)
            assert behind.net == route.net or users[branch] > 2
        assert layout.at(*route.head) == route


def test_selecting_a_report_lights_the_way_from_the_manager_and_nothing_beside_it() -> None:
    account = boss_of(4)
    layout = arrange(account, TODAY)
    whole = Rect(0, 0, layout.width, layout.height)
    lit = set()
    for y, line in enumerate(raster(layout, whole, faces=faces_of(account, TODAY), marks=Marks(selected="p2"))):
        x = 0
        for run in line:
            lit |= {(x + i, y) for i in range(len(run.text))} if run.style == FOCUS else set()
            x += len(run.text)
    own = next(route for route in layout.routes if route.target == "p2")
    assert lit == {cell for step in steps(own) for cell in step} | set(own.points)


def test_ties_of_a_selected_manager_that_are_revealed_join_too() -> None:
    account = random_account(3, people=40, places=5)
    layout = arrange(account, TODAY)
    derived = Counter(tie.source for tie in ties_of(account, arcs(account)).values() if tie.look is Look.DERIVED)
    boss = max(derived, key=derived.__getitem__)
    more = reveal(layout, [pair for pair in ties_of(account, arcs(account)) if boss in pair])
    assert more.cards == layout.cards
    assert quality(more).sound
    assert quality(more).joined > 1
