"""The lines below a small map that say what its signs mean; worked out once for every map and size."""

from collections.abc import Mapping

from textual.geometry import Region, Size

from committee.layout import Layout
from committee.layout.drawing.face import CardFace
from committee.layout.drawing.glyphs import Glyphs
from committee.layout.drawing.legend import legend
from committee.layout.drawing.picture import HEADER
from committee.layout.drawing.raster import Run


class MapLegend:
    """At the lower end of the canvas, where the map leaves room for all of it; nowhere else."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._of: tuple[object, ...] = ()
        self._lines: list[list[Run]] = []
        self._top = 0
        self._quiet = False

    def line(
        self, layout: Layout, faces: Mapping[str, CardFace], size: Size, y: int, *, quiet: bool
    ) -> list[Run] | None:
        """What stands on a line of the view; `None` on one of the map.

        `quiet`: a place is marked as one where nobody speaks for us.
        """
        self._quiet = quiet
        self._make(layout, faces, size)
        return self._lines[y - self._top] if 0 <= y - self._top < len(self._lines) else None

    def above(self, layout: Layout, faces: Mapping[str, CardFace], size: Size) -> Size:
        """What it leaves of the canvas."""
        self._make(layout, faces, size)
        return Size(size.width, size.height - len(self._lines))

    def changed(self, layout: Layout, faces: Mapping[str, CardFace], size: Size) -> Region:
        """The cells that read differently for another map of the same cards."""
        before, top = self._lines, self._top
        self._make(layout, faces, size)
        if before == self._lines:
            return Region()
        first = min(place for place, lines in ((top, before), (self._top, self._lines)) if lines)
        return Region(0, first, size.width, size.height - first)

    def _make(self, layout: Layout, faces: Mapping[str, CardFace], size: Size) -> None:
        about = size, self._quiet
        if self._of and self._of[0] is layout and self._of[1] is faces and self._of[2] == about:
            return
        self._of = layout, faces, about
        room = size.height - HEADER - layout.height - 1
        lines = legend(layout, faces, size.width - 2, glyphs=self._glyphs, quiet=self._quiet) if room > 0 else []
        self._lines = [[Run(" ", ""), *line] for line in lines] if len(lines) <= room else []
        self._top = size.height - len(self._lines)
