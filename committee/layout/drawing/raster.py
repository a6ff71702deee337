"""The map as text with style names, line by line, for a window of the canvas.

Style names are those of the themes (`tie.strong`, `stance.supporter`, `card.selected` …), `base.muted` for what is
dimmed, and empty for nothing. Every line is exactly as wide as the window. Only what is in the window is looked at.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from committee.layout.drawing.face import CardFace, plate
from committee.layout.drawing.glyphs import UNICODE, Frame, Glyphs
from committee.layout.drawing.marks import Marks
from committee.layout.drawing.names import first_name
from committee.layout.index import Piece
from committee.layout.layout import Layout
from committee.layout.shapes import Card, Direction, Look, Rect, Route
from committee.text import Segment, cut, width

DIM = "base.muted"
FOCUS = "base.accent"
"""Ties of the selected person."""


class Run(NamedTuple):
    """Text in one style."""

    text: str
    style: str


def raster(
    layout: Layout,
    window: Rect,
    *,
    faces: Mapping[str, CardFace],
    glyphs: Glyphs = UNICODE,
    marks: Marks | None = None,
) -> list[list[Run]]:
    """The lines of `window`, which may reach beyond the canvas.

    O(lines · (pieces and cards in them)); nothing outside the window's lines is touched.
    """
    brush = Brush(layout, faces=faces, glyphs=glyphs, marks=marks or Marks())
    return [brush.line(y, window.x, window.right) for y in range(window.y, window.bottom)]


class Brush:
    """One picture's worth of decisions: what each tie and card looks like under the marks.

    Made once for a picture, it draws any lines of it at any time: a change of any of its arguments is another one.
    """

    def __init__(self, layout: Layout, *, faces: Mapping[str, CardFace], glyphs: Glyphs, marks: Marks) -> None:
        self._layout, self._faces, self._glyphs, self._marks = layout, faces, glyphs, marks
        self._lit_people, self._lit_ties = marks.lit_people(), marks.lit_ties()
        self._talk_of = {talk.pair: talk.number for talk in marks.plan}
        self._entries: dict[str, list[tuple[int, str]]] = {}
        shown = {route.pair for route in layout.routes} if marks.plan else set()
        for talk in marks.plan:
            if talk.pair not in shown:
                self._entries.setdefault(talk.listener, []).append((talk.number, talk.speaker_name))
        self._ties: dict[int, tuple[str, str]] = {}
        self._numbers: dict[int, dict[int, tuple[str, str]]] = {}
        self._signs: dict[str, list[Segment]] = {}
        for number, route in enumerate(layout.routes) if marks.plan or marks.ties or marks.tie else ():
            if route.pair in self._talk_of:
                if len(set(route.points)) > 1:
                    self._number_cells(number, route)
                else:  # nothing but its arrowhead: the number stands on the card it points at
                    self._entries.setdefault(route.target, []).append((self._talk_of[route.pair], ""))
            else:
                self._sign(number, route)

    def line(self, y: int, left: int, right: int) -> list[Run]:
        """One line of the canvas from `left` up to `right`."""
        out: list[Run] = []
        at = left
        for x, cells, text, style in sorted(self._parts(y, left, right)):
            if x + cells <= at or x >= right:
                continue
            if x > at:
                _add(out, " " * (x - at), "")
                at = x
            whole = x >= at and x + cells <= right
            _add(out, text if whole else _slice(text, max(at - x, 0), min(right - x, cells)), style)
            at = min(x + cells, right)
        if at < right:
            _add(out, " " * (right - at), "")
        return out

    def _parts(self, y: int, left: int, right: int) -> Iterator[tuple[int, int, str, str]]:
        """Position, cells, text and style of everything on a line, in no order."""
        numbers = self._numbers.get(y, {})
        for piece in self._layout.index.pieces(y, left, right):
            if piece.x < right and piece.x + piece.length > left:
                for x, text, style in self._tie_part(piece, numbers):
                    yield x, len(text), text, style
        for card in self._layout.index.cards(y, left, right):
            x = card.rect.x
            for text, style in self._card_line(card, y):
                cells = width(text)
                yield x, cells, text, style
                x += cells

    def _tie_part(self, piece: Piece, numbers: Mapping[int, tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
        routes, glyphs = self._layout.routes, self._glyphs
        weight, style = self._strand(piece.route, piece.others)
        if piece.head:
            yield piece.x, glyphs.heads[routes[piece.route].heads], style
        elif piece.crossing >= 0 and numbers.get(piece.x, ("", "plan.talk"))[1] != "plan.talk":
            yield piece.x, *numbers[piece.x]
        elif piece.crossing >= 0:
            other_weight, other_style = self._strand(piece.crossing, piece.beside)
            yield piece.x, *self._crossing(weight, style, other_weight, other_style)
        elif piece.middle and routes[piece.route].look is Look.CONFLICT:
            yield piece.x, glyphs.conflict, style
        elif not numbers:
            yield piece.x, glyphs.lines[weight][piece.bits] * piece.length, style
        else:
            text = glyphs.lines[weight][piece.bits]
            for x in range(piece.x, piece.x + piece.length):
                yield x, *numbers.get(x, (text, style))

    def _crossing(self, weight: str, style: str, other_weight: str, other_style: str) -> tuple[str, str]:
        heavy = weight == "heavy", other_weight == "heavy"
        if style == DIM or (heavy[1] and not heavy[0]):
            style = other_style
        return self._glyphs.mixed[heavy], style

    def _strand(self, number: int, others: tuple[int, ...]) -> tuple[str, str]:
        """Weight and style of a tie, or of several of one trunk: those of the one that stands out most."""
        if not others:
            return self._tie(number)
        ties = [(self._tie(i), self._layout.routes[i].look.value) for i in (number, *others)]
        return max(ties, key=lambda tie: (tie[0][1] != DIM, tie[0][1] != tie[1], tie[0][0] == "heavy"))[0]

    def _tie(self, number: int) -> tuple[str, str]:
        """Weight and style of a tie under the marks."""
        found = self._ties.get(number)
        if found is None:
            found = self._ties[number] = self._looked_up(self._layout.routes[number])
        return found

    def _looked_up(self, route: Route) -> tuple[str, str]:
        marks, pair = self._marks, route.pair
        weight = _WEIGHTS[route.look]
        if pair in self._talk_of:
            return "heavy", "base.accent" if self._talk_of[pair] == marks.talk else "plan.talk"
        if pair == marks.tie:
            return "heavy", "card.selected"
        if marks.dimming:
            if pair in self._lit_ties:
                return weight, _line_style(marks.severity)
            return weight, DIM
        if marks.selected in pair and route.look is not Look.CONFLICT:
            return weight, FOCUS
        return weight, route.look.value

    def _sign(self, number: int, route: Route) -> None:
        """What stands in the middle of the selected tie, and of those of the finding in focus: not colour alone."""
        marks = self._marks
        if route.pair == marks.tie:
            sign = self._glyphs.chosen, "card.selected"
        elif not marks.plan and route.pair in marks.ties:
            sign = self._glyphs.severity.get(marks.severity, "!"), f"severity.{marks.severity}"
        else:
            return
        if len(set(route.points)) == 1:
            self._signs.setdefault(route.target, []).append(sign)
            return
        x, y = self._layout.index.middle(number)
        for i, character in enumerate(sign[0]):
            self._numbers.setdefault(y, {})[x + i] = character, sign[1]

    def _number_cells(self, number: int, route: Route) -> None:
        """Where a talk's number stands: in brackets on a horizontal leg, alone on an upright one."""
        x, y = self._layout.index.middle(number)
        text = str(self._talk_of[route.pair])
        left, right, above, below = (*self._glyphs.number, "", "")
        if self._talk_of[route.pair] == self._marks.talk:
            left, right, above, below = self._glyphs.now
        length = max(
            (abs(a[0] - b[0]) for a, b in zip(route.points, route.points[1:], strict=False) if a[1] == b[1] == y),
            default=0,
        )
        cells = self._numbers.setdefault(y, {})
        if length >= len(text) + 3:
            text = f"{left}{text}{right}"
        start = x - (len(text) - 1) // 2
        for i, character in enumerate(text if length or len(text) == 1 else text[-1]):
            digit = character.isdigit()
            cells[start + i] = character, "plan.number" if digit else "plan.talk"
        upright = [(a, b) for a, b in pairwise(route.points) if a[0] == b[0] == x]
        if above and any(min(a[1], b[1]) < y < max(a[1], b[1]) for a, b in upright):
            self._numbers.setdefault(y - 1, {}).setdefault(x, (above, "base.accent"))
            self._numbers.setdefault(y + 1, {}).setdefault(x, (below, "base.accent"))

    def _card_line(self, card: Card, y: int) -> list[Segment]:
        marks, glyphs = self._marks, self._glyphs
        people = [self._faces[person] for person in card.people]
        frame, border = "placeholder" if people[0].placeholder and len(people) == 1 else "normal", "card.border"
        aimed = {marks.target, marks.companion} - {None, marks.selected}
        if not aimed.isdisjoint(card.people):
            frame, border = "target", "card.target"
        elif marks.selected in card.people and marks.selected is not None:
            frame, border = "selected", "card.selected"
        elif self._lit_people and not self._lit_people.isdisjoint(card.people):
            border = "plan.talk" if marks.plan else _line_style(marks.severity)
        dim = marks.dimming and self._lit_people.isdisjoint(card.people) and border == "card.border"
        line = y - card.rect.y
        extra = self._extras(card) if line in {0, card.rect.height - 1} else ()
        found = plate(
            people,
            self._layout.detail,
            line,
            (card.rect.width, card.rect.height),
            glyphs.frames[frame],
            border,
            extra=extra,
            glyphs=glyphs,
            hidden=self._layout.hidden.get(card.person, 0),
        )
        ports = self._layout.index.ports(card, y)
        if ports:
            found = _with_ports(found, card.rect.x, ports, glyphs.frames[frame], border)
        return [(text, DIM if dim else style) for text, style in found]

    def _extras(self, card: Card) -> tuple[Segment, ...]:
        """What marks put in a card's border: talks that enter here, the finding in focus, its hint letters."""
        found: list[Segment] = []
        entries = self._entries.get(card.person, ())
        room = card.rect.width - 6 - sum(len(str(number)) + 2 for number, _ in entries)
        for number, speaker in entries:
            now = number == self._marks.talk
            left, right = self._glyphs.now[:2] if now else self._glyphs.number
            found.append((f"{left}{number}{right}", "base.accent" if now else "plan.number"))
            if speaker and room > 2:
                found.append((cut(first_name(speaker, min(room, 9)), min(room, 9)), "plan.talk"))
                room -= width(found[-1][0])
        found += self._signs.get(card.person, ())
        lit = self._marks.dimming and not self._marks.plan and not self._lit_people.isdisjoint(card.people)
        if lit and len(card.people) == 1:
            left, right = self._glyphs.number
            sign = self._glyphs.severity.get(self._marks.severity, "!")
            found.append((f"{left}{sign}{right}", f"severity.{self._marks.severity}"))
        hint = self._marks.hints.get(card.person)
        if hint is not None:
            found.append((f" {hint} ", "card.hint"))
        return tuple(found)


_WEIGHTS = {
    Look.STRONG: "heavy",
    Look.NORMAL: "normal",
    Look.WEAK: "weak",
    Look.DERIVED: "derived",
    Look.CONFLICT: "normal",
    Look.PROPOSED: "derived",
}


def _line_style(severity: str) -> str:
    """What lines of a finding look like: a critical one has a ground, which would make bands of them."""
    return "base.error" if severity == "critical" else f"severity.{severity}"


def _with_ports(
    segments: list[Segment],
    left: int,
    ports: Mapping[int, Direction],
    frame: Frame,
    border: str,
) -> list[Segment]:
    """The card's line with a branch where a tie leaves its border; text in the border is left alone."""
    edges = {frame.across: frame.ports, frame.upright: frame.ports}
    # On a flat card a tie may leave sideways from a corner.
    upper, lower = (dict.fromkeys(Direction, frame.ports[end]) for end in (Direction.DOWN, Direction.UP))
    for corner, ports_there in zip(frame.corners, (upper, upper, lower, lower), strict=True):
        edges.setdefault(corner, ports_there)
    found: list[Segment] = []
    x = left
    for text, style in segments:
        cells = width(text)
        if style == border and cells == len(text):
            letters = list(text)
            for at, leaves in ports.items():
                if x <= at < x + cells and letters[at - x] in edges:
                    letters[at - x] = edges[letters[at - x]][leaves]
            text = "".join(letters)  # noqa: PLW2901 - the same segment, with branches
        found.append((text, style))
        x += cells
    return found


def _add(out: list[Run], text: str, style: str) -> None:
    if out and out[-1].style == style:
        out[-1] = Run(out[-1].text + text, style)
    elif text:
        out.append(Run(text, style))


def _slice(text: str, first: int, last: int) -> str:
    """Cells `first` up to `last` of a text; a wide character cut in half leaves a space, a joined one stays joined."""
    if text.isascii():
        return text[first:last]
    from rich.cells import split_graphemes

    out, at = [], 0
    for start, stop, cells in split_graphemes(text)[0]:
        whole = at >= first and at + cells <= last
        out.append(text[start:stop] if whole else " " * max(0, min(at + cells, last) - max(at, first)))
        at += cells
    return "".join(out)
