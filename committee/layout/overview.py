"""A small picture of a map that is larger than its window: a number for every lane and level, and where one is."""

from committee.layout.model import Lane, Layout, Rect, Row
from committee.layout.raster import Run

_CELL, _NARROW = 3, 2
"""Columns of a lane, the mark of the selected one included; narrow ones where there is little room."""


def overview(layout: Layout, window: Rect, selected: str | None, room: tuple[int, int]) -> list[list[Run]]:
    """Its lines, the border included; none where (almost) the whole map is in view or there is no room.

    Args:
        layout: the map.
        window: the part of the canvas in view: its lanes and levels are bright.
        selected: the person whose lane and level is in brackets.
        room: how many columns and lines it may take.
    """
    cell = _CELL if _CELL * len(layout.lanes) + 2 <= room[0] else _NARROW
    wide, high = cell * len(layout.lanes) + 2, len(layout.rows) + 2
    whole = 4 * layout.width <= 5 * window.width and 4 * layout.height <= 5 * window.height
    if whole or wide > room[0] or high > room[1] or len(layout.lanes) < 2:
        return []
    level = {person: j for j, row in enumerate(layout.rows) for person in row.people}
    counts: dict[tuple[int, int], int] = {}
    here = None
    for i, lane in enumerate(layout.lanes):
        for person in lane.people:
            at = i, level[person]
            counts[at] = counts.get(at, 0) + 1
            here = at if person == selected else here
    edge = "─" * (wide - 2)
    body = [_line(layout, window, j, row, counts, here, cell) for j, row in enumerate(layout.rows)]
    return [[Run(f"╭{edge}╮", "base.border")], *body, [Run(f"╰{edge}╯", "base.border")]]


def cell_at(layout: Layout, wide: int, x: int, y: int) -> tuple[Lane, Row] | None:
    """The lane and level at a cell of a picture `wide` columns wide; `None` on its border."""
    lane, row = (x - 1) * max(len(layout.lanes), 1) // max(wide - 2, 1), y - 1
    inside = 0 <= lane < len(layout.lanes) and 0 <= row < len(layout.rows) and x > 0
    return (layout.lanes[lane], layout.rows[row]) if inside else None


def _line(
    layout: Layout,
    window: Rect,
    j: int,
    row: Row,
    counts: dict[tuple[int, int], int],
    here: tuple[int, int] | None,
    cell: int,
) -> list[Run]:
    cells: list[Run] = [Run("│", "base.border")]
    seen = row.y < window.bottom and row.y + row.height > window.y
    for i, lane in enumerate(layout.lanes):
        text = _count(counts.get((i, j), 0), cell, selected=here == (i, j))
        lit = seen and lane.x < window.right and lane.x + lane.width > window.x
        cells.append(Run(text, "card.selected" if here == (i, j) else "card.name" if lit else "base.muted"))
    return [*cells, Run("│", "base.border")]


def _count(count: int, cell: int, *, selected: bool) -> str:
    """How many people, as wide as a cell; two digits at most, one and a plus sign where it is narrow."""
    most = 99 if cell == _CELL and not selected else 9
    text = "·" if not count else f"{count}" if count <= most else "+"
    if selected:
        return f"[{text}]" if cell == _CELL else f"{text}◂"
    return f"{text:>2} " if cell == _CELL else f"{text} "
