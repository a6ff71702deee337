"""The paths a tie may take on the coarse grid: of no, one or two bends, and winding ones of three or four."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from committee.layout.routing.grid import Grid, Metrics, Path, Spot
from committee.layout.routing.way import Needs, Way
from committee.layout.shapes import Point

_NEAR = 3
"""Channels beyond the nearest one that are looked at on either side."""
_ROUND_ABOUT = 2
"""The last kind of candidates."""
_STEP = 64
"""How far beyond both cards ways round about are looked for is a multiple of this, so that they are found again."""
_MANY, _FAR = 20, 48
"""From how many cards on ways further than this beyond both cards are not looked for."""
_EVERYWHERE = 1 << 30
_BEND = 4
"""What a bend costs, in cells of length."""

Known = dict[tuple[Point, Point, int, int], list[Way]]
"""Candidates by both ends, kind, and how far round about.

The same for all maps with cards in the same slots, of the same size.
"""

Seen = dict[tuple[frozenset[Spot], Metrics], Known]
"""What is known for the maps drawn so far, by the taken slots and the size of cards."""


def known_of(seen: Seen, spots: Sequence[Spot], metrics: Metrics) -> Known:
    """What is known for cards of this size in these slots."""
    return seen.setdefault((frozenset(spots), metrics), {})


class Ways:
    """Finds candidates, the cheapest first, and keeps them; whether a gallery still has room is for others to see.

    `x` and `y` are where the coarse columns and lines are about to be, for lengths.
    """

    def __init__(self, grid: Grid, x: Sequence[int], y: Sequence[int], known: Known) -> None:
        self._grid, self._x, self._y, self._known = grid, x, y, known

    def candidates(self, one: int, other: int, *, detour: int, most: int | None = None) -> list[Way]:
        """Paths of up to two bends (`detour` = 0), winding ones (1), or any, however far round about (2).

        Where a straight one is, it is the first. Of the last kind, those that cost more than `most` may be left out.
        """
        start, end = self._slot(one), self._slot(other)
        beyond = _EVERYWHERE
        if detour == _ROUND_ABOUT and most is not None:
            direct = abs(self._x[start[0]] - self._x[end[0]]) + abs(self._y[start[1]] - self._y[end[1]])
            beyond = (max(most - direct, 0) // 2 // _STEP + 1) * _STEP
            if len(self._grid.spots) > _MANY:
                beyond = min(beyond, _FAR)
        key = start, end, detour, beyond
        found = self._known.get(key)
        if found is None:
            if detour == _ROUND_ABOUT:
                paths = self._roundabout(one, other, beyond)
            else:
                paths = (self._winding if detour else self._simple)(one, other)
            found = self._known[key] = [Way(*entry) for entry in sorted([(self.least(path), path) for path in paths])]
        return found

    def least(self, path: Path) -> int:
        """The cost of a path that nothing is in the way of."""
        total = _BEND * (len(path) - 2)
        x1, y1 = path[0]
        for x2, y2 in path:
            if x1 != x2:
                total += abs(self._x[x1] - self._x[x2])
                x1 = x2
            elif y1 != y2:
                total += abs(self._y[y1] - self._y[y2])
                y1 = y2
        return total

    def needs(self, way: Way) -> Needs:
        """The galleries a way runs through."""
        if way.needs is None:
            path = way.path
            last, x, y = len(path) - 2, path[0][0], path[0][1]
            legs = []
            for leg, (x2, y2) in enumerate(path[1:]):
                if x2 != x and y % 2:
                    legs.append((self._grid.gallery_at[y // 2][(min(x, x2) + 1) // 2], 0 < leg < last))
                x, y = x2, y2
            way.needs = tuple(legs)
        return way.needs

    def _simple(self, one: int, other: int) -> Iterator[Path]:
        grid = self._grid
        (c1, r1), (c2, r2) = grid.spots[one], grid.spots[other]
        start, end = (2 * c1 + 1, 2 * r1 + 1), (2 * c2 + 1, 2 * r2 + 1)
        if self._straight(one, other):
            yield start, end
        if c1 != c2 and r1 != r2:
            yield from self._corner(one, other, start, end)
            yield from (path[::-1] for path in self._corner(other, one, end, start))
        if c1 != c2:
            for h in self._common(self._channels_v(one), self._channels_v(other), r1, r2):
                yield start, (start[0], 2 * h), (end[0], 2 * h), end
            yield from self._through_lines(one, other, start, end)
        if r1 != r2:
            for v in self._common(self._channels_h(one), self._channels_h(other), c1, c2):
                yield start, (2 * v, start[1]), (2 * v, end[1]), end
            yield from self._through_columns(one, other, start, end)

    def _straight(self, one: int, other: int) -> bool:
        grid = self._grid
        (c1, r1), (c2, r2) = grid.spots[one], grid.spots[other]
        if c1 == c2:
            upper, lower = (one, other) if r1 < r2 else (other, one)
            return grid.below[upper] == grid.above[lower]
        if r1 == r2:
            west, east = (one, other) if c1 < c2 else (other, one)
            return grid.right[west] == grid.left[east]
        return False

    def _through_columns(self, one: int, other: int, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Path]:
        """Left or right, along a column of empty slots, left or right again."""
        (c1, r1), (c2, r2) = self._grid.spots[one], self._grid.spots[other]
        a, b = self._channels_h(one), self._channels_h(other)
        for column in range(max(a[0], b[0]), min(a[1], b[1])):
            if column in (c1, c2) or not (self._is_empty(column, r1) and self._is_empty(column, r2)):
                continue
            if self._same_shaft(column, max(r1, r2), min(r1, r2) + 1):
                yield start, (2 * column + 1, start[1]), (2 * column + 1, end[1]), end

    def _through_lines(self, one: int, other: int, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Path]:
        """Up or down, along a line of empty slots, up or down again."""
        grid = self._grid
        (first, last), (top, bottom) = self._channels_v(one), self._channels_v(other)
        (c1, r1), (c2, r2) = grid.spots[one], grid.spots[other]
        for line in range(max(first, top), min(last, bottom)):
            if line in (r1, r2):
                continue
            inside = grid.gallery_at[line]
            if inside[min(c1, c2) + 1] == inside[max(c1, c2)]:
                y = 2 * line + 1
                if self._is_empty(c1, line) and self._is_empty(c2, line):
                    yield start, (start[0], y), (end[0], y), end

    def _is_empty(self, column: int, line: int) -> bool:
        inside = self._grid.shaft_at[column]
        return inside[line] == inside[line + 1]

    def _corner(self, one: int, other: int, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Path]:
        """Out of one card's side through empty slots, then up or down to the other."""
        grid = self._grid
        (c1, r1), (c2, r2) = grid.spots[one], grid.spots[other]
        gallery = grid.right[one] if c2 > c1 else grid.left[one]
        _, first, last = grid.galleries[gallery]
        shaft = grid.below[other] if r1 > r2 else grid.above[other]
        _, top, bottom = grid.shafts[shaft]
        if first <= c2 and c2 + 1 <= last and top <= r1 and r1 + 1 <= bottom:
            yield start, (end[0], start[1]), end

    def _winding(self, one: int, other: int) -> Iterator[Path]:
        """Paths of three or four bends."""
        grid = self._grid
        (c1, r1), (c2, r2) = grid.spots[one], grid.spots[other]
        start, end = (2 * c1 + 1, 2 * r1 + 1), (2 * c2 + 1, 2 * r2 + 1)
        ours, theirs = self._towards_v(one, r2), self._towards_v(other, r1)
        for v in self._towards_h(one, c2):
            for h in theirs:
                yield start, (2 * v, start[1]), (2 * v, 2 * h), (end[0], 2 * h), end
        for v in self._towards_h(other, c1):
            for h in ours:
                yield start, (start[0], 2 * h), (2 * v, 2 * h), (2 * v, end[1]), end
        for x in self._crossings(c1, c2):
            if x in (start[0], end[0]):
                continue
            for h in ours:
                for k in theirs:
                    if h != k and (x % 2 == 0 or self._same_shaft(x // 2, h, k)):
                        yield start, (start[0], 2 * h), (x, 2 * h), (x, 2 * k), (end[0], 2 * k), end

    def _roundabout(self, one: int, other: int, beyond: int) -> Iterator[Path]:
        """Paths of three or four bends by any channels up to so many cells beyond both cards."""
        grid = self._grid
        start, end = self._slot(one), self._slot(other)
        r1, r2 = grid.spots[one][1], grid.spots[other][1]
        (above, below), (over, under) = self._channels_v(one), self._channels_v(other)
        (west, east), (left, right) = self._channels_h(one), self._channels_h(other)
        uprights, levels = _within(self._x, start[0], end[0], beyond), _within(self._y, start[1], end[1], beyond)
        for h in range(above, below + 1):
            leave = start[0], 2 * h
            yield from ((start, leave, (2 * v, 2 * h), (2 * v, end[1]), end) for v in range(left, right + 1))
            for k in range(over, under + 1):
                if h != k:
                    yield from ((start, leave, (x, 2 * h), (x, 2 * k), (end[0], 2 * k), end) for x in uprights)
        for v in range(west, east + 1):
            leave = 2 * v, start[1]
            yield from ((start, leave, (2 * v, 2 * h), (end[0], 2 * h), end) for h in range(over, under + 1))
            for w in range(left, right + 1):
                if v != w and grid.gallery_at[r1][v] != grid.gallery_at[r2][w]:
                    yield from ((start, leave, (2 * v, y), (2 * w, y), (2 * w, end[1]), end) for y in levels)

    def _slot(self, card: int) -> tuple[int, int]:
        column, line = self._grid.spots[card]
        return 2 * column + 1, 2 * line + 1

    def _same_shaft(self, column: int, h: int, k: int) -> bool:
        inside = self._grid.shaft_at[column]
        return inside[h] == inside[k]

    def _crossings(self, c1: int, c2: int) -> Iterator[int]:
        """Coarse columns a winding path may change lines in: between the two cards, and just beside them."""
        low, high = (c1, c2) if c1 < c2 else (c2, c1)
        first, last = 2 * low, 2 * high + 2
        if last - first > 12:
            yield from (*range(first, first + 5), *range(last - 4, last + 1))
        else:
            yield from range(first, last + 1)

    def _channels_v(self, card: int) -> tuple[int, int]:
        grid = self._grid
        return grid.shafts[grid.above[card]][1], grid.shafts[grid.below[card]][2]

    def _channels_h(self, card: int) -> tuple[int, int]:
        grid = self._grid
        return grid.galleries[grid.left[card]][1], grid.galleries[grid.right[card]][2]

    @staticmethod
    def _common(a: tuple[int, int], b: tuple[int, int], one: int, other: int) -> Iterator[int]:
        """Channels both cards reach, those between or beside the two (`one` and `other` are their lines)."""
        low, high = (one, other) if one < other else (other, one)
        yield from range(max(a[0], b[0], low - _NEAR + 1), min(a[1], b[1], high + _NEAR) + 1)

    def _towards_v(self, card: int, line: int) -> tuple[int, ...]:
        """The horizontal channels next to a card, and further ones it reaches towards `line`."""
        low, high = self._channels_v(card)
        own = self._grid.spots[card][1]
        return _near(own, line, low, high)

    def _towards_h(self, card: int, column: int) -> tuple[int, ...]:
        low, high = self._channels_h(card)
        own = self._grid.spots[card][0]
        return _near(own, column, low, high)


def _within(places: Sequence[int], one: int, other: int, over: int) -> range:
    """The channels that are no further than this beyond two coarse columns or lines."""
    low, high = min(one, other), max(one, other)
    first = bisect_left(places, places[low] - over)
    last = bisect_right(places, places[high] + over)
    return range(first + first % 2, last, 2)


def _near(own: int, goal: int, low: int, high: int) -> tuple[int, ...]:
    found = [own + 1, own] if goal > own else [own, own + 1]
    if goal > own:
        found += range(own + 2, min(high, goal, own + _NEAR) + 1)
    elif goal < own:
        found += range(own - 1, max(low, goal + 1, own - _NEAR) - 1, -1)
    return tuple(found)
