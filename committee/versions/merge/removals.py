"""Removed on one side, changed or newly referred to on the other: what makes that a conflict, and both ways out of it.

Removing a record takes what points at it along (`committee.model.edits.removal`). A removal is a conflict where the
other side changed the record, changed something that would go with it, or made something new point at it; never where
it only left such things as they were.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from committee.errors import EditRefused
from committee.model.access import ABSENT, COMMENT, UNKNOWN, get, put
from committee.model.account import Account, KeyPath, Person, Quorum, tie_of, tie_subject
from committee.model.edit import apply, same
from committee.model.edits import difference, remove
from committee.model.fields import Field, Kind
from committee.model.references import acceptances_of, evidence_valuing, fields_naming, pairs_naming
from committee.model.tables import locate
from committee.versions.at import at, path_in, sides_below, touched_below
from committee.versions.merge.conflict import Conflict, Sides, person_of
from committee.versions.merge.conflict import Kind as ConflictKind
from committee.versions.merge.twice import added_again

_ROOTS: Final = ("people", "team", "places", "rivals", "gates", "actions", "coverage", "influence")
_ENDS: Final = {"coverage": ("team", "people"), "influence": ("people", "people")}


def removal_conflicts(sides: Sides) -> list[Conflict]:
    """Every removal that the other side's changes speak against.

    O(account), and as much again for each removed record that something changed on the other side names.
    """
    here = _found(sides, sides.ours, sides.theirs, ConflictKind.REMOVED_HERE)
    there = _found(sides, sides.theirs, sides.ours, ConflictKind.REMOVED_THERE)
    return sorted([*here, *there], key=lambda conflict: conflict.path)


def _found(sides: Sides, without: Account, keeping: Account, kind: ConflictKind) -> Iterator[Conflict]:
    base = sides.base
    named: frozenset[str] | None = None
    for name in _ROOTS:
        before, after, kept = getattr(base, name), getattr(without, name), getattr(keeping, name)
        for key in sorted(key for key in before if key not in after and key in kept):
            path = (name, key) if isinstance(key, str) else (name, *key)
            if named is None:
                named = _named_by_changes(base, keeping).union(new for _, new in sides.moved)
            again = tuple(added_again(base, without, keeping, path)) if len(path) == 2 else ()
            if (not again and not named.intersection(path[1:])) or (
                name in _ENDS and _goes_with_an_end(base, without, path)
            ):
                continue
            links = tuple(sorted({*new_links(base, keeping, path), *again}))
            renamed = len(path) == 2 and path[:2] in sides.moved
            if links or renamed or is_changed(base, keeping, path, without):
                records = [get(side, path) for side in (sides.base, sides.ours, sides.theirs)]
                about = person_of(path, keeping)
                yield Conflict(
                    path=path, kind=kind, base=records[0], ours=records[1], theirs=records[2], about=about, links=links
                )


def _named_by_changes(base: Account, side: Account) -> frozenset[str]:
    """The id of every record that a side changed, and every id such a record names."""
    found: set[str] = set()
    for change in difference(base, side).changes:
        path = change.path[1:] if change.path[0] in {COMMENT, UNKNOWN} else change.path
        depth = 3 if path[:1] and path[0] in {*_ENDS, "accepted"} else 2
        found.update(path[1:depth])
        record = at(side, path[:depth]) if len(path) >= depth and path[0] != "decision" else ABSENT
        entry = locate(path[:depth])
        for item in entry[0].fields if entry and record is not ABSENT else ():
            value = getattr(record, item.attribute, None)
            found.update(tie_of(value) or (value,) if isinstance(value, str) else ())
    quorum = side.decision.quorum
    return frozenset(found.union(quorum.of if quorum else ()))


def _goes_with_an_end(base: Account, without: Account, path: KeyPath) -> bool:
    """Whether a tie went because one of its ends did: then the end is what there is to decide about."""
    pairs = zip(_ENDS[path[0]], path[1:], strict=True)
    return any(end in getattr(base, name) and end not in getattr(without, name) for name, end in pairs)


def is_changed(base: Account, side: Account, path: KeyPath, other: Account | None = None) -> bool:
    """Whether a side changed a record, or what is written at it.

    Emptying what names a record that this side, or the `other`, removed is no change: it goes with that removal.
    """
    before, after = at(base, path), at(side, path)
    if before is ABSENT:
        return after is not ABSENT
    if not same(before, after) and not _only_emptied((side, other or side), path, before, after):
        return True
    return touched_below(base, side, path)


def _only_emptied(sides: tuple[Account, Account], path: KeyPath, before: Any, after: Any) -> bool:
    """Whether all that changed are references that went with what they named."""
    if after is ABSENT or not _same_claim(before, after):
        return False
    entry = locate(path)
    for item in entry[0].fields if entry else ():
        one, other = getattr(before, item.attribute), getattr(after, item.attribute)
        if same(one, other):
            continue
        named = item.kind is Kind.REFERENCE and not other
        if not named or all(any(one in getattr(side, name) for name in item.refers) for side in sides):
            return False
    return True


def _same_claim(before: Any, after: Any) -> bool:
    return not isinstance(before, Person) or same(before.champion, after.champion)


def new_links(base: Account, keeping: Account, path: KeyPath) -> Iterator[KeyPath]:
    """Where a side made something point at the record at `path`, or changed what goes with it."""
    for record in dependents(keeping, path):
        if is_changed(base, keeping, record):
            yield record
    if len(path) != 2:
        return
    for place, item in fields_naming(keeping, path[0], path[1]):
        if item.kind is Kind.SUBJECT or place[:2] == path:
            continue
        before = at(base, place)
        if before is ABSENT or not (path[1] in before if item.many else before == path[1]):
            yield place


def dependents(account: Account, path: KeyPath) -> Iterator[KeyPath]:
    """The records that go when the one at `path` does."""
    if path[0] in _ENDS:
        subject = tie_subject(path[1], path[2])
        yield from (("evidence", key) for key, record in account.evidence.items() if _about(record.about) == subject)
    if len(path) != 2:
        return
    name, key = path
    for family, pair in pairs_naming(account, name, key):
        yield (family, *pair)
        yield from dependents(account, (family, *pair))
    yield from (("evidence", record) for record in evidence_valuing(account, name, key))
    yield from (place[:2] for place, item in fields_naming(account, name, key) if item.kind is Kind.SUBJECT)
    yield from (("accepted", *pair) for pair in acceptances_of(account, name, key))


def _about(subject: str) -> str:
    tie = tie_of(subject)
    return tie_subject(*tie) if tie else subject


def dropped(account: Account, path: KeyPath) -> Account:
    """The account without the record at `path` and all that points at it."""
    try:
        return apply(account, remove(account, path), check=False)
    except EditRefused:
        return account


def restored(account: Account, base: Account, path: KeyPath) -> Account:
    """The account with the record of `base` at `path` again, and all that had gone with it."""
    if path_in(account, path):
        return account
    account = _put_back(account, base, path)
    for record in dict.fromkeys(dependents(base, path)):
        if not path_in(account, record) and _has_ends(account, record, base):
            account = _put_back(account, base, record)
    if len(path) != 2:
        return account
    for place, item in fields_naming(base, path[0], path[1]):
        if place[:2] == ("decision", "quorum"):
            account = _back_in_quorum(account, base, path[1])
        elif item.kind is not Kind.SUBJECT and path_in(account, place[:-1]) and same(get(account, place), item.default):
            account = put(account, place, get(base, place))
    return account


def _put_back(account: Account, base: Account, path: KeyPath) -> Account:
    """One record of the base, without references to what is not there; with its comments and unknown keys."""
    account = put(account, path, fitting(account, path, get(base, path)))
    for side in sides_below(base, path):
        account = put(account, side, get(base, side))
    return account


def fitting(account: Account, path: KeyPath, record: Any) -> Any:
    """A record without the references that lead nowhere in `account`."""
    found = locate(path)
    for item in found[0].fields if found else ():
        value = getattr(record, item.attribute)
        if item.kind is Kind.REFERENCES:
            record = replace(record, **{item.attribute: tuple(one for one in value if one in account.people)})
        elif not leads_somewhere(account, item, value):
            record = replace(record, **{item.attribute: item.default})
    return record


def leads_somewhere(account: Account, item: Field, value: Any) -> bool:
    """Whether a value that is to name a record names one of `account`, or names none."""
    if item.kind is not Kind.REFERENCE or not value or value in item.words:
        return True
    return any(value in getattr(account, name) for name in item.refers)


def _has_ends(account: Account, path: KeyPath, base: Account) -> bool:
    """Whether everything exists that the record at `path` cannot be without."""
    if path[0] in _ENDS:
        return all(end in getattr(account, name) for name, end in zip(_ENDS[path[0]], path[1:], strict=True))
    if path[0] == "evidence":
        about = base.evidence[path[1]].about
        return not about or all(end in account.people or end in account.team for end in tie_of(about) or (about,))
    return True


def _back_in_quorum(account: Account, base: Account, person: str) -> Account:
    before, now = base.decision.quorum, account.decision.quorum
    if before is None:
        return account
    if now is None:
        of = tuple(one for one in before.of if one in account.people)
        now = Quorum(at_least=min(before.at_least, len(of)) if before.at_least else before.at_least, of=of)
    elif person not in now.of:
        of = tuple(sorted((*now.of, person)))
        lowered = before.at_least is not None and now.at_least == len(now.of) and before.at_least <= len(of)
        now = Quorum(at_least=before.at_least if lowered else now.at_least, of=of)
    return put(account, ("decision", "quorum"), now)


def unlinked(account: Account, base: Account, link: KeyPath, gone: str) -> Account:
    """The account where what stands at `link` points at `gone` no more than it does in the base."""
    if link[:2] != ("decision", "quorum"):
        return reverted(account, base, link)
    now = account.decision.quorum
    if now is None or gone not in now.of:
        return account
    of = tuple(person for person in now.of if person != gone)
    return put(account, ("decision", "quorum"), replace(now, of=of))


def met(account: Account) -> Account:
    """The account with a quorum that asks for no more people than it names; without one where it names nobody."""
    quorum = account.decision.quorum
    if quorum is None or quorum.at_least is None or quorum.at_least <= len(quorum.of):
        return account
    lowered = replace(quorum, at_least=len(quorum.of)) if quorum.of else ABSENT
    return put(account, ("decision", "quorum"), lowered)


def reverted(account: Account, base: Account, path: KeyPath) -> Account:
    """The account with what the base has at `path`; a record that the base lacks goes, and what points at it.

    What the base has and cannot stand any more, because what it names was removed, goes too.
    """
    before = at(base, path)
    found = locate(path)
    if found is None or found[1] is None:
        if before is ABSENT or not _has_ends(account, path, base):
            return dropped(account, path)
        for family in (COMMENT, UNKNOWN):
            for side in [s for s in sides_below(account, path) if s[0] == family]:
                account = put(account, side, at(base, side))
        return put(account, path, fitting(account, path, before))
    if not path_in(account, path[:-1]):
        return account
    stands = before is not ABSENT and leads_somewhere(account, found[1], before)
    return put(account, path, before if stands else found[1].default)
