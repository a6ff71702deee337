"""The tour: it moves on with the real keys and with nothing else, and makes way for what it talks about."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from host import NOW, Host, numbered, text_of
from textual.app import ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen

from committee.layout.drawing.picture import HEADER, LABELS
from committee.settings import Settings
from committee.tui.account.screen import AccountScreen
from committee.tui.app import CommitteeApp
from committee.tui.keys.keymap import ACTIONS, action
from committee.tui.map.wish import marks_of
from committee.tui.welcome.begin import demo_workspace
from committee.tui.welcome.tour import Aside, TourCard
from committee.tui.welcome.tour_steps import END, TOUR, Step

SIZES = ((80, 24), (120, 40))
WORDS_A_SECOND = 4
SECONDS_A_KEY = 1.5

ANSWERS = {"jump": ["a"], "stance": ["4", *"seen", "enter"], "add": [*"Lena Fox", "enter", "escape"]}
"""What the step says to do with what its key has opened, where that is not just esc."""


class Corner(Screen[None]):
    """A screen with nothing but the card."""

    def __init__(self, card: TourCard) -> None:
        super().__init__()
        self.card = card

    def compose(self) -> ComposeResult:
        yield self.card


@asynccontextmanager
async def demo(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Pilot[Any], TourCard]]:
    """The demo with its tour, as it begins."""
    workspace = demo_workspace(folder)
    app = CommitteeApp(
        workspace, Settings(), today=workspace.today, clock=lambda: NOW, rng=numbered(), tour=True, dated=True
    )
    async with app.run_test(size=size) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        yield pilot, app.screen.query_one(TourCard)


async def settle(pilot: Pilot[Any]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def follow(pilot: Pilot[Any], step: Step) -> None:
    """Do what a step says."""
    await pilot.press(action(step.actions[0]).keys[0])
    await settle(pilot)
    if step.then:
        await pilot.press(*ANSWERS.get(step.actions[0], ["escape"]))
        await settle(pilot)


def seen(pilot: Pilot[Any]) -> list[str]:
    """The people whose whole cards the tour leaves in sight, of those on the map's part of the screen."""
    screen = pilot.app.screen
    assert isinstance(screen, AccountScreen)
    canvas = screen.map.canvas
    card, corner = screen.query_one(TourCard).region, canvas.region.offset - canvas.scroll_offset + (LABELS, HEADER)
    rects = {one.person: one.rect for one in canvas.drawn.cards} if canvas.drawn else {}
    places = {one: Region(rect.x, rect.y, rect.width, rect.height).translate(corner) for one, rect in rects.items()}
    return [person for person, place in places.items() if not card.overlaps(place)]


def test_every_step_asks_for_an_action_there_is() -> None:
    known = {action.id for action in ACTIONS if "account" in action.screens}
    assert {name for step in TOUR for name in step.actions} <= known


def test_it_shows_what_a_seller_needs_in_ninety_seconds() -> None:
    shown = {name for step in TOUR for name in step.actions}
    assert {"view.coverage", "stance", "call", "board", "save"} <= shown
    words = sum(len(f"{step.says} {step.then}".split()) for step in (*TOUR, END))
    keys = sum(1 + len(ANSWERS.get(step.actions[0], ["escape"]) if step.then else ()) // 4 for step in TOUR)
    assert words / WORDS_A_SECOND + keys * SECONDS_A_KEY <= 90


@pytest.mark.parametrize("size", SIZES)
async def test_it_can_be_followed_to_the_end(tmp_path: Path, size: tuple[int, int]) -> None:
    async with demo(tmp_path, size) as (pilot, card):
        for number, step in enumerate(TOUR):
            assert card.at == number
            assert step.title in str(card.border_title)
            await follow(pilot, step)
        assert "Now your own" in str(card.border_title)
        assert "committee new" in card.words.plain
        await pilot.press("ctrl+t")
        assert not pilot.app.screen.query(TourCard)


@pytest.mark.parametrize("size", SIZES)
async def test_it_covers_nobody_it_talks_about(tmp_path: Path, size: tuple[int, int]) -> None:
    async with demo(tmp_path, size) as (pilot, card):
        for step in TOUR:
            screen = pilot.app.screen
            assert isinstance(screen, AccountScreen)
            if screen.view_name == "map":
                marks = marks_of(screen.session.state())
                assert {marks.selected, *marks.people} <= set(seen(pilot)), step.title
            assert not step.about or not card.region.overlaps(screen.query_one(step.about).region), step.title
            assert card.region.bottom <= size[1]
            assert card.region.right <= size[0]
            await follow(pilot, step)


async def test_a_step_asks_for_no_key_while_another_waits_for_one(tmp_path: Path) -> None:
    async with demo(tmp_path) as (pilot, card):
        await pilot.press("right", "semicolon")
        assert card.words.plain == TOUR[1].then
        await pilot.press("f")
        await settle(pilot)
        assert card.at == 2
        await pilot.press("s")
        assert card.at == 2
        assert "Press" in card.words.plain


async def test_a_key_given_up_is_no_dead_end(tmp_path: Path) -> None:
    async with demo(tmp_path) as (pilot, card):
        card.at = next(at for at, step in enumerate(TOUR) if "stance" in step.actions)
        await pilot.press("s", "escape")
        await settle(pilot)
        assert TOUR[card.at].actions == ("undo",)
        await pilot.press("u")
        await settle(pilot)
        assert TOUR[card.at].actions == ("call",)


async def test_beside_a_dialog_it_says_what_to_do_there(tmp_path: Path) -> None:
    async with demo(tmp_path, (120, 40)) as (pilot, card):
        card.at = next(at for at, step in enumerate(TOUR) if "add" in step.actions)
        await pilot.press("a")
        await settle(pilot)
        aside = pilot.app.screen.query_one(Aside)
        assert "Lena Fox" in aside.words.plain
        assert aside.visible
        assert not any(aside.region.overlaps(one.region) for one in pilot.app.screen.children if one is not aside)


async def test_whatever_is_pressed_the_tour_can_be_gone_on_with(tmp_path: Path) -> None:
    keys = [key for step in TOUR for name in step.actions for key in action(name).keys[:1]]
    dice = random.Random(16)
    async with demo(tmp_path) as (pilot, card):
        for _ in range(60):
            await pilot.press(dice.choice([*keys, "escape", "4", "a"]))
            await settle(pilot)
        for _ in range(4):
            await pilot.press("escape")
        await settle(pilot)
        for _ in range(len(TOUR) - card.at):
            before = card.at
            await follow(pilot, TOUR[card.at])
            assert card.at == before + 1
        assert "Now your own" in str(card.border_title)


async def test_only_the_right_key_moves_it_on() -> None:
    card = TourCard()
    async with Host(Corner(card)).run_test(size=(80, 24)) as pilot:
        card.happened("save")
        card.happened("undo")
        assert card.at == 0
        card.happened("move.up")
        await pilot.pause()
        assert card.at == 1
        assert "Tour 2 of" in text_of(pilot.app)


async def test_it_shows_the_key_as_rebound() -> None:
    async with Host(Corner(TourCard(rebound={"move.right": "ctrl+right"}))).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "ctrl+right" in text_of(pilot.app)


async def test_it_stays_on_the_screen() -> None:
    for size in ((80, 24), (120, 40), (44, 14)):
        card = TourCard()
        async with Host(Corner(card)).run_test(size=size) as pilot:
            await pilot.pause()
            assert card.region.right <= size[0]
            assert card.region.bottom <= size[1]
