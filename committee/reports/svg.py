"""The map as vector graphics: the same layout as on the screen, on a light ground, for a browser or for paper."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from committee.findings.finding import badges_of
from committee.layout import Card, Detail, Direction, Layout, Route, arrange
from committee.layout.drawing.borders import Segments
from committee.layout.drawing.face import CardFace, faces_of
from committee.layout.drawing.legend import Entry, signs
from committee.layout.drawing.names import shortened
from committee.layout.drawing.neutral import neutral_faces
from committee.layout.drawing.picture import offset_words
from committee.layout.shapes import Look, Point
from committee.layout.ties import MOST
from committee.model.account import Account, Pair
from committee.model.dates import show_date
from committee.model.disclosure import Disclosure
from committee.model.masking import mask
from committee.plurals import counted
from committee.reports.escaping import xml as escape
from committee.text import cut, show, width
from committee.workspace import Analysis

X, Y = 8, 18
"""Pixels of a character cell: the canvas keeps its cells, so that nothing has to be laid out again."""
LEFT, TOP, HEADING = 112, 96, 50
MARGIN = 24
APART = ' dx="20"'
"""Between two entries of the legend; a page that holds the drawing may take spaces away."""
REPORTS = 100
"""Most lines drawn to one manager: of more, none can be followed, and they take minutes to route."""
BARB = 8
"""How long an arrowhead is."""
FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
INK, MUTED, FAINT, PAPER, CARD = "#1b2430", "#55606e", "#c9d0d8", "#ffffff", "#f7f9fb"

_LINES: Mapping[Look, tuple[str, str, str]] = {
    Look.STRONG: ("#1b2430", "2.6", ""),
    Look.NORMAL: ("#4b5a6a", "1.5", ""),
    Look.WEAK: ("#6b7886", "1.3", "6 4"),
    Look.DERIVED: ("#6b7886", "1.3", "1.5 3.5"),
    Look.CONFLICT: ("#b3261e", "1.6", ""),
    Look.PROPOSED: ("#8a5a00", "2.2", "1.5 4"),
}
"""Colour, width and dashes; they differ without colour too."""
_WORDS: Mapping[Look, str] = {
    Look.STRONG: "strong influence",
    Look.NORMAL: "medium influence",
    Look.WEAK: "weak influence",
    Look.DERIVED: "reporting line",
    Look.CONFLICT: "conflict",
    Look.PROPOSED: "talk without a tie yet",
}
_STANCES = {
    "stance.advocate": "#0b6b3f",
    "stance.supporter": "#197a50",
    "stance.neutral": "#44505d",
    "stance.reserved": "#8a4b00",
    "stance.opposed": "#a31515",
    "stance.unknown": "#55606e",
    "state.won": "#0b6b3f",
    "state.assumed": "#197a50",
    "state.open": "#8a4b00",
    "state.aside": "#a31515",
    "severity.critical": "#a31515",
    "severity.high": "#a33a00",
    "severity.medium": "#8a5a00",
    "severity.low": "#55606e",
}
_STEPS = {Direction.LEFT: (-1, 0), Direction.RIGHT: (1, 0), Direction.UP: (0, -1), Direction.DOWN: (0, 1)}


def map_svg(analysis: Analysis, *, colophon: str = "", heading: bool = True) -> str:
    """The whole map of an account as an SVG document: full cards, the ties shown by default.

    Text stays text, every card and tie has a title, no font or picture is fetched from anywhere.

    Args:
        analysis: of the account, or of a masked one.
        colophon: the last line, below the map.
        heading: whose map it is, above it; not for a page that says so itself.
    """
    account, today = analysis.account, analysis.today
    layout = arrange(account, today, detail=Detail.FULL)
    faces = faces_of(account, today, badges=badges_of(analysis.findings))
    said = (
        f"{show(account.header.deal) or 'Buying committee'}, as of {show_date(today)}",
        "map of the buying committee",
    )
    return "\n".join(_document(account, layout, faces, colophon, said, heading=heading)) + "\n"


def customer_svg(account: Account, today: date, *, colophon: str = "", heading: bool = True) -> str:
    """The map that a customer may see: who is who and who reports to whom. What else is in the account is left out."""
    shown = mask(account, Disclosure(customer_safe=True))
    lines = [(person.reports_to, key) for key, person in shown.people.items() if person.reports_to]
    drawn = _from_the_top(lines)
    layout = arrange(shown, today, detail=Detail.FULL, ties=drawn)
    said = (f"Who is who, as of {show_date(today)}", "who is who")
    if len(drawn) < len(lines):
        note = (
            f"The map draws {len(drawn):,} of {len(lines):,} reporting lines, from the top; the list of people has all."
        )
        colophon = f"{note} {colophon}".rstrip()
    return "\n".join(_document(shown, layout, neutral_faces(shown), colophon, said, heading=heading)) + "\n"


def _from_the_top(lines: Collection[Pair]) -> frozenset[Pair]:
    """The reporting lines that are drawn: all, or of more than can be drawn those nearest the top. O(n log n)."""
    under: dict[str, list[str]] = {}
    for boss, person in sorted(lines):
        under.setdefault(boss, []).append(person)
    if len(lines) <= MOST and all(len(people) <= REPORTS for people in under.values()):
        return frozenset(lines)
    level = sorted(under.keys() - {person for _, person in lines})
    found: list[Pair] = []
    while level and len(found) < MOST:
        found += [(boss, person) for boss in level for person in under.get(boss, [])[:REPORTS]]
        level = [person for boss in level for person in under.get(boss, [])]
    return frozenset(found[:MOST])


def _document(
    account: Account,
    layout: Layout,
    faces: Mapping[str, CardFace],
    colophon: str,
    said: tuple[str, str],
    *,
    heading: bool,
) -> Iterator[str]:
    wide = max(LEFT + layout.width * X + MARGIN, 640)
    explained = [group for group in signs(layout, faces) if group]
    low, top = TOP + layout.height * Y + (3 + len(explained) + bool(colophon)) * MARGIN, 0 if heading else HEADING
    high = low - top
    name = escape(show(account.header.name))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top} {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" aria-labelledby="map-title map-desc" font-family="{FONT}" font-size="13">'
    )
    yield f'<title id="map-title">{name}: {said[1]}</title>'
    yield f'<desc id="map-desc">{escape(_description(layout))}</desc>'
    # A sheet of the map's own size: whatever paper there is, the print dialog fits one page to it.
    yield f"<style>@page {{ size: {wide}px {high}px; margin: 0 }} text {{ white-space: pre }}</style>"
    yield f'<rect y="{top}" width="{wide}" height="{high}" fill="{PAPER}"/>'
    if heading:
        yield _text(MARGIN, 30, f"{show(account.header.name)}", weight="bold", size=18)
        yield _text(MARGIN, HEADING, said[0], MUTED)
    yield from _lanes(layout)
    yield from _levels(layout)
    for number, route in sorted(enumerate(layout.routes), key=_above):
        yield from _tie(account, route, layout.index.middle(number))
    for card in layout.cards:
        yield from _card(card, faces[card.person], layout.hidden.get(card.person, 0))
    foot = TOP + layout.height * Y + 2 * MARGIN
    yield from _legend(foot, {route.look for route in layout.routes})
    for number, group in enumerate(explained, 1):
        yield _explained(foot + number * MARGIN, group)
    if colophon:
        yield _text(MARGIN, low - MARGIN, colophon, MUTED, size=11)
    yield "</svg>"


def _description(layout: Layout) -> str:
    places = ", ".join(f"{show(lane.title)} ({len(lane.people)})" for lane in layout.lanes)
    return (
        f"{len(layout.cards)} people, {len(layout.routes)} ties. "
        f"Columns are places from west to east: {places or 'none'}. "
        f"Rows are levels from the top: {', '.join(row.title for row in layout.rows) or 'none'}."
    )


def _lanes(layout: Layout) -> Iterator[str]:
    for lane in layout.lanes:
        x, room = LEFT + lane.x * X, lane.width
        yield _text(x, TOP - 26, cut(show(lane.title), room), weight="bold")
        people = counted(len(lane.people), "person")
        yield _text(x, TOP - 10, cut(f"{offset_words(lane.offset)} · {people}", room), MUTED)
    right = LEFT + layout.width * X
    yield f'<line x1="{MARGIN}" x2="{right}" y1="{TOP - 3}" y2="{TOP - 3}" stroke="{FAINT}"/>'


def _levels(layout: Layout) -> Iterator[str]:
    for row in layout.rows:
        yield _text(MARGIN, TOP + row.y * Y + 14, row.title, MUTED, size=11)


def _above(numbered: tuple[int, Route]) -> tuple[int, int]:
    """What is drawn later runs over what is drawn before: strong ties over others, conflicts over all."""
    order = (Look.DERIVED, Look.PROPOSED, Look.WEAK, Look.NORMAL, Look.STRONG, Look.CONFLICT)
    return order.index(numbered[1].look), numbered[0]


def _tie(account: Account, route: Route, middle: Point) -> Iterator[str]:
    ink, weight, dashes = _LINES[route.look]
    dx, dy = _STEPS[route.leaves]
    (x, y), head = _centre(route.points[0]), _centre(route.head)
    first = x - dx * X, y - dy * Y
    # As far as the arrowhead, which stands in the cell between the last one and the card.
    tip = _STEPS[route.heads]
    last = head[0] + tip[0] * (X - BARB), head[1] + tip[1] * (Y - BARB)
    points = [first, *(_centre(point) for point in route.points[1:-1] or ()), head, last]
    path = " ".join(f"{'M' if not i else 'L'}{_number(x)} {_number(y)}" for i, (x, y) in enumerate(points))
    names = f"{show(account.name_of(route.source))} → {show(account.name_of(route.target))}"
    yield f"<g><title>{escape(f'{names}: {_WORDS[route.look]}')}</title>"
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    if route.net is None:
        # A gap in whatever it crosses; a trunk would lose its branches by it.
        yield f'<path d="{path}" fill="none" stroke="{PAPER}" stroke-width="{_number(float(weight) + 4)}"/>'
    yield f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{weight}" stroke-linejoin="round"{dash}/>'
    yield _arrow(head, route.heads, ink)
    if route.look is Look.CONFLICT:
        yield f'<path d="{_cross(*_centre(middle))}" stroke="{ink}" stroke-width="2.2" fill="none"/>'
    yield "</g>"


def _cross(x: float, y: float) -> str:
    return f"M{_number(x - 4)} {_number(y - 4)}l8 8m0 -8l-8 8"


def _arrow(at: tuple[float, float], heads: Direction, ink: str) -> str:
    dx, dy = _STEPS[heads]
    x, y = at[0] + dx * X, at[1] + dy * Y
    base = [(x - dx * BARB - dy * s * 4.5, y - dy * BARB - dx * s * 4.5) for s in (-1, 1)]
    points = " ".join(f"{_number(px)},{_number(py)}" for px, py in ((x, y), *base))
    return f'<polygon points="{points}" fill="{ink}"/>'


def _card(card: Card, face: CardFace, hidden: int) -> Iterator[str]:
    x, y = LEFT + card.rect.x * X + X / 2, TOP + card.rect.y * Y + Y / 2
    wide, high = (card.rect.width - 1) * X, (card.rect.height - 1) * Y
    dash = ' stroke-dasharray="5 3"' if face.placeholder else ""
    said = ", ".join(part for part in (face.name, *(text for text, _ in face.title), face.word[0]) if part.strip())
    yield f"<g><title>{escape(said)}</title>"
    yield (
        f'<rect x="{_number(x)}" y="{_number(y)}" width="{wide}" height="{high}" rx="5" fill="{CARD}" '
        f'stroke="{MUTED}"{dash}/>'
    )
    room = int((wide - 16) / 7.25)
    tail = " ".join(text for text, _ in face.badges)
    name = room - width(tail) - 1 if tail else room
    lines: tuple[tuple[Segments, Segments], ...] = (
        (((cut(shortened(face.name, name), name), "card.name"),), face.badges),
        (face.title, ()),
        (face.role[:1], face.role[1:]) if len(face.role) > 1 else (face.role, ()),
        (((f"{face.stance[0]} {face.word[0]}", face.stance[1]),), face.power),
        (face.coverage, ((f"+{hidden} ties", "tie.stub"),) if hidden else ()),
    )
    for number, (left, right) in enumerate(lines):
        at = y + 13.5 + number * 13
        taken = sum(width(text) for text, _ in right) + len(right)
        yield _segments(x + 8, at, left, room - taken, bold=number == 0)
        if right:
            yield _segments(x + wide - 8, at, _apart(right), room, end=True)
    yield "</g>"


def _apart(badges: Segments) -> Segments:
    """A space between badges; none between the two halves of a bar of power."""
    bar = any(not text.strip("▰▱·") for text, _ in badges)
    return badges if bar else tuple((f" {text}" if i else text, style) for i, (text, style) in enumerate(badges))


def _segments(x: float, y: float, segments: Segments, room: int, *, bold: bool = False, end: bool = False) -> str:
    """One text; with `end` it ends at `x`. Left and right parts are texts of their own: names run either way."""
    spans, left = [], room
    for text, style in segments:
        said = cut(text, left)
        left -= width(said)
        if said:
            spans.append(f'<tspan fill="{_ink(style)}">{escape(said)}</tspan>')
    weight = (' font-weight="bold"' if bold else "") + (' text-anchor="end"' if end else "")
    return f'<text x="{_number(x)}" y="{_number(y)}" font-size="12"{weight}>{"".join(spans)}</text>'


def _legend(y: float, drawn: Collection[Look]) -> Iterator[str]:
    """What the lines mean, of those that are there."""
    x = float(MARGIN)
    for look in (one for one in (Look.STRONG, Look.NORMAL, Look.WEAK, Look.DERIVED, Look.CONFLICT) if one in drawn):
        ink, weight, dashes = _LINES[look]
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield (f'<line x1="{x}" x2="{x + 32}" y1="{y - 4}" y2="{y - 4}" stroke="{ink}" stroke-width="{weight}"{dash}/>')
        if look is Look.CONFLICT:
            yield f'<path d="{_cross(x + 16, y - 4)}" stroke="{ink}" stroke-width="2.2" fill="none"/>'
        yield _text(x + 38, y, _WORDS[look], MUTED, size=11)
        x += 52 + 7 * len(_WORDS[look])


def _explained(y: float, entries: tuple[Entry, ...]) -> str:
    """A line of signs, each with what it means."""
    spans = "".join(
        f'<tspan fill="{_ink(style)}"{APART if number else ""}>{escape(sign)}</tspan>'
        f'<tspan fill="{MUTED}"> {escape(words)}</tspan>'
        for number, ((sign, style), words) in enumerate(entries)
    )
    return f'<text x="{MARGIN}" y="{_number(y)}" font-size="11">{spans}</text>'


def _text(x: float, y: float, text: str, ink: str = INK, *, weight: str = "", size: int = 13) -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    return f'<text x="{_number(x)}" y="{_number(y)}" fill="{ink}" font-size="{size}"{bold}>{escape(text)}</text>'


def _centre(cell: Point) -> tuple[float, float]:
    return LEFT + cell[0] * X + X / 2, TOP + cell[1] * Y + Y / 2


def _ink(style: str) -> str:
    return _STANCES.get(style, INK if style in {"", "card.name"} else MUTED)


def _number(value: float) -> str:
    return f"{value:g}"
