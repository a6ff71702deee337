"""From cells to cards and ties: for drawing by line, clicks and arrow keys."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from committee.layout.glyphs import ACROSS, EAST, NORTH, SOUTH, UPRIGHT, WEST
from committee.layout.model import Card, Direction, Layout, Point, Route

_BLOCK = 8
"""Lines to a block."""
_TOWARDS = {Direction.LEFT: WEST, Direction.RIGHT: EAST, Direction.UP: NORTH, Direction.DOWN: SOUTH}
_STEPS = {Direction.LEFT: (-1, 0), Direction.RIGHT: (1, 0), Direction.UP: (0, -1), Direction.DOWN: (0, 1)}
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


Leg = tuple[int, int, int, int, int]
"""The number of a route, then a stretch of it: its first and last column, its first and last line."""


Cell = tuple[int, int, bool, bool]
"""A route's number, its bits, whether its head is here, whether its middle is."""


class Index:
    """Lookups on a finished layout. Lines are worked out when they are first drawn, and then kept.

    With `base`, the index of the same map before some ties were revealed on it, only lines that these touch are worked
    out anew.
    """

    def __init__(self, layout: Layout, base: "Index | None" = None) -> None:
        self._layout, self._base = layout, base
        self._first = len(base._layout.routes) if base is not None else 0
        blocks = layout.height // _BLOCK + 1
        self._legs: list[list[Leg]] = [[] for _ in range(blocks)]
        self._touched: set[int] = set()
        for number, route in enumerate(layout.routes[self._first :], self._first):
            self._add(number, route)
        self._cards: list[list[Card]] = base._cards if base is not None else [[] for _ in range(blocks)]
        for card in layout.cards if base is None else ():
            for block in range(card.rect.y // _BLOCK, (card.rect.bottom - 1) // _BLOCK + 1):
                self._cards[block].append(card)
        self._pieces: dict[int, tuple[Piece, ...]] = {}
        self._middles: dict[int, Point] = {}

    def _add(self, number: int, route: Route) -> None:
        points = route.points if len(route.points) > 1 else route.points * 2
        for (x1, y1), (x2, y2) in pairwise(points):
            top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
            left, right = (x1, x2) if x1 < x2 else (x2, x1)
            for block in range(top // _BLOCK, bottom // _BLOCK + 1):
                self._legs[block].append((number, left, right, top, bottom))
            if self._base is not None:
                self._touched.update(range(top, bottom + 1))

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """What ties draw on a line, from left to right."""
        if self._base is not None and y not in self._touched:
            return self._base.pieces(y)
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

    def ports(self, card: Card, y: int) -> dict[int, Direction]:
        """Where ties leave a card on one of its lines: column -> direction."""
        return {x: leaves for (x, line), leaves in self._ports.get(card.person, {}).items() if line == y}

    @cached_property
    def _ports(self) -> dict[str, dict[Point, Direction]]:
        """The border cells at which ties leave each card."""
        found = dict(self._base._ports) if self._base is not None else {}
        for route in self._layout.routes[self._first :]:
            (x, y), (dx, dy) = route.points[0], _STEPS[route.leaves]
            found[route.source] = {**found.get(route.source, {}), (x - dx, y - dy): route.leaves}
        return found

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
        if self._base is not None and route < self._first:
            return self._base.middle(route)
        found = self._middles.get(route)
        if found is None:
            found = self._middles[route] = middle_of(self._layout.routes[route])
        return found

    def _line(self, y: int) -> list[Piece]:
        """Every route's cells on a line, as bits per column, and the insides of its horizontal legs."""
        bits: dict[tuple[int, int], int] = {}
        runs: list[tuple[int, int, int]] = []
        legs = self._legs[y // _BLOCK]
        if self._base is not None:
            legs = self._base._legs[y // _BLOCK] + legs
        for number, left, right, top, bottom in legs:
            if not top <= y <= bottom:
                continue
            if left == right:
                touched = (SOUTH if y < bottom else 0) | (NORTH if y > top else 0)
                bits[left, number] = bits.get((left, number), 0) | touched
            else:
                bits[left, number] = bits.get((left, number), 0) | EAST
                bits[right, number] = bits.get((right, number), 0) | WEST
                if right - left > 1:
                    runs += self._split(number, left + 1, right - 1, y, bits)
        return _merged(self._cells(y, bits), runs)

    def _split(
        self, number: int, first: int, last: int, y: int, bits: dict[tuple[int, int], int]
    ) -> list[tuple[int, int, int]]:
        """The inside of a horizontal leg, without the cell in the middle of its route, which is one by itself."""
        x, line = self.middle(number)
        if line != y or not first <= x <= last:
            return [(first, last, number)]
        bits[x, number] = ACROSS
        return [(a, b, number) for a, b in ((first, x - 1), (x + 1, last)) if a <= b]

    def _cells(self, y: int, bits: dict[tuple[int, int], int]) -> dict[int, list[Cell]]:
        cells: dict[int, list[Cell]] = {}
        for (x, number), touched in bits.items():
            route = self._layout.routes[number]
            whole = touched
            if route.points[0] == (x, y):
                whole |= _AGAINST[route.leaves]
            if route.points[-1] == (x, y):
                whole |= _TOWARDS[route.heads]
            cell = (number, whole, (x, y) == route.points[-1], (x, y) == self.middle(number))
            cells.setdefault(x, []).append(cell)
        return cells


def _merged(cells: dict[int, list[tuple[int, int, bool, bool]]], runs: list[tuple[int, int, int]]) -> list[Piece]:
    """Single cells and runs as pieces from left to right; a run is cut where something crosses it."""
    pieces: list[Piece] = []
    crossed: dict[int, Cell] = {}
    for x, found in cells.items():
        if len(found) == 1:
            crossed[x] = found[0]
        else:
            across, upright = sorted(found, key=lambda cell: cell[1] & UPRIGHT)
            pieces.append(Piece(x, 1, across[0], across[1] | upright[1], upright[0], middle=across[3]))
    ordered = sorted(crossed)
    for first, last, number in runs:
        start = first
        for x in ordered[bisect_left(ordered, first) : bisect_right(ordered, last)]:
            if x > start:
                pieces.append(Piece(start, x - start, number, ACROSS))
            other, bits, _, middle = crossed.pop(x)
            pieces.append(Piece(x, 1, number, ACROSS | bits, other, middle=middle))
            start = x + 1
        if start <= last:
            pieces.append(Piece(start, last - start + 1, number, ACROSS))
    pieces += [Piece(x, 1, number, bits, -1, head, middle) for x, (number, bits, head, middle) in crossed.items()]
    return sorted(pieces, key=lambda piece: piece.x)


def middle_of(route: Route) -> Point:
    """The cell in the middle of the longest leg, across before upright; never the head."""
    (x1, y1), (x2, y2) = max(
        pairwise(route.points) if len(route.points) > 1 else [(route.points[0], route.points[0])],
        key=lambda leg: (abs(leg[0][0] - leg[1][0]) + 2 * abs(leg[0][1] - leg[1][1]), leg[0][0] != leg[1][0]),
    )
    return (x1 + x2) // 2 if x1 <= x2 else (x1 + x2 + 1) // 2, (y1 + y2) // 2 if y1 <= y2 else (y1 + y2 + 1) // 2
