"""Ties that run abreast: where two coarse paths share channels, and whether they have to cross there.

Two ties that share a stretch of channels come together at one end of it and part at the other. Who is on the right at
either end decides whether they cross: if it is the same tie they need not, else they must, once (cf. the ordering of
shared paths in orthogonal connector routing, Wybrow, Marriott & Stuckey, GD'09).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from committee.layout.routing.grid import Path

_EAST, _SOUTH, _WEST, _NORTH = range(4)
_SIDES = (0, 1, 0, -1)
"""By the turn between two steps: straight on, to the right, back (never taken), to the left."""
_WIDE = 17
"""Bits of a step's number that hold its line: more than any map has."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A coarse path step by step: the way each goes (0 east, 1 south, 2 west, 3 north), and where each step is.

    Where a step is on the grid is a number in `steps`, the same both ways; `at` tells which step has that number.
    """

    ways: tuple[int, ...]
    steps: tuple[int, ...]
    at: Mapping[int, int]


class Stretch(NamedTuple):
    """What one path shares with another: its own steps `first` to `last`, the other's steps `low` to `high`.

    `joins` and `parts` are 1 where the one runs to the right of the other there, -1 where to the left (seen along the
    one's way), 0 where both end at the same side of a card and any order will do.
    """

    first: int
    last: int
    low: int
    high: int
    joins: int
    parts: int

    @property
    def crosses(self) -> bool:
        """Whether the two have to cross on it."""
        return self.joins * self.parts < 0

    @property
    def right(self) -> int:
        """The order to keep: 1 if the one belongs to the right, -1 to the left; if they cross, up to the last leg."""
        return self.joins or self.parts or 1


def walk_of(path: Path) -> Walk:
    """Every step of a path. O(steps)."""
    ways: list[int] = []
    found: list[int] = []
    for (x1, y1), (x2, y2) in pairwise(path):
        if x1 == x2:
            column, low, high = x1 << _WIDE, min(y1, y2), max(y1, y2)
            steps = [column | y << 1 | 1 for y in range(low, high)]
            ways += [_SOUTH if y2 > y1 else _NORTH] * (high - low)
            found += steps if y2 > y1 else steps[::-1]
        else:
            low, high = min(x1, x2), max(x1, x2)
            steps = [x << _WIDE | y1 << 1 for x in range(low, high)]
            ways += [_EAST if x2 > x1 else _WEST] * (high - low)
            found += steps if x2 > x1 else steps[::-1]
    return Walk(tuple(ways), tuple(found), {step: i for i, step in enumerate(found)})


def stretches(one: Walk, other: Walk) -> list[Stretch]:
    """The stretches of at least one step that two paths share, along the one. O(steps)."""
    ours, theirs = one.at, other.at
    shared = sorted([i for step, i in ours.items() if step in theirs])
    if not shared:
        return []
    if shared[-1] - shared[0] == len(shared) - 1:
        return [_stretch(one, other, shared[0], shared[-1])]
    found, first = [], shared[0]
    for i, following in pairwise((*shared, -1)):
        if following != i + 1:
            found.append(_stretch(one, other, first, i))
            first = following
    return found


def _stretch(one: Walk, other: Walk, first: int, last: int) -> Stretch:
    ours, theirs = one.ways, other.ways
    begins, ends = other.at[one.steps[first]], other.at[one.steps[last]]
    low, high = (begins, ends) if begins < ends else (ends, begins)
    joins = parts = 0
    if ours[first] == theirs[begins]:
        if first and low:
            joins = _SIDES[ours[first] - ours[first - 1] & 3] - _SIDES[ours[first] - theirs[low - 1] & 3]
        if last + 1 < len(ours) and high + 1 < len(theirs):
            parts = _SIDES[ours[last + 1] - ours[last] & 3] - _SIDES[theirs[high + 1] - ours[last] & 3]
    else:
        if first and high + 1 < len(theirs):
            joins = _SIDES[ours[first] - ours[first - 1] & 3] - _SIDES[ours[first] - theirs[high + 1] - 2 & 3]
        if last + 1 < len(ours) and low:
            parts = _SIDES[ours[last + 1] - ours[last] & 3] - _SIDES[theirs[low - 1] + 2 - ours[last] & 3]
    return Stretch(first, last, low, high, (joins > 0) - (joins < 0), (parts > 0) - (parts < 0))


def right_of(one: Walk, other: Walk, first: int, last: int) -> int:
    """On which side of the other the one belongs on its own steps from `first` to before `last`.

    1 to the right of it, seen along the one's way, -1 to the left, 0 if they are not together there. Where either will
    do it is the one to the right, so that all their legs agree.
    """
    for stretch in stretches(one, other):
        if stretch.first < last and stretch.last >= first:
            return stretch.right
    return 0
