"""Actions across accounts, and forgetting somebody for good."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from committee.tui.account.desk import Desk
    from committee.tui.promises.screen import Chosen


def all_actions(desk: "Desk") -> None:
    """Who promised what in every account at hand, this one's folder included; enter goes there."""
    from committee.tui.promises.screen import AllActionsScreen
    from committee.workspace.accounts import SUFFIX

    session, app = desk.session, desk.app
    own = session.workspace.path
    beside = sorted(own.parent.glob(f"*{SUFFIX}")) if own else []
    paths = list(dict.fromkeys(path.resolve() for path in (*([own] if own else []), *beside, *desk.accounts)))
    before = session.workspace.account
    me = session.workspace.account.team.get(session.me)
    screen = AllActionsScreen(
        paths,
        today=session.today,
        me=me.name if me else app.settings.me,
        my_id=session.me,
        rebound=desk.rebound,
        disclosure=app.disclosure,
        held=session.workspace,
        plain=app.plain,
    )

    def chosen(answer: "Chosen | None") -> None:
        if session.workspace.account is not before:
            desk.changed()
        else:
            desk.update()
        if answer is not None:
            # The list is still on its way out; another account may only take the place of this one afterwards.
            app.call_later(_go, desk, answer)

    desk.ask(screen, chosen)


def _go(desk: "Desk", answer: "Chosen") -> None:
    own = desk.session.workspace.path
    if own is not None and own.resolve() == answer.path.resolve():
        if answer.person:
            desk.select(answer.person)
        return
    from committee.tui.account.commands.save_and_leave import unless_unsaved

    unless_unsaved(desk, lambda: _open(desk, answer))


def _open(desk: "Desk", answer: "Chosen") -> None:
    desk.app.open_account(answer.path, person=answer.person)
