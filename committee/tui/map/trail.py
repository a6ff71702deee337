"""The way somebody went by arrow keys over the map, so that the opposite keys lead back, step by step."""

from committee.layout import Direction, Layout

LONGEST = 200
"""Steps that are remembered."""


class Trail:
    """Steps from card to card. Whoever is selected otherwise begins a new one."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, Direction, str]] = []

    def step(self, layout: Layout, at: str, direction: Direction) -> str | None:
        """Whom an arrow key leads to from `at`: back to whom one came from by the opposite key, else the next card."""
        if self._steps and self._steps[-1][2] != at:
            self._steps.clear()
        if self._steps and self._steps[-1][1].opposite is direction:
            back = self._steps.pop()[0]
            if layout.card_of(back) is not None:
                return back
            self._steps.clear()
        found = layout.neighbour(at, direction)
        if found is not None:
            self._steps.append((at, direction, found))
            del self._steps[:-LONGEST]
        return found
