"""What the signs on a map mean: lines for the room a small map leaves below it, and for paper."""

from collections.abc import Iterable, Iterator, Mapping

from committee.layout.drawing.face import CardFace
from committee.layout.drawing.glyphs import ASCII, UNICODE, Glyphs
from committee.layout.drawing.picture import lane_title
from committee.layout.drawing.raster import Run
from committee.layout.layout import Layout
from committee.layout.shapes import ACROSS, Detail, Lane, Look
from committee.model.vocabulary import SEVERITIES, Stance
from committee.text import Segment, width

_GAP = 3
"""Cells between two entries."""
_MOST = 120
"""People up to whom a legend is made: beyond, no map is small enough to leave room."""

_COVERAGE = "tie.coverage"
"""What says on a card who of us knows somebody."""

Entry = tuple[Segment, str]
"""A sign in its style, and what it means."""


def legend(
    layout: Layout,
    faces: Mapping[str, CardFace],
    cells: int,
    *,
    glyphs: Glyphs = UNICODE,
    quiet: bool = False,
) -> list[list[Run]]:
    """The signs that are on this map, as many to a line as `cells` hold; none for a crowd.

    Args:
        layout: the map.
        faces: what is on its cards; of customers' faces, which show no judgement, none is explained.
        cells: how wide.
        glyphs: the character set.
        quiet: a place is marked as one where nobody speaks for us.
    """
    if not 0 < len(layout.by_person) <= _MOST:
        return []
    cards = signs(layout, faces, glyphs=glyphs, quiet=quiet)
    groups = (cards[0], tuple(_ties(layout, glyphs)), cards[1])
    return [line for group in groups for line in _wrapped(group, cells)]


def signs(
    layout: Layout, faces: Mapping[str, CardFace], *, glyphs: Glyphs = UNICODE, quiet: bool = False
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The stances that are on the cards of a map, and the other signs there, each with what it means."""
    shown = [faces[person] for person in layout.by_person]
    return tuple(_stances(shown, glyphs, counted=layout.detail is Detail.TILES)), tuple(
        _signs(layout, shown, glyphs, quiet=quiet)
    )


def _stances(shown: list[CardFace], glyphs: Glyphs, *, counted: bool) -> Iterator[Entry]:
    signs = {face.stance[0] for face in shown}
    hollow = ""
    for stance in (*Stance, None):
        full, open_ = glyphs.stances[stance]
        if signs & {full, open_}:
            word = stance.value if stance else "unknown"
            yield (full, f"stance.{word}"), word
            hollow = open_ if open_ in signs and stance else hollow
    if hollow and not counted:
        shape = "round brackets" if glyphs.name == ASCII.name else "hollow"
        yield (hollow, "card.text"), f"{shape}: not confirmed yet"


_LOOKS = (
    (Look.STRONG, "heavy", "strong influence"),
    (Look.NORMAL, "normal", "medium"),
    (Look.WEAK, "weak", "weak"),
    (Look.DERIVED, "derived", "reporting line"),
)


def _ties(layout: Layout, glyphs: Glyphs) -> Iterator[Entry]:
    drawn = {route.look for route in layout.routes}
    for look, weight, words in _LOOKS:
        if look in drawn:
            yield (glyphs.lines[weight][ACROSS] * 3, look.value), words
    if Look.CONFLICT in drawn:
        line = glyphs.lines["normal"][ACROSS]
        yield (f"{line}{glyphs.conflict}{line}", Look.CONFLICT.value), "conflict"
    if any(layout.hidden.values()) and layout.detail is not Detail.BARE:
        yield (f"{glyphs.stub}3", "tie.stub"), "ties not drawn"


def _signs(layout: Layout, shown: list[CardFace], glyphs: Glyphs, *, quiet: bool) -> Iterator[Entry]:
    badges = {text for face in shown for text, _ in face.badges}
    for sign, words in zip(glyphs.champion, ("champion", "champion, not proven"), strict=True):
        if sign in badges and layout.detail in {Detail.FULL, Detail.NAME, Detail.BARE}:
            yield (sign, "stance.advocate"), words
    for level in SEVERITIES:
        if any(face.worst == level for face in shown):
            yield (glyphs.severity[level], f"severity.{level}"), f"{level} finding"
            break
    if any(lane_title(lane, room, glyphs).startswith(glyphs.remote) for lane, room in _rooms(layout)):
        yield (glyphs.remote, "lane.header"), "remote"
    if quiet:
        yield (glyphs.voiceless, "lane.voiceless"), "no voice here"
    if layout.detail is Detail.NAME and any(face.power for face in shown):
        yield from _codes(shown)
    if layout.detail is Detail.FULL:
        yield from _bars(shown, glyphs)


def _bars(shown: list[CardFace], glyphs: Glyphs) -> Iterator[Entry]:
    """What a full card says in few cells: a yes we assume, power, who knows somebody, a level that is a guess."""
    if any(text == "yes?" for face in shown for text, _ in face.role):
        yield ("yes?", "state.assumed"), "assumed"
    power = next((face.power for face in shown if len(face.power) > 1), ())
    if power:
        yield ("".join(text for text, _ in power), "card.text"), "power"
    known = max((text for face in shown for text, style in face.coverage if style == _COVERAGE), key=len, default="")
    if glyphs.dot in known:
        yield (known, _COVERAGE), "who of us, how well of 5, days since"
    if any(text.strip() == glyphs.assumed for face in shown for text, _ in face.title):
        yield (glyphs.assumed, "card.text"), "level by the title"


def _codes(shown: list[CardFace]) -> Iterator[Entry]:
    """The codes of the card that has most of them, and what each says; nothing where no card has any."""
    codes = [(text.strip(), style) for text, style in max((face.short[1:] for face in shown), key=len)]
    if not codes:
        return
    said = ", ".join(_said(*code) for code in codes)
    small = any(text.strip().islower() for face in shown for text, style in face.short[1:] if style != _COVERAGE)
    yield (
        (" ".join(text for text, _ in codes), "card.text"),
        f"{said}; small letters: not confirmed yet" if small else said,
    )


def _said(code: str, style: str) -> str:
    if style == _COVERAGE:
        return "who of us"
    return "power" if code[1:].isdigit() else "role"


def _rooms(layout: Layout) -> Iterator[tuple[Lane, int]]:
    """The remote lanes, and how many cells the title of each has."""
    ends = (*(lane.x - 1 for lane in layout.lanes[1:]), layout.width)
    for lane, end in zip(layout.lanes, ends, strict=False):
        if lane.remote:
            yield lane, end - lane.x


def _wrapped(entries: Iterable[Entry], cells: int) -> Iterator[list[Run]]:
    line: list[Run] = []
    used = 0
    for (sign, style), words in entries:
        long = width(sign) + 1 + width(words)
        if line and used + _GAP + long > cells:
            yield line
            line, used = [], 0
        if long > cells:
            continue
        if line:
            line.append(Run(" " * _GAP, ""))
            used += _GAP
        line += [Run(sign, style), Run(f" {words}", "base.muted")]
        used += long
    if line:
        yield line
