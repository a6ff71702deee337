"""What the keys of a review do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from committee.errors import CommitteeError
from committee.model.access import ABSENT
from committee.model.account import Acceptance, Account, Action, Header
from committee.model.edit import Edit, apply
from committee.model.line import Draft, read_action_line
from committee.model.vocabulary import Forecast
from committee.pipeline.decisions import NOTHING, Decision, Kind, Said
from committee.tui.ink import Segment
from committee.tui.review_session import key_of
from committee.tui.widgets.review_line import Preview

if TYPE_CHECKING:
    from committee.findings.rule import Finding
    from committee.pipeline.review import Brief
    from committee.pipeline.sitting import Made
    from committee.tui.screens.review import ReviewScreen

ACTION_HINT = "Dana: meet Priya by fri"
NOTE_HINT = "Budget is confirmed for the first quarter"
FORECASTS = {"p": Forecast.PIPELINE, "b": Forecast.BEST_CASE, "c": Forecast.COMMIT, "0": None}


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
        take_back(screen, earlier[-1])
        screen.say("not reviewed yet")
    elif keep(screen, session.reviewing()):
        screen.say("reviewed today")


def undo(screen: "ReviewScreen") -> None:
    """`u`: take back the last decision about this account."""
    made = [one for one in screen.session.visit.made if one.decision.kind is not Kind.CHANGED]
    if not made:
        changed = bool(screen.session.visit.made)
        screen.say("what was changed on the map is undone there: enter, u" if changed else "nothing was decided here")
        return
    take_back(screen, made[-1])
    screen.say(f"taken back: {made[-1].decision.kind}")


def open_line(screen: "ReviewScreen", kind: Kind) -> None:
    """`a` and `n`: a line to type in."""
    if screen.session.place is None:
        return
    screen.line_kind = kind
    hint = ACTION_HINT if kind is Kind.ACTION else NOTE_HINT
    screen.line.open(hint, lambda text: preview(screen, text), secret=screen.session.hide)


def preview(screen: "ReviewScreen", text: str) -> Preview:
    """What a typed line would become."""
    if screen.line_kind is Kind.NOTE:
        return Preview(said=("a note in the file and in the notes of the review",))
    draft = _draft(screen, text)
    session, brief = screen.session, screen.session.brief
    spans = tuple((span.start, span.end) for span in draft.spans)
    if not session.hide or brief is None or brief.account is None:
        return Preview(draft.summary, draft.faults, spans)
    action = _action_of(draft)
    if action is None:
        return Preview(faults=("a name in it is not clear, or nothing is to be done",) if text.strip() else ())
    names = [brief.account.name_of(one) for one in (action.owner, action.with_) if one]
    due = f"due {action.due.isoformat()}" if action.due else "no date"
    return Preview(said=("an action", *names, due))


def keep_line(screen: "ReviewScreen", text: str) -> None:
    """Enter in the line: keep what was typed."""
    session = screen.session
    if screen.line_kind is Kind.NOTE:
        decision = Decision(kind=Kind.NOTE, day=session.today, words=" ".join(text.split()))
    else:
        draft = _draft(screen, text)
        action = _action_of(draft)
        if action is None:
            screen.line.refuse(draft.faults[0] if draft.faults and not session.hide else "this is not clear yet")
            return
        decision = Decision(
            kind=Kind.ACTION,
            day=session.today,
            key=draft.person_id,
            words=action.what,
            owner=action.owner,
            person=action.with_,
            owner_name=names(session.brief, action.owner, screen),
            person_name=names(session.brief, action.with_, screen),
            until=action.due,
        )
    screen.close_line()
    if keep(screen, decision):
        screen.say("action kept" if decision.kind is Kind.ACTION else "note kept")


def forecast(screen: "ReviewScreen") -> None:
    """`f`: another forecast; the next key says which."""
    session = screen.session
    if session.place is None:
        return
    present = str(session.place.row.forecast or "none")

    def answer(key: str) -> bool:
        if key not in FORECASTS:
            return False
        wanted = str(FORECASTS[key] or "")
        if wanted != str(session.place.row.forecast or "") if session.place else False:
            keep(screen, Decision(kind=Kind.FORECAST, day=session.today, before=_bare(present), after=wanted))
        return True

    prompt: list[Segment] = [(f"forecast {present} to  ", "foreground")]
    for key, value in FORECASTS.items():
        prompt += [(key, "key bold"), (f" {value or 'none'}  ", "muted")]
    screen.ask_key([*prompt, ("esc", "key bold"), (" as it is", "muted")], answer)


def accept(screen: "ReviewScreen") -> None:
    """`x`: live with the finding in focus, for a reason."""
    from committee.tui.screens.accept import AcceptScreen

    brief, found = screen.session.brief, finding_in_focus(screen)
    if brief is None or brief.account is None or found is None:
        screen.say("there is no finding to accept")
        return
    account = brief.account

    def chosen(edit: Edit | None) -> None:
        if edit is not None:
            _accepted(screen, account, found, edit)

    screen.app.push_screen(AcceptScreen(account, found, today=screen.session.today), chosen)


def _accepted(screen: "ReviewScreen", account: Account, found: "Finding", edit: Edit) -> None:
    try:
        accepted: Acceptance = apply(account, edit).accepted[found.code, found.subject]
    except (CommitteeError, KeyError) as failure:
        screen.say(str(failure), warning=True)
        return
    hide = screen.session.hide
    decision = Decision(
        kind=Kind.ACCEPTED,
        day=screen.session.today,
        code=found.code,
        subject=_real_subject(screen, found.subject),
        words=accepted.reason,
        about=Said(found.name if hide else found.explanation, found.explanation if hide else found.name),
        until=accepted.until,
    )
    if keep(screen, decision):
        screen.say(f"{found.code} is lived with")


def _real_subject(screen: "ReviewScreen", subject: str) -> str:
    """The subject of a finding in the real account: where names are hidden, steps of the paper process have others."""
    brief = screen.session.brief
    if not screen.session.hide or brief is None or brief.real is None or brief.account is None:
        return subject
    order = dict(zip(brief.account.gates, brief.real.gates, strict=False))
    return order.get(subject, subject)


def answered(screen: "ReviewScreen", number: int) -> None:
    """`1` to `3`: the question is answered, or open again."""
    try:
        now = screen.session.answer(number)
    except CommitteeError as failure:
        screen.say(str(failure), warning=True)
        return
    if now is None:
        screen.say("there is no such question")
        return
    screen.update()
    screen.say("answered" if now else "open: it will stand in the notes")


def keep(screen: "ReviewScreen", decision: Decision) -> bool:
    """Keep a decision: in the journal at once, in the file by a worker; whether it is in the journal."""
    session = screen.session
    brief, place = session.brief, session.place
    if place is None:
        return False
    try:
        made = session.decide(decision)
    except CommitteeError as failure:
        screen.say(str(failure), warning=True)
        return False
    screen.update()
    if made is not None and (brief is None or brief.document is not None):
        screen.write(place.row.path, (made,))
    return True


def take_back(screen: "ReviewScreen", made: "Made") -> None:
    """Undo a decision: in the journal at once, in the file by a worker."""
    session = screen.session
    if session.sitting is None or session.place is None:
        return
    path = session.place.row.path
    session.sitting.withdraw(key_of(path), made.number)
    screen.update()
    screen.write(path, (made,), back=True)


def map_(screen: "ReviewScreen", *, plan: bool) -> None:
    """Enter and `c`: the map with the finding in focus lit, or with the plan; from the table the account."""
    session = screen.session
    if session.table and not plan:
        table(screen)
        return
    if session.brief is None or session.brief.document is None:
        screen.say("this file cannot be opened" if session.brief else "one moment: still looking", warning=True)
        return
    from committee.tui.screens.review_map import open_map

    open_map(screen, None if plan else finding_in_focus(screen), plan=plan)


def notes(screen: "ReviewScreen") -> None:
    """The notes so far, and the end."""
    from committee.tui.screens.review_notes import NotesScreen

    if screen.session.sitting is None:
        screen.app.exit()
    else:
        screen.app.push_screen(NotesScreen(screen.session, screen.rebound))


def copy(screen: "ReviewScreen") -> None:
    """`Y`: the notes of this account into the terminal's clipboard."""
    from committee.model.disclosure import Disclosure
    from committee.pipeline.notes import notes_of
    from committee.reports.markdown import markdown
    from committee.reports.review_notes import account_document
    from committee.tui.clipboard import for_clipboard

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
    from committee.tui.screens.chooser import ChooserScreen, Entry
    from committee.tui.screens.help import help_entries

    session = screen.session
    entries = help_entries(session.situation(), screen.rebound, plain=session.plain, screen="review")

    def chosen(entry: Entry | None) -> None:
        if entry is not None:
            screen.action_do(entry.value)

    screen.app.push_screen(ChooserScreen("Help: type to search, enter does it", entries), chosen)


def standing(brief: "Brief | None") -> tuple["Finding", ...]:
    """The findings that are not accepted, the worst first."""
    if brief is None or brief.analysis is None:
        return ()
    return tuple(one for one in brief.analysis.findings if one.accepted is None)


def finding_in_focus(screen: "ReviewScreen") -> "Finding | None":
    """The finding the cursor stands on."""
    found = standing(screen.session.brief)
    return found[screen.session.finding] if screen.session.finding < len(found) else None


def names(brief: "Brief | None", identifier: str, screen: "ReviewScreen") -> Said:
    """What somebody is called, in both forms."""
    if brief is None or brief.real is None or not identifier:
        return NOTHING
    return Said(brief.real.name_of(identifier), screen.session.eyes.mask(brief.real).name_of(identifier))


def _draft(screen: "ReviewScreen", text: str) -> Draft:
    """The action a line means, read against the real account: that is what is typed."""
    session = screen.session
    account = session.brief.real if session.brief is not None else None
    if account is None:
        account = Account(header=Header(name=""))
    return read_action_line(account, text, me=session.me(account), today=session.today, rng=session.rng)


def _action_of(draft: Draft) -> Action | None:
    if draft.edit is None:
        return None
    made = draft.edit.changes[0]
    return made.after if made.before is ABSENT and isinstance(made.after, Action) else None


def _bare(word: str) -> str:
    return "" if word == "none" else word


COMMANDS: Mapping[str, Callable[["ReviewScreen"], None]] = {
    "review.next": lambda screen: go(screen, 1),
    "review.previous": lambda screen: go(screen, -1),
    "review.done": done,
    "review.action": lambda screen: open_line(screen, Kind.ACTION),
    "review.note": lambda screen: open_line(screen, Kind.NOTE),
    "review.forecast": forecast,
    "review.accept": accept,
    "review.undo": undo,
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
