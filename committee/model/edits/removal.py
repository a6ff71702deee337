"""Remove a record, and everything that points at it."""

from dataclasses import dataclass, field
from typing import Any

from committee.errors import EditRefused
from committee.model import words
from committee.model.access import ABSENT, get, put
from committee.model.account import Account, KeyPath, tie_of
from committee.model.edit import Change, Edit
from committee.model.edits.fields import clear, side_changes
from committee.model.fields import Field, Kind
from committee.model.references import acceptances_of, evidence_valuing, fields_naming, pairs_naming
from committee.model.tables import locate


def remove(account: Account, path: KeyPath) -> Edit:
    """The record at `path` removed, with what points at it; a field's path clears the field.

    Ties, coverage, evidence and acceptances about it go; values that name it are cleared, their records stay (an
    action stays and loses its `with`). A quorum loses the person and asks for no more than are left. Comments and
    unknown keys go with what they belong to. `goes` of the edit says all of it.

    Raises:
        EditRefused: there is nothing at `path`, or it cannot be removed (`[account]`, `[decision]`).
    """
    found = locate(path) if path else None
    if found is None:
        raise EditRefused(f"The format has no entry {'.'.join(path)}")
    if found[1] is not None:
        return clear(account, path)
    if path in {("account",), ("decision",)}:
        raise EditRefused(f"[{path[0]}] belongs to every account", "Clear its fields instead")
    try:
        present = get(account, path)
    except KeyError:
        present = ABSENT
    if present is ABSENT:
        raise EditRefused(f"{words.place_words(account, path)} is not there any more")
    work = _Removal(account)
    work.take(path, said=False)
    return Edit(f"{words.place_words(account, path)} removed", tuple(work.changes), tuple(work.goes))


@dataclass(slots=True)
class _Removal:
    """The changes of one removal while they are collected; `now` is the account after them."""

    start: Account
    changes: list[Change] = field(default_factory=list)
    goes: list[str] = field(default_factory=list)
    now: Account = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.start

    def take(self, path: KeyPath, *, said: bool) -> None:
        """Remove the record at `path` after everything that points at it."""
        if get(self.now, path) is ABSENT:
            return
        if said:
            self.goes.append(self._called(path))
        family, pair = path[0], path[1:3]
        if family in {"people", "team", "places", "rivals", "gates", "actions", "evidence"} and len(path) == 2:
            self._pointing_at(family, path[1])
        elif family in {"coverage", "influence"}:
            self._evidence_about(pair[0], pair[1])
        self._sides(path)
        self._change(path, {} if family in {"effort", "thresholds"} else ABSENT)

    def _pointing_at(self, family: str, identifier: str) -> None:
        for name, pair in list(pairs_naming(self.now, family, identifier)):
            self.take((name, *pair), said=True)
        for key in list(evidence_valuing(self.now, family, identifier)):
            self.take(("evidence", key), said=True)
        for path, named in list(fields_naming(self.now, family, identifier)):
            self._unname(path, named, identifier)
        for pair in list(acceptances_of(self.now, family, identifier)):
            self.take(("accepted", *pair), said=True)

    def _unname(self, path: KeyPath, named: Field, identifier: str) -> None:
        if named.kind is Kind.SUBJECT:
            self.take(path[:-1], said=True)
        elif path[:2] == ("decision", "quorum"):
            self._leave_quorum(identifier)
        elif path[:2] != (path[0], identifier):
            self.goes.append(f"{words.place_words(self.start, path)} {self.start.name_of(identifier)}")
            self._sides(path)
            self._change(path, named.default)

    def _leave_quorum(self, identifier: str) -> None:
        quorum = self.now.decision.quorum
        if quorum is None:
            return
        left = tuple(person for person in quorum.of if person != identifier)
        if not left:
            self.goes.append("the quorum: nobody is left in it")
            self.take(("decision", "quorum"), said=False)
            return
        self.goes.append(f"quorum: {self.start.name_of(identifier)}")
        self._sides(("decision", "quorum", "of", identifier))
        self._change(("decision", "quorum", "of"), left)
        if quorum.at_least is not None and quorum.at_least > len(left):
            self.goes.append(f"quorum: at least {quorum.at_least} → {len(left)}")
            self._change(("decision", "quorum", "at_least"), len(left))

    def _evidence_about(self, source: str, target: str) -> None:
        tie = (source, target)
        for key, record in list(self.now.evidence.items()):
            if tie_of(record.about) == tie:
                self.take(("evidence", key), said=True)

    def _sides(self, path: KeyPath) -> None:
        changes, goes = side_changes(self.now, path)
        for change in changes:
            self.now = put(self.now, change.path, change.after)
        self.changes += changes
        self.goes += goes

    def _change(self, path: KeyPath, after: Any) -> None:
        self.changes.append(Change(path, get(self.now, path), after))
        self.now = put(self.now, path, after)

    def _called(self, path: KeyPath) -> str:
        nouns = {"coverage": "coverage: ", "influence": "tie: "}
        return nouns.get(path[0], "") + words.place_words(self.start, path)
