"""Carry out one choice: change the sides so that they agree, so that merging them again has nothing to ask there."""

from dataclasses import replace
from typing import Any

from committee.model.access import ABSENT, UNKNOWN, get, put
from committee.model.account import Account, KeyPath
from committee.model.tables import locate
from committee.model.values import ordered
from committee.versions.at import path_in
from committee.versions.merge.conflict import Choice, Conflict, Kind, Sides
from committee.versions.merge.lines import both_texts
from committee.versions.merge.removals import dropped, fitting, leads_somewhere, restored, reverted, unlinked
from committee.versions.merge.twice import one_of_two, one_or_two


def settled(sides: Sides, conflict: Conflict, choice: Choice, start: Sides) -> Sides:
    """The sides after `choice`; renames are carried out at the end of a merge, not here.

    `start` are the sides before any choice: a circle or a record is taken from those, which had nothing wrong.
    """
    if conflict.kind in {Kind.REMOVED_HERE, Kind.REMOVED_THERE}:
        return _removal(sides, conflict, choice)
    if conflict.kind is Kind.TWO:
        return one_of_two(sides, conflict, choice)
    if conflict.kind is Kind.ONE:
        return one_or_two(sides, conflict, choice)
    if conflict.kind is Kind.CYCLE:
        return _cycle(sides, conflict, choice, start)
    if conflict.kind in {Kind.QUORUM, Kind.RECORD}:
        return _record(sides, conflict.path, choice, start)
    value = _chosen(conflict, choice)
    return replace(
        sides,
        ours=_settled_value(sides.ours, conflict.path, value),
        theirs=_settled_value(sides.theirs, conflict.path, value),
    )


def _chosen(conflict: Conflict, choice: Choice) -> Any:
    if choice is Choice.BOTH and conflict.joinable:
        return both(conflict)
    return {Choice.THEIRS: conflict.theirs, Choice.BASE: conflict.base}.get(choice, conflict.ours)


def both(conflict: Conflict) -> Any:
    """Both values of a joinable conflict as one: ours first."""
    found = locate(conflict.path)
    field = found[1] if found else None
    if field is not None and field.many:
        return ordered(field, (*conflict.ours, *conflict.theirs))
    if field is not None and field.kind == "prose":
        return both_texts(conflict.base or "", conflict.ours, conflict.theirs)
    return f"{conflict.ours}; {conflict.theirs}"


def with_value(account: Account, path: KeyPath, value: Any) -> Account:
    """The account with `value` at a field or at an unknown key; `ABSENT` empties it."""
    if path[0] == UNKNOWN:
        return put(account, *_unknown(account, path[1:], value))
    found = locate(path)
    default = found[1].default if found and found[1] else None
    return put(account, path, default if value is ABSENT else value)


def _settled_value(account: Account, path: KeyPath, value: Any) -> Account:
    """Likewise, where there is such a record, and never a name of what is not there."""
    if path[0] == UNKNOWN or path[0] in {"effort", "thresholds"}:
        return with_value(account, path, value)
    found = locate(path)
    # As it was before is no answer where what it named is gone by now.
    lost = found is not None and found[1] is not None and not leads_somewhere(account, found[1], value)
    return with_value(account, path, ABSENT if lost else value) if path_in(account, path[:-1]) else account


def _unknown(account: Account, path: KeyPath, value: Any) -> tuple[KeyPath, Any]:
    """The unknown key that `path` lies in, and its raw value with `value` there."""
    length = next((n for n in range(len(path), 0, -1) if path[:n] in account.unknown), len(path))
    key, rest = path[:length], path[length:]
    return (UNKNOWN, *key), _nested(account.unknown.get(key, ABSENT), rest, value)


def _nested(raw: Any, rest: KeyPath, value: Any) -> Any:
    if not rest:
        return value
    inner = dict(raw) if isinstance(raw, dict) else {}
    changed = _nested(inner.get(rest[0], ABSENT), rest[1:], value)
    if changed is ABSENT:
        inner.pop(rest[0], None)
    else:
        inner[rest[0]] = changed
    return inner


def _removal(sides: Sides, conflict: Conflict, choice: Choice) -> Sides:
    removed_here = conflict.kind is Kind.REMOVED_HERE
    without, keeping = (sides.ours, sides.theirs) if removed_here else (sides.theirs, sides.ours)
    stays = choice is Choice.BASE or (choice is Choice.THEIRS) is removed_here
    if not stays:
        # What was made to point at it goes back to what it was; what points at it even so goes with it.
        keeping = dropped(_unlinked(keeping, sides.base, conflict), conflict.path)
    else:
        without = restored(without, sides.base, conflict.path)
        if choice is Choice.BASE:
            keeping = reverted(_unlinked(keeping, sides.base, conflict), sides.base, conflict.path)
    moved = {key: old for key, old in sides.moved.items() if key != conflict.path[:2]}
    ours, theirs = (without, keeping) if removed_here else (keeping, without)
    shrunk = sides.shrunk or any(link[:2] == ("decision", "quorum") for link in conflict.links)
    return replace(sides, ours=ours, theirs=theirs, moved=moved, shrunk=shrunk)


def _unlinked(account: Account, base: Account, conflict: Conflict) -> Account:
    for link in conflict.links:
        account = unlinked(account, base, link, conflict.path[-1])
    return account


def _cycle(sides: Sides, conflict: Conflict, choice: Choice, start: Sides) -> Sides:
    """Every line of the circle as the chosen side has it."""
    source = {Choice.THEIRS: start.theirs, Choice.BASE: start.base}.get(choice, start.ours)
    ours, theirs = sides.ours, sides.theirs
    for path in conflict.links:
        if path[1] not in source.people:
            continue
        value = source.people[path[1]].reports_to
        ours, theirs = _settled_value(ours, path, value), _settled_value(theirs, path, value)
    return replace(sides, ours=ours, theirs=theirs)


def _record(sides: Sides, path: KeyPath, choice: Choice, start: Sides) -> Sides:
    """The whole record as the chosen side has it."""
    source = {Choice.THEIRS: start.theirs, Choice.BASE: start.base}.get(choice, start.ours)
    shrunk = sides.shrunk or path == ("decision", "quorum")
    ours, theirs = _copied(sides.ours, source, path), _copied(sides.theirs, source, path)
    return replace(sides, ours=ours, theirs=theirs, shrunk=shrunk)


def _copied(account: Account, source: Account, path: KeyPath) -> Account:
    if account is source:
        return account
    record = get(source, path) if path_in(source, path) else ABSENT
    # What it names may have been removed by an answer given before.
    return dropped(account, path) if record is ABSENT else put(account, path, fitting(account, path, record))
