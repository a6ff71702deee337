"""Add records, and make or change ties."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from committee.model import words
from committee.model.access import ABSENT
from committee.model.account import Account, KeyPath
from committee.model.edit import Change, Edit
from committee.model.edits.fields import new_record, set_fields
from committee.model.ids import Randomness, dated_id, new_id
from committee.model.tables import table


def add_person(account: Account, rng: Randomness, *, name: str, **fields: Any) -> Edit:
    """A new stakeholder on their side; the new id is `edit.changes[0].path[1]`."""
    return _add_named(account, "people", rng, {"name": name, **fields})


def add_teammate(account: Account, rng: Randomness, *, name: str, **fields: Any) -> Edit:
    """A new person on our side."""
    return _add_named(account, "team", rng, {"name": name, **fields})


def add_place(account: Account, rng: Randomness, *, name: str, **fields: Any) -> Edit:
    """A new place."""
    return _add_named(account, "places", rng, {"name": name, **fields})


def add_rival(account: Account, rng: Randomness, *, name: str, **fields: Any) -> Edit:
    """A new alternative to us."""
    return _add_named(account, "rivals", rng, {"name": name, **fields})


def add_gate(account: Account, rng: Randomness, *, what: str, **fields: Any) -> Edit:
    """A new step of the paper process."""
    return _add(account, "gates", new_id(what, account.gates, rng), {"what": what, **fields})


def add_evidence(account: Account, rng: Randomness, *, today: date, **fields: Any) -> Edit:
    """A new piece of evidence, dated `today` unless `fields` say otherwise."""
    return _add(account, "evidence", dated_id(today, account.evidence, rng), {"date": today, **fields})


def add_action(account: Account, rng: Randomness, *, today: date, **fields: Any) -> Edit:
    """A new action; its id carries the day it was written down."""
    return _add(account, "actions", dated_id(today, account.actions, rng), fields)


def set_tie(account: Account, source: str, target: str, **fields: Any) -> Edit:
    """`source` influences `target`: the tie is made, or the given fields of it changed."""
    return _pair(account, ("influence", source, target), fields)


def set_coverage(account: Account, teammate: str, person: str, **fields: Any) -> Edit:
    """`teammate` covers `person`: the relationship is made, or the given fields of it changed."""
    return _pair(account, ("coverage", teammate, person), fields)


def taken_ids(account: Account) -> Collection[str]:
    """Every id of people, team, places and rivals."""
    return set(account.ids())


def _add_named(account: Account, family: str, rng: Randomness, fields: dict[str, Any]) -> Edit:
    return _add(account, family, new_id(fields["name"], taken_ids(account), rng), fields)


def _add(account: Account, family: str, identifier: str, fields: dict[str, Any]) -> Edit:
    entry = table(family, "*")
    record = new_record(entry.record, entry.fields, fields)
    called: Callable[[], str] = lambda: record.name  # noqa: E731 - read only where the record has a name
    label = {
        "evidence": lambda: f'evidence about {words.about_words(account, record.about)}: "{words.short(record.says)}"',
        "gates": lambda: f'gate "{words.short(record.what)}" added',
        "actions": lambda: f'action "{words.short(record.what)}" added',
    }.get(family, lambda: f"{called()} added")()
    return Edit(label, (Change((family, identifier), ABSENT, record),))


def _pair(account: Account, path: KeyPath, fields: dict[str, Any]) -> Edit:
    if path[1:3] in getattr(account, path[0]):
        return set_fields(account, path, fields)
    entry = table(path[0], "*", "*")
    record = new_record(entry.record, entry.fields, fields)
    verb = "covers" if path[0] == "coverage" else "influences"
    strength = f", strength {record.strength}" if record.strength is not None else ""
    label = f"{account.name_of(path[1])} {verb} {account.name_of(path[2])}{strength}"
    return Edit(label, (Change(path, ABSENT, record),))
