"""Which line of a card's side each tie of a gallery gets: in the order in which ties that run abreast part."""

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise, permutations
from typing import NamedTuple

from committee.layout.routing.abreast import Walk, right_of
from committee.layout.routing.grid import Path


class Leg(NamedTuple):
    """A leg through a gallery: its tie, its number, its steps, the way it goes, and whether it ends at a card there."""

    tie: int
    number: int
    first: int
    last: int
    east: int
    ends: bool


def leg_of(tie: int, number: int, path: Path) -> Leg:
    """The leg of that number."""
    first = 0
    for (x1, y1), (x2, y2) in pairwise(path[: number + 1]):
        first += abs(x2 - x1) + abs(y2 - y1)
    way = path[number + 1][0] - path[number][0]
    return Leg(tie, number, first, first + abs(way), 1 if way > 0 else -1, number == 0 or number == len(path) - 2)


def in_order(
    legs: Sequence[Leg], before: Sequence[int], walks: Mapping[int, Walk], ports: Sequence[int], inner: Sequence[int]
) -> dict[tuple[int, int], int]:
    """A line for each leg of one gallery, from those free, such that as few as possible lie the wrong way round.

    Ties that end at a card there need a port, others may have an inner line too. They keep the lines they had `before`
    where others are no better. O(lines!), of which a card has a few.
    """
    wrong = {
        (i, j): right_of(walks[one.tie], walks[other.tie], one.first, one.last) * one.east
        for (i, one), (j, other) in combinations(enumerate(legs), 2)
    }
    best: tuple[int, int, tuple[int, ...]] | None = None
    for lines in permutations(sorted((*ports, *inner)), len(legs)):
        if any(leg.ends and line in inner for leg, line in zip(legs, lines, strict=True)):
            continue
        cost = sum((lines[i] - lines[j]) * side < 0 for (i, j), side in wrong.items())
        used = sum(line in ports and not leg.ends for leg, line in zip(legs, lines, strict=True))
        used = 8 * used + sum(line != old for line, old in zip(lines, before, strict=True))
        if best is None or (cost, used, lines) < best:
            best = cost, used, lines
    assert best is not None, "the lines they had are among them"  # noqa: S101 - says why there is always one
    return {(leg.tie, leg.number): line for leg, line in zip(legs, best[2], strict=True)}
