"""Where the card of the tour stands: over as little as can be of what it talks about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.geometry import Region, Size
from textual.screen import Screen
from textual.widget import Widget

from committee.layout.drawing.picture import HEADER, LABELS
from committee.tui.account.desk import DeskScreen
from committee.tui.map.canvas import MapCanvas
from committee.tui.map.wish import marks_of

NARROW = 44
"""Columns of a card in a corner; where that is in the way it is a bar across the screen."""

TOPIC, LIT, PERSON, BESIDE = 200, 40, 20, 1
"""What it costs to cover a cell: of what the step talks about, of whoever is lit, of others, of what else is said."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Cells where something stands, and what it costs to cover one of them."""

    region: Region
    cost: int


def place(sizes: Iterable[Size], screen: Size, taken: tuple[Taken, ...], now: Region) -> Region:
    """The cheapest place on the screen for a card of one of these sizes; where it is now if that is as good.

    Args:
        sizes: width and height, those that look best first.
        screen: the whole screen.
        taken: what stands on it.
        now: where the card is; an empty region if nowhere.
    """
    sizes = tuple(sizes)
    places = [now] if now.size in sizes and Region(0, 0, *screen).contains_region(now) else []
    places += [place for size in sizes for place in _places(size, screen)]
    return min(places, key=lambda place: cost(place, taken), default=Region(0, 0, *screen))


def cost(place: Region, taken: Iterable[Taken]) -> int:
    """What a place covers."""
    return sum(one.region.intersection(place).area * one.cost for one in taken)


def _places(size: Size, screen: Size) -> Iterator[Region]:
    """From the top on the right to the bottom on the left."""
    if size.width > screen.width or size.height > screen.height:
        return
    for x in dict.fromkeys((screen.width - size.width, 0)):
        for y in range(screen.height - size.height + 1):
            yield Region(x, y, *size)


def taken_on(screen: Screen[object], about: str) -> tuple[Taken, ...]:
    """What stands on an account screen, or on a dialog, which is all one talks about while it is there."""
    if not isinstance(screen, DeskScreen):
        return tuple(Taken(one.region, TOPIC) for one in screen.children if not one.has_class("tour"))
    found = [Taken(one.region, BESIDE) for one in screen.query("#title, #board, #inspector, #strip") if one.display]
    found += [Taken(one.region, TOPIC) for one in screen.query("#footer")]
    found += [Taken(one.region, TOPIC) for one in _named(screen, about)]
    if screen.view_name == "map":
        found += _people(screen, screen.map.canvas)
    return tuple(found)


def _named(screen: DeskScreen, about: str) -> Iterable[Widget]:
    return [one for one in screen.query(about) if one.display] if about else ()


def _people(screen: DeskScreen, canvas: MapCanvas) -> Iterator[Taken]:
    """The cards in view: those who are selected, lit or in the plan are what the map shows now."""
    if canvas.drawn is None:
        return
    marks = marks_of(screen.session.state())
    plan = {person for talk in marks.plan for person in talk.pair}
    lit = {marks.companion, *marks.people, *plan}
    corner, scrolled = canvas.region.offset, canvas.scroll_offset
    for card in canvas.drawn.cards:
        rect = card.rect
        region = Region(rect.x + LABELS, rect.y + HEADER, rect.width, rect.height).translate(corner - scrolled)
        price = TOPIC if card.person == marks.selected else LIT if card.person in lit else PERSON
        yield Taken(region.intersection(canvas.region), price)
