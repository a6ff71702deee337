"""The bottom strip: findings, or the talks of the plan while it is on."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region
from textual.widget import Widget

from committee.tui.account.what_if import summary_line
from committee.tui.account.wording import strip_focus, strip_text
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, Segment, fitted, lines
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.line import room_of
from committee.tui.widgets.messages import FindingChosen, TalkChosen


class Strip(Keyed, Widget, can_focus=True, inherit_bindings=False):
    """A title and as many rows as fit, around the one in focus; a click on a row goes there."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("strip")

    def __init__(self) -> None:
        super().__init__(id="strip")
        self._state: ViewState | None = None
        self._first = 0
        self._drawn: list[list[Segment]] = []
        self._about: tuple[object, ...] = ()
        self._rows: tuple[str, list[Line]] = "", []

    def show(self, state: ViewState) -> None:
        """Draw this state: the lines that are others than before."""
        self._state = state
        before, now = self._drawn, self._picture()
        if len(before) != len(now):
            self.refresh()
        elif before != now:
            cells = room_of(self).width
            self.refresh(*(Region(0, y, cells, 1) for y, line in enumerate(now) if line != before[y]))

    def render(self) -> Content:
        self._drawn = self._picture()
        return lines(self._drawn)

    def _picture(self) -> list[list[Segment]]:
        if self._state is None:
            return []
        title, rows = self._text(self._state)
        focus = strip_focus(self._state)
        room = max(room_of(self).height - 1, 1)
        self._first = _window(len(rows), room, focus, self._first)
        cells = room_of(self).width
        head: Line = [(f" {title}", "accent bold" if self.has_focus else "accent")]
        if self._state.supposed is not None:
            head = summary_line(self._state)
        shown = rows[self._first : self._first + room]
        left = len(rows) - self._first - len(shown)
        if left > 0:
            head = [*head, (f"   {left} more below", "muted")]
        marker = glyph("focus", plain=self._state.plain)
        body = [
            [(marker if self._first + place == focus else " ", "accent bold"), *row] for place, row in enumerate(shown)
        ]
        return [fitted(row, cells) for row in (head, *body)]

    def _text(self, state: ViewState) -> tuple[str, list[Line]]:
        """Title and rows; a selection, which comes far more often than anything else, changes none of them."""
        about = (state.account, state.analysis, state.supposed, state.plan_on, state.plain)
        if len(about) != len(self._about) or any(a is not b for a, b in zip(about, self._about, strict=True)):
            self._about, self._rows = about, strip_text(state)
        return self._rows

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: Click) -> None:
        if event.y > 0:
            self._choose(self._first + event.y - 1)

    def verbs(self) -> Verbs:
        """Up and down while the strip has the keys."""
        return {"strip.down": lambda: self._step(1), "strip.up": lambda: self._step(-1)}

    def _step(self, step: int) -> None:
        if self._state is not None:
            self._choose(strip_focus(self._state) + step)

    def _choose(self, row: int) -> None:
        state = self._state
        if state is None or state.analysis is None:
            return
        count = len(state.analysis.plan.talks if state.plan_on else state.analysis.findings)
        if 0 <= row < count:
            self.post_message(TalkChosen(row + 1) if state.plan_on else FindingChosen(row))


def _window(count: int, room: int, focus: int, first: int) -> int:
    """The first visible row, so that the one in focus is seen and no room is wasted; it moves as little as possible."""
    if focus >= 0:
        first = min(max(first, focus - room + 1), focus)
    return max(0, min(first, count - room))
