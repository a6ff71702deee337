"""Keys act in the order they were typed, however far ahead of the screen somebody types.

Textual hands a key to the widget in focus at once, but what the key is *bound* to happens only when it has bubbled up,
queue by queue, to the app, and what that leads to (a box closes, the focus goes back) is told in further messages.
Typed in one breath, the letters of "/ t o m" would reach the map before "/" had opened the box they are meant for. So
one key is under way at a time; those behind it wait until whatever it did is done.

A name that was typed or pasted where keys are run would be a handful of commands. So a letter that would be run waits
for the moment in which those of the same breath arrive (`breath.py`), and what turns out to be a text is offered to
the screen as one.
"""

from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from committee.plurals import counted
from committee.text import pasted
from committee.tui.terminal.breath import HAND, breath, is_text, letter_of, may_become_text

PATIENCE = 0.5
"""Seconds after which a key no longer waits for the one before it, whatever became of that."""

ROUNDS = 4
"""How often we follow the queues from the focus up: once for the key itself, once for each message that what it did
may lead to in turn (a box is submitted, says it is closed, and is taken away)."""

MOMENT = 0.004
"""Seconds a letter waits for those that were sent with it, which the driver's thread hands over one by one."""

Typed = events.Key | events.Paste


class RunsKeys:
    """A screen that runs letters as keys, and can be offered a text instead."""

    def would_run(self, letter: str) -> bool:
        """Whether this letter, and what follows it, would be run as keys now; not where it opens a line to type in.

        With an empty letter, whether there is no field that a text could go to.
        """
        raise NotImplementedError

    def offer_text(self, text: str) -> None:
        """Take a text that was typed faster than a hand types, or pasted, where there is no field."""
        raise NotImplementedError


class KeysInOrder(App[None]):
    """An app that takes the next key when the one before has done its work."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._waiting: deque[Typed] = deque()
        self._under_way: Typed | None = None
        self._ran: list[events.Key] = []
        """Letters that were run before the next of the same breath arrived."""
        self._looking = False
        """Whether we wait for what was sent with the letter at the head of the queue."""

    @property
    def typing(self) -> bool:
        """Whether a key is still under way or waits behind one."""
        return (self._under_way is not None or bool(self._waiting)) and self.is_running

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """As Textual's, also from the screen the program began with, which Textual gives nobody to answer to."""
        top = self.screen
        if not top._result_callbacks:
            top._push_result_callback(top, None)
        return super().switch_screen(screen)

    async def on_event(self, event: events.Event) -> None:
        """Let one key or paste through, and let the next wait for it."""
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Paste):
            self._tidied(event)
        self._waiting.append(event)
        if self._under_way is None and not self._looking:
            await self._next()

    async def _next(self, seen: int = 0) -> None:
        """Take what is at the head of the queue: one key, or all of a text where the screen would run its letters.

        Args:
            seen: how many keys were in the queue when we looked the last time; while more come, we wait for the end.
        """
        self._looking = False
        if not self._waiting or self._under_way is not None or not self.is_running:
            return
        head, screen = self._waiting[0], self.screen
        if not isinstance(screen, RunsKeys) or not self._harmful(head, screen):
            self._ran.clear()
            await self._take(self._waiting.popleft())
        elif isinstance(head, events.Paste):
            self._offer(screen, 1, head.text)
        else:
            await self._letter(head, screen, seen)

    async def _letter(self, head: events.Key, screen: RunsKeys, seen: int) -> None:
        if self._ran and head.time - self._ran[-1].time > HAND:
            self._ran.clear()
        said = breath((*self._ran, *self._waiting))
        text = is_text(said)
        if len(self._waiting) > seen and (text or may_become_text(said)):
            self._look_ahead(HAND if text or self._ran else MOMENT)
        elif text:
            self._offer(screen, len(said) - len(self._ran), said)
        else:
            self._ran.append(head)
            await self._take(self._waiting.popleft())

    def _harmful(self, head: Typed, screen: RunsKeys) -> bool:
        if isinstance(head, events.Paste):
            return screen.would_run("")
        letter = letter_of(head)
        return bool(letter) and screen.would_run(letter)

    def _offer(self, screen: RunsKeys, keys: int, said: str) -> None:
        """So many keys at the head of the queue are no longer to be run: they are this text, or the end of it."""
        taken = [self._waiting.popleft() for _ in range(keys)]
        self._ran.clear()
        self._begin(taken[-1])
        screen.offer_text(said)
        self._climb(self.focused or self.screen, taken[-1], ROUNDS)

    def _look_ahead(self, seconds: float) -> None:
        """Come back once what was sent with the head of the queue is in it too."""
        self._looking = True
        seen = len(self._waiting)
        if self.is_headless:
            # There is no thread between: whatever was sent at once stands in front of this call.
            self.call_later(self._next, seen)
        else:
            self.set_timer(seconds, lambda: self._next(seen))

    def _begin(self, event: Typed) -> None:
        self._under_way = event
        self.set_timer(PATIENCE, lambda: self._finish(event))

    def _tidied(self, event: events.Paste) -> None:
        """Leave out of what was pasted, whoever gets it, what nobody saw where it was copied; and say so."""
        event.text, left_out = pasted(event.text)
        if left_out:
            self.notify(f"{counted(left_out, 'character')} that nobody sees left out of what was pasted", markup=False)

    async def _take(self, event: Typed) -> None:
        self._begin(event)
        target = self.focused or self.screen
        await super().on_event(event)
        self._climb(target, event, ROUNDS)

    def _climb(self, node: DOMNode | None, event: Typed, rounds: int) -> None:
        """Stand in each queue from `node` up, each time right behind what the key or its messages put there."""
        while node is not None and node is not self:
            if isinstance(node, Widget) and node.call_later(self._climb, node.parent, event, rounds):
                return
            node = node.parent
        self.call_later(self._at_the_top, event, rounds)

    async def _at_the_top(self, event: Typed, rounds: int) -> None:
        if rounds > 1:
            self._climb(self.focused or self.screen, event, rounds - 1)
        else:
            await self._finish(event)

    async def _finish(self, event: Typed) -> None:
        if self._under_way is not event:
            return
        self._under_way = None
        if not self._waiting:
            self._ran.clear()
        elif self.is_running and not self._looking:
            await self._next()
