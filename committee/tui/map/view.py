"""The map view: which layout is wanted, and what is marked on it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from committee.errors import Unwanted
from committee.layout import Card, Detail, Direction, Layout
from committee.model.account import Account
from committee.model.vocabulary import PersonStatus
from committee.tui.keys.pending import Pending
from committee.tui.map.canvas import MapCanvas
from committee.tui.map.layouts import AT_ONCE, LaidOut, Maker, Trail
from committee.tui.map.positions import remember
from committee.tui.map.wish import (
    DETAILS,
    FirstMap,
    Wish,
    first_detail,
    first_map,
    fitting,
    focus_ties,
    marks_of,
    may_fit,
    pane_of,
    wanted_ties,
)
from committee.tui.session.state import ViewState
from committee.tui.widgets.messages import Selected
from committee.tui.widgets.view import View


@dataclass
class Fitted(Message):
    """A thread has found the most detail at which the whole map is in view."""

    account: Account
    wish: Wish
    layout: Layout


class MapView(View):
    """View 1."""

    def __init__(self, *, plain: bool, first: FirstMap | None = None, before: Layout | None = None) -> None:
        super().__init__(id="map")
        self._first = first
        self._maker = Maker(self, before)
        self.canvas = MapCanvas(plain=plain)
        self.ties = "default"
        self._detail = Detail.FULL
        self._chosen = False
        """The detail is the user's choice from now on, and no longer follows how many people there are."""
        self._state: ViewState | None = None
        self._pending: Pending | None = None
        self._focus = ""
        self._trail = Trail()
        self._home_scroll = (0, 0)
        self._then: Callable[[], None] | None = None
        """What is to be done once the map that is wanted now is there."""
        self.keeps_positions_of: Callable[[], Path | None] = lambda: None
        """The file whose positions are kept for the next sitting; none for a demo, which leaves nothing behind."""

    def on_unmount(self) -> None:
        """Everybody stands where they stood when the file is opened again."""
        remember(self.keeps_positions_of(), self.home)
        self._maker.end()

    @property
    def home(self) -> Layout | None:
        """The map of all places, also while somebody is in focus."""
        return self._maker.home

    def compose(self) -> ComposeResult:
        yield self.canvas

    def focus_target(self) -> Widget | None:
        """The canvas takes the keys."""
        return self.canvas

    def show(self, state: ViewState) -> None:
        """Draw this state; the layout is made anew only where somebody moves, or detail or ties are others."""
        hidden = self._state is not None and self._state.disclosure != state.disclosure
        if hidden:
            # What is drawn names places: it may not stay until a thread has made the next one.
            self.canvas.drawn = None
        self._state = state
        before = self._maker.wish
        if before is None:
            self._begin(state)
        elif not self._chosen and not self.beside and len(state.account.people) > len(before.account.people):
            self._detail = first_detail(state, pane_of(*self.app.size), self.home)[0]
        if self._focus and (self._focus not in state.account.people or self._beyond(state.person)):
            self._leave(state.person)
        wish = self.wished(state, self._detail)
        if hidden or not wish.like(self._maker.wish):
            self._lay_out(wish)
        self._mark()

    @property
    def beside(self) -> bool:
        """Whether the plan belongs to what is drawn, before anybody asks for it."""
        return False

    def wished(self, state: ViewState, detail: Detail) -> Wish:
        """The map of a state in a detail, with the ties and around whom it is shown now."""
        ties = focus_ties(state) if self._focus else wanted_ties(state, self.ties)
        account = self._maker.account_for(state.account, self._focus)
        return Wish(account, state.today, detail, ties, self._focus)

    def _begin(self, state: ViewState) -> None:
        """The first map of all, in the detail that fits the screen."""
        wish, layout = self._first or first_map(state, pane_of(*self.app.size), self.home)
        self._detail = wish.detail
        if layout is None:
            self._lay_out(wish)
        else:
            self._take(self._maker.take(wish, state.person, layout))
        self.call_after_refresh(self._maker.begin)

    def _lay_out(self, wish: Wish) -> None:
        nothing = self.canvas.drawn is None
        layout = self._maker.make(wish, self._state.person if self._state else None, now=nothing)
        if layout is not None:
            self._take(layout)
        elif nothing and self._state is not None:
            tiles = replace(wish, detail=Detail.TILES, ties=frozenset(), focus="", story=None)
            self.canvas.put(tiles.make(self.home), self._state)
        self.canvas.busy(at_work=self._maker.busy)

    def on_laid_out(self, message: LaidOut) -> None:
        """Take a layout from the thread, unless another one is wanted by now."""
        message.stop()
        layout = self._maker.landed(message, self._state.person if self._state else None)
        if layout is not None:
            self._take(layout)
            self._mark()
        self.canvas.busy(at_work=self._maker.busy)

    def _take(self, layout: Layout) -> None:
        then, self._then = self._then, None
        if self._state is not None:
            self.canvas.put(layout, self._state)
            if self._maker.wish is not None and layout is self.home:
                self.standing(self._maker.wish, layout)
        if then is not None:
            self.call_after_refresh(then)

    def standing(self, wish: Wish, layout: Layout) -> None:
        """A map of all places stands; nothing more is made of it here."""

    def focus_on(self, person: str) -> bool:
        """Draw the map around somebody; the one who is in the middle already lets the whole map come back.

        Returns:
            Whether somebody is in the middle now.
        """
        if person == self._focus:
            return not self.leave_focus()
        if not self._focus:
            self._home_scroll = self.canvas.scroll_offset.x, self.canvas.scroll_offset.y
        self._focus, self._then = person, None
        if self._state is not None:
            self.show(self._state)
        return True

    def leave_focus(self) -> bool:
        """The whole map again, where it was; whether it was away."""
        if not self._focus:
            return False
        if self._state is not None:
            self._leave(self._state.person)
            self.show(self._state)
        return True

    def _leave(self, person: str | None) -> None:
        place, self._focus = self._home_scroll, ""
        self._then = lambda: self.canvas.look_at(place, person)

    def _beyond(self, person: str | None) -> bool:
        """Whether somebody is on the whole map, but not on the one around whoever is in focus."""
        drawn, state = self.canvas.drawn, self._state
        if drawn is None or state is None or self._maker.busy or not any(lane.hop for lane in drawn.lanes):
            return False
        found = state.account.people.get(person or "")
        return drawn.card_of(person) is None and found is not None and found.status is not PersonStatus.LEFT

    def enter(self) -> bool:
        """Into the tile of the selected person: everybody with a name."""
        if self._detail is not Detail.TILES or self._focus or self._state is None:
            return False
        self._detail, self._chosen = Detail.NAME, True
        person = self._state.person
        self._then = lambda: self.canvas.reveal(person)
        self.show(self._state)
        return True

    def mark(self, pending: Pending | None) -> None:
        """What a pending key marks: its target, its hint letters."""
        self._pending = pending
        self._mark()

    def _mark(self) -> None:
        if self._state is not None:
            pending = self._pending
            target, codes = (pending.target, pending.codes) if pending else (None, None)
            marks = marks_of(self._state, target=target, codes=codes, beside=self.beside)
            self.canvas.mark(marks, self._state)

    def move(self, direction: str) -> bool:
        """The nearest card that way, or back the way one came; says so upward."""
        layout = self.canvas.drawn
        at = (self._pending.target if self._pending else None) or (self._state.person if self._state else None)
        if layout is None or not layout.cards:
            return False
        if at is None or layout.card_of(at) is None:
            found: str | None = layout.cards[0].person
        else:
            found = self._trail.step(layout, at, Direction(direction))
        if found is not None:
            self.post_message(Selected(found))
        return found is not None

    def reading_order(self) -> list[str]:
        """Everybody on the map, top row first, each row from the left."""
        layout = self.canvas.drawn
        if layout is None:
            return []
        return [person for card in sorted(layout.cards, key=_reading) for person in card.people]

    def in_view(self) -> list[str]:
        """Who has a card in view, even a part of it, in reading order; of a tile, whoever it stands for."""
        window = self.canvas.window
        cards = [card for card in self.canvas.drawn.cards if card.rect.meets(window)] if self.canvas.drawn else []
        return [card.person for card in sorted(cards, key=_reading)]

    def show_ties(self, mode: str) -> None:
        """Draw the ties of a mode: default, all or plan."""
        self.ties, self._then = mode, None
        if self._state is not None:
            self.show(self._state)

    def zoom(self, step: int) -> bool:
        """More (-1) or less (1) on each card; whether there was any."""
        if self._state is None:
            return False
        at = DETAILS.index(self._detail) + step
        if not 0 <= at < len(DETAILS):
            return False
        self._detail, self._chosen, self._then = DETAILS[at], True, None
        self.show(self._state)
        return True

    def fit(self) -> None:
        """The most detail at which the whole map is in view; looked for in a thread where that takes long."""
        state = self._state
        if state is None:
            return
        pane, home = self.canvas.size, self.home
        wishes = [self.wished(state, detail) for detail in DETAILS if may_fit(state, detail, pane)]
        wishes = [wish for wish in wishes if wish.detail is not Detail.TILES]
        last = self.wished(state, Detail.TILES)
        if not wishes or len(state.account.people) <= AT_ONCE:
            self._fitted(state, *fitting(wishes, last, pane, home))
            return

        def compute() -> None:
            worker = get_current_worker()
            with suppress(Unwanted):
                found = fitting(wishes, last, pane, home, lambda: worker.is_cancelled)
                self.post_message(Fitted(state.account, *found))

        self.canvas.busy(at_work=True)
        self.run_worker(compute, name="fit", group="fit", exclusive=True, thread=True)

    def on_fitted(self, message: Fitted) -> None:
        """Show the whole map, unless the account has moved on."""
        message.stop()
        if self._state is not None and message.account is self._state.account:
            self._fitted(self._state, message.wish, message.layout)
        self.canvas.busy(at_work=self._maker.busy)

    def _fitted(self, state: ViewState, wish: Wish, layout: Layout) -> None:
        self._detail, self._chosen = wish.detail, True
        self._then = lambda: self.canvas.scroll_to(0, 0, animate=False)
        if wish.like(self.wished(state, wish.detail)):
            self._take(self._maker.take(wish, state.person, layout))
            self._mark()
        else:
            self.show(state)


def _reading(card: Card) -> tuple[int, int, int, str]:
    return card.row, card.rect.y, card.rect.x, card.person
