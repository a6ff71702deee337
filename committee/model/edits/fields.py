"""Set, change and clear values of records that exist."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from committee.errors import EditRefused
from committee.model import values, words
from committee.model.access import ABSENT, COMMENT, UNKNOWN, get
from committee.model.account import Account, KeyPath
from committee.model.edit import Change, Edit, same
from committee.model.fields import Field, Kind
from committee.model.tables import locate
from committee.text import clean, show


def set_field(account: Account, path: KeyPath, value: Any) -> Edit:
    """One field set to `value`; `None` clears it.

    Raises:
        EditRefused: the format has no such field, or its record is not there.
    """
    return set_fields(account, path[:-1], {path[-1]: value})


def clear(account: Account, path: KeyPath) -> Edit:
    """One field set back to unknown."""
    return set_field(account, path, None)


def set_fields(account: Account, path: KeyPath, wanted: Mapping[str, Any]) -> Edit:
    """Several fields of the record at `path`; `None` clears one; those that stay as they are make no change.

    A champion table or a quorum that is not there is made. Comments on a value that is cleared go with it.

    Raises:
        EditRefused: the format has no such field, or the record is not there.
    """
    entry, record = _record(account, path)
    if record is ABSENT and (len(path) == 3 or path == ("decision", "quorum")):
        return _make_nested(account, path, wanted)
    if record is ABSENT:
        raise EditRefused(f"{words.subject(account, path)} is not there any more")
    changes: list[Change] = []
    goes: list[str] = []
    said: list[str] = []
    for name, raw in wanted.items():
        field = entry.field(name)
        if field is None:
            raise EditRefused(f"{words.subject(account, path)}: there is no field {name}")
        before = get(account, (*path, name))
        after = normal(field, raw)
        if same(before, after):
            continue
        changes.append(Change((*path, name), before, after))
        said.append(_said(account, path, field, before, after))
        more, gone = _left_behind(account, (*path, name), field, before, after)
        changes += more
        goes += gone
    return Edit(_label(words.place_words(account, path), said), tuple(changes), tuple(goes))


def batch(label: str, *edits: Edit) -> Edit:
    """Several edits as one; each must fit the account the ones before it leave behind."""
    changes = tuple(change for edit in edits for change in edit.changes)
    return Edit(label, changes, tuple(line for edit in edits for line in edit.goes))


def normal(field: Field, value: Any) -> Any:
    """`value` as a record holds it: choices as words of their vocabulary in its order, references sorted, text clean.

    What cannot be made sense of is left as it is, for `committee.model.edit.apply` to refuse.
    """
    if value is None or value in ("", (), []):
        return field.default
    if isinstance(value, str) and field.choices is None:
        value = clean(value).replace("\r", "\n") if field.kind is Kind.PROSE else show(value)
    if field.choices is not None:
        value = _chosen(field.choices, value)
    if field.many and (isinstance(value, str) or not set(value) <= set(values.ordered(field, value))):
        return value
    return values.normal(field, value)


def side_changes(account: Account, path: KeyPath) -> tuple[list[Change], list[str]]:
    """What was written about `path` and all below it, comments and unknown keys: removed, and said."""
    changes: list[Change] = []
    goes: list[str] = []
    for family, side in ((COMMENT, account.comments), (UNKNOWN, account.unknown)):
        for key, value in side.items():
            if key[: len(path)] == path:
                changes.append(Change((family, *key), value, ABSENT))
                goes.append(_side_words(family, key, value))
    return changes, goes


def _side_words(family: str, key: KeyPath, value: Any) -> str:
    if family == UNKNOWN:
        return f"unknown key {'.'.join(key)}"
    lines = (*value.above, value.trailing, *value.end)
    text = next((line for line in lines if line.strip("# ")), "#")
    return f"comment: {words.short(text)}"


def _record(account: Account, path: KeyPath) -> Any:
    found = locate(path) if path else None
    if found is None or found[1] is not None:
        raise EditRefused(f"The format has no entry {'.'.join(path) or 'without a name'}")
    try:
        return found[0], get(account, path)
    except KeyError:
        return found[0], ABSENT


def _make_nested(account: Account, path: KeyPath, wanted: Mapping[str, Any]) -> Edit:
    entry, _ = _record(account, path)
    if path[0] == "people" and path[1] not in account.people:
        raise EditRefused(f"{path[1]} is not there any more")
    record = new_record(entry.record, entry.fields, wanted)
    said = [
        _said(account, path, f, None, getattr(record, f.attribute))
        for f in entry.fields
        if not same(getattr(record, f.attribute), f.default)
    ]
    return Edit(_label(words.place_words(account, path), said or ["claimed"]), (Change(path, ABSENT, record),))


def new_record(record: type, fields: tuple[Field, ...], given: Mapping[str, Any]) -> Any:
    """A record with `given`, each in its normal form.

    Raises:
        EditRefused: the record has no field of that name.
    """
    known = {field.name: field for field in fields}
    wrong = [name for name in given if name not in known]
    if wrong:
        raise EditRefused(f"there is no field {wrong[0]}")
    return record(**{known[name].attribute: normal(known[name], value) for name, value in given.items()})


def _left_behind(
    account: Account, path: KeyPath, field: Field, before: Any, after: Any
) -> tuple[list[Change], list[str]]:
    # A key with a comment is written even where its value need not be; only one that says nothing cannot be.
    if same(after, field.default) and not field.omit:
        return side_changes(account, path)
    changes: list[Change] = []
    goes: list[str] = []
    if field.many:
        for item in before:
            if item not in after:
                more, gone = side_changes(account, (*path, str(item)))
                changes += more
                goes += gone
    return changes, goes


def _said(account: Account, path: KeyPath, field: Field, before: Any, after: Any) -> str:
    name = words.field_words(field.name)
    if field.kind is Kind.PROSE:
        return name
    old, new = words.value_words(account, field, before), words.value_words(account, field, after)
    if path[0] == "account" and not before:
        old = "none"
    return f"{name} {new}" if before is None or before in ("", ()) else f"{name} {old} → {new}"


def _label(subject: str, said: list[str]) -> str:
    if not said:
        return f"{subject}: nothing changed"
    return f"{subject}: {', '.join(said)}" if len(said) <= 3 else f"{subject}: {len(said)} fields"


def _chosen(choices: type[StrEnum], value: Any) -> Any:
    """Words as members of their vocabulary; what is none stays as it is."""
    if isinstance(value, str):
        return next((member for member in choices if member == value), value)
    return tuple(next((member for member in choices if member == item), item) for item in value)
