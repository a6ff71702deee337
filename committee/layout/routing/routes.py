"""The paths of a map's ties, and those kept ready for whoever is selected: how much thought they are worth."""

from collections.abc import Collection, Mapping, Sequence

from committee.errors import Stop
from committee.layout.routing.geometry import Wire
from committee.layout.routing.grid import Grid, Metrics
from committee.layout.routing.paths import Chooser
from committee.layout.routing.trunks import trunks_of
from committee.layout.routing.ways import Seen, known_of
from committee.layout.routing.wiring import Plot
from committee.layout.shapes import Style
from committee.layout.ties import Tie
from committee.model.account import Pair

SMALL = 20
"""Up to this many people several shapes and orders are drawn and the best is kept, and paths get much thought."""
_ROUNDS = 4
"""How often every path of a small committee is thought over."""
_FEWEST = 8
"""Up to this many ties, such as those of a plan alone, crossings are always dear."""
_FEW, _CAREFUL = 40, 120
"""Up to so many ties every path is thought over twice more, or once more."""
BUNDLE = 64
"""Up to this many further ties are fitted in beside those that are there; for more the map is drawn anew."""
_DEAR = 144
"""What a crossing costs, in cells, where more is drawn than the map was made to fit a screen with."""


def routed(
    plot: Plot, grid: Grid, metrics: Metrics, ties: Sequence[Tie], seen: Seen, *, draft: bool, stop: Stop
) -> tuple[Chooser, list[Wire]]:
    """A path for each tie, and whoever knows what runs where.

    Args:
        plot: where everyone stands.
        grid: the same as a grid.
        metrics: the size of cards.
        ties: between people of the plot.
        seen: keeps candidates for paths from one drawing to the next with cards in the same slots.
        draft: whether one path a tie will do, for choosing between maps.
        stop: asked before each tie whether the map is still wanted.

    Raises:
        Unwanted: `stop` said so.
    """
    ends, trunks = _ends(ties, numbers(plot)), trunks_of(ties)
    fitted = _FEWEST < len(ends) <= len(plot.default)
    style = plot.style if fitted else Style(crossing=_DEAR)
    chooser = Chooser(grid, metrics, style, known_of(seen, grid.spots, metrics), len(ends))
    small = len(plot.slots) <= SMALL
    again = _ROUNDS if small else 2 if len(ends) <= _FEW else 1 if len(ends) <= _CAREFUL else 0
    chooser.route(ends, trunks, 0 if draft or style.plain else again, stop)
    if small and not fitted:
        chooser.untangle(ends, stop)
    return chooser, _wires(chooser, trunks)


def numbers(plot: Plot) -> dict[str, int]:
    """The numbers of the cards, in id order."""
    return {person: i for i, person in enumerate(plot.slots)}


def further(aside: Chooser, ties: Sequence[Tie], number: Mapping[str, int]) -> list[Wire]:
    """Paths for a bundle of ties on top of what is there; `aside` is left as it was."""
    trunks = trunks_of(ties)
    aside.route(_ends(ties, number), trunks, again=0)
    wires = _wires(aside, trunks)
    aside.forget()
    return wires


def bundles(
    ties: Mapping[Pair, Tie], shown: Collection[Pair], chooser: Chooser, number: Mapping[str, int]
) -> dict[str, dict[Pair, Wire]]:
    """For each person, the ties that are not shown until they are selected; who has most comes first.

    Not for whoever has more than `BUNDLE`: these are never fitted in.
    """
    found: dict[str, list[Tie]] = {}
    for pair, tie in ties.items():
        if pair not in shown:
            for person in pair:
                found.setdefault(person, []).append(tie)
    aside = chooser.aside(roughly=len(number) > SMALL)
    kept = {}
    few = (person for person, own in found.items() if len(own) <= BUNDLE)
    for person in sorted(few, key=lambda person: (-len(found[person]), person)):
        wires = further(aside, found[person], number)
        kept[person] = {tie.pair: wire for tie, wire in zip(found[person], wires, strict=True)}
    return kept


def _ends(ties: Sequence[Tie], number: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(number[tie.source], number[tie.target]) for tie in ties]


def _wires(chooser: Chooser, trunks: Sequence[int]) -> list[Wire]:
    paths = chooser.paths
    return [Wire(paths[k], chooser.lines[k], trunk) for k, trunk in enumerate(trunks)]
