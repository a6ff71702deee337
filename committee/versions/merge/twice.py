"""One thing under two ids, and two things under one: what ids alone do not tell in a merge."""

from collections.abc import Iterator

from committee.model.account import Account, KeyPath
from committee.model.edit import apply
from committee.model.edits import remove
from committee.model.references import IDENTIFIED
from committee.versions.merge.renames import likeness


def added_again(base: Account, without: Account, keeping: Account, path: KeyPath) -> Iterator[KeyPath]:
    """What a side added that would pass for the record at `path`, which the other side removed, under a new id.

    Once that is gone nothing tells the two apart: so it is asked now.
    """
    name, old = path[0], path[1]
    if name not in {*IDENTIFIED, "gates", "actions"}:
        return
    new = [
        key for key in getattr(keeping, name) if key not in getattr(base, name) and key not in getattr(without, name)
    ]
    left = apply(keeping, remove(keeping, path), check=False) if new else keeping
    for key in new:
        if key in getattr(left, name) and likeness(base, left, name, old, key, {}, without):
            yield name, key
