"""The tour: it moves on with the real keys and with nothing else."""

from host import Host, text_of
from textual.app import ComposeResult
from textual.screen import Screen

from committee.tui.keys.keymap import ACTIONS
from committee.tui.welcome.tour import TOUR, TourCard


class Corner(Screen[None]):
    """A screen with nothing but the card."""

    def __init__(self, card: TourCard) -> None:
        super().__init__()
        self.card = card

    def compose(self) -> ComposeResult:
        yield self.card


def test_every_step_asks_for_an_action_there_is() -> None:
    known = {action.id for action in ACTIONS if "account" in action.screens}
    assert {name for step in TOUR for name in step.actions} <= known


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


async def test_it_goes_after_the_last_step() -> None:
    card = TourCard()
    async with Host(Corner(card)).run_test(size=(80, 24)) as pilot:
        for step in TOUR:
            card.happened(step.actions[0])
        await pilot.pause()
        assert not pilot.app.screen.query(TourCard)


async def test_it_shows_the_key_as_rebound() -> None:
    async with Host(Corner(TourCard(rebound={"move.right": "ctrl+right"}))).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "ctrl+right" in text_of(pilot.app)


async def test_it_stays_in_the_corner_and_on_the_screen() -> None:
    for size in ((80, 24), (120, 40), (44, 14)):
        card = TourCard()
        async with Host(Corner(card)).run_test(size=size) as pilot:
            await pilot.pause()
            assert card.region.right <= size[0]
            assert card.region.bottom <= size[1]
