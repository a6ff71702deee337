"""A canvas that the pointer can take hold of and move."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.scroll_view import ScrollView


@dataclass(frozen=True, slots=True)
class Grip:
    """Where the pointer took hold of the canvas, and how far that was scrolled."""

    pointer: Offset
    scroll: Offset


class Draggable(ScrollView, inherit_bindings=False):
    """Scrolls with the pointer while a button is down. `dragged` stays set until the click that ends it was seen."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.dragged = False
        self._grip: Grip | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._grip, self.dragged = Grip(event.screen_offset, self.scroll_offset), False
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The canvas moves with the pointer while a button is down."""
        if self._grip is None:
            return
        moved = event.screen_offset - self._grip.pointer
        if moved or self.dragged:
            self.dragged = True
            x, y = self._grip.scroll - moved
            self.scroll_to(x, y, animate=False, immediate=True, force=True)

    def on_mouse_up(self) -> None:
        self._grip = None
        self.release_mouse()
