"""From cells to cards and ties: for drawing by line, clicks and arrow keys."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from committee.layout.shapes import ACROSS, EAST, NORTH, SOUTH, UPRIGHT, WEST, Card, Direction, Look, Point, Route

_LINES = 8
"""Lines to a block."""
_COLUMNS = 64
"""Columns to a block."""
_TOWARDS = {Direction.LEFT: WEST, Direction.RIGHT: EAST, Direction.UP: NORTH, Direction.DOWN: SOUTH}
_STEPS = {Direction.LEFT: (-1, 0), Direction.RIGHT: (1, 0), Direction.UP: (0, -1), Direction.DOWN: (0, 1)}
_AGAINST = {Direction.LEFT: EAST, Direction.RIGHT: WEST, Direction.UP: SOUTH, Direction.DOWN: NORTH}


@dataclass(frozen=True, slots=True)
class Piece:
    """Cells `x` to `x + length - 1` of one line of the canvas, all of one route and shape.

    `bits` are the sides the line touches. Where another route runs upright through the cell, `crossing` is its number,
    else -1. `head` is set on an arrowhead's cell, `middle` in the middle of a conflict. `others` are further
    routes of the same trunk that run here, `beside` those of the trunk that crosses.
    """

    x: int
    length: int
    route: int
    bits: int
    crossing: int = -1
    head: bool = False
    middle: bool = False
    others: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()


Leg = tuple[int, int, int, int, int]
"""The number of a route, then a stretch of it: its first and last column, its first and last line."""


Strand = tuple[int, ...]
"""The routes that run together: one, or several of a trunk."""

Cell = tuple[Strand, int, bool, bool]
"""Routes, their bits, whether a head is here, whether the middle of a conflict is."""

Stretch = tuple[int, int, Strand]
"""First and last column of a horizontal line, and whose it is."""


Block = tuple[int, int]
"""A block of lines and one of columns."""


class Index:
    """Lookups on a finished layout. Stretches of lines are worked out when they are first drawn, and then kept.

    With `base`, the index of the same map before some ties were revealed on it, only stretches that these touch are
    worked out anew.
    """

    def __init__(
        self, cards: Sequence[Card], routes: Sequence[Route], width: int, height: int, base: "Index | None" = None
    ) -> None:
        self._routes, self._width, self._height, self._base = routes, width, height, base
        self._first = len(base._routes) if base is not None else 0
        blocks = height // _LINES + 1
        self._legs: dict[Block, list[Leg]] = {}
        self._touched: set[Block] = set()
        for number, route in enumerate(routes[self._first :], self._first):
            self._add(number, route)
        self._cards: list[list[Card]] = base._cards if base is not None else [[] for _ in range(blocks)]
        for card in sorted(cards, key=lambda card: card.rect.x) if base is None else ():
            for block in range(card.rect.y // _LINES, (card.rect.bottom - 1) // _LINES + 1):
                self._cards[block].append(card)
        self._pieces: dict[Block, tuple[Piece, ...]] = {}
        self._middles: dict[int, Point] = {}

    def _add(self, number: int, route: Route) -> None:
        points = route.points if len(route.points) > 1 else route.points * 2
        for (x1, y1), (x2, y2) in pairwise(points):
            top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
            left, right = (x1, x2) if x1 < x2 else (x2, x1)
            columns = range(left // _COLUMNS, right // _COLUMNS + 1)
            for lines in range(top // _LINES, bottom // _LINES + 1):
                for column in columns:
                    self._legs.setdefault((lines, column), []).append((number, left, right, top, bottom))
            if self._base is not None:
                self._touched.update((y, column) for y in range(top, bottom + 1) for column in columns)

    def pieces(self, y: int, left: int = 0, right: int | None = None) -> tuple[Piece, ...]:
        """What ties draw on a line between two columns, from left to right.

        A run of cells may come in several pieces, and the first and last may reach beyond the columns. O(pieces there)
        once they were worked out; nothing further left or right is looked at.
        """
        end = self._width if right is None else min(right, self._width)
        if not 0 <= y < self._height or end <= left:
            return ()
        blocks = range(max(left, 0) // _COLUMNS, (end - 1) // _COLUMNS + 1)
        if len(blocks) == 1:
            return self._stretch(y, blocks[0])
        return tuple(piece for column in blocks for piece in self._stretch(y, column))

    def _stretch(self, y: int, column: int) -> tuple[Piece, ...]:
        """What ties draw on a line within a block of columns."""
        if self._base is not None and (y, column) not in self._touched:
            return self._base._stretch(y, column)
        found = self._pieces.get((y, column))
        if found is None:
            found = self._pieces[y, column] = tuple(self._line(y, column))
        return found

    def cards(self, y: int, left: int = 0, right: int | None = None) -> list[Card]:
        """The cards a line runs through between two columns, from left to right."""
        if not 0 <= y < self._height:
            return []
        end = self._width if right is None else right
        return [
            card
            for card in self._cards[y // _LINES]
            if card.rect.y <= y < card.rect.bottom and card.rect.x < end and card.rect.right > left
        ]

    def ports(self, card: Card, y: int) -> dict[int, Direction]:
        """Where ties leave a card on one of its lines: column -> direction."""
        return {x: leaves for (x, line), leaves in self._ports.get(card.person, {}).items() if line == y}

    @cached_property
    def _ports(self) -> dict[str, dict[Point, Direction]]:
        """The border cells at which ties leave each card."""
        found = dict(self._base._ports) if self._base is not None else {}
        for route in self._routes[self._first :]:
            (x, y), (dx, dy) = route.points[0], _STEPS[route.leaves]
            found[route.source] = {**found.get(route.source, {}), (x - dx, y - dy): route.leaves}
        return found

    def at(self, x: int, y: int) -> Card | Route | None:
        """What is at a cell; where two ties cross, the upright one; on a trunk, the tie that leaves it nearest."""
        for card in self.cards(y, x, x + 1):
            return card
        pieces = self.pieces(y, x, x + 1)
        place = bisect_right(pieces, x, key=lambda piece: piece.x) - 1
        if place >= 0 and x < pieces[place].x + pieces[place].length:
            piece = pieces[place]
            strand = (piece.route, *piece.others) if piece.crossing < 0 else (piece.crossing, *piece.beside)
            return min((self._routes[i] for i in strand), key=lambda route: (_away(route, x, y), route.pair))
        return None

    @property
    def revealed(self) -> range:
        """The numbers of the routes that were revealed on another map; none of a map that was made by itself."""
        return range(self._first if self._base is not None else len(self._routes), len(self._routes))

    def middle(self, route: int) -> Point:
        """The cell half way along a route: where a conflict's cross stands, or a talk's number.

        Not where another route crosses, nor beside it, as far as its longest leg has other cells.
        """
        if self._base is not None and route < self._first:
            return self._base.middle(route)
        found = self._middles.get(route)
        if found is None:
            leg = _longest_leg(self._routes[route])
            found = self._middles[route] = _clear_middle(leg, self._crossed(route, leg))
        return found

    def _crossed(self, number: int, leg: tuple[Point, Point]) -> set[Point]:
        """The cells of a route's leg where others cross it."""
        (x1, x2), (y1, y2) = sorted((leg[0][0], leg[1][0])), sorted((leg[0][1], leg[1][1]))
        net, routes, found = self._routes[number].net, self._routes, set()
        for lines in range(y1 // _LINES, y2 // _LINES + 1):
            for columns in range(x1 // _COLUMNS, x2 // _COLUMNS + 1):
                legs = self._legs.get((lines, columns), [])
                if self._base is not None:
                    legs = self._base._legs.get((lines, columns), []) + legs
                for other, left, right, top, bottom in legs:
                    if other == number or (net is not None and routes[other].net == net):
                        continue
                    if y1 == y2 and left == right and x1 <= left <= x2 and top <= y1 <= bottom:
                        found.add((left, y1))
                    elif x1 == x2 and top == bottom and y1 <= top <= y2 and left <= x1 <= right:
                        found.add((x1, top))
        return found

    def _line(self, y: int, column: int) -> list[Piece]:
        """Every route's cells on a stretch of a line: bits per column, and the insides of its horizontal legs."""
        first, last = column * _COLUMNS, column * _COLUMNS + _COLUMNS - 1
        bits: dict[tuple[int, int], int] = {}
        runs: list[Stretch] = []
        joined: dict[Point, dict[int, dict[int, int]]] = {}
        place = y // _LINES, column
        legs = self._legs.get(place, [])
        if self._base is not None:
            legs = self._base._legs.get(place, []) + legs
        for number, left, right, top, bottom in legs:
            if not top <= y <= bottom:
                continue
            net = self._routes[number].net
            if net is not None:
                _trace(joined.setdefault(net, {}), number, (left, right, top, bottom), y, (first, last))
            elif left == right:
                touched = (SOUTH if y < bottom else 0) | (NORTH if y > top else 0)
                bits[left, number] = bits.get((left, number), 0) | touched
            else:
                if left >= first:
                    bits[left, number] = bits.get((left, number), 0) | EAST
                if right <= last:
                    bits[right, number] = bits.get((right, number), 0) | WEST
                start, stop = max(left + 1, first), min(right - 1, last)
                if start <= stop:
                    runs += self._split(number, start, stop, y, bits)
        cells: dict[int, list[Cell]] = {}
        for (x, number), touched in bits.items():
            cells.setdefault(x, []).append(self._cell((number,), touched, (x, y)))
        for traced in joined.values():
            runs += self._bound(traced, y, cells)
        return _merged(cells, runs)

    def _split(self, number: int, first: int, last: int, y: int, bits: dict[tuple[int, int], int]) -> list[Stretch]:
        """The inside of a horizontal leg, without the cell in the middle of a conflict, which is one by itself."""
        x, line = self.middle(number) if self._routes[number].look is Look.CONFLICT else (-1, -1)
        if line != y or not first <= x <= last:
            return [(first, last, (number,))]
        bits[x, number] = ACROSS
        return [(a, b, (number,)) for a, b in ((first, x - 1), (x + 1, last)) if a <= b]

    def _bound(self, traced: dict[int, dict[int, int]], y: int, cells: dict[int, list[Cell]]) -> list[Stretch]:
        """A trunk's stretches on a line; its other cells are put into `cells`."""
        runs: list[Stretch] = []
        for x in sorted(traced):
            strand, touched = tuple(sorted(traced[x])), 0
            for some in traced[x].values():
                touched |= some
            cell = self._cell(strand, touched, (x, y))
            if cell[1:] != (ACROSS, False, False):
                cells.setdefault(x, []).append(cell)
            elif runs and runs[-1][1] == x - 1 and runs[-1][2] == strand:
                runs[-1] = runs[-1][0], x, strand
            else:
                runs.append((x, x, strand))
        return runs

    def _cell(self, strand: Strand, touched: int, at: Point) -> Cell:
        head = middle = False
        for number in strand:
            route = self._routes[number]
            if route.points[0] == at:
                touched |= _AGAINST[route.leaves]
            if route.points[-1] == at:
                touched |= _TOWARDS[route.heads]
                head = True
            middle |= route.look is Look.CONFLICT and at == self.middle(number)
        return strand, touched, head, middle


def _trace(
    traced: dict[int, dict[int, int]], number: int, leg: tuple[int, int, int, int], y: int, columns: tuple[int, int]
) -> None:
    """Add the sides a leg touches on a line between two columns, cell by cell."""
    left, right, top, bottom = leg
    for x in range(max(left, columns[0]), min(right, columns[1]) + 1):
        touched = (SOUTH if y < bottom else 0) | (NORTH if y > top else 0)
        touched |= (EAST if x < right else 0) | (WEST if x > left else 0)
        routes = traced.setdefault(x, {})
        routes[number] = routes.get(number, 0) | touched


def _away(route: Route, x: int, y: int) -> int:
    """How far a cell of a trunk is from where a route leaves it."""
    branch = route.branch or (x, y)
    return abs(branch[0] - x) + abs(branch[1] - y)


def _merged(cells: dict[int, list[Cell]], runs: list[Stretch]) -> list[Piece]:
    """Single cells and runs as pieces from left to right; a run is cut where something crosses it."""
    pieces: list[Piece] = []
    crossed: dict[int, Cell] = {}
    for x, found in cells.items():
        if len(found) == 1:
            crossed[x] = found[0]
        else:
            across, upright = sorted(found, key=lambda cell: cell[1] & UPRIGHT)
            bits = across[1] | upright[1]
            pieces.append(_piece(x, 1, across[0], bits, upright[0], middle=across[3]))
    ordered = sorted(crossed)
    for first, last, strand in runs:
        start = first
        for x in ordered[bisect_left(ordered, first) : bisect_right(ordered, last)]:
            if x > start:
                pieces.append(_piece(start, x - start, strand, ACROSS))
            other, bits, _, middle = crossed.pop(x)
            pieces.append(_piece(x, 1, strand, ACROSS | bits, other, middle=middle))
            start = x + 1
        if start <= last:
            pieces.append(_piece(start, last - start + 1, strand, ACROSS))
    for x, (strand, bits, head, middle) in crossed.items():
        pieces.append(_piece(x, 1, strand, bits, head=head, middle=middle))
    return sorted(pieces, key=lambda piece: piece.x)


def _piece(
    x: int, length: int, strand: Strand, bits: int, other: Strand = (-1,), *, head: bool = False, middle: bool = False
) -> Piece:
    return Piece(x, length, strand[0], bits, other[0], head, middle, strand[1:], other[1:])


def _longest_leg(route: Route) -> tuple[Point, Point]:
    """The leg that stands for a route, across before upright; none on a trunk."""
    points = route.points if route.branch is None else _own(route.points, route.branch)
    return max(
        pairwise(points) if len(points) > 1 else [(points[0], points[0])],
        key=lambda leg: (abs(leg[0][0] - leg[1][0]) + 2 * abs(leg[0][1] - leg[1][1]), leg[0][0] != leg[1][0]),
    )


def _clear_middle(leg: tuple[Point, Point], crossed: Collection[Point]) -> Point:
    """The cell in the middle of a leg, or the one nearest to it where nothing crosses; never the head."""
    (x1, y1), (x2, y2) = leg
    x = (x1 + x2) // 2 if x1 <= x2 else (x1 + x2 + 1) // 2
    y = (y1 + y2) // 2 if y1 <= y2 else (y1 + y2 + 1) // 2
    if not crossed:
        return x, y
    across, along = int(y1 == y2), int(y1 != y2)
    inside = [(i, y) for i in range(min(x1, x2) + 1, max(x1, x2))] if across else []
    inside += [(x, i) for i in range(min(y1, y2) + 1, max(y1, y2))] if along else []

    def disturbed(at: Point) -> tuple[int, int, Point]:
        beside = sum((at[0] + step * across, at[1] + step * along) in crossed for step in (-1, 1))
        return 3 * (at in crossed) + beside, abs(at[0] - x) + abs(at[1] - y), at

    return min(inside, key=disturbed, default=(x, y))


def _own(points: tuple[Point, ...], branch: Point) -> tuple[Point, ...]:
    """The corners from where a route leaves its trunk."""
    x, y = branch
    for i, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        if min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return (branch, *points[i + 1 :])
    return points
