"""Three-way merge of accounts: `merge` finds what both changed, `resolve` carries out what people decided.

A choice changes the sides until they agree there, and the merge is made anew; so whatever is chosen, the result is the
merge of two accounts, with everything that does not depend on the choice, and never with an error neither side had.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from committee.model.access import UNKNOWN, put
from committee.model.account import Account, Header, tie_subject
from committee.model.edit import apply, same
from committee.model.edits import add_evidence
from committee.model.problem import Gravity
from committee.model.vocabulary import Basis, Claim
from committee.text import fold
from committee.versions.at import path_in
from committee.versions.merge.conflict import Choice, Conflict, Kind, Merged, Sides, Witness, offered
from committee.versions.merge.records import Pass
from committee.versions.merge.removals import met, removal_conflicts
from committee.versions.merge.renames import aligned, called, is_taken, renamed_sides
from committee.versions.merge.settling import settled, with_value
from committee.versions.merge.structure import news, structure_conflicts
from committee.versions.merge.twice import added_twice, one_person, only_of, taken_as_one, told_apart, two_people

__all__ = ["Choice", "Conflict", "Kind", "Merged", "Sides", "Witness", "merge", "offered", "resolve", "versions"]

NOTHING: Final = Account(header=Header(name=""))
"""The base of two files that were added independently."""

_ROUNDS: Final = 64


def merge(base: Account | None, ours: Account, theirs: Account) -> Merged:
    """Both sides' changes since `base` in one account.

    `merge(b, o, t)` and `merge(b, t, o)` differ in the sides of conflicts only. Records are matched by id, values by
    field; see docs/merge.md. Linear in the size of the accounts but for removed and renamed records, each O(account).

    Args:
        base: the common ancestor; `None` where there is none (both added the file).
        ours: what stands where there is a conflict.
        theirs: the other side.
    """
    ours, theirs = taken_as_one(base, *told_apart(base, ours, theirs))
    return _merged(aligned(NOTHING if base is None else base, ours, theirs), {}, None)


def resolve(merged: Merged, choices: Mapping[str, Choice], witness: Witness | None = None) -> Merged:
    """The merge with these choices made as well, keyed by `Conflict.key`; the rest stays open.

    A choice can bring up another question (keeping somebody who was removed may close a circle), which is then among
    the conflicts of the result. Call it with everything chosen so far: a later choice for the same key replaces it.

    Args:
        merged: what `merge` gave, or `resolve` before.
        choices: what was decided.
        witness: who the other side is; without one, `BOTH` of a judgement keeps ours only.
    """
    return _merged(merged.sides, {**merged.choices, **choices}, witness or merged.witness)


def versions(merged: Merged) -> tuple[Account, Account, Account]:
    """Base, ours and theirs as whole accounts that differ only where there is something to decide.

    Ours and theirs are sound. The base is there to be merged with them again, and has what was there before even where
    that no longer fits (the place of somebody which both removed since).
    """
    base, ours, theirs = (
        _walk(merged.sides, choice, merged.choices, merged.witness, apart=True)
        for choice in (Choice.BASE, Choice.MINE, Choice.THEIRS)
    )
    return _before(base.account, merged), ours.account, theirs.account


def _before(account: Account, merged: Merged) -> Account:
    """A base in which every open question comes up again."""
    olds = {conflict.path: conflict.base for conflict in merged.sides.renames}
    for conflict in merged.conflicts:
        name, *rest = conflict.path
        if conflict.kind in {Kind.REMOVED_HERE, Kind.REMOVED_THERE}:
            # Renamed on one side, removed on the other: without its old name, the base would not know that.
            old = merged.sides.moved.get((name, rest[-1]))
            if old and not is_taken(account, name, old, by=rest[-1]):
                account = called(account, name, rest[-1], old)
        elif conflict.kind is Kind.FIELD:
            known = olds.get(conflict.path[:2])
            path = (name, known, *rest[1:]) if known else conflict.path
            if name == UNKNOWN or path_in(account, path[:-1]):
                account = with_value(account, path, conflict.base)
        elif conflict.kind is Kind.CYCLE:
            lines = dict(conflict.base)
            for link in conflict.links:
                if link[1] in account.people:
                    account = put(account, link, lines.get(link[1], ""))
    return account


@dataclass(frozen=True, slots=True)
class _Walked:
    """A merge with every question answered: by choice where there is one, else all alike."""

    account: Account
    sides: Sides
    conflicts: tuple[Conflict, ...]


def _merged(sides: Sides, choices: Mapping[str, Choice], witness: Witness | None) -> Merged:
    mine = _walk(sides, Choice.MINE, choices, witness)
    open_here = {conflict.key: conflict for conflict in mine.conflicts if conflict.key not in choices}
    if open_here:
        # Some questions only come up where another is answered their way.
        theirs = _walk(sides, Choice.THEIRS, choices, witness)
        for conflict in theirs.conflicts:
            if conflict.key not in choices:
                open_here[conflict.key] = _of_both(open_here.get(conflict.key, conflict), conflict)
    return Merged(
        account=mine.account,
        conflicts=tuple(sorted(open_here.values(), key=lambda conflict: (conflict.path, conflict.kind))),
        notices=(*(p for p in news(sides, mine.account) if p.gravity is Gravity.WARNING), *added_twice(sides)),
        sides=sides,
        choices=dict(choices),
        witness=witness,
    )


def _of_both(mine: Conflict, theirs: Conflict) -> Conflict:
    """A question as it comes up on our way and on theirs: what each would leave there."""
    links = tuple(sorted({*mine.links, *theirs.links}))
    return replace(mine, theirs=theirs.theirs, links=links)


def _walk(
    sides: Sides, default: Choice, choices: Mapping[str, Choice], witness: Witness | None, *, apart: bool = False
) -> _Walked:
    """Merge, answer, and merge again until nothing is asked.

    Whether two people are one brings up what is told of them differently, so until that is answered they are two;
    or, where the sides are to stay `apart`, each has its own.
    """
    found: dict[str, Conflict] = {conflict.key: conflict for conflict in sides.renames}
    start = sides
    for _ in range(_ROUNDS):
        account, asked = _asked(sides, start)
        if not asked:
            break
        for conflict in asked:
            # Answers that undo each other would be asked for again and again.
            choice = Choice.MINE if conflict.key in found else choices.get(conflict.key, default)
            found.setdefault(conflict.key, conflict)
            if conflict.kind is not Kind.ONE or conflict.key in choices:
                sides = settled(sides, conflict, choice, start)
            elif apart:
                sides = only_of(sides, conflict, choice)
            else:
                sides = settled(sides, conflict, Choice.BOTH, start)
    else:  # each answer makes the sides more alike, so this is not reached
        account = {Choice.THEIRS: sides.theirs, Choice.BASE: sides.base}.get(default, sides.ours)
    done = replace(sides, base=account, ours=account, theirs=account)
    for conflict in sides.renames:
        choice = choices.get(conflict.key, default)
        done = renamed_sides(
            done, conflict, {Choice.THEIRS: conflict.theirs, Choice.BASE: conflict.base}.get(choice, conflict.ours)
        )
    account = _witnessed(done.ours, found.values(), choices, witness)
    return _Walked(account, sides, tuple(found.values()))


def _asked(sides: Sides, start: Sides) -> tuple[Account, list[Conflict]]:
    """The merged account, or what has to be decided first: who is who, removals, values, what holds between records."""
    conflicts = two_people(sides) or one_person(sides) or removal_conflicts(sides)
    if conflicts:
        return sides.ours, conflicts
    work = Pass(sides)
    account = met(work.account()) if sides.shrunk else work.account()
    return account, work.conflicts or structure_conflicts(sides, account, start)


def _witnessed(
    account: Account, conflicts: Iterable[Conflict], choices: Mapping[str, Choice], witness: Witness | None
) -> Account:
    """The judgements of theirs that were to be kept, as evidence, unless they brought evidence of their own."""
    for conflict in conflicts:
        kept = choices.get(conflict.key) is Choice.BOTH and not conflict.joinable
        if kept and conflict.claim is not None and witness is not None:
            account = _with_evidence(account, conflict, conflict.claim, witness)
    return account


def _with_evidence(account: Account, conflict: Conflict, claim: Claim, witness: Witness) -> Account:
    about = conflict.path[1] if conflict.path[0] == "people" else tie_subject(*conflict.path[1:3])
    value = conflict.theirs.value if isinstance(conflict.theirs, Enum) else conflict.theirs
    for record in account.evidence.values():
        if (record.about, record.field) == (about, claim) and same(record.value, value):
            return account
    author = next((key for key, one in account.team.items() if fold(one.name) == fold(witness.author)), "")
    edit = add_evidence(
        account,
        witness.rng,
        today=witness.day,
        about=about,
        field=claim,
        value=value,
        says=f"{witness.author or 'Somebody'} wrote this while others wrote something else",
        basis=Basis.CONJECTURE,
        source="" if author else witness.author,
        by=author,
    )
    return apply(account, edit, check=False)
