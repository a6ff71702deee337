"""The map that tells a story: it fits, nobody is lost, and whoever matters has a name on it."""

from datetime import date
from itertools import pairwise

import pytest
from generate import TODAY, random_account
from some import some

from committee import store
from committee.graph.arcs import people
from committee.layout import Detail, Layout
from committee.layout.measure import quality
from committee.layout.story import Story, told
from committee.model.account import Account
from committee.paths import bundled

ROOMS = [(75, 15), (60, 26), (79, 26), (160, 46)]


def named(layout: Layout) -> set[str]:
    return {card.person for card in layout.cards if len(card.people) == 1}


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize(("seed", "size"), [(1, 21), (2, 45), (3, 45), (4, 120), (5, 400)])
def test_it_fits_and_everybody_is_on_one_card(seed: int, size: int, room: tuple[int, int]) -> None:
    account = random_account(seed, people=size, places=6)
    everybody = people(account)
    matter = everybody[3 : 3 + 12]
    ties = [pair for pair in sorted(account.influence) if set(pair) <= set(matter)][:6]
    layout = told(account, TODAY, Story(matter, everybody, room), ties)
    assert layout.width <= room[0]
    assert layout.height <= room[1]
    assert quality(layout).sound
    assert sorted(person for card in layout.cards for person in card.people) == sorted(everybody)
    assert {person for lane in layout.lanes for person in lane.people} == set(everybody)
    assert named(layout).issuperset(matter)
    assert {route.pair for route in layout.routes} == set(ties)


def test_tiles_stand_below_in_the_lane_of_those_they_count() -> None:
    account = random_account(2, people=45, places=6)
    layout = told(account, TODAY, Story(people(account)[:8], (), (75, 15)))
    tiles = [card for card in layout.cards if len(card.people) > 1]
    assert tiles
    assert layout.rows[-1].title == "More"
    for card in tiles:
        assert card.row == len(layout.rows) - 1
        assert set(card.people) <= set(layout.lanes[card.lane].people)
        assert layout.card_of(card.people[-1]) is card


def test_whoever_does_not_fit_is_folded_the_least_important_first() -> None:
    account = random_account(2, people=45, places=6)
    order = people(account)[::-1]
    few, more = (named(told(account, TODAY, Story(order, (), room))) for room in ((40, 8), (75, 15)))
    least = next(number for number, person in enumerate(order) if person not in few)
    assert set(order[:least]) <= more
    assert len(few) < len(more)


def test_the_plan_alone_is_on_the_largest_cards_that_have_room() -> None:
    account = random_account(2, people=45, places=6)
    three = people(account)[:3]
    layout = told(account, TODAY, Story(three, room=(160, 46), alone=True))
    assert layout.detail is Detail.FULL
    assert set(layout.by_person) == set(three)
    assert told(account, TODAY, Story(three, room=(60, 3), alone=True)).detail is Detail.BARE


def test_neighbouring_places_share_a_lane_from_west_to_east() -> None:
    account: Account = store.read(bundled("sample_accounts") / "tessmark.account.toml").account
    layout = told(account, date(2026, 11, 21), Story(people(account)[:16], (), (75, 15)))
    assert 1 < len(layout.lanes) <= 5
    clocks = [lane for lane in layout.lanes if lane.offset is not None]
    for west, east in pairwise(clocks):
        assert some(west.offset if west.until is None else west.until) <= some(east.offset)
    assert any("+" in lane.title for lane in layout.lanes)


def test_nobody_who_matters_leaves_only_tiles() -> None:
    account = random_account(2, people=45, places=6)
    layout = told(account, TODAY, Story((), (), (75, 15)))
    assert [row.title for row in layout.rows] == ["More"]
    assert sorted(person for card in layout.cards for person in card.people) == sorted(people(account))
