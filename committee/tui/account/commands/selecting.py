"""Who is selected, and how one gets there."""

from typing import TYPE_CHECKING

from committee.tui.account.commands.viewing import close_inspector, open_inspector, show_view
from committee.tui.account.commands.what_if import back_to_today
from committee.tui.keys.pending import JumpPending

if TYPE_CHECKING:
    from committee.tui.account.desk import Desk


def move(desk: "Desk", direction: str) -> None:
    """Nearest card that way, or the next row of a list."""
    desk.view.move(direction)


def jump(desk: "Desk") -> None:
    """Hint letters on every card, those in view with the fewest."""
    desk.wait_for(JumpPending.start(desk.session.person or "", *desk.people_by_nearness()))


def find(desk: "Desk") -> None:
    """Ask for a name; the selection follows what is typed."""
    from committee.tui.account.find import FindBar

    if not desk.screen.query(FindBar):
        desk.screen.mount(FindBar(desk.session.account, desk.session.person))


def show_found(desk: "Desk", people: tuple[str, ...]) -> None:
    """While a name is typed: select the first who fits."""
    desk.session.searched(people)
    if people:
        desk.select(people[0])
        desk.say("" if len(people) == 1 else f"{len(people)} found; n and N go through them")
    else:
        desk.say("nobody by these words", warning=True)


def close_find(desk: "Desk", back: str | None) -> None:
    """The search is over; with esc the selection goes back to where it was."""
    from committee.tui.account.find import FindBar

    for bar in desk.screen.query(FindBar):
        bar.remove()
    if back is not None:
        desk.select(back)
    target = desk.view.focus_target()
    if target is not None:
        target.focus()


def found(desk: "Desk", step: int) -> None:
    """The next of those found."""
    person = desk.session.step_search(step)
    if person is None:
        desk.say("nobody of those found is here any more", warning=True)
    else:
        desk.select(person)


def into(desk: "Desk") -> None:
    """Enter: what the view makes of it, else the details of the selected person."""
    strip = desk.screen.query_one("#strip")
    if strip.has_focus and not desk.session.plan_on and desk.session.finding >= 0:
        from committee.tui.account.commands.findings_and_path import define

        define(desk)
        return
    if desk.view.enter():
        return
    if desk.session.person is None:
        desk.say("there is nobody here yet: a adds people", warning=True)
    else:
        open_inspector(desk)


def back(desk: "Desk") -> None:
    """Escape: out of whatever is open, one at a time; never out of the program."""
    session = desk.session
    if close_inspector(desk) or desk.view.back():
        return
    if session.supposing is not None:
        # What the badge on the screen promises of esc, whatever else is lit by now.
        back_to_today(desk)
    elif desk.view_name == "map" and desk.map.leave_focus():
        desk.say("the whole map")
    elif session.tie is not None:
        desk.select(session.person)
    elif session.finding >= 0:
        session.finding = -1
        desk.update()
    elif session.plan_on:
        session.plan_on, session.talk = False, 0
        desk.update()
    elif session.companion is not None:
        session.companion = None
        desk.update()
    elif desk.view_name != "map":
        show_view(desk, "map")
    else:
        desk.say("q quits")


def tie(desk: "Desk", step: int) -> None:
    """The selected person's ties in turn; past the last one the person alone again."""
    session = desk.session
    if session.person is None:
        return
    ties = (None, *session.ties_of(session.person))
    at = ties.index(session.tie) if session.tie in ties else 0
    chosen = ties[(at + step) % len(ties)]
    desk.select(session.person, chosen)
    if chosen is not None:
        from committee.tui.account.wording import tie_line

        desk.say(tie_line(session.account, chosen))


def together(desk: "Desk") -> None:
    """Space: keep this person, so that whoever is selected next shows the hours both share; again to let go."""
    session = desk.session
    person = desk.selected_person()
    session.companion = None if session.companion == person else person
    desk.update()
    name = desk.name_of(person)
    desk.say(f"{name} kept: select somebody else" if session.companion else f"{name} let go")
