"""The map around one person, lanes at work, the small picture of a large map, and the screen a small map fits."""

from collections import deque
from datetime import UTC, datetime

import pytest
from examples import examples
from generate import TODAY, random_account
from hypothesis import given, settings
from hypothesis import strategies as st
from one_try import one_try

from committee.graph.arcs import arcs
from committee.layout import Detail, Rect, arrange
from committee.layout.around import around
from committee.layout.drawing.names import shortened
from committee.layout.drawing.overview import cell_at, overview
from committee.layout.lanes import at_work
from committee.layout.measure import quality
from committee.layout.ties import Tie, ties_of
from committee.model.account import Account, Header, Influence, Person, Place
from committee.model.vocabulary import WorkMode


@settings(max_examples=examples(30))
@given(st.integers(0, 10_000), st.integers(1, 30))
def test_the_map_around_anybody_is_sound_and_holds_whoever_is_two_ties_away(seed: int, people: int) -> None:
    with one_try():
        account = random_account(seed, people=people, places=4)
        ties = ties_of(account, arcs(account))
        person = sorted(account.people)[seed % people]
        layout = around(account, person, Detail.NAME)
        if layout.card_of(person) is None:
            assert not layout.cards, "who left is on no map"
            return
        assert quality(layout).sound
        assert {card.person for card in layout.cards} == {person} | walked(ties, person) | walked(
            [(b, a) for a, b in ties], person
        )


def walked(ties: dict[tuple[str, str], Tie] | list[tuple[str, str]], person: str) -> set[str]:
    """Oracle: who is at most two steps along the ties."""
    far, edge = {person: 0}, deque([person])
    while edge:
        one = edge.popleft()
        for a, b in ties:
            if a == one and b not in far and far[one] < 2:
                far[b] = far[one] + 1
                edge.append(b)
    return set(far)


def test_the_nearer_side_counts() -> None:
    pairs = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("a", "e"), ("e", "d")]
    account = Account(
        header=Header(name="X"),
        people={name: Person(name=name) for name in "abcdefg"},
        influence=dict.fromkeys([*pairs, ("f", "c"), ("g", "f")], Influence(strength=3)),
    )
    lanes = around(account, "a", Detail.NAME).lanes
    assert {lane.key: lane.people for lane in lanes} == {
        "hop -2": ("f",), "hop -1": ("c", "d"), "hop 0": ("a",), "hop 1": ("b", "e"),
    }  # fmt: skip


def test_a_lane_is_at_work_while_half_of_its_people_are() -> None:
    account = Account(
        header=Header(name="X"),
        places={"berlin": Place(name="Berlin", timezone="Europe/Berlin", hours="09:00-17:00")},
        people={
            "ana": Person(name="Ana", place="berlin", work_mode=WorkMode.ONSITE),
            "bo": Person(name="Bo", place="berlin", work_mode=WorkMode.ONSITE, hours="12:00-20:00"),
        },
    )
    lanes = arrange(account, TODAY).lanes
    for hour, lit in ((5, False), (9, True), (15, True), (18, True), (20, False)):
        moment = datetime(2026, 11, 18, hour, tzinfo=UTC)
        assert (at_work(account, lanes, moment) == {lanes[0].key}) is lit, hour
    assert not at_work(account, lanes, datetime(2026, 11, 21, 10, tzinfo=UTC)), "on a Saturday nobody is"


@pytest.mark.parametrize(("columns", "cell"), [(80, 3), (30, 2)])
def test_the_small_picture_counts_everybody_and_leads_to_the_cell_that_was_hit(columns: int, cell: int) -> None:
    layout = arrange(random_account(1, people=40, places=5), TODAY, detail=Detail.NAME)
    person = layout.cards[0].person
    lines = overview(layout, Rect(0, 0, 80, 26), person, (columns, 20))
    text = ["".join(run.text for run in line) for line in lines]
    assert {len(line) for line in text} == {cell * len(layout.lanes) + 2}
    assert sum(int(sign) for sign in "".join(text) if sign.isdigit()) == 40
    for i, lane in enumerate(layout.lanes):
        for j, row in enumerate(layout.rows):
            assert cell_at(layout, len(text[0]), 1 + cell * i, 1 + j) == (lane, row)
    assert cell_at(layout, len(text[0]), 0, 1) is None


def test_a_map_that_is_all_in_view_needs_no_small_picture() -> None:
    layout = arrange(random_account(1, people=4, places=2), TODAY, detail=Detail.NAME)
    assert overview(layout, Rect(0, 0, layout.width, layout.height), None, (80, 20)) == []


@pytest.mark.parametrize(
    ("name", "room", "short"),
    [
        ("Piotr Zieliński", 12, "P. Zieliński"),
        ("Piotr Zieliński", 11, "Zieliński"),
        ("Piotr Zieliński", 8, "P. Zieliński"),
        ("Hendrika van Loon", 14, "H. van Loon"),
        ("Maria de la Cruz", 13, "M. de la Cruz"),
        ("Ana Rao", 12, "Ana Rao"),
        ("Head of Security", 10, "Head of Security"),
        ("王美玲王美玲王美玲", 5, "王美玲王美玲王美玲"),
        ("Wolfeschlegelsteinhausenbergerdorff", 9, "Wolfeschlegelsteinhausenbergerdorff"),
    ],
)
def test_first_names_become_initials_only_where_that_is_what_they_are(name: str, room: int, short: str) -> None:
    assert shortened(name, room) == short
