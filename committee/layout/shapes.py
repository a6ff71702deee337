"""The shapes a laid-out map is made of: lanes, rows, cards and routes on character cells.

Coordinates are cells: x to the right, y down, `(0, 0)` the top left cell of the canvas. Headers and row labels are no
part of the canvas (`committee.layout.drawing.picture` draws them beside it).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from committee.model.account import Pair
from committee.model.vocabulary import Level

Point = tuple[int, int]
"""A cell: x, y."""

WEST, EAST, NORTH, SOUTH = 1, 2, 4, 8
"""The sides of its cell that a tie's line touches, as bits."""
ACROSS, UPRIGHT, CROSSING = WEST | EAST, NORTH | SOUTH, 15


class Detail(StrEnum):
    """How much of a person is drawn, most first."""

    FULL = "full"
    NAME = "name"
    BARE = "bare"
    INITIALS = "initials"
    TILES = "tiles"


class Direction(StrEnum):
    """Where an arrow key points."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"

    @property
    def opposite(self) -> "Direction":
        """The way back."""
        return _OPPOSITES[self]


_OPPOSITES = {
    Direction.LEFT: Direction.RIGHT,
    Direction.RIGHT: Direction.LEFT,
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
}


class Look(StrEnum):
    """What a tie looks like; the values are style names of the themes."""

    STRONG = "tie.strong"
    NORMAL = "tie.normal"
    WEAK = "tie.weak"
    DERIVED = "tie.derived"
    CONFLICT = "tie.conflict"
    PROPOSED = "plan.talk"
    """A talk of the plan between two people no tie joins yet."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column behind it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first line below it."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its middle cell."""
        return self.x + self.width // 2, self.y + self.height // 2

    def holds(self, x: int, y: int) -> bool:
        """Whether a cell is inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height

    def meets(self, other: "Rect") -> bool:
        """Whether the two share a cell."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Slot:
    """Where somebody belongs, whatever the canvas looks like: the identity of a position between two layouts."""

    lane: str
    row: str
    index: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the map: a place, the remote people of a clock, or (last) those whose place is unknown.

    `place` is a place's id, or empty. `offset` is in minutes east of UTC on the date of the layout, `None` where the
    zone is unknown. `x` and `width` are its span on the canvas.
    """

    key: str
    title: str
    place: str
    zone: str
    offset: int | None
    people: tuple[str, ...]
    x: int = 0
    width: int = 0
    remote: bool = False
    hop: bool = False
    """A column of the map around one person: a distance, not a place."""
    until: int | None = None
    """The offset of its easternmost place, where several places share the lane."""


@dataclass(frozen=True, slots=True)
class Row:
    """A level; `level` is `None` for the row of those whose level is unknown."""

    key: str
    level: Level | None
    people: tuple[str, ...]
    y: int = 0
    height: int = 0

    @property
    def title(self) -> str:
        """Its label."""
        return "More" if self.key == MORE else _ROW_TITLES[self.level]


MORE = "more"
"""The row of counted tiles, which stand for people of any level."""
_ROW_TITLES: Mapping[Level | None, str] = {
    Level.EXECUTIVE: "Executive",
    Level.VP: "VP",
    Level.DIRECTOR: "Director",
    Level.MANAGER: "Manager",
    Level.INDIVIDUAL: "Individual",
    None: "Level unknown",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A person on the canvas, or all people of a tile: of a lane and row, or of a lane on a map that tells a story.

    `person` is the first of `people`.
    """

    person: str
    people: tuple[str, ...]
    rect: Rect
    lane: int
    row: int
    index: int


@dataclass(frozen=True, slots=True)
class Route:
    """A drawn tie: the corner cells of its line, from the cell beside the source's card to the arrowhead.

    `strength` is 1 to 5; 0 for a talk that has no tie yet. The line leaves the source's card towards `leaves`, and its
    head points towards `heads`. Ties of one trunk share the cells from the card to where they part: `branch` is the
    last cell a tie shares, `None` for a tie that runs alone.
    """

    source: str
    target: str
    look: Look
    strength: int
    leaves: Direction
    heads: Direction
    points: tuple[Point, ...]
    branch: Point | None = None

    @property
    def pair(self) -> Pair:
        """Both ends, speaker first."""
        return self.source, self.target

    @property
    def net(self) -> Point | None:
        """What is the same for all ties of a trunk and for no other: the cell it begins at; `None` for one alone."""
        return self.points[0] if self.branch is not None else None

    @property
    def head(self) -> Point:
        """The cell of the arrowhead."""
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Style:
    """How a map is drawn: found for a small committee, so that it fits a screen.

    `crossing` is what a crossing is held to cost, `higher` and `wider` what another track in a full channel does, 0
    for the usual prices. At `Detail.NAME` names may stand on `slim` cards, and on `flat` ones of two lines. A `plain`
    map's ties take the first path that is found for them. At `Detail.BARE` names have `room` cells, 0 for the usual.
    """

    crossing: int = 0
    higher: int = 0
    wider: int = 0
    slim: bool = False
    flat: bool = False
    plain: bool = False
    room: int = 0
