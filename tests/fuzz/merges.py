"""Random three-way merges of all tables: no lost edit, no false conflict, no dangling reference; symmetric, idempotent.

Three kinds in turn: fields and records changed and added anywhere, which a slow merge field by field (`merging`) says
exactly; edits that get in each other's way and new ids (`clashes`), of which every value that only one side changed is
looked for. By hand, in `tests/`: `python -m fuzz.merges 2000 --seed 1`.
"""

import copy
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from clashes import clashing, renaming
from merging import expected
from poison import escaped

from committee import store
from committee.model import validity
from committee.model.access import ABSENT, get, paths
from committee.model.account import Account, KeyPath
from committee.model.edit import same
from committee.model.fields import Field, Kind
from committee.model.problem import Gravity
from committee.model.tables import locate
from committee.store import read_text, write_text
from committee.store.files import same_account
from committee.versions.merge.conflict import Kind as Open
from committee.versions.merge.conflict import Merged, offered
from committee.versions.merge.conflict_words import sentence
from committee.versions.merge.merge import merge, resolve, versions
from fuzz.hand import allow, by_hand, no_hang, own_folders
from fuzz.mutations import LOSSLESS_WAYS, Raw, texts

Three = tuple[Account, Account, Account]
_PLAIN = {Kind.TEXT, Kind.INTEGER, Kind.BOOLEAN, Kind.DATE, Kind.CHOICE, Kind.ZONE, Kind.HOURS, Kind.CURRENCY}


def case(rng: random.Random) -> list[str]:
    """One base and two versions of it, merged in every direction."""
    kind = rng.randrange(3)
    three = (_edited(rng), clashing(rng.randrange(10**9)), renaming(rng.randrange(10**9)))[kind]
    with no_hang("merge"):
        return list(_faults(three, rng, exact=kind == 0))


@cache
def sound() -> tuple[str, ...]:
    """What a merge may begin with."""
    return tuple(text for text in texts() if not read_text(text).errors)


def _edited(rng: random.Random) -> Three:
    raw = tomllib.loads(rng.choice(sound()))
    base = read_text(escaped(raw)).account
    sides = []
    for _ in range(2):
        side = raw
        for _ in range(rng.choice((1, 2, 4, 8))):
            side = _changed(rng, side)
        sides.append(read_text(escaped(side)).account)
    return base, sides[0], sides[1]


def _changed(rng: random.Random, raw: Raw) -> Raw:
    """With one thing more, where that leaves an account."""
    changed = copy.deepcopy(raw)
    rng.choice(LOSSLESS_WAYS)(rng, changed)
    try:
        return raw if read_text(escaped(changed)).errors else changed
    except (TypeError, ValueError):
        return raw


def _faults(three: Three, rng: random.Random, *, exact: bool) -> Iterator[str]:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    yield from _sound(merged.account, "the merge")
    yield from _symmetric(merged, merge(base, theirs, ours))
    for side in (ours, theirs):
        for one, other in ((side, base), (base, side), (side, side)):
            again = merge(base, one, other)
            if not again.clean or write_text(again.account) != write_text(side):
                yield "a side merged with nothing is not that side"
    yield from _exact(three, merged) if exact else _kept(three, merged)
    if merged.clean:
        text = write_text(merged.account)
        for one, other in ((merged.account, theirs), (ours, merged.account), (merged.account, merged.account)):
            again = merge(base, one, other)
            if not again.clean or write_text(again.account) != text:
                yield f"merged again it asks {[c.key for c in again.conflicts]} or is another one"
    else:
        yield from _decided(merged, rng)


def _sound(account: Account, what: str) -> Iterator[str]:
    errors = [p for p in validity.problems(account) if p.gravity is Gravity.ERROR]
    if errors:
        yield f"{what} has errors: {errors}"
    elif not same_account(read_text(write_text(account)).account, account):
        yield f"{what} is not what its file says"


def _symmetric(one: Merged, other: Merged) -> Iterator[str]:
    if any(conflict.kind is Open.RENAMED for conflict in one.conflicts):
        if len(one.conflicts) != len(other.conflicts):
            yield "the other way round it asks more or less"
        return
    if Counter(repr(c.swapped()) for c in one.conflicts) != Counter(map(repr, other.conflicts)):
        yield f"the other way round it asks {[c.key for c in other.conflicts]}, not {[c.key for c in one.conflicts]}"
        return
    before, mine, theirs = versions(one)
    if [write_text(a) for a in versions(other)] != [write_text(before), write_text(theirs), write_text(mine)]:
        yield "the other way round it is another one"


def _exact(three: Three, merged: Merged) -> Iterator[str]:
    """Field by field what the slow merge says, where nothing but values is open."""
    if any(conflict.kind is not Open.FIELD for conflict in merged.conflicts):
        yield from _kept(three, merged)
        return
    wanted, disputed = expected(*three)
    asked = {conflict.path for conflict in merged.conflicts if _judged(conflict.path)}
    if asked != {path for path in disputed if _judged(path)}:
        yield f"asks {sorted(asked)}, and open is {sorted(disputed)}"
    elif not same_account(merged.account, wanted):
        yield f"loses something:\n{_difference(wanted, merged.account)}"


def _judged(path: KeyPath) -> bool:
    """Whether the slow merge judges by itself: prose goes by line, weeks by a rule of their own, unknown keys raw."""
    field = _field(path)
    return field is not None and field.kind is not Kind.PROSE and path[-1] != "days"


def _field(path: KeyPath) -> Field | None:
    found = locate(path) if path[0] not in "?#" else None
    return found[1] if found else None


def _kept(three: Three, merged: Merged) -> Iterator[str]:
    """Of records that all of them have under one id: what one side alone changed is there, and nobody is asked."""
    base, ours, theirs = three
    open_ = {conflict.path for conflict in merged.conflicts}
    for path in paths(base):
        found = locate(path)
        if found is None or not all(_has(side, path) for side in (ours, theirs, merged.account)):
            continue
        if any(path[: len(one)] == one or one[: len(path)] == path for one in open_ if _field(one) is None):
            continue
        for field in found[0].fields:
            here = (*path, field.name)
            before, one, other, now = (get(side, here) for side in (base, ours, theirs, merged.account))
            if field.kind not in _PLAIN or not (same(before, one) or same(before, other)):
                continue
            if here in open_:
                yield f"asks about {here}, which one side alone changed"
            elif not same(now, other if same(before, one) else one):
                yield f"{here}: {before!r}, {one!r}, {other!r} became {now!r}"


def _has(account: Account, path: KeyPath) -> bool:
    try:
        return get(account, path) is not ABSENT
    except KeyError:
        return False


def _decided(merged: Merged, rng: random.Random) -> Iterator[str]:
    """Whatever is decided, it is an account, and it comes to an end."""
    choices: dict[str, Any] = {}
    for _ in range(40):
        for conflict in merged.conflicts:
            if not sentence(conflict, merged).strip():
                yield f"{conflict.key} is asked without words"
            choices[conflict.key] = rng.choice(offered(conflict))
        merged = resolve(merged, choices)
        yield from _sound(merged.account, f"what was decided by {choices}")
        if merged.clean:
            return
    yield f"never ends: {[conflict.key for conflict in merged.conflicts]}"


def _difference(one: Account, other: Account) -> str:
    lines, others = (write_text(account).splitlines() for account in (one, other))
    gone = [f"- {line}" for line in lines if line not in others]
    return "\n".join([*gone, *(f"+ {line}" for line in others if line not in lines)])


if __name__ == "__main__":
    with own_folders():
        allow(lambda: merge(*clashing(1)))
        store.read_text(texts()[3])
        sys.exit(by_hand("merges", case))
