"""Views, ties, zoom, panes, themes, help and palette; what others may see, and the versions of the file."""

from typing import TYPE_CHECKING

from committee.errors import CommitteeError
from committee.model.disclosure import OPEN
from committee.tui.keys.pending import TidyPending
from committee.tui.widgets.view import View

if TYPE_CHECKING:
    from textual.widget import Widget

    from committee.layout import Layout
    from committee.tui.account.desk import Desk
    from committee.tui.map.tidying import Tidied
    from committee.tui.widgets.chooser import Entry

TIES = {"default": "all", "all": "plan", "plan": "default"}
SHOWN = {"default": "the usual ties", "all": "every tie", "plan": "only the plan's ties"}


def ties(desk: "Desk") -> None:
    """`v`: default, all, only the plan."""
    mode = TIES[desk.map.ties]
    desk.map.show_ties(mode)
    desk.say(f"ties shown: {SHOWN[mode]}")


def zoom(desk: "Desk", step: int) -> None:
    """`+` and `-`: more or less on each card."""
    if not desk.map.zoom(step):
        desk.say("no more detail than this" if step < 0 else "no less detail than this")


def whole(desk: "Desk") -> None:
    """`0`: the most detail at which the whole map fits."""
    desk.map.fit()


def tidy(desk: "Desk") -> None:
    """`Z`: as the map would be drawn afresh; it says what that moves before it does."""
    if not desk.map.tidy():
        desk.say("there is nothing to tidy here; esc shows the whole map")


def tidied(desk: "Desk", found: "Tidied", drawn: "Layout") -> None:
    """How the map would be drawn afresh is known: ask, or say that it no longer fits and would then."""
    if not found.asked:
        from committee.tui.keys.keymap import action, keys_of, shown

        key = next((shown(key) for key in keys_of(action("tidy"), desk.rebound)), "tidy in the palette")
        desk.say(f"the map no longer fits the screen; {key} tidies it, so that it does")
    elif not found.moved and (found.wish.detail, found.layout.style) == (drawn.detail, drawn.style):
        desk.say("the map is tidy: nobody would move")
    else:
        person = desk.session.person or ""
        desk.wait_for(TidyPending(action="tidy", about=person, name="", moved=found.moved, whole=found.fits))


def focus(desk: "Desk") -> None:
    """`o`: the map around the selected person; again for the whole one."""
    person = desk.selected_person()
    name = desk.name_of(person)
    if desk.map.focus_on(person):
        desk.say(f"two talks around {name}; o or esc shows the whole map")
    else:
        desk.say("the whole map")


def overview(desk: "Desk") -> None:
    """`M`: the small picture in the corner."""
    desk.say("overview on" if desk.map.canvas.toggle_overview() else "overview off")


def show_view(desk: "Desk", name: str) -> None:
    """`1` to `5`."""
    desk.screen.switch(name)


def pane(desk: "Desk", step: int) -> None:
    """Tab: view, details, strip."""
    panes = _panes(desk)
    focused = desk.screen.focused
    at = next((i for i, one in enumerate(panes) if focused is not None and one in focused.ancestors_with_self), -1)
    following = panes[(at + step) % len(panes)]
    target = following.focus_target() if isinstance(following, View) else following
    if target is not None:
        target.focus()


def _panes(desk: "Desk") -> "list[Widget]":
    screen = desk.screen
    found = [desk.view, screen.query_one("#inspector"), screen.query_one("#strip")]
    return [one for one in found if one.display and one.region.area]


def maximise(desk: "Desk") -> None:
    """`z`: the pane with the keys on the whole screen, and back."""
    screen = desk.screen
    focused = screen.focused
    pane_of = next(
        (one for one in _panes(desk) if focused is not None and one in focused.ancestors_with_self), desk.view
    )
    name = f"-only-{'view' if isinstance(pane_of, View) else pane_of.id}"
    on = screen.has_class(name)
    screen.remove_class("-only-view", "-only-inspector", "-only-strip")
    screen.set_class(not on, name)
    desk.update()


def inspector(desk: "Desk") -> None:
    """`I`: details on and off."""
    if not close_inspector(desk):
        open_inspector(desk, focus=False)


def open_inspector(desk: "Desk", *, focus: bool = True) -> None:
    """Show the details, and give them the keys."""
    screen = desk.screen
    screen.add_class("-details")
    screen.remove_class("-no-details")
    if focus:
        screen.query_one("#inspector").focus()


def close_inspector(desk: "Desk") -> bool:
    """Out of the details: back to the view; on a narrow screen they go away.

    Returns:
        Whether anything was closed or left.
    """
    screen = desk.screen
    panel = screen.query_one("#inspector")
    maximised = [name for name in ("-only-view", "-only-inspector", "-only-strip") if screen.has_class(name)]
    if maximised:
        screen.remove_class(*maximised)
        return True
    opened = screen.has_class("-details") and screen.has_class("-narrow")
    if not opened and not panel.has_focus:
        return False
    screen.remove_class("-details")
    target = desk.view.focus_target()
    if target is not None:
        target.focus()
    return True


def theme(desk: "Desk") -> None:
    """The next theme."""
    desk.say(f"theme: {desk.app.next_theme()}")


def help_(desk: "Desk") -> None:
    """`?`: every key of this screen; enter runs one."""
    from committee.tui.widgets.chooser import ChooserScreen, help_entries

    desk.ask(
        ChooserScreen(
            "Help: type to search, enter does it", help_entries(desk.session.situation(desk.view_name), desk.rebound)
        ),
        lambda chosen: run_choice(desk, chosen),
    )


def palette(desk: "Desk") -> None:
    """`ctrl+p`: people, findings, accounts, actions, themes."""
    from committee.tui.account.dialogs.palette import palette_entries
    from committee.tui.widgets.chooser import ChooserScreen

    desk.ask(ChooserScreen("Go to or do", palette_entries(desk)), lambda chosen: run_choice(desk, chosen))


def run_choice(desk: "Desk", chosen: "Entry | None") -> None:
    """Go to or do what was chosen in help or palette."""
    if chosen is None:
        return
    if chosen.kind == "person":
        desk.select(chosen.value)
    elif chosen.kind == "finding":
        from committee.tui.account.commands.findings_and_path import go_to_finding

        go_to_finding(desk, int(chosen.value))
    elif chosen.kind == "theme":
        fault = desk.app.switch_theme(chosen.value)
        desk.say(fault or f"theme: {chosen.value}", warning=bool(fault))
    elif chosen.kind == "account":
        from committee.tui.account.commands.save_and_leave import open_other

        open_other(desk, chosen.value)
    else:
        desk.screen.action_do(chosen.value)


def history(desk: "Desk") -> None:
    """`H`: the commits of this file as a timeline, each on the map; esc comes back to now."""
    from committee.tui.history.commands import COMMANDS
    from committee.tui.history.screen import HistoryScreen
    from committee.tui.history.versions import Past

    session = desk.session
    path = session.workspace.path
    if path is None:
        return
    disclosure = OPEN if session.privacy is None else session.privacy.disclosure
    try:
        past = Past(path, session.workspace.account, session.today, disclosure)
    except CommitteeError as failure:
        desk.say(str(failure), warning=True)
        return

    def back(person: str | None) -> None:
        desk.select(person if person in session.account.people else session.person)

    desk.ask(HistoryScreen(session, past, desk.map.home, desk.rebound, COMMANDS), back)


def private(desk: "Desk") -> None:
    """`p`: pseudonyms for names, and free text withheld, until it is pressed again."""
    hidden = desk.app.turn_private()
    desk.say("private: names are hidden and texts withheld; p shows them again" if hidden else "names are shown")


def presenter(desk: "Desk") -> None:
    """`P`: the map alone, as a customer may see it."""
    from committee.tui.presenter.screen import presenter_of

    desk.app.push_screen(presenter_of(desk.app, desk.session.workspace, person=desk.session.person))


def board(desk: "Desk") -> None:
    """`S`: everybody who has to agree; enter goes to one of them."""
    from committee.tui.account.dialogs.board import BoardScreen

    def chosen(person: str | None) -> None:
        if person is not None:
            desk.select(person)

    desk.ask(BoardScreen(desk.session.state()), chosen)
