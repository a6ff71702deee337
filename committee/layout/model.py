"""What a laid-out map is: lanes, rows, cards and routes on character cells.

Coordinates are cells: x to the right, y down, `(0, 0)` the top left cell of the canvas. Headers and row labels are no
part of the canvas (`committee.layout.drawing.picture` draws them beside it).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from committee.model.account import Account, Pair
from committee.model.vocabulary import Level

if TYPE_CHECKING:
    from committee.layout.index import Index
    from committee.layout.routing.wiring import Wiring

Point = tuple[int, int]
"""A cell: x, y."""


class Detail(StrEnum):
    """How much of a person is drawn, most first."""

    FULL = "full"
    NAME = "name"
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
        return _ROW_TITLES[self.level]


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
    """A person on the canvas, or, at `Detail.TILES`, all people of a lane and row.

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
    map's ties take the first path that is found for them.
    """

    crossing: int = 0
    higher: int = 0
    wider: int = 0
    slim: bool = False
    flat: bool = False
    plain: bool = False


@dataclass(frozen=True)
class Layout:
    """A whole map. Equal accounts and dates give equal layouts, byte for byte.

    `hidden` counts each person's ties that are not drawn. `columns` and `depths` are how many people stand side by
    side in a lane and one below the other in a row: with `slots`, what a warm start keeps. (No `__slots__`: the index
    for hit testing and drawing is built when it is first asked for.)
    """

    detail: Detail
    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    routes: tuple[Route, ...]
    width: int
    height: int
    hidden: Mapping[str, int]
    slots: Mapping[str, Slot]
    columns: Mapping[str, int]
    depths: Mapping[str, int]
    style: Style = field(default_factory=Style)
    """How it was drawn to fit, kept by a warm start like the slots."""
    wiring: "Wiring | None" = field(default=None, repr=False, compare=False)
    """What `committee.layout.engine.reveal` needs to add ties without moving a card."""
    under: "Layout | None" = field(default=None, repr=False, compare=False)
    """The map without what was revealed on it; its routes come first among this one's."""
    of: tuple[Account, date] | None = field(default=None, repr=False, compare=False)
    """The account and the date this is the map of."""
    moves: "dict[tuple[str, Direction], str]" = field(default_factory=dict, repr=False, compare=False)
    """Where arrow keys go, once somebody asked: the same for all maps with these cards."""

    @cached_property
    def index(self) -> "Index":
        """Cells to cards and ties; built on first use, in O(cards + cells of the routes)."""
        from committee.layout.index import Index

        return Index(self, self.under.index if self.under is not None else None)

    @cached_property
    def by_person(self) -> Mapping[str, Card]:
        """The card each person is on."""
        return {person: card for card in self.cards for person in card.people}

    def card_of(self, person: str | None) -> Card | None:
        """The card a person is on; `None` for anyone who is not on the map."""
        return self.by_person.get(person) if person is not None else None

    def at(self, x: int, y: int) -> Card | Route | None:
        """What is drawn at a cell; where two ties cross, the vertical one."""
        return self.index.at(x, y)

    def neighbour(
        self, person: str, direction: Direction, *, came_from: tuple[str, Direction] | None = None
    ) -> str | None:
        """Whom an arrow key goes to from `person`; `None` at the edge.

        With `came_from`, the person and key of the step before, the opposite key goes back there. Without it, left
        and right still go back along a line.
        """
        if came_from is not None and came_from[1].opposite is direction and came_from[0] in self.by_person:
            return came_from[0]
        card = self.card_of(person)
        if not self.moves:
            from committee.layout.neighbours import neighbours

            self.moves.update(neighbours(self))
        return self.moves.get((card.person, direction)) if card is not None else None

    def to_json(self) -> dict[str, Any]:
        """Everything drawn, as plain values in a fixed order."""
        return {
            "detail": self.detail.value,
            "size": [self.width, self.height],
            "lanes": [[lane.key, lane.title, lane.x, lane.width, list(lane.people)] for lane in self.lanes],
            "rows": [[row.key, row.y, row.height] for row in self.rows],
            "cards": [
                [card.person, len(card.people), card.rect.x, card.rect.y, card.rect.width, card.rect.height]
                for card in self.cards
            ],
            "routes": [[r.source, r.target, r.look.value, [list(p) for p in r.points]] for r in self.routes],
            "hidden": dict(sorted(self.hidden.items())),
        }

    def digest(self) -> str:
        """A fingerprint of `to_json`, for comparing processes and machines."""
        import hashlib
        import json

        text = json.dumps(self.to_json(), ensure_ascii=True, separators=(",", ":"))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
