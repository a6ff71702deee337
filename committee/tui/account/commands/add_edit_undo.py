"""Adding, editing, deleting, undo and redo, and the lists of deal, team and actions."""

from typing import TYPE_CHECKING

from committee.errors import EditRefused
from committee.model import edits
from committee.model.account import KeyPath
from committee.tui.account.desk import added_person

if TYPE_CHECKING:
    from committee.tui.account.desk import Desk


def add(desk: "Desk", text: str = "") -> None:
    """`a`: people, one a line; what says "I cover them" needs to know who that is."""
    from committee.tui.account.commands.calls import with_me

    if desk.session.account.team:
        with_me(desk, lambda: _add(desk, text))
    else:
        _add(desk, text)


def offer(desk: "Desk", text: str) -> None:
    """A text that came where keys are run: into the add line, or why nothing is done with it."""
    from committee.tui.keys.keymap import action

    reason = action("add").available(desk.screen.situation())
    if not text.strip():
        desk.say("nothing that could be read was pasted", warning=True)
    elif reason is None:
        add(desk, text)
    else:
        desk.say(f"not run as keys: too fast, or pasted; {reason}", warning=True)


def _add(desk: "Desk", text: str) -> None:
    from committee.tui.account.dialogs.add import AddScreen

    session = desk.session

    def added(people: tuple[str, ...] | None) -> None:
        if people:
            desk.select(people[-1])

    desk.ask(
        AddScreen(session.account, desk.perform, me=session.me, today=session.today, rng=session.rng, text=text),
        added,
    )


def edit(desk: "Desk") -> None:
    """`e`: the form of the selected person or tie."""
    from committee.tui.forms.screen import FormScreen

    session = desk.session
    person = desk.one_person("e is the form of one person", "enter changes a field of them all")
    if person is None:
        return
    path = ("people", person) if desk.view.several else _selected(desk)
    desk.ask(
        FormScreen(session.account, path, today=session.today, rng=session.rng),
        desk.change_if,
    )


def delete(desk: "Desk") -> None:
    """`d`: the selected person or tie, at once; the message says what went and how to get it back."""
    session = desk.session
    several = desk.view.several
    if len(several) > 1:
        if desk.change_each(several, lambda now, person: edits.remove(now, ("people", person))):
            desk.say(f"{len(several)} people deleted, u brings them back")
        return
    path = ("people", several[0]) if several else _selected(desk)
    heir = _beside(desk) if path[0] == "people" else session.person
    gone = edits.remove(session.account, path)
    if not desk.change(gone, quiet=True):
        return
    desk.select(heir)
    more = f"; with it: {', '.join(gone.goes)}" if gone.goes else ""
    desk.say(f"{gone.label}, u brings it back{more}")


def _selected(desk: "Desk") -> KeyPath:
    session = desk.session
    if session.tie is not None:
        table = "coverage" if session.tie in session.account.coverage else "influence"
        return (table, *session.tie)
    return ("people", desk.selected_person())


def _beside(desk: "Desk") -> str | None:
    people = desk.people_in_order()
    person = desk.session.person
    others = [other for other in people if other != person]
    if not others or person not in people:
        return None
    return others[min(people.index(person), len(others) - 1)]


def undo(desk: "Desk") -> None:
    """`u`."""
    _turn(desk, "undone", back=True)


def redo(desk: "Desk") -> None:
    """`ctrl+r`."""
    _turn(desk, "done again", back=False)


def _turn(desk: "Desk", word: str, *, back: bool) -> None:
    space = desk.session.workspace
    try:
        label = space.undo() if back else space.redo()
    except EditRefused as refusal:
        desk.say(desk.words_of(refusal), warning=True)
        return
    back_again = added_person(space.last) if space.last is not None else None
    if back_again in desk.session.account.people:
        desk.session.select(back_again)
    desk.session.keep_selection()
    desk.changed()
    privacy = desk.session.privacy
    if privacy is not None and space.last is not None:
        label = privacy.outline(space, space.last)
    desk.say(f"{word}: {label}")


def deal(desk: "Desk") -> None:
    """`g`: account, decision, gates, rivals."""
    from committee.tui.account.dialogs.deal import DealScreen

    session = desk.session
    desk.ask(DealScreen(session.account, desk.perform, today=session.today, rng=session.rng, me=session.me))


def team(desk: "Desk") -> None:
    """`T`: team and places."""
    from committee.tui.account.dialogs.team import TeamScreen

    session = desk.session
    desk.ask(TeamScreen(session.account, desk.perform, today=session.today, rng=session.rng, me=session.me))


def actions(desk: "Desk") -> None:
    """`A`: who promised what."""
    from committee.tui.account.dialogs.actions import ActionsScreen

    session = desk.session
    desk.ask(ActionsScreen(session.account, desk.perform, today=session.today, rng=session.rng, me=session.me))
