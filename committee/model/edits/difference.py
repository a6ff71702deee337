"""The edit that leads from one account to another: for reload, for what a line of text meant, for merges."""

from collections.abc import Iterator
from typing import Any

from committee.model.access import ABSENT, COMMENT, UNKNOWN, get
from committee.model.account import Account, KeyPath
from committee.model.edit import Change, Edit, same
from committee.model.fields import Field, Table
from committee.model.tables import TABLES

_SIDES = ((COMMENT, "comments"), (UNKNOWN, "unknown"))


def difference(before: Account, after: Account, label: str = "changes") -> Edit:
    """Every change from `before` to `after`: records that come and go whole, others field by field.

    `apply(before, difference(before, after)) == after` for any two accounts. Linear in the records of both; tables
    the two accounts share are passed over at once.
    """
    changes: list[Change] = []
    for entry in TABLES:
        if not _shared(before, after, entry):
            changes += _of_table(before, after, entry)
    for family, attribute in _SIDES:
        old, new = getattr(before, attribute), getattr(after, attribute)
        if old is not new:
            changes += [
                Change((family, *key), old.get(key, ABSENT), new.get(key, ABSENT))
                for key in sorted({*old, *new})
                if key not in old or key not in new or not same(old[key], new[key])
            ]
    return Edit(label, tuple(changes))


def _shared(before: Account, after: Account, entry: Table) -> bool:
    attribute = "header" if entry.name == "account" else entry.name
    return getattr(before, attribute) is getattr(after, attribute)


def _of_table(before: Account, after: Account, entry: Table) -> Iterator[Change]:
    for path, old, new in _records(before, after, entry):
        if old is ABSENT or new is ABSENT:
            yield Change(path, old, new)
            continue
        for field in entry.fields:
            left, right = _value(old, field), _value(new, field)
            if not same(left, right):
                yield Change((*path, field.name), left, right)


def _value(record: Any, field: Field) -> Any:
    return record.get(field.name) if isinstance(record, dict) else getattr(record, field.attribute)


def _records(before: Account, after: Account, entry: Table) -> Iterator[tuple[KeyPath, Any, Any]]:
    """Path, old and new record, of those that are not the very same object."""
    if "*" not in entry.pattern:
        old, new = get(before, entry.pattern), get(after, entry.pattern)
        if old is not new:
            yield entry.pattern, old, new
        return
    left, right = getattr(before, entry.name), getattr(after, entry.name)
    for key in sorted({key for key in (*left, *right) if left.get(key) is not right.get(key)}):
        path = (entry.name, key) if isinstance(key, str) else (entry.name, *key)
        if entry.pattern[-1] != "champion":
            yield path, left.get(key, ABSENT), right.get(key, ABSENT)
        elif key in left and key in right and left[key].champion is not right[key].champion:
            yield (*path, "champion"), _claim(left[key]), _claim(right[key])


def _claim(person: Any) -> Any:
    return ABSENT if person.champion is None else person.champion
