"""Who stands where within a cell, judged by the paths of ties: two people change places wherever that costs less."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from committee.errors import Stop
from committee.layout.grid import Grid, Metrics
from committee.layout.model import Look, Slot
from committee.layout.paths import Chooser
from committee.layout.trunks import ALONE
from committee.layout.ways import Seen, known_of
from committee.layout.wiring import Plot

_ROUTED = 300
"""How many paths are chosen anew before the order is taken as good enough."""
_ROUNDS = 2
_SHOWN = 4
"""How much more the ties count that are shown with nothing selected."""


def uncrossed(plot: Plot, metrics: Metrics, seen: Seen, stop: Stop) -> Plot:
    """The plot with people of one cell exchanged wherever that makes their written ties cheaper, crossings above all.

    O(ties + `_ROUTED`) paths.

    Raises:
        Unwanted: `stop` said so.
    """
    spots, _ = plot.spots()
    grid = Grid(sum(plot.shape.columns.values()), sum(plot.shape.depths.values()), spots)
    number = {person: i for i, person in enumerate(plot.slots)}
    ties = [tie for tie in plot.ties.values() if tie.look is not Look.DERIVED]
    ends = [(number[tie.source], number[tie.target]) for tie in ties]
    chooser = Chooser(grid, metrics, plot.style, known_of(seen, spots, metrics))
    chooser.route(ends, [ALONE] * len(ends), 0, stop)
    slots = _exchanged(chooser, plot.slots, ends, [_SHOWN if tie.pair in plot.default else 1 for tie in ties])
    return replace(plot, slots=slots)


def _exchanged(
    chooser: Chooser, slots: Mapping[str, Slot], ends: Sequence[tuple[int, int]], weights: Sequence[int]
) -> dict[str, Slot]:
    """Everyone's slot after the exchanges; `ends` are the cards each tie joins, numbered in the order of slots."""
    standing, now, left = list(slots), list(ends), _ROUTED
    touching: dict[int, set[int]] = {card: set() for card in range(len(slots))}
    for k, pair in enumerate(ends):
        for card in pair:
            touching[card].add(k)
    for _ in range(_ROUNDS):
        better = False
        for one, other in _pairs(slots):
            touched = sorted(touching[one] | touching[other], key=lambda k: (-weights[k], k))
            left -= len(touched)
            if left < 0:
                break
            swap = {one: other, other: one}
            changed = {k: (swap.get(now[k][0], now[k][0]), swap.get(now[k][1], now[k][1])) for k in touched}
            if touched and chooser.exchange(changed, weights):
                better = True
                for k, pair in changed.items():
                    now[k] = pair
                standing[one], standing[other] = standing[other], standing[one]
                touching[one], touching[other] = touching[other], touching[one]
        if not better or left < 0:
            break
    return dict(sorted(zip(standing, slots.values(), strict=True)))


def _pairs(slots: Mapping[str, Slot]) -> Iterator[tuple[int, int]]:
    """Cards of one cell, two at a time."""
    cells: dict[tuple[str, str], list[int]] = {}
    for card, slot in enumerate(slots.values()):
        cells.setdefault((slot.lane, slot.row), []).append(card)
    for _, cards in sorted(cells.items()):
        for i, one in enumerate(cards):
            yield from ((one, other) for other in cards[i + 1 :])
