"""Choices as words on a line: arrows or the first letters choose, nothing has to be opened."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from committee.text import width as cells
from committee.tui.theme.style import look
from committee.tui.widgets.messages import Told

_PATIENCE = 1.2
"""Seconds after which a typed letter begins a new word."""


class Choice(Widget, can_focus=True):
    """One of several words, or (with `many`) any number of them.

    `text` is what a text box would hold: the chosen word, or the chosen words with commas; empty for unknown. Letters
    choose the word that begins with them, with `many` beside those that are marked; left and right move; space marks,
    or takes back; backspace makes it unknown again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "before", show=False),
        Binding("right", "step(1)", "after", show=False),
        Binding("space", "mark", "choose", show=False),
        Binding("backspace,delete", "clear", "unknown", show=False),
        Binding("down,tab", "leave(1)", "next", show=False),
        Binding("up,shift+tab", "leave(-1)", "previous", show=False),
        Binding("enter", "enter", "go on", show=False),
    ]

    DEFAULT_CSS = look("forms", "Choice")

    @dataclass
    class Changed(Told):
        """Another choice was made."""

        text: str

    @dataclass
    class Step(Told):
        """The choice was left by a key: 1 forwards, -1 backwards; `entered` when by enter."""

        step: int
        entered: bool = False

    def __init__(self, options: tuple[str, ...], text: str = "", *, many: bool = False) -> None:
        super().__init__()
        self.options = options
        self.many = many
        self.chosen = tuple(word for word in (part.strip() for part in text.split(",")) if word)
        self.cursor = options.index(self.chosen[0]) if self.chosen and self.chosen[0] in options else 0
        self._typed = ""
        self._typed_at = 0.0
        self._before: tuple[str, ...] = ()
        """What was marked before the word that is being typed."""

    @property
    def text(self) -> str:
        """What is chosen, as a text box would hold it; a word that is no option is kept until another is chosen."""
        return ", ".join(self.chosen)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - likewise
        return len(self._lines(width))

    def render(self) -> Content:
        """The words, with a mark before each that is chosen."""
        lines = self._lines(self.size.width)
        return Content("\n").join(Content("  ").join(self._word(index) for index in line) for line in lines)

    def action_step(self, step: int) -> None:
        self._typed = ""
        if not self.options:
            return
        index = (self.cursor + step) % len(self.options) if self.many or self.chosen else (0 if step > 0 else -1)
        self.cursor = index % len(self.options)
        if not self.many:
            self._choose((self.options[self.cursor],))
        self.refresh()

    def action_mark(self) -> None:
        """Choose, or take back, the word under the cursor."""
        word, just_typed = self.options[self.cursor], bool(self._typed)
        self._typed = ""
        if self.many and just_typed and word in self.chosen and word not in self._before:
            return  # its letters marked it already; space behind them only says so
        if not self.many:
            self._choose(() if self.chosen == (word,) else (word,))
        elif word in self.chosen:
            self._choose(tuple(w for w in self.chosen if w != word))
        else:
            self._choose(tuple(w for w in self.options if w in self.chosen or w == word))

    def action_clear(self) -> None:
        self._typed = ""
        self._choose(())

    def action_leave(self, step: int) -> None:
        self.post_message(self.Step(self, step))

    def action_enter(self) -> None:
        self.post_message(self.Step(self, 1, entered=True))

    def on_key(self, event: events.Key) -> None:
        """Letters and digits look for a word that begins with them."""
        if not event.is_printable or event.character is None or event.character.isspace():
            return
        event.stop()
        fresh = not self._typed or event.time - self._typed_at > _PATIENCE
        self._typed_at = event.time
        if fresh:
            self._before = self.chosen
        self._typed = event.character.lower() if fresh else self._typed + event.character.lower()
        found = self._find(self._typed)
        if found is None:
            self._typed = event.character.lower()
            found = self._find(self._typed)
        if found is not None:
            self._go_to(found)

    def on_click(self, event: events.Click) -> None:
        lines = self._lines(self.size.width)
        if not 0 <= event.y < len(lines):
            return
        x = 0
        for index in lines[event.y]:
            end = x + 2 + cells(self.options[index])
            if x <= event.x < end:
                self.cursor = index
                self.action_mark()
                return
            x = end + 2

    def on_focus(self) -> None:
        self._typed = ""
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _find(self, typed: str) -> int | None:
        """The word that begins with `typed`; the one after the cursor first, so that a letter twice goes on."""
        count = len(self.options)
        start = 1 if len(typed) == 1 and (self.many or self.chosen) else 0
        order = [(self.cursor + start + step) % count for step in range(count)]
        return next((i for i in order if self.options[i].lower().startswith(typed)), None)

    def _go_to(self, index: int) -> None:
        self.cursor = index
        marked = {*self._before, self.options[index]} if self.many else {self.options[index]}
        self._choose(tuple(word for word in self.options if word in marked))
        self.refresh()

    def _choose(self, chosen: tuple[str, ...]) -> None:
        if chosen != self.chosen:
            self.chosen = chosen
            self.refresh()
            self.post_message(self.Changed(self, self.text))

    def _word(self, index: int) -> Content:
        word = self.options[index]
        chosen = word in self.chosen
        mark = ("■" if self.many else "●") if chosen else ("□" if self.many else "○")
        style = "bold" if chosen else "$muted"
        if self.has_focus and index == self.cursor and (self.many or chosen or not self.chosen):
            style += " reverse" if self.many or chosen else " underline"
        return Content.assemble((f"{mark} {word}", style))

    def _lines(self, width: int) -> list[list[int]]:
        """Which words stand on which line, filling each."""
        lines: list[list[int]] = [[]]
        used = 0
        for index, word in enumerate(self.options):
            size = 2 + cells(word)
            if lines[-1] and used + 2 + size > max(width, 1):
                lines.append([])
                used = 0
            used += size + (2 if lines[-1] else 0)
            lines[-1].append(index)
        return lines
