"""Between the portfolio and the accounts in it: how it begins, and how one comes back."""

from pathlib import Path
from typing import TYPE_CHECKING

from committee.settings import Settings
from committee.tui.portfolio.last_folder import last_folder, remember_folder
from committee.tui.portfolio.session import Portfolio, Source

if TYPE_CHECKING:
    from committee.tui.account.desk import Desk
    from committee.tui.portfolio.screen import PortfolioScreen
    from committee.tui.program import Program


def portfolio_screen(app: "Program", portfolio: Portfolio, *, dated: bool) -> "PortfolioScreen":
    """The screen of a portfolio, which stays below every account opened from it."""
    from committee.tui.portfolio.commands import COMMANDS
    from committee.tui.portfolio.screen import PortfolioScreen

    screen = PortfolioScreen(
        portfolio,
        today=app.today,
        rebound=app.rebound,
        commands=COMMANDS,
        saved=app.settings.filters,
        me=app.settings.me,
        year_starts=app.settings.pipeline.fiscal_year_starts,
        disclosure=app.disclosure_of_lists(),
        plain=app.plain,
        dated=dated,
    )
    app.home = screen
    source = portfolio.source
    if source.here is None and len(source.paths) == 1 and source.paths[0].is_dir():
        remember_folder(source.paths[0])
    return screen


def go_home(desk: "Desk") -> None:
    """`L`: to all accounts, once this one is saved or given up; those of its folder where none were listed yet."""
    from committee.tui.account.commands.save_and_leave import unless_unsaved

    unless_unsaved(desk, lambda: _home(desk))


def _home(desk: "Desk") -> None:
    app, path, home = desk.app, desk.session.workspace.path, desk.app.home
    app.left_account()
    if home is not None and home in app.screen_stack:
        while app.screen is not home:
            app.pop_screen()
        return
    folder = path.parent if path is not None else Path.cwd()
    dated = app.today != app.clock().astimezone().date()
    app.switch_screen(portfolio_screen(app, Portfolio(Source(here=folder)), dated=dated))


def source_at_hand(settings: Settings) -> Source:
    """The account files right in this folder and in the folders of the settings; else those of the last portfolio."""
    folders = tuple(folder for folder in settings.accounts if folder.is_dir())
    here = Path.cwd()
    if folders or any(here.glob("*.account.toml")):
        return Source(folders, here if any(here.glob("*.account.toml")) else None)
    last = last_folder()
    return Source((last,)) if last is not None else Source()
