"""Actions across accounts: who of us promised what until when, and which steps of the paper process are open.

Both are promises with an owner, a person and a date, so they stand in one list. Accounts are read one by one and
forgotten again: the list holds a line for each promise, never the accounts.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from committee import store
from committee.errors import FileFailure, Stop, Unwanted, never
from committee.model import edits
from committee.model.account import Account, Action, Gate, KeyPath
from committee.model.edit import Edit
from committee.model.line.names import find
from committee.model.problem import Gravity, Problem
from committee.model.vocabulary import GateStatus
from committee.text import show

Seen = Callable[[Account], Account]
"""How an account is shown: as it is, or with its names hidden. Ids and keys stay."""


class When(StrEnum):
    """How soon a promise is due, most pressing first."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "within a week"
    LATER = "later"
    UNDATED = "no date"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One action, or one step of the paper process (`table` is "actions" or "gates"), of one account.

    Names are ready to be shown; ids tell whose they are. A gate that is done has no date of its own: `done` is then
    `None`, and `when` says it.
    """

    file: Path
    account: str
    table: str
    key: str
    what: str
    owner_id: str
    owner: str
    person_id: str
    person: str
    due: date | None
    done: date | None
    when: When
    blocked: bool = False

    @property
    def path(self) -> KeyPath:
        """Where it stands in its file."""
        return (self.table, self.key)

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.when is not When.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The promises of one file, in order, and the first error of the file; an unreadable one has only that."""

    file: Path
    account: str = ""
    promises: tuple[Promise, ...] = ()
    fault: Problem | None = None
    faults: int = 0
    """How many errors the file has."""


def as_it_is(account: Account) -> Account:
    """Shows an account unchanged."""
    return account


def listings(paths: Iterable[Path], today: date, *, seen: Seen = as_it_is, stop: Stop = never) -> Iterator[Listing]:
    """The promises of each file, one after the other, so that the first can be shown while the rest is read.

    Memory does not grow with the accounts. A file with errors gives what can be read of it and its first error.

    Raises:
        Unwanted: `stop` said so.
    """
    for path in paths:
        if stop():
            raise Unwanted
        yield listing(path, today, seen=seen)


def listing(path: Path, today: date, *, seen: Seen = as_it_is) -> Listing:
    """The promises of the file at `path`; never raises for what is wrong with the file."""
    try:
        document = store.read(path)
    except FileFailure as failure:
        fault = Problem(code="unreadable", what=failure.what, remedy=failure.remedy, file=show(path.name))
        return Listing(file=path, fault=fault, faults=1)
    errors = [problem for problem in document.problems if problem.gravity is Gravity.ERROR]
    return Listing(
        file=path,
        account=seen(document.account).header.name,
        promises=promises(document.account, path, today, seen=seen),
        fault=errors[0] if errors else None,
        faults=len(errors),
    )


def promises(account: Account, path: Path, today: date, *, seen: Seen = as_it_is) -> tuple[Promise, ...]:
    """Every action and gate of an account, most pressing first."""
    shown = seen(account)
    found = [_of_action(shown, key, path, today) for key in account.actions]
    found += [_of_gate(shown, key, path, today) for key in account.gates]
    return in_order(found)


def in_order(found: Iterable[Promise]) -> tuple[Promise, ...]:
    """Open before done; by due date, those without one last; what is done, newest first. Ties by account and key."""
    return tuple(sorted(found, key=_place))


def chosen(
    found: Iterable[Promise], *, owner: str = "", until: date | None = None, done: bool = False
) -> tuple[Promise, ...]:
    """Those that match, in order.

    Args:
        found: promises of any accounts.
        owner: the words of a teammate's name, or an id; all where empty.
        until: only what is due on this day or before; undated promises are left out then.
        done: also what is done.
    """
    kept = [
        promise
        for promise in found
        if (done or promise.open) and (until is None or (promise.due is not None and promise.due <= until))
    ]
    return in_order(_owned(kept, owner) if owner else kept)


def last_day(word: str, today: date) -> date | None:
    """The day up to which `overdue`, `today` and `week` reach (`week`: seven days on); `None` for any other word."""
    return {
        "overdue": today - timedelta(days=1),
        "today": today,
        "week": today + timedelta(days=7),
    }.get(word)


def owners(found: Iterable[Promise]) -> tuple[str, ...]:
    """The names of all who own something, in order."""
    return tuple(sorted({promise.owner for promise in found if promise.owner}))


def done_edit(account: Account, path: KeyPath, today: date) -> Edit:
    """The promise at `path` is kept: done today; or, where it was, open again.

    Raises:
        EditRefused: it is not there any more.
    """
    if path[0] == "gates":
        gate = account.gates.get(path[1])
        kept = gate is not None and gate.status is GateStatus.DONE
        return edits.set_field(account, (*path, "status"), GateStatus.OPEN if kept else GateStatus.DONE)
    action = account.actions.get(path[1])
    return edits.set_field(account, (*path, "done"), None if action is not None and action.done else today)


def faulty(found: Iterable[Listing]) -> tuple[Listing, ...]:
    """The listings of files that have errors, in order of their paths."""
    return tuple(sorted((one for one in found if one.fault is not None), key=lambda one: one.file))


def when_of(due: date | None, today: date, *, done: bool) -> When:
    """How soon something is due."""
    if done:
        return When.DONE
    if due is None:
        return When.UNDATED
    if due <= today:
        return When.OVERDUE if due < today else When.TODAY
    week = last_day("week", today)
    return When.WEEK if week is not None and due <= week else When.LATER


def _of_action(account: Account, key: str, path: Path, today: date) -> Promise:
    action: Action = account.actions[key]
    return Promise(
        file=path,
        account=account.header.name,
        table="actions",
        key=key,
        what=action.what or key,
        owner_id=action.owner,
        owner=account.name_of(action.owner),
        person_id=action.with_,
        person=account.name_of(action.with_),
        due=action.due,
        done=action.done,
        when=when_of(action.due, today, done=action.done is not None),
    )


def _of_gate(account: Account, key: str, path: Path, today: date) -> Promise:
    gate: Gate = account.gates[key]
    return Promise(
        file=path,
        account=account.header.name,
        table="gates",
        key=key,
        what=gate.what or key,
        owner_id=gate.ours,
        owner=account.name_of(gate.ours),
        person_id=gate.theirs,
        person=account.name_of(gate.theirs),
        due=gate.due,
        done=None,
        when=when_of(gate.due, today, done=gate.status is GateStatus.DONE),
        blocked=gate.status is GateStatus.BLOCKED,
    )


def _place(promise: Promise) -> tuple[object, ...]:
    day = (promise.done if promise.when is When.DONE else promise.due) or date.max
    order = -day.toordinal() if promise.when is When.DONE else day.toordinal()
    return (not promise.open, order, promise.account, str(promise.file), promise.path)


@dataclass(frozen=True, slots=True)
class _Named:
    """What `find` looks at: somebody's name."""

    name: str


def _owned(found: Collection[Promise], owner: str) -> list[Promise]:
    """Those whose owner `owner` means: by id, else by name, else by words of a name, across all accounts."""
    by_id = [promise for promise in found if promise.owner_id == owner]
    names = {promise.owner: _Named(promise.owner) for promise in found if promise.owner_id}
    meant = set(find(owner, dict(sorted(names.items()))))
    return by_id or [promise for promise in found if promise.owner_id and promise.owner in meant]
