"""Where the overview of a large map stands on its canvas, and what it says; worked out once for every picture."""

from textual.geometry import Offset, Region, Size

from committee.layout import Layout, Rect
from committee.layout.overview import overview
from committee.layout.picture import HEADER, LABELS
from committee.layout.raster import Run


class SmallPicture:
    """The overview in the lower right corner, or in the left one where it would cover the selected card."""

    def __init__(self) -> None:
        self.on = True
        self.lines: list[list[Run]] = []
        self._layout: Layout | None = None
        self._of: tuple[object, ...] = ()
        self._box = Region()

    def place(self, layout: Layout, person: str | None, scroll: Offset, size: Size) -> Region:
        """Its cells on the canvas, none where the whole map is in view; `lines` is what stands there."""
        of = (self.on, person, scroll, size)
        if layout is self._layout and of == self._of:
            return self._box
        self._layout, self._of = layout, of
        room = size.width - LABELS, size.height - HEADER
        window = Rect(scroll.x, scroll.y, *room)
        self.lines = overview(layout, window, person, (room[0] * 2 // 5, room[1] // 2)) if self.on else []
        self._box = self._placed(layout, person, scroll, size)
        return self._box

    def _placed(self, layout: Layout, person: str | None, scroll: Offset, size: Size) -> Region:
        if not self.lines:
            return Region()
        wide, high = sum(len(run.text) for run in self.lines[0]), len(self.lines)
        right = Region(size.width - wide, size.height - high, wide, high)
        card = layout.card_of(person)
        if card is None:
            return right
        x, y = card.rect.x - scroll.x + LABELS, card.rect.y - scroll.y + HEADER
        covered = right.overlaps(Region(x, y, card.rect.width, card.rect.height))
        return Region(LABELS, right.y, wide, high) if covered else right
