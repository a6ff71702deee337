"""What a laid-out map is: its shapes together, and what can be asked of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from committee.layout.index import Index
from committee.layout.neighbours import neighbours
from committee.layout.routing.wiring import Wiring
from committee.layout.shapes import Card, Detail, Direction, Lane, Route, Row, Slot, Style
from committee.layout.slots import place_of
from committee.model.account import Account


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
    wiring: Wiring | None = field(default=None, repr=False, compare=False)
    """What `committee.layout.engine.reveal` needs to add ties without moving a card."""
    under: "Layout | None" = field(default=None, repr=False, compare=False)
    """The map without what was revealed on it; its routes come first among this one's."""
    of: tuple[Account, date] | None = field(default=None, repr=False, compare=False)
    """The account and the date this is the map of."""
    moves: dict[tuple[str, Direction], str] = field(default_factory=dict, repr=False, compare=False)
    """Where arrow keys go, once somebody asked: the same for all maps with these cards."""

    @cached_property
    def index(self) -> Index:
        """Cells to cards and ties; built on first use, in O(cards + cells of the routes)."""
        base = self.under.index if self.under is not None else None
        return Index(self.cards, self.routes, self.width, self.height, base)

    @cached_property
    def by_person(self) -> Mapping[str, Card]:
        """The card each person is on."""
        return {person: card for card in self.cards for person in card.people}

    def card_of(self, person: str | None) -> Card | None:
        """The card a person is on; `None` for anyone who is not on the map."""
        return self.by_person.get(person) if person is not None else None

    def is_tile(self, card: Card) -> bool:
        """Whether a card counts people instead of naming one; on a map of tiles one may count a single person."""
        return self.detail is Detail.TILES or len(card.people) > 1

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
            self.moves.update(neighbours(self.cards))
        return self.moves.get((card.person, direction)) if card is not None else None

    def moved_from(self, before: "Layout") -> tuple[str, ...]:
        """Who stands in another lane, row, line or column than on a map of before, by id."""
        return tuple(
            person
            for person in sorted(self.slots)
            if place_of(self.slots, self.columns, person) != place_of(before.slots, before.columns, person)
        )

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
