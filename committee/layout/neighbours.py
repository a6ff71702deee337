"""Where arrow keys go from each card."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from committee.layout.shapes import Card, Direction

Moves = dict[tuple[str, Direction], str]
_ASIDE = 4
"""How much worse a line up or down is than a column aside, when nothing lies straight ahead."""


def neighbours(cards: Sequence[Card]) -> Mapping[tuple[str, Direction], str]:
    """The card each arrow key goes to.

    Left and right: the next card of the same line. Up and down: the nearest card of the same lane in the next line
    that has one. Where there is none, the nearest card that way at all. Every card can be reached from every other.
    """
    lines = _lines(cards)
    moves: Moves = {}
    straight: set[tuple[str, Direction]] = set()
    for line in lines:
        for west, east in pairwise(line):
            moves[west.person, Direction.RIGHT] = east.person
            moves[east.person, Direction.LEFT] = west.person
            straight |= {(west.person, Direction.RIGHT), (east.person, Direction.LEFT)}
    for card, direction, other in _upright(lines):
        moves[card.person, direction] = other.person
        straight.add((card.person, direction))
    for number, card in ((number, card) for number, line in enumerate(lines) for card in line):
        for direction in Direction:
            if (card.person, direction) not in moves:
                found = _nearest(card, direction, lines, number)
                if found is not None:
                    moves[card.person, direction] = found.person
    _join(lines, moves, straight)
    return moves


def _lines(cards: Sequence[Card]) -> list[list[Card]]:
    by_y: dict[int, list[Card]] = {}
    for card in sorted(cards, key=lambda card: (card.rect.x, card.person)):
        by_y.setdefault(card.rect.y, []).append(card)
    return [by_y[y] for y in sorted(by_y)]


def _upright(lines: Sequence[Sequence[Card]]) -> Iterator[tuple[Card, Direction, Card]]:
    by_lane: dict[int, list[list[Card]]] = {}
    for line in lines:
        lanes: dict[int, list[Card]] = {}
        for card in line:
            lanes.setdefault(card.lane, []).append(card)
        for lane, cards in lanes.items():
            by_lane.setdefault(lane, []).append(cards)
    for groups in by_lane.values():
        for upper, lower in pairwise(groups):
            yield from ((card, Direction.DOWN, _straightest(card, lower)) for card in upper)
            yield from ((card, Direction.UP, _straightest(card, upper)) for card in lower)


def _straightest(card: Card, line: Sequence[Card]) -> Card:
    return min(line, key=lambda other: _aside(card, other))


def _aside(card: Card, other: Card) -> tuple[int, int]:
    return abs(card.rect.middle[0] - other.rect.middle[0]), other.rect.x


def _nearest(card: Card, direction: Direction, lines: Sequence[Sequence[Card]], number: int) -> Card | None:
    """The nearest card in a direction, lines away counting more than columns; `number` is the card's own line."""
    x, y = card.rect.middle
    best: tuple[int, int, int, str] | None = None
    found: Card | None = None
    for line in _outwards(lines, number, direction):
        away = _ASIDE * abs(line[0].rect.middle[1] - y)
        if best is not None and away >= best[0]:
            break
        for other in line:
            dx = other.rect.middle[0] - x
            if (direction is Direction.LEFT and dx >= 0) or (direction is Direction.RIGHT and dx <= 0):
                continue
            rank = (away + abs(dx), other.rect.y, other.rect.x, other.person)
            if best is None or rank < best:
                best, found = rank, other
    return found


def _outwards(lines: Sequence[Sequence[Card]], number: int, direction: Direction) -> Iterator[Sequence[Card]]:
    """The other lines that lie that way, nearest first; for left and right above and below in turn."""
    for step in range(1, len(lines)):
        if direction is not Direction.DOWN and number - step >= 0:
            yield lines[number - step]
        if direction is not Direction.UP and number + step < len(lines):
            yield lines[number + step]


def _join(lines: Sequence[Sequence[Card]], moves: Moves, straight: set[tuple[str, Direction]]) -> None:
    """Make every line reachable: bend the keys that had nothing straight ahead, nearest cards first.

    Within a line left and right already reach everyone, so it is enough to reach one card of each line from the line
    above it, and one of that from it.
    """
    line_of = {card.person: i for i, line in enumerate(lines) for card in line}
    goes: dict[int, set[int]] = {i: set() for i in range(len(lines))}
    for (person, _), goal in moves.items():
        goes[line_of[person]].add(line_of[goal])
    for i in range(len(lines) - 1):
        for here, there, direction in ((i, i + 1, Direction.DOWN), (i + 1, i, Direction.UP)):
            if there in _reached(here, goes):
                continue
            pairs = [(card, other) for card in lines[here] for other in lines[there]]
            card, other = min(
                pairs, key=lambda pair: ((pair[0].person, direction) in straight, *_aside(*pair), pair[0].person)
            )
            moves[card.person, direction] = other.person
            goes[here].add(there)


def _reached(start: int, goes: Mapping[int, set[int]]) -> set[int]:
    seen, todo = {start}, [start]
    while todo:
        for line in goes[todo.pop()] - seen:
            seen.add(line)
            todo.append(line)
    return seen
