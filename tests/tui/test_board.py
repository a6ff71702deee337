"""The whole yes board: every seat with what is needed, where they stand and why, who of us, what comes next."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk import desk
from host import small_account

from committee import store
from committee.graph.board import by_urgency
from committee.graph.standing import committee_of
from committee.model.vocabulary import PersonStatus
from committee.tui.account.dialogs.board import BoardScreen
from committee.tui.session.heading import board_line

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("name", ["northwind", "tessmark"])
async def test_every_seat_is_there_with_all_of_it(name: str, size: tuple[int, int]) -> None:
    account = store.read(ROOT / "sample_accounts" / f"{name}.account.toml").account
    async with desk(account, size=size) as d:
        await d.press("S")
        screen = d.top(BoardScreen)
        rows = by_urgency(screen.committee)
        assert len(rows) == len(committee_of(account, d.session.today).board.rows)
        for row in rows:
            assert account.people[row.person].name in d.text
            assert screen.lines.key == row.person
            await d.press("down")
        await d.press("escape")
        assert d.app.screen is d.screen


async def test_a_seat_says_need_evidence_ours_and_next_step() -> None:
    async with desk(size=(120, 40)) as d:
        await d.press("S")
        shown = d.text
        assert "their yes" in shown
        assert "no objection from them" in shown
        assert "Dana Okafor" in shown
        assert "nobody of ours has met them" in shown
        assert "next: " in shown


async def test_the_most_pressing_comes_first_and_a_seat_nobody_follows_is_vacant() -> None:
    account = small_account()
    people = {**account.people, "maria": replace(account.people["maria"], status=PersonStatus.LEFT)}
    async with desk(replace(account, people=people)) as d:
        await d.press("S")
        assert d.top(BoardScreen).lines.key == "maria"
        assert "vacant" in d.text
        await d.press("down", "enter")
        assert d.app.screen is d.screen
        assert d.session.person not in {None, "maria"}


async def test_names_stay_hidden() -> None:
    async with desk() as d:
        await d.press("p", "S")
        assert "María" not in d.text
        assert "PRIVATE" in d.text


async def test_a_click_on_the_line_opens_it() -> None:
    async with desk() as d:
        await d.pilot.click("#board")
        await d.settle()
        d.top(BoardScreen)


async def test_who_does_not_fit_is_counted_with_the_key_that_shows_them() -> None:
    account = store.read(ROOT / "sample_accounts" / "northwind.account.toml").account
    async with desk(account, size=(80, 24)) as d:
        assert d.text.splitlines()[1].rstrip().endswith("· +5 more S")


async def test_where_no_key_opens_it_none_is_said() -> None:
    account = store.read(ROOT / "sample_accounts" / "northwind.account.toml").account
    async with desk(account, size=(80, 24)) as d:
        line = "".join(text for text, _ in board_line(d.session.state(), 80))
        assert "+5 more" in line
        assert "more S" not in line
        assert "+5 more ctrl+b" in "".join(text for text, _ in board_line(d.session.state(), 90, "ctrl+b"))
