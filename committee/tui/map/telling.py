"""The map of a large account begins with what matters, and opens from there; the plan alone is drawn close together."""

from committee.layout import Detail, Layout
from committee.layout.story import Story
from committee.model.account import Account
from committee.tui.map.view import MapView
from committee.tui.map.wish import (
    FirstMap,
    Wish,
    first_map,
    large,
    may_fit,
    pane_of,
    plan_alone,
    story_of,
    story_ties,
)
from committee.tui.session.state import ViewState

MOST = 200
"""People of a tile that are drawn at once when it is opened; the others are in it still."""


class StoryMap(MapView):
    """A map that tells a story where there are too many people to look at; tiles stand for all others."""

    def __init__(self, *, plain: bool, first: FirstMap | None = None, before: Layout | None = None) -> None:
        super().__init__(plain=plain, first=first, before=before)
        self._tells = False
        self._opened: tuple[str, ...] = ()
        """Whoever somebody wanted to see of those in tiles: they come first."""
        self._scrolls = False
        """A tile was opened, and nobody is to be folded for it."""
        self._at_first: frozenset[str] = frozenset()
        """Who was there to begin with."""
        self._known: Story | None = None
        self._about: tuple[object, object] = None, None
        self._how: tuple[object, ...] = ()
        """What the story was made of."""

    @property
    def beside(self) -> bool:
        """The plan is part of a story."""
        return self._maker.wish is not None and self._maker.wish.story is not None

    def show(self, state: ViewState) -> None:
        """What the first map is decides how it goes on."""
        if self._maker.wish is None:
            self._first = self._first or first_map(state, pane_of(*self.app.size), self.home)
            self._tells = self._first[0].story is not None
            self._at_first = frozenset(state.account.people)
        super().show(state)

    def wished(self, state: ViewState, detail: Detail) -> Wish:
        """The story while there is one to tell: of the plan alone, or of what matters."""
        wish = super().wished(state, detail)
        if self._focus:
            return wish
        story = self._story(state, wish.account)
        if story is None:
            return wish
        return Wish(wish.account, wish.today, Detail.BARE, story_ties(state, self.ties), story=story)

    def _story(self, state: ViewState, account: Account) -> Story | None:
        """Worked out once for an analysis, not for every key."""
        about = account, state.analysis
        how = self.app.size, self._opened, self.ties == "plan", self._tells, self._scrolls
        same = self._about[0] is account and self._about[1] is state.analysis
        if not same or self._how != how:
            pane = pane_of(*self.app.size)
            story = plan_alone(state, pane) if self.ties == "plan" else None
            if story is None and self._tells:
                first = (*self._opened, *self._newcomers(account))
                story = story_of(state, pane, first=first, scrolls=self._scrolls)
            self._about, self._how, self._known = about, how, story
        return self._known

    def _newcomers(self, account: Account) -> list[str]:
        """Whoever was added since is not to vanish in a tile."""
        return [person for person in account.people if person not in self._at_first]

    def on_resize(self) -> None:
        """A story is told in the room there is."""
        if self._state is not None and self._maker.wish is not None and self._maker.wish.story is not None:
            self.show(self._state)

    def enter(self) -> bool:
        """Into a tile: whoever it stands for by name."""
        layout, state = self.canvas.drawn, self._state
        card = layout.card_of(state.person) if layout is not None and state is not None else None
        if layout is None or card is None or state is None or not self.beside or not layout.is_tile(card):
            return super().enter()
        named = (one.person for one in layout.cards if not layout.is_tile(one))
        self._opened, self._scrolls = (*named, *card.people[:MOST]), True
        self._then = lambda: self.canvas.reveal(state.person)
        self.show(state)
        return True

    def leave_focus(self) -> bool:
        """Back from one person, else from a tile that was opened."""
        if super().leave_focus():
            return True
        if not self._opened or not self.beside:
            return False
        self._opened, self._scrolls = (), False
        if self._state is not None:
            self.show(self._state)
        return True

    def zoom(self, step: int) -> bool:
        """More or less on each card of everybody in all places."""
        self._tells, self._opened, self._scrolls = False, (), False
        return super().zoom(step)

    def fit(self) -> None:
        """The story of a large account with whoever is selected in it; else everybody."""
        state = self._state
        if state is None or not large(state) or may_fit(state, Detail.FULL, pane_of(*self.app.size)):
            super().fit()
            return
        self._tells, self._scrolls = True, False
        self._opened = (state.person,) if state.person is not None else ()
        self._detail, self._chosen = Detail.BARE, True
        self.show(state)
