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
    for path in _paths(before, after, entry):
        nested = len(path) == 3 and path[2] == "champion"
        if nested and (path[1] not in before.people or path[1] not in after.people):
            continue
        old, new = get(before, path), get(after, path)
        if old is new:
            continue
        if old is ABSENT or new is ABSENT:
            yield Change(path, old, new)
        else:
            yield from (
                Change((*path, field.name), _value(old, field), _value(new, field))
                for field in entry.fields
                if not same(_value(old, field), _value(new, field))
            )


def _value(record: Any, field: Field) -> Any:
    return record.get(field.name) if isinstance(record, dict) else getattr(record, field.attribute)


def _paths(before: Account, after: Account, entry: Table) -> list[KeyPath]:
    if "*" not in entry.pattern:
        return [entry.pattern]
    mappings = (getattr(before, entry.name), getattr(after, entry.name))
    keys = sorted({*mappings[0], *mappings[1]})
    if entry.pattern == ("people", "*", "champion"):
        return [("people", key, "champion") for key in keys]
    return [(entry.name, key) if isinstance(key, str) else (entry.name, *key) for key in keys]
