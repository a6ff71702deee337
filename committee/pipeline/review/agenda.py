"""What a review needs of each account: its place among the others, and everything for its one screen.

Both are made by workers, one account at a time, and hold no more than that account.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from committee import store
from committee.errors import Stop, Unwanted, never
from committee.model.account import Account
from committee.model.disclosure import hidden_file
from committee.model.problem import Problem
from committee.pipeline.portfolio import summary
from committee.pipeline.portfolio.row import Row
from committee.pipeline.portfolio.skim import skimmed
from committee.pipeline.review.decisions import NOTHING, Said
from committee.pipeline.review.order import Candidate
from committee.pipeline.review.questions import Question, questions
from committee.pipeline.review.since import Older, Recall, Since, earlier, from_git, people_changed, since, slipped
from committee.pipeline.review.sitting import Asked
from committee.plurals import counted
from committee.store import Document
from committee.store.alone import Tell, alone, kept
from committee.store.files import bytes_of
from committee.workspace import Analysis, analyse

TOGETHER = 64
"""Files whose earlier versions are asked for at once, and held until they are looked at."""

Seen = Callable[[Account], Account]
"""An account with its names hidden. Ids of people and ours stay."""

Words = Callable[[Account, Account, date], tuple[str, ...]]
"""What changed from one account to the other, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """How accounts are looked at.

    Args:
        mask: hides names.
        words: says what changed.
        called: what each file is called where names are hidden.
        hide: whether names are hidden on the screen; notes know both forms of what they say.
        past: how earlier versions are found; git and snapshots where `None`.
        seconds: how long the solver may take while somebody waits; `None` for its own budget of steps.
    """

    mask: Seen
    words: Words
    called: Mapping[Path, str] = field(default_factory=dict)
    hide: bool = False
    past: Recall | None = None
    seconds: float | None = None

    def alias(self, path: Path) -> str:
        """What the account in a file is called where names are hidden."""
        return self.called.get(path, hidden_file(path))

    def shown(self, account: Account) -> Account:
        """The account as it is on the screen."""
        return self.mask(account) if self.hide else account


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One account, ready to be reviewed.

    `account` is as on the screen, `real` as in the file; `analysis` is of the former, and `None` where the file has
    errors, which `faults` then lists. `changed` and `questions` are in both forms.
    """

    path: Path
    document: Document | None
    account: Account | None
    analysis: Analysis | None
    row: Row
    since: Since
    changed: tuple[Said, ...] = ()
    questions: tuple[Asked, ...] = ()
    name: Said = NOTHING
    owner: Said = NOTHING
    faults: tuple[str, ...] = ()

    @property
    def real(self) -> Account | None:
        """The account as the file says it; `None` where it could not be read."""
        return self.document.account if self.document is not None else None


def candidates(paths: Iterable[Path], today: date, eyes: Eyes, stop: Stop = never) -> Iterator[Candidate]:
    """What the order needs of each file, one after the other.

    Raises:
        Unwanted: `stop` said so.
    """
    left = list(paths)
    while left:
        some, left = left[:TOGETHER], left[TOGETHER:]
        known = eyes if eyes.past is not None else replace(eyes, past=_past(some, today, stop))
        for path in some:
            if stop():
                raise Unwanted
            yield candidate(path, today, known)


def _past(paths: Sequence[Path], today: date, stop: Stop) -> Recall:
    """What git knows of these files at their last reviews, asked once for all of them."""
    days: dict[Path, date | None] = {}
    for path in paths:
        day = alone(partial(_reviewed, path, today), _said_later)
        if day is None or day < today:
            days[path] = day
    found = earlier(days, stop)

    def past(path: Path, day: date | None) -> Older:
        return found.pop(path, Older()) if path in days else from_git(path, day)

    return past


def _reviewed(path: Path, today: date) -> date | None:
    return skimmed(bytes_of(path), path, today).reviewed


def _said_later(_problem: Problem) -> None:
    """What is wrong with a file is said when it is read."""


def candidate(path: Path, today: date, eyes: Eyes) -> Candidate:
    """What the order needs of one file; a faulty one says what is wrong."""

    def lost(problem: Problem) -> Candidate:
        return Candidate(row=_unreadable(path, today, eyes, problem).row)

    return alone(lambda: candidate_of(brief(path, today, eyes), hide=eyes.hide), lost)


def candidate_of(found: Brief, *, hide: bool = False) -> Candidate:
    """What the order needs of a file that was looked at already; `hide` as it was looked at."""
    account = found.account
    if account is None or found.analysis is None:
        return Candidate(row=found.row)
    before = found.since.before
    return Candidate(
        row=found.row,
        people=people_changed(before, account),
        slipped=slipped(before, account),
        changes=len([one for one in found.changed if one.shown(hide=hide)]) if before is not None else None,
        closed_before=before is None or (before.header.stage is not None and before.header.stage.closed),
    )


def brief(path: Path, today: date, eyes: Eyes, tell: Tell = kept) -> Brief:
    """Everything for the screen of one account; never raises for what is wrong with its file, nor for a fault of ours.

    Args:
        path: an account file.
        today: the day of the review.
        eyes: how it is looked at.
        tell: hears of a fault of ours.
    """
    return alone(lambda: brief_of(store.read(path), path, today, eyes), partial(_unreadable, path, today, eyes), tell)


def brief_of(document: Document, path: Path, today: date, eyes: Eyes) -> Brief:
    """As `brief`, of what was read already, or of an account as it was changed since."""
    real, hidden = document.account, eyes.mask(document.account)
    account = hidden if eyes.hide else real
    row = summary.facts(replace(document, account=account), path, today)
    name = Said(real.header.name or row.name, eyes.alias(path))
    if eyes.hide:
        row = replace(row, name=name.hidden)
    owner = Said(real.name_of(real.header.owner), hidden.name_of(hidden.header.owner))
    if document.errors:
        faults = tuple(summary.said(problem) for problem in document.errors)
        if eyes.hide:
            faults = (_counted(len(faults)),)
            row = replace(row, fault=faults[0])
        return Brief(
            path=path,
            document=document,
            account=account,
            analysis=None,
            row=row,
            since=Since(real.header.reviewed),
            faults=faults,
            name=name,
            owner=owner,
        )
    analysis = analyse(account, today, deadline=eyes.seconds)
    row = summary.analysed(row, analysis)
    found = since(path, real, today, past=eyes.past)
    return Brief(
        path=path,
        document=document,
        account=account,
        analysis=analysis,
        row=replace(row, changed=found.changed),
        since=replace(found, before=eyes.shown(found.before)) if found.before is not None else found,
        changed=_changed(found.before, real, today, eyes),
        questions=_asked(analysis, found, real, hidden, eyes),
        name=name,
        owner=owner,
    )


def again(found: Brief, document: Document, today: date, eyes: Eyes) -> Brief:
    """As `brief_of`, where only the day reviewed and the notes of the deal changed: the analysis is the same."""
    if found.analysis is None or document.errors:
        return brief_of(document, found.path, today, eyes)
    account = eyes.shown(document.account)
    analysis = replace(found.analysis, account=account)
    row = summary.facts(replace(document, account=account), found.path, today)
    row = replace(summary.analysed(row, analysis), name=found.row.name, changed=found.row.changed)
    return replace(found, document=document, account=account, analysis=analysis, row=row)


def _changed(before: Account | None, after: Account, today: date, eyes: Eyes) -> tuple[Said, ...]:
    """The sentences in both forms; where their number differs, each form has its own."""
    if before is None:
        return ()
    plain, hidden = eyes.words(before, after, today), eyes.words(eyes.mask(before), eyes.mask(after), today)
    if len(plain) == len(hidden):
        return tuple(Said(one, other) for one, other in zip(plain, hidden, strict=True))
    return (*(Said(one) for one in plain), *(Said("", one) for one in hidden))


def _asked(analysis: Analysis, found: Since, real: Account, hidden: Account, eyes: Eyes) -> tuple[Asked, ...]:
    """The questions in both forms: who is who by id is the same in both accounts."""
    plain, other = (
        {one.key: one for one in questions(replace(analysis, account=account), past)}
        for account, past in ((real, found), (hidden, _masked(found, eyes)))
    )
    return tuple(
        Asked(key=key, text=_both(plain, other, key, _text), rests=_both(plain, other, key, _rests))
        for key in (other if eyes.hide else plain)
    )


def _both(
    plain: Mapping[str, Question], hidden: Mapping[str, Question], key: str, words: Callable[[Question], str]
) -> Said:
    return Said(words(plain[key]) if key in plain else "", words(hidden[key]) if key in hidden else "")


def _text(question: Question) -> str:
    return question.text


def _rests(question: Question) -> str:
    return " ".join(question.rests)


def _masked(found: Since, eyes: Eyes) -> Since:
    return found if found.before is None else replace(found, before=eyes.mask(found.before))


def _unreadable(path: Path, today: date, eyes: Eyes, problem: Problem) -> Brief:
    row = summary.unreadable(path, today, problem)
    name = Said(row.name, eyes.alias(path))
    faults = (row.fault,)
    if eyes.hide:
        faults = (_counted(1),)
        row = replace(row, name=name.hidden, fault=faults[0])
    return Brief(
        path=path, document=None, account=None, analysis=None, row=row, since=Since(), name=name, faults=faults
    )


def _counted(number: int) -> str:
    """Errors without their words, which may hold a name."""
    return f"{counted(number, 'error')} in the file"
