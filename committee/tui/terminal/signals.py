"""Signals that end the program give the terminal back first.

They are handled on the event loop, not in the middle of a write.
"""

import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
"""Those that this system knows: SIGHUP is POSIX, SIGBREAK is Windows."""


def end_on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave(128 + number)` on the running loop when one of the ending signals arrives."""
    import asyncio

    loop = asyncio.get_running_loop()
    for number in ENDING:
        try:
            loop.add_signal_handler(number, leave, 128 + number)
        except (NotImplementedError, RuntimeError, ValueError):
            _end_by_thread(loop, number, leave)


def _end_by_thread(loop: "asyncio.AbstractEventLoop", number: int, leave: Callable[[int], None]) -> None:
    # Windows loops take no signal handlers, and tests may run outside the main thread, which takes none at all.
    try:
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(leave, 128 + number))
    except ValueError:
        return
