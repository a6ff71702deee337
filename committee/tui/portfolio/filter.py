"""The line of `/` in the portfolio: filters while one types, offers what could stand there, saves under a name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from committee.model.vocabulary import SEVERITIES, Forecast, Stage
from committee.pipeline.portfolio.filters import KEYS, Filter, FilterFault, read_filter
from committee.text import fold
from committee.tui.forms.inputs import Completions, LineInput
from committee.tui.forms.words import Offer
from committee.tui.theme.style import look

MOST = 8
"""Most completions offered at once."""

_VALUES: Mapping[str, Sequence[str]] = {
    "stage": ("open", "closed", *(stage.value for stage in Stage)),
    "forecast": (*(forecast.value for forecast in Forecast), "none"),
    "severity": SEVERITIES,
    "closing": ("30d", "week", "month", "quarter", "year", "overdue"),
    "plan": ("easy", "moderate", "hard", "easier", "harder", "none"),
    "next": ("none", "overdue"),
    "is": ("faulty", "sound", "open", "closed"),
}


class PortfolioFilter(Vertical):
    """The line and what is said about it. Leaves with `Closed`; every readable change is told at once."""

    DEFAULT_CSS = look("portfolio", "PortfolioFilter")

    @dataclass
    class Wanted(Message):
        """Another filter."""

        wanted: Filter

    class Closed(Message):
        """The line was left."""

    @dataclass
    class Named(Message):
        """A filter is to be kept under this name."""

        name: str
        text: str

    def __init__(self, today: date, saved: Mapping[str, str], me: str, year_starts: int) -> None:
        super().__init__()
        self._today, self.saved, self._me, self._year_starts = today, saved, me, year_starts
        self._owners: tuple[str, ...] = ()
        self._kept = ""
        """The filter, while a name for it is typed."""
        self._naming = False
        self._offers = Completions()
        self.line = LineInput(id="filter-line", completions=self._offers)
        self.line.complete_first = True
        self._said = Static(markup=False, id="filter-said")

    def compose(self) -> ComposeResult:
        """The line, what is said, the completions over both."""
        yield self.line
        yield self._said
        yield self._offers

    def open(self, owners: Sequence[str]) -> None:
        """Type on where one left off."""
        self._owners = tuple(owners)
        self.add_class("open")
        self.line.placeholder = "owner:dana forecast:commit closing:30d severity:high, or words; @name for a saved one"
        self.line.focus()
        self._explain()

    def clear(self) -> None:
        """No filter."""
        self.line.value = ""
        self.remove_class("open")

    def begin_naming(self) -> None:
        """What is typed next is the name of this filter."""
        text = self.line.value.strip()
        if not text or self._naming:
            return
        try:
            self._read(text)
        except FilterFault as fault:
            self._say(str(fault), wrong=True)
            return
        self._kept, self._naming = text, True
        self.line.placeholder = "a name for this filter: letters, digits, - and _"
        self.line.value = ""
        self._say(f"Keep as @name: {text} · enter keeps it, esc does not")

    @on(LineInput.Changed)
    def _changed(self, event: LineInput.Changed) -> None:
        event.stop()
        if self._naming or not self.has_class("open"):
            return
        self._explain()
        # A word that may still become something else does not empty the list while it is typed.
        self._filter(self.line.value.rpartition(" ")[0] if self._unfinished() else self.line.value)

    def _filter(self, text: str) -> None:
        try:
            wanted = self._read(text.strip())
        except FilterFault as fault:
            self._say(str(fault), wrong=True)
        else:
            self.post_message(self.Wanted(wanted))

    def _read(self, text: str) -> Filter:
        return read_filter(text, self._today, self.saved, self._me, year_starts=self._year_starts)

    @on(LineInput.Chosen)
    def _chosen(self, event: LineInput.Chosen) -> None:
        event.stop()
        before, _, last = self.line.value.rpartition(" ")
        sign = "-" if last.startswith("-") else ""
        end = "" if event.offer.text.endswith(":") else " "
        self.line.value = f"{before}{' ' if before else ''}{sign}{event.offer.text}{end}"
        self.line.cursor_position = len(self.line.value)

    @on(LineInput.Step)
    def _step(self, event: LineInput.Step) -> None:
        event.stop()
        if event.entered and self._naming:
            name, text = self.line.value.strip(), self._kept
            self._stop_naming()
            if name:
                self.post_message(self.Named(name, text))
        elif event.entered:
            self._filter(self.line.value)
            self._leave()

    @on(LineInput.Escaped)
    def _escaped(self, event: LineInput.Escaped) -> None:
        event.stop()
        if self._naming:
            self._stop_naming()
            return
        self.line.value = ""
        self.post_message(self.Wanted(Filter()))
        self._leave()

    def _stop_naming(self) -> None:
        self._naming = False
        self.line.value = self._kept
        self.line.cursor_position = len(self._kept)

    def _leave(self) -> None:
        if not self.line.value.strip():
            self.remove_class("open")
        self._said.update("")
        self.post_message(self.Closed())

    def _explain(self) -> None:
        """Offer what the last word could become, and say what its key means."""
        last = self.line.value.rpartition(" ")[2].removeprefix("-")
        found = tuple(self._possible(last))[:MOST]
        done = len(found) == 1 and found[0].text == last
        shown = () if done or not last else found
        self._offers.offer(shown, self.line.cell, above=True)
        key = last.partition(":")[0]
        if ":" in last and key in KEYS:
            self._say(f"{key}: {KEYS[key]}")
        elif self.saved and not last:
            self._say(f"saved: {'  '.join(f'@{name}' for name in self.saved)}")
        else:
            self._say("words that stand in the row, or one of: " + " ".join(f"{one}:" for one in KEYS))

    def _possible(self, last: str) -> Iterator[Offer]:
        key, colon, typed = last.partition(":")
        if colon:
            values = self._owners if key == "owner" else _VALUES.get(key, ())
            said = typed.rpartition(",")[2]
            head = last[: len(last) - len(said)]
            for value in values:
                if fold(value).startswith(fold(said)) and value != said:
                    yield Offer(f'{head}"{value}"' if " " in value else f"{head}{value}")
            return
        yield from (Offer(f"@{name}", text) for name, text in self.saved.items() if f"@{name}".startswith(last))
        yield from (Offer(f"{one}:", about) for one, about in KEYS.items() if last and one.startswith(last))

    def _unfinished(self) -> bool:
        """The last word may still become something."""
        last = self.line.value.rpartition(" ")[2].removeprefix("-")
        return last.endswith((":", ",")) or any(self._possible(last))

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self._said.update(Content.assemble((text, "$warn" if wrong else "$muted")))
