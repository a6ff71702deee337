"""What a review leaves behind, an account at a time: from the journals of sittings, and from the files themselves.

A journal knows what was asked and what changed; a file knows its actions, notes and the day it was reviewed, so that
whoever was not on the call, and has no journal, can read those again too.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from committee.model.account import Account
from committee.model.dates import show_day
from committee.pipeline.review.decisions import NOTHING, Decision, Kind, Said
from committee.pipeline.review.sitting import Record, Visit
from committee.plurals import counted

WITHHELD = "hidden"
"""What stands for free text where names are hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionNote:
    """An action as it was agreed: what, who of us, with whom, until when; and whether it is done by now."""

    key: str
    what: Said
    owner: Said = NOTHING
    person: Said = NOTHING
    due: date | None = None
    done: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountNotes:
    """What the notes say about one account. All words are in both forms."""

    path: str
    name: Said
    owner: Said = NOTHING
    reviewed: date | None = None
    opened: bool = False
    """Shown on its own screen, with its questions."""
    since: date | None = None
    changed: tuple[Said, ...] = ()
    decisions: tuple[Said, ...] = ()
    actions: tuple[ActionNote, ...] = ()
    questions: tuple[Said, ...] = ()
    """Those left open."""
    risks: tuple[Said, ...] = ()
    """Findings that were accepted, with reason and end."""
    remarks: tuple[Said, ...] = ()
    faults: tuple[Said, ...] = ()
    """What is wrong with the file, and decisions it has not got yet."""
    seconds: float = 0.0

    @property
    def silent(self) -> bool:
        """Nothing was said about it: it was skimmed."""
        return not (
            self.changed
            or self.decisions
            or self.actions
            or self.questions
            or self.risks
            or self.remarks
            or self.faults
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of one sitting or of several.

    `missing` are the accounts of the newest sitting that it did not come to.
    """

    first: date
    last: date
    accounts: tuple[AccountNotes, ...] = ()
    missing: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def reviewed(self) -> int:
        """How many accounts were marked as reviewed."""
        return sum(one.reviewed is not None for one in self.accounts)

    @property
    def told(self) -> tuple[AccountNotes, ...]:
        """The accounts there is something to say about."""
        return tuple(one for one in self.accounts if not one.silent)

    @property
    def skimmed(self) -> tuple[AccountNotes, ...]:
        """The accounts that were reviewed without a word."""
        return tuple(one for one in self.accounts if one.silent and one.reviewed is not None)


@dataclass(frozen=True, slots=True)
class FromFile:
    """An account file as the notes look at it: as it is, and with names hidden."""

    path: str
    account: Account
    hidden: Account


def notes_of(
    records: Iterable[Record],
    *,
    today: date,
    files: Iterable[FromFile] = (),
    since: date | None = None,
    wanted: Callable[[str], bool] = lambda _: True,
) -> Notes:
    """The notes of sittings, the oldest first, and of what files say since a day.

    Args:
        records: the sittings.
        today: for notes of nothing at all.
        files: what the account files say now; from them comes what no sitting here knows, and what is done by now.
        since: from which day on files are asked; not at all where `None`.
        wanted: whether an account (its path) is to be in the notes.
    """
    sittings = list(records)
    found: dict[str, AccountNotes] = {}
    for record in sittings:
        for path in dict.fromkeys((*record.order, *record.visits)):
            if path in record.visits and _counts(record.visits[path]) and wanted(path):
                found[path] = _joined(found.get(path), of_visit(record.visits[path], record.day))
    for file in files:
        if wanted(file.path):
            told = _with_file(found.get(file.path), file, since)
            if told is not None:
                found[file.path] = told
    newest = sittings[-1] if sittings else None
    missing = [path for path in newest.order if wanted(path) and path not in found] if newest else []
    days = [record.day for record in sittings] + ([since] if since is not None else [])
    return Notes(
        first=min(days, default=today),
        last=max([*(record.day for record in sittings), *([today] if since is not None else [])], default=today),
        accounts=tuple(found.values()),
        missing=tuple(missing),
        seconds=sum(record.seconds for record in sittings),
    )


def of_visit(visit: Visit, day: date) -> AccountNotes:
    """What one sitting says about one account."""
    decided = [one.decision for one in visit.made]
    return AccountNotes(
        path=visit.path,
        name=visit.name,
        owner=visit.owner,
        reviewed=day if visit.reviewed else None,
        opened=visit.opened,
        since=visit.since,
        changed=visit.changed,
        decisions=tuple(said for one in decided if (said := _decided(one)) is not None),
        actions=tuple(_action(one) for one in decided if one.kind is Kind.ACTION),
        questions=tuple(one.text for one in visit.questions if not one.answered),
        risks=tuple(_risk(one) for one in decided if one.kind is Kind.ACCEPTED),
        remarks=tuple(Said(one.words, WITHHELD) for one in decided if one.kind is Kind.NOTE),
        faults=_faults(visit),
        seconds=visit.seconds,
    )


def _counts(visit: Visit) -> bool:
    """Whether a visit was more than a glance at a row of the table."""
    return visit.opened or bool(visit.made)


def _decided(decision: Decision) -> Said | None:
    if decision.kind is Kind.FORECAST:
        words = f"forecast: {decision.before or 'none'} to {decision.after or 'none'}"
        return Said(words, words)
    return decision.about if decision.kind is Kind.CHANGED else None


def _action(decision: Decision) -> ActionNote:
    return ActionNote(
        key=decision.key,
        what=Said(decision.words, WITHHELD),
        owner=decision.owner_name,
        person=decision.person_name,
        due=decision.until,
    )


def _risk(decision: Decision) -> Said:
    until = f", until {show_day(decision.until)}" if decision.until else ""
    return Said(
        f"{decision.code} {decision.about.text} Accepted{until}: {decision.words}",
        f"{decision.code} {decision.about.hidden} Accepted{until}: reason {WITHHELD}",
    )


def _faults(visit: Visit) -> tuple[Said, ...]:
    found = [visit.fault] if visit.fault != NOTHING else []
    left = len([one for one in visit.unsaved if one.decision.kind is not Kind.CHANGED])
    if left:
        words = f"{counted(left, 'decision is', 'decisions are')} in these notes only, not in the file"
        found.append(Said(words, words))
    return tuple(found)


def _joined(earlier: AccountNotes | None, later: AccountNotes) -> AccountNotes:
    """One account in two sittings: its earlier words, then its later ones; of open questions the later."""
    if earlier is None:
        return later
    return replace(
        later,
        name=later.name if later.name.text else earlier.name,
        owner=later.owner if later.owner.text else earlier.owner,
        reviewed=later.reviewed or earlier.reviewed,
        since=earlier.since or later.since,
        changed=tuple(dict.fromkeys((*earlier.changed, *later.changed))),
        decisions=(*earlier.decisions, *later.decisions),
        actions=(*earlier.actions, *later.actions),
        opened=earlier.opened or later.opened,
        questions=later.questions if later.opened else earlier.questions,
        risks=(*earlier.risks, *later.risks),
        remarks=(*earlier.remarks, *later.remarks),
        faults=later.faults,
        seconds=earlier.seconds + later.seconds,
    )


def _with_file(told: AccountNotes | None, file: FromFile, since: date | None) -> AccountNotes | None:
    """The notes with what the file says now: what is done, and since a day what was promised and reviewed."""
    known = told or AccountNotes(path=file.path, name=NOTHING)
    actions = [replace(one, done=_done(file.account, one.key)) for one in known.actions]
    reviewed, day = known.reviewed, file.account.header.reviewed
    if since is not None:
        actions += _promised(file, since, {one.key for one in actions})
        reviewed = max((one for one in (reviewed, day) if one is not None and one >= since), default=reviewed)
    if told is None and not actions and reviewed is None:
        return None
    header, hidden = file.account.header, file.hidden.header
    return replace(
        known,
        name=known.name if known.name.text else Said(header.name, hidden.name),
        owner=known.owner if known.owner.text else _names(file, header.owner),
        reviewed=reviewed,
        actions=tuple(actions),
    )


def _promised(file: FromFile, since: date, known: set[str]) -> list[ActionNote]:
    """The actions of a file that were made since a day: the id of an action begins with its day."""
    made: list[ActionNote] = []
    for key, action in file.account.actions.items():
        with suppress(ValueError):
            if key in known or date.fromisoformat(key[:10]) < since:
                continue
            made.append(
                ActionNote(
                    key=key,
                    what=Said(action.what, WITHHELD),
                    owner=_names(file, action.owner),
                    person=_names(file, action.with_),
                    due=action.due,
                    done=action.done,
                )
            )
    return made


def _names(file: FromFile, identifier: str) -> Said:
    if not identifier:
        return NOTHING
    return Said(file.account.name_of(identifier), file.hidden.name_of(identifier))


def _done(account: Account, key: str) -> date | None:
    action = account.actions.get(key)
    return action.done if action is not None else None
