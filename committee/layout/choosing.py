"""The map of a small committee: several shapes, cards and orders are drawn, and the best one is kept.

Everything is counted in maps drawn, never in seconds, so that the result does not depend on the machine.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from committee.layout.layout import Layout
from committee.layout.measure import crossings
from committee.layout.routing.grid import NAME_HEIGHT, NAME_WIDTH, SLIM_WIDTH
from committee.layout.routing.wiring import Plot
from committee.layout.shapes import Style
from committee.layout.slots import exchanges, swapped

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
_TIGHT = (
    Style(crossing=12, higher=60, wider=60, slim=True),
    Style(crossing=24, higher=60, wider=8, slim=True),
    Style(crossing=24, higher=8, wider=60, slim=True),
    Style(crossing=24, higher=40, wider=40, slim=True, plain=True),
    Style(crossing=24, slim=True, plain=True),
)
"""Prices tried where the map does not fit the pane yet."""
_EXCHANGES = 14
"""How many exchanges of two slots are drawn to see whether they make the map better."""
_CROSSING, _WIDER, _HIGHER, _OUTSIDE = 120, 120, 200, 8000
"""What a crossing, a column or line beyond the pane, and not fitting it at all cost, in cells of area."""
_SLIM, _FLAT = 400, 500
"""What slim and flat cards cost, likewise: they are taken only where they gain more."""
_ENOUGH = 3000
"""What a map costs that nothing more is tried for once its slots were exchanged."""

Draw = Callable[[Plot], Layout]
"""Draws a plot at the level of names."""


class Judged(NamedTuple):
    """A plot, what its map costs in cells of area, and the map."""

    cost: int
    plot: Plot
    layout: Layout


def best_of(plots: Sequence[Plot], draft: Draw, draw: Draw) -> Judged:
    """The plot whose map is the best, its prices, cards and slots changed where that makes it better still.

    Cards of three lines are kept where the map fits the pane with them; else flat ones are tried too. Plots and slots
    are compared by drafts. O(3 · plots + 2 · `_EXCHANGES`) drafts, O(prices) maps.
    """
    high = [plot for plot in plots if _may_be_high(plot)] or plots[:1]
    found = [_drafted(plot, draft) for plot in _styled(high, _PRICES[:1])]
    if min(found, key=_cost_of).cost >= _OUTSIDE:
        flat = [replace(style, flat=True) for style in _PRICES[:2]]
        found += [_drafted(plot, draft) for plot in _styled(plots, flat)]
    found.sort(key=_cost_of)
    best = _judged(_exchanged(found[0], draft), draw)
    if best.cost < _ENOUGH:
        return best
    best = min(best, *_priced(best, draw, _PRICES), key=_cost_of)
    if best.cost >= _OUTSIDE:
        best = min(best, *_priced(best, draw, _TIGHT), key=_cost_of)
    second = next((judged for judged in found if judged.plot.shape != found[0].plot.shape), None)
    if best.cost >= _OUTSIDE and second is not None:
        other = _judged(_exchanged(second, draft), draw)
        best = min(best, _first_that_fits(other, draw, (*_PRICES[1:3], *_TIGHT)), key=_cost_of)
    return best


def _first_that_fits(best: Judged, draw: Draw, styles: Sequence[Style]) -> Judged:
    """The plot at the first prices with which its map fits the pane, or at the best ones where it never does."""
    others = _priced(best, draw, styles)
    while best.cost >= _OUTSIDE and (judged := next(others, None)) is not None:
        best = min(best, judged, key=_cost_of)
    return best


def _priced(best: Judged, draw: Draw, styles: Sequence[Style]) -> Iterator[Judged]:
    """The plot at each of these prices, but for those it has."""
    prices = [replace(style, flat=best.plot.style.flat) for style in styles]
    others = [style for style in prices if _on_cards(best.plot, slim=True).style != style]
    yield from (_judged(plot, draw) for plot in _styled([best.plot], others))


def _may_be_high(plot: Plot) -> bool:
    """Whether cards of three lines can fit the pane at all, without a single tie between the levels."""
    return sum(plot.shape.depths.values()) * NAME_HEIGHT + len(plot.rows) - 1 <= PANE[1]


def _styled(plots: Sequence[Plot], styles: Sequence[Style]) -> Iterator[Plot]:
    for plot in plots:
        yield from (replace(plot, style=style) for style in styles)


def _cost_of(judged: Judged) -> int:
    return judged.cost


def _exchanged(best: Judged, draft: Draw) -> Plot:
    """The plot with slots of one cell exchanged wherever the drawn map gets better for it."""
    for one, other in islice(exchanges(best.plot.slots, best.plot.shape), _EXCHANGES):
        best = min(best, _drafted(replace(best.plot, slots=swapped(best.plot.slots, one, other)), draft), key=_cost_of)
    return best.plot


def _drafted(plot: Plot, draft: Draw) -> Judged:
    """The map of a plot on slim cards, or what it would cost on wide ones if they took no more than their width."""
    slim = _on_cards(plot, slim=True)
    layout = draft(slim)
    return min(Judged(_cost(slim, layout), slim, layout), _widened(slim, layout), key=_cost_of)


def _judged(plot: Plot, draw: Draw) -> Judged:
    """The map of a plot on slim cards, or on wide ones where those look better and are."""
    slim = _on_cards(plot, slim=True)
    layout = draw(slim)
    narrow, wide = Judged(_cost(slim, layout), slim, layout), _widened(slim, layout)
    if narrow.cost <= wide.cost:
        return narrow
    layout = draw(wide.plot)
    return min(narrow, Judged(_cost(wide.plot, layout), wide.plot, layout), key=_cost_of)


def _widened(slim: Plot, layout: Layout) -> Judged:
    """A guess at the plot on wide cards."""
    wide = _on_cards(slim, slim=False)
    more = sum(slim.shape.columns.values()) * (NAME_WIDTH - SLIM_WIDTH)
    return Judged(_cost(wide, layout, more), wide, layout)


def _on_cards(plot: Plot, *, slim: bool) -> Plot:
    return replace(plot, style=replace(plot.style, slim=slim))


def _cost(plot: Plot, layout: Layout, more: int = 0) -> int:
    """What a map costs if it is so many columns wider than drawn."""
    width, height = layout.width + more, layout.height
    wider, higher = max(width - PANE[0], 0), max(height - PANE[1], 0)
    cost = width * height + _CROSSING * crossings(layout) + _WIDER * wider + _HIGHER * higher
    cost += _SLIM * plot.style.slim + _FLAT * plot.style.flat
    return cost + _OUTSIDE if wider or higher else cost
