"""The portfolio: all accounts of a folder in one table that fills while it is read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from committee.errors import CommitteeError
from committee.model.disclosure import OPEN, Disclosure
from committee.pipeline.portfolio.columns import COLUMNS
from committee.pipeline.portfolio.row import Row
from committee.tui.keys.conditions import Situation
from committee.tui.map.wish import TALL
from committee.tui.portfolio.filter import PortfolioFilter
from committee.tui.portfolio.first_frame import heading
from committee.tui.portfolio.lines import (
    SHOWN,
    detail_lines,
    row_line,
    totals_line,
    totals_lines,
    widths,
)
from committee.tui.portfolio.reading import PortfolioReader
from committee.tui.portfolio.session import Portfolio
from committee.tui.portfolio.table import PortfolioLines
from committee.tui.program import Commands, Program
from committee.tui.theme.ink import Line, content
from committee.tui.theme.style import look
from committee.tui.widgets.columns import head_line, stepped, visible
from committee.tui.widgets.footer import KeyFooter
from committee.tui.widgets.keyed import bindings
from committee.tui.widgets.line import Bar, Lead
from committee.tui.widgets.lines import Lines
from committee.tui.widgets.lines import Row as Drawn
from committee.tui.widgets.messages import Asked

SAFE = (0,)
"""The columns a customer may see: which accounts there are."""

TYPING: Line = tuple(
    piece
    for key, label in (("tab", "complete"), ("enter", "keep"), ("esc", "show all"), ("ctrl+s", "save under a name"))
    for piece in ((key, "key bold"), (f" {label}  ", "muted"))
)
"""What the keys do while a filter is typed."""


class PortfolioScreen(PortfolioReader):
    """Accounts as rows, with what there is to know of the one under the cursor below them.

    Args:
        portfolio: what is known already, such as what the first frame showed.
        today: the day of the analyses.
        rebound: the user's own keys.
        commands: what they do.
        saved: filters by name.
        me: the name of whoever sits here.
        year_starts: the month the fiscal year starts with.
        disclosure: what is withheld.
        plain: draw with ASCII only.
        dated: `today` is not today.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("portfolio"), *bindings("portfolio-filter")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - Textual's own type is a list
    DEFAULT_CSS = look("portfolio", "PortfolioScreen")

    def __init__(  # noqa: PLR0913 - what it is shown with, by keyword
        self,
        portfolio: Portfolio,
        *,
        today: date,
        rebound: Mapping[str, str],
        commands: Commands,
        saved: Mapping[str, str],
        me: str = "",
        year_starts: int = 1,
        disclosure: Disclosure = OPEN,
        plain: bool = False,
        dated: bool = False,
    ) -> None:
        super().__init__(portfolio, today, disclosure)
        self._commands = commands
        self.rebound, self.plain, self.dated, self.me = rebound, plain, dated, me
        self.column: int = 0
        self.first: int = 1
        self.totals = False
        self._touched = False
        """The cursor was moved: from then on it stays with its account, before on the first row."""
        self.filter = PortfolioFilter(today, saved, me, year_starts)
        self._title, self._totals = Bar(id="portfolio-title"), Bar(id="portfolio-totals")
        self._details = Lead(id="portfolio-details")
        self._footer = KeyFooter(rebound, plain=plain, screen="portfolio")

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._totals
        yield self.table
        yield self._details
        yield self.filter
        yield self._footer

    def on_mount(self) -> None:
        """What is known stands at once; the rest follows."""
        self.table.focus()
        self.draw()
        self.call_after_refresh(self.read)

    def draw(self) -> None:
        """Everything as it is now."""
        portfolio, plain = self.portfolio, self.plain
        room = self.table.width - 3
        fitting = SAFE if self.disclosure.customer_safe else visible(SHOWN, self.first, room)
        columns = zip(fitting, widths(fitting, room), strict=True)
        head = head_line(
            SHOWN, columns, column=self.column, sort=portfolio.sort, descending=portfolio.descending, plain=plain
        )
        self.table.fill([self._drawn(row, fitting, room) for row in portfolio.shown], [content(head)])
        if not self._touched and portfolio.shown:
            self.table.go_to(portfolio.shown[0].path)
        self._title.say(*heading(portfolio, reading=self.reading, today=self.today, dated=self.dated,
                                 disclosure=self.disclosure, plain=plain))  # fmt: skip
        self._totals.say(() if self.disclosure.customer_safe else totals_line(portfolio.shown, plain=plain))
        self.draw_details()

    def _drawn(self, row: Row, fitting: Sequence[int], room: int) -> Drawn:
        def draw(_: int) -> list[Content]:
            return [content(row_line(row, fitting, room, plain=self.plain, waiting=self.reading))]

        return Drawn(row.path, draw)

    def draw_details(self) -> None:
        """What is below the table, and the keys."""
        row, shown, plain = self.row, self.portfolio.shown, self.plain
        self._footer.show(
            Situation(people=row is not None, view="portfolio"), TYPING if self.filter.line.has_focus else ()
        )
        if self.disclosure.customer_safe:
            self._details.say(lambda _: [[(" what a customer may see; ", "muted"), ("P", "key bold"),
                                          (" shows everything again", "muted")]])  # fmt: skip
        elif self.totals:
            self._details.say(lambda _: totals_lines(shown, plain=plain))
        elif row is not None:
            self._details.say(lambda cells: detail_lines(row, cells, plain=plain))
        else:
            said = self._nothing()
            self._details.say(lambda _: [said])

    def _nothing(self) -> Line:
        if self.reading:
            return [(" looking for accounts …", "muted")]
        if self.portfolio.rows:
            return [(f" none of {len(self.portfolio.rows)} accounts match: ", "muted"), ("esc", "key bold"),
                    (" shows all again", "muted")]  # fmt: skip
        return [(" no accounts here: ", "muted"), ("n", "key bold"), (" begins one or opens a file", "muted")]

    def on_key(self) -> None:
        self._footer.hush()

    def situation(self) -> Situation:
        """What decides whether a command is possible now."""
        return Situation(people=self.row is not None, view="portfolio")

    def sort_by(self, index: int, *, turned: bool | None = None) -> None:
        """By a column; the same one again turns the order round, unless `turned` says how it is to be."""
        key = COLUMNS[index].key
        if turned is None:
            turned = key == self.portfolio.sort and not self.portfolio.descending
        self.portfolio.sort_by(key, descending=turned)
        self.draw()
        self.say(f"sorted by {COLUMNS[index].about}{', the other way round' if turned else ''}")

    @on(PortfolioLines.ColumnMoved)
    def _step_column(self, message: PortfolioLines.ColumnMoved) -> None:
        """Another column; the columns scroll so that it is seen."""
        message.stop()
        self.column, self.first = stepped(SHOWN, self.column, self.first, message.step, self.table.width - 3)
        self.draw()
        self.say(COLUMNS[self.column].about)

    @on(PortfolioLines.HeadClicked)
    def _head(self, message: PortfolioLines.HeadClicked) -> None:
        message.stop()
        room = self.table.width - 3
        shown, left = visible(SHOWN, self.first, room), 3
        for index, cells in zip(shown, widths(shown, room), strict=True):
            if left <= message.x < left + cells:
                self.column = index
                self.sort_by(index)
            left += cells + 1

    @on(Lines.Moved)
    @on(Lines.Entered)
    @on(Lines.Resized)
    def _moved(self, message: Lines.Moved | Lines.Entered | Lines.Resized) -> None:
        message.stop()
        if isinstance(message, Lines.Entered):
            self.action_do("portfolio.open")
        elif isinstance(message, Lines.Moved):
            self._touched = True
            self.draw_details()
        else:
            self.draw()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focused(self) -> None:
        self.draw_details()

    @on(PortfolioFilter.Wanted)
    def _wanted(self, message: PortfolioFilter.Wanted) -> None:
        message.stop()
        self.want(message.wanted)

    def disclose(self, disclosure: Disclosure) -> None:
        """Something else is withheld: the line of the filter may name somebody, too."""
        if disclosure != self.disclosure:
            self.filter.clear()
        super().disclose(disclosure)

    @on(PortfolioFilter.Closed)
    @on(PortfolioFilter.Named)
    def _filtered(self, message: PortfolioFilter.Closed | PortfolioFilter.Named) -> None:
        message.stop()
        if isinstance(message, PortfolioFilter.Named):
            self._keep_filter(message.name, message.text)
        else:
            self.table.focus()

    def _keep_filter(self, name: str, text: str) -> None:
        """A name was given: into the settings file."""
        from committee.settings import load, remember_filter

        app = cast("Program", self.app)
        try:
            remember_filter(name, text)
            app.settings = load()
        except CommitteeError as failure:
            self.say(str(failure), warning=True)
            return
        self.filter.saved = app.settings.filters
        self.say(f"saved: @{name} stands for it from now on")

    @on(Asked)
    def _asked(self, message: Asked) -> None:
        message.stop()
        self.action_do(message.action)
