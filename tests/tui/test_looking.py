"""The screens that only look start nothing that a stranger's folder names."""

from datetime import timedelta
from pathlib import Path

import pytest
from commits import Commits
from desk import Desk, desk
from host import NOW, TODAY, numbered, small_account
from trap import Trap

from committee import store
from committee.model import edits
from committee.model.edit import apply
from committee.settings import Settings
from committee.tui.app import CommitteeApp
from committee.tui.portfolio.session import Portfolio, Source
from committee.tui.review.screen import ReviewScreen
from committee.workspace import Workspace

pytestmark = pytest.mark.usefixtures("own_git")

NAME = "northwind.account.toml"
ACCOUNT = small_account()


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    commits = Commits(tmp_path / "deals")
    commits.commit(NAME, ACCOUNT)
    commits.commit(NAME, apply(ACCOUNT, edits.set_field(ACCOUNT, ("people", "maria", "power"), 3)))
    laid = Trap(commits)
    laid.lay()
    return laid


async def test_the_list_and_an_account_opened_from_it(trap: Trap) -> None:
    portfolio = Portfolio(Source((trap.commits.root,)))
    portfolio.begin(portfolio.source.scan())
    app = CommitteeApp(None, Settings(), today=TODAY, clock=lambda: NOW, rng=numbered(), portfolio=portfolio)
    async with app.run_test(size=(120, 40)) as pilot:
        d = Desk(app, pilot)
        await d.settle()
        assert "Northwind" in d.text
        await d.press("enter")
        await d.until("María")
    assert trap.caught == ""


async def test_the_history_and_a_file_that_changes_while_it_is_open(trap: Trap) -> None:
    path = trap.commits.root / NAME
    async with desk(path) as d:
        await d.press("H")
        await d.until("2 commits")
        await d.press("comma", "escape")
        store.save(path, ACCOUNT)
        d.screen.lookout.look()
        await d.settle()
        assert d.account.people["maria"].power == ACCOUNT.people["maria"].power
    assert trap.caught == ""


async def test_an_hour_of_watching_while_somebody_else_writes(trap: Trap) -> None:
    """A look every two minutes of a clock that is set; every third time the file is another one."""
    path, now = trap.commits.root / NAME, NOW
    others = [apply(ACCOUNT, edits.set_field(ACCOUNT, ("people", "maria", "power"), power)) for power in (1, 2, 4)]
    workspace = Workspace.open(path, today=TODAY)
    app = CommitteeApp(workspace, Settings(me="Dana Okafor"), today=TODAY, clock=lambda: now, rng=numbered())
    async with app.run_test(size=(120, 40)) as pilot:
        d = Desk(app, pilot)
        await d.settle()
        for turn in range(30):
            now += timedelta(minutes=2)
            if turn % 3 == 0:
                store.save(path, others[turn // 3 % 3])
            d.screen.lookout.look()
            await d.settle()
        assert d.account.people["maria"].power == others[27 // 3 % 3].people["maria"].power
        await d.press("H", "escape", "exclamation_mark", "escape", "ctrl+p", "escape")
    assert trap.caught == ""


async def test_what_would_be_shared_before_enter(trap: Trap) -> None:
    path = trap.commits.root / NAME
    store.save(path, ACCOUNT)
    async with desk(path) as d:
        await d.press("y")
        await d.until("Share with the others", "1 person changed")
        await d.press("escape")
    assert trap.caught == ""


async def test_a_review(trap: Trap) -> None:
    paths = tuple(sorted(trap.commits.root.glob("*.toml")))
    settings = Settings(me="Dana Okafor")
    app = CommitteeApp(
        None, settings, today=TODAY, clock=lambda: NOW, rng=numbered(), accounts=paths, reviewing=True
    )  # fmt: skip
    async with app.run_test(size=(120, 40)) as pilot:
        d = Desk(app, pilot)
        await d.settle()
        await d.until("Northwind")
        await d.press("right")
        (screen,) = [one for one in app.screen_stack if isinstance(one, ReviewScreen)]
        if screen.session.sitting is not None:
            screen.session.sitting.journal.close()
    assert trap.caught == ""
