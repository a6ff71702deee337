"""Which channels, shafts and galleries each tie runs through: the routing on the coarse grid.

Every tie gets a path of at most four bends. Candidates are weighed by length, bends, crossings with the paths chosen
so far, and how much wider the map would become; then every tie is taken out and placed anew, a few times.
"""

from collections.abc import Sequence
from copy import copy
from itertools import pairwise
from typing import NamedTuple

from committee.errors import Stop, Unwanted, never
from committee.layout.routing.grid import Grid, Metrics, Path
from committee.layout.routing.room import Room
from committee.layout.routing.sides import Leg, in_order, leg_of
from committee.layout.routing.traffic import WHOLE, Estimated, Exact, Traffic
from committee.layout.routing.trunks import ALONE, rest
from committee.layout.routing.way import Way
from committee.layout.routing.ways import Known, Ways
from committee.layout.shapes import Style

CROSSING = 72
"""What a crossing costs, in cells of length."""
EXACT = 150
"""Up to this many ties crossings are counted exactly."""
RARE, NEVER = 3, 60
"""How much dearer it is to widen a channel for ties that are only shown now and then, or where no card may move."""
_ENDLESS = 1 << 30
_UNTANGLED = 2
"""Rounds of placing two ties anew."""


class _Care(NamedTuple):
    """How much a choice is thought over.

    `good` is the trouble (crossings, wider channels) up to which no path of more bends is tried, `most` how many
    candidates of a kind are looked at, `kinds` how many kinds: simple ones, winding ones, those far round about.
    """

    good: int
    most: int
    kinds: int


_USUAL, _THOROUGH = _Care(10, _ENDLESS, 2), _Care(10, _ENDLESS, 3)
_ROUGH = _Care(80, 8, 2)


class Chooser:
    """Chooses paths one after the other; knows what runs where.

    `lines[k]` are the lines of a card's side that galleries gave to tie k, by leg number.
    """

    def __init__(self, grid: Grid, metrics: Metrics, style: Style, known: Known, ties: int) -> None:
        self._grid = grid
        self._crossing = style.crossing or CROSSING
        step_x, step_y = metrics.width + metrics.gap_x + 2, metrics.height + metrics.gap_y + 1
        wide, high = 2 * grid.columns + 1, 2 * grid.lines + 1
        self._x = [(x // 2) * step_x + (x % 2) * (step_x // 2) for x in range(wide)]
        self._y = [2 * ((y // 2) * step_y + (y % 2) * (step_y // 2)) for y in range(high)]
        self._ways = Ways(grid, self._x, self._y, known)
        self._room = Room(grid, metrics, style)
        self._traffic: Traffic = (Exact if ties <= EXACT else Estimated)(wide, high)
        self._care = _USUAL
        self._first = 0
        self.lines: dict[int, dict[int, int]] = {}
        self._trunks: Sequence[int] = ()
        self._taken: dict[int, Way] = {}
        self._together: dict[int, list[int]] = {}
        self._floor: dict[int, int] = {}
        self._before: dict[tuple[int, int], tuple[int, Way]] | None = None

    @property
    def paths(self) -> dict[int, Path]:
        """The path of every tie, by number."""
        return {k: taken.path for k, taken in self._taken.items()}

    def route(self, ends: Sequence[tuple[int, int]], trunks: Sequence[int], again: int, stop: Stop = never) -> None:
        """Choose a path for each (source card, target card), shortest first; then `again` rounds of second thoughts.

        Ties with the same number in `trunks` join: what several of them share costs once.

        Raises:
            Unwanted: `stop`, asked before each tie, said so.
        """
        spots = self._grid.spots
        self._trunks = trunks

        def reach(k: int) -> tuple[int, int]:
            (c1, r1), (c2, r2) = spots[ends[k][0]], spots[ends[k][1]]
            return abs(self._x[2 * c1 + 1] - self._x[2 * c2 + 1]) + abs(self._y[2 * r1 + 1] - self._y[2 * r2 + 1]), k

        order = sorted(range(len(ends)), key=reach)
        for k in order:
            if stop():
                raise Unwanted
            self._take(k, self._best(k, *ends[k])[1])
        if again and isinstance(self._traffic, Exact):
            self._care = _THOROUGH
        for _ in range(again):
            if not self._think_again(order, ends, stop):
                break
        self._settle_lines()

    def untangle(self, ends: Sequence[tuple[int, int]], stop: Stop = never) -> None:
        """Take two ties that cross out together and place them anew in the other order, wherever that costs less.

        Raises:
            Unwanted: `stop`, asked before each two, said so.
        """
        for _ in range(_UNTANGLED):
            better = False
            for k in sorted(self._taken):
                for j in self._traffic.crossing(self._first + k):
                    if stop():
                        raise Unwanted
                    better |= self._both_anew(k, j - self._first, ends)
            if not better:
                break
        self._settle_lines()

    def _both_anew(self, k: int, j: int, ends: Sequence[tuple[int, int]]) -> bool:
        """Place two ties anew; whether they have kept their new paths."""
        old = {i: self._taken[i] for i in (k, j)}
        saved = 0
        for i in (k, j):
            self._drop(i)
            saved += self._taken[i].least + self._trouble(i, self._taken[i])
        for i in (j, k):
            cost, found = self._best(i, *ends[i])
            saved -= cost
            self._take(i, found)
        if saved > 0:
            return True
        for i in (k, j):
            self._drop(i)
        for i in (j, k):
            self._take(i, old[i])
        return False

    def _think_again(self, order: Sequence[int], ends: Sequence[tuple[int, int]], stop: Stop) -> bool:
        """Take every tie out and place it anew, the long ones first; whether any has a new path."""
        moved = False
        for k in reversed(order):
            if stop():
                raise Unwanted
            before = self._taken[k]
            if len(before.path) > 2:
                self._drop(k)
                settled = self._trunks[k] == ALONE and before.least <= self._floor.get(k, -1)
                if not settled or self._trouble(k, before, self._care.good) > self._care.good:
                    after = self._best(k, *ends[k])[1]
                    moved |= after.path != before.path
                    self._take(k, after)
                else:
                    self._take(k, before)
        return moved

    def _settle_lines(self) -> None:
        """Give the ties of every gallery its lines in the order in which they part."""
        through: dict[int, list[Leg]] = {}
        for k, lines in self.lines.items():
            path = self._taken[k].path
            for number in lines:
                (x1, y), (x2, _) = path[number], path[number + 1]
                through.setdefault(self._room.gallery(x1, x2, y), []).append(leg_of(k, number, path))
        for gallery, legs in through.items():
            if len(legs) > 1:
                before = [self.lines[leg.tie][leg.number] for leg in legs]
                walks = {leg.tie: self._taken[leg.tie].walk() for leg in legs}
                found = in_order(legs, before, walks, *self._room.spare(gallery, before))
                for (k, number), line in found.items():
                    self.lines[k][number] = line
                self._room.reline(gallery, before, list(found.values()))

    def aside(self, *, roughly: bool, dearer: int = RARE) -> "Chooser":
        """A chooser for further ties on top of those chosen here; this one stays as it is.

        Args:
            roughly: whether a rough choice will do.
            dearer: how many times dearer it is to widen a channel.
        """
        other = copy(self)
        other._traffic = self._traffic.roughly() if roughly else self._traffic.aside()
        other._room = self._room.aside(dearer)
        other._care = _ROUGH if roughly else self._care
        other._first, other._before = self._first + len(self._taken), {}
        other._taken, other.lines, other._together, other._floor = {}, {}, {}, {}
        return other

    def forget(self) -> None:
        """Take out every path this chooser remembers, the last one first; channels keep the size they had to get."""
        self._room.keep()
        for k in reversed(list(self._taken)):
            self._drop(k)
        self._taken, self.lines = {}, {}

    def _best(self, k: int, one: int, other: int) -> tuple[int, Way]:
        """The cheapest way and its cost; those of more bends are tried only where the simple ones are in trouble."""
        beside = [self._taken[j].path for j in self._together.get(self._trunks[k], ())]
        if self._before is None or beside:
            return self._cheapest(k, one, other, beside)
        found = self._before.get((one, other))
        if found is not None and self._open(found[1]) and found[1].least + self._trouble(k, found[1]) <= found[0]:
            # More traffic makes no other way cheaper.
            return found
        found = self._before[one, other] = self._cheapest(k, one, other, beside)
        return found

    def _cheapest(self, k: int, one: int, other: int, beside: Sequence[Path]) -> tuple[int, Way]:
        best: tuple[int, Path, Way] | None = None
        for detour in range(self._care.kinds):
            most = best[0] if best is not None and not beside else None
            candidates = self._ways.candidates(one, other, detour=detour, most=most)
            if detour == 0 and candidates and len(candidates[0].path) == 2 and self._open(candidates[0]):
                candidates = candidates[:1]
            for n, tried in enumerate(self._owned(candidates, beside) if beside else candidates):
                if best is not None and (tried.least >= best[0] or n >= self._care.most):
                    break
                if not self._open(tried):
                    continue
                cost = tried.least + self._trouble(k, tried, best[0] - tried.least if best is not None else _ENDLESS)
                if best is None:
                    self._floor[k] = tried.least
                if best is None or (cost, tried.path) < best[:2]:
                    best, trouble = (cost, tried.path, tried), cost - tried.least
            if best is not None and trouble <= (self._crossing - 1 if detour else self._care.good):
                break
        assert best is not None, "a winding path always exists"  # noqa: S101 - every card borders on two channels
        return best[0], best[2]

    def _owned(self, candidates: Sequence[Way], beside: Sequence[Path]) -> list[Way]:
        """Candidates by what they cost beside those of their trunk, each with what is its own."""
        found = []
        for one in candidates:
            own = rest(one.path, beside)
            if own is one.path:
                found.append(one)
            else:
                found.append(Way(self._ways.least(own), one.path, own, _start(one.path, own)))
        return sorted(found, key=lambda one: (one.least, one.path))

    def _open(self, tried: Way) -> bool:
        """Whether every gallery a path runs through has a line left."""
        needs = tried.needs
        if needs is None:
            needs = self._ways.needs(tried)
        return not needs or self._room.has(needs)

    def _trouble(self, k: int, tried: Way, limit: int = _ENDLESS) -> int:
        """What other ties add to a path's cost: crossings and wider channels.

        Beyond `limit` it does not matter how much it is.
        """
        total = self._room.cost(tried.legs())
        if total > limit:
            return total
        limit = WHOLE * (limit - total) // self._crossing
        return total + self._crossing * self._traffic.crossed(tried, self._trunk(k), limit) // WHOLE

    def _trunk(self, k: int) -> int:
        """The number of a tie's trunk, another one than those of the ties this is aside of."""
        trunk = self._trunks[k]
        return ALONE if trunk == ALONE else self._first + trunk

    def _take(self, k: int, taken: Way) -> None:
        self.lines[k] = self._room.lines(taken.path)
        self._taken[k] = taken
        trunk = self._trunks[k]
        if trunk == ALONE:
            self._count(k, 1)
        else:
            self._recount(trunk, [*self._together.get(trunk, ()), k])

    def _drop(self, k: int) -> None:
        self._room.free(self._taken[k].path, self.lines[k])
        trunk = self._trunks[k]
        if trunk == ALONE:
            self._count(k, -1)
        else:
            self._recount(trunk, [j for j in self._together[trunk] if j != k])

    def _recount(self, trunk: int, members: list[int]) -> None:
        """Count a trunk anew: each of its ties by what the ones before it do not have."""
        for j in self._together.get(trunk, ()):
            self._count(j, -1)
        self._together[trunk] = members
        for i, j in enumerate(members):
            whole = self._taken[j]
            own = rest(whole.path, [self._taken[m].path for m in members[:i]]) if i else whole.path
            if own != whole.own:
                start = 0 if own is whole.path else _start(whole.path, own)
                self._taken[j] = Way(self._ways.least(own), whole.path, own, start)
            self._count(j, 1)

    def _count(self, k: int, by: int) -> None:
        self._room.count(self._taken[k].legs(), by)
        self._traffic.count(self._first + k, self._taken[k], self._trunk(k), by)


def _start(path: Path, own: Path) -> int:
    """How many steps of a path lie before what is its own."""
    x, y = own[0]
    total = 0
    for (x1, y1), (x2, y2) in pairwise(path):
        on = (x1 == x == x2 and min(y1, y2) <= y <= max(y1, y2)) or (y1 == y == y2 and min(x1, x2) <= x <= max(x1, x2))
        if on:
            return total + abs(x - x1) + abs(y - y1)
        total += abs(x2 - x1) + abs(y2 - y1)
    return total
