"""How a review is begun, from the command line, the portfolio or one account."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.tui.account.desk import Desk
    from committee.tui.program import Program


def review(
    app: "Program", paths: Sequence[Path], *, whole: bool = False, then: Callable[[], None] | None = None
) -> bool:
    """Begin a review of these files on top of the screen, or go on with the one that was cut; whether it was begun.

    Args:
        app: the program.
        paths: account files.
        whole: the program ends with the review.
        then: called when the review is left, where the program goes on.
    """
    from committee.reports.review_agenda import review_eyes
    from committee.tui.review.commands import COMMANDS
    from committee.tui.review.screen import ReviewScreen
    from committee.tui.review.session import ReviewSession

    if app.disclosure.customer_safe:
        app.notify("A review shows what we think of people; P ends the customer-safe view first", markup=False)
        return False
    found = tuple(dict.fromkeys(Path(os.path.realpath(path)) for path in paths))
    session = ReviewSession(
        found,
        folder=folder_of(found),
        today=app.today,
        clock=app.clock,
        rng=app.rng,
        eyes=lambda hide: review_eyes(found, hide=hide),
        me=lambda account: _me(app, account),
        hide=app.disclosure.names_hidden,
        plain=app.plain,
        year_starts=app.settings.pipeline.fiscal_year_starts,
    )
    screen = ReviewScreen(session, app.rebound, COMMANDS)

    def leave() -> None:
        while app.screen is not screen:
            app.pop_screen()
        if whole:
            app.exit()
        else:
            app.pop_screen()
            if then is not None:
                then()

    session.leave = leave
    app.push_screen(screen)
    return True


def review_account(desk: "Desk") -> None:
    """`R` on the account screen: a review of this account alone; what was decided is read again afterwards."""
    from committee.tui.account.commands.save_and_leave import reload, saved_first

    space = desk.session.workspace

    def back() -> None:
        if space.changed_on_disk():
            reload(desk)

    def begin() -> None:
        if space.path is not None:
            review(desk.app, [space.path], then=back)

    saved_first(desk, begin)


def folder_of(paths: Sequence[Path]) -> str:
    """What a sitting is of: the folder all files are in, and for files named one by one these files."""
    if not paths:
        return ""
    folder = os.path.commonpath([str(path.parent) for path in paths])
    return str(paths[0]) if len(paths) == 1 else folder


def _me(app: "Program", account: "Account") -> str:
    """Whose an action is that names nobody: mine where I am one of the team, else that of the deal's owner."""
    from committee.tui.session.session import who_i_am

    return who_i_am(app.settings, account) or account.header.owner
