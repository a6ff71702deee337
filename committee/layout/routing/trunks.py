"""Ties that join: those of the reporting line out of one manager share a trunk, as in an organisation chart.

Such ties begin as one line and part at junctions of three arms. What leaves a junction never comes back, so each
arrowhead has one way back to the card, and every tie keeps its own head.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from committee.layout.routing.grid import Path
from committee.layout.shapes import Look, Point, Route
from committee.layout.ties import Tie

ALONE = -1
"""In place of the number of a trunk: a tie that runs by itself."""

Leg = tuple[int, int]
"""A tie's number and the number of its leg."""


def trunks_of(ties: Sequence[Tie]) -> list[int]:
    """For each tie the number of its trunk, or `ALONE`: derived ties out of one person share one."""
    sources = Counter(tie.source for tie in ties if tie.look is Look.DERIVED)
    number = {source: i for i, source in enumerate(sorted(sources))}
    return [number[tie.source] if tie.look is Look.DERIVED and sources[tie.source] > 1 else ALONE for tie in ties]


def rest(path: Path, others: Iterable[Path]) -> Path:
    """What of a path is its own beside others of its trunk: from where it leaves the one it keeps to longest."""
    best, longest = path, 0
    for other in others:
        if not _may_join(path, other, 0):
            continue
        own, shared = _departure(path, other)
        if shared > longest:
            best, longest = own, shared
    return best


def _departure(path: Path, other: Path) -> tuple[Path, int]:
    """The path from where it leaves another one, and how far the two run together, in coarse steps."""
    shared = 0
    for i in range(min(len(path), len(other)) - 1):
        if not _may_join(path, other, i):
            return path[i:], shared
        (x1, y1), (x2, y2), (x3, y3) = path[i], path[i + 1], other[i + 1]
        ours, theirs = x2 - x1 + y2 - y1, x3 - x1 + y3 - y1
        if ours == theirs:
            shared += abs(ours)
        elif (ours > 0) != (theirs > 0):
            return path[i:], shared
        elif abs(ours) < abs(theirs):
            return path[i + 1 :], shared + abs(ours)
        else:
            return (other[i + 1], *path[i + 1 :]), shared + abs(theirs)
    return path[min(len(path), len(other)) - 1 :], shared


def _may_join(path: Path, other: Path, i: int) -> bool:
    """Whether leg `i` of two paths that ran together so far may lie on one line: not along a line of cards."""
    (x1, y1), (_, y2), (x3, y3) = path[i], path[i + 1], other[i + 1]
    if y1 == y2:
        return i > 0 and y1 % 2 == 0 and y3 == y1
    return x3 == x1 and (i > 0 or (y2 > y1) == (y3 > y1))


def joined_legs(paths: Sequence[Path], trunks: Sequence[int]) -> dict[Leg, Leg]:
    """For each leg that lies on one line with an earlier tie's, that tie's leg.

    Where a trunk goes straight on at a junction, what leaves it to the two sides does so at two places, so that a
    junction has three arms, and four arms always are a crossing.
    """
    members: dict[int, list[int]] = {}
    for k, trunk in enumerate(trunks):
        if trunk != ALONE:
            members.setdefault(trunk, []).append(k)
    found: dict[Leg, Leg] = {}
    for numbers in members.values():
        _join([(k, paths[k]) for k in numbers], found)
    return found


def _join(together: Sequence[tuple[int, Path]], found: dict[Leg, Leg]) -> None:
    level = [list(together)]
    leg = 0
    while level:
        following: list[list[tuple[int, Path]]] = []
        for group in level:
            for bunch in _bunches(group, leg):
                for k, _ in bunch[1:]:
                    found[k, leg] = bunch[0][0], leg
                by_corner: dict[Point, list[tuple[int, Path]]] = {}
                for k, path in bunch:
                    if leg + 2 < len(path):
                        by_corner.setdefault(path[leg + 1], []).append((k, path))
                for corner, turning in by_corner.items():
                    following += _sides(corner, turning, bunch, leg)
        level = [group for group in following if len(group) > 1]
        leg += 1


def _bunches(group: Sequence[tuple[int, Path]], leg: int) -> list[list[tuple[int, Path]]]:
    """Those of a group whose leg lies on one line."""
    bunches: list[list[tuple[int, Path]]] = []
    for k, path in group:
        for bunch in bunches:
            if _may_join(path, bunch[0][1], leg):
                bunch.append((k, path))
                break
        else:
            bunches.append([(k, path)])
    return bunches


def _sides(
    corner: Point, turning: list[tuple[int, Path]], bunch: Sequence[tuple[int, Path]], leg: int
) -> list[list[tuple[int, Path]]]:
    """Those that turn at a corner, in two groups if others of the bunch go straight on there."""
    (x0, y0), (x, y) = turning[0][1][leg], corner
    dx, dy = x - x0, y - y0

    def beyond(path: Path) -> bool:
        x1, y1 = path[leg + 1]
        return (x1 - x) * dx > 0 or (y1 - y) * dy > 0

    if not any(beyond(path) for _, path in bunch):
        return [turning]
    sides: dict[bool, list[tuple[int, Path]]] = {}
    for k, path in turning:
        x1, y1 = path[leg + 2]
        sides.setdefault((x1 - x) + (y1 - y) > 0, []).append((k, path))
    return list(sides.values())


def branched(routes: Sequence[Route]) -> tuple[Route, ...]:
    """The routes with the cell at which each leaves its trunk. O(n log n) for n legs, however long they are."""
    nets: dict[Point, list[int]] = {}
    for i, route in enumerate(routes):
        if route.look is Look.DERIVED:
            nets.setdefault(route.points[0], []).append(i)
    found = list(routes)
    for numbers in nets.values():
        if len(numbers) > 1:
            ways = [_corners(routes[i].points) for i in numbers]
            for i, parting in zip(numbers, _partings(ways), strict=True):
                found[i] = replace(routes[i], branch=parting)
    return tuple(found)


def _partings(ways: Sequence[Sequence[Point]]) -> list[Point]:
    """For each of several ways out of one cell the last one that its beginning shares with another's."""
    found = [way[0] for way in ways]
    level = [list(range(len(ways)))]
    leg = 0
    while level:
        following: list[list[int]] = []
        for group in level:
            directions: dict[Point, list[int]] = {}
            for k in group:
                if leg + 1 < len(ways[k]):
                    directions.setdefault(_direction(ways[k], leg), []).append(k)
            for together in directions.values():
                if len(together) > 1:
                    following += _sharing(ways, together, leg, found)
        level, leg = following, leg + 1
    return found


def _sharing(ways: Sequence[Sequence[Point]], together: list[int], leg: int, found: list[Point]) -> list[list[int]]:
    """Puts into `found` how far each shares a leg of one direction with another, and gives those who turn alike."""
    by_length: dict[int, list[int]] = {}
    for k in together:
        by_length.setdefault(_length(ways[k], leg), []).append(k)
    *shorter, longest = sorted(by_length)
    for length in shorter:
        for k in by_length[length]:
            found[k] = ways[k][leg + 1]
    (x, y), (dx, dy) = ways[together[0]][leg], _direction(ways[together[0]], leg)
    alone = len(by_length[longest]) == 1
    shared = shorter[-1] if alone else longest
    for k in by_length[longest]:
        found[k] = x + dx * shared, y + dy * shared
    return [group for group in by_length.values() if len(group) > 1]


def _corners(points: Sequence[Point]) -> list[Point]:
    """The points at which a line begins, turns and ends."""
    corners = [points[0]]
    for point in points[1:]:
        if point == corners[-1]:
            continue
        if len(corners) > 1 and _direction(corners, -2) == _direction((corners[-1], point), 0):
            corners.pop()
        corners.append(point)
    return corners


def _direction(points: Sequence[Point], leg: int) -> Point:
    (x1, y1), (x2, y2) = points[leg], points[leg + 1]
    return (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)


def _length(points: Sequence[Point], leg: int) -> int:
    (x1, y1), (x2, y2) = points[leg], points[leg + 1]
    return max(abs(x2 - x1), abs(y2 - y1))
