"""What is decided in a review: actions and notes in a line, forecasts, accepted findings; and the way back."""

from contextlib import suppress
from typing import TYPE_CHECKING

from committee import store
from committee.errors import CommitteeError, FileFailure
from committee.model.access import ABSENT
from committee.model.account import Acceptance, Account, Action, Header
from committee.model.dates import show_date
from committee.model.edit import Edit, apply
from committee.model.line import Draft, read_action_line
from committee.model.vocabulary import Forecast
from committee.pipeline.review.decisions import NOTHING, Decision, Kind, Said
from committee.tui.review.line import Preview
from committee.tui.review.session import key_of
from committee.tui.review.telling import tell_decision
from committee.tui.theme.ink import Segment

if TYPE_CHECKING:
    from committee.findings.finding import Finding
    from committee.pipeline.review.agenda import Brief
    from committee.pipeline.review.sitting import Made
    from committee.tui.review.work import ReviewWork

ACTION_HINT = "Dana: meet Priya by fri"
NOTE_HINT = "Budget is confirmed for the first quarter"
FORECASTS = {"p": Forecast.PIPELINE, "b": Forecast.BEST_CASE, "c": Forecast.COMMIT, "0": None}


def open_line(screen: "ReviewWork", kind: Kind) -> None:
    """`a` and `n`: a line to type in."""
    if screen.session.place is None:
        return
    screen.line_kind = kind
    hint = ACTION_HINT if kind is Kind.ACTION else NOTE_HINT
    screen.line.open(hint, lambda text: preview(screen, text), secret=screen.session.hide)


def preview(screen: "ReviewWork", text: str) -> Preview:
    """What a typed line would become."""
    if screen.line_kind is Kind.NOTE:
        return Preview(said=("a note in the file and in the notes of the review",))
    draft = _draft(screen, text)
    session, brief = screen.session, screen.session.brief
    spans = tuple((span.start, span.end) for span in draft.spans if span.kind == "error")
    if not session.hide or brief is None or brief.account is None:
        return Preview(draft.summary, draft.faults, spans)
    action = _action_of(draft)
    if action is None:
        return Preview(faults=("a name in it is not clear, or nothing is to be done",) if text.strip() else ())
    names = [brief.account.name_of(one) for one in (action.owner, action.with_) if one]
    due = f"due {show_date(action.due, session.today)}" if action.due else "no date"
    return Preview(said=("an action", *names, due))


def keep_line(screen: "ReviewWork", text: str) -> None:
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
        account = _real(screen)
        decision = Decision(
            kind=Kind.ACTION,
            day=session.today,
            key=draft.person_id,
            words=action.what,
            owner=action.owner,
            person=action.with_,
            owner_name=names(screen, account, action.owner),
            person_name=names(screen, account, action.with_),
            until=action.due,
        )
    screen.close_line()
    if keep(screen, decision):
        screen.say("action kept" if decision.kind is Kind.ACTION else "note kept")


def forecast(screen: "ReviewWork") -> None:
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


def accept(screen: "ReviewWork") -> None:
    """`x`: live with the finding in focus, for a reason."""
    from committee.tui.account.dialogs.accept import AcceptScreen

    brief, found = screen.session.brief, finding_in_focus(screen)
    if brief is None or brief.account is None or found is None:
        screen.say("there is no finding to accept")
        return
    account = brief.account

    def chosen(edit: Edit | None) -> None:
        if edit is not None:
            _accepted(screen, account, found, edit)

    screen.app.push_screen(AcceptScreen(account, found, today=screen.session.today), chosen)


def _accepted(screen: "ReviewWork", account: Account, found: "Finding", edit: Edit) -> None:
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
        screen.say(f"{found.code} is accepted")


def _real_subject(screen: "ReviewWork", subject: str) -> str:
    """The subject of a finding in the real account: where names are hidden, steps of the paper process have others."""
    brief = screen.session.brief
    if not screen.session.hide or brief is None or brief.real is None or brief.account is None:
        return subject
    order = dict(zip(brief.account.gates, brief.real.gates, strict=False))
    return order.get(subject, subject)


def keep(screen: "ReviewWork", decision: Decision) -> bool:
    """Keep a decision: in the journal at once, in the file by a worker; whether it is in the journal."""
    session = screen.session
    brief, place = session.brief, session.place
    if place is None:
        return False
    try:
        made = tell_decision(session, decision)
    except CommitteeError as failure:
        screen.say(str(failure), warning=True)
        return False
    screen.update()
    if made is not None and (brief is None or brief.document is not None):
        screen.write(place.row.path, (made,))
    return True


def take_back(screen: "ReviewWork", made: "Made") -> bool:
    """Undo a decision: in the journal at once, in the file by a worker; whether it is in the journal."""
    session = screen.session
    if session.sitting is None or session.place is None:
        return False
    path, sitting = session.place.row.path, session.sitting
    if not screen.keep(lambda: sitting.withdraw(key_of(path), made.number)):
        return False
    screen.update()
    screen.write(path, (made,), back=True)
    return True


def standing(brief: "Brief | None") -> tuple["Finding", ...]:
    """The findings that are not accepted, the worst first."""
    if brief is None or brief.analysis is None:
        return ()
    return tuple(one for one in brief.analysis.findings if one.accepted is None)


def finding_in_focus(screen: "ReviewWork") -> "Finding | None":
    """The finding the cursor stands on."""
    found = standing(screen.session.brief)
    return found[screen.session.finding] if screen.session.finding < len(found) else None


def names(screen: "ReviewWork", account: Account, identifier: str) -> Said:
    """What somebody is called, in both forms."""
    if not identifier:
        return NOTHING
    return Said(account.name_of(identifier), screen.session.eyes.mask(account).name_of(identifier))


def _draft(screen: "ReviewWork", text: str) -> Draft:
    """The action a line means, read against the real account: that is what is typed."""
    session = screen.session
    account = _real(screen)
    return read_action_line(account, text, me=session.me(account), today=session.today, rng=session.rng)


def _real(screen: "ReviewWork") -> Account:
    """The account at hand as its file says it; read here where somebody types faster than it is looked at."""
    session = screen.session
    if session.brief is None and session.place is not None:
        with suppress(FileFailure):
            return store.read(session.place.row.path).account
    real = session.brief.real if session.brief is not None else None
    return real or Account(header=Header(name=""))


def _action_of(draft: Draft) -> Action | None:
    if draft.edit is None:
        return None
    made = draft.edit.changes[0]
    return made.after if made.before is ABSENT and isinstance(made.after, Action) else None


def _bare(word: str) -> str:
    return "" if word == "none" else word
