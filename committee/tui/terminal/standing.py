"""A fault of ours costs what was being done, not the sitting.

Textual ends the program at any exception, and the widget it came from hears nothing any more. Here a message that could
not be dealt with is dropped and the next one is taken; a widget that cannot be drawn says so in its place. What became
of it is for the program to say (`Standing.stumbled`); where nothing helps any more it ends as before.
"""

from collections import deque
from collections.abc import Callable
from typing import Any

from rich.segment import Segment
from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.strip import Strip
from textual.widget import Widget

from committee import crash

MOST = 60
"""Faults within `SPAN` seconds after which the program itself is what fails: it serves nobody any more."""
SPAN = 5.0
AGAIN = 2.0
"""Seconds in which the same fault is said once: one that comes with every line drawn would be said with every line."""
NOT_DRAWN = "This could not be drawn: a fault of ours."


class Standing(App[None]):
    """An app that goes on after a fault, once it has begun."""

    def __init__(self, **more: Any) -> None:
        _guard()
        super().__init__(**more)
        self.begun = False
        """Whether there is a screen to go on with."""
        self._faults: deque[float] = deque(maxlen=MOST)
        self._said: dict[str, float] = {}

    def stumbled(self, text: str) -> None:
        """A fault was survived: say so, and keep the report.

        Args:
            text: the report, without names.
        """
        raise NotImplementedError

    def survives(self, error: Exception, *, drawing: bool = False) -> bool:
        """Whether the program goes on after this; it was said then.

        Args:
            error: what was raised.
            drawing: a widget was being drawn, and says so itself: however often, it is in nobody's way.
        """
        loop = self._loop
        if not self.begun or loop is None or self._exit or not self.is_running:
            return False
        now = loop.time()
        if not drawing:
            self._faults.append(now)
            if len(self._faults) == MOST and now - self._faults[0] < SPAN:
                return False
        text = crash.report(error, what="Something was not done", kept="The program went on; nothing was lost.")
        if now - self._said.get(text, -AGAIN) >= AGAIN:
            self._said[text] = now
            self.stumbled(text)
        return True


def _guard() -> None:
    """Have Textual ask us before it gives anything up; once for all programs of this process."""
    if MessagePump._dispatch_message not in _ours:
        MessagePump._dispatch_message = _dispatching(MessagePump._dispatch_message)  # type: ignore[method-assign,assignment]
        Widget.render_lines = _rendering(Widget.render_lines)  # type: ignore[method-assign,assignment]
        WriterThread.run = _writing(WriterThread.run)  # type: ignore[method-assign,assignment]
        _ours.append(MessagePump._dispatch_message)


_ours: list[Callable[..., Any]] = []


def _dispatching(plain: Callable[[MessagePump, Message], Any]) -> Callable[[MessagePump, Message], Any]:
    async def _dispatch_message(self: MessagePump, message: Message) -> None:
        try:
            await plain(self, message)
        except Exception as error:
            app = self.app
            if not isinstance(app, Standing) or not app.survives(error):
                raise

    return _dispatch_message


def _rendering(plain: Callable[[Widget, Region], list[Strip]]) -> Callable[[Widget, Region], list[Strip]]:
    def render_lines(self: Widget, crop: Region) -> list[Strip]:
        try:
            return plain(self, crop)
        except Exception as error:
            app = self.app
            if not isinstance(app, Standing) or not app.survives(error, drawing=True):
                raise
            words = [NOT_DRAWN if y == 0 else "" for y in range(crop.y, crop.bottom)]
            return [Strip([Segment(text)]).adjust_cell_length(self.size.width).crop(crop.x, crop.right)
                    for text in words]  # fmt: skip

    return render_lines


def _writing(plain: Callable[[WriterThread], None]) -> Callable[[WriterThread], None]:
    def run(self: WriterThread) -> None:
        try:
            plain(self)
        except OSError:
            # The terminal is gone. Whoever writes to it waits for room behind what is not written yet, and would wait
            # for ever; so would the next sitting for the journal of a process that never ends.
            while self._queue.get() is not None:
                pass

    return run
