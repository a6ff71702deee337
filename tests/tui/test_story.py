"""Large accounts open on what matters, and open further from there; the plan alone stands close together."""

from datetime import date

import pytest
from desk import Desk, desk
from generate import TODAY, random_account
from host import numbered
from rest import within
from some import some

from committee.graph.arcs import people
from committee.layout import Detail
from committee.model import edits
from committee.model.vocabulary import Level
from committee.paths import bundled
from committee.tui.map.wish import TOLD, fits, pane_of, plan_people

SIZES = [(80, 24), (100, 30), (120, 40), (200, 60)]
TESSMARK = bundled("sample_accounts") / "tessmark.account.toml"


def by_name(d: Desk) -> set[str]:
    return {card.person for card in some(d.screen.map.canvas.drawn).cards if len(card.people) == 1}


def tile(d: Desk) -> tuple[str, ...]:
    cards = some(d.screen.map.canvas.drawn).cards
    return max((card.people for card in cards), key=len)


@pytest.mark.parametrize("size", SIZES)
async def test_plan_and_worst_findings_are_there_by_name_without_a_key(size: tuple[int, int]) -> None:
    async with desk(TESSMARK, size=size, today=date(2026, 11, 21)) as d:
        state = d.session.state()
        assert fits(some(d.screen.map.canvas.drawn), pane_of(*size))
        assert by_name(d).issuperset(plan_people(state))
        worst = [one for one in some(state.analysis).findings if one.accepted is None][:TOLD]
        assert by_name(d).issuperset(who for one in worst for who in one.people if who in d.account.people)
        for person in plan_people(state):
            assert d.account.people[person].name.split()[-1] in d.text
        assert not d.session.plan_on
        assert d.screen.map.canvas._marks.plan
        assert not d.screen.map.canvas._marks.dimming


async def test_a_tile_opens_and_esc_folds_it_again() -> None:
    async with desk(TESSMARK, size=(80, 24), today=date(2026, 11, 21)) as d:
        before, folded = by_name(d), tile(d)
        d.screen.desk.select(folded[0])
        await d.press("enter")
        opened = by_name(d) - before
        assert opened == set(folded)
        assert by_name(d) > before, "nobody is folded for it"
        card = some(some(d.screen.map.canvas.drawn).card_of(d.session.person))
        assert card.rect.meets(d.screen.map.canvas.window)
        await d.press("escape")
        assert by_name(d) == before


async def test_the_whole_map_is_the_story_with_the_selected_person_in_it() -> None:
    async with desk(TESSMARK, size=(80, 24), today=date(2026, 11, 21)) as d:
        hidden = tile(d)[-1]
        await d.press("plus")
        assert some(d.screen.map.canvas.drawn).detail is Detail.NAME
        assert not d.screen.map.canvas._marks.plan
        d.screen.desk.select(hidden)
        await d.press("0")
        assert hidden in by_name(d)
        assert by_name(d).issuperset(plan_people(d.session.state()))
        assert some(some(d.screen.map.canvas.drawn).card_of(hidden)).rect.meets(d.screen.map.canvas.window)


async def test_a_finding_in_focus_is_lit_instead_of_the_plan() -> None:
    async with desk(TESSMARK, size=(80, 24), today=date(2026, 11, 21)) as d:
        await d.press("f")
        marks = d.screen.map.canvas._marks
        assert marks.people
        assert not marks.plan
        await d.press("escape")
        assert d.screen.map.canvas._marks.plan


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_only_the_plan_is_drawn_close_together(size: tuple[int, int]) -> None:
    async with desk(bundled("sample_accounts") / "northwind.account.toml", size=size, today=date(2026, 11, 21)) as d:
        await d.press("v", "v")
        drawn = some(d.screen.map.canvas.drawn)
        assert {person for card in drawn.cards for person in card.people} == set(plan_people(d.session.state()))
        assert fits(drawn, pane_of(*size))
        await d.press("v")
        assert set(some(d.screen.map.canvas.drawn).by_person) == set(people(d.account))


async def test_whoever_is_added_is_there_by_name() -> None:
    async with desk(random_account(2, people=60, places=6), size=(80, 24), today=TODAY) as d:
        d.screen.desk.change(edits.add_person(d.account, numbered(), name="Zora Quill", level=Level.INDIVIDUAL))
        assert await within(lambda: "zora-quill" in by_name(d))


async def test_a_story_is_told_in_the_room_there_is() -> None:
    async with desk(TESSMARK, size=(120, 40), today=date(2026, 11, 21)) as d:
        more = by_name(d)
        await d.pilot.resize_terminal(80, 24)
        assert await within(lambda: fits(some(d.screen.map.canvas.drawn), pane_of(80, 24)))
        await d.pilot.resize_terminal(120, 40)
        assert await within(lambda: by_name(d) == more)
