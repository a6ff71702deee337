"""The part of a map that is in view: it follows whoever is selected, and the pointer can take hold of it."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView

from committee.layout import Card, Layout, Rect
from committee.layout.drawing.picture import HEADER, LABELS
from committee.tui.map.wish import MARGIN, scroll_to_show
from committee.tui.widgets.line import room_of


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


class MapWindow(Draggable, inherit_bindings=False):
    """A canvas with headers above and labels at the left of the map."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.drawn: Layout | None = None
        self._had = Size(0, 0)
        self._follows = False
        """Whoever is selected was in view when anybody last looked elsewhere: whatever happens, they stay so."""

    @property
    def aim(self) -> str | None:
        """Who is to be in view."""
        raise NotImplementedError

    @property
    def room(self) -> Size:
        """The cells there are for the map itself."""
        whole = room_of(self)
        return Size(max(whole.width - LABELS, 0), max(whole.height - HEADER, 0))

    @property
    def window(self) -> Rect:
        """The cells of the map in view."""
        return Rect(*self.scroll_offset, *self.room)

    def shows(self, card: Card, room: Size) -> bool:
        """Whether a whole card is in view where there is so much room."""
        x, y = self.scroll_offset
        rect = card.rect
        return x <= rect.x and rect.right <= x + room.width and y <= rect.y and rect.bottom <= y + room.height

    def stay_with(self, person: str | None, before: Layout | None) -> None:
        """After another layout: somebody's card stays where it was on the screen, and in view if it was."""
        old, new = before.card_of(person) if before else None, self.drawn.card_of(person) if self.drawn else None
        if old is None or new is None:
            return
        seen, (x, y) = self.shows(old, self.room), self.scroll_offset
        self._go(x + new.rect.x - old.rect.x, y + new.rect.y - old.rect.y)
        if seen:
            self.call_after_refresh(self.reveal, person, 0)

    def on_resize(self) -> None:
        """Whoever was in view stays in view where there is less room."""
        self._had = self.outer_size
        if self._follows:
            self.reveal(self.aim, 0)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Somebody looks elsewhere, unless it is the screen that gets another size."""
        super().watch_scroll_x(old_value, new_value)
        self._looked()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._looked()

    def _looked(self) -> None:
        card = self.drawn.card_of(self.aim) if self.drawn else None
        if self.outer_size == self._had:
            self._follows = card is not None and self.shows(card, self.room)

    def look_at(self, place: tuple[int, int], person: str | None) -> None:
        """Scroll to a place, and on to somebody where they are not in view there."""
        self._go(*place)
        self.reveal(person)

    def reveal(self, person: str | None, margin: int = MARGIN) -> None:
        """Scroll until somebody's card is in view with some margin, no further."""
        card = self.drawn.card_of(person) if self.drawn else None
        if card is None:
            return
        self._follows = True
        x, y = self.scroll_offset
        left = scroll_to_show(x, self.room.width, card.rect.x, card.rect.width, margin)
        top = scroll_to_show(y, self.room.height, card.rect.y, card.rect.height, margin)
        if (left, top) != (x, y):
            self._go(left, top)

    def _go(self, x: int, y: int) -> None:
        self.scroll_to(x, y, animate=False, immediate=True, force=True)
