"""Records that got a new id on one side: found, and followed on all three, so that the rest of a merge sees one name.

A file does not say that an id was changed; a record is gone and an equal one is there. It counts as renamed where the
two are plainly the same thing (the same name, mail address or CRM id, or a name much like it with every reference
moved along) and most of what was written about it is still there. Anything less is a removal and an addition.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any, Final

from committee.model.access import ABSENT, get
from committee.model.account import Account
from committee.model.edit import apply, same
from committee.model.edits import rename_id
from committee.model.fields import Field, Kind
from committee.model.ids import LONGEST
from committee.model.references import IDENTIFIED, acceptances_of, evidence_valuing, fields_naming, pairs_naming
from committee.model.tables import table
from committee.model.vocabulary import PersonStatus
from committee.text import fold
from committee.versions.merge.conflict import Conflict, Sides
from committee.versions.merge.conflict import Kind as ConflictKind

Renamed = dict[tuple[str, str], str]
"""(table, old id) -> new id."""

_TABLES: Final = ("places", "rivals", "team", "people", "gates", "evidence", "actions")
_PROOF: Final = {"gates": "what", "evidence": "says", "actions": "what"}
_PAIRS_AT_MOST: Final = 2500
"""Beyond so many removed × added records only equal names are compared."""


def aligned(base: Account, ours: Account, theirs: Account) -> Sides:
    """The three accounts in the names of our side; where both renamed one record, differently, that is a conflict."""
    ours, theirs = _apart(base, ours, theirs)
    here, there = renamed(base, ours, theirs)
    conflicts: list[Conflict] = []
    moved: dict[tuple[str, str], str] = {}
    for name, old in sorted({*here, *there}):
        mine, other = here.get((name, old)), there.get((name, old))
        new = mine or other or old
        if any(
            is_taken(side, name, new, by=was)
            for side, was in ((base, old), (ours, mine or old), (theirs, other or old))
        ):
            continue
        base, ours, theirs = called(base, name, old, new), called(ours, name, old, new), called(theirs, name, old, new)
        moved[name, new] = old
        if mine and other and mine != other:
            theirs = called(theirs, name, other, new)
            about = new if name == "people" else ""
            conflicts.append(
                Conflict(path=(name, new), kind=ConflictKind.RENAMED, base=old, ours=mine, theirs=other, about=about)
            )
    return Sides(base=base, ours=ours, theirs=theirs, renames=tuple(conflicts), moved=moved)


def renamed(base: Account, ours: Account, theirs: Account) -> tuple[Renamed, Renamed]:
    """What each side calls differently, each old and each new id once; the likeliest pairs first.

    A side may hold a merge with the other already. Its record has the edits of both then and may be as unlike that of
    the base as can be, so it is held against the other side's as well; and where both have the new id and not the old,
    both renamed it if one did.
    """
    here: Renamed = {}
    there: Renamed = {}
    # What refers to a record may have another id itself: known the second time.
    for _ in range(2):
        here, there = _found(base, ours, theirs, here, there)
        if not here and not there:
            break
    return _followed(here, theirs, there), _followed(there, ours, here)


def _found(base: Account, ours: Account, theirs: Account, here: Renamed, there: Renamed) -> tuple[Renamed, Renamed]:
    """Likewise, as far as some are known."""
    known_here, known_there = {**here}, {**there}
    for name in _TABLES:
        mine, other = _likely(base, ours, theirs, name, known_here), _likely(base, theirs, ours, name, known_there)
        alike = {pair: max(mine.get(pair, 0), other.get(pair, 0)) for pair in (*mine, *other)}
        common = [pair for pair in alike if _has(ours, name, *pair) and _has(theirs, name, *pair)]
        for known, pairs, beside in ((known_here, mine, theirs), (known_there, other, ours)):
            # Of two that are as much alike, the one which the other side still has.
            still = getattr(beside, name)
            ranked = sorted({*common, *pairs}, key=lambda p: (p not in common, -alike[p], p[0] not in still, p))
            chosen: dict[str, str] = {}
            for old, new in ranked:
                if old not in chosen and new not in chosen.values():
                    chosen[old] = new
            for key in [key for key in known if key[0] == name]:
                del known[key]
            known.update({(name, old): new for old, new in chosen.items()})
    return known_here, known_there


def _has(side: Account, name: str, old: str, new: str) -> bool:
    """Whether a side has the new id of a record and not the old one."""
    return new in getattr(side, name) and old not in getattr(side, name)


def _followed(found: Renamed, other: Account, there: Renamed) -> Renamed:
    """Without evidence that the other side removed: nothing names evidence, so one is gone and another is there."""
    return {
        (name, old): new
        for (name, old), new in found.items()
        if name != "evidence" or old in getattr(other, name) or (name, old) in there
    }


def _likely(base: Account, side: Account, other: Account, name: str, known: Renamed) -> dict[tuple[str, str], float]:
    """How alike each record that a side lost and each that is new there are, where they are at all."""
    before, after, beside = (getattr(account, name) for account in (base, side, other))
    gone = [key for key in before if key not in after]
    new = [key for key in after if key not in before]
    shares: dict[tuple[str, str], float] = {}
    origins = ((base, before),) if other is base else ((base, before), (other, beside))
    for origin, start in origins if gone and new else ():
        olds, news = [key for key in gone if key in start], [key for key in new if key not in start]
        for old, key in _pairs(start, after, olds, news, narrow=len(olds) * len(news) > _PAIRS_AT_MOST):
            # What stands beside the old one on the other side is something else.
            share = 0 if old in beside and key in beside else likeness(origin, side, name, old, key, known)
            if share:
                shares[old, key] = max(share, shares.get((old, key), 0))
    return shares


def called(account: Account, name: str, old: str, new: str) -> Account:
    """The account with the record renamed everywhere; as it is where it has no such record."""
    if old == new or old not in getattr(account, name):
        return account
    return apply(account, rename_id(account, name, old, new), check=False)


def is_taken(account: Account, name: str, new: str, *, by: str) -> bool:
    """Whether another record than `by` has the id."""
    if new == by:
        return False
    return new in set(account.ids()) if name in IDENTIFIED else new in getattr(account, name)


def _pairs(before: Any, after: Any, gone: list[str], new: list[str], *, narrow: bool) -> Iterator[tuple[str, str]]:
    if not narrow:
        yield from ((old, key) for old in gone for key in new)
        return
    bearers: dict[str, list[str]] = {}
    for key in new:
        bearers.setdefault(_name(after[key]), []).append(key)
    for old in gone:
        for key in bearers.get(_name(before[old]), ())[:8]:
            yield old, key


def _name(record: Any) -> str:
    return fold(str(getattr(record, "name", "") or getattr(record, "what", "") or getattr(record, "says", "")))


def likeness(
    base: Account, side: Account, name: str, old: str, new: str, known: Renamed, beside: Account | None = None
) -> float:
    """How much of the old record stands in the new one, 0..2; 0 where they are not plainly the same thing."""
    before, after = getattr(base, name)[old], getattr(side, name)[new]
    kept = _kept(name, before, after, known)
    proof = _PROOF.get(name)
    if proof is not None:
        return kept if getattr(before, proof) == getattr(after, proof) and kept >= 0.7 else 0
    total, moved = _references_moved(base, side, name, old, new, known, beside)
    if called_alike(before, after):
        return kept + 1 if kept >= 0.4 and (moved or not total) else 0
    placeholder = getattr(before, "status", None) is PersonStatus.PLACEHOLDER
    alike = SequenceMatcher(None, fold(before.name), fold(after.name), autojunk=False).ratio() >= 0.75
    kept = _kept(name, before, after, known, but=("name", "status"))
    return kept if (placeholder or alike) and total and moved == total and kept >= 0.6 else 0


def called_alike(before: Any, after: Any) -> bool:
    """Whether two records have one name, mail address or CRM id."""
    told = any(getattr(before, key, "") and getattr(before, key) == getattr(after, key) for key in ("email", "crm_id"))
    return told or fold(before.name) == fold(after.name)


def _kept(name: str, before: Any, after: Any, known: Renamed, but: tuple[str, ...] = ()) -> float:
    """The share of what is written in either that is the same in both, some fields aside."""
    written = alike = 0
    for item in table(name, "*").fields:
        one, other = getattr(before, item.attribute), getattr(after, item.attribute)
        if item.name in but or (same(one, item.default) and same(other, item.default)):
            continue
        written += 1
        alike += same(one, other) or _follows(item, one, other, known)
    return alike / written if written else 1


def _follows(item: Field, one: Any, other: Any, known: Renamed) -> bool:
    return item.kind is Kind.REFERENCE and any(known.get((name, one)) == other for name in item.refers)


def _references_moved(
    base: Account, side: Account, name: str, old: str, new: str, known: Renamed, beside: Account | None
) -> tuple[int, int]:
    """How many places of the base name the old id, and how many of them (still there) name the new one now.

    Still there is what is on the side, by whatever id, and `beside` it.
    """
    total = moved = 0
    others = [account for account in (beside,) if account is not None]
    for path, item in fields_naming(base, name, old):
        value = _value(side, (path[0], known.get((path[0], path[1]), path[1]), *path[2:]))
        gone = value is ABSENT or any(_value(other, path) is ABSENT for other in others)
        if gone or (path[0] == name and path[1] == old):
            continue
        total += 1
        moved += (
            new in str(value).split(" ") if item.kind is Kind.SUBJECT else new in value if item.many else value == new
        )
    for family, pair in pairs_naming(base, name, old):
        there = tuple(new if part == old else _now(part, known) for part in pair)
        # With somebody who was removed their ties went, wherever the other end is.
        ends = all(end == new or _is_there(side, end) for end in there)
        if ends and all(part == old or _is_there(other, part) for part in pair for other in others):
            total += 1
            moved += there in getattr(side, family)
    for key in evidence_valuing(base, name, old):
        record = side.evidence.get(known.get(("evidence", key), key))
        if record is not None and all(key in other.evidence for other in others):
            total += 1
            moved += record.value == new
    for pair in acceptances_of(base, name, old):
        total += 1
        moved += (pair[0], new) in side.accepted
    return total, moved


def _now(end: str, known: Renamed) -> str:
    """What somebody at the end of a tie is called."""
    return known.get(("people", end)) or known.get(("team", end)) or end


def _is_there(account: Account, end: str) -> bool:
    """Whether there is such a person or teammate."""
    return end in account.people or end in account.team


def _value(account: Account, path: tuple[str, ...]) -> Any:
    try:
        return get(account, path)
    except KeyError:
        return ABSENT


def _apart(base: Account, ours: Account, theirs: Account) -> tuple[Account, Account]:
    """Two things that each side newly gave one id (a person and a rival, say): that of the later table gets another.

    The new id follows from what it is, so that every copy of the account comes to the same one.
    """
    taken = set(base.ids())
    for place, name in enumerate(IDENTIFIED):
        for other in IDENTIFIED[place + 1 :]:
            ours = _another(ours, theirs, other, name, taken)
            theirs = _another(theirs, ours, other, name, taken)
    return ours, theirs


def _another(account: Account, against: Account, name: str, clashing: str, taken: set[str]) -> Account:
    for key in sorted((set(getattr(account, name)) & set(getattr(against, clashing))) - taken):
        # What the other side holds under that id already is the same thing, from a merge like this one.
        used = {*account.ids(), *taken, *(set(against.ids()) - set(getattr(against, name)))}
        account = called(account, name, key, another_id(key, f"{name} {key}", used))
    return account


def another_id(key: str, what: str, used: Collection[str]) -> str:
    """An id like `key` that nothing has and that follows from `what` has it."""
    stem, mark = key[: LONGEST - 13].rstrip("-"), sha256(what.encode()).hexdigest()
    return next(f"{stem}-{mark[:length]}" for length in range(4, 13) if f"{stem}-{mark[:length]}" not in used)


def renamed_sides(sides: Sides, conflict: Conflict, new: str) -> Sides:
    """All three with the record of a rename conflict called `new`."""
    name, old = conflict.path
    if any(is_taken(side, name, new, by=old) for side in (sides.base, sides.ours, sides.theirs)):
        return sides
    base, ours, theirs = (called(side, name, old, new) for side in (sides.base, sides.ours, sides.theirs))
    return replace(sides, base=base, ours=ours, theirs=theirs)
