"""What the keys of a review do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from committee.errors import CommitteeError
from committee.pipeline.review.decisions import Kind
from committee.tui.review.decide import accept, finding_in_focus, forecast, keep, open_line, standing, take_back
from committee.tui.review.telling import reviewed_today, tell_answer

if TYPE_CHECKING:
    from committee.tui.review.screen import ReviewScreen


def go(screen: "ReviewScreen", step: int) -> None:
    """`]` and `[`: the next account or the one before; past the last one the notes."""
    session = screen.session
    if session.go(step):
        screen.moved()
    elif session.places and step > 0:
        notes(screen)
    elif session.places:
        screen.say("this is the first account")


def move(screen: "ReviewScreen", step: int) -> None:
    """Up and down: the finding in focus, or the row of the table."""
    session = screen.session
    if session.table:
        (screen.table.action_cursor_down if step > 0 else screen.table.action_cursor_up)()
        return
    count = len(standing(session.brief))
    if count:
        session.finding = min(max(session.finding + step, 0), min(count, 3) - 1)
        screen.update()


def page(screen: "ReviewScreen", step: int) -> None:
    """A screenful."""
    if screen.session.table:
        screen.table.action_page(step)
    else:
        screen.account.scroll_relative(y=step * max(screen.account.size.height - 2, 1), animate=False)


def table(screen: "ReviewScreen") -> None:
    """`tab`: all accounts as a table, or one at a time."""
    session = screen.session
    session.table = not session.table
    screen.take_keys()
    screen.moved()


def writing(screen: "ReviewScreen") -> None:
    """`e`: let decisions be written, or only look."""
    session = screen.session
    session.writing = not session.writing
    screen.update()
    screen.say("decisions are saved as they are made" if session.writing else "read-only: nothing is changed")


def done(screen: "ReviewScreen") -> None:
    """`m`: reviewed today, or not yet."""
    session = screen.session
    if session.place is None:
        return
    earlier = [one for one in session.visit.made if one.decision.kind is Kind.REVIEWED]
    if earlier:
        if take_back(screen, earlier[-1]):
            screen.say("not reviewed yet")
    elif keep(screen, reviewed_today(session)):
        screen.say("reviewed today")


def undo(screen: "ReviewScreen") -> None:
    """`u`: take back the last decision about this account."""
    made = [one for one in screen.session.visit.made if one.decision.kind is not Kind.CHANGED]
    if not made:
        changed = bool(screen.session.visit.made)
        screen.say("what was changed on the map is undone there: enter, u" if changed else "nothing was decided here")
        return
    if take_back(screen, made[-1]):
        place = screen.session.place
        if place is not None:
            screen.session.taken_back.setdefault(place.row.path, []).append(made[-1].decision)
        screen.say(f"taken back: {made[-1].decision.kind}; ctrl+r makes it again")


def redo(screen: "ReviewScreen") -> None:
    """`ctrl+r`: make what was taken back last about this account again."""
    place = screen.session.place
    left = screen.session.taken_back.get(place.row.path) if place is not None else None
    if not left:
        screen.say("nothing was taken back here")
    elif keep(screen, left[-1]):
        screen.say(f"made again: {left.pop().kind}")


def answered(screen: "ReviewScreen", number: int) -> None:
    """`1` to `3`: the question is answered, or open again."""
    try:
        now = tell_answer(screen.session, number)
    except CommitteeError as failure:
        screen.say(str(failure), warning=True)
        return
    if now is None:
        screen.say("there is no such question")
        return
    screen.update()
    screen.say("answered" if now else "open: it will stand in the notes")


def map_(screen: "ReviewScreen", *, plan: bool) -> None:
    """Enter and `c`: the map with the finding in focus lit, or with the plan; from the table the account."""
    session = screen.session
    if session.table and not plan:
        table(screen)
        return
    if session.brief is None or session.brief.document is None:
        screen.say("this file cannot be opened" if session.brief else "one moment: still looking", warning=True)
        return
    from committee.tui.review.account_map import open_map

    open_map(screen, None if plan else finding_in_focus(screen), plan=plan)


def notes(screen: "ReviewScreen") -> None:
    """The notes so far, and the end."""
    from committee.tui.review.notes import NotesScreen

    if screen.session.sitting is None:
        # Nothing has begun yet, and nothing is kept.
        screen.workers.cancel_group(screen, "prepare")
        screen.session.leave()
    else:
        screen.app.push_screen(NotesScreen(screen.session, screen.rebound))


def copy(screen: "ReviewScreen") -> None:
    """`Y`: the notes of this account into the terminal's clipboard."""
    from committee.model.disclosure import Disclosure
    from committee.pipeline.review.notes import notes_of
    from committee.reports.markdown import markdown
    from committee.reports.review_notes import account_document
    from committee.tui.terminal.clipboard import for_clipboard

    session = screen.session
    found = notes_of([session.record], today=session.today)
    document = account_document(found, session.visit.path, Disclosure(names_hidden=session.hide))
    text, _ = for_clipboard(markdown(document))
    screen.app.copy_to_clipboard(text)
    screen.say("the notes of this account are in the clipboard")


def private(screen: "ReviewScreen") -> None:
    """`p`: hide names, or show them again; what is on the screen goes at once."""
    from committee.model.disclosure import Disclosure

    session = screen.session
    session.hide_names(hide=not session.hide)
    screen.program.disclosure = Disclosure(names_hidden=session.hide)
    screen.update()
    screen.prepare()
    screen.look()


def leave(screen: "ReviewScreen") -> None:
    """`q` and esc: out of the table; else to the notes and the end."""
    if screen.session.table:
        table(screen)
    else:
        notes(screen)


def help_(screen: "ReviewScreen") -> None:
    """`?`: every key of the review; enter runs one."""
    from committee.tui.widgets.chooser import ChooserScreen, Entry, help_entries

    session = screen.session
    entries = help_entries(session.situation(), screen.rebound, plain=session.plain, screen="review")

    def chosen(entry: Entry | None) -> None:
        if entry is not None:
            screen.action_do(entry.value)

    screen.app.push_screen(ChooserScreen("Help: type to search, enter does it", entries), chosen)


COMMANDS: Mapping[str, Callable[["ReviewScreen"], None]] = {
    "review.next": lambda screen: go(screen, 1),
    "review.previous": lambda screen: go(screen, -1),
    "review.done": done,
    "review.action": lambda screen: open_line(screen, Kind.ACTION),
    "review.note": lambda screen: open_line(screen, Kind.NOTE),
    "review.forecast": forecast,
    "review.accept": accept,
    "review.undo": undo,
    "review.redo": redo,
    "review.write": writing,
    "review.map": lambda screen: map_(screen, plan=False),
    "review.plan": lambda screen: map_(screen, plan=True),
    "review.table": table,
    "review.answer-1": lambda screen: answered(screen, 1),
    "review.answer-2": lambda screen: answered(screen, 2),
    "review.answer-3": lambda screen: answered(screen, 3),
    "review.up": lambda screen: move(screen, -1),
    "review.down": lambda screen: move(screen, 1),
    "review.page-up": lambda screen: page(screen, -1),
    "review.page-down": lambda screen: page(screen, 1),
    "review.notes": notes,
    "review.copy": copy,
    "review.private": private,
    "review.help": help_,
    "review.leave": leave,
}
"""By action id; a test holds the two tables together."""
