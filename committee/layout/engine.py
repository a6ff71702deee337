"""From an account to a map: cells, order, paths, tracks, cells of the canvas."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from committee.graph.arcs import arcs
from committee.layout.geometry import Draughtsman, Drawing
from committee.layout.grid import Grid, Metrics, Path, Wiring
from committee.layout.lanes import lanes_of, rows_of
from committee.layout.measure import quality
from committee.layout.model import Card, Detail, Direction, Lane, Layout, Look, Rect, Route, Row, Slot
from committee.layout.paths import Chooser
from committee.layout.slots import Shape, grown, origins, shapes_of, slots_of
from committee.layout.ties import Tie, default_ties, ties_of
from committee.model.account import Account, Pair

METRICS: Mapping[Detail, Metrics] = {
    Detail.FULL: Metrics(width=26, height=5, gap_x=3, gap_y=1),
    Detail.NAME: Metrics(width=16, height=3, gap_x=2, gap_y=1),
    Detail.INITIALS: Metrics(width=7, height=3, gap_x=2, gap_y=1),
    Detail.TILES: Metrics(width=16, height=4, gap_x=2, gap_y=1),
}
"""Card sizes by level of detail."""
_SMALL = 20
"""Up to this many people several shapes are drawn and the best is kept."""
_TRIED = 3
_PANE = (79, 26)
"""Columns and lines a 120×40 terminal leaves for the canvas."""
_CAREFUL = 120
"""Up to this many ties every path is thought over a second time."""


def arrange(
    account: Account,
    today: date,
    *,
    detail: Detail = Detail.FULL,
    previous: Layout | None = None,
    ties: Collection[Pair] | None = None,
) -> Layout:
    """The map of an account.

    Args:
        account: the account; an empty one gives an empty map.
        today: the date whose UTC offsets label the lanes.
        detail: how much of a person is drawn; at `TILES` a card is a lane and row, and no tie is drawn.
        previous: an earlier layout (of any detail): whoever stays in a lane and row keeps the slot.
        ties: the pairs to draw, see `committee.layout.ties.shown_ties`; by default what that says with nothing
            selected. Pairs without a tie are drawn as proposed talks; pairs of people not on the map are ignored.

    Returns:
        A layout without overlapping cards, ties through cards or ties that share a run of cells.
    """
    lanes, rows = lanes_of(account, today), rows_of(account)
    known = ties_of(account, arcs(account))
    default = default_ties(known, sum(len(lane.people) for lane in lanes))
    wiring = Wiring(detail, known, default)
    shape, slots = _places(lanes, rows, known, default, previous)
    if detail is Detail.TILES:
        return _tiles(lanes, rows, slots, shape, wiring)
    return _people(lanes, rows, slots, shape, wiring, _chosen(known, default if ties is None else ties, slots))


def _chosen(known: Mapping[Pair, Tie], wanted: Collection[Pair], slots: Collection[str]) -> list[Tie]:
    """The ties to draw, in id order; a pair without a tie is a proposed talk."""
    return [
        known.get(pair) or Tie(*pair, Look.PROPOSED, 0)
        for pair in sorted(wanted)
        if pair[0] in slots and pair[1] in slots and pair[0] != pair[1]
    ]


def _places(
    lanes: Sequence[Lane],
    rows: Sequence[Row],
    known: Mapping[Pair, Tie],
    default: Collection[Pair],
    previous: Layout | None,
) -> tuple[Shape, dict[str, Slot]]:
    """Everyone's slot: kept from the previous layout, else the best of the shapes worth trying.

    For a small committee each shape is drawn and judged, so that it fits a screen where it can.
    """
    if previous is not None and any(lane.key in previous.columns for lane in lanes):
        shape = grown(lanes, rows, Shape(previous.columns, previous.depths))
        slots, shape = slots_of(lanes, rows, shape, known, previous.slots)
        return shape, slots
    shapes = shapes_of(lanes, rows)
    people = sum(len(lane.people) for lane in lanes)
    tried: list[tuple[int, int, Shape, dict[str, Slot]]] = []
    for number, shape in enumerate(shapes[: _TRIED if people <= _SMALL else 1]):
        slots, shape = slots_of(lanes, rows, shape, known)  # noqa: PLW2901 - the same shape, with room for all
        cost = 0
        if people <= _SMALL:
            wiring = Wiring(Detail.NAME, dict(known), frozenset(default))
            cost = _judged(_people(lanes, rows, slots, shape, wiring, _chosen(known, default, slots)))
        tried.append((cost, number, shape, slots))
    _, _, shape, slots = min(tried, key=lambda found: found[:2])
    return shape, slots


def _judged(layout: Layout) -> int:
    """Area and crossings, and above all whether the map fits the pane of a common screen."""
    wide, high = max(layout.width - _PANE[0], 0), max(layout.height - _PANE[1], 0)
    return layout.width * layout.height + 40 * quality(layout).crossings + 60 * wide + 120 * high


def _people(
    lanes: Sequence[Lane],
    rows: Sequence[Row],
    slots: Mapping[str, Slot],
    shape: Shape,
    wiring: Wiring,
    chosen: Sequence[Tie],
) -> Layout:
    metrics = METRICS[wiring.detail]
    first_column, first_line = origins(lanes, rows, shape)
    spots = []
    for slot in slots.values():
        line, column = divmod(slot.index, shape.columns[slot.lane])
        spots.append((first_column[slot.lane] + column, first_line[slot.row] + line))
    grid = Grid(sum(shape.columns.values()), sum(shape.depths.values()), spots)
    number = {person: i for i, person in enumerate(slots)}
    ends = [(number[tie.source], number[tie.target]) for tie in chosen]
    chooser = Chooser(grid, metrics)
    chooser.route(ends, again=1 if len(ends) <= _CAREFUL else 0)
    paths = [chooser.paths[k] for k in range(len(ends))]
    lines = [chooser.lines[k] for k in range(len(ends))]
    gaps_x, gaps_y = _gaps(grid, metrics, set(first_line.values()))
    drawing = Draughtsman(grid, metrics, ends, paths, lines).draw(gaps_x, gaps_y)
    placed_lanes = _placed_lanes(lanes, shape, first_column, drawing)
    placed_rows = _placed_rows(rows, shape, first_line, drawing, metrics)
    lane_number = {lane.key: i for i, lane in enumerate(lanes)}
    row_number = {row.key: i for i, row in enumerate(rows)}
    cards = tuple(
        Card(
            person,
            (person,),
            Rect(drawing.column_x[c], drawing.line_y[r], drawing.column_width[c], metrics.height),
            lane_number[slot.lane],
            row_number[slot.row],
            slot.index,
        )
        for (person, slot), (c, r) in zip(slots.items(), spots, strict=True)
    )
    routes = tuple(
        Route(tie.source, tie.target, tie.look, tie.strength, _way(path[:2]), _way(path[-2:]), points)
        for tie, path, points in zip(chosen, paths, drawing.routes, strict=True)
    )
    return Layout(
        detail=wiring.detail,
        lanes=placed_lanes,
        rows=placed_rows,
        cards=cards,
        routes=routes,
        width=drawing.width,
        height=drawing.height,
        hidden=_hidden(wiring.ties, {tie.pair for tie in chosen}),
        slots=dict(slots),
        columns=dict(shape.columns),
        depths=dict(shape.depths),
        wiring=wiring,
    )


def _tiles(
    lanes: Sequence[Lane], rows: Sequence[Row], slots: Mapping[str, Slot], shape: Shape, wiring: Wiring
) -> Layout:
    """A card for every lane and row that has people, on a plain grid."""
    metrics = METRICS[Detail.TILES]
    row_of = {person: j for j, row in enumerate(rows) for person in row.people}
    step_x, step_y = metrics.width + metrics.gap_x, metrics.height + metrics.gap_y
    cells: dict[tuple[int, int], list[str]] = {}
    for i, lane in enumerate(lanes):
        for person in lane.people:
            cells.setdefault((i, row_of[person]), []).append(person)
    cards = [
        Card(people[0], tuple(people), Rect(i * step_x, j * step_y, metrics.width, metrics.height), i, j, 0)
        for (i, j), people in cells.items()
    ]
    return Layout(
        detail=Detail.TILES,
        lanes=tuple(replace(lane, x=i * step_x, width=metrics.width) for i, lane in enumerate(lanes)),
        rows=tuple(replace(row, y=j * step_y, height=metrics.height) for j, row in enumerate(rows)),
        cards=tuple(sorted(cards, key=lambda card: card.person)),
        routes=(),
        width=max(len(lanes) * step_x - metrics.gap_x, 0),
        height=max(len(rows) * step_y - metrics.gap_y, 0),
        hidden={},
        slots=dict(slots),
        columns=dict(shape.columns),
        depths=dict(shape.depths),
        wiring=wiring,
    )


def _gaps(grid: Grid, metrics: Metrics, level_lines: set[int]) -> tuple[list[int], list[int]]:
    """Least sizes of the channels: none outside, one between people of one cell, `gap` elsewhere."""
    gaps_x = [0, *[metrics.gap_x] * (grid.columns - 1), 0] if grid.columns else [0]
    gaps_y = [0, *(metrics.gap_y if h in level_lines else 0 for h in range(1, grid.lines)), 0] if grid.lines else [0]
    return gaps_x, gaps_y


def _placed_lanes(
    lanes: Iterable[Lane], shape: Shape, first_column: Mapping[str, int], drawing: Drawing
) -> tuple[Lane, ...]:
    placed = []
    for lane in lanes:
        first = first_column[lane.key]
        last = first + shape.columns[lane.key] - 1
        x = drawing.column_x[first]
        placed.append(replace(lane, x=x, width=drawing.column_x[last] + drawing.column_width[last] - x))
    return tuple(placed)


def _placed_rows(
    rows: Iterable[Row], shape: Shape, first_line: Mapping[str, int], drawing: Drawing, metrics: Metrics
) -> tuple[Row, ...]:
    placed = []
    for row in rows:
        first = first_line[row.key]
        y = drawing.line_y[first]
        placed.append(replace(row, y=y, height=drawing.line_y[first + shape.depths[row.key] - 1] + metrics.height - y))
    return tuple(placed)


def _way(leg: Path) -> Direction:
    (x1, y1), (x2, y2) = leg
    if x1 == x2:
        return Direction.DOWN if y2 > y1 else Direction.UP
    return Direction.RIGHT if x2 > x1 else Direction.LEFT


def _hidden(ties: Mapping[Pair, Tie], shown: set[Pair]) -> dict[str, int]:
    """How many of a person's ties are not drawn."""
    counts: dict[str, int] = {}
    for pair in ties:
        if pair not in shown:
            for person in pair:
                counts[person] = counts.get(person, 0) + 1
    return dict(sorted(counts.items()))
