"""Read and replace any value of an account by its path: the base of edits, undo, diff and merge.

Paths are those of the file: `("account", "stage")`, `("people", "tom")` for a whole record, `("people", "tom",
"champion", "stake")`. Two families stand beside the file's own: `("#", *path)` is the comment of a path, `("?",
*path)` the raw value of an unknown key.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, Final

from committee.model.account import Account, KeyPath
from committee.model.fields import Field, Table
from committee.model.tables import locate, table

COMMENT = "#"
UNKNOWN = "?"


class _Absent(Enum):
    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent.ABSENT
"""No record stands at a path. (A field that is not written holds its default: `None`, `""` or `()`.)"""

_NESTED = {
    ("decision", "quorum"): table("decision", "quorum"),
    ("people", "*", "champion"): table("people", "*", "champion"),
}
_PAIRS = frozenset({"coverage", "influence", "accepted"})
_SINGLE = {"account": "header", "decision": "decision"}
_NUMBERS = frozenset({"effort", "thresholds"})


def get(account: Account, path: KeyPath) -> Any:
    """The value or record at `path`; `ABSENT` where its record does not exist.

    Raises:
        KeyError: the format has no such path.
    """
    if path[0] in {COMMENT, UNKNOWN}:
        return _side(account, path[0]).get(path[1:], ABSENT)
    entry, field = _locate(path)
    record = _record(account, entry, path)
    if field is None or record is ABSENT:
        return record
    return record.get(field.name) if isinstance(record, Mapping) else getattr(record, field.attribute)


def put(account: Account, path: KeyPath, value: Any) -> Account:
    """The account with `value` at `path`; `ABSENT` removes a record, a comment or an unknown key.

    Mappings stay in id order. Nothing is checked here: `committee.model.edit.apply` does that.

    Raises:
        KeyError: the format has no such path, or the record to hold the field does not exist.
    """
    if path[0] in {COMMENT, UNKNOWN}:
        name = "comments" if path[0] == COMMENT else "unknown"
        return _swap(account, name, _with(_side(account, path[0]), path[1:], value))
    entry, field = _locate(path)
    if field is None:
        return _put_record(account, entry, path, value)
    if entry.name in _NUMBERS:
        numbers = _with(getattr(account, entry.name), field.name, ABSENT if value is None else value)
        order = {f.name: i for i, f in enumerate(entry.fields)}
        return _swap(account, entry.name, dict(sorted(numbers.items(), key=lambda kv: order[kv[0]])))
    record = _record(account, entry, path)
    if record is ABSENT:
        raise KeyError(path)
    return _put_record(account, entry, path[: entry.depth], replace(record, **{field.attribute: value}))


def paths(account: Account) -> list[KeyPath]:
    """The path of every record that exists, nested ones included, in file order."""
    found: list[KeyPath] = [("account",), ("decision",)]
    if account.decision.quorum is not None:
        found.append(("decision", "quorum"))
    for name in ("gates", "rivals", "places", "team", "people"):
        for identifier in getattr(account, name):
            found.append((name, identifier))
            if name == "people" and account.people[identifier].champion is not None:
                found.append((name, identifier, "champion"))
    found += [("coverage", *pair) for pair in account.coverage]
    found += [("influence", *pair) for pair in account.influence]
    found += [("evidence", key) for key in account.evidence]
    found += [("actions", key) for key in account.actions]
    found += [("accepted", *pair) for pair in account.accepted]
    return found


def _locate(path: KeyPath) -> tuple[Table, Field | None]:
    found = locate(path)
    if found is None:
        raise KeyError(path)
    return found


def _side(account: Account, family: str) -> Mapping[KeyPath, Any]:
    return account.comments if family == COMMENT else account.unknown


def _record(account: Account, entry: Table, path: KeyPath) -> Any:
    if entry.name in _SINGLE:
        single = getattr(account, _SINGLE[entry.name])
        nested = single.quorum if entry.pattern in _NESTED else single
        return ABSENT if nested is None else nested
    if entry.name in _NUMBERS:
        return getattr(account, entry.name)
    mapping = getattr(account, entry.name)
    record = mapping.get(path[1:3] if entry.name in _PAIRS else path[1], ABSENT)
    if entry.pattern in _NESTED and record is not ABSENT:
        return ABSENT if record.champion is None else record.champion
    return record


def _put_record(account: Account, entry: Table, path: KeyPath, value: Any) -> Account:
    if entry.pattern == ("decision", "quorum"):
        quorum = None if value is ABSENT else value
        return replace(account, decision=replace(account.decision, quorum=quorum))
    if entry.pattern == ("people", "*", "champion"):
        person = account.people[path[1]]
        changed = replace(person, champion=None if value is ABSENT else value)
        return replace(account, people=_with(account.people, path[1], changed))
    if entry.name in _SINGLE:
        return _swap(account, _SINGLE[entry.name], value)
    if entry.name in _NUMBERS:
        return _swap(account, entry.name, {} if value is ABSENT else value)
    key = path[1:3] if entry.name in _PAIRS else path[1]
    return _swap(account, entry.name, _with(getattr(account, entry.name), key, value))


def _swap(account: Account, attribute: str, value: Any) -> Account:
    changes: dict[str, Any] = {attribute: value}
    return replace(account, **changes)


def _with(mapping: Mapping[Any, Any], key: Any, value: Any) -> dict[Any, Any]:
    """A copy with one entry set, in key order; replacing a value keeps the order for free."""
    changed = dict(mapping)
    if value is ABSENT:
        changed.pop(key, None)
        return changed
    known = key in changed
    changed[key] = value
    return changed if known else dict(sorted(changed.items()))
