"""A small picture of a map that is larger than its window: a number for every lane and level, and where one is."""

from collections.abc import Mapping

from committee.layout.drawing.glyphs import UNICODE, Glyphs
from committee.layout.drawing.raster import Run
from committee.layout.layout import Layout
from committee.layout.shapes import Direction, Lane, Rect, Row

Spot = tuple[int, int]
"""The numbers of a lane and of a level."""

_CELL, _NARROW = 3, 2
"""Columns of a lane, the mark of the selected one included; narrow ones where there is little room."""


_ALARMS = ("critical", "high")
"""The severities that are marked: more would mark everything."""


def overview(
    layout: Layout,
    window: Rect,
    selected: str | None,
    room: tuple[int, int],
    *,
    worst: Mapping[str, str] | None = None,
    glyphs: Glyphs = UNICODE,
) -> list[list[Run]]:
    """Its lines, the border included; none where (almost) the whole map is in view or there is no room.

    Args:
        layout: the map.
        window: the part of the canvas in view: its lanes and levels are bright.
        selected: the person whose lane and level is in brackets.
        room: how many columns and lines it may take.
        worst: the most severe finding about each person: where one is critical or high, its sign follows the number.
        glyphs: the character set.
    """
    cell = _CELL if _CELL * len(layout.lanes) + 2 <= room[0] else _NARROW
    wide, high = cell * len(layout.lanes) + 2, len(layout.rows) + 2
    whole = 3 * layout.width <= 4 * window.width and 3 * layout.height <= 4 * window.height
    if whole or wide > room[0] or high > room[1] or len(layout.lanes) < 2:
        return []
    level = {person: j for j, row in enumerate(layout.rows) for person in row.people}
    counts: dict[Spot, int] = {}
    alarms: dict[Spot, str] = {}
    here = None
    for i, lane in enumerate(layout.lanes):
        for person in lane.people:
            at = i, level[person]
            counts[at] = counts.get(at, 0) + 1
            here = at if person == selected else here
            alarm = (worst or {}).get(person, "")
            if alarm in _ALARMS and alarms.get(at) != _ALARMS[0]:
                alarms[at] = alarm
    frame = glyphs.frames["normal"]
    edge = frame.across * (wide - 2)
    left, right, last, first = tuple(frame.corners)
    side = Run(frame.upright, "base.border")
    body = []
    for j, row in enumerate(layout.rows):
        seen = row.y < window.bottom and row.y + row.height > window.y
        line = [side]
        for i, lane in enumerate(layout.lanes):
            lit = seen and lane.x < window.right and lane.x + lane.width > window.x
            at = i, j
            line += _cell(counts.get(at, 0), cell, alarms.get(at, ""), glyphs, lit=lit, selected=at == here)
        body.append([*line, side])
    return [[Run(f"{left}{edge}{right}", "base.border")], *body, [Run(f"{first}{edge}{last}", "base.border")]]


def cell_at(layout: Layout, wide: int, x: int, y: int) -> tuple[Lane, Row] | None:
    """The lane and level at a cell of a picture `wide` columns wide; `None` on its border."""
    lane, row = (x - 1) * max(len(layout.lanes), 1) // max(wide - 2, 1), y - 1
    inside = 0 <= lane < len(layout.lanes) and 0 <= row < len(layout.rows) and x > 0
    return (layout.lanes[lane], layout.rows[row]) if inside else None


def _cell(count: int, cells: int, alarm: str, glyphs: Glyphs, *, lit: bool, selected: bool) -> list[Run]:
    """How many people, in brackets where the selected one is, else with a sign where somebody needs a look.

    Two digits at most, one and a plus sign where it is narrow.
    """
    most = 99 if cells == _CELL and not selected else 9
    text = glyphs.power[2] if not count else f"{count}" if count <= most else "+"
    if selected:
        mark = f"[{text}]" if cells == _CELL else f"{text}{glyphs.heads[Direction.LEFT]}"
        return [Run(mark, "card.selected")]
    style = "card.name" if lit else "base.muted"
    text = f"{text:>{cells - 1}}"
    if not alarm:
        return [Run(f"{text} ", style)]
    return [Run(text, style), Run(glyphs.severity[alarm][0], f"severity.{alarm}")]
