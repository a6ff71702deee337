"""One way a tie may take on the coarse grid."""

from collections.abc import Sequence

from committee.layout.routing.abreast import Walk, walk_of
from committee.layout.routing.grid import Path

Straight = tuple[bool, int, int, int]
"""A leg: whether it is upright, the coarse line it runs on, and where along it from and to, the lesser first."""

Needs = tuple[tuple[int, bool], ...]
"""The galleries a path needs a line of; whether an inner line will do."""

Turn = tuple[int, int, int]
"""One end of a stretch of a trunk somebody else shares: the stretch, the place, and the side that one has to be on."""


class Way:
    """A path on the coarse grid that a tie may take, and what is found out about it when it is first asked for.

    `least` is what it costs that nothing is in the way of. `own` is what of it is the tie's own beside the others of
    its trunk, from step `start` on; the whole path for any other tie. There are thousands of these, most never looked
    at twice.
    """

    __slots__ = ("_legs", "_steps", "_walk", "least", "met", "needs", "own", "path", "start", "turns")

    def __init__(self, least: int, path: Path, own: Path | None = None, start: int = 0) -> None:
        self.least, self.path, self.own, self.start = least, path, own or path, start
        self.needs: Needs | None = None
        """What `committee.layout.routing.ways.Ways.needs` says, once somebody asked."""
        self.met: dict[Way, int] = {}
        self.turns: dict[Way, tuple[Turn, ...]] = {}
        self._legs: tuple[Straight, ...] | None = None
        self._walk: Walk | None = None
        self._steps: Sequence[int] | None = None

    def legs(self) -> tuple[Straight, ...]:
        """The legs of what is its own."""
        if self._legs is None:
            self._legs = legs_of(self.own)
        return self._legs

    def walk(self) -> Walk:
        """The whole path step by step."""
        if self._walk is None:
            self._walk = walk_of(self.path)
        return self._walk

    def own_steps(self) -> Sequence[int]:
        """The steps that are its own, and the one before them."""
        if self._steps is None:
            self._steps = self.walk().steps[max(self.start - 1, 0) :]
        return self._steps


def legs_of(path: Path) -> tuple[Straight, ...]:
    """The legs of a path."""
    found = []
    x1, y1 = path[0]
    for x2, y2 in path[1:]:
        if x1 == x2:
            found.append((True, x1, y1, y2) if y1 < y2 else (True, x1, y2, y1))
        else:
            found.append((False, y1, x1, x2) if x1 < x2 else (False, y1, x2, x1))
        x1, y1 = x2, y2
    return tuple(found)
