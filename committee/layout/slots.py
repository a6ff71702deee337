"""Slots: how many people stand side by side in each lane and row, and who stands where within a cell.

A cell is a (lane, row). Its slots are numbered row by row, `columns[lane]` to a line. Everything here is counted in
steps and ids, never in seconds, so the same people get the same slots on any machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, filterfalse, islice, product

from committee.layout.shapes import Lane, Row, Slot
from committee.layout.ties import Tie
from committee.model.account import Pair

_WIDTH, _HEIGHT = 27, 8
"""A full card with its share of the channels, in cells."""
_NAME_WIDTH, _NAME_HEIGHT = 16, 4
"""A card with a name, likewise."""
_ABREAST, _SHAPES = 3, 400
"""Most people of a cell side by side, and shapes looked at, for a small committee."""
_ASPECT = 3
"""Columns to lines of the pane a map should fill."""
_SIDE_BY_SIDE = 40
"""No lane becomes wider than this many people."""
_STEPS = 12_000
"""Exchanges looked at before the order is taken as good enough."""
_TURN = 9
"""What it costs a tie that its ends are neither in one column nor in one line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """People side by side per lane, and one below the other per row."""

    columns: Mapping[str, int]
    depths: Mapping[str, int]


def shapes_of(lanes: Sequence[Lane], rows: Sequence[Row]) -> tuple[Shape, ...]:
    """Shapes worth trying, the best guess first: about as wide as a screen, and small.

    For every greatest number of people side by side there is one shape of least depth; the best of them is improved
    by making single rows deeper or shallower.
    """
    counts = _counts(lanes, rows)
    widest = max((n for line in counts for n in line), default=1)
    found: list[tuple[int, list[int]]] = []
    for most in range(1, min(widest, _SIDE_BY_SIDE) + 1):
        depths = [max((-(-n // most) for n in column), default=1) or 1 for column in zip(*counts, strict=True)]
        found.append((_size(counts, depths), depths))
    found.sort()
    if not found:
        return (Shape({}, {}),)
    found.insert(0, _refined(counts, found[0]))
    shapes: list[Shape] = []
    for _, depths in found:
        shape = Shape(
            {lane.key: n for lane, n in zip(lanes, _columns(counts, depths), strict=True)},
            {row.key: n for row, n in zip(rows, depths, strict=True)},
        )
        if shape not in shapes:
            shapes.append(shape)
    return tuple(shapes)


def small_shapes(lanes: Sequence[Lane], rows: Sequence[Row]) -> tuple[Shape, ...]:
    """Shapes worth trying for a small committee on cards with names, the best guess first.

    All that have up to three people of a cell side by side, as far as their number allows.
    """
    counts = _counts(lanes, rows)
    found: set[tuple[int, tuple[int, ...], tuple[int, ...]]] = set()
    for columns in islice(product(*(range(1, min(max(line, default=1), _ABREAST) + 1) for line in counts)), _SHAPES):
        depths = [
            max(-(-n // most) for n, most in zip(line, columns, strict=True)) or 1 for line in zip(*counts, strict=True)
        ]
        least = _columns(counts, depths)
        width, height = sum(least) * _NAME_WIDTH, sum(depths) * _NAME_HEIGHT
        found.add((max(width, _ASPECT * height) ** 2 + width * height, tuple(least), tuple(depths)))
    return tuple(
        Shape(
            {lane.key: n for lane, n in zip(lanes, columns, strict=True)},
            {row.key: n for row, n in zip(rows, depths, strict=True)},
        )
        for _, columns, depths in sorted(found)
    )


def _columns(counts: list[list[int]], depths: list[int]) -> list[int]:
    """The least columns of each lane that hold its people in rows of these depths."""
    return [max(-(-n // depth) for n, depth in zip(line, depths, strict=True)) or 1 for line in counts]


def _size(counts: list[list[int]], depths: list[int]) -> int:
    width, height = sum(_columns(counts, depths)) * _WIDTH, sum(depths) * _HEIGHT
    return max(width, _ASPECT * height) ** 2 + width * height


def _refined(counts: list[list[int]], start: tuple[int, list[int]]) -> tuple[int, list[int]]:
    best = start
    better = True
    while better:
        better = False
        for j in range(len(best[1])):
            for step in (-1, 1):
                depths = list(best[1])
                depths[j] += step
                if depths[j] > 0 and (size := _size(counts, depths)) < best[0]:
                    best, better = (size, depths), True
    return best


def slots_of(
    lanes: Sequence[Lane],
    rows: Sequence[Row],
    shape: Shape,
    ties: Mapping[Pair, Tie],
    previous: Mapping[str, Slot] | None = None,
) -> tuple[dict[str, Slot], Shape]:
    """Everyone's slot, by id; the shape comes back deeper where a cell with kept slots had no room left.

    Without `previous`, the order within each cell is improved by exchanges, to shorten ties and to bring their ends
    into one column or line. With it, whoever stays in a cell keeps the slot and newcomers take free ones.
    """
    lane_of = {person: lane.key for lane in lanes for person in lane.people}
    row_of = {person: row.key for row in rows for person in row.people}
    kept = {
        person: slot
        for person, slot in sorted((previous or {}).items())
        if lane_of.get(person) == slot.lane and row_of.get(person) == slot.row
    }
    depths = dict(shape.depths)
    taken: dict[tuple[str, str], set[int]] = {}
    for slot in kept.values():
        taken.setdefault((slot.lane, slot.row), set()).add(slot.index)
    slots = dict(kept)
    free: dict[tuple[str, str], Iterator[int]] = {}
    for person in sorted(lane_of):
        if person not in kept:
            cell = (lane_of[person], row_of[person])
            if cell not in free:
                free[cell] = filterfalse(taken.get(cell, set()).__contains__, count())
            slots[person] = Slot(*cell, next(free[cell]))
    for slot in slots.values():
        depths[slot.row] = max(depths[slot.row], slot.index // shape.columns[slot.lane] + 1)
    shape = Shape(shape.columns, depths)
    if not kept:
        slots = _Order(lanes, rows, shape, slots, ties).improved()
    return dict(sorted(slots.items())), shape


def origins(lanes: Iterable[Lane], rows: Iterable[Row], shape: Shape) -> tuple[dict[str, int], dict[str, int]]:
    """The first column of every lane and the first line of every row, on the grid of slots."""
    first_column, first_line, at = {}, {}, 0
    for lane in lanes:
        first_column[lane.key], at = at, at + shape.columns[lane.key]
    at = 0
    for row in rows:
        first_line[row.key], at = at, at + shape.depths[row.key]
    return first_column, first_line


def exchanges(slots: Mapping[str, Slot], shape: Shape) -> Iterator[tuple[Slot, Slot]]:
    """Pairs of slots of one cell of which at least one is somebody's, cell by cell."""
    taken = set(slots.values())
    for lane, row in sorted({(slot.lane, slot.row) for slot in taken}):
        spots = [Slot(lane, row, i) for i in range(shape.columns[lane] * shape.depths[row])]
        for i, one in enumerate(spots):
            yield from ((one, other) for other in spots[i + 1 :] if one in taken or other in taken)


def swapped(slots: Mapping[str, Slot], one: Slot, other: Slot) -> dict[str, Slot]:
    """The slots with whoever is in these two exchanged; either may be free."""
    there = {one: other, other: one}
    return {person: there.get(slot, slot) for person, slot in slots.items()}


def place_of(slots: Mapping[str, Slot], columns: Mapping[str, int], person: str) -> tuple[str, str, int, int] | None:
    """Lane, row, line and column somebody stands in; `None` for whoever is not there."""
    slot = slots.get(person)
    return (slot.lane, slot.row, *divmod(slot.index, columns[slot.lane])) if slot is not None else None


def _counts(lanes: Sequence[Lane], rows: Sequence[Row]) -> list[list[int]]:
    number = {person: i for i, row in enumerate(rows) for person in row.people}
    counts = [[0] * len(rows) for _ in lanes]
    for line, lane in zip(counts, lanes, strict=True):
        for person in lane.people:
            line[number[person]] += 1
    return counts


def grown(lanes: Sequence[Lane], rows: Sequence[Row], previous: Shape) -> Shape:
    """The shape after an edit: lanes that were there keep their columns, a row gets deeper where room is short."""
    counts = _counts(lanes, rows)
    columns = {
        lane.key: previous.columns.get(lane.key) or max(-(-n // 3) for n in line) or 1
        for lane, line in zip(lanes, counts, strict=True)
    }
    depths = {}
    for j, row in enumerate(rows):
        needed = (-(-line[j] // columns[lane.key]) for lane, line in zip(lanes, counts, strict=True))
        depths[row.key] = max(previous.depths.get(row.key, 1), *needed, 1)
    return Shape(columns, depths)


class _Order:
    """The exchanges within cells: `position` of each person, what an exchange would gain, and who is where."""

    def __init__(
        self,
        lanes: Sequence[Lane],
        rows: Sequence[Row],
        shape: Shape,
        slots: Mapping[str, Slot],
        ties: Mapping[Pair, Tie],
    ) -> None:
        self._shape = shape
        self._first_column, self._first_line = origins(lanes, rows, shape)
        self._slots = dict(slots)
        self._position = {person: self._cell_of(slot) for person, slot in slots.items()}
        self._near: dict[str, list[tuple[str, int]]] = {person: [] for person in slots}
        for (source, target), tie in ties.items():
            self._near[source].append((target, tie.strength + 1))
            self._near[target].append((source, tie.strength + 1))
        self._steps = _STEPS

    def improved(self) -> dict[str, Slot]:
        cells: dict[tuple[str, str], dict[int, str]] = {}
        for person, slot in self._slots.items():
            cells.setdefault((slot.lane, slot.row), {})[slot.index] = person
        free = [
            (cell, people, range(self._shape.columns[cell[0]] * self._shape.depths[cell[1]]))
            for cell, people in sorted(cells.items())
        ]
        moved = True
        while moved and self._steps > 0:
            moved = False
            for cell, people, indices in free:
                moved |= self._pass(cell, people, indices)
        return self._slots

    def _pass(self, cell: tuple[str, str], people: dict[int, str], indices: range) -> bool:
        """Try every exchange of a cell once (a free slot counts as nobody); whether one was worth it."""
        moved = False
        spots = [self._cell_of(Slot(*cell, i)) for i in indices]
        for i in indices:
            for j in range(i + 1, len(indices)):
                one, other = people.get(i), people.get(j)
                if one is None and other is None:
                    continue
                self._steps -= 1
                if self._steps < 0:
                    return moved
                before = self._length(one) + self._length(other)
                self._put(one, spots[j])
                self._put(other, spots[i])
                if self._length(one) + self._length(other) < before:
                    moved = True
                    _place(people, i, other)
                    _place(people, j, one)
                    if one is not None:
                        self._slots[one] = Slot(*cell, j)
                    if other is not None:
                        self._slots[other] = Slot(*cell, i)
                else:
                    self._put(one, spots[i])
                    self._put(other, spots[j])
        return moved

    def _cell_of(self, slot: Slot) -> tuple[int, int]:
        line, column = divmod(slot.index, self._shape.columns[slot.lane])
        return self._first_column[slot.lane] + column, self._first_line[slot.row] + line

    def _put(self, person: str | None, spot: tuple[int, int]) -> None:
        if person is not None:
            self._position[person] = spot

    def _length(self, person: str | None) -> int:
        if person is None:
            return 0
        x, y = self._position[person]
        total = 0
        for other, weight in self._near[person]:
            x2, y2 = self._position[other]
            dx, dy = abs(x - x2), abs(y - y2)
            total += weight * (dx * _WIDTH + 2 * dy * _HEIGHT + (_TURN if dx and dy else 0))
        return total


def _place(people: dict[int, str], index: int, person: str | None) -> None:
    if person is None:
        people.pop(index, None)
    else:
        people[index] = person
