"""Further ties on a finished map: nothing moves, and everything stays sound."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from examples import examples
from generate import TODAY, random_account
from hypothesis import given, settings
from hypothesis import strategies as st
from one_try import one_try

from committee.consensus.plan import plan
from committee.graph.arcs import arcs
from committee.layout import Detail, Rect, arrange, reveal, shown_ties
from committee.layout.drawing.face import faces_of
from committee.layout.drawing.marks import Marks, talk_marks
from committee.layout.drawing.raster import raster
from committee.layout.measure import quality
from committee.layout.ties import ties_of
from committee.model.account import Account, Header, Influence, Person
from committee.model.vocabulary import Level
from committee.store import read


def own(account: Account, person: str) -> frozenset[tuple[str, str]]:
    return frozenset(pair for pair in ties_of(account, arcs(account)) if person in pair)


@settings(max_examples=examples(20), deadline=None)
@given(
    st.integers(0, 500), st.integers(16, 60), st.sampled_from((Detail.FULL, Detail.NAME, Detail.INITIALS)), st.data()
)
def test_selecting_anyone_draws_all_their_ties_and_moves_no_card(
    seed: int, size: int, detail: Detail, data: st.DataObject
) -> None:
    with one_try():
        account = random_account(seed, people=size, places=5, ties_per_person=2.5)
        layout = arrange(account, TODAY, detail=detail)
        for _ in range(6):
            person = data.draw(st.sampled_from(sorted(layout.slots)))
            more = reveal(layout, own(account, person))
            assert quality(more).sound
            assert more.cards == layout.cards
            assert (more.width, more.height) == (layout.width, layout.height)
            assert {route.pair for route in more.routes} == {route.pair for route in layout.routes} | own(
                account, person
            )
            assert set(layout.routes) <= set(more.routes)
            assert person not in more.hidden


@pytest.mark.parametrize("seed", range(4))
def test_asking_for_the_ties_at_once_is_the_same_as_revealing_them(seed: int) -> None:
    account = random_account(seed, people=40, places=5)
    layout = arrange(account, TODAY)
    for person in list(layout.slots)[::7]:
        wanted = shown_ties(account, arcs(account), selected=person)
        at_once = arrange(account, TODAY, ties=wanted)
        assert at_once.digest() == reveal(layout, own(account, person)).digest()
        assert at_once.cards == layout.cards


def test_a_hub_can_be_selected() -> None:
    ids = [f"p{i:03}" for i in range(61)]
    people = {person: Person(name=person, level=Level.MANAGER if i else Level.VP) for i, person in enumerate(ids)}
    ties = {("p000", other): Influence(strength=2) for other in ids[1:]}
    account = Account(header=Header(name="Hub"), people=people, influence=ties)
    layout = arrange(account, TODAY)
    assert layout.hidden["p000"] == 60
    more = reveal(layout, frozenset(ties))
    assert quality(more).sound
    assert len(more.routes) == 60
    assert more.cards == layout.cards


@pytest.mark.parametrize("size", [30, 80])
def test_more_than_there_is_room_for_draws_the_map_anew_with_everyone_in_the_same_slot(size: int) -> None:
    account = random_account(3, people=size, places=5, ties_per_person=3)
    layout = arrange(account, TODAY)
    everything = frozenset(ties_of(account, arcs(account)))
    more = reveal(layout, everything)
    assert quality(more).sound
    assert {route.pair for route in more.routes} == everything
    assert more.slots == layout.slots
    assert more.hidden == {}


@pytest.mark.parametrize("seed", range(4))
def test_revealing_again_keeps_everything_sound_and_what_was_revealed(seed: int) -> None:
    account = random_account(seed, people=40, places=5)
    layout = arrange(account, TODAY)
    one, other = list(layout.slots)[seed], list(layout.slots)[-1 - seed]
    more = reveal(reveal(layout, own(account, one)), own(account, other))
    assert quality(more).sound
    pairs = {route.pair for route in layout.routes} | own(account, one) | own(account, other)
    assert {route.pair for route in more.routes} == pairs
    assert len(more.routes) == len(pairs)


@pytest.mark.parametrize("seed", range(3))
def test_a_revealed_map_draws_and_hits_like_one_looked_at_afresh(seed: int) -> None:
    account = random_account(seed, people=40, places=5)
    layout, faces = arrange(account, TODAY), faces_of(account, TODAY)
    window = Rect(0, 0, layout.width, layout.height)
    raster(layout, window, faces=faces)
    more = reveal(layout, own(account, next(iter(layout.hidden))))
    afresh = replace(more, under=None)
    assert raster(more, window, faces=faces) == raster(afresh, window, faces=faces)
    for route in more.routes:
        assert more.at(*route.points[0]) == afresh.at(*route.points[0])


def test_asking_again_for_the_same_account_changes_only_the_ties() -> None:
    account = random_account(6, people=40, places=5)
    layout = arrange(account, TODAY)
    first, second = list(layout.slots)[:2]
    for person in (first, second):
        wanted = shown_ties(account, arcs(account), selected=person)
        again = arrange(account, TODAY, previous=layout, ties=wanted)
        assert again.digest() == arrange(account, TODAY, ties=wanted).digest()
        layout = again
    assert arrange(account, TODAY, previous=layout).digest() == arrange(account, TODAY).digest()


def test_on_a_very_large_map_what_has_no_room_stays_a_count() -> None:
    account = random_account(1, people=400, places=9)
    layout = arrange(account, TODAY, detail=Detail.INITIALS)
    person = max(layout.hidden, key=layout.hidden.__getitem__)
    more = reveal(layout, own(account, person))
    assert quality(more).sound
    assert more.cards == layout.cards
    drawn = {route.pair for route in more.routes}
    assert more.hidden.get(person, 0) == len(own(account, person) - drawn)


def test_only_what_is_asked_for_is_drawn() -> None:
    account = random_account(1, people=12)
    layout = arrange(account, TODAY, ties=frozenset(account.influence))
    assert {route.pair for route in layout.routes} == set(account.influence)


def test_a_plan_may_use_ties_that_do_not_exist_yet() -> None:
    account = random_account(2, people=40, places=5)
    layout = arrange(account, TODAY)
    known = set(ties_of(account, arcs(account)))
    ids = sorted(layout.slots)
    pair = next((a, b) for a in ids for b in ids if a != b and (a, b) not in known)
    more = reveal(layout, [pair])
    assert quality(more).sound
    assert [route.strength for route in more.routes if route.pair == pair] == [0]


def test_tiles_draw_no_ties() -> None:
    layout = arrange(random_account(1, people=40), TODAY, detail=Detail.TILES)
    one, other = sorted(layout.slots)[:2]
    assert reveal(layout, [(one, other)]) is layout


SAMPLES = sorted((Path(__file__).parents[3] / "sample_accounts").glob("*.account.toml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_the_plan_of_a_sample_shows_without_moving_a_card_and_alone_without_a_crossing(path: Path) -> None:
    account = read(path).account
    today = account.header.reviewed or TODAY
    pairs = [(talk.speaker, talk.listener) for talk in plan(account, today).talks]
    assert pairs
    base = arrange(account, today, detail=Detail.NAME)
    over = arrange(
        account, today, detail=Detail.NAME, previous=base, ties=shown_ties(account, arcs(account), plan=pairs)
    )
    assert quality(over).sound
    assert over.cards == base.cards
    alone = arrange(account, today, detail=Detail.NAME, ties=shown_ties(account, arcs(account), "plan", plan=pairs))
    assert quality(alone).crossings == 0


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_every_talk_of_a_sample_shows_its_number(path: Path) -> None:
    account = read(path).account
    today = account.header.reviewed or TODAY
    talks = [(talk.number, talk.speaker, talk.listener) for talk in plan(account, today).talks]
    base = arrange(account, today, detail=Detail.NAME)
    pairs = [(speaker, listener) for _, speaker, listener in talks]
    over = arrange(
        account, today, detail=Detail.NAME, previous=base, ties=shown_ties(account, arcs(account), plan=pairs)
    )
    lines = raster(
        over,
        Rect(0, 0, over.width, over.height),
        faces=faces_of(account, today),
        marks=Marks(plan=talk_marks(account, talks)),
    )
    shown = "|".join(run.text for line in lines for run in line if run.style == "plan.number")
    assert set(re.findall(r"\d+", shown)) >= {str(number) for number, _, _ in talks}
