"""The map view: which layout is wanted, made here or in a thread, and what is marked on it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from committee.graph.arcs import arcs
from committee.layout import Detail, Direction, Layout, arrange, shown_ties
from committee.layout.marks import Marks, talk_marks
from committee.model.account import Account, Pair
from committee.tui.messages import Selected
from committee.tui.pending import Pending
from committee.tui.state import ViewState
from committee.tui.view import View
from committee.tui.widgets.canvas import MapCanvas

if TYPE_CHECKING:
    from datetime import date

DETAILS = tuple(Detail)
CROWD = 200
"""From this many people on, the map begins with tiles: a place and level each."""
LARGE = 60
"""From this many people on, a layout is made in a thread; the tiles are shown until it is there."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The layout that is wanted: of which account, in which detail, with which ties."""

    account: Account
    today: "date"
    detail: Detail
    ties: frozenset[Pair]

    def make(self, previous: Layout | None) -> Layout:
        """The layout, keeping people where they were in `previous`."""
        return arrange(self.account, self.today, detail=self.detail, previous=previous, ties=self.ties)


class LaidOut(Message):
    """A thread has made a layout."""

    def __init__(self, wish: Wish, layout: Layout) -> None:
        super().__init__()
        self.wish = wish
        self.layout = layout


class MapView(View):
    """View 1."""

    def __init__(self, *, plain: bool) -> None:
        super().__init__(id="map")
        self.canvas = MapCanvas(plain=plain)
        self.ties = "default"
        self._detail: Detail | None = None
        self._state: ViewState | None = None
        self._pending: Pending | None = None
        self._wish: Wish | None = None

    def compose(self) -> ComposeResult:
        """Only the canvas."""
        yield self.canvas

    def focus_target(self) -> Widget | None:
        """The canvas takes the keys."""
        return self.canvas

    def show(self, state: ViewState) -> None:
        """Draw this state; the layout is made anew only where account, detail or ties are others."""
        self._state = state
        detail = self._detail or self._fitting_detail(state)
        wish = Wish(state.account, state.today, detail, _ties(state, self.ties))
        if self._wish is None or not _alike(wish, self._wish):
            self._lay_out(wish)
        self._mark()

    def _lay_out(self, wish: Wish) -> None:
        before, self._wish = self.canvas.drawn, wish
        if len(wish.account.people) <= LARGE or wish.detail is Detail.TILES:
            self._take(wish.make(before))
            return
        if before is None:
            self._take(Wish(wish.account, wish.today, Detail.TILES, frozenset()).make(None))

        def compute() -> None:
            self.post_message(LaidOut(wish, wish.make(before)))

        self.run_worker(compute, name="layout", group="layout", exclusive=True, thread=True)

    def on_laid_out(self, message: LaidOut) -> None:
        """Take a layout from the thread, unless another one is wanted by now."""
        message.stop()
        if message.wish is self._wish:
            self._take(message.layout)
            self._mark()

    def _take(self, layout: Layout) -> None:
        if self._state is not None:
            self.canvas.put(layout, self._state)

    def mark(self, pending: Pending | None) -> None:
        """What a pending key marks: its target, its hint letters."""
        self._pending = pending
        self._mark()

    def _mark(self) -> None:
        if self._state is not None:
            self.canvas.mark(_marks(self._state, self._pending), self._state)

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
        at = DETAILS.index(self._detail or self._fitting_detail(self._state)) + step
        if not 0 <= at < len(DETAILS):
            return False
        self._detail = DETAILS[at]
        self.show(self._state)
        return True

    def fit(self) -> None:
        """The most detail at which the whole map is in view."""
        state = self._state
        if state is None:
            return
        for detail in DETAILS:
            layout = arrange(state.account, state.today, detail=detail, previous=self.canvas.drawn,
                             ties=_ties(state, self.ties))  # fmt: skip
            if self.canvas.holds(layout) or detail is Detail.TILES:
                break
        self._detail = detail
        self.show(state)
        self.canvas.scroll_to(0, 0, animate=False)

    def _fitting_detail(self, state: ViewState) -> Detail:
        """The detail to begin with: full cards where they all fit, names up to 60 people, then less."""
        if self._wish is not None:
            return self._wish.detail
        people = len(state.account.people)
        if people > LARGE:
            return Detail.INITIALS if people <= CROWD else Detail.TILES
        full = Wish(state.account, state.today, Detail.FULL, _ties(state, self.ties)).make(None)
        return Detail.FULL if self.canvas.holds(full) else Detail.NAME


def _alike(one: Wish, other: Wish) -> bool:
    """The same account object counts, not its value: comparing 2,000 people for every key would be felt."""
    return one.account is other.account and (one.today, one.detail, one.ties) == (other.today, other.detail, other.ties)


def _ties(state: ViewState, mode: str) -> frozenset[Pair]:
    plan: Collection[Pair] = ()
    finding: Collection[Pair] = ()
    if state.analysis is not None:
        if state.plan_on or mode == "plan":
            plan = [(talk.speaker, talk.listener) for talk in state.analysis.plan.talks]
        if 0 <= state.finding < len(state.analysis.findings):
            finding = state.analysis.findings[state.finding].ties
    selected = None if state.person is None else state.person
    return shown_ties(state.account, arcs(state.account), mode, selected=selected, plan=plan, finding=finding)


def _marks(state: ViewState, pending: Pending | None) -> Marks:
    analysis = state.analysis
    found = analysis.findings[state.finding] if analysis and 0 <= state.finding < len(analysis.findings) else None
    talks = analysis.plan.talks if analysis is not None and state.plan_on else ()
    aiming = pending is not None and bool(pending.codes or pending.target)
    return Marks(
        selected=state.person,
        tie=state.tie,
        target=pending.target if pending else None,
        plan=() if aiming else talk_marks(state.account, [(t.number, t.speaker, t.listener) for t in talks]),
        talk=state.talk,
        people=frozenset(found.people) if found and not aiming else frozenset(),
        ties=frozenset(found.ties) if found and not aiming else frozenset(),
        severity=str(found.severity) if found else "high",
        hints=pending.codes if pending else {},
    )
