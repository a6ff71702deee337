"""Findings and the path to consensus."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from committee.tui.desk import Desk


def finding(desk: "Desk", step: int) -> None:
    """`f` and `F`: the next finding; the map goes there."""
    analysis = desk.session.analysis
    if analysis is None:
        return
    count, at = len(analysis.findings), desk.session.finding
    go_to_finding(desk, (at + step) % count if at >= 0 else (0 if step > 0 else count - 1))


def go_to_finding(desk: "Desk", index: int) -> None:
    """Put a finding in focus: the selection goes to whom it is about, and its people and ties are marked."""
    session = desk.session
    if session.analysis is None or not 0 <= index < len(session.analysis.findings):
        return
    session.finding = index
    found = session.analysis.findings[index]
    for person in (found.subject, *found.people):
        if person in session.account.people:
            session.select(person)
            break
    desk.update()


def go_to_talk(desk: "Desk", number: int) -> None:
    """Put a talk of the plan in focus and select who is to be won."""
    session = desk.session
    if session.analysis is None or not 1 <= number <= len(session.analysis.plan.talks):
        return
    session.talk = number
    talk = session.analysis.plan.talks[number - 1]
    session.select(talk.listener)
    desk.update()


def accept(desk: "Desk") -> None:
    """`x`: live with the finding in focus, with a reason."""
    from committee.tui.screens.accept import AcceptScreen

    session = desk.session
    if session.analysis is not None and session.finding >= 0:
        found = session.analysis.findings[session.finding]
        desk.ask(AcceptScreen(session.account, found, today=session.today), desk.change_if)


def plan(desk: "Desk") -> None:
    """`c`: the path on and off."""
    session = desk.session
    session.plan_on = not session.plan_on
    session.talk = 0
    desk.update()
    if session.plan_on and session.analysis is not None:
        made = session.analysis.plan
        desk.say(made.summary if made.talks else "no talk is needed or possible; 5 says why", warning=not made.talks)


def step(desk: "Desk", by: int) -> None:
    """`.` and `,`: along the path; it comes on with the first step."""
    session = desk.session
    if session.analysis is None:
        return
    count = len(session.analysis.plan.talks)
    session.plan_on = True
    number = session.talk + by
    go_to_talk(desk, min(max(number, 1), count))


def copy(desk: "Desk") -> None:
    """`Y`: plan and findings as text into the terminal's clipboard."""
    from committee.tui.clipboard import for_clipboard
    from committee.tui.wording import plan_and_findings

    analysis = desk.session.analysis
    if analysis is None:
        return
    text, was_cut = for_clipboard(plan_and_findings(analysis))
    desk.app.copy_to_clipboard(text)
    lines = text.count("\n")
    desk.say(f"{lines} lines sent to the clipboard{' (cut: it was too long)' if was_cut else ''}")
