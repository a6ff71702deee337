"""Shown instead of everything else while the window is too small to draw an account."""

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST = Size(40, 12)


def too_small(size: Size) -> bool:
    """Whether a window is smaller than 40 by 12."""
    return size.width < LEAST.width or size.height < LEAST.height


class SmallScreen(ModalScreen[None]):
    """One line; it goes away with a larger window."""

    def compose(self) -> ComposeResult:
        yield Static(Content("Please enlarge this window: 40 by 12."), id="too-small")
