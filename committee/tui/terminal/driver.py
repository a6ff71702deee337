"""Textual's own driver, told that the first frame is on the screen already."""

from collections.abc import Callable

from textual.driver import Driver

ALTERNATE = "\x1b[?1049h"


def continuing(base: type[Driver], hand_over: Callable[[], None]) -> type[Driver]:
    """A driver like `base` that begins on the screen as it is, without switching to an empty one.

    Args:
        base: the driver for this system.
        hand_over: called right before the driver looks at the terminal's settings.
    """

    class Continuing(base):  # type: ignore[valid-type,misc]  # a class made for the base that Textual chose
        _begun = False

        def start_application_mode(self) -> None:
            """Take the terminal over, as it is the first time."""
            hand_over()
            super().start_application_mode()
            self._begun = True

        def write(self, data: str) -> None:
            """Everything but the first switch of screens."""
            if self._begun or data != ALTERNATE:
                super().write(data)

    return Continuing
