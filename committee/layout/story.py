"""The map that tells a story: whoever matters stands there by name, everybody else in counted tiles, and all fits.

Neighbouring places share a lane where there are more of them than columns; levels stay rows. So position still means
west to east and top to bottom.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from committee.errors import Stop, never
from committee.graph.arcs import arcs
from committee.layout.engine import METRICS, shaped
from committee.layout.lanes import REMOTE, lanes_of, rows_of
from committee.layout.layout import Layout
from committee.layout.routing.wiring import Plot
from committee.layout.shapes import MORE, Card, Detail, Lane, Row, Style
from committee.layout.slots import Shape, slots_of
from committee.layout.ties import Tie, ties_of
from committee.model.account import Account, Pair

_WIDTHS = 22, 19, 16, 14
"""Cells a bare name has, best first."""
LEAST, MOST = min(_WIDTHS), max(_WIDTHS)
_GAP = METRICS[Detail.BARE].gap_x
_PERSON, _FAR = 40, 24 * 60
"""Minutes between two clocks that weigh as much as a person shown, and those assumed where a clock is unknown."""


@dataclass(frozen=True, slots=True)
class Story:
    """Who matters, and how much room there is.

    `people` come first, the most important first; `further` as far as there is room. `room` is the size of the canvas
    in cells. With `alone` nobody else is drawn at all. What `scrolls` may be higher than its room, so that all `people`
    are there by name.
    """

    people: tuple[str, ...]
    further: tuple[str, ...] = ()
    room: tuple[int, int] = (75, 15)
    alone: bool = False
    scrolls: bool = False


@dataclass(frozen=True, slots=True)
class _Ground:
    """What does not depend on who is shown."""

    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    known: dict[Pair, Tie]
    ties: frozenset[Pair]
    alone: bool


def told(account: Account, today: date, story: Story, ties: Collection[Pair] = (), stop: Stop = never) -> Layout:
    """The map of a story: as many people by name as have room, tiles for the others.

    O(a few maps of the people shown).

    Args:
        account: the account.
        today: the date whose UTC offsets order the lanes.
        story: who matters.
        ties: the pairs to draw, of those whose both ends are shown.
        stop: asked now and then whether the map is still wanted.

    Raises:
        Unwanted: `stop` said so.
    """
    lanes, rows = lanes_of(account, today), rows_of(account)
    # Without ties to draw, as in the first frame, it is not worth the time to know which there are.
    known = ties_of(account, arcs(account)) if ties else {}
    ground = _Ground(lanes, rows, known, frozenset(ties), story.alone)
    there = {person for lane in lanes for person in lane.people}
    order = [person for person in dict.fromkeys((*story.people, *story.further)) if person in there]
    must = sum(person in there for person in dict.fromkeys(story.people))
    layout, shown = None, frozenset[str]()
    for number in _numbers(must, len(order)):
        shown = frozenset(order[:number])
        for detail, columns in _grids(story):
            plot = _plotted(ground, shown, columns)
            if sum(plot.shape.depths.values()) * METRICS[detail].height > story.room[1] and number:
                continue
            layout = shaped(plot, detail, room=False, stop=stop)
            if _inside(layout, story.room):
                return _tiled(_widened(layout, plot, story.room, stop), ground, shown)
        if story.scrolls and number == must:
            return _tiled(_high(ground, shown, story.room[0], stop), ground, shown)
    return _tiled(layout or shaped(_plotted(ground, shown, 1), Detail.BARE, room=False), ground, shown)


def _high(ground: _Ground, shown: frozenset[str], wide: int, stop: Stop) -> Layout:
    """As many columns as are in view side by side, however many lines that makes."""
    columns = (wide + _GAP) // (LEAST + _GAP)
    layout = shaped(_plotted(ground, shown, max(columns, 1)), Detail.BARE, room=False, stop=stop)
    while layout.width > wide and columns > 1:
        columns -= 1
        layout = shaped(_plotted(ground, shown, columns), Detail.BARE, room=False, stop=stop)
    return layout


def _inside(layout: Layout, room: tuple[int, int]) -> bool:
    return layout.width <= room[0] and layout.height <= room[1]


def _numbers(must: int, every: int) -> Iterator[int]:
    """How many are shown, tried in this order: all, fewer of those who may be, all who must, fewer of them, nobody."""
    more = every - must
    yield from dict.fromkeys((every, must + more * 2 // 3, must + more // 3, must))
    while must > 1:
        must = must * 4 // 5
        yield must
    if must:
        yield 0


def _grids(story: Story) -> Iterator[tuple[Detail, int]]:
    """Cards, and how many of them stand side by side: large ones first where few people are all there is."""
    wide = story.room[0]
    if story.alone:
        for detail in (Detail.FULL, Detail.NAME):
            metrics = METRICS[detail]
            yield detail, max((wide + metrics.gap_x) // (metrics.width + metrics.gap_x), 1)
    yield from ((Detail.BARE, n) for n in dict.fromkeys(max((wide + _GAP) // (cells + _GAP), 1) for cells in _WIDTHS))


def _plotted(ground: _Ground, shown: frozenset[str], columns: int) -> Plot:
    """Lanes of neighbouring places, rows of levels and of tiles; everybody in a slot."""
    there = [lane for lane in ground.lanes if not ground.alone or shown.intersection(lane.people)]
    groups = _grouped(there, shown, columns)
    lanes, tiles = [], []
    for group in groups:
        people = [person for lane in group for person in lane.people]
        inside = [person for person in people if person in shown]
        folded = [person for person in people if person not in shown]
        if folded and not ground.alone:
            tiles.append(folded[0])
            inside.append(folded[0])
        lanes.append(replace(_joined(group), people=tuple(inside)))
    rows = [
        replace(row, people=kept) for row in ground.rows if (kept := tuple(one for one in row.people if one in shown))
    ]
    if tiles:
        rows.append(Row(MORE, None, tuple(tiles)))
    known = {pair: tie for pair, tie in ground.known.items() if shown.issuperset(pair)}
    wanted = frozenset(pair for pair in ground.ties if shown.issuperset(pair))
    slots, shape = slots_of(lanes, rows, _shape(lanes, rows, columns), known)
    return Plot(lanes, rows, shape, slots, known, wanted, Style(room=LEAST))


def _grouped(lanes: Sequence[Lane], shown: frozenset[str], most: int) -> list[list[Lane]]:
    """Neighbours together until there are no more than `most`: those with few people shown, and close by the clock."""
    groups = [[lane] for lane in lanes]
    counts = [sum(person in shown for person in lane.people) for lane in lanes]
    apart = [_apart(one, other) for one, other in pairwise(lanes)]
    while len(groups) > most:
        i = min(range(len(apart)), key=lambda i: ((counts[i] + counts[i + 1]) * _PERSON + apart[i], i))
        groups[i : i + 2] = [groups[i] + groups[i + 1]]
        counts[i : i + 2] = [counts[i] + counts[i + 1]]
        del apart[i]
    return groups


def _apart(one: Lane, other: Lane) -> int:
    """Minutes between the clocks of two neighbours."""
    return abs(one.offset - other.offset) if one.offset is not None and other.offset is not None else _FAR


def _joined(group: Sequence[Lane]) -> Lane:
    """Several places as one lane, called after the one with most people."""
    if len(group) == 1:
        return group[0]
    chief = max(group, key=lambda lane: len(lane.people))
    offsets = [lane.offset for lane in group if lane.offset is not None]
    name = chief.title.removeprefix(REMOTE) if chief.remote else chief.title
    return Lane(
        " ".join(lane.key for lane in group),
        f"{name} +{len(group) - 1}",
        "",
        chief.zone,
        min(offsets, default=None),
        (),
        until=max(offsets, default=None),
    )


def _shape(lanes: Sequence[Lane], rows: Sequence[Row], columns: int) -> Shape:
    """One column a lane, the columns that are left where they make the map lowest."""
    row_of = {person: row.key for row in rows for person in row.people}
    counts = [{row.key: sum(row_of[person] == row.key for person in lane.people) for row in rows} for lane in lanes]
    wide = [1] * len(lanes)

    def depths() -> dict[str, int]:
        return {
            row.key: max((-(-count[row.key] // n) for count, n in zip(counts, wide, strict=True)), default=1) or 1
            for row in rows
        }

    for _ in range(columns - len(lanes)):
        found: list[tuple[int, int]] = []
        before = sum(depths().values())
        for i in range(len(wide)):
            wide[i] += 1
            found.append((sum(depths().values()), i))
            wide[i] -= 1
        height, i = min(found)
        if height >= before:
            break
        wide[i] += 1
    return Shape({lane.key: n for lane, n in zip(lanes, wide, strict=True)}, depths())


def _widened(layout: Layout, plot: Plot, room: tuple[int, int], stop: Stop) -> Layout:
    """The same with more cells for every name, as far as there is room."""
    if layout.detail is not Detail.BARE:
        return layout
    spare = (room[0] - layout.width) // max(sum(plot.shape.columns.values()), 1)
    if spare < 1:
        return layout
    wide = replace(plot, style=replace(plot.style, room=min(LEAST + spare, MOST)))
    wider = shaped(wide, Detail.BARE, room=False, stop=stop)
    return wider if _inside(wider, room) else layout


def _tiled(layout: Layout, ground: _Ground, shown: frozenset[str]) -> Layout:
    """With everybody who is not shown in the tile of their lane."""
    if ground.alone:
        return layout
    members = _members(layout, ground)
    lanes = tuple(replace(lane, people=members[lane.key]) for lane in layout.lanes)
    cards = []
    for card in layout.cards:
        if card.person in shown:
            cards.append(card)
        else:
            folded = tuple(one for one in lanes[card.lane].people if one not in shown)
            cards.append(Card(folded[0], folded, card.rect, card.lane, card.row, card.index))
    return replace(layout, lanes=lanes, cards=tuple(cards))


def _members(layout: Layout, ground: _Ground) -> dict[str, tuple[str, ...]]:
    places = {lane.key: lane.people for lane in ground.lanes}
    found: dict[str, tuple[str, ...]] = {}
    for lane in layout.lanes:
        keys = [key for key in places if key == lane.key or f" {key} " in f" {lane.key} "]
        found[lane.key] = tuple(person for key in keys for person in places[key])
    return found
