"""What a finished map remembers so that further ties can be drawn on it without moving a card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from committee.layout.routing.geometry import Draughtsman, Wire
from committee.layout.routing.grid import Spot
from committee.layout.routing.paths import Chooser
from committee.layout.shapes import Lane, Row, Slot, Style
from committee.layout.slots import Shape, origins
from committee.layout.ties import Tie
from committee.model.account import Pair


@dataclass(frozen=True, slots=True)
class Plot:
    """Who stands in which slot, before any tie is routed.

    `ties` are all between people of the map, `default` those shown with nothing selected.
    """

    lanes: Sequence[Lane]
    rows: Sequence[Row]
    shape: Shape
    slots: Mapping[str, Slot]
    ties: Mapping[Pair, Tie]
    default: frozenset[Pair]
    style: Style = field(default_factory=Style)

    def spots(self) -> tuple[list[Spot], set[int]]:
        """Column and line of everyone in id order, and the lines at which a level begins."""
        first_column, first_line = origins(self.lanes, self.rows, self.shape)
        found = []
        for slot in self.slots.values():
            line, column = divmod(slot.index, self.shape.columns[slot.lane])
            found.append((first_column[slot.lane] + column, first_line[slot.row] + line))
        return found, set(first_line.values())


@dataclass(frozen=True, slots=True)
class Wiring:
    """`number` are the cards' numbers, `base` the ties the channels were made for.

    `chooser` and `draughtsman` know what runs where; neither is changed by being asked.
    """

    plot: Plot
    base: frozenset[Pair]
    number: Mapping[str, int]
    chooser: Chooser
    draughtsman: Draughtsman
    bundles: Mapping[str, Mapping[Pair, Wire]]
    """The ties of each person for which room is kept."""

    @property
    def ties(self) -> Mapping[Pair, Tie]:
        """Every tie between people of the map."""
        return self.plot.ties

    def bundle(self, ties: Sequence[Tie]) -> list[Wire] | None:
        """The paths room is kept for, if these are ties of one person; `None` for any other set."""
        for person in ties[0].pair:
            kept = self.bundles.get(person, {})
            if all(tie.pair in kept for tie in ties):
                return [kept[tie.pair] for tie in ties]
        return None
