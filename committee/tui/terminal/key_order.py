"""Keys act in the order they were typed, however far ahead of the screen somebody types.

Textual hands a key to the widget in focus at once, but what the key is *bound* to happens only when it has bubbled up,
queue by queue, to the app, and what that leads to (a box closes, the focus goes back) is told in further messages.
Typed in one breath, the letters of "/ t o m" would reach the map before "/" had opened the box they are meant for. So
one key is under way at a time; those behind it wait until whatever it did is done.
"""

from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

PATIENCE = 0.5
"""Seconds after which a key no longer waits for the one before it, whatever became of that."""

ROUNDS = 4
"""How often we follow the queues from the focus up: once for the key itself, once for each message that what it did
may lead to in turn (a box is submitted, says it is closed, and is taken away)."""

Typed = events.Key | events.Paste


class KeysInOrder(App[None]):
    """An app that takes the next key when the one before has done its work."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._waiting: deque[Typed] = deque()
        self._under_way: Typed | None = None

    @property
    def typing(self) -> bool:
        """Whether a key is still under way or waits behind one."""
        return self._under_way is not None and self.is_running

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
        elif self._under_way is not None:
            self._waiting.append(event)
        else:
            await self._take(event)

    async def _take(self, event: Typed) -> None:
        self._under_way = event
        target = self.focused or self.screen
        self.set_timer(PATIENCE, lambda: self._finish(event))
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
        if self._waiting and self.is_running:
            await self._take(self._waiting.popleft())
