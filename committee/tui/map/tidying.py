"""Tidying a map that was built by hand: how it would be drawn afresh, who moves for it, when that is worth a word."""

from contextlib import suppress
from dataclasses import dataclass, replace

from textual.message import Message
from textual.worker import get_current_worker

from committee.errors import Unwanted
from committee.layout import Detail, Layout
from committee.model.account import Account
from committee.tui.map.layouts import AT_ONCE
from committee.tui.map.telling import StoryMap
from committee.tui.map.wish import FirstMap, Wish, first_detail, fits, pane_of

WAIT = 1.0
"""Seconds without an edit after which the screen looks whether tidying would help: no key is to wait for that."""


@dataclass
class Tidied(Message):
    """A thread has drawn the map afresh: who would stand elsewhere, and whether the whole of it would be in view."""

    wish: Wish
    layout: Layout
    moved: tuple[str, ...]
    fits: bool
    asked: bool
    """By a key; else the screen looked by itself, because the map does not fit any more."""


class TidyMap(StoryMap):
    """A map that can be drawn afresh, and says so once where an edit has left one that no longer fits."""

    def __init__(self, *, plain: bool, first: FirstMap | None = None, before: Layout | None = None) -> None:
        super().__init__(plain=plain, first=first, before=before)
        self._found: Tidied | None = None
        self._told = self._waits = False
        self._looked: Account | None = None
        self._kept = before is not None
        """The positions are those of another sitting, so that even the first map may be untidy."""

    def standing(self, wish: Wish, layout: Layout) -> None:
        """Where the map of all places no longer fits, see in a moment whether tidying would help."""
        other, self._looked = self._kept or self._looked is not None, wish.account
        if fits(layout, pane_of(*self.app.size)):
            self._told = False
        elif other and not self._told and not self._waits and len(wish.account.people) <= AT_ONCE:
            self._waits = True
            self.set_timer(WAIT, self._see)

    def _see(self) -> None:
        if self.app.screen is not self.screen or self._maker.busy:
            # Somebody still types in a dialog: it would be said to nobody.
            self.set_timer(WAIT, self._see)
            return
        self._waits = False
        if not self._told:
            self._draw_afresh(asked=False)

    def tidy(self) -> bool:
        """See how the map would be drawn afresh; whether it can be another one: a story is always fresh."""
        if self._focus or self.beside:
            return False
        self._draw_afresh(asked=True)
        return True

    def _draw_afresh(self, *, asked: bool) -> None:
        """In the detail a map begins with, or in the one somebody chose; `Tidied` brings it."""
        state, home = self._state, self.home
        if state is None or home is None:
            return
        pane, chosen = pane_of(*self.app.size), self._detail if self._chosen else None
        wanted = self.wished(state, chosen or Detail.FULL)

        def compute() -> None:
            worker = get_current_worker()
            with suppress(Unwanted):
                detail, layout = (chosen, None) if chosen else first_detail(state, pane)
                wish = replace(wanted, detail=detail)
                layout = wish.make(layout, lambda: worker.is_cancelled)
                self.post_message(Tidied(wish, layout, layout.moved_from(home), fits(layout, pane), asked))

        self.run_worker(compute, name="tidy", group="tidy", exclusive=True, thread=True)

    def on_tidied(self, message: Tidied) -> None:
        """Keep it until somebody says yes; what is of no use by now goes no further."""
        made, home = self._maker.wish, self.home
        if home is None or made is None or message.wish.account is not made.account or self._focus or self.beside:
            message.stop()
        elif message.asked:
            self._found = message
        elif self._told or not message.fits or fits(home, pane_of(*self.app.size)):
            message.stop()
        else:
            self._told, self._found = True, message

    def take_tidied(self) -> None:
        """The map as it was drawn afresh, whoever is selected in view."""
        found, self._found, state = self._found, None, self._state
        if found is not None and state is not None and found.wish.account is self.wished(state, self._detail).account:
            self._detail = found.wish.detail
            self._then = lambda: self.canvas.look_at((0, 0), state.person)
            self._take(self._maker.take(found.wish, state.person, found.layout))
            self.show(state)
