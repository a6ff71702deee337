"""What the journal of a review is told: what was shown of the account at hand, and what was decided, asked and changed.

Nothing is told before the sitting has begun. The journal has it before any file; a function that tells raises
`FileFailure` where it could not be written.
"""

from collections.abc import Iterator
from pathlib import Path

from committee.model.account import Account
from committee.pipeline.review.agenda import Brief
from committee.pipeline.review.decisions import Decision, Kind, Said
from committee.pipeline.review.sitting import Made, Visit
from committee.plurals import counted
from committee.tui.review.session import ReviewSession, key_of


def tell_shown(session: ReviewSession) -> None:
    """The account at hand is on the screen, and what is shown of it; once it is ready."""
    sitting, brief = session.sitting, session.brief
    if sitting is None or brief is None:
        return
    if session.table:
        sitting.see(key_of(brief.path), brief.name, brief.owner)
        return
    sitting.open(
        Visit(
            path=key_of(brief.path),
            name=brief.name,
            owner=brief.owner,
            since=brief.since.day,
            source=str(brief.since.source or ""),
            changed=brief.changed,
            questions=brief.questions,
            fault=_fault(brief),
        )
    )


def tell_decision(session: ReviewSession, decision: Decision) -> Made | None:
    """A decision about the account at hand."""
    if session.sitting is None or session.place is None:
        return None
    number = session.sitting.decide(key_of(session.place.row.path), decision)
    return Made(number=number, decision=decision)


def tell_answer(session: ReviewSession, number: int) -> bool | None:
    """The question of that number, from 1, is answered, or open again; which; `None` where there is none."""
    asked = session.visit.questions
    if session.sitting is None or not 0 < number <= len(asked):
        return None
    answered = not asked[number - 1].answered
    session.sitting.answer(session.visit.path, asked[number - 1].key, answered=answered)
    return answered


def tell_changes(session: ReviewSession, before: Account, after: Account) -> None:
    """What was changed on the map of the account at hand, in words; its file has it already."""
    if session.sitting is None:
        return
    eyes, path = session.eyes, session.visit.path
    plain = eyes.words(before, after, session.today)
    hidden = eyes.words(eyes.mask(before), eyes.mask(after), session.today)
    pairs = zip(plain, hidden, strict=True) if len(plain) == len(hidden) else ((text, "") for text in plain)
    told = [Decision(kind=Kind.CHANGED, day=session.today, about=Said(*pair)) for pair in pairs]
    session.sitting.saved(path, [session.sitting.decide(path, one) for one in told])


def reviewed_today(session: ReviewSession) -> Decision:
    """That the account at hand was reviewed."""
    row = session.places[session.index].row
    before = row.reviewed.isoformat() if row.reviewed else ""
    return Decision(kind=Kind.REVIEWED, day=session.today, before=before, after=session.today.isoformat())


def unwritten(session: ReviewSession) -> Iterator[tuple[Path, tuple[Made, ...]]]:
    """What a call that was cut left in the journal only, by file; faulty files cannot be written."""
    for place in session.places:
        left = session.record.visit(key_of(place.row.path)).unsaved
        left = tuple(one for one in left if one.decision.kind is not Kind.CHANGED)
        if left and not place.row.fault:
            yield place.row.path, left


def _fault(brief: Brief) -> Said:
    if not brief.faults:
        return Said()
    more = f" (and {len(brief.faults) - 1} more)" if brief.faults[1:] else ""
    return Said(f"{brief.faults[0]}{more}", f"{counted(len(brief.faults), 'error')} in the file")
