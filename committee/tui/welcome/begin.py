"""Ways in and out that are seldom taken: welcome, tour, accounts at hand, rescue."""

from pathlib import Path
from typing import TYPE_CHECKING

from committee.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from committee.model.account import Account
    from committee.tui.app import CommitteeApp
    from committee.tui.portfolio.session import Source
    from committee.tui.presenter.screen import PresenterScreen
    from committee.tui.welcome.screen import Welcome
    from committee.workspace import Workspace


def source_at_hand(settings: Settings) -> "Source":
    """The account files right in this folder and in the folders of the settings; else those of the last portfolio."""
    from committee.tui.portfolio.home import last_folder
    from committee.tui.portfolio.session import Source

    folders = tuple(folder for folder in settings.accounts if folder.is_dir())
    here = Path.cwd()
    if folders or any(here.glob("*.account.toml")):
        return Source(folders, here if any(here.glob("*.account.toml")) else None)
    last = last_folder()
    return Source((last,)) if last is not None else Source()


def who_i_am(settings: Settings, account: "Account", *, demo: bool = False) -> str:
    """The teammate who sits here as far as that is plain: by the settings, or the only one; in the demo the owner."""
    from committee.model.vocabulary import TeamStatus
    from committee.settings import identify

    active = {key: mate.name for key, mate in account.team.items() if mate.status is not TeamStatus.LEFT}
    if demo and account.header.owner in active:
        return account.header.owner
    return identify(settings, active) or (next(iter(active)) if len(active) == 1 else "")


def welcome(app: "CommitteeApp") -> None:
    """Ask what to begin with: an account at hand, the demo, or a new one."""
    from committee.tui.welcome.screen import WelcomeScreen

    app.push_screen(WelcomeScreen(recent=app.accounts, folder=Path.cwd()), lambda chosen: _begin(app, chosen))


def _begin(app: "CommitteeApp", chosen: "Welcome | None") -> None:
    if chosen is None:
        app.exit()
    elif not begin(app, chosen, Path.cwd()):
        welcome(app)


def begin(app: "CommitteeApp", chosen: "Welcome", folder: Path) -> bool:
    """What the welcome was left with: a file, a new account for `folder`, or the demo; whether it is on the screen."""
    from committee.workspace import Workspace, default_path

    if chosen.choice == "open" and chosen.path is not None:
        return app.open_account(chosen.path)
    if chosen.choice == "new":
        path = chosen.path or default_path(chosen.name, folder)
        app.show(Workspace.new(chosen.name, path, me=_my_name(app), today=app.today))
    else:
        app.begin_demo()
    return True


def _my_name(app: "CommitteeApp") -> str:
    from committee.settings import git_user_name

    return app.settings.me or git_user_name()


def demo_workspace(scratch: Path) -> "Workspace":
    """The sample of the demo, copied to a scratch folder, as of its own date."""
    from committee.paths import DEMO, bundled

    return copied(bundled("sample_accounts") / f"{DEMO}.account.toml", scratch)


def copied(source: Path, scratch: Path) -> "Workspace":
    """An account copied to a scratch folder, as of the day it was last reviewed, else as of the deal's close.

    Raises:
        FileFailure: it cannot be read or copied.
    """
    from datetime import date

    from committee import writing
    from committee.errors import FileFailure
    from committee.workspace import Workspace

    target = scratch / source.name
    try:
        writing.replace(target, source.read_bytes())
    except OSError:
        raise FileFailure(f"{source.name} could not be copied", "Check that it is there and readable") from None
    workspace = Workspace.open(target, today=date.min)
    header = workspace.account.header
    workspace.today = header.reviewed or header.close_date or date(2026, 1, 1)
    return workspace


def begin_tour(app: "CommitteeApp") -> None:
    """Put the tour card into the corner."""
    from committee.tui.welcome.tour import TourCard

    app.screen.mount(TourCard(rebound=app.rebound))


def end_tour(app: "CommitteeApp") -> None:
    """Take the tour card away."""
    from committee.tui.welcome.tour import TourCard

    for screen in app.screen_stack:
        screen.query(TourCard).remove()


def tell_tour(app: "CommitteeApp", identifier: str) -> None:
    """An action was done while the tour runs."""
    from committee.tui.welcome.tour import TourCard

    # The action may have opened a dialog: the card is on the screen behind it.
    for screen in app.screen_stack:
        for card in screen.query(TourCard):
            card.happened(identifier)


def leave_from_dialog(app: "CommitteeApp") -> None:
    """ctrl+q in a dialog, with something unsaved: back to the account screen, which asks."""
    from committee.tui.account.screen import AccountScreen

    while len(app.screen_stack) > 1 and not isinstance(app.screen, AccountScreen):
        app.pop_screen()
    if isinstance(app.screen, AccountScreen):
        app.screen.action_do("quit")


def disclose(app: "CommitteeApp") -> None:
    """Let the portfolio and every account screen show what may be seen from now on."""
    from committee.tui.account.screen import AccountScreen
    from committee.tui.portfolio.home import shown_to

    for screen in app.screen_stack:
        if isinstance(screen, AccountScreen):
            screen.session.disclose(app.disclosure)
            screen.changed()
    if app.home is not None:
        app.home.disclose(shown_to(app))


def presenter_of(
    app: "CommitteeApp", workspace: "Workspace", *, person: str | None = None, left: "Callable[[], None] | None" = None
) -> "PresenterScreen":
    """What a customer may see of an account; `left` is what leaving it does, else it goes away."""
    from committee.tui.presenter.screen import PresenterScreen

    return PresenterScreen(
        workspace.account,
        disclosure=app.disclosure,
        today=workspace.today,
        clock=app.clock,
        rebound=app.rebound,
        plain=app.plain,
        person=person,
        private=app.turn_private,
        left=left,
    )
