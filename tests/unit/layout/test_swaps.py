"""The order within cells: exchanges never leave a cell, and they make the lines of a map cross less."""

import random
from dataclasses import replace

import pytest
from generate import TODAY, random_account

from committee.errors import Unwanted, never
from committee.graph.arcs import arcs
from committee.layout import Detail, arrange
from committee.layout.engine import METRICS
from committee.layout.lanes import lanes_of, rows_of
from committee.layout.measure import crossings
from committee.layout.slots import shapes_of, slots_of
from committee.layout.swaps import uncrossed
from committee.layout.ties import default_ties, ties_of
from committee.layout.wiring import Plot
from committee.model.account import Account
from committee.model.vocabulary import WorkMode


def plot_of(account: Account) -> Plot:
    lanes, rows = lanes_of(account, TODAY), rows_of(account)
    ties = ties_of(account, arcs(account))
    slots, shape = slots_of(lanes, rows, shapes_of(lanes, rows)[0], ties)
    return Plot(lanes, rows, shape, slots, ties, default_ties(ties, len(slots)))


def in_offices(seed: int) -> Account:
    account = random_account(seed, people=40, places=5)
    offices, rng = list(account.places), random.Random(seed)
    people = {
        key: replace(person, work_mode=WorkMode.ONSITE, place=person.place or rng.choice(offices))
        for key, person in account.people.items()
    }
    return replace(account, people=people)


@pytest.mark.parametrize("seed", range(5))
def test_people_change_places_within_their_cell_only_and_the_same_slots_are_taken(seed):
    plot = plot_of(random_account(seed, people=30 + 7 * seed, places=4))
    after = uncrossed(plot, METRICS[Detail.NAME], {}, never)
    assert set(after.slots.values()) == set(plot.slots.values())
    assert list(after.slots) == sorted(plot.slots)
    for person, slot in after.slots.items():
        assert (slot.lane, slot.row) == (plot.slots[person].lane, plot.slots[person].row)


def test_the_lines_of_forty_people_cross_little_and_less_than_by_distance_alone():
    default, written, before = [], [], []
    for seed in range(1, 9):
        account = in_offices(seed)
        layout = arrange(account, TODAY, detail=Detail.NAME)
        default.append(crossings(layout))
        written.append(crossings(arrange(account, TODAY, detail=Detail.NAME, ties=frozenset(account.influence))))
        unmoved = replace(layout, of=None, slots=plot_of(account).slots)
        before.append(crossings(arrange(account, TODAY, detail=Detail.NAME, previous=unmoved)))
    assert sum(default) / len(default) <= 15
    assert sum(written) / len(written) <= 130
    assert sum(default) < sum(before)


def test_it_can_be_given_up():
    with pytest.raises(Unwanted):
        uncrossed(plot_of(random_account(1, people=40, places=5)), METRICS[Detail.NAME], {}, lambda: True)
