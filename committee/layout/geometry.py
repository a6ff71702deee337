"""From coarse paths to cells: widths, ports, tracks, heights, and the corner cells of every route."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from committee.layout.grid import Grid, Metrics, Path
from committee.layout.model import Point
from committee.layout.tracks import Run, assigned, ordered


@dataclass(slots=True)
class Drawing:
    """Where everything is: `routes` are the corner cells of each tie, in the order given.

    `column_x`, `line_y` are the first cells of columns and lines; `channel_x`, `channel_y` those of the channels,
    `channel_width`, `channel_height` their sizes.
    """

    routes: list[tuple[Point, ...]] = field(default_factory=list)
    column_x: list[int] = field(default_factory=list)
    line_y: list[int] = field(default_factory=list)
    channel_x: list[int] = field(default_factory=list)
    channel_y: list[int] = field(default_factory=list)
    channel_width: list[int] = field(default_factory=list)
    channel_height: list[int] = field(default_factory=list)
    column_width: list[int] = field(default_factory=list)
    width: int = 0
    height: int = 0


class Draughtsman:
    """Puts paths on cells, step by step: ports' shares, columns, vertical tracks, ports, horizontal tracks, points."""

    def __init__(
        self,
        grid: Grid,
        metrics: Metrics,
        ends: Sequence[tuple[int, int]],
        paths: Sequence[Path],
        lines: Sequence[Mapping[int, int]],
    ) -> None:
        self._grid, self._metrics, self._ends, self._paths, self._lines = grid, metrics, ends, paths, lines
        self._drawing = Drawing()
        self._x: dict[tuple[int, int], int] = {}
        """x of every vertical leg, by (tie, leg)."""
        self._y: dict[tuple[int, int], int] = {}
        self._in_shaft: list[list[Run]] = [[] for _ in grid.shafts]
        self._in_channel_v: list[list[Run]] = [[] for _ in range(grid.columns + 1)]
        self._in_channel_h: list[list[tuple[int, int]]] = [[] for _ in range(grid.lines + 1)]
        self._heads_up: list[list[int]] = [[] for _ in range(grid.lines + 1)]
        self._heads_down: list[list[int]] = [[] for _ in range(grid.lines + 1)]

    def draw(self, gaps_x: Sequence[int], gaps_y: Sequence[int]) -> Drawing:
        """The drawing. `gaps_x[v]` and `gaps_y[h]` are the least sizes of the channels."""
        self._sort_legs()
        self._set_columns(gaps_x)
        for shaft, runs in enumerate(self._in_shaft):
            self._set_ports(shaft, runs)
        self._find_heads()
        self._set_lines(gaps_y)
        self._drawing.routes = [self._points(k) for k in range(len(self._paths))]
        return self._drawing

    def _sort_legs(self) -> None:
        for k, path in enumerate(self._paths):
            for leg, ((x1, y1), (x2, y2)) in enumerate(pairwise(path)):
                if x1 == x2:
                    run = self._vertical(k, leg, path)
                    if x1 % 2:
                        shaft = self._grid.shaft_at[x1 // 2][(min(y1, y2) + 1) // 2]
                        self._in_shaft[shaft].append(run)
                    else:
                        self._in_channel_v[x1 // 2].append(run)
                elif y1 % 2 == 0:
                    self._in_channel_h[y1 // 2].append((k, leg))

    def _vertical(self, k: int, leg: int, path: Path) -> Run:
        """A vertical leg as a run; begins sorted so that ties to the west run west and nest without crossing."""
        (x, y1), (_, y2) = path[leg], path[leg + 1]
        before = path[leg - 1][0] - x if leg > 0 else 0
        after = path[leg + 2][0] - x if leg + 2 < len(path) else 0
        sides = [(y1, _sign(before)), (y2, _sign(after))]
        sides.sort()
        turn = after or before
        beyond = leg + 3 if after else leg - 2
        bent_back = 0
        if 0 <= beyond < len(path):
            far = path[beyond][1] - path[leg + 2 if after else leg - 1][1]
            came = (y2 - y1) if after else (y1 - y2)
            bent_back = int(far * came < 0)
        order = (1 - bent_back if turn < 0 else bent_back), (-turn if bent_back else turn)
        return Run(k, leg, sides[0][0], sides[1][0], sides[0][1], sides[1][1], (_sign(turn), *order))

    def _set_columns(self, gaps: Sequence[int]) -> None:
        grid, drawing = self._grid, self._drawing
        widths = [self._metrics.width] * grid.columns
        for (column, _, _), runs in zip(grid.shafts, self._in_shaft, strict=True):
            widths[column] = max(widths[column], len(runs) + 2)
        x = 0
        for v in range(grid.columns + 1):
            tracks, used = assigned(ordered(self._in_channel_v[v]), _free)
            inner = 0 < v < grid.columns
            size = max(gaps[v], used + (2 if inner else 1)) if used else gaps[v]
            first = x + (size - used + (v == grid.columns)) // 2 if inner or not used else x + (v == grid.columns)
            for key, track in tracks.items():
                self._x[key] = first + track
            drawing.channel_x.append(x)
            drawing.channel_width.append(size)
            x += size
            if v < grid.columns:
                drawing.column_x.append(x)
                x += widths[v]
        drawing.column_width, drawing.width = widths, x

    def _set_ports(self, shaft: int, runs: list[Run]) -> None:
        """Columns for everything in a shaft: in an order of few crossings, evenly spread over the cards' width."""
        column = self._grid.shafts[shaft][0]
        first, room = self._drawing.column_x[column] + 1, self._drawing.column_width[column] - 2
        for i, run in enumerate(ordered(runs)):
            self._x[run.tie, run.leg] = first + (2 * i + 1) * room // (2 * len(runs))

    def _set_lines(self, gaps: Sequence[int]) -> None:
        grid, drawing, height = self._grid, self._drawing, self._metrics.height
        y = 0
        for h in range(grid.lines + 1):
            tracks, size = self._rows(h, gaps[h])
            for key, track in tracks.items():
                self._y[key] = y + track
            drawing.channel_y.append(y)
            drawing.channel_height.append(size)
            y += size
            if h < grid.lines:
                drawing.line_y.append(y)
                y += height
        drawing.height = y

    def _rows(self, h: int, gap: int) -> tuple[dict[tuple[int, int], int], int]:
        """Tracks of a horizontal channel and its height; no run passes through an arrowhead."""
        heads_up, heads_down = self._heads_up[h], self._heads_down[h]
        runs = [self._horizontal(k, leg) for k, leg in self._in_channel_h[h]]

        order = ordered(runs)
        up = [any(run.low <= x <= run.high for x in heads_up) for run in order]
        down = [any(run.low <= x <= run.high for x in heads_down) for run in order]

        def blocked(i: int, track: int, tracks: int) -> bool:
            return (track == 0 and up[i]) or (track == tracks - 1 and down[i])

        tracks, used = assigned(order, blocked)
        if not used and (heads_up or heads_down):
            used = 1
        return tracks, max(gap, used)

    def _find_heads(self) -> None:
        """Arrowheads that point up into a card stand in the channel's first row, those that point down in its last."""
        for k, path in enumerate(self._paths):
            (x1, y1), (x2, y2) = path[-2:]
            if x1 == x2:
                heads = self._heads_up[y2 // 2 + 1] if y2 < y1 else self._heads_down[y2 // 2]
                heads.append(self._x[k, len(path) - 2])

    def _horizontal(self, k: int, leg: int) -> Run:
        path = self._paths[k]
        y = path[leg][1]
        before = self._x[k, leg - 1], _sign(path[leg - 1][1] - y)
        after = self._x[k, leg + 1], _sign(path[leg + 2][1] - y)
        (low, at_low), (high, at_high) = sorted((before, after))
        return Run(k, leg, low, high, at_low, at_high, (at_low + at_high, low))

    def _points(self, k: int) -> tuple[Point, ...]:
        path, drawing, last = self._paths[k], self._drawing, len(self._paths[k]) - 2
        for leg, line in self._lines[k].items():
            self._y[k, leg] = drawing.line_y[path[leg][1] // 2] + line
        points = [self._end(k, 0, path[0], path[1])]
        for leg in range(last):
            across = path[leg][1] == path[leg + 1][1]
            points.append((self._x[k, leg + 1], self._y[k, leg]) if across else (self._x[k, leg], self._y[k, leg + 1]))
        points.append(self._end(k, last, path[-1], path[-2]))
        return tuple(points)

    def _end(self, k: int, leg: int, card: Point, other: Point) -> Point:
        """The cell beside the card at which a tie's first or last leg begins."""
        column, line, drawing = card[0] // 2, card[1] // 2, self._drawing
        if card[0] == other[0]:
            y = drawing.line_y[line]
            return self._x[k, leg], y + self._metrics.height if other[1] > card[1] else y - 1
        x = drawing.column_x[column]
        return x + drawing.column_width[column] if other[0] > card[0] else x - 1, self._y[k, leg]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _free(_run: int, _track: int, _tracks: int) -> bool:
    return False
