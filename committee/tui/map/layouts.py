"""The layouts of a map view: made at once where nobody would feel it, else in a thread while the map before stands.

And the way somebody went by arrow keys over the map, so that the opposite keys lead back, step by step.
"""

from contextlib import suppress
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from committee.errors import Unwanted
from committee.garbage import Hold, tidy
from committee.layout import Detail, Direction, Layout
from committee.layout.unchanged import same_map
from committee.model.account import Account
from committee.tui.map.wish import LARGE, Wish

AT_ONCE = 24
"""Up to this many people a layout is made while the key waits: it takes a frame or two."""
GROUP = "layout"


@dataclass
class LaidOut(Message):
    """A thread has made a layout."""

    wish: Wish
    layout: Layout


class Maker:
    """Which layout is wanted, which one stands, and which one a thread is at.

    Args:
        view: whose threads do the work, and who is sent `LaidOut`.
        home: where everybody stood in the last sitting.
    """

    def __init__(self, view: Widget, home: Layout | None) -> None:
        self._view = view
        self.wish: Wish | None = None
        """What is wanted."""
        self.home = home
        """The map of all places that stands, also while somebody is in focus."""
        self._made: Wish | None = None
        """What `home` was made for."""
        self._made_with: str | None = None
        """Whose ties are drawn on it beside those of everybody."""
        self._under_way: Wish | None = None
        self._begun_with: str | None = None
        self._held = Hold()
        self._kin: tuple[Account | None, str, Account | None] = None, "", None

    @property
    def busy(self) -> bool:
        """Whether a thread is at work."""
        return self._under_way is not None

    def account_for(self, account: Account, focus: str) -> Account:
        """The account the map is to be made of: still the one before where an edit moved nothing on it."""
        shown, around, made = self._kin
        if shown is not account or around != focus or made is None:
            before = self.wish.account if self.wish is not None else account
            made = (
                before if same_map(before, account) and _called(before, focus) == _called(account, focus) else account
            )
            self._kin = account, focus, made
        return made

    def make(self, wish: Wish, person: str | None, *, now: bool = False) -> Layout | None:
        """The layout that is wanted from now on, or `None` where a thread makes it.

        A thread that is at the same map with other ties goes on: those are then added to what it brings. At any other
        it stops.

        Args:
            wish: what is wanted.
            person: who is selected; to add the ties of one person more takes no time.
            now: there is nothing to be looked at meanwhile.
        """
        self.wish = wish
        people = len(wish.account.people)
        if wish.detail is Detail.TILES or people <= (LARGE if now else AT_ONCE) or self._near(wish, person):
            self._under_way = None
            self._view.workers.cancel_group(self._view, GROUP)
            return self._stands(wish, person, wish.make(self.home))
        if self._under_way is None or not wish.but_for_ties(self._under_way):
            self._start(wish, person)
        return None

    def take(self, wish: Wish, person: str | None, layout: Layout) -> Layout:
        """A layout made elsewhere is the one that is wanted."""
        self.wish, self._under_way = wish, None
        return self._stands(wish, person, layout)

    def landed(self, message: LaidOut, person: str | None) -> Layout | None:
        """What a thread brought, if it is wanted, with the ties that are wanted by now."""
        if message.wish is not self._under_way:
            return None
        self._under_way = None
        if self.wish is None or not message.wish.but_for_ties(self.wish):
            return None
        layout = self._stands(message.wish, self._begun_with, message.layout)
        return layout if message.wish.like(self.wish) else self.make(self.wish, person) or layout

    def begin(self) -> None:
        """The first map stands: what the program is made of is left out of collections of memory from here on."""
        self._held.begin()

    def end(self) -> None:
        """Nothing is looked at any more: what was left out of collections may go."""
        self._held.end()

    def _start(self, wish: Wish, person: str | None) -> None:
        before, self._under_way, self._begun_with = self.home, wish, person

        def compute() -> None:
            worker = get_current_worker()
            with suppress(Unwanted):
                layout = wish.make(before, lambda: worker.is_cancelled)
                if len(wish.account.people) > LARGE:
                    # With 2,000 people each later collection held a key up for 100 ms.
                    tidy()
                self._view.post_message(LaidOut(wish, layout))

        self._view.run_worker(compute, name=GROUP, group=GROUP, exclusive=True, thread=True)

    def _stands(self, wish: Wish, person: str | None, layout: Layout) -> Layout:
        if not wish.focus and wish.story is None:
            self.home, self._made, self._made_with = layout, wish, person
        return layout

    def _near(self, wish: Wish, person: str | None) -> bool:
        """Whether it is the map that stands but for the ties of single people: those only have to be drawn on it."""
        if self._made is None or wish.focus or wish.story is not None or not wish.but_for_ties(self._made):
            return False
        return all(self._made_with in pair or person in pair for pair in wish.ties ^ self._made.ties)


def _called(account: Account, person: str) -> str:
    """The name over the column of whoever is in the middle."""
    return account.people[person].name if person in account.people else ""


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
