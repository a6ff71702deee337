"""From an account to a map: cells, order, paths, tracks, cells of the canvas."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from committee.errors import Stop, never
from committee.graph.arcs import arcs
from committee.layout.choosing import best_of
from committee.layout.lanes import lanes_of, rows_of
from committee.layout.layout import Layout
from committee.layout.routing.geometry import Draughtsman, Drawing, Wire
from committee.layout.routing.grid import FLAT_HEIGHT, NAME_HEIGHT, NAME_WIDTH, SLIM_WIDTH, Grid, Metrics, Path
from committee.layout.routing.paths import NEVER
from committee.layout.routing.routes import BUNDLE, SMALL, bundles, further, numbers, routed
from committee.layout.routing.trunks import branched
from committee.layout.routing.ways import Seen
from committee.layout.routing.wiring import Plot, Wiring
from committee.layout.shapes import Card, Detail, Direction, Lane, Look, Point, Rect, Route, Row
from committee.layout.slots import Shape, grown, origins, shapes_of, slots_of, small_shapes
from committee.layout.ties import Tie, default_ties, ties_of
from committee.model.account import Account, Pair

METRICS: Mapping[Detail, Metrics] = {
    Detail.FULL: Metrics(width=26, height=5, gap_x=3, gap_y=1),
    Detail.NAME: Metrics(width=NAME_WIDTH, height=NAME_HEIGHT, gap_x=2, gap_y=1),
    Detail.BARE: Metrics(width=16, height=1, gap_x=2, gap_y=0),
    Detail.INITIALS: Metrics(width=7, height=3, gap_x=2, gap_y=1),
    Detail.TILES: Metrics(width=16, height=4, gap_x=2, gap_y=1),
}
"""Card sizes by level of detail."""
_LARGE = 300
"""Up to this many people room is kept for the ties of whoever is selected."""
_TRIED = 3
"""Shapes of a small committee that are drawn."""
_PLAN = 24
"""Up to this many further ties, such as those of a plan, it is tried twice to draw them without moving a card."""


def arrange(
    account: Account,
    today: date,
    *,
    detail: Detail = Detail.FULL,
    previous: Layout | None = None,
    ties: Collection[Pair] | None = None,
    stop: Stop = never,
) -> Layout:
    """The map of an account.

    Args:
        account: the account; an empty one gives an empty map.
        today: the date whose UTC offsets label the lanes.
        detail: how much of a person is drawn; at `TILES` a card is a lane and row, and no tie is drawn.
        previous: an earlier layout (of any detail): whoever stays in a lane and row keeps the slot.
        ties: the pairs to draw, see `committee.layout.ties.shown_ties`; by default what that says with nothing
            selected. Pairs without a tie are drawn as proposed talks; pairs of people not on the map are ignored.
        stop: asked now and then whether the map is still wanted.

    Returns:
        A layout without overlapping cards, ties through cards or ties that share a run of cells.

    Raises:
        Unwanted: `stop` said so.
    """
    seen: Seen = {}
    again = _again(account, today, detail, previous)
    if again is None:
        lanes, rows = lanes_of(account, today), rows_of(account)
        known = ties_of(account, arcs(account))
        default = default_ties(known, sum(len(lane.people) for lane in lanes))
        plot, made = _plot(lanes, rows, known, default, previous, seen, stop)
    else:
        plot, made = again.plot, None
    wanted = plot.default if ties is None else frozenset(ties)
    few = plot.default.issubset(wanted) and len(wanted) - len(plot.default) <= BUNDLE
    every = len(plot.slots) <= SMALL and len(plot.ties) > len(plot.default) and wanted.issuperset(plot.ties)
    base = plot.default if few and not every else wanted
    if detail is Detail.TILES:
        layout = _tiles(plot)
    elif again is not None and previous is not None and again.base == _drawable(base, plot):
        layout = previous.under or previous
    elif made is not None and detail is made.detail and base == plot.default:
        layout = made
    else:
        layout = _people(plot, detail, base, stop=stop, seen=seen)
    return replace(reveal(layout, wanted - base), of=(account, today))


def drawn(
    lanes: Sequence[Lane], rows: Sequence[Row], known: Mapping[Pair, Tie], wanted: frozenset[Pair], detail: Detail
) -> Layout:
    """A map of other lanes than places, made afresh, with these ties."""
    plot, _ = _plot(lanes, rows, known, wanted, None, {})
    return _people(plot, Detail.INITIALS if detail is Detail.TILES else detail, wanted, room=False)


def shaped(plot: Plot, detail: Detail, *, room: bool, stop: Stop = never) -> Layout:
    """The map of a plot as it is, with its default ties; with `room` for those of whoever is selected."""
    return _people(plot, detail, plot.default, room=room, stop=stop)


def _again(account: Account, today: date, detail: Detail, previous: Layout | None) -> Wiring | None:
    """What the previous map knows, if it is one of the very same account, date and detail."""
    if previous is None or previous.of is None or previous.detail is not detail:
        return None
    return previous.wiring if previous.of[0] is account and previous.of[1] == today else None


def _drawable(pairs: Collection[Pair], plot: Plot) -> frozenset[Pair]:
    return frozenset(tie.pair for tie in _chosen(plot.ties, pairs, plot.slots))


def reveal(layout: Layout, pairs: Collection[Pair]) -> Layout:
    """The map with further ties drawn on it, such as all those of the selected person.

    No card moves where there is room for them, and there is for all ties of any one person on a map of up to 300
    people that shows at least the default ties. Else the map is drawn anew, everyone in the same slot; on a larger
    map what has no room stays a count on its cards.
    """
    wiring, start = layout.wiring, layout.under or layout
    if wiring is None:
        return layout
    extra = {route.pair for route in layout.routes[len(start.routes) :]}.union(pairs).difference(wiring.base)
    chosen = _chosen(wiring.ties, extra, wiring.number)
    if not chosen:
        return layout
    large = len(wiring.number) > _LARGE
    many = len(chosen) > _PLAN
    wires = wiring.bundle(chosen) or further(wiring.chooser.aside(roughly=large or many), chosen, wiring.number)
    points = wiring.draughtsman.fit(wires) if len(wires) <= BUNDLE else None
    if points is None and not large and not many:
        wires = further(wiring.chooser.aside(roughly=False, dearer=NEVER), chosen, wiring.number)
        points = wiring.draughtsman.fit(wires)
    if points is None and not large:
        return replace(_people(wiring.plot, layout.detail, wiring.base | extra), of=layout.of)
    if points is None:
        chosen, wires, points = _what_fits(wiring, chosen[:BUNDLE], wires)
    routes = branched([_route(tie, wire.path, way) for tie, wire, way in zip(chosen, wires, points, strict=True)])
    every = (*start.routes, *routes)
    return replace(start, routes=every, hidden=_hidden(wiring.ties, {route.pair for route in every}), under=start)


def _what_fits(
    wiring: Wiring, ties: Sequence[Tie], wires: Sequence[Wire]
) -> tuple[list[Tie], list[Wire], list[tuple[Point, ...]]]:
    """As many of the ties as there is room for, the strong ones first; the others stay counted on their cards."""
    order = sorted(range(len(ties)), key=lambda i: (-ties[i].strength, ties[i].pair))
    fitting: list[int] = []
    points: list[tuple[Point, ...]] = []
    for i in order:
        found = wiring.draughtsman.fit([wires[j] for j in (*fitting, i)])
        if found is not None:
            fitting, points = [*fitting, i], found
    return [ties[i] for i in fitting], [wires[i] for i in fitting], points


def _chosen(known: Mapping[Pair, Tie], wanted: Collection[Pair], slots: Collection[str]) -> list[Tie]:
    """The ties to draw, in id order; a pair without a tie is a proposed talk."""
    return [
        known.get(pair) or Tie(*pair, Look.PROPOSED, 0)
        for pair in sorted(wanted)
        if pair[0] in slots and pair[1] in slots and pair[0] != pair[1]
    ]


def _plot(
    lanes: Sequence[Lane],
    rows: Sequence[Row],
    known: Mapping[Pair, Tie],
    default: frozenset[Pair],
    previous: Layout | None,
    seen: Seen,
    stop: Stop = never,
) -> tuple[Plot, Layout | None]:
    """Everyone's slot: kept from the previous layout, else the best of the shapes worth trying.

    For a small committee each shape is drawn and judged, so that it fits a screen where it can: the map comes with it.
    """
    if previous is not None and any(lane.key in previous.columns for lane in lanes):
        shape = grown(lanes, rows, Shape(previous.columns, previous.depths))
        slots, shape = slots_of(lanes, rows, shape, known, previous.slots)
        return Plot(lanes, rows, shape, slots, known, default, previous.style), None
    people = sum(len(lane.people) for lane in lanes)
    if people > SMALL:
        slots, shape = slots_of(lanes, rows, shapes_of(lanes, rows)[0], known)
        return Plot(lanes, rows, shape, slots, known, default), None
    plots = []
    for shape in small_shapes(lanes, rows)[:_TRIED]:
        slots, fitting = slots_of(lanes, rows, shape, known)
        plots.append(Plot(lanes, rows, fitting, slots, known, default))
    draw = partial(_people, detail=Detail.NAME, pairs=default, stop=stop, seen=seen)
    best = best_of(plots, partial(draw, draft=True), draw)
    return best.plot, best.layout


def _people(
    plot: Plot,
    detail: Detail,
    pairs: Collection[Pair],
    *,
    room: bool = True,
    draft: bool = False,
    stop: Stop = never,
    seen: Seen | None = None,
) -> Layout:
    """The map of single people with these ties as its base, and `room` for those of whoever is selected.

    A `draft` has neither that room nor second thoughts. `seen` keeps the candidates for paths from one drawing to the
    next with cards in the same slots.
    """
    metrics, slots, shape = _metrics(plot, detail), plot.slots, plot.shape
    chosen = _chosen(plot.ties, pairs, slots)
    spots, level_lines = plot.spots()
    grid = Grid(sum(shape.columns.values()), sum(shape.depths.values()), spots)
    chooser, base = routed(plot, grid, metrics, chosen, {} if seen is None else seen, draft=draft, stop=stop)
    number, shown = numbers(plot), {tie.pair for tie in chosen}
    kept = bundles(plot.ties, shown, chooser, number) if room and not draft and len(slots) <= _LARGE else {}
    draughtsman = Draughtsman(grid, metrics, base, [list(bundle.values()) for bundle in kept.values()])
    drawing, points = draughtsman.draw(*_gaps(grid, metrics, level_lines))
    lane_number = {lane.key: i for i, lane in enumerate(plot.lanes)}
    row_number = {row.key: i for i, row in enumerate(plot.rows)}
    cards = tuple(
        Card(
            person,
            (person,),
            Rect(drawing.column_x[c], drawing.line_y[r], width, metrics.height),
            lane_number[slot.lane],
            row_number[slot.row],
            slot.index,
        )
        for (person, slot), (c, r), width in zip(slots.items(), spots, drawing.card_width, strict=True)
    )
    return Layout(
        detail=detail,
        lanes=_placed_lanes(plot, drawing),
        rows=_placed_rows(plot, drawing, metrics),
        cards=cards,
        routes=branched([_route(tie, wire.path, way) for tie, wire, way in zip(chosen, base, points, strict=True)]),
        width=drawing.width,
        height=drawing.height,
        hidden=_hidden(plot.ties, shown),
        slots=slots,
        columns=shape.columns,
        depths=shape.depths,
        style=plot.style,
        wiring=Wiring(plot, frozenset(shown), number, chooser, draughtsman, kept),
    )


def _metrics(plot: Plot, detail: Detail) -> Metrics:
    usual = METRICS[detail]
    if detail is Detail.BARE:
        return replace(usual, width=plot.style.room or usual.width)
    if detail is not Detail.NAME:
        return usual
    width = SLIM_WIDTH if plot.style.slim else usual.width
    return replace(usual, width=width, height=FLAT_HEIGHT if plot.style.flat else usual.height)


def _route(tie: Tie, path: Path, points: tuple[Point, ...]) -> Route:
    return Route(tie.source, tie.target, tie.look, tie.strength, _way(path[:2]), _way(path[-2:]), points)


def _tiles(plot: Plot) -> Layout:
    """A card for every lane and row that has people, on a plain grid."""
    metrics = METRICS[Detail.TILES]
    row_of = {person: j for j, row in enumerate(plot.rows) for person in row.people}
    step_x, step_y = metrics.width + metrics.gap_x, metrics.height + metrics.gap_y
    cells: dict[tuple[int, int], list[str]] = {}
    for i, lane in enumerate(plot.lanes):
        for person in lane.people:
            cells.setdefault((i, row_of[person]), []).append(person)
    cards = [
        Card(people[0], tuple(people), Rect(i * step_x, j * step_y, metrics.width, metrics.height), i, j, 0)
        for (i, j), people in cells.items()
    ]
    return Layout(
        detail=Detail.TILES,
        lanes=tuple(replace(lane, x=i * step_x, width=metrics.width) for i, lane in enumerate(plot.lanes)),
        rows=tuple(replace(row, y=j * step_y, height=metrics.height) for j, row in enumerate(plot.rows)),
        cards=tuple(sorted(cards, key=lambda card: card.person)),
        routes=(),
        width=max(len(plot.lanes) * step_x - metrics.gap_x, 0),
        height=max(len(plot.rows) * step_y - metrics.gap_y, 0),
        hidden={},
        slots=plot.slots,
        columns=plot.shape.columns,
        depths=plot.shape.depths,
        style=plot.style,
    )


def _gaps(grid: Grid, metrics: Metrics, level_lines: set[int]) -> tuple[list[int], list[int]]:
    """Least sizes of the channels: none outside, one between people of one cell, `gap` elsewhere."""
    gaps_x = [0, *[metrics.gap_x] * (grid.columns - 1), 0] if grid.columns else [0]
    gaps_y = [0, *(metrics.gap_y if h in level_lines else 0 for h in range(1, grid.lines)), 0] if grid.lines else [0]
    return gaps_x, gaps_y


def _placed_lanes(plot: Plot, drawing: Drawing) -> tuple[Lane, ...]:
    placed = []
    first_column, _ = origins(plot.lanes, plot.rows, plot.shape)
    for lane in plot.lanes:
        first = first_column[lane.key]
        last = first + plot.shape.columns[lane.key] - 1
        x = drawing.column_x[first]
        placed.append(replace(lane, x=x, width=drawing.column_x[last] + drawing.column_width[last] - x))
    return tuple(placed)


def _placed_rows(plot: Plot, drawing: Drawing, metrics: Metrics) -> tuple[Row, ...]:
    placed = []
    _, first_line = origins(plot.lanes, plot.rows, plot.shape)
    for row in plot.rows:
        first = first_line[row.key]
        y, last = drawing.line_y[first], drawing.line_y[first + plot.shape.depths[row.key] - 1]
        placed.append(replace(row, y=y, height=last + metrics.height - y))
    return tuple(placed)


def _way(leg: Path) -> Direction:
    (x1, y1), (x2, y2) = leg
    if x1 == x2:
        return Direction.DOWN if y2 > y1 else Direction.UP
    return Direction.RIGHT if x2 > x1 else Direction.LEFT


def _hidden(ties: Mapping[Pair, Tie], shown: Collection[Pair]) -> dict[str, int]:
    """How many of a person's ties are not drawn."""
    counts: dict[str, int] = {}
    for pair in ties:
        if pair not in shown:
            for person in pair:
                counts[person] = counts.get(person, 0) + 1
    return dict(sorted(counts.items()))
