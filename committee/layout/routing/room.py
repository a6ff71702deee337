"""How full the channels, shafts and galleries of the coarse grid are, and what one more tie in them costs."""

from collections.abc import Mapping, Sequence
from copy import copy
from itertools import pairwise

from committee.layout.routing.grid import Grid, Metrics, Path
from committee.layout.routing.way import Needs, Straight
from committee.layout.shapes import Style

HIGHER, WIDER = 20, 8
"""What one more track costs in a channel that is full already."""
_CROWDED = 60
"""What a port costs on a card edge that has to grow for it."""


class Room:
    """Counts the ties on every piece of a channel, and hands out the lines of cards' sides."""

    def __init__(self, grid: Grid, metrics: Metrics, style: Style) -> None:
        self._grid = grid
        wide, high = 2 * grid.columns + 1, 2 * grid.lines + 1
        self._higher, self._wider = style.higher or HIGHER, style.wider or WIDER
        self._edge = metrics.width - 2
        self._along = [[0] * wide for _ in range(high)]
        self._down = [[0] * high for _ in range(wide)]
        self._in_shaft = [0] * len(grid.shafts)
        self._ports = metrics.port_lines
        self._free_ports = [list(metrics.port_lines) for _ in grid.galleries]
        inner = [line for line in range(metrics.height) if line not in metrics.port_lines]
        self._free_inner = [list(inner) for _ in grid.galleries]
        self._peak_x, self._peak_y = [0] * wide, [0] * high
        self._full_x, self._full_y = [0] * wide, [0] * high

    def aside(self, dearer: int) -> "Room":
        """A copy for ties shown now and then, wider channels so many times dearer; this one stays as it is."""
        other = copy(self)
        for name in ("_along", "_down", "_free_ports", "_free_inner"):
            setattr(other, name, [list(line) for line in getattr(self, name)])
        other._higher, other._wider = dearer * self._higher, dearer * self._wider
        for name in ("_in_shaft", "_peak_x", "_peak_y", "_full_x", "_full_y"):
            setattr(other, name, list(getattr(self, name)))
        return other

    def keep(self) -> None:
        """Channels keep the size they have to have now, whoever leaves them."""
        self._peak_x, self._peak_y = list(self._full_x), list(self._full_y)

    def has(self, needs: Needs) -> bool:
        """Whether every gallery of these has a line left."""
        return not needs or all(self._free_ports[g] or (inner and self._free_inner[g]) for g, inner in needs)

    def lines(self, path: Path) -> dict[int, int]:
        """Lines of cards' sides for the legs of a path that run through galleries, by leg; no longer free."""
        found = {}
        for leg, ((x1, y1), (x2, _)) in enumerate(pairwise(path)):
            if x1 != x2 and y1 % 2:
                gallery = self.gallery(x1, x2, y1)
                inner = self._free_inner[gallery] if 0 < leg < len(path) - 2 else None
                found[leg] = (inner or self._free_ports[gallery]).pop(0)
        return found

    def spare(self, gallery: int, own: Sequence[int]) -> tuple[list[int], list[int]]:
        """Ports and inner lines of a gallery that nobody has but the owners of `own`."""
        free = [*self._free_ports[gallery], *self._free_inner[gallery], *own]
        ports = [line for line in self._ports if line in free]
        return ports, sorted(line for line in free if line not in ports)

    def reline(self, gallery: int, before: Sequence[int], after: Sequence[int]) -> None:
        """Those who had the lines `before` have `after` now."""
        ports, inner = self.spare(gallery, before)
        self._free_ports[gallery] = [line for line in ports if line not in after]
        self._free_inner[gallery] = [line for line in inner if line not in after]

    def free(self, path: Path, lines: Mapping[int, int]) -> None:
        """Give lines of cards' sides back."""
        for leg, line in lines.items():
            (x1, y1), (x2, _) = path[leg], path[leg + 1]
            gallery = self.gallery(x1, x2, y1)
            (self._free_ports if line in self._ports else self._free_inner)[gallery].insert(0, line)

    def count(self, legs: Sequence[Straight], by: int) -> None:
        """A tie takes a way with these legs (`by` = 1) or leaves it (-1)."""
        for upright, at, low, high in legs:
            used = self._down[at] if upright else self._along[at]
            for place in range(low, high + 1):
                used[place] += by
            full, peak = (self._full_x, self._peak_x) if upright else (self._full_y, self._peak_y)
            here = max(used[low : high + 1])
            if by > 0:
                full[at] = max(full[at], here)
            elif here - by >= full[at]:
                full[at] = max(peak[at], *used)
            if upright and at % 2:
                self._in_shaft[self._grid.shaft_at[at // 2][(low + 1) // 2]] += by

    def cost(self, legs: Sequence[Straight]) -> int:
        """What a way costs for the room it takes: the fill of its channels, and more where one has to grow."""
        total = 0
        for upright, at, low, high in legs:
            if upright:
                if at % 2:
                    used = self._in_shaft[self._grid.shaft_at[at // 2][(low + 1) // 2]]
                    total += _CROWDED if used >= self._edge else used
                else:
                    full = self._full_x[at]
                    here = max(self._down[at][low : high + 1]) + 1 if full else 1
                    total += here if here <= full else here + self._wider
            elif at % 2 == 0:
                full = self._full_y[at]
                here = max(self._along[at][low : high + 1]) + 1 if full else 1
                total += here if here <= full else here + self._higher
        return total

    def gallery(self, x1: int, x2: int, y: int) -> int:
        """The gallery a leg across runs through."""
        return self._grid.gallery_at[y // 2][(min(x1, x2) + 1) // 2]
