"""Findings and the path to consensus."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from committee.findings.finding import Finding
    from committee.tui.account.desk import Desk
    from committee.tui.widgets.chooser import Entry


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
    from committee.tui.account.dialogs.accept import AcceptScreen

    session = desk.session
    found = session.finding_in_focus(desk.view_name)
    if found is not None:
        desk.ask(AcceptScreen(session.account, found, today=session.today), desk.change_if)


def mend(desk: "Desk") -> None:
    """`m`: what can be done about the finding in focus; enter does the first, which is the fix as an action."""
    from committee.findings.remedies import remedies
    from committee.tui.account.dialogs.mend import mend_entries
    from committee.tui.widgets.chooser import ChooserScreen

    session = desk.session
    found = session.finding_in_focus(desk.view_name)
    if found is None:
        return
    offered = remedies(session.account, found, session.today, me=session.me, rng=session.rng)

    def chosen(entry: "Entry | None") -> None:
        if entry is None:
            return
        if entry.kind == "remedy":
            desk.change(offered[int(entry.value)].edit)
        elif entry.kind == "definition":
            define(desk)
        else:
            _do_about(desk, found, entry.value)

    desk.ask(ChooserScreen(f"{found.code}: what to do now", mend_entries(found, offered, session.account)), chosen)


def _do_about(desk: "Desk", found: "Finding", action: str) -> None:
    """Another action of the screen, done to whom the finding is about."""
    if found.subject in desk.session.account.people:
        desk.session.select(found.subject)
    desk.screen.action_do(action)


def define(desk: "Desk") -> None:
    """What the finding in focus means."""
    from committee.tui.account.dialogs.texts import finding_screen

    found = desk.session.finding_in_focus(desk.view_name)
    if found is not None:
        desk.ask(finding_screen(desk.session.account, found))


def plan(desk: "Desk") -> None:
    """`c`: the path on and off."""
    session = desk.session
    session.plan_on = not session.plan_on
    session.talk = 0
    desk.update()
    if session.plan_on and session.analysis is not None:
        made = session.analysis.plan
        desk.say(made.summary if made.talks else f"{made.summary}; 5 says why", warning=not made.talks)


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
    from committee.tui.account.wording import plan_and_findings
    from committee.tui.terminal.clipboard import for_clipboard

    analysis = desk.session.analysis
    if analysis is None:
        return
    text, was_cut = for_clipboard(plan_and_findings(analysis))
    desk.app.copy_to_clipboard(text)
    lines = text.count("\n")
    desk.say(f"{lines} lines sent to the clipboard{' (cut: it was too long)' if was_cut else ''}")
