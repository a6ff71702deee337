"""Ways to begin: a welcome where nothing is at hand, a new account, and the demo on a copy of a sample."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from committee.tui.program import Program
    from committee.tui.welcome.screen import Welcome
    from committee.workspace import Workspace


def welcome(app: "Program") -> None:
    """Ask what to begin with: an account at hand, the demo, or a new one."""
    from committee.tui.welcome.screen import WelcomeScreen

    app.push_screen(WelcomeScreen(recent=app.accounts, folder=Path.cwd()), lambda chosen: _begin(app, chosen))


def _begin(app: "Program", chosen: "Welcome | None") -> None:
    if chosen is None:
        app.exit()
    elif not begin(app, chosen, Path.cwd()):
        welcome(app)


def begin(app: "Program", chosen: "Welcome", folder: Path) -> bool:
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


def _my_name(app: "Program") -> str:
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
