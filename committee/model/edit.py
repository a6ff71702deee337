"""Edits: a change of an account as a value, with a label in words and an inverse.

An edit is a list of replacements, each "at this path, from this value to that". It fits an account only where every
path holds the value it starts from; that makes undo after a pull, and two edits meeting, safe field by field.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from committee.errors import EditRefused
from committee.model import validity, values, words
from committee.model.access import ABSENT, COMMENT, UNKNOWN, get, put
from committee.model.account import Account, Evidence, KeyPath
from committee.model.fields import Field
from committee.model.problem import Gravity
from committee.model.tables import locate


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement. `path` as in `committee.model.access`; a record that is not there is `ABSENT`."""

    path: KeyPath
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that belong together.

    `goes` lists in words what is removed with it; `skipped` what could not be reversed, and why (of an undo or redo
    after the account was changed from outside).
    """

    label: str
    changes: tuple[Change, ...]
    goes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    def inverse(self) -> "Edit":
        """The edit that takes this one back: `apply(apply(a, e), e.inverse()) == a`."""
        turned = (Change(change.path, change.after, change.before) for change in reversed(self.changes))
        return Edit(self.label, tuple(turned))

    def __bool__(self) -> bool:
        return bool(self.changes)


def same(one: Any, other: Any) -> bool:
    """Equality as a file sees it: 1 is not true, and nan is nan."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, (Evidence, float, list, dict)):
        return repr(one) == repr(other)
    return bool(one == other)


def apply(account: Account, edit: Edit, *, check: bool = True) -> Account:
    """The account after `edit`.

    Args:
        account: the account it is to fit.
        edit: what to change.
        check: refuse results with errors; off only where the same changes are checked together later.

    Raises:
        EditRefused: a path holds another value than the edit starts from (all such paths are named), or the result
            would have errors.
    """
    result, done, misfits = fit(account, edit.changes)
    if misfits:
        raise EditRefused(f"{edit.label}: not possible any more", "; ".join(misfits))
    if check:
        refuse_errors(result, done, edit.label)
    return result


def fit(account: Account, changes: Iterable[Change]) -> tuple[Account, tuple[Change, ...], tuple[str, ...]]:
    """Make those changes that fit, in order: the account, the changes made, and in words why the others do not fit."""
    done: list[Change] = []
    misfits: list[str] = []
    for change in changes:
        try:
            if same(get(account, change.path), change.before):
                account = put(account, change.path, change.after)
                done.append(change)
                continue
            reason = f"{words.place_words(account, change.path)} is now {words.was_words(account, change.path)}"
        except KeyError:
            reason = f"{words.place_words(account, change.path)}: there is no such entry any more"
        misfits.append(reason)
    return account, tuple(done), tuple(misfits)


def refuse_errors(account: Account, changes: Iterable[Change], label: str) -> None:
    """Raise `EditRefused` where `changes` left a value or a reference that a file may not hold.

    The checks are those of reading: `values.from_toml` for each value, `validity.problems_of` across records.
    """
    made = tuple(changes)
    faults = [fault for change in made for fault in _value_faults(account, change)]
    if faults:
        raise EditRefused(f"{label}: {faults[0]}", " ".join(faults[1:]))
    paths = [change.path for change in made if change.path[0] not in {COMMENT, UNKNOWN}]
    errors = [p for p in validity.problems_of(account, paths) if p.gravity is Gravity.ERROR]
    if errors:
        raise EditRefused(f"{label}: {errors[0].what}", errors[0].remedy)


def _value_faults(account: Account, change: Change) -> list[str]:
    if change.after is ABSENT or change.path[0] in {COMMENT, UNKNOWN}:
        return []
    found = locate(change.path)
    if found is None:
        return [f"there is no such entry: {'.'.join(change.path)}"]
    entry, field = found
    if field is not None:
        return _field_faults(account, change.path, field, change.after)
    if entry.record is int:
        return [
            fault
            for f in entry.fields
            if f.name in change.after
            for fault in _field_faults(account, (*change.path, f.name), f, change.after[f.name])
        ]
    return [
        fault
        for f in entry.fields
        for fault in _field_faults(account, (*change.path, f.name), f, getattr(change.after, f.attribute))
    ]


def _field_faults(account: Account, path: KeyPath, field: Field, value: Any) -> list[str]:
    place = words.place_words(account, path)
    if field.required and not value:
        return [f"{words.field_words(path[0])}: a {field.name} is needed"]
    if value == field.default and type(value) is type(field.default):
        return []
    found = values.from_toml(field, _raw(value))
    if isinstance(found, values.Fault):
        return [f"{place}: {found.what}" + (f". {found.remedy}" if found.remedy else "")]
    return []


def _raw(value: Any) -> Any:
    """The value as a TOML reader would hand it over."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_raw(item) for item in value]
    return value if isinstance(value, (str, int, float, bool, date)) or value is None else str(value)
