"""What the screen adds to a finished map: selection, plan, finding in focus, hint letters. Never a new layout."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from committee.layout.layout import Layout
from committee.layout.shapes import Card, Route
from committee.model.account import Account, Pair


@dataclass(frozen=True, slots=True)
class TalkMark:
    """A numbered talk of the plan. `speaker_name` is shown on the listener's card when the speaker has none."""

    number: int
    speaker: str
    listener: str
    speaker_name: str = ""

    @property
    def pair(self) -> Pair:
        """Speaker, listener."""
        return self.speaker, self.listener


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All of it; the default marks nothing.

    While `plan` is not empty, everything off the plan is dimmed, unless it is `beside` everything else; else, while
    `people` or `ties` (those of the finding in focus) are not empty, everything else is.
    """

    selected: str | None = None
    tie: Pair | None = None
    target: str | None = None
    """The card a pending tie would go to."""
    companion: str | None = None
    """Whom the selected person is looked at together with."""
    plan: tuple[TalkMark, ...] = ()
    beside: bool = False
    """The plan belongs to what the map tells anyway: nothing is dimmed for it."""
    talk: int = 0
    """The number of the talk in focus."""
    stale: bool = False
    """The plan is one of before and is being made anew: drawn muted."""
    people: frozenset[str] = frozenset()
    ties: frozenset[Pair] = frozenset()
    severity: str = "high"
    """Of the finding in focus."""
    hints: Mapping[str, str] = field(default_factory=dict)

    @property
    def dimming(self) -> bool:
        """Whether only part of the map is lit."""
        return bool((self.plan and not self.beside) or self.people or self.ties)

    def lit_people(self) -> frozenset[str]:
        """Who stays bright while the rest is dimmed."""
        if self.plan:
            return frozenset(person for talk in self.plan for person in talk.pair)
        return self.people | frozenset(person for pair in self.ties for person in pair)

    def lit_ties(self) -> frozenset[Pair]:
        """Which ties stay bright."""
        return frozenset(talk.pair for talk in self.plan) if self.plan else self.ties


def talk_marks(account: Account, talks: Iterable[tuple[int, str, str]]) -> tuple[TalkMark, ...]:
    """Marks for (number, speaker, listener) of a plan's talks."""
    return tuple(TalkMark(n, speaker, listener, account.name_of(speaker)) for n, speaker, listener in talks)


Span = tuple[int, int]
"""The first column of a stretch of a line, and the one behind it."""


def rows_touched(layout: Layout, before: Marks, after: Marks) -> dict[int, Span]:
    """The lines of the canvas on which a change of marks can be seen, each with the stretch that can change.

    A change of the plan, the finding or the hints may touch any line; a change of selection touches the two cards and
    their ties.
    """
    if before == after:
        return {}
    wide = ("plan", "beside", "stale", "people", "ties", "severity", "hints")
    if any(getattr(before, name) != getattr(after, name) for name in wide):
        return dict.fromkeys(range(layout.height), (0, layout.width))
    people: set[str | None] = set()
    for name in ("selected", "target", "companion"):
        people |= {getattr(before, name)} ^ {getattr(after, name)}
    pairs = {before.tie, after.tie} if before.tie != after.tie else set()
    ends = {pair[1] for pair in pairs if pair is not None}
    talks = {before.talk, after.talk} if before.talk != after.talk else set()
    pairs |= {mark.pair for mark in before.plan if mark.number in talks}
    people |= {mark.listener for mark in before.plan if mark.number in talks}
    routes = (
        route for route in layout.routes if route.pair in pairs or route.source in people or route.target in people
    )
    return _spans(routes, (layout.card_of(person) for person in people | ends))


def rows_changed(before: Layout, after: Layout) -> dict[int, Span]:
    """The lines that differ between two maps of the same cards with other ties, each with the stretch that does."""
    routes = set(before.routes) ^ set(after.routes)
    people = {person for route in routes for person in route.pair}
    known = {before.routes[number]: number for number in before.index.revealed}
    for number in after.index.revealed:
        # What crosses a tie now, or no longer does, moves the number that stands on it.
        earlier = known.get(after.routes[number])
        if earlier is not None and before.index.middle(earlier) != after.index.middle(number):
            routes.add(after.routes[number])
    return _spans(routes, (after.card_of(person) for person in people))


def _spans(routes: Iterable[Route], cards: Iterable[Card | None]) -> dict[int, Span]:
    """The lines these run through, and from where to where they do on each."""
    spans: dict[int, Span] = {}
    for route in routes:
        for (x1, y1), (x2, y2) in pairwise(route.points if len(route.points) > 1 else route.points * 2):
            left, right = min(x1, x2), max(x1, x2) + 1
            for y in range(min(y1, y2), max(y1, y2) + 1):
                known = spans.get(y)
                spans[y] = (left, right) if known is None else (min(left, known[0]), max(right, known[1]))
    for card in cards:
        if card is not None:
            for y in range(card.rect.y, card.rect.bottom):
                left, right = spans.get(y, (card.rect.x, card.rect.right))
                spans[y] = min(card.rect.x, left), max(card.rect.right, right)
    return spans
