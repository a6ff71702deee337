"""The portfolio screen: rows that come in, filters, orders, accounts opened from it and back, names hidden."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from desk import Desk
from generate import random_account
from host import NOW, TODAY, numbered, small_account
from some import some
from textual.worker import WorkerCancelled

from committee import store
from committee.model.edits import set_field
from committee.model.vocabulary import Forecast, Stage
from committee.pipeline.portfolio.columns import COLUMNS
from committee.pipeline.portfolio.first import first_rows
from committee.settings import Settings, load
from committee.tui.account.screen import AccountScreen
from committee.tui.app import CommitteeApp
from committee.tui.portfolio.first_frame import frame
from committee.tui.portfolio.last_folder import last_folder, remember_folder
from committee.tui.portfolio.lines import SHOWN, short_amount, widths
from committee.tui.portfolio.reading import Read
from committee.tui.portfolio.screen import PortfolioScreen
from committee.tui.portfolio.session import Portfolio, Source
from committee.tui.run import Start, _start
from committee.tui.terminal.prelude import Paint
from committee.tui.theme.themes import load_theme
from committee.tui.widgets.columns import visible
from committee.workspace import Workspace
from committee.workspace.journal import Journal

BIG = {"Alder Mills": (Stage.PROPOSAL, Forecast.COMMIT, 900_000, 12), "Birch Rail": (Stage.DISCOVERY, None, None, 200),
       "Cedar Foods": (Stage.WON, None, 5_000, -40)}  # fmt: skip

NAMES = ("Alder", "Birch", "Cedar", "Northwind", "Later")


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """Northwind, three more, and one that a newer version wrote."""
    folder = tmp_path / "deals"
    folder.mkdir()
    account = small_account()
    accounts = {"northwind": account}
    for name, (stage, forecast, value, days) in BIG.items():
        header = replace(account.header, name=name, stage=stage, forecast=forecast, value=value, currency="EUR",
                         close_date=TODAY + timedelta(days))  # fmt: skip
        accounts[name.partition(" ")[0].lower()] = replace(account, header=header)
    for name, one in accounts.items():
        (folder / f"{name}.account.toml").write_text(store.write_text(one), encoding="utf-8")
    (folder / "later.account.toml").write_text('format = 9\n[account]\nname = "Later Ltd"\n')
    return folder


@asynccontextmanager
async def listed(folder: Path, *, size: tuple[int, int] = (120, 40), **settings: Any) -> AsyncIterator[Desk]:
    """The program on a folder."""
    portfolio = Portfolio(Source((folder,)))
    portfolio.begin(portfolio.source.scan())
    app = CommitteeApp(None, Settings(**settings), today=TODAY, clock=lambda: NOW, rng=numbered(), portfolio=portfolio)
    async with app.run_test(size=size) as pilot:
        found = Desk(app, pilot)
        await found.settle()
        yield found


async def typed(desk: Desk, text: str) -> None:
    """Type a text as fast as hands can, then wait."""
    await desk.pilot.press(*text)
    await desk.settle()


async def filtered(desk: Desk, text: str) -> None:
    """Filter by a text."""
    await desk.press("slash")
    await typed(desk, text)


def names(screen: Any) -> list[str]:
    """The accounts shown, from the top."""
    return [row.name for row in screen.portfolio.shown]


async def test_every_account_is_a_row_with_its_facts_and_faults_stand_on_top(deals: Path) -> None:
    async with listed(deals) as desk:
        lines = [line for line in desk.lines if any(name in line for name in NAMES)]
        found = [next(name for name in NAMES if name in line) for line in lines]
        assert found == ["Later", "Alder", "Northwind", "Birch", "Cedar"]
        alder = next(line for line in lines if "Alder" in line)
        for said in ("26 Nov", "900k EUR", "commit", "proposal"):
            assert said in alder
        assert "written by a newer version" in desk.text
        assert "1 with errors" in desk.lines[0]
        assert "5 accounts" in desk.lines[0]
        assert "open 3: 900k EUR" in desk.lines[1]


async def test_what_is_below_the_table_is_of_the_row_under_the_cursor(deals: Path) -> None:
    async with listed(deals) as desk:
        await desk.press("down")
        assert "YES " in desk.text
        assert "next: Ask Tom for 30 minutes with Maria" in desk.text
        await desk.press("t")
        assert "proposal         1  900,000 EUR" in desk.text
        await desk.press("escape")
        assert "next: Ask Tom" in desk.text


async def test_an_account_with_unsaved_work_of_a_sitting_that_was_killed_is_marked(deals: Path) -> None:
    path = next(file for file in deals.iterdir() if file.name.startswith("alder"))
    space = Workspace.open(path, today=TODAY)
    space.journal = Journal(path)
    space.edit(set_field(space.account, ("account", "notes"), "Only here"))
    space.journal.close()  # the file stays, as it does where the process ends
    async with listed(deals) as desk:
        assert [line for line in desk.lines if "● Alder" in line]
        assert not [line for line in desk.lines if "● " in line and "Alder" not in line and "Northwind" in line]
        assert "unsaved work of an earlier sitting" not in desk.text
        await desk.press("down")  # from the account with errors to Alder
        assert "unsaved work of an earlier sitting" in desk.text


async def test_an_account_opens_on_top_and_one_key_comes_back_to_what_it_says_now(deals: Path) -> None:
    async with listed(deals) as desk:
        home = desk.top(PortfolioScreen)
        await desk.press("down", "enter")
        desk.top(AccountScreen)
        assert desk.account.header.name == "Alder Mills"
        path = deals / "alder.account.toml"
        changed = replace(desk.account, header=replace(desk.account.header, value=1_250_000))
        path.write_text(store.write_text(changed), encoding="utf-8")
        await desk.press("L")
        assert desk.app.screen is home
        assert some(home.row).path == path
        assert "1.25M EUR" in desk.text
        await desk.press("enter", "backspace")
        assert desk.app.screen is home


async def test_going_back_asks_where_something_is_unsaved(deals: Path) -> None:
    async with listed(deals) as desk:
        home = desk.top(PortfolioScreen)
        await desk.press("down", "enter", "s", "5", "enter")
        assert desk.session.workspace.dirty
        await desk.press("L")
        assert desk.app.screen is not home
        assert "saved" in desk.text


async def test_a_list_of_the_folder_is_one_key_away_from_an_account_opened_by_itself(deals: Path) -> None:
    app_settings: dict[str, Any] = {"me": "Dana Okafor"}
    from desk import desk as opened

    async with opened(deals / "alder.account.toml", **app_settings) as desk:
        await desk.press("L")
        assert isinstance(desk.app.screen, PortfolioScreen)
        assert "Birch Rail" in desk.text
        await desk.press("q")
        assert desk.app.return_code == 0


async def test_a_filter_works_while_it_is_typed_and_esc_shows_all_again(deals: Path) -> None:
    async with listed(deals) as desk:
        screen = desk.top(PortfolioScreen)
        await filtered(desk, "forecast:com")
        assert "forecast: pipeline, best-case" in desk.text
        assert len(names(screen)) == 5
        await desk.press("tab")
        assert names(screen) == ["Alder Mills"]
        assert "1 with errors not shown" in desk.lines[0]
        await desk.press("enter")
        assert screen.table.has_focus
        assert "/forecast:commit" in desk.lines[0]
        await desk.press("escape")
        assert len(names(screen)) == 5
        await filtered(desk, "xyzzy ")
        assert names(screen) == []
        assert "none of 5 accounts match" in desk.text
        await desk.press("escape")
        assert len(names(screen)) == 5


async def test_a_part_nobody_knows_is_said_and_filters_nothing(deals: Path) -> None:
    async with listed(deals) as desk:
        await filtered(desk, "sevrity:high ")
        assert 'Did you mean "severity"' in desk.text
        assert len(names(desk.app.screen)) == 5


async def test_a_filter_is_saved_under_a_name_and_offered_again(deals: Path) -> None:
    async with listed(deals) as desk:
        await filtered(desk, "value:100k ")
        await desk.press("ctrl+s")
        await typed(desk, "big")
        await desk.press("enter")
        assert load().filters == {"big": "value:100k"}
        assert "@big stands for it" in desk.text
        await desk.press("escape")
        await filtered(desk, "@b")
        await desk.press("tab")
        assert names(desk.app.screen) == ["Alder Mills"]


async def test_rows_are_sorted_by_the_column_of_the_cursor_and_turned_round(deals: Path) -> None:
    async with listed(deals) as desk:
        screen = desk.app.screen
        keys = [column.key for column in COLUMNS]
        await desk.pilot.press(*["right"] * keys.index("value"))
        await desk.press("left_square_bracket")
        assert names(screen) == ["Later Ltd", "Alder Mills", "Birch Rail", "Northwind Robotics", "Cedar Foods"]
        await desk.pilot.press(*["left"] * keys.index("value"))
        await desk.press("right_square_bracket")
        assert names(screen) == ["Later Ltd", "Northwind Robotics", "Birch Rail", "Alder Mills", "Cedar Foods"]
        assert "the other way round" in desk.footer


async def test_a_click_on_a_head_sorts_by_it(deals: Path) -> None:
    async with listed(deals) as desk:
        head = next(number for number, line in enumerate(desk.lines) if "Closes" in line)
        await desk.pilot.click(offset=(desk.lines[head].index("Account"), head))
        await desk.settle()
        assert desk.top(PortfolioScreen).portfolio.sort == "account"


async def test_columns_scroll_so_that_the_last_one_is_reached(deals: Path) -> None:
    async with listed(deals, size=(80, 24)) as desk:
        await desk.pilot.press(*["right"] * 20)
        await desk.settle()
        assert "Deal" in desk.text
        assert "Alder Mills" in desk.text
        assert desk.top(PortfolioScreen).column == len(COLUMNS) - 1


async def test_esc_never_quits_and_q_does(deals: Path) -> None:
    async with listed(deals) as desk:
        await desk.press("escape", "escape")
        assert isinstance(desk.app.screen, PortfolioScreen)
        assert "q leaves" in desk.footer
        await desk.press("q")
        assert desk.app.return_code == 0


async def test_private_mode_hides_every_name_and_shows_them_again(deals: Path) -> None:
    async with listed(deals) as desk:
        await filtered(desk, "alder ")
        await desk.press("enter", "p")
        for name in ("Alder", "Northwind", "Birch", "Later", "Dana", "Tom", "Maria", "deals"):
            assert name not in desk.text, name
        assert "PRIVATE" in desk.lines[0]
        assert "Account 1" in desk.text
        await desk.press("down", "enter")
        assert isinstance(desk.app.screen, AccountScreen)
        assert "Alder" not in desk.text
        await desk.press("p", "L")
        assert "Alder Mills" in desk.text
        assert "PRIVATE" not in desk.text


async def test_what_an_earlier_reading_still_sends_is_not_shown_in_private_mode(deals: Path) -> None:
    async with listed(deals) as desk:
        screen = desk.top(PortfolioScreen)
        late = Read([(row, True) for row in screen.portfolio.rows.values()], screen._turn, last=True)
        await desk.press("p")
        screen.post_message(late)
        await desk.settle()
        for name in ("Alder", "Northwind", "Birch", "Later"):
            assert name not in desk.text, name


async def test_a_change_made_while_the_rest_is_still_read_is_read_afterwards(deals: Path) -> None:
    async with listed(deals) as desk:
        screen = desk.top(PortfolioScreen)
        screen.read()
        screen._again()
        (deals / "alder.account.toml").write_text('format = 1\n[account]\nname = "Alder Mills"\nvalue = 77\n')
        with suppress(WorkerCancelled):  # the first reading may just be ending when the second takes its place
            await desk.settle()
        await desk.settle()
        assert next(row for row in screen.portfolio.rows.values() if row.name == "Alder Mills").value == 77


async def test_private_from_the_start_shows_no_name_at_all(deals: Path) -> None:
    async with listed(deals, private=True) as desk:
        for name in ("Alder", "Northwind", "Birch", "Dana", "deals"):
            assert name not in desk.text, name


async def test_customer_safe_shows_nothing_that_we_think_and_opens_the_presenter(deals: Path) -> None:
    async with listed(deals) as desk:
        home = desk.app.screen
        await desk.press("P")
        assert "CUSTOMER-SAFE" in desk.lines[0]
        assert "Alder Mills" in desk.text
        for said in ("900k", "commit", "proposal", "YES", "next:", "DM0", "open 3", "‼1", "hard"):
            assert said not in desk.text, said
        await desk.press("R")
        assert desk.app.screen is home
        await desk.press("A")
        assert desk.app.screen is home
        await desk.press("down", "enter")
        assert not isinstance(desk.app.screen, AccountScreen)
        assert "CUSTOMER-SAFE" in desk.text
        await desk.press("q")
        assert desk.app.screen is home
        await desk.press("P")
        assert "900k EUR" in desk.text


async def test_a_file_that_is_new_or_gone_is_seen_after_reading_again(deals: Path) -> None:
    async with listed(deals) as desk:
        (deals / "birch.account.toml").unlink()
        (deals / "elm.account.toml").write_text('format = 1\n[account]\nname = "Elm"\n')
        await desk.press("r")
        assert "Birch" not in desk.text
        assert "Elm" in desk.text


async def test_help_lists_the_keys_and_runs_them(deals: Path) -> None:
    async with listed(deals) as desk:
        await desk.press("question_mark")
        await typed(desk, "totals")
        await desk.press("enter")
        assert desk.top(PortfolioScreen).totals


async def test_actions_and_review_of_what_is_shown(deals: Path) -> None:
    async with listed(deals) as desk:
        await filtered(desk, "alder ")
        await desk.press("enter", "A")
        assert "Ask Tom for 30 minutes" in desk.text
        await desk.press("escape", "R")
        assert "READ-ONLY" in desk.text
        assert "Alder Mills" in desk.text


async def test_a_new_account_and_esc_back(deals: Path) -> None:
    async with listed(deals) as desk:
        home = desk.top(PortfolioScreen)
        await desk.press("n", "escape")
        assert desk.app.screen is home
        await desk.press("n", "n")
        await typed(desk, "Fir")
        await desk.press("enter")
        assert desk.account.header.name == "Fir"
        assert desk.session.workspace.path == deals / "fir.account.toml"


async def test_the_folder_is_where_the_program_begins_next_time(deals: Path) -> None:
    async with listed(deals):
        assert last_folder() == deals.resolve()


async def test_only_rows_that_were_in_sight_are_held_as_drawn(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(150):
        (folder / f"{number:03}.account.toml").write_text(f'format = 1\n[account]\nname = "A{number:03}"\n')
    async with listed(folder, size=(80, 24)) as desk:
        table = desk.top(PortfolioScreen).table
        assert len(table.rows) == 150
        await desk.pilot.press(*["pagedown"] * 12)
        await desk.settle()
        assert len(table._strips) <= 4 * table.size.height + 1
        assert "A149" in desk.text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_it_fits_every_size(deals: Path, size: tuple[int, int]) -> None:
    async with listed(deals, size=size) as desk:
        assert "Alder" in desk.text
        assert len(desk.lines) == size[1]


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_first_frame_fills_the_screen_before_anything_is_analysed(
    deals: Path, size: tuple[int, int], theme: str
) -> None:
    portfolio = Portfolio(Source((deals,)))
    found = portfolio.source.scan()
    portfolio.begin(found)
    portfolio.take((row, False) for row in first_rows(found, TODAY, size[1]))
    paint = Paint(load_theme(theme), 1 << 24)
    lines = list(frame(portfolio, size, today=TODAY, dated=False, high=size[1] >= 30))
    assert len(lines) == size[1]
    for line, ground in lines:
        assert sum(len(text) for text, _ in line) == size[0]
        assert paint.line(line, ground)
    text = ["".join(part for part, _ in line) for line, _ in lines]
    assert "5 accounts" in text[0]
    assert [line[3:8] for line in text[3:7]] == ["Alder", "North", "Birch", "Later"]


async def test_the_first_frame_and_the_screen_have_their_rows_in_the_same_places(deals: Path) -> None:
    portfolio = Portfolio(Source((deals,)))
    found = portfolio.source.scan()
    portfolio.begin(found)
    portfolio.take((row, False) for row in first_rows(found, TODAY, 40))
    lines = frame(portfolio, (120, 40), today=TODAY, dated=False, high=True)
    early = ["".join(part for part, _ in line) for line, _ in lines]
    (deals / "later.account.toml").unlink()
    async with listed(deals) as desk:
        for name in ("Alder", "Northwind", "Birch"):
            first = next(line for line in early if name in line)
            later = next(line for line in desk.lines if name in line)
            assert first.index(name) == later.index(name)


@pytest.mark.parametrize("first", [1, 5, 14])
def test_columns_never_take_more_than_there_is(first: int) -> None:
    for cells in range(20, 160):
        shown = visible(SHOWN, first, cells)
        rooms = widths(shown, cells)
        assert shown[0] == 0
        assert len(shown) == 1 or sum(rooms) + len(rooms) - 1 <= cells


@pytest.mark.parametrize(
    ("value", "text"),
    [(950, "950 EUR"),
     (480_000, "480k EUR"), (999_999, "999k EUR"), (1_250_000, "1.25M EUR"), (36_500_000, "36.5M EUR"),
     (1_000_000_000, "1B EUR"), (0, "0 EUR"), (-1_500, "-1.5k EUR"), (12_345, "12.3k EUR")],
)  # fmt: skip
def test_amounts_are_short_and_never_rounded_up(value: int, text: str) -> None:
    assert short_amount(value, "EUR") == text


async def test_a_large_folder_is_worked_out_by_processes_under_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from committee.pipeline.portfolio import stream as room

    monkeypatch.setattr(room, "MANY", 2)
    for seed in range(3):
        path = tmp_path / f"{seed}.account.toml"
        path.write_text(store.write_text(random_account(seed, people=4, today=TODAY)), encoding="utf-8")
    async with listed(tmp_path) as desk:
        assert all(row.analysed for row in desk.top(PortfolioScreen).portfolio.rows.values())
        assert "analysed" not in desk.lines[0]


def begun(paths: list[Path], settings: Settings | None = None) -> Start:
    """What the program begins with."""
    return _start(paths, settings or Settings(), TODAY)


def test_a_folder_begins_with_its_portfolio_and_a_single_account_with_itself(
    deals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = begun([deals])
    assert found.portfolio is not None
    assert found.portfolio.total == 5
    assert found.workspace is None
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "a.account.toml").write_text('format = 1\n[account]\nname = "A"\n')
    assert some(begun([alone]).workspace).account.header.name == "A"
    assert begun([deals / "alder.account.toml"]).portfolio is None
    (alone / "a.account.toml").unlink()
    assert (begun([alone]).workspace, begun([alone]).portfolio) == (None, None)


def test_without_a_name_it_begins_here_then_in_the_settings_then_where_it_was_last(
    deals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(deals)
    assert some(begun([]).portfolio).total == 5
    deeper = deals / "deeper"
    deeper.mkdir()
    (deeper / "deep.account.toml").write_text('format = 1\n[account]\nname = "Deep"\n')
    assert some(begun([]).portfolio).total == 5, "the folder one stands in is not searched downwards"
    assert some(begun([deals]).portfolio).total == 6
    monkeypatch.chdir(empty)
    assert begun([]).portfolio is None
    assert some(begun([], Settings(accounts=(deals,))).portfolio).total == 6
    remember_folder(deals)
    assert some(begun([]).portfolio).total == 6
    assert some(begun([], Settings(accounts=(tmp_path / "gone",))).portfolio).total == 6
