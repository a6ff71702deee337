"""How good a map is: the counts of `docs/map.md`, for choosing between maps, for benchmarks and for tests.

Cf. Purchase (GD'97): crossings hurt reading most; Dunne & Shneiderman (2009) for readability metrics.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from committee.layout.layout import Layout
from committee.layout.shapes import ACROSS, CROSSING, EAST, NORTH, SOUTH, UPRIGHT, WEST, Direction, Point, Route

_BOTH, _CROSSED, _BLURRED = 3, 4, 8
_ARMS = {(-1, 0): WEST, (1, 0): EAST, (0, -1): NORTH, (0, 1): SOUTH}
_STEPS = {Direction.LEFT: (-1, 0), Direction.RIGHT: (1, 0), Direction.UP: (0, -1), Direction.DOWN: (0, 1)}


@dataclass(frozen=True, slots=True)
class Quality:
    """Faults and costs of a map.

    `overlaps`: cells two cards share. `through`: cells a tie shares with a card. `shared`: cells two ties share other
    than by crossing at right angles or on their common trunk; and cells of a trunk with four arms that are no crossing,
    since a junction has three. `outside`: route cells off the canvas. `crossings`: cells where two ties cross (a trunk
    counts as one line). `bends`: the most bends of any tie. `heads`: different cells with an arrowhead. `joined`: ties
    that share a trunk.
    """

    overlaps: int
    through: int
    shared: int
    outside: int
    crossings: int
    bends: int
    heads: int
    routes: int
    joined: int
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
    for net in _nets(layout.routes):
        for (x, y), ways in _cells_of_net(net).items():
            through += (x, y) in cards
            outside += not (0 <= x < layout.width and 0 <= y < layout.height)
            there = used.get((x, y), 0)
            if there & ways or ways & _BLURRED:
                shared += 1
            elif there or ways & _CROSSED:
                crossings += 1
            used[x, y] = there | (ways & _BOTH)
    return Quality(
        overlaps=overlaps,
        through=through,
        shared=shared,
        outside=outside,
        crossings=crossings,
        bends=max((bends(route) for route in layout.routes), default=0),
        heads=len({route.head for route in layout.routes}),
        routes=len(layout.routes),
        joined=sum(route.branch is not None for route in layout.routes),
        area=layout.width * layout.height,
    )


def crossings(layout: Layout) -> int:
    """`Quality.crossings` alone. O(cells of the routes)."""
    used: dict[Point, int] = {}
    found = 0
    for net in _nets(layout.routes):
        for cell, ways in _cells_of_net(net).items():
            found += cell in used or ways > _BOTH
            used[cell] = ways
    return found


def _nets(routes: Sequence[Route]) -> list[list[Route]]:
    """The routes, those of one trunk together."""
    alone = [[route] for route in routes if route.net is None]
    trunks: dict[Point, list[Route]] = {}
    for route in routes:
        if route.net is not None:
            trunks.setdefault(route.net, []).append(route)
    return [*alone, *trunks.values()]


def _cells_of_net(net: Sequence[Route]) -> dict[Point, int]:
    """`cells_of` one route, or of a trunk: there also whether it crosses itself in a cell, or is blurred there."""
    if len(net) == 1:
        return cells_of(net[0])
    arms: dict[Point, int] = {}
    bent: set[Point] = set()
    for route in net:
        bent.update(route.points[1:-1])
        (dx, dy), first = _STEPS[route.leaves], route.points[0]
        arms[first] = arms.get(first, 0) | _ARMS[-dx, -dy]
        for (x1, y1), (x2, y2) in pairwise(route.points):
            dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
            for i in range(max(abs(x2 - x1), abs(y2 - y1))):
                here, there = (x1 + dx * i, y1 + dy * i), (x1 + dx * (i + 1), y1 + dy * (i + 1))
                arms[here] = arms.get(here, 0) | _ARMS[dx, dy]
                arms[there] = arms.get(there, 0) | _ARMS[-dx, -dy]
    heads = {route.head for route in net}
    return {cell: _use(touched, cell in bent, cell in heads) for cell, touched in arms.items()}


def _use(arms: int, bent: bool, head: bool) -> int:  # noqa: FBT001 - two facts of a cell
    if arms == CROSSING:
        return _BOTH | (_BLURRED if bent or head else _CROSSED)
    if head or (arms & ACROSS and arms & UPRIGHT):
        return _BOTH
    return 1 if arms & ACROSS else 2


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
