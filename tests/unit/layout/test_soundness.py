"""What every map must be, whatever the committee: nothing overlaps, every tie has its own line and arrowhead."""

import random
from dataclasses import replace

import pytest
from examples import examples
from generate import TODAY, random_account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from one_try import one_try
from some import some
from strategies import accounts

from committee.graph.arcs import arcs, people
from committee.layout import Detail, arrange
from committee.layout.drawing.picture import lane_header
from committee.layout.engine import METRICS
from committee.layout.layout import Layout
from committee.layout.measure import bends, cells_of, quality
from committee.layout.shapes import Route
from committee.layout.ties import ties_of
from committee.model.account import Account, Header, Influence, Person, Place
from committee.model.vocabulary import Level, WorkMode

QUICK = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = (
    "María Gómez",
    "王美玲",
    "한지우 박사",
    "e\u0301" * 9,
    "👩🏽‍💻 Kai",
    "Wolfeschlegelsteinhausenbergerdorff",
    "O",
)
ZONES = ("America/Denver", "Europe/Berlin", "Europe/Madrid", "Asia/Kolkata", "Pacific/Auckland", "")


@st.composite
def committees(draw: st.DrawFn, most: int = 60) -> Account:
    """Committees without any realism: random ties, hubs, empty places, odd names."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    count = draw(st.integers(0, most))
    places = {
        f"place-{i}": Place(name=f"Place {i}", timezone=rng.choice(ZONES)) for i in range(draw(st.integers(0, 6)))
    }
    ids = [f"p{i:03}" for i in range(count)]
    made = {
        person: Person(
            name=rng.choice(NAMES),
            level=rng.choice((None, *Level)),
            place=rng.choice(("", *places)),
            work_mode=rng.choice((None, *WorkMode)),
            timezone=rng.choice(ZONES),
            reports_to=rng.choice(ids[:i]) if i and rng.random() < 0.5 else "",
        )
        for i, person in enumerate(ids)
    }
    ties = {}
    hub = draw(st.booleans())
    for _ in range(draw(st.integers(0, 2 * count)) if count > 1 else 0):
        source, target = rng.sample(ids, 2)
        ties[source, target] = Influence(strength=rng.choice((None, 1, 2, 3, 4, 5)))
    for other in ids[1:] if hub else ():
        ties[rng.choice(((ids[0], other), (other, ids[0])))] = Influence(strength=5)
    return Account(header=Header(name="X"), places=places, people=made, influence=dict(sorted(ties.items())))


def drawn(account: Account, detail: Detail, *, everything: bool) -> None:
    ties = ties_of(account, arcs(account))
    layout = arrange(account, TODAY, detail=detail, ties=frozenset(ties) if everything else None)
    found = quality(layout)
    assert found.sound, found
    assert found.bends <= 4
    assert {card.person for card in layout.cards} == set(people(account))
    if everything:
        assert {route.pair for route in layout.routes} == set(ties)
    for card in layout.cards:
        assert card.rect.x >= 0
        assert card.rect.y >= 0
        assert card.rect.right <= layout.width
        assert card.rect.bottom <= layout.height
    for route in layout.routes:
        touches_its_cards(layout, route)


def touches_its_cards(layout: Layout, route: Route) -> None:
    """A route begins beside its source and ends beside its target, pointing at it."""
    step = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
    (x, y), (dx, dy) = route.points[0], step[route.leaves]
    assert layout.at(x - dx, y - dy) == layout.card_of(route.source)
    (x, y), (dx, dy) = route.points[-1], step[route.heads]
    assert layout.at(x + dx, y + dy) == layout.card_of(route.target)


@QUICK
@given(committees(), st.sampled_from((Detail.FULL, Detail.NAME, Detail.INITIALS)), st.booleans())
def test_any_committee_is_drawn_soundly(account: Account, detail: Detail, everything: bool) -> None:
    with one_try():
        drawn(account, detail, everything=everything)


@settings(QUICK, max_examples=examples(6))
@given(committees(most=12), st.sampled_from((Detail.FULL, Detail.NAME, Detail.INITIALS)), st.booleans())
def test_the_best_map_of_a_small_committee_is_sound(account: Account, detail: Detail, everything: bool) -> None:
    drawn(account, detail, everything=everything)


@settings(QUICK, max_examples=examples(8))
@given(committees(most=200), st.booleans())
def test_committees_of_up_to_two_hundred_are_drawn_soundly(account: Account, everything: bool) -> None:
    drawn(account, Detail.NAME, everything=everything)


@settings(QUICK, max_examples=examples(25))
@given(accounts())
def test_any_account_a_file_can_hold_is_drawn_soundly(account: Account) -> None:
    drawn(account, Detail.FULL, everything=True)


@pytest.mark.parametrize(("count", "places"), [(12, 4), (40, 5), (60, 1), (200, 8)])
def test_realistic_committees_are_drawn_soundly(count: int, places: int) -> None:
    drawn(random_account(3, people=count, places=places), Detail.FULL, everything=True)


def hub_of(degree: int) -> Account:
    ids = [f"p{i:03}" for i in range(degree + 1)]
    made = {person: Person(name=person, level=Level.MANAGER if i else Level.VP) for i, person in enumerate(ids)}
    ties = {("p000", other) if i % 2 else (other, "p000"): Influence(strength=5) for i, other in enumerate(ids[1:])}
    return Account(header=Header(name="Hub"), people=made, influence=dict(sorted(ties.items())))


@pytest.mark.parametrize("detail", [Detail.FULL, Detail.NAME, Detail.INITIALS])
def test_a_hub_of_sixty_ties_keeps_them_apart(detail: Detail) -> None:
    drawn(hub_of(60), detail, everything=True)


@pytest.mark.parametrize("detail", [Detail.FULL, Detail.NAME, Detail.INITIALS])
def test_only_a_hub_and_whoever_shares_its_shafts_get_wider_for_its_ties(detail: Detail) -> None:
    account = hub_of(60)
    layout = arrange(account, TODAY, detail=detail, ties=frozenset(account.influence))
    usual = METRICS[detail].width
    hub = layout.card_of("p000")
    assert some(hub).rect.width > usual
    wide = [card for card in layout.cards if card.rect.width > usual]
    assert len(wide) <= 3
    assert all(card.rect.x == some(hub).rect.x for card in wide)


def test_an_empty_account_is_an_empty_map() -> None:
    layout = arrange(Account(header=Header(name="X")), TODAY)
    assert (layout.width, layout.height, layout.cards, layout.routes) == (0, 0, (), ())
    assert lane_header(layout, 0, 40) == [[(" " * 40, "")]] * 2


def test_one_person_is_one_card() -> None:
    layout = arrange(Account(header=Header(name="X"), people={"ana": Person(name="Ana")}), TODAY)
    assert [card.person for card in layout.cards] == ["ana"]
    assert (layout.width, layout.height) == (layout.cards[0].rect.width, layout.cards[0].rect.height)


def test_pairs_without_a_tie_are_drawn_as_proposed_and_strangers_are_passed_over() -> None:
    account = Account(header=Header(name="X"), people={"ana": Person(name="Ana"), "bo": Person(name="Bo")})
    layout = arrange(account, TODAY, ties={("ana", "bo"), ("ana", "nobody"), ("ana", "ana")})
    assert [(route.pair, route.strength) for route in layout.routes] == [(("ana", "bo"), 0)]


def test_the_layout_does_not_depend_on_the_order_of_the_file() -> None:
    account = random_account(5, people=30)
    shuffled = replace(
        account,
        people=dict(reversed(list(account.people.items()))),
        influence=dict(reversed(list(account.influence.items()))),
        places=dict(reversed(list(account.places.items()))),
    )
    assert arrange(account, TODAY).digest() == arrange(shuffled, TODAY).digest()


def test_tiles_hold_everyone_once() -> None:
    account = random_account(2, people=200, places=8)
    layout = arrange(account, TODAY, detail=Detail.TILES)
    assert sorted(person for card in layout.cards for person in card.people) == sorted(people(account))
    assert quality(layout).sound
    assert len({(card.lane, card.row) for card in layout.cards}) == len(layout.cards)


def test_quality_finds_what_is_wrong() -> None:
    layout = arrange(random_account(1), TODAY)
    routed = layout.routes[0]
    twice = replace(layout, routes=(*layout.routes, routed))
    assert quality(twice).shared >= len(cells_of(routed)) - quality(layout).crossings
    assert not quality(twice).sound
    moved = tuple(replace(card, rect=layout.cards[0].rect) for card in layout.cards)
    assert quality(replace(layout, cards=moved)).overlaps > 0
    assert bends(routed) <= 4
