"""The tour: a card that moves on when the real key is pressed. Nothing is blocked, nothing is faked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.screen import Screen
from textual.widgets import Static

from committee.tui.account.desk import DeskScreen
from committee.tui.keys.keymap import action, keys_of, shown
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.welcome.tour_place import NARROW, TOPIC, cost, place, taken_on
from committee.tui.welcome.tour_steps import END, TOUR, Step

if TYPE_CHECKING:
    from committee.tui.program import Program

FRAME = 4
"""Columns that border and padding take."""


class Card(Static):
    """A card that makes way for what stands on its screen."""

    DEFAULT_CSS = look("welcome", "Card")
    GIVES_UP: ClassVar[bool] = False
    """Rather not be seen than cover what it talks about."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="tour")
        self.words = Content("")
        self.about = ""
        self._at = Region()

    def on_mount(self) -> None:
        """Out of sight until what stands on the screen is known."""
        self.absolute_offset = Offset(0, 0)
        self.visible = False
        self.make_way()

    def say(self, title: str, words: Content, leave: str, about: str = "") -> None:
        """Other words, and a place for them."""
        self.border_title, self.border_subtitle = Content(title), Content(leave)
        self.words, self.about = words, about
        self.update(words)
        if self.is_mounted:
            self.make_way()

    def make_way(self) -> None:
        """Stand where least is covered, once the screen is drawn."""
        self.call_after_refresh(self._make_way)

    def _make_way(self) -> None:
        if not self.is_attached:
            return
        taken = taken_on(self.screen, self.about)
        self._at = place(self._sizes(), self.screen.size, taken, self._at)
        self.styles.width, self.styles.height = self._at.size
        self.absolute_offset = self._at.offset
        # Beside a dialog it is nothing but help: where there is no room, the dialog speaks for itself.
        self.visible = self.app.screen is self.screen and (not self.GIVES_UP or cost(self._at, taken) < TOPIC)

    def _sizes(self) -> list[Size]:
        whole = self.screen.size.width
        return [Size(wide, len(self.words.wrap(wide - FRAME)) + 2) for wide in (min(NARROW, whole), whole)]


class Aside(Card):
    """What to do with the dialog it stands beside; it goes with it."""

    GIVES_UP = True


class TourCard(Card):
    """The card on the account screen. `happened` tells it which action was done; the last one says how to begin."""

    def __init__(self, steps: tuple[Step, ...] = TOUR, rebound: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.steps, self.rebound = steps, rebound or {}
        self.at = 0
        self.under_way = False
        """The key was pressed, and waits for more or has opened something."""

    def on_mount(self) -> None:
        """Begin; where it stands the base sees to."""
        self.show_step()

    def happened(self, identifier: str = "") -> None:
        """An action was done, or what one waited for is over: on to the next card if this one is done with."""
        if self.at == len(self.steps):
            self.make_way()
            return
        self.under_way = self.under_way or identifier in self.steps[self.at].actions
        if self.under_way and not self._waiting():
            self.under_way = False
            self.at += 1
        self.show_step()

    def _waiting(self) -> bool:
        screen = self.screen
        return self.app.screen is not screen or (isinstance(screen, DeskScreen) and screen.waiting)

    def show_step(self) -> None:
        """The card as it is now: what to press, or what to do with what that key has opened."""
        step = self.steps[self.at] if self.at < len(self.steps) else END
        number = f"Tour {self.at + 1} of {len(self.steps)}: " if step.actions else ""
        leave = f"{self._keys('tour.end')} ends the tour"
        if self.under_way and step.then:
            self._beside(step)
            self.say(f"{number}{step.title}", Content(step.then), leave, step.about)
            return
        press = [
            segment
            for name in step.actions[:1]
            for segment in (("Press ", ""), (f" {self._keys(name)} ", "key bold reverse"), ("  ", ""))
        ]
        self.say(f"{number}{step.title}", content([*press, (step.says, "")]), leave, step.about)

    def _keys(self, identifier: str) -> str:
        return " or ".join(shown(key) for key in keys_of(action(identifier), self.rebound)[:2])

    def _beside(self, step: Step) -> None:
        """The same words beside a dialog, where one is open."""
        dialog: Screen[object] = self.app.screen
        if dialog is self.screen or dialog.query(Aside):
            return
        aside = Aside()
        aside.say(step.title, Content(step.then), "")
        self.app.call_after_refresh(dialog.mount, aside)


def begin_tour(app: "Program") -> None:
    """Put the tour card on the screen."""
    app.screen.mount(TourCard(rebound=app.rebound))


def end_tour(app: "Program") -> None:
    """Take the tour card away."""
    for screen in app.screen_stack:
        screen.query(Card).remove()


def tell_tour(app: "Program", identifier: str) -> None:
    """An action was done while the tour runs; without one, what an action waited for is over."""
    # The action may have opened a dialog: the card is on the screen behind it.
    for screen in app.screen_stack:
        for card in screen.query(TourCard):
            card.happened(identifier)
