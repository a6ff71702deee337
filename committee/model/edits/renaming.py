"""Rename an id everywhere it stands."""

from typing import Any, Final

from committee.errors import EditRefused
from committee.model import words
from committee.model.access import ABSENT, COMMENT, UNKNOWN, get
from committee.model.account import Account, KeyPath, tie_of, tie_subject
from committee.model.edit import Change, Edit
from committee.model.fields import Field, Kind
from committee.model.ids import RESERVED, is_id
from committee.model.references import (
    IDENTIFIED,
    acceptances_of,
    evidence_valuing,
    fields_naming,
    pairs_naming,
)
from committee.model.suggest import quoted

_RENAMED: Final = (*IDENTIFIED, "gates", "evidence", "actions")


def rename_id(account: Account, table: str, old: str, new: str) -> Edit:
    """The record `old` of `table` called `new`, in every reference, tie, acceptance, evidence, comment and unknown key.

    Raises:
        EditRefused: there is no such record, or `new` is no id or is taken.
    """
    _refuse(account, table, old, new)
    if old == new:
        return Edit(f"{words.subject(account, (table, old))}: nothing changed", ())
    changes: list[Change] = []
    moved: list[tuple[KeyPath, KeyPath]] = [((table, old), (table, new))]
    for name, pair in pairs_naming(account, table, old):
        ends = _PAIR_TABLES[name]
        there = tuple(new if end == table and part == old else part for end, part in zip(ends, pair, strict=True))
        moved.append(((name, *pair), (name, *there)))
    moved += [(("accepted", *pair), ("accepted", pair[0], new)) for pair in acceptances_of(account, table, old)]
    for before, after in moved:
        record = get(account, before)
        changes += [Change(before, record, ABSENT), Change(after, ABSENT, record)]
    follow = dict(moved)
    for path, field in fields_naming(account, table, old):
        value = get(account, path)
        record_path = path[:2] if path[0] not in {"coverage", "influence"} else path[:3]
        here = (*follow.get(record_path, record_path), *path[len(record_path) :])
        changes.append(Change(here, value, _renamed_value(field, value, old, new)))
    changes += [Change(("evidence", key, "value"), old, new) for key in evidence_valuing(account, table, old)]
    changes += _moved_sides(account, table, old, new, follow)
    return Edit(f"{words.subject(account, (table, old))}: id {old} → {new}", tuple(changes))


_PAIR_TABLES: Final = {"coverage": ("team", "people"), "influence": ("people", "people")}


def _refuse(account: Account, table: str, old: str, new: str) -> None:
    if table not in _RENAMED or old not in getattr(account, table):
        raise EditRefused(f"There is no {old} in {table} any more")
    if not is_id(new):
        raise EditRefused(
            f"{quoted(new)} cannot be an id", "Use small letters a to z, digits and single hyphens, at most 64"
        )
    if new in RESERVED and table in IDENTIFIED:
        raise EditRefused(f'"{new}" stands for something else in an account file', "Choose another id")
    taken = set(account.ids()) if table in IDENTIFIED else getattr(account, table)
    if new != old and new in taken:
        raise EditRefused(f'"{new}" is taken by {account.name_of(new)}', "Choose another id")


def _renamed_value(field: Field, value: Any, old: str, new: str) -> Any:
    if field.kind is Kind.SUBJECT:
        tie = tie_of(value)
        if tie is None:
            return new
        return tie_subject(*(new if end == old else end for end in tie))
    if field.many:
        return tuple(sorted(new if item == old else item for item in value))
    return new


def _moved_sides(account: Account, table: str, old: str, new: str, follow: dict[KeyPath, KeyPath]) -> list[Change]:
    """Comments and unknown keys move with their records; so do those on the item of a list that names the id."""
    changes = []
    for family, side in ((COMMENT, account.comments), (UNKNOWN, account.unknown)):
        for path, value in side.items():
            after = _moved_path(path, table, old, new, follow)
            if after != path:
                changes += [Change((family, *path), value, ABSENT), Change((family, *after), ABSENT, value)]
    return changes


def _moved_path(path: KeyPath, table: str, old: str, new: str, follow: dict[KeyPath, KeyPath]) -> KeyPath:
    for length in (2, 3):
        if path[:length] in follow:
            return follow[path[:length]] + path[length:]
    if path[:1] == ("coverage",) and table == "team" and path[1:2] == (old,):
        return ("coverage", new, *path[2:])
    if path[:1] == ("influence",) and table == "people" and path[1:2] == (old,):
        return ("influence", new, *path[2:])
    if path[:3] == ("decision", "quorum", "of") and table == "people" and path[3:4] == (old,):
        return (*path[:3], new, *path[4:])
    return path
