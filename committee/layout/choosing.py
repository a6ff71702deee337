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
_Judged = tuple[int, Plot]


def best_of(plots: Sequence[Plot], draft: Draw, draw: Draw) -> Plot:
    """The plot whose map is the best, its prices, cards and slots changed where that makes it better still.

    Cards of three lines are kept where the map fits the pane with them; else flat ones are tried too. Plots and slots
    are compared by drafts. O(3 · plots + 2 · `_EXCHANGES`) drafts, O(prices) maps.
    """
    high = [plot for plot in plots if _may_be_high(plot)] or plots[:1]
    found = [_drafted(plot, draft) for plot in _styled(high, _PRICES[:1])]
    if min(found, key=_cost_of)[0] >= _OUTSIDE:
        flat = [replace(style, flat=True) for style in _PRICES[:2]]
        found += [_drafted(plot, draft) for plot in _styled(plots, flat)]
    found.sort(key=_cost_of)
    best = _judged(_exchanged(found[0], draft), draw)
    if best[0] < _ENOUGH:
        return best[1]
    best = min(best, *_priced(best, draw, _PRICES), key=_cost_of)
    if best[0] >= _OUTSIDE:
        best = min(best, *_priced(best, draw, _TIGHT), key=_cost_of)
    second = next((judged for judged in found if judged[1].shape != found[0][1].shape), None)
    if best[0] >= _OUTSIDE and second is not None:
        other = _judged(_exchanged(second, draft), draw)
        best = min(best, _first_that_fits(other, draw, (*_PRICES[1:3], *_TIGHT)), key=_cost_of)
    return best[1]


def _first_that_fits(best: _Judged, draw: Draw, styles: Sequence[Style]) -> _Judged:
    """The plot at the first prices with which its map fits the pane, or at the best ones where it never does."""
    others = _priced(best, draw, styles)
    while best[0] >= _OUTSIDE and (judged := next(others, None)) is not None:
        best = min(best, judged, key=_cost_of)
    return best


def _priced(best: _Judged, draw: Draw, styles: Sequence[Style]) -> Iterator[_Judged]:
    """The plot at each of these prices, but for those it has."""
    prices = [replace(style, flat=best[1].style.flat) for style in styles]
    others = [style for style in prices if replace(best[1].style, slim=True) != style]
    yield from (_judged(plot, draw) for plot in _styled([best[1]], others))


def _may_be_high(plot: Plot) -> bool:
    """Whether cards of three lines can fit the pane at all, without a single tie between the levels."""
    return sum(plot.shape.depths.values()) * NAME_HEIGHT + len(plot.rows) - 1 <= PANE[1]


def _styled(plots: Sequence[Plot], styles: Sequence[Style]) -> Iterator[Plot]:
    for plot in plots:
        yield from (replace(plot, style=style) for style in styles)


def _cost_of(judged: _Judged) -> int:
    return judged[0]


def _exchanged(best: _Judged, draft: Draw) -> Plot:
    """The plot with slots of one cell exchanged wherever the drawn map gets better for it."""
    cost, plot = best
    left = _EXCHANGES
    for one, other in exchanges(plot.slots, plot.shape):
        if left == 0:
            break
        left -= 1
        found, changed = _drafted(replace(plot, slots=swapped(plot.slots, one, other)), draft)
        if found < cost:
            cost, plot = found, changed
    return plot


def _drafted(plot: Plot, draft: Draw) -> _Judged:
    """What the map of a plot costs by a draft on slim cards, and the plot with wide ones if it is better so."""
    slim = replace(plot, style=replace(plot.style, slim=True))
    layout = draft(slim)
    more = sum(plot.shape.columns.values()) * (NAME_WIDTH - SLIM_WIDTH)
    crossed = crossings(layout)
    narrow = _cost(layout.width, layout.height, crossed) + _SLIM
    wide = _cost(layout.width + more, layout.height, crossed)
    extra = _FLAT * plot.style.flat
    return min(
        (narrow + extra, slim), (wide + extra, replace(plot, style=replace(plot.style, slim=False))), key=_cost_of
    )


def _judged(plot: Plot, draw: Draw) -> _Judged:
    """What the map of a plot costs on slim cards, or on wide ones where those look better and are."""
    cost, better = _drafted(plot, draw)
    if better.style.slim:
        return cost, better
    layout, extra = draw(better), _FLAT * plot.style.flat
    found = _cost(layout.width, layout.height, crossings(layout)) + extra
    if found <= cost:
        return found, better
    slim = replace(plot, style=replace(plot.style, slim=True))
    layout = draw(slim)
    narrow = _cost(layout.width, layout.height, crossings(layout)) + _SLIM + extra
    return min((found, better), (narrow, slim), key=_cost_of)


def _cost(width: int, height: int, crossed: int) -> int:
    wider, higher = max(width - PANE[0], 0), max(height - PANE[1], 0)
    outside = _OUTSIDE if wider or higher else 0
    return width * height + _CROSSING * crossed + _WIDER * wider + _HIGHER * higher + outside
