"""A sitting: one review call, from the first account to its notes. Everything in it is read from its journal.

`Record` is what a journal says, immutable; `Sitting` appends to the journal and keeps the record up to date. The clock
is the sum of the times between events, so it needs none of its own; the time a call was cut is not counted.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from committee.model.ids import Randomness
from committee.pipeline.keeping import journals, lines, reviews
from committee.pipeline.review.decisions import NOTHING, Decision, Kind, Said, from_json, said_from, said_json, to_json
from committee.pipeline.review.journal import VERSION, Journal

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, what it rests on, and whether it was answered."""

    key: str
    text: Said
    rests: Said = NOTHING
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A decision, by its number in the sitting, and whether the account file has it."""

    number: int
    decision: Decision
    saved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One account in a sitting, as it was shown when it was first opened, and what was done with it since."""

    path: str
    name: Said = NOTHING
    owner: Said = NOTHING
    opened: bool = False
    """Shown on its own screen; an account of which only a row was seen has no changes and questions here."""
    since: date | None = None
    source: str = ""
    """How it is known what changed; see `committee.pipeline.review.since.Source`."""
    changed: tuple[Said, ...] = ()
    questions: tuple[Asked, ...] = ()
    fault: Said = NOTHING
    made: tuple[Made, ...] = ()
    seconds: float = 0.0

    @property
    def reviewed(self) -> bool:
        """Whether it was marked as reviewed."""
        return any(one.decision.kind is Kind.REVIEWED for one in self.made)

    @property
    def unsaved(self) -> tuple[Made, ...]:
        """Decisions the account file may not have."""
        return tuple(one for one in self.made if not one.saved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a journal says.

    `order` are the files in the order of the review, `at` the one on the screen. `last` is the time of the newest
    event, from which the clock goes on.
    """

    identifier: str
    day: date
    began: datetime | None = None
    last: datetime | None = None
    folder: str = ""
    order: tuple[str, ...] = ()
    visits: Mapping[str, Visit] = field(default_factory=dict)
    at: str = ""
    ended: bool = False
    number: int = 0
    """Of the newest decision."""

    @property
    def seconds(self) -> float:
        """How long the sitting lasted until its newest event."""
        return sum(visit.seconds for visit in self.visits.values())

    @property
    def done(self) -> int:
        """How many accounts were marked as reviewed."""
        return sum(visit.reviewed for visit in self.visits.values())

    def visit(self, path: str) -> Visit:
        """The visit to an account; an empty one where there was none."""
        return self.visits.get(path, Visit(path=path))


class Sitting:
    """A sitting that is going on.

    Args:
        journal: what it is kept in.
        record: what the journal says so far.
        clock: the time now, aware.
    """

    def __init__(self, journal: Journal, record: Record, clock: Clock) -> None:
        self.journal = journal
        self.record = record
        self.resumed = bool(record.visits)
        self._clock = clock

    @classmethod
    def begin(cls, order: Sequence[Path], *, day: date, folder: str, clock: Clock, rng: Randomness) -> Self:
        """A new sitting on these files.

        Raises:
            FileFailure: its journal could not be written.
        """
        now = clock()
        identifier = f"{day.isoformat()}-{now:%H%M%S}-{rng(4)}"
        made = cls(Journal(reviews() / f"{identifier}.jsonl"), Record(identifier=identifier, day=day), clock)
        made.journal.hold()
        made.tell("begin", day=day.isoformat(), folder=folder, order=[os.path.realpath(path) for path in order])
        return made

    @classmethod
    def resume(cls, *, day: date, folder: str, clock: Clock) -> Self | None:
        """The newest sitting of this day in this folder that was cut; `None` where there is none, or it is going on.

        Raises:
            FileFailure: its journal could not be written.
        """
        for file in journals():
            if not file.name.startswith(day.isoformat()):
                continue
            record = record_of(file)
            if record is None or record.folder != folder or record.ended:
                continue
            journal = Journal(file)
            if not journal.hold():
                journal.close()
                return None
            made = cls(journal, record, clock)
            made.tell("resume")
            return made
        return None

    def reorder(self, order: Sequence[Path]) -> None:
        """The files as they are in order now; what is gone stays in the notes."""
        wanted = tuple(os.path.realpath(path) for path in order)
        if wanted != self.record.order:
            self.tell("order", order=list(wanted))

    def open(self, shown: Visit) -> None:
        """An account is on the screen; what is shown of it is kept the first time only."""
        known = self.record.visit(shown.path)
        if known.opened:
            self.tell("at", shown.path)
            return
        self.tell(
            "open",
            shown.path,
            name=said_json(shown.name),
            owner=said_json(shown.owner),
            since=shown.since.isoformat() if shown.since else "",
            source=shown.source,
            changed=[said_json(one) for one in shown.changed],
            questions=[
                {"key": one.key, **said_json(one.text), "rests": said_json(one.rests)} for one in shown.questions
            ],
            fault=said_json(shown.fault),
        )

    def see(self, path: str, name: Said, owner: Said) -> None:
        """A row of the table is looked at."""
        self.tell("at", path, name=said_json(name), owner=said_json(owner))

    def decide(self, path: str, decision: Decision) -> int:
        """Keep a decision; its number."""
        number = self.record.number + 1
        self.tell("decision", path, number=number, decision=to_json(decision))
        return number

    def saved(self, path: str, numbers: Iterable[int]) -> None:
        """The account file has these decisions."""
        self.tell("saved", path, numbers=sorted(numbers))

    def withdraw(self, path: str, number: int) -> None:
        """A decision was taken back."""
        self.tell("withdrawn", path, number=number)

    def answer(self, path: str, key: str, *, answered: bool) -> None:
        """A question was answered, or is open again."""
        self.tell("answer", path, key=key, answered=answered)

    def end(self) -> None:
        """The call is over: the next review is another sitting."""
        self.tell("end")
        self.journal.close()

    def tell(self, kind: str, account: str = "", **facts: Any) -> None:
        """Append an event and take it into the record.

        Raises:
            FileFailure: it could not be written; the record is as it was.
        """
        if self.journal.replaced():
            # What was taken out of the journal is not told from memory either.
            self.record = record_of(self.journal.file) or Record(identifier=self.record.identifier, day=self.record.day)
            self.journal.hold()
        event = {"v": VERSION, "kind": kind, "at": self._clock().isoformat(), **facts}
        if account:
            event["account"] = account
        self.journal.append(event)
        self.record = folded(self.record, event)

    def spent(self, path: str = "") -> float:
        """Seconds spent so far, on one account or in all, up to now."""
        record = self.record
        if record.last is None:
            return 0.0
        running = max((self._clock() - record.last).total_seconds(), 0.0)
        if not path:
            return record.seconds + running
        return record.visit(path).seconds + (running if path == record.at else 0.0)


def record_of(file: Path) -> Record | None:
    """What a journal says; `None` where it is none."""
    try:
        day = date.fromisoformat(file.stem[:10])
    except ValueError:
        return None
    record = Record(identifier=file.stem, day=day)
    for event in lines(file):
        with suppress(KeyError, TypeError, ValueError):
            record = folded(record, event)
    return record if record.began is not None else None


def records(since: date) -> Iterator[Record]:
    """The sittings of that day and later, the oldest first."""
    for file in reversed(journals()):
        record = record_of(file)
        if record is not None and record.day >= since:
            yield record


def folded(record: Record, event: Mapping[str, Any]) -> Record:
    """The record after one event; one of a later version or an unknown kind only moves the clock.

    Raises:
        KeyError, TypeError, ValueError: the event is not one of ours.
    """
    when = datetime.fromisoformat(event["at"])
    kind = event["kind"]
    if kind != "resume":
        record = _with_time(record, when)
    record = replace(record, last=when, began=record.began or when)
    if int(event.get("v", 0)) > VERSION:
        return record
    path = event.get("account")
    if isinstance(path, str):
        return _with_visit(record, path, event)
    if kind in {"begin", "order"}:
        order = tuple(str(path) for path in event["order"])
        return replace(record, order=order, folder=str(event.get("folder", record.folder)))
    return replace(record, ended=record.ended or kind == "end")


def _with_visit(record: Record, path: str, event: Mapping[str, Any]) -> Record:
    """What an event says about one account."""
    visits = {**record.visits, path: _visited(record.visit(path), event)}
    number = int(event["number"]) if event["kind"] == "decision" else 0
    at = path if event["kind"] in {"open", "at"} else record.at
    return replace(record, visits=visits, at=at, number=max(record.number, number))


def _with_time(record: Record, when: datetime) -> Record:
    """The time since the newest event goes to the account that was on the screen."""
    if record.last is None or record.at not in record.visits:
        return record
    visit = record.visits[record.at]
    spent = replace(visit, seconds=visit.seconds + max((when - record.last).total_seconds(), 0.0))
    return replace(record, visits={**record.visits, record.at: spent})


def _visited(visit: Visit, event: Mapping[str, Any]) -> Visit:
    kind = event["kind"]
    if kind == "open":
        return _opened(visit, event)
    if kind == "at" and not visit.name.text and "name" in event:
        return replace(visit, name=said_from(event["name"]), owner=said_from(event.get("owner")))
    if kind == "answer":
        return replace(visit, questions=tuple(_answered(one, event) for one in visit.questions))
    return replace(visit, made=_made(visit.made, event))


def _answered(asked: Asked, event: Mapping[str, Any]) -> Asked:
    return replace(asked, answered=bool(event["answered"])) if asked.key == event["key"] else asked


def _made(made: tuple[Made, ...], event: Mapping[str, Any]) -> tuple[Made, ...]:
    match event["kind"]:
        case "decision":
            return (*made, Made(number=int(event["number"]), decision=from_json(event["decision"])))
        case "saved":
            numbers = {int(one) for one in event["numbers"]}
            return tuple(replace(one, saved=True) if one.number in numbers else one for one in made)
        case "withdrawn":
            return tuple(one for one in made if one.number != int(event["number"]))
    return made


def _opened(visit: Visit, event: Mapping[str, Any]) -> Visit:
    day = event.get("since")
    return replace(
        visit,
        opened=True,
        name=said_from(event["name"]),
        owner=said_from(event["owner"]),
        since=date.fromisoformat(day) if day else None,
        changed=tuple(said_from(one) for one in event["changed"]),
        source=str(event.get("source", "")),
        questions=tuple(
            Asked(key=str(one["key"]), text=said_from(one), rests=said_from(one.get("rests")))
            for one in event["questions"]
        ),
        fault=said_from(event.get("fault")),
    )
