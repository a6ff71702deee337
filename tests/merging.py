"""A slow merge that is plainly right: every field of every record on its own, and nothing else."""

from typing import Any

from committee.model.access import ABSENT, get, paths, put
from committee.model.account import Account, KeyPath
from committee.model.edit import same
from committee.model.fields import Kind
from committee.model.tables import locate
from committee.model.values import normal


def expected(base: Account, ours: Account, theirs: Account) -> tuple[Account, set[KeyPath]]:
    """What a merge has to give, and the paths where both sides changed something differently (ours is taken there).

    Renames are not known here, nor removals that the other side speaks against, nor circles.
    """
    merged, disputed = ours, set[KeyPath]()
    for path in sorted({*paths(base), *paths(ours), *paths(theirs)}, key=len):
        before, one, other = (_at(side, path) for side in (base, ours, theirs))
        if one is ABSENT or other is ABSENT:
            present = _one_sided(before, one, other)
            if present is not one and (len(path) < 3 or path[0] != "people" or path[1] in merged.people):
                merged = put(merged, path, present)
            continue
        merged = _fields(merged, path, (base, ours, theirs), disputed)
    for name in ("effort", "thresholds"):
        merged = _fields(merged, (name,), (base, ours, theirs), disputed)
    for key in {*base.unknown, *ours.unknown, *theirs.unknown}:
        values = [side.unknown.get(key, ABSENT) for side in (base, ours, theirs)]
        merged = put(merged, ("?", *key), values[2] if same(values[0], values[1]) else values[1])
    return merged, disputed


def _one_sided(before: Any, one: Any, other: Any) -> Any:
    if before is ABSENT:
        return other if one is ABSENT else one
    return ABSENT


def _fields(merged: Account, path: KeyPath, sides: tuple[Account, Account, Account], disputed: set[KeyPath]) -> Account:
    found = locate(path)
    assert found is not None
    base = sides[0]
    for field in found[0].fields:
        here = (*path, field.name)
        before = field.default if _at(base, path) is ABSENT else get(base, here)
        one, other = get(sides[1], here), get(sides[2], here)
        if same(one, other):
            continue
        if same(before, other):
            value = one
        elif same(before, one):
            value = other
        elif field.many and field.name != "days":
            value = normal(
                field, [i for i in {*before, *one, *other} if (i in one) + (i in other) + (i not in before) >= 2]
            )
        elif field.kind is Kind.REFERENCE and before and (not one or not other) and _went(sides, field.refers, before):
            value = one or other
        else:
            value = one
            if field.kind is not Kind.PROSE and field.name != "days":
                disputed.add(here)
            else:
                value = _at_merged(sides, here)
        merged = put(merged, here, value)
    return merged


def _at_merged(sides: tuple[Account, Account, Account], path: KeyPath) -> Any:
    """Text and weeks have oracles of their own (`test_lines`, `test_three_way`)."""
    from committee.versions.merge.merge import merge

    return get(merge(*sides).account, path)


def _went(sides: tuple[Account, Account, Account], tables: tuple[str, ...], identifier: str) -> bool:
    return any(
        identifier in getattr(sides[0], name) and identifier not in getattr(side, name)
        for name in tables
        for side in sides[1:]
    )


def _at(account: Account, path: KeyPath) -> Any:
    try:
        return get(account, path)
    except KeyError:
        return ABSENT
