"""Conflicts in words about people: what each side says, without ids and without the words of git.

The accounts a sentence is made from may be masked ones; then its words are, too.
"""

from collections.abc import Iterator
from typing import Any

from committee.model import words
from committee.model.access import ABSENT, UNKNOWN
from committee.model.account import Account, KeyPath, Person
from committee.model.fields import Kind as FieldKind
from committee.model.tables import locate
from committee.versions.at import at, path_in
from committee.versions.merge.conflict import Conflict, Kind, Merged
from committee.versions.merge.twice import id_on


def sentence(conflict: Conflict, merged: Merged) -> str:
    """The whole conflict on one line."""
    said = {
        Kind.REMOVED_HERE: lambda: _removal(conflict, merged, here="removed here", there="there"),
        Kind.REMOVED_THERE: lambda: _removal(conflict, merged, here="removed there", there="here"),
        Kind.TWO: lambda: (
            f"{side_words(conflict, merged, 'ours')} here, {side_words(conflict, merged, 'theirs')} there; "
            "two people have one id"
        ),
        Kind.ONE: lambda: (
            f"{side_words(conflict, merged, 'ours')} here, {side_words(conflict, merged, 'theirs')} there; "
            "one person has two ids"
        ),
        Kind.RENAMED: lambda: f"called {conflict.ours} here and {conflict.theirs} there, it was {conflict.base}",
    }.get(conflict.kind)
    if said is not None:
        return f"{title(conflict, merged)}: {said()}"
    ours, theirs, base = (side_words(conflict, merged, side) for side in ("ours", "theirs", "base"))
    before = "" if conflict.kind is Kind.CYCLE or base == "unknown" else f" (it was {base})"
    return f"{title(conflict, merged)}: {ours} here, {theirs} there{before}"


def title(conflict: Conflict, merged: Merged) -> str:
    """What a conflict is about: `María Gómez: stance`, `Tom Lee`, `reporting lines`."""
    if conflict.kind is Kind.CYCLE:
        return "reporting lines in a circle"
    if conflict.path[0] == UNKNOWN:
        return f"{'.'.join(conflict.path[1:])}"
    return words.place_words(_holder(conflict, merged), conflict.path)


def side_words(conflict: Conflict, merged: Merged, side: str) -> str:
    """What one side (`base`, `ours`, `theirs`) says."""
    value, account = getattr(conflict, side), _with_names(merged)
    if conflict.kind is Kind.CYCLE:
        lines = [f"{account.name_of(who)} reports to {account.name_of(above) or 'nobody'}" for who, above in value]
        return " and ".join(lines) or "no change"
    if conflict.kind is Kind.FIELD:
        return _value(account, conflict.path, value)
    if conflict.kind is Kind.QUORUM and value is not ABSENT and value is not None:
        names = ", ".join(account.name_of(person) for person in value.of)
        return f"at least {value.at_least} of {names}"
    if conflict.kind in {Kind.TWO, Kind.ONE} and (person := _person(conflict, getattr(merged.sides, side))) is not None:
        known = (person.name, person.title, account.name_of(person.place), person.email, person.crm_id)
        return ", ".join(filter(None, known))
    if conflict.kind is Kind.RENAMED:
        return str(value)
    return "not there" if value is ABSENT else "there"


def _person(conflict: Conflict, side: Account) -> Person | None:
    key = id_on(side, conflict) if conflict.kind is Kind.ONE else conflict.path[1]
    return side.people.get(key)


def _value(account: Account, path: KeyPath, value: Any) -> str:
    found = None if path[0] == UNKNOWN else locate(path)
    if value is ABSENT:
        return "not there"
    field = found[1] if found else None
    said = words.value_words(account, field, value)
    return f'"{said}"' if field is not None and field.kind in {FieldKind.TEXT, FieldKind.PROSE} and value else said


def _removal(conflict: Conflict, merged: Merged, *, here: str, there: str) -> str:
    changes = list(dict.fromkeys(_changes(conflict, merged)))
    shown = "; ".join(changes[:3]) + (f"; and {len(changes) - 3} more" if len(changes) > 3 else "")
    return f"{here}, but {there} {shown}"


def _changes(conflict: Conflict, merged: Merged) -> Iterator[str]:
    """What the keeping side changed about what the other removed."""
    kept = conflict.theirs if conflict.kind is Kind.REMOVED_HERE else conflict.ours
    account = _holder(conflict, merged)
    found = locate(conflict.path)
    for field in found[0].fields if found and not isinstance(conflict.base, dict) else ():
        before, after = getattr(conflict.base, field.attribute), getattr(kept, field.attribute)
        if before != after:
            said = "changed" if field.kind is FieldKind.PROSE else f"is now {words.value_words(account, field, after)}"
            yield f"{words.field_words(field.name)} {said}"
    for path in conflict.links:
        known = path_in(merged.sides.base, path)
        once_more = path[0] == conflict.path[0] and len(path) == len(conflict.path) == 2
        yield f"{_link(account, path)} was {'added once more' if once_more else 'changed' if known else 'added'}"
    if not conflict.links and conflict.base == kept:
        yield "something was written about it"


def _link(account: Account, path: KeyPath) -> str:
    nouns = {"coverage": "the coverage ", "influence": "the tie ", "evidence": "", "accepted": ""}
    return nouns.get(path[0], "") + words.place_words(account, path)


def _holder(conflict: Conflict, merged: Merged) -> Account:
    """The side where what the conflict is about exists."""
    record = conflict.path
    for side in (merged.sides.ours, merged.sides.theirs, merged.sides.base):
        if at(side, record[:2] if record[0] == "people" else record) is not ABSENT and _knows(side, conflict.links):
            return side
    return _with_names(merged)


def _knows(account: Account, links: tuple[KeyPath, ...]) -> bool:
    return all(path_in(account, path) for path in links)


def _with_names(merged: Merged) -> Account:
    """An account that knows every name of either side; for words only."""
    sides = merged.sides
    tables: dict[str, Any] = {
        name: {**getattr(sides.base, name), **getattr(sides.theirs, name), **getattr(sides.ours, name)}
        for name in ("people", "team", "places", "rivals", "evidence", "gates", "actions")
    }
    return Account(header=sides.ours.header, decision=sides.ours.decision, **tables)
