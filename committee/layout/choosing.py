"""The map of a small committee: several shapes, cards and orders are drawn, and the best one is kept.

Everything is counted in maps drawn, never in seconds, so that the result does not depend on the machine.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from committee.layout.grid import NAME_HEIGHT, NAME_WIDTH, SLIM_WIDTH
from committee.layout.measure import crossings
from committee.layout.model import Layout, Style
from committee.layout.slots import exchanges, swapped
from committee.layout.wiring import Plot

PANE = (79, 26)
"""Columns and lines a 120×40 terminal leaves for the canvas."""
_PRICES = (
    Style(slim=True),
    Style(crossing=24, slim=True),
    Style(crossing=24, higher=40, wider=20, slim=True),
    Style(crossing=40, higher=8, wider=20, slim=True),
    Style(crossing=72, higher=40, wider=40, slim=True),
)
"""Prices tried: few crossings first, then small maps."""
_EXCHANGES = 14
"""How many exchanges of two slots are drawn to see whether they make the map better."""
_CROSSING, _WIDER, _HIGHER, _OUTSIDE = 120, 120, 200, 8000
"""What a crossing, a column or line beyond the pane, and not fitting it at all cost, in cells of area."""
_SLIM, _FLAT = 400, 500
"""What slim and flat cards cost, likewise: they are taken only where they gain more."""

_GOOD, _ENOUGH = 2000, 3000
"""What a map costs that nothing more is tried for: at all, and once its slots were exchanged."""

Draw = Callable[[Plot], Layout]
"""Draws a plot at the level of names."""
_Judged = tuple[int, Plot]


def best_of(plots: Sequence[Plot], draw: Draw) -> Plot:
    """The plot whose map is the best, its prices, cards and slots changed where that makes it better still.

    Cards of three lines are kept where the map fits the pane with them; else flat ones are tried too.
    O(5 · plots + `_EXCHANGES`) maps.
    """
    high = [plot for plot in plots if _may_be_high(plot)] or plots[:1]
    best = min((_judged(plot, draw) for plot in _styled(high, _PRICES[:1])), key=_cost_of)
    if best[0] < _OUTSIDE:
        best = min(best, *(_judged(plot, draw) for plot in _styled(high, _PRICES[1:2])), key=_cost_of)
    else:
        flat = [replace(style, flat=True) for style in _PRICES[:3]]
        best = min(best, *(_judged(plot, draw) for plot in _styled(plots, flat)), key=_cost_of)
    if best[0] < _GOOD:
        return best[1]
    best = _exchanged(best, draw)
    if best[0] < _ENOUGH:
        return best[1]
    prices = [replace(style, flat=best[1].style.flat) for style in _PRICES]
    others = [style for style in prices if replace(best[1].style, slim=True) != style]
    return min(best, *(_judged(plot, draw) for plot in _styled([best[1]], others)), key=_cost_of)[1]


def _may_be_high(plot: Plot) -> bool:
    """Whether cards of three lines can fit the pane at all, without a single tie between the levels."""
    return sum(plot.shape.depths.values()) * NAME_HEIGHT + len(plot.rows) - 1 <= PANE[1]


def _styled(plots: Sequence[Plot], styles: Sequence[Style]) -> Iterator[Plot]:
    for plot in plots:
        yield from (replace(plot, style=style) for style in styles)


def _cost_of(judged: _Judged) -> int:
    return judged[0]


def _exchanged(best: _Judged, draw: Draw) -> _Judged:
    """The plot with slots of one cell exchanged wherever the drawn map gets better for it."""
    cost, plot = best
    left = _EXCHANGES
    for one, other in exchanges(plot.slots, plot.shape):
        if left == 0:
            break
        left -= 1
        found, changed = _judged(replace(plot, slots=swapped(plot.slots, one, other)), draw)
        if found < cost:
            cost, plot = found, changed
    return cost, plot


def _judged(plot: Plot, draw: Draw) -> _Judged:
    """What the map of a plot costs, and the plot with wide cards if it is better with them."""
    slim = replace(plot, style=replace(plot.style, slim=True))
    layout = draw(slim)
    more = sum(plot.shape.columns.values()) * (NAME_WIDTH - SLIM_WIDTH)
    crossed = crossings(layout)
    narrow = _cost(layout.width, layout.height, crossed) + _SLIM
    wide = _cost(layout.width + more, layout.height, crossed)
    extra = _FLAT * plot.style.flat
    return min(
        (narrow + extra, slim), (wide + extra, replace(plot, style=replace(plot.style, slim=False))), key=_cost_of
    )


def _cost(width: int, height: int, crossed: int) -> int:
    wider, higher = max(width - PANE[0], 0), max(height - PANE[1], 0)
    outside = _OUTSIDE if wider or higher else 0
    return width * height + _CROSSING * crossed + _WIDER * wider + _HIGHER * higher + outside
