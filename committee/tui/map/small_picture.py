"""Where the overview of a large map stands on its canvas, and what it says; worked out once for every picture."""

from collections.abc import Mapping

from textual.geometry import Offset, Region, Size

from committee.layout import Layout, Rect
from committee.layout.drawing.face import CardFace
from committee.layout.drawing.glyphs import UNICODE, Glyphs
from committee.layout.drawing.overview import overview
from committee.layout.drawing.picture import HEADER, LABELS
from committee.layout.drawing.raster import Run

_MOST = 300
"""People up to whom somebody who needs a look is marked: making every face of a crowd would be felt."""

_SELECTED = 10_000
"""What covering the selected card counts: more than all others."""


class SmallPicture:
    """The overview in the corner where it covers fewest cards; it leaves it for the selected one, and in other room."""

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        self._glyphs = glyphs
        self.on = True
        self.lines: list[list[Run]] = []
        self._layout: Layout | None = None
        self._of: tuple[object, ...] = ()
        self._faces: Mapping[str, CardFace] | None = None
        self._worst: dict[str, str] = {}
        self._kept, self._kept_at = -1, Size(0, 0)
        """The corner it is in, and the room it was chosen for."""
        self._box = Region()

    def place(
        self, layout: Layout, person: str | None, scroll: Offset, size: Size, faces: Mapping[str, CardFace]
    ) -> Region:
        """Its cells on the canvas, none where the whole map is in view; `lines` is what stands there."""
        of = (self.on, person, scroll, size)
        if layout is self._layout and faces is self._faces and of == self._of:
            return self._box
        if faces is not self._faces:
            self._worst = {key: faces[key].worst for key in layout.by_person} if len(layout.by_person) <= _MOST else {}
        self._layout, self._faces, self._of = layout, faces, of
        room = size.width - LABELS, size.height - HEADER
        window = Rect(scroll.x, scroll.y, *room)
        most = room[0] * 2 // 5, room[1] // 2
        self.lines = overview(layout, window, person, most, worst=self._worst, glyphs=self._glyphs) if self.on else []
        self._box = self._placed(layout, person, scroll, size)
        return self._box

    def _placed(self, layout: Layout, person: str | None, scroll: Offset, size: Size) -> Region:
        if not self.lines:
            return Region()
        wide, high = sum(len(run.text) for run in self.lines[0]), len(self.lines)
        right, bottom = size.width - wide, size.height - high
        corners = [Region(x, y, wide, high) for y in (bottom, HEADER) for x in (right, LABELS)]
        stays = self._kept_at == size and _covered(layout, person, scroll, corners[self._kept]) < _SELECTED
        if not stays:
            costs = [_covered(layout, person, scroll, corner) for corner in corners]
            self._kept, self._kept_at = costs.index(min(costs)), size
        return corners[self._kept]


def _covered(layout: Layout, person: str | None, scroll: Offset, corner: Region) -> int:
    """How many cards lie under a corner; the selected one counts more than all others."""
    left, top = corner.x - LABELS + scroll.x, corner.y - HEADER + scroll.y
    lines = range(max(top, 0), top + corner.height)
    found = {card.person for y in lines for card in layout.index.cards(y, left, left + corner.width)}
    card = layout.card_of(person)
    return len(found) + (_SELECTED if card is not None and card.person in found else 0)
