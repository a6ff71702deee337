"""How good a map is: the counts of `docs/map.md`, for choosing between maps, for benchmarks and for tests.

Cf. Purchase (GD'97): crossings hurt reading most; Dunne & Shneiderman (2009) for readability metrics.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from committee.layout.model import Layout, Point, Route


@dataclass(frozen=True, slots=True)
class Quality:
    """Faults and costs of a map.

    `overlaps`: cells two cards share. `through`: cells a tie shares with a card. `shared`: cells two ties share other
    than by crossing at right angles. `outside`: route cells off the canvas. `crossings`: cells where two ties cross.
    `bends`: the most bends of any tie. `heads`: different cells with an arrowhead.
    """

    overlaps: int
    through: int
    shared: int
    outside: int
    crossings: int
    bends: int
    heads: int
    routes: int
    area: int

    @property
    def sound(self) -> bool:
        """Nothing overlaps and every tie has its own arrowhead."""
        return not (self.overlaps or self.through or self.shared or self.outside) and self.heads == self.routes


def quality(layout: Layout) -> Quality:
    """Count everything, cell by cell. O(cells of cards and routes)."""
    cards: dict[Point, str] = {}
    overlaps = through = shared = outside = crossings = 0
    for card in layout.cards:
        for y in range(card.rect.y, card.rect.bottom):
            for x in range(card.rect.x, card.rect.right):
                overlaps += (x, y) in cards
                cards[x, y] = card.person
    used: dict[Point, int] = {}
    for route in layout.routes:
        for (x, y), ways in cells_of(route).items():
            through += (x, y) in cards
            outside += not (0 <= x < layout.width and 0 <= y < layout.height)
            there = used.get((x, y), 0)
            if there & ways:
                shared += 1
            elif there:
                crossings += 1
            used[x, y] = there | ways
    return Quality(
        overlaps=overlaps,
        through=through,
        shared=shared,
        outside=outside,
        crossings=crossings,
        bends=max((bends(route) for route in layout.routes), default=0),
        heads=len({route.head for route in layout.routes}),
        routes=len(layout.routes),
        area=layout.width * layout.height,
    )


def cells_of(route: Route) -> dict[Point, int]:
    """Every cell of a route and how it is used: 1 across, 2 upright, 3 both (bends and the arrowhead)."""
    cells = dict.fromkeys((*route.points[1:-1], route.points[-1]), 3)
    for cell, way in _straight(route):
        cells.setdefault(cell, way)
    return cells


def bends(route: Route) -> int:
    """How often a route turns."""
    ways = [a[0] == b[0] for a, b in pairwise(route.points) if a != b]
    return sum(a != b for a, b in pairwise(ways))


def _straight(route: Route) -> Iterator[tuple[Point, int]]:
    for (x1, y1), (x2, y2) in pairwise(route.points):
        if y1 == y2 and x1 != x2:
            for x in range(min(x1, x2), max(x1, x2) + 1):
                yield (x, y1), 1
        else:
            for y in range(min(y1, y2), max(y1, y2) + 1):
                yield (x1, y), 2
