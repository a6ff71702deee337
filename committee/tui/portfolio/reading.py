"""How the portfolio is read: in a thread, a few rows at a time, and again when one comes back to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic

from textual import events, on
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from committee.model.disclosure import Disclosure
from committee.pipeline.portfolio.filters import Filter
from committee.pipeline.portfolio.row import Row
from committee.pipeline.portfolio.scan import Scanned
from committee.pipeline.portfolio.stream import Event, stream
from committee.tui.portfolio.session import Portfolio
from committee.tui.portfolio.table import PortfolioLines
from committee.tui.widgets.keyed import KeyedScreen

PULSE = 0.12
"""Seconds between two drawings while rows come in."""


@dataclass
class Found(Message):
    """A worker looked for the files; `turn` says which of them all."""

    scanned: Scanned
    turn: int


class Read(Message):
    """A worker has rows; `last` when there are no more."""

    def __init__(self, rows: Sequence[Event], turn: int, *, last: bool) -> None:
        super().__init__()
        self.rows, self.turn, self.last = tuple(rows), turn, last


class PortfolioReader(KeyedScreen, Screen[None]):
    """A screen with a table that fills while files are read.

    Args:
        portfolio: what is known already.
        today: the day of the analyses.
        disclosure: what is withheld.
    """

    def __init__(self, portfolio: Portfolio, today: date, disclosure: Disclosure) -> None:
        super().__init__()
        self.portfolio, self.today, self.disclosure = portfolio, today, disclosure
        self.reading = True
        self._turn = 0
        """Which reading counts: what an earlier one still sends may show what is withheld by now."""
        self._stale = False
        self.table = PortfolioLines()

    def draw(self) -> None:
        """Everything as it is now."""
        raise NotImplementedError

    def want(self, wanted: Filter) -> None:
        """Show only what a filter wants."""
        self.portfolio.want(wanted)
        self.draw()

    @property
    def row(self) -> Row | None:
        """The account under the cursor."""
        key = self.table.key
        return self.portfolio.rows.get(key) if isinstance(key, Path) else None

    @on(events.ScreenResume)
    def _again(self) -> None:
        """Back from an account or a review: what changed meanwhile is read again; the rest comes from the cache."""
        if self.is_mounted and self.reading:
            self._stale = self._turn > 0
        elif self.is_mounted:
            self.read()

    def disclose(self, disclosure: Disclosure) -> None:
        """Something else is withheld: nothing that was read before stays, nor a filter that may name somebody."""
        if disclosure != self.disclosure:
            self.disclosure = disclosure
            self.portfolio.clear()
            self.want(Filter())
            self.read()

    def read(self) -> None:
        """Look for the files and read them in a thread; a newer wish takes the place of one that is under way."""
        source, today, disclosure = self.portfolio.source, self.today, self.disclosure
        self.reading, self._stale = True, False
        self._turn += 1
        turn = self._turn
        # What is on top of the screen is worked out first.
        first = {row.path: place for place, row in enumerate(self.portfolio.shown)}

        def work() -> None:
            worker = get_current_worker()
            found = source.scan()
            self.post_message(Found(found, turn))
            held: list[Event] = []
            told = monotonic()
            rows = stream(
                sorted(found.files, key=lambda path: first.get(path, len(first))),
                today,
                stop=lambda: worker.is_cancelled,
                disclosure=disclosure,
                others=found.unreadable,
            )
            for event in rows:
                held.append(event)
                if monotonic() - told > PULSE:
                    self.post_message(Read(held, turn, last=False))
                    held, told = [], monotonic()
            if not worker.is_cancelled:
                self.post_message(Read(held, turn, last=True))

        self.run_worker(work, name="portfolio", group="portfolio", exclusive=True, thread=True)

    def on_found(self, message: Found) -> None:
        message.stop()
        if message.turn == self._turn:
            self.portfolio.begin(message.scanned)
            self.draw()

    def on_read(self, message: Read) -> None:
        message.stop()
        if message.turn != self._turn:
            return
        self.portfolio.take(message.rows)
        self.reading = not message.last
        self.draw()
        if message.last and self._stale:
            self.read()
