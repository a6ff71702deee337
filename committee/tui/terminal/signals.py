"""Signals that end the program give the terminal back first.

They are handled on the event loop, not in the middle of a write. All that end a program and can be caught are: whoever
sends one, a supervisor, a limit, a colleague's script, what was not saved must not depend on which it was. Ctrl+c on
the keyboard is no signal while the screen is up; one that comes from outside is.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio

_OTHERS: Final = frozenset(
    f"SIG{name}"
    for name in (
        *("KILL", "STOP"),  # nobody can catch them
        *("CHLD", "CLD", "CONT", "TSTP", "TTIN", "TTOU", "URG", "WINCH", "INFO"),  # they end nothing
        *("PIPE", "XFSZ"),  # what was being written says so itself
        *("SEGV", "BUS", "FPE", "ILL"),  # the interpreter itself is broken; going on would bring the same again
    )
)
ENDING = tuple(sorted(int(number) for number in signal.valid_signals() if getattr(number, "name", "") not in _OTHERS))
"""Those that this system knows: by name on Windows too, where `SIGBREAK` is among them."""

_OF_THE_KEYBOARD = frozenset(getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name))


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
    except (ValueError, OSError):
        return


@contextmanager
def left_to_another() -> Iterator[None]:
    """While another program has the terminal, the keys that send signals are its own; other signals end us afterwards.

    They are handled in this very place meanwhile: what the loop hears of, it would act upon afterwards.
    """
    came: list[int] = []
    before = {}
    wakeup = signal.set_wakeup_fd(-1)
    try:
        # A handler, not SIG_IGN: what is ignored here would be ignored by the other program as well.
        for number in ENDING:
            before[number] = signal.signal(number, lambda got, _: came.append(got))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        signal.set_wakeup_fd(wakeup)
    for number in came:
        if number not in _OF_THE_KEYBOARD:
            signal.raise_signal(number)
