"""When the program has come to rest: nothing is ready to run, and nothing waits to be drawn.

Textual's pilot waits until the process uses little of the processor, at least a fiftieth of a second each time, and
takes a busy machine for an idle program. What is asked here is the event loop itself: what it still has to do is known,
so a test waits as long as there is something to wait for and no longer. What a thread or another process will bring is
not waited for: `Desk.settle` waits for the workers, `within` for anything else.
"""

import asyncio
from collections.abc import Callable

from textual._context import active_app

MOST = 100_000
"""Rounds of the event loop after which a program that never rests is a failure of the test."""


async def at_rest(*_: float) -> None:
    """Wait until the program in this context has come to rest; takes the place of Textual's `wait_for_idle`."""
    loop = asyncio.get_running_loop()
    for _round in range(MOST):
        await asyncio.sleep(0)
        ready = loop._ready  # type: ignore[attr-defined]  # of asyncio's own loop, which says nowhere else what is ready
        if not ready and not _drew():
            return
    raise AssertionError("the program does not come to rest")


async def within(condition: Callable[[], object], *, seconds: float = 120) -> bool:
    """Whether something comes true that a thread or another process brings about; looks again and again until then."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while True:
        await at_rest()
        if condition():
            return True
        if loop.time() > end:
            return False
        await asyncio.sleep(0.002)


def _drew() -> bool:
    """Whether there was something to draw, which is done now instead of with the next frame."""
    app = active_app.get()
    screen = app.screen_stack[-1] if app.screen_stack else None
    if screen is None or not screen.is_current or app._batch_count or not screen._running:
        return False
    due = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._recompose_required
    if not (due or screen._dirty_widgets or screen._callbacks):
        return False
    screen._on_timer_update()
    return True
