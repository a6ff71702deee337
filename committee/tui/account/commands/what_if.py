"""What if: suppose something, see it beside today, and go back."""

from typing import TYPE_CHECKING

from committee.errors import EditRefused

STEPS = 1_000_000
"""Solver steps for one answer while a dialog waits for it: a fraction of a second, enough for hundreds."""

if TYPE_CHECKING:
    from committee.tui.account.desk import Desk


def what_if(desk: "Desk") -> None:
    """`W`: won, lost, gone, a tie broken or new; then everything shows that, beside today."""
    from committee.tui.account.dialogs.what_if import WhatIfScreen
    from committee.tui.account.what_if import side_by_side

    session = desk.session
    person, tie = desk.selected_person(), session.tie
    rows = side_by_side(session.state())

    def chosen(answer: str | None) -> None:
        if answer in {"won", "lost", "left"}:
            suppose(desk, f"{person} {answer}")
        elif answer == "broken" and tie is not None:
            suppose(desk, f"{tie[0]} > {tie[1]} broken")
        elif answer == "broken":
            _ask_which_tie(desk, person)
        elif answer == "new":
            _ask_whom(desk, person)
        elif answer == "why-not":
            _ask_who_speaks(desk, person)
        elif answer == "today":
            back_to_today(desk)

    desk.ask(WhatIfScreen(session.account, person, tie, rows, dict(desk.rebound)), chosen)


def suppose(desk: "Desk", clause: str) -> None:
    """Show the account with one change more, unsaved."""
    from committee.tui.session.what_if import words

    try:
        supposed = desk.session.suppose(clause)
    except EditRefused as refusal:
        desk.say(str(refusal), warning=True)
        return
    desk.changed()
    desk.say(f"what if {words(supposed)}? Nothing is saved; esc goes back to today")


def back_to_today(desk: "Desk") -> None:
    """The account as it is, and its analysis, which was kept."""
    desk.session.stop_supposing()
    desk.changed()
    desk.say("back to today")


def _ask_which_tie(desk: "Desk", person: str) -> None:
    account = desk.session.account
    ties = [(i, j) for i, j in (*account.coverage, *account.influence) if person in (i, j)]
    boss = account.people[person].reports_to
    ties += [(boss, person)] if boss and (boss, person) not in ties else []
    if not ties:
        desk.say(f"{account.name_of(person)} has no ties", warning=True)
        return
    name = account.name_of
    _choose(
        desk,
        "Which tie breaks?",
        [(f"{name(source)} to {name(target)}", f"{source} > {target} broken") for source, target in sorted(ties)],
    )


def _ask_whom(desk: "Desk", person: str) -> None:
    account = desk.session.account
    others = [i for i in desk.people_in_order() if i != person and (person, i) not in account.influence]
    _choose(
        desk,
        f"To whom does {account.name_of(person)} have a new tie?",
        [(account.name_of(other), f"{person} > {other} new") for other in others],
    )


def _ask_who_speaks(desk: "Desk", person: str) -> None:
    """Why the plan does not have somebody speak to a person; said in a dialog once it is worked out."""
    from committee.tui.widgets.chooser import ChooserScreen, Entry

    session, account = desk.session, desk.session.account
    if session.analysis is None or session.analysis.plan.problem is None:
        desk.say("there is no plan to ask about", warning=True)
        return
    others = [*sorted(account.team), *(i for i in desk.people_in_order() if i != person)]
    entries = [Entry([(account.name_of(other), "")], account.name_of(other), "why not", other) for other in others]

    def chosen(entry: Entry | None) -> None:
        if entry is not None:
            _answer_why_not(desk, entry.value, person)

    desk.ask(ChooserScreen(f"Why does who not speak to {account.name_of(person)}?", entries), chosen)


def _answer_why_not(desk: "Desk", speaker: str, listener: str) -> None:
    from committee.consensus.why_not import why_not
    from committee.tui.account.dialogs.texts import why_not_screen

    analysis = desk.session.analysis
    if analysis is None:
        return
    try:
        answer = why_not(analysis.plan, speaker, listener, steps=STEPS)
    except EditRefused as refusal:
        desk.say(str(refusal), warning=True)
        return
    desk.ask(why_not_screen(analysis.account, answer), lambda _: None)


def _choose(desk: "Desk", title: str, offered: list[tuple[str, str]]) -> None:
    from committee.tui.widgets.chooser import ChooserScreen, Entry

    entries = [Entry([(said, "")], said, "what-if", clause) for said, clause in offered]

    def chosen(entry: Entry | None) -> None:
        if entry is not None:
            suppose(desk, entry.value)

    desk.ask(ChooserScreen(title, entries), chosen)
