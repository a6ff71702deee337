"""Which channels, shafts and galleries each tie runs through: the routing on the coarse grid.

Every tie gets a path of at most four bends. Candidates are weighed by length, bends, crossings with the paths chosen
so far, and how much wider the map would become; then every tie is taken out once and placed anew.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from itertools import pairwise

from committee.errors import Stop, Unwanted, never
from committee.layout.grid import Grid, Metrics, Path
from committee.layout.model import Style
from committee.layout.trunks import ALONE, rest
from committee.layout.ways import Candidate, Known, Ways

CROSSING = 72
"""What a crossing costs, in cells of length; half of it where only the order of tracks decides about one."""
HIGHER, WIDER = 20, 8
"""What one more track costs in a channel that is full already."""
_CROWDED = 60
"""What a port costs on a card edge that has to grow for it."""
_GOOD, _FAIR = 10, 80
"""Trouble (crossings, wider channels) up to which no path of more bends is tried."""
_ENDLESS = 1 << 30
_RARE = 3
"""How much dearer it is to widen a channel for ties that are only shown now and then."""


class Chooser:
    """Chooses paths one after the other; knows what runs where.

    `lines[k]` are the lines of a card's side that galleries gave to tie k, by leg number.
    """

    def __init__(self, grid: Grid, metrics: Metrics, style: Style, known: Known) -> None:
        self._grid = grid
        self._crossing = style.crossing or CROSSING
        self._maybe = self._crossing // 2
        self._higher, self._widening = style.higher or HIGHER, style.wider or WIDER
        self._room = metrics.width - 2
        step_x, step_y = metrics.width + metrics.gap_x + 2, metrics.height + metrics.gap_y + 1
        wide, high = 2 * grid.columns + 1, 2 * grid.lines + 1
        self._x = [(x // 2) * step_x + (x % 2) * (step_x // 2) for x in range(wide)]
        self._y = [2 * ((y // 2) * step_y + (y % 2) * (step_y // 2)) for y in range(high)]
        self._ways = Ways(grid, self._x, self._y, known)
        self._along = [[0] * wide for _ in range(high)]
        self._across = [[0] * high for _ in range(wide)]
        self._down = [[0] * high for _ in range(wide)]
        self._cut = [[0] * wide for _ in range(high)]
        self._turns_x = [[0] * high for _ in range(wide)]
        self._turns_y = [[0] * wide for _ in range(high)]
        self._in_shaft = [0] * len(grid.shafts)
        self._ports = metrics.port_lines
        self._free_ports = [list(metrics.port_lines) for _ in grid.galleries]
        inner = [line for line in range(metrics.height) if line not in metrics.port_lines]
        self._free_inner = [list(inner) for _ in grid.galleries]
        self._good, self._growth = _GOOD, 1
        self._peak_x, self._peak_y = [0] * wide, [0] * high
        self.paths: dict[int, Path] = {}
        self.lines: dict[int, dict[int, int]] = {}
        self._trunks: Sequence[int] = ()
        self._together: dict[int, list[int]] = {}
        self._own: dict[int, Path] = {}
        self._floor: dict[int, int] = {}

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
        for _ in range(again):
            for k in reversed(order):
                before = self.paths[k]
                if len(before) > 2:
                    self._drop(k)
                    settled = trunks[k] == ALONE and self._ways.least(before) <= self._floor.get(k, -1)
                    if not settled or self._trouble(before, self._good) > self._good:
                        self._take(k, self._best(k, *ends[k])[1])
                    else:
                        self._take(k, before)

    def exchange(self, ends: Mapping[int, tuple[int, int]], weights: Sequence[int]) -> bool:
        """Choose these ties' paths anew, between these cards, if that costs less than the paths they have.

        `weights` say how much the cost of each tie of the chooser counts.
        """
        old = {k: self.paths[k] for k in ends}
        for k in ends:
            self._drop(k)
        cost = 0
        for k, path in old.items():
            own = self._beside(k, path)
            cost += weights[k] * (self._ways.least(own) + self._trouble(own, _ENDLESS))
            self._take(k, path)
        for k in ends:
            self._drop(k)
        for k, pair in ends.items():
            more, path = self._best(k, *pair)
            cost -= weights[k] * more
            self._take(k, path)
            if cost <= 0:
                break
        else:
            return True
        for j in ends:
            self._drop(j)
            if j == k:
                break
        for j, path in old.items():
            self._take(j, path)
        return False

    def _beside(self, k: int, path: Path) -> Path:
        """What of a path is the tie's own beside those of its trunk that have one."""
        members = self._together.get(self._trunks[k], ())
        return rest(path, [self.paths[j] for j in members]) if members else path

    def aside(self) -> "Chooser":
        """A chooser for further ties on top of those chosen here; this one stays as it is."""
        other = copy(self)
        for name in ("_along", "_across", "_down", "_cut", "_turns_x", "_turns_y", "_free_ports", "_free_inner"):
            setattr(other, name, [list(line) for line in getattr(self, name)])
        other._in_shaft = list(self._in_shaft)
        other._good, other._growth = _FAIR, _RARE
        other._peak_x, other._peak_y = list(self._peak_x), list(self._peak_y)
        other.paths, other.lines, other._together, other._own, other._floor = {}, {}, {}, {}, {}
        return other

    def forget(self) -> None:
        """Take out every path this chooser remembers, the last one first; channels keep the size they had to get."""
        self._peak_x = [max(peak, *used) for peak, used in zip(self._peak_x, self._down, strict=True)]
        self._peak_y = [max(peak, *used) for peak, used in zip(self._peak_y, self._along, strict=True)]
        for k in reversed(list(self.paths)):
            self._drop(k)
        self.paths, self.lines = {}, {}

    def _best(self, k: int, one: int, other: int) -> tuple[int, Path]:
        """The cheapest path and its cost; those of more bends are tried only where the simple ones are in trouble."""
        beside = [self.paths[j] for j in self._together.get(self._trunks[k], ())]
        best: tuple[int, Path] | None = None
        for winding in (False, True):
            candidates = self._ways.candidates(one, other, winding=winding)
            if candidates and len(candidates[0][1]) == 2 and self._open(candidates[0][1]):
                candidates = candidates[:1]
            for entry in self._owned(candidates, beside) if beside else candidates:
                least, path, own = entry[0], entry[1], entry[-1] if beside else entry[1]
                if best is not None and least >= best[0]:
                    break
                if not self._open(path):
                    continue
                cost = least + self._trouble(own, best[0] - least if best is not None else _ENDLESS)
                if best is None:
                    self._floor[k] = least
                if best is None or (cost, path) < best:
                    best, trouble = (cost, path), cost - least
            if best is not None and trouble <= self._good:
                break
        assert best is not None, "a winding path always exists"  # noqa: S101 - every card borders on two channels
        return best

    def _owned(self, candidates: Sequence[Candidate], beside: Sequence[Path]) -> list[tuple[int, Path, Path]]:
        """Candidates by what they cost beside those of their trunk, each with what is its own."""
        found = []
        for least, path in candidates:
            own = rest(path, beside)
            found.append((least if own is path else self._ways.least(own), path, own))
        return sorted(found)

    def _open(self, path: Path) -> bool:
        """Whether every gallery a path runs through has a line left."""
        needs = self._ways.needs(path)
        return not needs or all(self._free_ports[g] or (inner and self._free_inner[g]) for g, inner in needs)

    def _trouble(self, path: Path, limit: int) -> int:
        """What other ties add to a path's cost: crossings, certain or likely, and wider channels.

        Beyond `limit` it does not matter how much it is.
        """
        total = 0
        for x, y in path[1:-1]:
            total += self._maybe * (self._cut[y][x] + self._across[x][y])
        for (x1, y1), (x2, y2) in pairwise(path):
            if total > limit:
                return total
            if x1 == x2:
                low, high = (y1, y2) if y1 < y2 else (y2, y1)
                total += self._crossing * sum(self._across[x1][low + 1 : high])
                total += self._maybe * sum(self._turns_x[x1][low + 1 : high])
                if x1 % 2:
                    shaft = self._grid.shaft_at[x1 // 2][(low + 1) // 2]
                    total += _CROWDED if self._in_shaft[shaft] >= self._room else self._in_shaft[shaft]
                else:
                    total += self._wider(self._down[x1], low, high, self._peak_x[x1], self._widening)
            else:
                low, high = (x1, x2) if x1 < x2 else (x2, x1)
                total += self._crossing * sum(self._cut[y1][low + 1 : high])
                total += self._maybe * sum(self._turns_y[y1][low + 1 : high])
                if y1 % 2 == 0:
                    total += self._wider(self._along[y1], low, high, self._peak_y[y1], self._higher)
        return total

    def _wider(self, used: list[int], low: int, high: int, peak: int, price: int) -> int:
        """What a leg costs in its channel: its fill there, and more where the channel has to grow."""
        here = max(used[low : high + 1]) + 1
        return here + (self._growth * price if here > peak and here > max(used) else 0)

    def _take(self, k: int, path: Path) -> None:
        self.paths[k] = path
        self.lines[k] = {}
        for leg, ((x1, y1), (x2, _)) in enumerate(pairwise(path)):
            if x1 != x2 and y1 % 2:
                gallery = self._gallery(x1, x2, y1)
                inner = self._free_inner[gallery] if 0 < leg < len(path) - 2 else None
                self.lines[k][leg] = (inner or self._free_ports[gallery]).pop(0)
        trunk = self._trunks[k]
        if trunk == ALONE:
            self._count(path, 1)
        else:
            self._together.setdefault(trunk, [])
            self._recount(trunk, [*self._together[trunk], k])

    def _drop(self, k: int) -> None:
        path = self.paths[k]
        for leg, line in self.lines[k].items():
            (x1, y1), (x2, _) = path[leg], path[leg + 1]
            gallery = self._gallery(x1, x2, y1)
            (self._free_ports if line in self._ports else self._free_inner)[gallery].insert(0, line)
        trunk = self._trunks[k]
        if trunk == ALONE:
            self._count(path, -1)
        else:
            self._recount(trunk, [j for j in self._together[trunk] if j != k])

    def _recount(self, trunk: int, members: list[int]) -> None:
        """Count a trunk anew: each of its ties by what the ones before it do not have."""
        for j in self._together[trunk]:
            self._count(self._own[j], -1)
        self._together[trunk] = members
        for i, j in enumerate(members):
            self._own[j] = rest(self.paths[j], [self.paths[m] for m in members[:i]]) if i else self.paths[j]
            self._count(self._own[j], 1)

    def _count(self, path: Path, by: int) -> None:
        for x, y in path[1:-1]:
            self._turns_x[x][y] += by
            self._turns_y[y][x] += by
        for (x1, y1), (x2, y2) in pairwise(path):
            if x1 == x2:
                low, high = (y1, y2) if y1 < y2 else (y2, y1)
                down = self._down[x1]
                for y in range(low, high + 1):
                    down[y] += by
                for y in range(low + 1, high):
                    self._cut[y][x1] += by
                if x1 % 2:
                    self._in_shaft[self._grid.shaft_at[x1 // 2][(low + 1) // 2]] += by
            else:
                low, high = (x1, x2) if x1 < x2 else (x2, x1)
                along = self._along[y1]
                for x in range(low, high + 1):
                    along[x] += by
                for x in range(low + 1, high):
                    self._across[x][y1] += by

    def _gallery(self, x1: int, x2: int, y: int) -> int:
        return self._grid.gallery_at[y // 2][(min(x1, x2) + 1) // 2]
