"""A whole map as lines of text, to be read in a test."""

from collections.abc import Collection, Mapping
from datetime import datetime

from committee.layout import Layout, Rect
from committee.layout.drawing.face import CardFace
from committee.layout.drawing.glyphs import UNICODE, Glyphs
from committee.layout.drawing.marks import Marks
from committee.layout.drawing.picture import lane_header, row_labels
from committee.layout.drawing.raster import raster
from committee.text import width


def text_picture(
    layout: Layout,
    faces: Mapping[str, CardFace],
    *,
    glyphs: Glyphs = UNICODE,
    marks: Marks | None = None,
    now: datetime | None = None,
    silent: Collection[str] = (),
) -> str:
    """The whole map with headers and labels, as lines of text without trailing spaces."""
    cells = max((width(row.title) for row in layout.rows), default=0) + 2
    lines = [
        " " * cells + "".join(run.text for run in line)
        for line in lane_header(layout, 0, layout.width, now=now, silent=silent, glyphs=glyphs)
    ]
    body = raster(layout, Rect(0, 0, layout.width, layout.height), faces=faces, glyphs=glyphs, marks=marks)
    labels = row_labels(layout, 0, layout.height, cells)
    for label, line in zip(labels, body, strict=True):
        lines.append("".join(run.text for run in (*label, *line)))
    return "\n".join(line.rstrip() for line in lines) + "\n"
