"""One-line text boxes with completion: the light widget that every form and the add line use.

The list of completions floats under the box. Down goes into it, tab or enter takes what is highlighted, esc closes it;
as long as nothing is highlighted, enter means what it meant without the list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.highlighter import Highlighter
from rich.text import Text as RichText
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from committee.tui.forms.words import Offer
from committee.tui.theme.style import look
from committee.tui.widgets.messages import Told
from committee.tui.widgets.one_line import OneLine


class Underline(Highlighter):
    """Underlines spans of a text box; which ones is set from outside before each change is drawn."""

    def __init__(self) -> None:
        self.spans: Sequence[tuple[int, int]] = ()

    def highlight(self, text: RichText) -> None:
        """Mark the spans: underlined and bold, so that it shows without colour too."""
        for start, end in self.spans:
            text.stylize("bold underline", start, end)


class Completions(OptionList, can_focus=False):
    """The floating list; it never takes the focus, the box it belongs to drives it."""

    DEFAULT_CSS = look("forms", "Completions")

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
        self.offered: tuple[Offer, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anything is offered."""
        return self.has_class("open")

    def offer(self, offers: tuple[Offer, ...], at: Offset, *, above: bool = False) -> None:
        """Show these completions under (or above) the cursor at `at` in screen cells; hide the list without any."""
        if offers != self.offered:
            self.offered = offers
            width = max((len(offer.text) for offer in offers), default=0)
            self.set_options(Option(_line(offer, width)) for offer in offers)
            self.highlighted = None
        self.absolute_offset = at - Offset(0, min(len(offers), 8)) if above else at + Offset(0, 1)
        self.set_class(bool(offers), "open")

    def close(self) -> None:
        """Hide the list."""
        self.offer((), Offset(0, 0))

    def chosen(self) -> Offer | None:
        """The highlighted completion."""
        return self.offered[self.highlighted] if self.highlighted is not None and self.is_open else None


def _line(offer: Offer, width: int) -> Content:
    return Content.assemble(offer.text.ljust(width), ("  " + offer.doc, "dim") if offer.doc else "")


class LineInput(OneLine):
    """A box of one line that can drive a list of completions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "down", "next", show=False),
        Binding("up", "up", "previous", show=False),
        Binding("tab", "tab", "complete", show=False),
        Binding("enter", "enter", "go on", show=False),
        Binding("escape", "escape", "close", show=False),
    ]

    DEFAULT_CSS = look("forms", "LineInput")

    @dataclass
    class Step(Told):
        """The box was left by a key: 1 forwards, -1 backwards; `entered` when by enter."""

        step: int
        entered: bool = False

    @dataclass
    class Chosen(Told):
        """A completion was chosen from the list."""

        offer: Offer

    @dataclass
    class Escaped(Told):
        """Esc, with no list open."""

    @dataclass
    class Pasted(Told):
        """Several lines were pasted; they are not in the box."""

        text: str

    def __init__(self, value: str = "", *, completions: Completions | None = None, **more: Any) -> None:
        super().__init__(value, compact=True, select_on_focus=False, **more)
        self.completions = completions
        self.complete_first = False
        """Tab takes the first completion though none is highlighted (the add line); else it leaves the box."""
        self.takes_lines = False
        """Several pasted lines are told (`Pasted`) instead of joined."""
        self.entered: Callable[[], None] | None = None
        """Called on enter in place of a message, where whoever types on at once must not lose a key: what is typed
        next waits behind this call, but would overtake a message."""

    @property
    def cell(self) -> Offset:
        """Where the cursor is on the screen."""
        return self.cursor_screen_offset

    def action_down(self) -> None:
        self._move(1)

    def action_up(self) -> None:
        self._move(-1)

    def action_tab(self) -> None:
        if self._take(first=self.complete_first):
            return
        self.post_message(self.Step(self, 1))

    def action_enter(self) -> None:
        if self._take(first=False):
            return
        self._close()
        if self.entered is not None:
            self.entered()
        else:
            self.post_message(self.Step(self, 1, entered=True))

    def action_escape(self) -> None:
        if self.completions is not None and self.completions.is_open:
            self._close()
        else:
            self.post_message(self.Escaped(self))

    def _move(self, step: int) -> None:
        shown = self.completions
        if shown is None or not shown.is_open:
            self.post_message(self.Step(self, step))
        elif step > 0:
            shown.action_cursor_down()
        else:
            shown.action_cursor_up()

    def _take(self, *, first: bool) -> bool:
        shown = self.completions
        if shown is None or not shown.is_open:
            return False
        offer = shown.chosen() or (shown.offered[0] if first else None)
        if offer is None:
            return False
        self.post_message(self.Chosen(self, offer))
        self._close()
        return True

    def _close(self) -> None:
        if self.completions is not None:
            self.completions.close()

    async def _on_key(self, event: events.Key) -> None:
        # A bound key reaches its action only after it has bubbled up to the app and been bound there; letters typed
        # meanwhile would overtake it, so that "enter" would act on half of the next line. Here keys act in their order.
        own = self._bindings.key_to_bindings.get(event.key)
        if own is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(own[0].action)

    def _on_blur(self, event: events.Blur) -> None:
        self._close()
        super()._on_blur(event)

    def paste_lines(self, lines: list[str]) -> None:
        """As of any box of one line; where several lines mean several things they are told instead."""
        if self.takes_lines and len(lines) > 1:
            self.post_message(self.Pasted(self, "\n".join(lines)))
        else:
            super().paste_lines(lines)
