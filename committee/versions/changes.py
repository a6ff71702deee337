"""What differs between two versions of an account, by record and field; ids that were only renamed are recognised."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise
from typing import Any

from committee.errors import EditRefused
from committee.model.access import ABSENT, COMMENT, UNKNOWN
from committee.model.account import Account, KeyPath
from committee.model.edit import apply
from committee.model.edits import difference, rename_id
from committee.model.tables import TABLES
from committee.model.vocabulary import PersonStatus
from committee.text import fold

PAIRS_LIMIT = 2500
"""Most pairs of ids gone and new that are compared field by field: beyond, two accounts have little in common."""

LIKENESS = 0.6
"""From which share of equal fields on two records without a common name are the same one."""

LEAST = 3
"""How many fields two records without a common name have to share, so that an empty record is like no other."""

_ORDER = {name: place for place, name in enumerate(dict.fromkeys(entry.name for entry in TABLES))}
_FIELDS = {entry.pattern: {f.name: i for i, f in enumerate(entry.fields)} for entry in TABLES}

# What identifies a record beyond its id: each a tuple of attributes that have to agree, and to say something.
_IDENTITIES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "places": (("name",),),
    "team": (("name",),),
    "rivals": (("name",),),
    "people": (("crm_id",), ("email",), ("name",)),
    "gates": (("what",),),
    "evidence": (("about", "field", "says"),),
    "actions": (("what", "with_"),),
}

_ALIKE = ("people", "team", "places")
"""Tables whose records are also known again by most of what they say."""


class Kind(StrEnum):
    """What happened to a record or a field."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    """The id: `before` is the old one, `after` the new one, which the path holds."""
    MOVED = "moved"
    """The place or the level of a person: another lane or row of the map."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `path` is that of a record or of a field, as in `committee.model.access`.

    `before` and `after` are the record or value; `ABSENT` where there is none.
    """

    kind: Kind
    path: KeyPath
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Rename:
    """The same record under another id."""

    table: str
    old: str
    new: str


def changes(before: Account, after: Account) -> tuple[Change, ...]:
    """Every difference, in file order; comments and unknown keys last.

    A renamed id is one change: what refers to it did not change by that. A record that came or went is one change, its
    fields are not listed; a champion table is a record of its own. Linear in the records of both, and quadratic in the
    ids gone and new up to `PAIRS_LIMIT`.
    """
    found, aligned = renames(before, after)
    made = [Change(Kind.RENAMED, (one.table, one.new), one.old, one.new) for one in found]
    made += [
        Change(_kind(change.path, change.before, change.after), change.path, change.before, change.after)
        for change in difference(aligned, after).changes
    ]
    return tuple(sorted(made, key=_place))


def renames(before: Account, after: Account) -> tuple[tuple[Rename, ...], Account]:
    """The ids that were renamed, and `before` with the new ones in every place.

    An id that is gone and one that is new are the same record if what identifies it (a CRM id, a mail address, a
    name, what a step says) stands once among those gone and once among those new; for people, team and places also if
    most of what they say is equal and their names have a word in common. Tables of ids that others refer to come first.
    """
    found: list[Rename] = []
    for table in _IDENTITIES:
        if getattr(before, table).keys() == getattr(after, table).keys():
            continue
        for old, new in sorted(_renamed(table, getattr(before, table), getattr(after, table)).items()):
            try:
                before = apply(before, rename_id(before, table, old, new), check=False)
            except EditRefused:
                continue  # the new id meant somebody of another table before: two changes, not one
            found.append(Rename(table, old, new))
    return tuple(found), before


def records(made: Iterable[Change]) -> Mapping[KeyPath, tuple[Change, ...]]:
    """The changes by the record they belong to, in file order; a champion table belongs to its person."""
    found: dict[KeyPath, list[Change]] = {}
    for change in made:
        found.setdefault(record_of(change.path), []).append(change)
    return {path: tuple(some) for path, some in found.items()}


def record_of(path: KeyPath) -> KeyPath:
    """The path of the record a path belongs to; that of the record itself is its own, a comment stays by itself."""
    if not path or path[0] in {COMMENT, UNKNOWN}:
        return path
    return path[:3] if path[0] in {"coverage", "influence", "accepted"} else path[: 1 if path[0] in _SINGLE else 2]


_SINGLE = frozenset({"account", "decision", "effort", "thresholds"})


def _kind(path: KeyPath, before: Any, after: Any) -> Kind:
    if before is ABSENT:
        return Kind.ADDED
    if after is ABSENT:
        return Kind.REMOVED
    moved = path[0] == "people" and len(path) == 3 and path[2] in {"place", "level"}
    return Kind.MOVED if moved else Kind.CHANGED


def _place(change: Change) -> tuple[Any, ...]:
    """File order: table, record, the id first, then field by field, the champion table behind the person's."""
    path = change.path
    if path[0] in {COMMENT, UNKNOWN}:
        return (len(_ORDER) + (path[0] == UNKNOWN), path[1:], 0, 0, 0)
    record = record_of(path)
    rest = path[len(record) :]
    nested = rest[:1] in {("champion",), ("quorum",)}
    names = _FIELDS.get(_pattern(record, nested=nested), {})
    return (_ORDER[path[0]], record, change.kind is not Kind.RENAMED, nested, names.get(path[-1], -1))


def _pattern(record: KeyPath, *, nested: bool) -> KeyPath:
    pattern = (record[0], *("*" for _ in record[1:]))
    inner = {"people": "champion", "decision": "quorum"}.get(record[0], "")
    return (*pattern, inner) if nested else pattern


def _renamed(table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Old id to new id, of one table."""
    gone = {key: record for key, record in before.items() if key not in after}
    new = {key: record for key, record in after.items() if key not in before}
    found: dict[str, str] = {}
    for identity in _IDENTITIES[table]:
        left, right = _by_identity(gone, identity), _by_identity(new, identity)
        for said in left.keys() & right.keys():
            old, now = left[said], right[said]
            if old is not None and now is not None:
                found[old] = now
        gone = {key: record for key, record in gone.items() if key not in found}
        taken = set(found.values())
        new = {key: record for key, record in new.items() if key not in taken}
    if table in _ALIKE and len(gone) * len(new) <= PAIRS_LIMIT:
        found.update(_alike(gone, new))
    return found


def _by_identity(records_: Mapping[str, Any], attributes: tuple[str, ...]) -> dict[tuple[str, ...], str | None]:
    """The id each identity stands for; `None` where it stands for several."""
    found: dict[tuple[str, ...], str | None] = {}
    for key, record in records_.items():
        said = tuple(" ".join(str(getattr(record, name) or "").split()).casefold() for name in attributes)
        if said[-1] and said[0]:
            found[said] = None if said in found else key
    return found


def _alike(gone: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs that are each other's only best."""
    if not gone or not new:
        return
    scores = {
        (old, now): _likeness(gone[old], new[now]) if _may_be(gone[old], new[now]) else 0.0
        for old in gone
        for now in new
    }
    for old in gone:
        best = _only_best((scores[old, now], now) for now in new)
        if best is not None and _only_best((scores[other, best], other) for other in gone) == old:
            yield old, best


def _only_best(scored: Iterable[tuple[float, str]]) -> str | None:
    ranked = sorted(scored, reverse=True)
    tied = any(first[0] == second[0] for first, second in pairwise(ranked[:2]))
    return ranked[0][1] if ranked and ranked[0][0] >= LIKENESS and not tied else None


def _may_be(one: Any, other: Any) -> bool:
    """A placeholder that found its name, or names with a word in common: somebody's successor is somebody else."""
    if getattr(one, "status", None) is PersonStatus.PLACEHOLDER:
        return True
    return bool(_name_words(one) & _name_words(other))


def _name_words(record: Any) -> frozenset[str]:
    return frozenset(word for word in fold(record.name).split() if len(word) > 2)


def _likeness(one: Any, other: Any) -> float:
    """The share of fields, of those either of them says anything in, that are equal; 0 where too few are."""
    either = equal = 0
    for entry in fields(one):
        left, right = getattr(one, entry.name), getattr(other, entry.name)
        if left == entry.default == right:
            continue
        either += 1
        equal += left == right
    return equal / either if equal >= LEAST else 0.0
