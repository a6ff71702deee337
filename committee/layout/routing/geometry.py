"""From coarse paths to cells: widths, ports, tracks, heights, and the corner cells of every route.

Ties come in two kinds. The *base* is what the map shows by default; it decides the sizes. A *bundle* is a set of ties
that may be shown on top, such as all hidden ties of one person. Room for each bundle on its own is kept free, so
that showing it moves no card.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from committee.layout.routing.abreast import Stretch, Walk, stretches, walk_of
from committee.layout.routing.grid import Grid, Metrics, Path
from committee.layout.routing.tracks import Run, assigned, fitted, joined, ordered, place
from committee.layout.routing.trunks import ALONE, Leg, joined_legs
from committee.layout.shapes import Point


@dataclass(frozen=True, slots=True)
class Wire:
    """A path, the line of the card's side for each leg that runs through a gallery, and the trunk it belongs to."""

    path: Path
    lines: Mapping[int, int] = field(default_factory=dict)
    trunk: int = ALONE


@dataclass(slots=True)
class Drawing:
    """Where everything is, in cells: the beginnings and sizes of columns, lines and channels, and the whole.

    A card with more ties than its edge has cells is wider than others, and so are the cards that share its shafts; a
    column is as wide as its widest card. `shaft_width` is the room both cards of a shaft leave for ties.
    """

    column_x: list[int] = field(default_factory=list)
    column_width: list[int] = field(default_factory=list)
    card_width: list[int] = field(default_factory=list)
    shaft_width: list[int] = field(default_factory=list)
    line_y: list[int] = field(default_factory=list)
    channel_x: list[int] = field(default_factory=list)
    channel_width: list[int] = field(default_factory=list)
    channel_y: list[int] = field(default_factory=list)
    channel_height: list[int] = field(default_factory=list)
    width: int = 0
    height: int = 0


class Bundle:
    """Some wires, their legs sorted by where they run, and the cells these have got so far."""

    def __init__(self, grid: Grid, wires: Sequence[Wire]) -> None:
        self.wires = wires
        self._first = joined_legs([wire.path for wire in wires], [wire.trunk for wire in wires])
        self._joined: dict[Leg, list[Leg]] = {}
        self._walks: dict[int, Walk] = {}
        self._shared: dict[tuple[int, int], list[Stretch]] = {}
        for later, first in self._first.items():
            self._joined.setdefault(first, [first]).append(later)
        self.x: dict[Leg, int] = {}
        self.y: dict[Leg, int] = {}
        self.tracks: dict[Leg, int] = {}
        self.shafts: dict[int, list[Run]] = {}
        self.channels_v: dict[int, list[Run]] = {}
        self.channels_h: dict[int, list[Leg]] = {}
        self.heads_up: dict[int, list[int]] = {}
        self.heads_down: dict[int, list[int]] = {}
        for k, wire in enumerate(wires):
            for leg, ((x1, y1), (x2, y2)) in enumerate(pairwise(wire.path)):
                if (k, leg) in self._first:
                    continue
                if x1 != x2:
                    if y1 % 2 == 0:
                        self.channels_h.setdefault(y1 // 2, []).append((k, leg))
                elif x1 % 2:
                    shaft = grid.shaft_at[x1 // 2][(min(y1, y2) + 1) // 2]
                    self.shafts.setdefault(shaft, []).append(self._down(k, leg))
                else:
                    self.channels_v.setdefault(x1 // 2, []).append(self._down(k, leg))

    def x_of(self, k: int, leg: int) -> int:
        """The column of an upright leg."""
        return self.x[self._first.get((k, leg), (k, leg))]

    def y_of(self, k: int, leg: int) -> int:
        """The line of a leg across."""
        return self.y[self._first.get((k, leg), (k, leg))]

    def west(self, one: Run, other: Run) -> int:
        """1 if an upright run belongs to the west of another one for the way both go on together, -1 if to the east."""
        if not _go_on(one, other):
            return 0
        sides = [
            self._west(*sorted((a, b))) * (1 if a < b else -1)
            for a in self._joined.get((one.tie, one.leg), [(one.tie, one.leg)])
            for b in self._joined.get((other.tie, other.leg), [(other.tie, other.leg)])
        ]
        return _sign(sum(sides))

    def _west(self, one: Leg, other: Leg) -> int:
        (k, leg), (j, _) = one, other
        path = self.wires[k].path
        first = sum(abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in pairwise(path[: leg + 1]))
        (_, y1), (_, y2) = path[leg], path[leg + 1]
        last = first + abs(y2 - y1)
        for stretch in self._together(k, j):
            if stretch.first < last and stretch.last >= first:
                ends_here = stretch.last < last and (stretch.crosses or stretch.first >= first)
                return 0 if ends_here else stretch.right * _sign(y2 - y1)
        return 0

    def _together(self, k: int, j: int) -> list[Stretch]:
        found = self._shared.get((k, j))
        if found is None:
            for tie in (k, j):
                if tie not in self._walks:
                    self._walks[tie] = walk_of(self.wires[tie].path)
            found = self._shared[k, j] = stretches(self._walks[k], self._walks[j])
        return found

    def _down(self, k: int, leg: int) -> Run:
        together = self._joined.get((k, leg), [(k, leg)])
        return joined([_upright(j, i, self.wires[j]) for j, i in together])

    def find_heads(self) -> None:
        """Arrowheads that point up into a card stand in a channel's first row, those that point down in its last."""
        for k, wire in enumerate(self.wires):
            (x1, y1), (x2, y2) = wire.path[-2:]
            if x1 == x2:
                side = self.heads_up if y2 < y1 else self.heads_down
                side.setdefault(y2 // 2 + (y2 < y1), []).append(self.x_of(k, len(wire.path) - 2))

    def across(self, h: int) -> list[Run]:
        """The legs in a horizontal channel as runs; the x of their neighbours must be known."""
        return ordered(
            [
                joined([self._across(j, i) for j, i in self._joined.get(leg, [leg])])
                for leg in self.channels_h.get(h, ())
            ]
        )

    def _across(self, k: int, leg: int) -> Run:
        path = self.wires[k].path
        y = path[leg][1]
        before = self.x_of(k, leg - 1), _sign(path[leg - 1][1] - y)
        after = self.x_of(k, leg + 1), _sign(path[leg + 2][1] - y)
        (low, at_low), (high, at_high) = sorted((before, after))
        return Run(k, leg, low, high, at_low, at_high, (at_low + at_high, low))


class Draughtsman:
    """Puts the base on cells and keeps room for each bundle: columns, vertical tracks, ports, horizontal tracks."""

    def __init__(self, grid: Grid, metrics: Metrics, base: Sequence[Wire], bundles: Sequence[Sequence[Wire]]) -> None:
        self._grid, self._metrics = grid, metrics
        self._base = Bundle(grid, base)
        self._bundles = [Bundle(grid, wires) for wires in bundles]
        self._runs_v: list[list[tuple[Run, int]]] = []
        self._runs_h: list[list[tuple[Run, int]]] = []
        self._tracks_v: list[int] = []
        self._card_at = {spot: card for card, spot in enumerate(grid.spots)}
        self.drawing = Drawing()

    def draw(self, gaps_x: Sequence[int], gaps_y: Sequence[int]) -> tuple[Drawing, list[tuple[Point, ...]]]:
        """The drawing and the corner cells of the base. `gaps_x`, `gaps_y`: least sizes of the channels."""
        self._set_columns(gaps_x)
        for bundle in (self._base, *self._bundles):
            self._set_ports(bundle)
            bundle.find_heads()
        self._set_lines(gaps_y)
        routes = self._points(self._base)
        self._bundles = []
        return self.drawing, routes

    def fit(self, wires: Sequence[Wire]) -> list[tuple[Point, ...]] | None:
        """Corner cells for further wires beside the base, nothing else moved; `None` where there is no room for all."""
        bundle = Bundle(self._grid, wires)
        for v, runs in bundle.channels_v.items():
            if self._fit_upright(bundle, v, runs) > self._tracks_v[v]:
                return None
        for shaft, runs in bundle.shafts.items():
            if len(runs) + len(self._base.shafts.get(shaft, ())) > self.drawing.shaft_width[shaft] - 2:
                return None
        self._place_tracks(bundle)
        self._set_ports(bundle)
        bundle.find_heads()
        for h in {**bundle.channels_h, **bundle.heads_up, **bundle.heads_down}:
            clear = self._heads_clear(bundle, h)
            if not clear or self._fit_across(bundle, h, self.drawing.channel_height[h]) is None:
                return None
        for (k, leg), track in bundle.tracks.items():
            bundle.y[k, leg] = self.drawing.channel_y[wires[k].path[leg][1] // 2] + track
        return self._points(bundle)

    def _set_columns(self, gaps: Sequence[int]) -> None:
        grid, drawing = self._grid, self.drawing
        widths = self._widths()
        x = 0
        for v in range(grid.columns + 1):
            used = self._set_upright(v)
            outer = v in (0, grid.columns)
            size = max(gaps[v], used + (1 if outer else 2)) if used else gaps[v]
            drawing.channel_x.append(x + (size - used) // 2 if not outer else x + (v > 0))
            drawing.channel_width.append(size)
            x += size
            if v < grid.columns:
                drawing.column_x.append(x)
                x += widths[v]
        drawing.column_width, drawing.width = widths, x
        for bundle in (self._base, *self._bundles):
            self._place_tracks(bundle)

    def _widths(self) -> list[int]:
        """The width of every column, and of its cards and shafts by the ties of those."""
        grid, drawing, usual = self._grid, self.drawing, self._metrics.width
        needed = [
            len(self._base.shafts.get(shaft, ()))
            + max((len(bundle.shafts.get(shaft, ())) for bundle in self._bundles), default=0)
            + 2
            for shaft in range(len(grid.shafts))
        ]
        drawing.card_width = [
            max(usual, needed[above], needed[below]) for above, below in zip(grid.above, grid.below, strict=True)
        ]
        widths = [usual] * grid.columns
        for (column, _, _), need in zip(grid.shafts, needed, strict=True):
            widths[column] = max(widths[column], need)
        drawing.shaft_width = [widths[column] for column, _, _ in grid.shafts]
        for width, above, below in zip(drawing.card_width, grid.above, grid.below, strict=True):
            for shaft in (above, below):
                drawing.shaft_width[shaft] = min(drawing.shaft_width[shaft], width)
        return widths

    def _set_upright(self, v: int) -> int:
        """Tracks of a vertical channel for the base and every bundle; how many there are."""
        runs = ordered(self._base.channels_v.get(v, ()), self._base.west)
        tracks, used = assigned(runs, _free, self._base.west)
        self._base.tracks.update(tracks)
        self._runs_v.append([(run, tracks[run.tie, run.leg]) for run in runs])
        for bundle in self._bundles:
            if v in bundle.channels_v:
                used = max(used, self._fit_upright(bundle, v, bundle.channels_v[v]))
        self._tracks_v.append(used)
        return used

    def _fit_upright(self, bundle: Bundle, v: int, runs: Sequence[Run]) -> int:
        tracks, used = fitted(ordered(runs, bundle.west), self._runs_v[v], _free, None)
        bundle.tracks.update(tracks)
        return used

    def _place_tracks(self, bundle: Bundle) -> None:
        for (k, leg), track in bundle.tracks.items():
            x = bundle.wires[k].path[leg][0]
            bundle.x[k, leg] = self.drawing.channel_x[x // 2] + track
        bundle.tracks = {}

    def _set_ports(self, bundle: Bundle) -> None:
        """Columns for everything in a shaft: in an order of few crossings, evenly over what the base leaves free."""
        for shaft, runs in bundle.shafts.items():
            column = self._grid.shafts[shaft][0]
            taken: set[int] = set()
            if bundle is not self._base:
                taken = {self._base.x[run.tie, run.leg] for run in self._base.shafts.get(shaft, ())}
            first = self.drawing.column_x[column] + 1
            last = first + self.drawing.shaft_width[shaft] - 2
            free = [x for x in range(first, last) if x not in taken]
            for i, run in enumerate(ordered(runs, bundle.west)):
                bundle.x[run.tie, run.leg] = free[(2 * i + 1) * len(free) // (2 * len(runs))]

    def _set_lines(self, gaps: Sequence[int]) -> None:
        grid, drawing = self._grid, self.drawing
        y = 0
        for h in range(grid.lines + 1):
            size = self._set_across(h, gaps[h])
            drawing.channel_y.append(y)
            drawing.channel_height.append(size)
            for run, track in self._runs_h[h]:
                self._base.y[run.tie, run.leg] = y + track
            y += size
            if h < grid.lines:
                drawing.line_y.append(y)
                y += self._metrics.height
        drawing.height = y

    def _set_across(self, h: int, gap: int) -> int:
        """Tracks of a horizontal channel for the base, and a height in which every bundle finds room."""
        runs = self._base.across(h)
        everyone = (self._base, *self._bundles)
        up = [x for bundle in everyone for x in bundle.heads_up.get(h, ())]
        down = [x for bundle in everyone for x in bundle.heads_down.get(h, ())]
        tracks, used = assigned(runs, _Heads(runs, up, down))
        self._runs_h.append([(run, tracks[run.tie, run.leg]) for run in runs])
        size = max(gap, used, 1 if up or down else 0)
        for bundle in self._bundles:
            if h in bundle.channels_h:
                while self._fit_across(bundle, h, size) is None:
                    size += 1
        return size

    def _fit_across(self, bundle: Bundle, h: int, size: int) -> bool | None:
        runs = bundle.across(h)
        up = [x for some in (self._base, bundle) for x in some.heads_up.get(h, ())]
        down = [x for some in (self._base, bundle) for x in some.heads_down.get(h, ())]
        tracks, used = fitted(runs, self._runs_h[h], _Heads(runs, up, down), size)
        if used > size:
            return None
        bundle.tracks.update(tracks)
        return True

    def _heads_clear(self, bundle: Bundle, h: int) -> bool:
        """Whether the base leaves the cells free that the bundle's arrowheads need."""
        last = self.drawing.channel_height[h] - 1
        return last >= 0 and not any(
            run.low <= x <= run.high
            for run, track in self._runs_h[h]
            for x in (
                *(bundle.heads_up.get(h, ()) if track == 0 else ()),
                *(bundle.heads_down.get(h, ()) if track == last else ()),
            )
        )

    def _points(self, bundle: Bundle) -> list[tuple[Point, ...]]:
        drawing = self.drawing
        routes = []
        for k, wire in enumerate(bundle.wires):
            path, last = wire.path, len(wire.path) - 2
            for leg, line in wire.lines.items():
                bundle.y[k, leg] = drawing.line_y[path[leg][1] // 2] + line
            points = [self._end(bundle, (k, 0), path[0], path[1])]
            for leg in range(last):
                flat = path[leg][1] == path[leg + 1][1]
                points.append(
                    (bundle.x_of(k, leg + 1), bundle.y_of(k, leg))
                    if flat
                    else (bundle.x_of(k, leg), bundle.y_of(k, leg + 1))
                )
            points.append(self._end(bundle, (k, last), path[-1], path[-2]))
            routes.append(tuple(points))
        return routes

    def _end(self, bundle: Bundle, leg: Leg, card: Point, other: Point) -> Point:
        """The cell beside the card at which a tie's first or last leg begins."""
        column, line, drawing = card[0] // 2, card[1] // 2, self.drawing
        if card[0] == other[0]:
            y = drawing.line_y[line]
            return bundle.x_of(*leg), y + self._metrics.height if other[1] > card[1] else y - 1
        x = drawing.column_x[column]
        width = drawing.card_width[self._card_at[column, line]]
        return x + width if other[0] > card[0] else x - 1, bundle.y_of(*leg)


class _Heads:
    """Which runs an arrowhead is in the way of: in the first row those pointing up, in the last those pointing down."""

    def __init__(self, runs: Sequence[Run], up: Sequence[int], down: Sequence[int]) -> None:
        self._up = [any(run.low <= x <= run.high for x in up) for run in runs]
        self._down = [any(run.low <= x <= run.high for x in down) for run in runs]

    def __call__(self, i: int, track: int, tracks: int) -> bool:
        return (track == 0 and self._up[i]) or (track == tracks - 1 and self._down[i])


def _upright(k: int, leg: int, wire: Wire) -> Run:
    """A vertical leg as a run. Its key sorts ties so that those to the west run west and nest without crossing.

    Of ties that turn the same way, those that go on in the direction they came from belong outside by how far they go,
    those that turn back inside.
    """
    path = wire.path
    (x, y1), (_, y2) = path[leg], path[leg + 1]
    before = path[leg - 1][0] - x if leg > 0 else 0
    after = path[leg + 2][0] - x if leg + 2 < len(path) else 0
    (low, at_low), (high, at_high) = sorted(
        ((place(y1, wire.lines.get(leg - 1)), _sign(before)), (place(y2, wire.lines.get(leg + 1)), _sign(after)))
    )
    turn = after or before
    near, far = (leg + 2, leg + 3) if after else (leg - 1, leg - 2)
    back = 0
    if 0 <= far < len(path):
        came = (y2 - y1) if after else (y1 - y2)
        back = int((path[far][1] - path[near][1]) * came < 0)
    order = (1 - back if turn < 0 else back), (-turn if back else turn)
    return Run(k, leg, low, high, at_low, at_high, (_sign(turn), *order), upright=True)


def _go_on(one: Run, other: Run) -> bool:
    """Whether two runs end at one place of their channel and leave it to the same side."""
    low = one.low == other.low and one.at_low == other.at_low
    return low or (one.high == other.high and one.at_high == other.at_high)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _free(_run: int, _track: int, _tracks: int) -> bool:
    return False
