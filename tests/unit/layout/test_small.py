"""Small committees: the map fits the screen it is most often seen on, on cards of two lines where it must."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from generate import TODAY, random_account

from committee.layout import Detail, Layout, Rect, arrange
from committee.layout.choosing import PANE
from committee.layout.drawing.face import faces_of
from committee.layout.drawing.glyphs import ASCII, UNICODE, Glyphs
from committee.layout.drawing.raster import raster
from committee.layout.measure import crossings, quality
from committee.model.account import Account, Header, Influence, Person, Place
from committee.model.vocabulary import Level, Role, Stance, WorkMode
from committee.store import read
from committee.text import width

SAMPLES = Path(__file__).parents[3] / "sample_accounts"


@cache
def in_offices(seed: int, *, people: int = 12, ties: float = 1.2) -> Account:
    """A seeded committee in four places whose people all sit in an office."""
    account = random_account(seed, people=people, places=4, ties_per_person=ties)
    offices = list(account.places)
    return replace(
        account,
        people={
            key: replace(person, work_mode=WorkMode.ONSITE, place=person.place or offices[i % len(offices)])
            for i, (key, person) in enumerate(account.people.items())
        },
    )


@cache
def with_names(seed: int, people: int = 12) -> Layout:
    """Their map, looked for once for all that is asked of it."""
    return arrange(in_offices(seed, people=people), TODAY, detail=Detail.NAME)


def fits(layout: Layout) -> bool:
    return layout.width <= PANE[0] and layout.height <= PANE[1]


@pytest.mark.parametrize("seed", range(1, 11))
def test_a_committee_of_twelve_in_four_places_fits_the_pane_with_names(seed: int) -> None:
    layout = with_names(seed)
    assert fits(layout)
    assert quality(layout).sound
    assert len(layout.cards) == 12


def test_the_committee_of_the_tour_fits_the_pane_with_few_crossings() -> None:
    layout = arrange(read(SAMPLES / "northwind.account.toml").account, TODAY, detail=Detail.NAME)
    assert fits(layout)
    assert quality(layout).crossings <= 6


def test_cards_keep_three_lines_where_the_map_fits_with_them() -> None:
    account = Account(
        header=Header(name="X"),
        places={"here": Place(name="Here")},
        people={f"p{i}": Person(name=f"P{i}", level=level, place="here") for i, level in enumerate(Level)},
    )
    layout = arrange(account, TODAY, detail=Detail.NAME)
    assert {card.rect.height for card in layout.cards} == {3}
    assert not layout.style.flat


def flat() -> tuple[Account, Layout]:
    people = {
        "ana": Person(name="Ana Ruiz", level=Level.VP, place="here", stance=Stance.SUPPORTER, power=4),
        "bo": Person(name="Bo", level=Level.VP, place="there", roles=(Role.LEGAL,)),
        "cy": Person(name="Cyprian Wolfeschlegelstein", level=Level.MANAGER, place="here"),
    }
    places = {"here": Place(name="Here", timezone="Europe/Berlin"), "there": Place(name="There")}
    ties = {("ana", "bo"): Influence(strength=4), ("bo", "ana"): Influence(strength=3)}
    account = Account(header=Header(name="X"), places=places, people=people, influence=ties)
    first = arrange(account, TODAY, detail=Detail.NAME)
    return account, arrange(
        account, TODAY, detail=Detail.NAME, previous=replace(first, of=None, style=replace(first.style, flat=True))
    )


def test_a_flat_card_has_a_name_above_and_the_rest_below_and_ties_leave_its_corners() -> None:
    account, layout = flat()
    lines = raster(layout, Rect(0, 0, layout.width, layout.height), faces=faces_of(account, TODAY))
    text = ["".join(run.text for run in line) for line in lines]
    assert text == [
        "╭ Ana Ruiz ────╮◂─┬ Bo ──────────╮",
        "╰ ○ p4 ────────┴━▸╰ ? le ────────╯",
        "                                  ",
        "╭C. Wolfeschle…╮                  ",
        "╰ ? ───────────╯                  ",
    ]
    assert layout.at(0, 1) == layout.card_of("ana")
    assert quality(layout).sound


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_flat_cards_are_exactly_as_wide_as_they_should_be(glyphs: Glyphs) -> None:
    for seed in range(6):
        account = in_offices(seed)
        first = with_names(seed)
        style = replace(first.style, flat=True, slim=True)
        layout = arrange(account, TODAY, detail=Detail.NAME, previous=replace(first, of=None, style=style))
        assert {card.rect.height for card in layout.cards} == {2}
        window = Rect(0, 0, layout.width, layout.height)
        for line in raster(layout, window, faces=faces_of(account, TODAY, glyphs=glyphs), glyphs=glyphs):
            assert width("".join(run.text for run in line)) == layout.width


def test_a_warm_start_keeps_the_cards_as_they_were() -> None:
    for seed in range(4):
        account = in_offices(seed)
        layout = with_names(seed)
        person = next(iter(account.people))
        edited = replace(account, people={**account.people, person: replace(account.people[person], power=1)})
        again = arrange(edited, TODAY, detail=Detail.NAME, previous=layout)
        assert again.style == layout.style
        assert again.slots == layout.slots
        assert again.cards == layout.cards


def test_the_quick_count_of_crossings_is_that_of_the_measure() -> None:
    for seed in range(8):
        layout = with_names(seed, people=9 + seed)
        assert crossings(layout) == quality(layout).crossings
