"""The map view: which layout is wanted, made here or in a thread, and what is marked on it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from committee.errors import Unwanted
from committee.layout import Detail, Direction, Layout
from committee.layout.unchanged import same_map
from committee.model.account import Account
from committee.tui.mapping import (
    DETAILS,
    LARGE,
    FirstMap,
    Wish,
    first_map,
    fits,
    focus_ties,
    marks_of,
    pane_of,
    wanted_ties,
)
from committee.tui.messages import Selected
from committee.tui.pending import Pending
from committee.tui.remembered import remember
from committee.tui.state import ViewState
from committee.tui.view import View
from committee.tui.widgets.canvas import MapCanvas


class LaidOut(Message):
    """A thread has made a layout."""

    def __init__(self, wish: Wish, layout: Layout) -> None:
        super().__init__()
        self.wish = wish
        self.layout = layout


class MapView(View):
    """View 1."""

    def __init__(self, *, plain: bool, first: FirstMap | None = None, before: Layout | None = None) -> None:
        super().__init__(id="map")
        self._first = first
        self._before = before
        self.canvas = MapCanvas(plain=plain)
        self.ties = "default"
        self._detail = Detail.FULL
        self._chosen = False
        """The detail is the user's choice from now on, and no longer follows how many people there are."""
        self._state: ViewState | None = None
        self._pending: Pending | None = None
        self._wish: Wish | None = None
        self._focus = ""
        self._kin: tuple[Account | None, str, Account | None] = None, "", None
        """The account shown last and who was in focus, and the account its map is made of."""
        self._home: Layout | None = None
        self._home_scroll = (0, 0)
        self.keeps_positions_of: Callable[[], Path | None] = lambda: None
        """The file whose positions are kept for the next sitting; none for a demo, which leaves nothing behind."""

    def on_unmount(self) -> None:
        """Everybody stands where they stood when the file is opened again."""
        remember(self.keeps_positions_of(), self._home)

    @property
    def home(self) -> Layout | None:
        """The map of all places, also while somebody is in focus."""
        return self._home

    def compose(self) -> ComposeResult:
        """Only the canvas."""
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
        if self._wish is None:
            self._begin(state)
        elif not self._chosen and len(state.account.people) > len(self._wish.account.people):
            self._detail = first_map(state, pane_of(*self.app.size), self._home)[0].detail
        if self._focus not in state.account.people:
            self._focus = ""
        wish = self._wished(state, self._detail)
        if hidden or not wish.like(self._wish):
            self._lay_out(wish)
        self._mark()

    def _wished(self, state: ViewState, detail: Detail) -> Wish:
        ties = focus_ties(state) if self._focus else wanted_ties(state, self.ties)
        return Wish(self._drawn_for(state), state.today, detail, ties, self._focus)

    def _drawn_for(self, state: ViewState) -> Account:
        """The account the map is made of: still the one before where an edit moved nothing on it."""
        account, (shown, focus, made) = state.account, self._kin
        if shown is not account or focus != self._focus or made is None:
            before = self._wish.account if self._wish is not None else account
            same = same_map(before, account) and _called(before, self._focus) == _called(account, self._focus)
            made = before if same else account
            self._kin = account, self._focus, made
        return made

    def _begin(self, state: ViewState) -> None:
        """The first map of all, in the detail that fits the screen."""
        wish, layout = self._first or first_map(state, pane_of(*self.app.size), self._before)
        self._home = self._before
        self._detail = wish.detail
        if layout is None:
            self._lay_out(wish)
        else:
            self._wish = wish
            self._take(layout)

    def _lay_out(self, wish: Wish) -> None:
        before, self._wish = self._home, wish
        if len(wish.account.people) <= LARGE or wish.detail is Detail.TILES:
            self._take(wish.make(before))
            return
        if self.canvas.drawn is None:
            self._take(Wish(wish.account, wish.today, Detail.TILES, frozenset()).make(before))

        def compute() -> None:
            worker = get_current_worker()
            with suppress(Unwanted):
                self.post_message(LaidOut(wish, wish.make(before, lambda: worker.is_cancelled)))

        self.run_worker(compute, name="layout", group="layout", exclusive=True, thread=True)

    def on_laid_out(self, message: LaidOut) -> None:
        """Take a layout from the thread, unless another one is wanted by now."""
        message.stop()
        if message.wish is self._wish:
            self._take(message.layout)
            self._mark()

    def _take(self, layout: Layout) -> None:
        if not (self._wish and self._wish.focus):
            self._home = layout
        if self._state is not None:
            self.canvas.put(layout, self._state)

    def focus_on(self, person: str) -> bool:
        """Draw the map around somebody; the one who is in the middle already lets the whole map come back.

        Returns:
            Whether somebody is in the middle now.
        """
        if person == self._focus:
            return not self.leave_focus()
        if not self._focus:
            self._home_scroll = self.canvas.scroll_offset.x, self.canvas.scroll_offset.y
        self._focus = person
        if self._state is not None:
            self.show(self._state)
        return True

    def leave_focus(self) -> bool:
        """The whole map again, where it was; whether it was away."""
        if not self._focus:
            return False
        self._focus = ""
        if self._state is not None:
            self.show(self._state)
            self.call_after_refresh(self.canvas.look_at, self._home_scroll, self._state.person)
        return True

    def enter(self) -> bool:
        """Into the tile of the selected person: everybody with a name."""
        if self._detail is not Detail.TILES or self._focus or self._state is None:
            return False
        self._detail, self._chosen = Detail.NAME, True
        self.show(self._state)
        self.call_after_refresh(self.canvas.reveal, self._state.person)
        return True

    def mark(self, pending: Pending | None) -> None:
        """What a pending key marks: its target, its hint letters."""
        self._pending = pending
        self._mark()

    def _mark(self) -> None:
        if self._state is not None:
            pending = self._pending
            marks = (
                marks_of(self._state, target=pending.target, codes=pending.codes) if pending else marks_of(self._state)
            )
            self.canvas.mark(marks, self._state)

    def move(self, direction: str) -> bool:
        """The nearest card that way; says so upward."""
        layout = self.canvas.drawn
        at = (self._pending.target if self._pending else None) or (self._state.person if self._state else None)
        if layout is None or not layout.cards:
            return False
        if at is None or layout.card_of(at) is None:
            found: str | None = layout.cards[0].person
        else:
            found = layout.neighbour(at, Direction(direction))
        if found is not None:
            self.post_message(Selected(found))
        return found is not None

    def reading_order(self) -> list[str]:
        """Everybody on the map, top row first, each row from the left."""
        layout = self.canvas.drawn
        if layout is None:
            return []
        cards = sorted(layout.cards, key=lambda card: (card.row, card.rect.y, card.rect.x, card.person))
        return [person for card in cards for person in card.people]

    def show_ties(self, mode: str) -> None:
        """Draw the ties of a mode: default, all or plan."""
        self.ties = mode
        if self._state is not None:
            self.show(self._state)

    def zoom(self, step: int) -> bool:
        """More (-1) or less (1) on each card; whether there was any."""
        if self._state is None:
            return False
        at = DETAILS.index(self._detail) + step
        if not 0 <= at < len(DETAILS):
            return False
        self._detail, self._chosen = DETAILS[at], True
        self.show(self._state)
        return True

    def fit(self) -> None:
        """The most detail at which the whole map is in view."""
        state = self._state
        if state is None:
            return
        for detail in DETAILS:
            if detail is Detail.TILES or fits(self._wished(state, detail).make(self._home), self.canvas.size):
                break
        self._detail, self._chosen = detail, True
        self.show(state)
        self.canvas.scroll_to(0, 0, animate=False)


def _called(account: Account, person: str) -> str:
    """The name over the column of whoever is in the middle."""
    return account.people[person].name if person in account.people else ""
