"""Actions across accounts: who of us promised what until when, and which steps of the paper process are open.

Both are promises with an owner, a person and a date, so they stand in one list. Accounts are read one by one and
forgotten again: the list holds a line for each promise, never the accounts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from committee import store
from committee.errors import Stop, Unwanted, never
from committee.model import edits
from committee.model.account import Account, Action, Gate, KeyPath
from committee.model.disclosure import HIDDEN, OPEN, Disclosure, Hidden, aliases
from committee.model.edit import Edit
from committee.model.line.names import find
from committee.model.masking import mask
from committee.model.problem import Gravity, Problem, how_many
from committee.model.vocabulary import GateStatus
from committee.store.alone import Tell, alone, kept
from committee.text import show


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

    Names and `what` are ready to be shown; `file`, ids and `key` are the real ones. `origin` is what the customer is
    called in the file, for telling entries of a calendar apart. A gate that is done has no date of its own: `done` is
    then `None`, and `when` says it.
    """

    file: Path = Path()
    account: str = ""
    origin: str = ""
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


def listings(
    paths: Sequence[Path],
    today: date,
    *,
    disclosure: Disclosure = OPEN,
    called: Mapping[Path, str] | None = None,
    stop: Stop = never,
    tell: Tell = kept,
) -> Iterator[Listing]:
    """The promises of each file, one after the other, so that the first can be shown while the rest is read.

    Memory does not grow with the accounts. A file with errors gives what can be read of it and its first error.

    Args:
        paths: account files.
        today: the date they are seen from.
        disclosure: what is withheld.
        called: what stands in for each of them where names are hidden; of these paths alone where `None`.
        stop: asked before each file.
        tell: hears of every fault of ours.

    Raises:
        Unwanted: `stop` said so.
    """
    known = called_in(paths, disclosure) if called is None else called
    for path in paths:
        if stop():
            raise Unwanted
        yield listing(path, today, disclosure=disclosure, called=known.get(path, ""), tell=tell)


def called_in(paths: Sequence[Path], disclosure: Disclosure) -> Mapping[Path, str]:
    """What stands in for each file and its account where names are hidden: `Account 3`; empty where they are not."""
    if not disclosure.names_hidden:
        return {}
    found = aliases((str(path) for path in paths), "Account")
    return {path: found[str(path)] for path in paths}


def listing(path: Path, today: date, *, disclosure: Disclosure = OPEN, called: str = "", tell: Tell = kept) -> Listing:
    """The promises of the file at `path`; never raises for what is wrong with the file, nor for a fault of ours.

    Args:
        path: an account file.
        today: the date it is seen from.
        disclosure: what is withheld of it.
        called: what stands in for the account's name.
        tell: hears of a fault of ours.
    """

    def lost(problem: Problem) -> Listing:
        return Listing(file=path, account=called, fault=replace(problem, file=show(path.name)), faults=1)

    return alone(lambda: _listing(path, today, disclosure, called), lost, tell)


def _listing(path: Path, today: date, disclosure: Disclosure, called: str) -> Listing:
    document = store.read(path)
    errors = [problem for problem in document.problems if problem.gravity is Gravity.ERROR]
    account = document.account
    return Listing(
        file=path,
        account=called or account.header.name,
        promises=promises(account, path, today, disclosure=disclosure, called=called),
        fault=errors[0] if errors else None,
        faults=how_many(errors),
    )


def promises(
    account: Account, path: Path, today: date, *, disclosure: Disclosure = OPEN, called: str = ""
) -> tuple[Promise, ...]:
    """Every action and gate of an account, most pressing first; arguments as of `listing`."""
    shown = mask(account, disclosure)
    name, origin = called or shown.header.name, account.header.name
    # Keys of gates are made of words, so a masked account has others; ids of people are the same in both.
    words = _withheld(shown) if shown is not account else {}
    found = [_of_action(action, shown, key, today) for key, action in account.actions.items()]
    found += [_of_gate(gate, shown, key, today) for key, gate in account.gates.items()]
    if disclosure:
        found = [replace(promise, what=words.get(promise.path, HIDDEN)) for promise in found]
    return in_order(replace(promise, file=path, account=name, origin=origin) for promise in found)


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


def _of_action(action: Action, shown: Account, key: str, today: date) -> Promise:
    promise = _promise(("actions", key), shown, what=action.what, owner=action.owner, person=action.with_)
    when = when_of(action.due, today, done=action.done is not None)
    return replace(promise, due=action.due, done=action.done, when=when)


def _of_gate(gate: Gate, shown: Account, key: str, today: date) -> Promise:
    promise = _promise(("gates", key), shown, what=gate.what, owner=gate.ours, person=gate.theirs)
    when = when_of(gate.due, today, done=gate.status is GateStatus.DONE)
    return replace(promise, due=gate.due, when=when, blocked=gate.status is GateStatus.BLOCKED)


def _promise(path: tuple[str, str], shown: Account, *, what: str, owner: str, person: str) -> Promise:
    """Who promised what to whom, called as `shown` calls them; when is not known yet."""
    table, key = path
    return Promise(
        table=table,
        key=key,
        what=what or key,
        owner_id=owner,
        owner=shown.name_of(owner),
        person_id=person,
        person=shown.name_of(person),
        due=None,
        done=None,
        when=When.UNDATED,
    )


def _withheld(shown: Account) -> dict[KeyPath, str]:
    """What a masked account says in place of each action and gate, by the path of the real one."""
    texts = [*(action.what for action in shown.actions.values()), *(gate.what for gate in shown.gates.values())]
    return {text.path[:2]: str(text) for text in texts if isinstance(text, Hidden)}


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
    # Where names are hidden, the words of the id still tell.
    names = {word: _Named(word) for one in found if one.owner_id for word in (one.owner, _spaced(one.owner_id))}
    meant = set(find(owner, dict(sorted(names.items()))))
    return by_id or [one for one in found if one.owner_id and {one.owner, _spaced(one.owner_id)} & meant]


def _spaced(identifier: str) -> str:
    return identifier.replace("-", " ")
