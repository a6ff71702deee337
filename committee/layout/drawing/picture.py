"""The strips beside the map: lane headers above, row labels at the left."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from committee.layout.drawing.glyphs import UNICODE, Glyphs
from committee.layout.drawing.raster import Run
from committee.layout.lanes import REMOTE
from committee.layout.layout import Layout
from committee.layout.shapes import Lane
from committee.plurals import counted, plural
from committee.text import Segment, cut, pad, show, width

LABELS = 5
"""Cells of the label strip, the gap to the map included."""
HEADER = 2
"""Lines of the header strip."""
_SHORT_ROWS = {
    "executive": "Exec",
    "vp": "VP",
    "director": "Dir",
    "manager": "Mgr",
    "individual": "Ind",
    "unknown": "Lvl?",
}


def lane_header(
    layout: Layout,
    left: int,
    cells: int,
    *,
    now: datetime | None = None,
    silent: Collection[str] = (),
    glyphs: Glyphs = UNICODE,
    lit: Collection[str] | None = None,
) -> list[list[Run]]:
    """Two lines over the map from column `left` on: the places, and under each its clock and head count.

    Args:
        layout: the map.
        left: the first column of the canvas in view; a lane that begins further left keeps its title in view.
        cells: how wide.
        now: the moment local times are told for; left out without it.
        silent: keys of lanes, or ids of places, where nobody speaks for us: "no voice here".
        glyphs: the character set.
        lit: keys of the lanes at work now; the titles of all others are dim. `None` where that is not known.
    """
    upper: list[Run] = []
    lower: list[Run] = []
    at = left
    # An empty map has no lane, but would have one that follows.
    for lane, following in zip(layout.lanes, (*layout.lanes[1:], None), strict=False):
        start, end = max(lane.x, left), min(lane.x + lane.width, left + cells)
        if end - start < 1:
            continue
        # Words may go on over the gap to the next lane, of which one cell stays free.
        end = min(following.x - 1, left + cells) if following else left + cells
        for line in (upper, lower):
            _add(line, " " * (start - at), "")
        quiet = lane.key in silent or (lane.place != "" and lane.place in silent)
        title = lane_title(lane, end - start, glyphs)
        awake = lit is None or lane.key in lit or not lane.zone
        _fit(upper, [(title, "lane.header" if awake else "lane.label")], end - start)
        sun = lit is not None and lane.key in lit
        _fit(lower, _facts(lane, now, glyphs, end - start, quiet=quiet, sun=sun), end - start)
        at = end
    for line in (upper, lower):
        _add(line, " " * (left + cells - at), "")
    return [upper, lower]


def lane_title(lane: Lane, room: int, glyphs: Glyphs = UNICODE) -> str:
    """The title of a lane; that of remote people in as few cells as are there: `Remote, Lisbon`, then `⌂ Lisbon`."""
    title = show(lane.title)
    place = title.removeprefix(REMOTE)
    if not lane.remote or width(title) <= room:
        return title
    return f"{glyphs.remote} {place}" if width(place) + len(glyphs.remote) < room else place


def row_labels(layout: Layout, top: int, lines: int, cells: int = LABELS) -> list[list[Run]]:
    """The strip left of the map from line `top` on: a level's name at its first line in view, a rule below it."""
    out = [[Run(" " * cells, "")] for _ in range(lines)]
    for row in layout.rows:
        first = max(row.y, top)
        if first >= min(row.y + row.height, top + lines):
            continue
        name = row.title if width(row.title) < cells else _SHORT_ROWS[row.key]
        out[first - top] = [Run(pad(name, cells), "lane.label")]
    return out


def offset_words(minutes: int | None) -> str:
    """`UTC+2`, `UTC-3:30`, or `zone unknown`."""
    if minutes is None:
        return "zone unknown"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def _facts(
    lane: Lane, now: datetime | None, glyphs: Glyphs, room: int, *, quiet: bool, sun: bool = False
) -> list[Segment]:
    """Clock, offset and head count; where there is no room for all of it, fewer, the clock to the last."""
    if lane.hop:
        return [(counted(len(lane.people), "person"), "lane.label")]
    facts: list[Segment] = []
    if quiet:
        warning = f"{glyphs.voiceless} no voice here "
        if width(warning) + len("00:00") > room:  # the clock goes before the words; the sign says it too
            warning = f"{glyphs.voiceless} "
        facts.append((warning, "lane.voiceless"))
        room -= width(warning)
    clock = ""
    if now is not None and lane.offset is not None:
        clock = f"{_clock(now, lane.offset)} "
        if lane.until not in {None, lane.offset}:
            clock = f"{_clock(now, lane.offset)}-{_clock(now, lane.until or 0)} "
    if sun and clock:
        clock = f"{glyphs.at_work}{clock}"
    count = f" {glyphs.dot} {len(lane.people)}"
    several = lane.until not in {None, lane.offset} and clock
    text = f"{clock.strip()}{count}" if several else f"{clock}{offset_words(lane.offset)}{count}"
    long = f"{text} {plural(len(lane.people), 'person')}"
    alone = clock.strip() or offset_words(lane.offset)
    for shorter in (long, text, f"{alone}{count}", alone):
        if width(shorter) <= room:
            lit = len(clock) if sun and shorter.startswith(clock) else 0
            return [*facts, *([(shorter[:lit], "base.ok")] if lit else ()), (shorter[lit:], "lane.label")]
    return [*facts, (text, "lane.label")]


def _clock(now: datetime, minutes: int) -> str:
    return f"{now.astimezone(UTC) + timedelta(minutes=minutes):%H:%M}"


def _fit(line: list[Run], segments: list[Segment], room: int) -> None:
    for text, style in segments:
        fitted = cut(text, room)
        _add(line, fitted, style)
        room -= width(fitted)
    _add(line, " " * room, "")


def _add(line: list[Run], text: str, style: str) -> None:
    if text:
        line.append(Run(text, style))
