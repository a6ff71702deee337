"""From cells to cards and ties: for drawing by line, clicks and arrow keys."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from committee.layout.glyphs import ACROSS, EAST, NORTH, SOUTH, UPRIGHT, WEST
from committee.layout.model import Card, Direction, Layout, Point, Route

_BLOCK = 8
"""Lines to a block."""
_TOWARDS = {Direction.LEFT: WEST, Direction.RIGHT: EAST, Direction.UP: NORTH, Direction.DOWN: SOUTH}
_AGAINST = {Direction.LEFT: EAST, Direction.RIGHT: WEST, Direction.UP: SOUTH, Direction.DOWN: NORTH}


@dataclass(frozen=True, slots=True)
class Piece:
    """Cells `x` to `x + length - 1` of one line of the canvas, all of one route and shape.

    `bits` are the sides the line touches. Where another route runs upright through the cell, `crossing` is its number,
    else -1. `head` is set on an arrowhead's cell, `middle` on the cell in the middle of the route.
    """

    x: int
    length: int
    route: int
    bits: int
    crossing: int = -1
    head: bool = False
    middle: bool = False


class Index:
    """Lookups on a finished layout. Lines are worked out when they are first drawn, and then kept."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        blocks = layout.height // _BLOCK + 1
        self._routes: list[list[int]] = [[] for _ in range(blocks)]
        self._cards: list[list[Card]] = [[] for _ in range(blocks)]
        for number, route in enumerate(layout.routes):
            ys = [y for _, y in route.points]
            for block in range(min(ys) // _BLOCK, max(ys) // _BLOCK + 1):
                self._routes[block].append(number)
        for card in layout.cards:
            for block in range(card.rect.y // _BLOCK, (card.rect.bottom - 1) // _BLOCK + 1):
                self._cards[block].append(card)
        self._pieces: dict[int, tuple[Piece, ...]] = {}
        self._ports: dict[Point, int] | None = None
        self._middles: dict[Point, int] | None = None

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """What ties draw on a line, from left to right."""
        found = self._pieces.get(y)
        if found is None:
            found = self._pieces[y] = tuple(self._line(y)) if 0 <= y < self._layout.height else ()
        return found

    def cards(self, y: int) -> list[Card]:
        """The cards a line runs through, from left to right."""
        if not 0 <= y < self._layout.height:
            return []
        found = [card for card in self._cards[y // _BLOCK] if card.rect.y <= y < card.rect.bottom]
        return sorted(found, key=lambda card: card.rect.x)

    def ports(self, card: Card, y: int) -> dict[int, tuple[int, Direction]]:
        """Where ties leave a card on one of its lines: x -> (route, direction)."""
        return {
            x: (number, self._layout.routes[number].leaves) for (x, line), number in self._ports_of(card) if line == y
        }

    def _ports_of(self, card: Card) -> list[tuple[Point, int]]:
        if self._ports is None:
            self._ports = {}
            for number, route in enumerate(self._layout.routes):
                x, y = route.points[0]
                step = {Direction.LEFT: (1, 0), Direction.RIGHT: (-1, 0), Direction.UP: (0, 1), Direction.DOWN: (0, -1)}
                dx, dy = step[route.leaves]
                self._ports[x + dx, y + dy] = number
            self._by_card: dict[str, list[tuple[Point, int]]] = {}
            for point, number in self._ports.items():
                self._by_card.setdefault(self._layout.routes[number].source, []).append((point, number))
        return self._by_card.get(card.person, [])

    def at(self, x: int, y: int) -> Card | Route | None:
        """What is at a cell; where two ties cross, the upright one."""
        for card in self.cards(y):
            if card.rect.holds(x, y):
                return card
        pieces = self.pieces(y)
        place = bisect_right(pieces, x, key=lambda piece: piece.x) - 1
        if place >= 0 and x < pieces[place].x + pieces[place].length:
            piece = pieces[place]
            return self._layout.routes[piece.route if piece.crossing < 0 else piece.crossing]
        return None

    def middle(self, route: int) -> Point:
        """The cell half way along a route: where a conflict's cross stands, or a talk's number."""
        return _middle(self._layout.routes[route])

    def _line(self, y: int) -> list[Piece]:
        cells: dict[int, list[tuple[int, int, bool, bool]]] = {}
        runs: list[tuple[int, int, int]] = []
        for number in self._routes[y // _BLOCK]:
            self._collect(number, y, cells, runs)
        return _merged(cells, runs)

    def _collect(
        self,
        number: int,
        y: int,
        cells: dict[int, list[tuple[int, int, bool, bool]]],
        runs: list[tuple[int, int, int]],
    ) -> None:
        """What one route has on a line: single cells, and the insides of horizontal legs."""
        route = self._layout.routes[number]
        points = route.points
        if not min(p[1] for p in points) <= y <= max(p[1] for p in points):
            return
        middle = _middle(route)
        bits: dict[int, int] = {}
        for (x1, y1), (x2, y2) in pairwise(points):
            if y1 == y2 == y and x1 != x2:
                low, high = (x1, x2) if x1 < x2 else (x2, x1)
                bits[low] = bits.get(low, 0) | EAST
                bits[high] = bits.get(high, 0) | WEST
                split = middle[0] if middle[1] == y and low < middle[0] < high else None
                for first, last in (
                    ((low + 1, high - 1),) if split is None else ((low + 1, split - 1), (split + 1, high - 1))
                ):
                    if first <= last:
                        runs.append((first, last, number))
                if split is not None:
                    bits[split] = ACROSS
            elif x1 == x2 and min(y1, y2) <= y <= max(y1, y2) and y1 != y2:
                upper, lower = (y1, y2) if y1 < y2 else (y2, y1)
                bits[x1] = bits.get(x1, 0) | (SOUTH if y < lower else 0) | (NORTH if y > upper else 0)
        if points[0][1] == y:
            bits[points[0][0]] = bits.get(points[0][0], 0) | _AGAINST[route.leaves]
        if points[-1][1] == y:
            bits[points[-1][0]] = bits.get(points[-1][0], 0) | _TOWARDS[route.heads]
        for x, touched in bits.items():
            cells.setdefault(x, []).append((number, touched, (x, y) == points[-1], (x, y) == middle))


def _merged(cells: dict[int, list[tuple[int, int, bool, bool]]], runs: list[tuple[int, int, int]]) -> list[Piece]:
    """Single cells and runs as pieces from left to right; a run is cut where something crosses it."""
    pieces: list[Piece] = []
    crossed: dict[int, tuple[int, int, bool, bool]] = {}
    for x, found in cells.items():
        if len(found) == 1:
            crossed[x] = found[0]
        else:
            across, upright = sorted(found, key=lambda cell: cell[1] & UPRIGHT)
            pieces.append(Piece(x, 1, across[0], across[1] | upright[1], upright[0], middle=across[3]))
    for first, last, number in runs:
        start = first
        for x in sorted(x for x in crossed if first <= x <= last):
            if x > start:
                pieces.append(Piece(start, x - start, number, ACROSS))
            other, bits, _, middle = crossed.pop(x)
            pieces.append(Piece(x, 1, number, ACROSS | bits, other, middle=middle))
            start = x + 1
        if start <= last:
            pieces.append(Piece(start, last - start + 1, number, ACROSS))
    pieces += [Piece(x, 1, number, bits, -1, head, middle) for x, (number, bits, head, middle) in crossed.items()]
    return sorted(pieces, key=lambda piece: piece.x)


def _middle(route: Route) -> Point:
    """The cell in the middle of the longest leg, across before upright; never the head."""
    (x1, y1), (x2, y2) = max(
        pairwise(route.points) if len(route.points) > 1 else [(route.points[0], route.points[0])],
        key=lambda leg: (abs(leg[0][0] - leg[1][0]) + 2 * abs(leg[0][1] - leg[1][1]), leg[0][0] != leg[1][0]),
    )
    return (x1 + x2) // 2 if x1 <= x2 else (x1 + x2 + 1) // 2, (y1 + y2) // 2 if y1 <= y2 else (y1 + y2 + 1) // 2
