"""Forget a person: what identifies them and what was said goes, the shape of the decision stays.

Somebody who asks to be forgotten may still have been part of how a decision was made. So the record stays under a
random id and a name that says nothing, with what the map and the plan are made of: place, level, roles, stance,
power, ties. What tells who it was, what they said and what was written about them goes, and so do comments.

Kept fields are named here, one by one; a field the format gets later goes until somebody decides otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from committee.errors import EditRefused
from committee.model.access import COMMENT, UNKNOWN, put
from committee.model.account import Account, Comment, KeyPath, tie_of
from committee.model.edit import Edit, apply
from committee.model.edits.difference import difference
from committee.model.edits.renaming import rename_id
from committee.model.ids import Randomness, is_id, suffixed_id
from committee.model.levels import level_of
from committee.model.mentions import Mention, Traces, mentions, renamed, substituted, texts_of
from committee.model.references import acceptances_of, fields_naming, pairs_naming
from committee.model.tables import table

REMOVED: Final = "(removed)"
"""Stands for the words of an action, which would be an empty line without them."""
STEM: Final = "person"
"""What the new id begins with."""

KEPT: Final[Mapping[KeyPath, frozenset[str]]] = {
    ("people", "*"): frozenset(
        {
            *("side", "level", "place", "timezone", "work_mode", "status", "replaced_by", "reports_to"),
            *("roles", "need", "stance", "power", "prefers"),
        }
    ),
    ("coverage", "*", "*"): frozenset({"strength", "channel"}),
    ("influence", "*", "*"): frozenset({"strength", "kind", "channel"}),
    ("evidence", "*"): frozenset({"about", "field", "value", "basis", "date", "by"}),
    ("actions", "*"): frozenset({"with", "owner", "due", "done"}),
    ("accepted", "*", "*"): frozenset({"until"}),
}
"""Of each record about somebody who is forgotten, the fields that stay."""

_SAID: Final = {
    "email": "mail address",
    "crm_id": "CRM id",
    "cares_about": "what they care about",
    "says": "what was said",
    "what": "the words of an action",
    "reason": "why a finding was accepted",
    "last_contact": "last contact",
    "office_days": "office days",
}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting somebody does.

    `edit` makes it; its `goes` says by kind and number what goes, and names nobody. `identifier` and `name` are what
    the person is called from then on. `mentions` are the places of other records that still tell who it was, as they
    stand after the edit. `traces` are the words to look for elsewhere; they are personal data themselves, for the
    moment only.
    """

    edit: Edit
    identifier: str
    name: str
    mentions: tuple[Mention, ...]
    blanked: int
    """How many mentions in other records were replaced."""
    traces: Traces


def forget(account: Account, person: str, rng: Randomness, *, texts: bool = False) -> Forgotten:
    """Forget `person` (an id): a new id everywhere, facts and free text about them gone.

    Args:
        account: the account as it is.
        person: whom to forget.
        rng: for the new id, `person-` and four random characters.
        texts: also put the new name wherever other records mention the old one and mean nobody else.

    Raises:
        EditRefused: there is nobody of that id.
    """
    if person not in account.people:
        raise EditRefused(f"There is no {person} in people any more")
    identifier = suffixed_id(STEM, set(account.ids()), rng)
    name = f"Forgotten {identifier.removeprefix(f'{STEM}-')}"
    traces = Traces.of(account, person)
    moved = apply(account, rename_id(account, "people", person, identifier), check=False)
    # What is assumed from the title has to be written down before the title goes: the card stays where it is.
    level = level_of(account.people[person])[0]
    here = replace(moved.people[identifier], level=level)
    moved = replace(moved, people={**moved.people, identifier: here})
    bare, goes = _bared(moved, identifier, name)
    found = mentions(bare, traces, identifier)
    blanked = 0
    if texts:
        bare = _replaced(bare, traces, name, identifier)
        left = mentions(bare, traces, identifier)
        blanked = len(found) - len(left)
        found = left
    edit = replace(difference(account, bare, f"{identifier}: forgotten"), goes=goes)
    return Forgotten(edit, identifier, name, found, blanked, traces)


def _bared(account: Account, identifier: str, name: str) -> tuple[Account, tuple[str, ...]]:
    """The account without what its records say about the person, and in words what went."""
    counted: dict[str, int] = {}
    records = _about(account, identifier)
    for path in records:
        account = _without_facts(account, path, counted)
    people = {**account.people, identifier: replace(account.people[identifier], name=name)}
    named = {path for path, _ in fields_naming(account, "people", identifier)}
    places = {*records, *named, ("decision", "quorum", "of", identifier), ("influence", identifier)}
    sides: dict[str, Any] = {}
    for attribute, word in (("comments", "comment"), ("unknown", "unknown key")):
        side = getattr(account, attribute)
        kept = {key: value for key, value in side.items() if not any(key[: len(p)] == p for p in places)}
        if len(kept) < len(side):
            counted[word] = len(side) - len(kept)
        sides[attribute] = kept
    goes = tuple(f"{count} × {word}" if count > 1 else word for word, count in counted.items())
    return replace(account, people=people, **sides), ("name", *goes)


def _about(account: Account, identifier: str) -> tuple[KeyPath, ...]:
    """The path of every record that is about the person, their own first."""
    found: list[KeyPath] = [("people", identifier)]
    found += [(name, *pair) for name, pair in pairs_naming(account, "people", identifier)]
    found += [
        ("evidence", key)
        for key, record in account.evidence.items()
        if identifier in (tie_of(record.about) or (record.about,)) or record.value == identifier
    ]
    found += [("actions", key) for key, action in account.actions.items() if action.with_ == identifier]
    found += [("accepted", *pair) for pair in acceptances_of(account, "people", identifier)]
    return tuple(found)


def _without_facts(account: Account, path: KeyPath, counted: dict[str, int]) -> Account:
    """The account with only the kept fields of one record; what went is counted."""
    pattern = (path[0], *("*" for _ in path[1:]))
    mapping = getattr(account, path[0])
    key = path[1] if len(path) == 2 else path[1:]
    record, changed = mapping[key], {}
    for field in table(*pattern).fields:
        value = getattr(record, field.attribute)
        if field.name in KEPT[pattern] or field.required or value == field.default:
            continue
        if field.name == "what" and value == REMOVED:
            continue
        changed[field.attribute] = REMOVED if field.name == "what" else field.default
        word = _SAID.get(field.name, field.name)
        counted[word] = counted.get(word, 0) + 1
    if not changed:
        return account
    tables: dict[str, Any] = {path[0]: {**mapping, key: replace(record, **changed)}}
    return replace(account, **tables)


def _replaced(account: Account, traces: Traces, name: str, identifier: str) -> Account:
    """The account with `name` in the place of every sure mention, and `identifier` in ids made from the old name.

    What is not sure stays as it is, and so do names of others and keys this version does not know.
    """
    for path, text in list(texts_of(account)):
        if path[0] in {COMMENT, UNKNOWN} or (path[0] == "people" and path[-1] == "name"):
            continue
        changed = substituted(text, traces, name)
        if changed != text:
            account = put(account, path, changed)
    account = replace(
        account,
        comments={key: _each_line(comment, traces, name) for key, comment in account.comments.items()},
        unknown={key: _each_string(value, traces, name) for key, value in account.unknown.items()},
    )
    for family in ("gates", "places", "rivals"):
        for old in list(getattr(account, family)):
            new = renamed(old, traces, identifier)
            if new != old and is_id(new) and new not in {*account.ids(), *account.gates}:
                account = apply(account, rename_id(account, family, old, new), check=False)
    return account


def _each_line(comment: Comment, traces: Traces, name: str) -> Comment:
    return Comment(
        above=tuple(substituted(line, traces, name) for line in comment.above),
        trailing=substituted(comment.trailing, traces, name),
        end=tuple(substituted(line, traces, name) for line in comment.end),
    )


def _each_string(value: Any, traces: Traces, name: str) -> Any:
    if isinstance(value, str):
        return substituted(value, traces, name)
    if isinstance(value, Mapping):
        return {key: _each_string(item, traces, name) for key, item in value.items()}
    return [_each_string(item, traces, name) for item in value] if isinstance(value, list) else value
