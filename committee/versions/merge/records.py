"""The records of three accounts merged, key by key and field by field; what clashes is collected.

Removals of what others refer to are settled before (`committee.versions.merge.removals`): here each record
stands alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from committee.model.access import ABSENT, UNKNOWN
from committee.model.account import Account, Champion, Decision, KeyPath, Person, Quorum
from committee.model.edit import same
from committee.model.fields import Field, Kind, Table
from committee.model.tables import TABLES, table
from committee.versions.merge.conflict import Conflict, Sides, person_of
from committee.versions.merge.conflict import Kind as ConflictKind
from committee.versions.merge.removals import is_changed
from committee.versions.merge.three_way import Clash, merge_comment, merge_unknown, merge_value

_CHAMPION: Final = table("people", "*", "champion")
_QUORUM: Final = table("decision", "quorum")
_NESTED: Final = {_CHAMPION.pattern, _QUORUM.pattern}


@dataclass(slots=True)
class Pass:
    """One pass over all records; `conflicts` fills while it runs. Where something clashes the result holds ours."""

    sides: Sides
    conflicts: list[Conflict] = field(default_factory=list)
    gone_here: Mapping[str, frozenset[str]] = field(init=False)
    gone_there: Mapping[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.gone_here = _gone(self.sides.base, self.sides.ours)
        self.gone_there = _gone(self.sides.base, self.sides.theirs)

    def account(self) -> Account:
        """The merged account. Linear in the records; what the sides share is passed over at once."""
        parts: dict[str, Any] = {}
        for entry in TABLES:
            if entry.pattern in _NESTED:
                continue
            name = "header" if entry.name == "account" else entry.name
            base, ours, theirs = (getattr(side, name) for side in self._three())
            if ours is theirs or base is theirs:
                parts[name] = ours
            elif base is ours:
                parts[name] = theirs
            else:
                parts[name] = self._table(entry, base, ours, theirs)
        return Account(**parts, unknown=self._unknown(), comments=self._comments())

    def _three(self) -> tuple[Account, Account, Account]:
        return self.sides.base, self.sides.ours, self.sides.theirs

    def _table(self, entry: Table, base: Any, ours: Any, theirs: Any) -> Any:
        if entry.record is int:
            return self._numbers(entry, base, ours, theirs)
        if entry.depth == 1:
            return self._record(entry, entry.pattern, base, ours, theirs)
        merged: dict[Any, Any] = {}
        for key in sorted({*ours, *theirs}):
            path = (entry.name, key) if isinstance(key, str) else (entry.name, *key)
            values = (side.get(key, ABSENT) for side in (base, ours, theirs))
            record = self._present(entry, path, *values)
            if record is not ABSENT:
                merged[key] = record
        return merged

    def _present(self, entry: Table, path: KeyPath, base: Any, ours: Any, theirs: Any) -> Any:
        """The record at a path, or `ABSENT`; what only one side has was added there, or removed on the other."""
        if same(ours, theirs):
            return ours
        if ours is not ABSENT and theirs is not ABSENT:
            if same(base, theirs) or same(base, ours):
                return ours if same(base, theirs) else theirs
            return self._record(entry, path, base, ours, theirs)
        if base is ABSENT:
            return theirs if ours is ABSENT else ours
        without, keeping = self.sides.ours, self.sides.theirs
        if theirs is ABSENT:
            without, keeping = keeping, without
        if not is_changed(self.sides.base, keeping, path, without):
            return ABSENT
        kind = ConflictKind.REMOVED_HERE if ours is ABSENT else ConflictKind.REMOVED_THERE
        self._clash(path, kind, Clash(base, ours, theirs))
        return ours

    def _record(self, entry: Table, path: KeyPath, base: Any, ours: Any, theirs: Any) -> Any:
        values: dict[str, Any] = {}
        for item in entry.fields:
            before = item.default if base is ABSENT else getattr(base, item.attribute)
            one, other = getattr(ours, item.attribute), getattr(theirs, item.attribute)
            if one is other:
                continue
            value = self._value(item, before, one, other)
            if isinstance(value, Clash):
                self._clash((*path, item.name), ConflictKind.FIELD, value)
                value = value.ours
            values[item.attribute] = value
        if isinstance(ours, Person):
            values["champion"] = self._nested(_CHAMPION, (*path, "champion"), base, ours, theirs)
        elif isinstance(ours, Decision):
            values["quorum"] = self._nested(_QUORUM, ("decision", "quorum"), base, ours, theirs)
        return replace(ours, **values)

    def _nested(self, entry: Table, path: KeyPath, *holders: Any) -> Champion | Quorum | None:
        found = [
            ABSENT if holder is ABSENT or getattr(holder, path[-1]) is None else getattr(holder, path[-1])
            for holder in holders
        ]
        record = self._present(entry, path, *found)
        return None if record is ABSENT else record

    def _value(self, item: Field, base: Any, ours: Any, theirs: Any) -> Any:
        """A reference that one side emptied only because what it named was removed there gives way to the other's."""
        if item.kind is Kind.REFERENCE and base and not (same(base, ours) or same(base, theirs)):
            if not ours and _was_removed(item, base, self.gone_here):
                return theirs
            if not theirs and _was_removed(item, base, self.gone_there):
                return ours
        return merge_value(item, base, ours, theirs)

    def _numbers(self, entry: Table, *sides: Mapping[str, int]) -> dict[str, int]:
        merged: dict[str, int] = {}
        for item in entry.fields:
            value = merge_value(item, *(side.get(item.name) for side in sides))
            if isinstance(value, Clash):
                self._clash((*entry.pattern, item.name), ConflictKind.FIELD, value)
                value = value.ours
            if value is not None:
                merged[item.name] = value
        return merged

    def _unknown(self) -> dict[KeyPath, Any]:
        base, ours, theirs = (side.unknown for side in self._three())
        merged: dict[KeyPath, Any] = {}
        for key in sorted({*ours, *theirs}):
            value, clashes = merge_unknown(key, *(side.get(key, ABSENT) for side in (base, ours, theirs)))
            for path, clash in clashes:
                self._clash((UNKNOWN, *path), ConflictKind.FIELD, clash)
            if value is not ABSENT:
                merged[key] = value
        return merged

    def _comments(self) -> dict[KeyPath, Any]:
        base, ours, theirs = (side.comments for side in self._three())
        if theirs in (ours, base):
            return dict(ours)
        found = {key: merge_comment(base.get(key), ours.get(key), theirs.get(key)) for key in sorted({*ours, *theirs})}
        return {key: comment for key, comment in found.items() if comment is not None}

    def _clash(self, path: KeyPath, kind: ConflictKind, clash: Clash) -> None:
        about = self._about(path)
        self.conflicts.append(
            Conflict(path=path, kind=kind, base=clash.base, ours=clash.ours, theirs=clash.theirs, about=about)
        )

    def _about(self, path: KeyPath) -> str:
        """The person a path is about; where a side says now that it is about somebody else, that one.

        The same whichever side is ours, also where both say so, and not of the same person.
        """
        before, mine, other = (person_of(path, side) for side in self._three())
        if before in (mine, other):
            return (other if mine == before else mine) or before
        return mine if mine == other else before or min(filter(None, (mine, other)), default="")


def _gone(base: Account, side: Account) -> dict[str, frozenset[str]]:
    """By table, the ids that a side removed."""
    names = ("people", "team", "places", "rivals")
    return {name: frozenset(set(getattr(base, name)) - set(getattr(side, name))) for name in names}


def _was_removed(item: Field, value: Any, gone: Mapping[str, frozenset[str]]) -> bool:
    return any(value in gone[name] for name in item.refers)
