"""Arrow keys, clicks, hint letters, and which ties are drawn."""

import pytest
from generate import TODAY, random_account

from committee.graph.arcs import arcs
from committee.layout import Card, Detail, Direction, Rect, Route, arrange, reveal, shown_ties
from committee.layout.drawing.face import faces_of
from committee.layout.drawing.marks import Marks, rows_changed, rows_touched, talk_marks
from committee.layout.drawing.raster import Run, raster
from committee.layout.layout import Layout
from committee.layout.measure import cells_of
from committee.layout.ties import ties_of
from committee.model.account import Account, Header, Influence, Person, Place
from committee.model.vocabulary import Level, TieKind

BACK = {
    Direction.LEFT: Direction.RIGHT,
    Direction.RIGHT: Direction.LEFT,
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
}


def reachable(layout: Layout) -> set[str]:
    start = layout.cards[0].person
    seen, todo = {start}, [start]
    while todo:
        person = todo.pop()
        for direction in Direction:
            other = layout.neighbour(person, direction)
            if other is not None and other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", [2, 12, 40, 200])
def test_every_card_is_reachable_by_arrows(seed: int, size: int) -> None:
    layout = arrange(random_account(seed, people=size, places=1 + seed), TODAY)
    assert reachable(layout) == {card.person for card in layout.cards}


def test_every_tile_is_reachable_by_arrows() -> None:
    layout = arrange(random_account(1, people=300, places=9), TODAY, detail=Detail.TILES)
    assert reachable(layout) == {card.person for card in layout.cards}


@pytest.mark.parametrize("seed", range(6))
def test_left_and_right_come_back_along_a_line(seed: int) -> None:
    layout = arrange(random_account(seed, people=40, places=5), TODAY)
    for card in layout.cards:
        for direction in (Direction.LEFT, Direction.RIGHT):
            other = layout.card_of(layout.neighbour(card.person, direction))
            if other is not None and other.rect.y == card.rect.y:
                assert layout.neighbour(other.person, BACK[direction]) == card.person


@pytest.mark.parametrize("seed", range(6))
def test_the_way_back_returns_to_whom_one_came_from(seed: int) -> None:
    layout = arrange(random_account(seed, people=40, places=5), TODAY)
    for card in layout.cards:
        for direction in Direction:
            there = layout.neighbour(card.person, direction)
            if there is not None:
                assert layout.neighbour(there, BACK[direction], came_from=(card.person, direction)) == card.person


def test_arrows_go_where_they_point() -> None:
    layout = arrange(random_account(3, people=40, places=5), TODAY)
    for card in layout.cards:
        right = layout.card_of(layout.neighbour(card.person, Direction.RIGHT))
        assert right is None or right.rect.x > card.rect.x or right.rect.y == card.rect.y
        below = layout.card_of(layout.neighbour(card.person, Direction.DOWN))
        assert below is None or below.rect.y > card.rect.y


def test_every_cell_of_a_card_and_of_a_tie_is_hit() -> None:
    layout = arrange(random_account(7, people=40, places=5), TODAY)
    for card in layout.cards:
        for x in (card.rect.x, card.rect.right - 1):
            for y in (card.rect.y, card.rect.bottom - 1):
                assert layout.at(x, y) is card
    for route in layout.routes:
        for (x, y), way in cells_of(route).items():
            hit = layout.at(x, y)
            assert isinstance(hit, Route)
            assert hit == route or cells_of(hit)[x, y] | way == 3
    assert layout.at(-1, 0) is None
    assert layout.at(0, layout.height) is None
    assert sum(isinstance(layout.at(x, layout.rows[0].y), Card) for x in range(layout.width)) > 0


def pair_of_people(count: int) -> Account:
    made = {f"p{i:02}": Person(name=f"P{i}", level=Level.VP, place="here") for i in range(count)}
    ties = {
        ("p00", "p01"): Influence(strength=1),
        ("p00", "p02"): Influence(strength=2),
        ("p01", "p02"): Influence(strength=4),
        ("p02", "p03"): Influence(kind=TieKind.CONFLICT),
        ("p03", "p04"): Influence(),
    }
    return Account(header=Header(name="X"), places={"here": Place(name="Here")}, people=made, influence=ties)


def test_a_small_committee_shows_every_usable_tie_and_a_large_one_the_strong() -> None:
    small, large = pair_of_people(15), pair_of_people(16)
    assert shown_ties(small, arcs(small)) == {("p00", "p02"), ("p01", "p02"), ("p02", "p03"), ("p03", "p04")}
    assert shown_ties(large, arcs(large)) == {("p01", "p02"), ("p02", "p03")}
    assert shown_ties(large, arcs(large), "all") == set(large.influence)
    assert shown_ties(large, arcs(large), "plan", plan=[("p04", "p05"), ("mate", "p01")]) == {("p04", "p05")}


def test_ties_of_the_selected_person_the_plan_and_the_finding_are_always_shown() -> None:
    account = pair_of_people(16)
    shown = shown_ties(account, arcs(account), selected="p00", plan=[("p08", "p09")], finding=[("p03", "p04")])
    assert shown == {("p00", "p01"), ("p00", "p02"), ("p01", "p02"), ("p02", "p03"), ("p03", "p04"), ("p08", "p09")}


def test_what_is_not_drawn_is_counted() -> None:
    account = pair_of_people(16)
    layout = arrange(account, TODAY)
    assert layout.hidden == {"p00": 2, "p01": 1, "p02": 1, "p03": 1, "p04": 1}
    assert arrange(account, TODAY, ties=frozenset(ties_of(account, arcs(account)))).hidden == {}


@pytest.mark.parametrize("seed", range(3))
def test_nothing_changes_outside_the_touched_rows(seed: int) -> None:
    account = random_account(seed, people=40, places=5)
    layout, faces = arrange(account, TODAY), faces_of(account, TODAY)
    window = Rect(0, 0, layout.width, layout.height)
    people = [card.person for card in layout.cards]
    route = layout.routes[0]
    plan = talk_marks(account, [(1, *route.pair), (2, *layout.routes[1].pair)])
    changes = [
        (Marks(selected=people[0]), Marks(selected=people[-1])),
        (Marks(), Marks(selected=people[3], tie=route.pair)),
        (Marks(selected=people[1]), Marks(selected=people[1], target=people[2])),
        (Marks(plan=plan), Marks(plan=plan, talk=2)),
        (Marks(), Marks(people=frozenset(people[:2]))),
    ]
    for before, after in changes:
        old = raster(layout, window, faces=faces, marks=before)
        new = raster(layout, window, faces=faces, marks=after)
        spans = rows_touched(layout, before, after)
        changed = cells_changed(old, new)
        assert changed
        assert {(x, y) for x, y in changed if y not in spans or not spans[y][0] <= x < spans[y][1]} == set()
    assert rows_touched(layout, changes[0][0], changes[0][0]) == {}


def cells_changed(old: list[list[Run]], new: list[list[Run]]) -> set[tuple[int, int]]:
    """Column and line of every character that is another one, or of another style."""

    def cells(line: list[Run]) -> list[tuple[str, str]]:
        return [(character, run.style) for run in line for character in run.text]

    return {
        (x, y)
        for y, (before, after) in enumerate(zip(old, new, strict=True))
        for x, (one, other) in enumerate(zip(cells(before), cells(after), strict=True))
        if one != other
    }


@pytest.mark.parametrize("seed", range(3))
def test_further_ties_change_nothing_outside_the_changed_rows(seed: int) -> None:
    account = random_account(seed, people=40, places=5)
    layout, faces = arrange(account, TODAY), faces_of(account, TODAY)
    window = Rect(0, 0, layout.width, layout.height)
    person = max(account.people, key=lambda one: sum(one in pair for pair in account.influence))
    more = reveal(layout, {pair for pair in ties_of(account, arcs(account)) if person in pair})
    assert more.cards is layout.cards
    spans = rows_changed(layout, more)
    changed = cells_changed(raster(layout, window, faces=faces), raster(more, window, faces=faces))
    assert changed
    assert {(x, y) for x, y in changed if y not in spans or not spans[y][0] <= x < spans[y][1]} == set()
