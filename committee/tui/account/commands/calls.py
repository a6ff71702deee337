"""Call mode, and who "I" am."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from committee.model import edits

if TYPE_CHECKING:
    from committee.tui.account.desk import Desk
    from committee.tui.account.dialogs.call import Call
    from committee.tui.account.dialogs.identity import Identity


def call(desk: "Desk") -> None:
    """`C`: who is on the call; while one goes on, who is on it, and its end."""
    with_me(desk, lambda: _ask_who(desk))


def _ask_who(desk: "Desk") -> None:
    from committee.tui.account.dialogs.call import Call, CallScreen

    session = desk.session
    now = Call(session.call, session.caller) if session.call else None
    began = f"{session.call_began.astimezone():%H:%M}" if session.call_began else ""
    screen = CallScreen(session.account, me=session.me, selected=session.person or "", now=now, began=began)
    desk.ask(screen, lambda chosen: _begin(desk, chosen))


def _begin(desk: "Desk", chosen: "Call | None") -> None:
    if chosen is None:
        return
    session = desk.session
    if not chosen.people:
        session.hang_up()
        desk.update()
        desk.say("the call is over; changes are no longer stamped")
        return
    desk.change(edits.stamp_call(session.account, chosen.people, chosen.by, session.today), quiet=True)
    session.on_call(tuple(chosen.people), chosen.by)
    desk.update()
    desk.say(f"call with {', '.join(map(desk.name_of, chosen.people))}: changes count as heard; C, ctrl+e ends it")


def with_me(desk: "Desk", then: Callable[[], None]) -> None:
    """Do something that is better done knowing who sits here; asked once, and remembered in the settings.

    Whoever does not say goes on without, and is not asked again in this sitting.
    """
    session = desk.session
    if session.me in session.account.team or session.asked_me:
        then()
        return
    from committee.settings import git_user_name, identify

    name = git_user_name()
    team = {key: mate.name for key, mate in session.workspace.account.team.items()}
    found = identify(desk.app.settings, team, name)
    if found:
        session.me = found
        then()
        return
    from committee.tui.account.dialogs.identity import IdentityScreen

    desk.ask(
        IdentityScreen(session.account, suggestion="" if session.privacy else name),
        lambda chosen: _known(desk, chosen, then),
    )


def _known(desk: "Desk", chosen: "Identity | None", then: Callable[[], None]) -> None:
    desk.session.asked_me = True
    if chosen is None:
        then()
        return
    if chosen.edit is not None and not desk.change(chosen.edit, quiet=True):
        return
    from committee.errors import SettingsFault
    from committee.settings import remember

    session = desk.session
    session.me = chosen.teammate
    name = session.workspace.account.name_of(chosen.teammate)
    # In this run too: the next account is not to ask again.
    desk.app.settings = replace(desk.app.settings, me=name)
    try:
        remember("me", name)
    except SettingsFault as fault:
        desk.say(desk.words_of(fault), warning=True)
    then()
