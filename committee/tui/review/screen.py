"""The review: one account a screen, or all of them as a table. It wires them; the work is elsewhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import ContentSwitcher

from committee.tui.keys.conditions import Situation
from committee.tui.program import Commands
from committee.tui.review.decide import keep_line
from committee.tui.review.heading import ReviewBoard, ReviewReason, ReviewTitle
from committee.tui.review.line import ReviewLine
from committee.tui.review.lines import Shown, account_lines
from committee.tui.review.session import ReviewSession
from committee.tui.review.table import table_head, table_rows
from committee.tui.review.work import ReviewWork
from committee.tui.theme.ink import Segment, content, fitted
from committee.tui.theme.style import look
from committee.tui.widgets.footer import KeyFooter
from committee.tui.widgets.keyed import bindings
from committee.tui.widgets.lines import Lines, plain_row
from committee.tui.widgets.messages import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TICK = 1.0
"""Seconds between two looks at the clock; only the title is drawn again."""


class ReviewScreen(ReviewWork):
    """A review from its first account to its notes.

    Args:
        session: the review.
        rebound: the user's own keys.
        commands: what they do.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("review")
    DEFAULT_CSS = look("review", "ReviewScreen")

    def __init__(self, session: ReviewSession, rebound: "Mapping[str, str]", commands: Commands) -> None:
        super().__init__(session)
        self._commands = commands
        self.rebound = rebound
        self.account = Lines(id="account")
        # Its lines have no cursor of their own: every key is the screen's.
        self.account.can_focus = False
        self.table = Lines(id="accounts")
        self.answer: Callable[[str], bool] | None = None
        """What a key is for that was asked for by another one; whether it was one of those asked for."""
        self._title = ReviewTitle(session)
        self._board = ReviewBoard(session)
        self._reason = ReviewReason(session)
        self._footer = KeyFooter(rebound, plain=session.plain, screen="review")

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._board
        yield self._reason
        with ContentSwitcher(id="pages", initial="account"):
            yield self.account
            yield self.table
        yield self.line
        yield self._footer

    def on_mount(self) -> None:
        self.update()
        self.set_interval(TICK, self._title.refresh)
        self.prepare()

    def update(self) -> None:
        """Show everything as it is now."""
        session = self.session
        for heading in (self._title, self._board, self._reason):
            heading.refresh()
        pages, wanted = self.query_one(ContentSwitcher), "accounts" if session.table else "account"
        if pages.current != wanted:
            pages.current = wanted
            # What was hidden has no size before it is laid out.
            self.call_after_refresh(self._fill)
        else:
            self._fill()
        self._footer.show(session.situation(), ())

    def _fill(self) -> None:
        if self.session.table:
            self._fill_table()
        else:
            self._fill_account()

    def _fill_account(self) -> None:
        session = self.session
        cells, height = self.account.width, self.account.size.height
        if session.place is None:
            words = "no account here to review" if session.sitting else f"looking at {len(session.paths)} accounts …"
            self.account.fill([plain_row(None, content([(words, "muted")]))])
            return
        shown = Shown(
            place=session.place,
            brief=session.brief,
            visit=session.visit,
            finding=session.finding,
            today=session.today,
            hide=session.hide,
            plain=session.plain,
        )
        rows = account_lines(shown, cells, height)
        self.account.fill([plain_row(None, content(fitted(row, cells))) for row in rows])

    def _fill_table(self) -> None:
        session = self.session
        cells = self.table.width
        rows = table_rows(session.places, session.record, cells, plain=session.plain)
        self.table.fill(
            [plain_row(number, content(fitted(row, cells))) for number, row in rows],
            [content(fitted(table_head(cells), cells))],
        )
        self.table.go_to(session.index)

    def ask_key(self, prompt: "Sequence[Segment]", answer: "Callable[[str], bool]") -> None:
        """The next key answers this."""
        self.answer = answer
        self._footer.show(self.session.situation(), tuple(prompt))

    def situation(self) -> Situation:
        """What decides whether a command is possible now."""
        return self.session.situation()

    def on_key(self, event: events.Key) -> None:
        """While a key waits for another one, that is its answer; esc takes it back."""
        self._footer.hush()
        if self.answer is None or event.key in {"ctrl+q", "ctrl+c"}:
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape" or self.answer(event.key):
            self.answer = None
            self.update()

    def on_screen_resume(self) -> None:
        if self.session.places:
            self.moved()

    @on(Lines.Resized)
    def _resized(self, event: Lines.Resized) -> None:
        event.stop()
        self.update()

    @on(Lines.Moved, "#accounts")
    def _row_moved(self, event: Lines.Moved) -> None:
        event.stop()
        if isinstance(event.key, int) and self.session.go_to(event.key):
            self.moved()

    @on(Lines.Entered, "#accounts")
    def _row_entered(self, event: Lines.Entered) -> None:
        event.stop()
        self.action_do("review.map")

    @on(Asked)
    def _clicked(self, event: Asked) -> None:
        event.stop()
        self.action_do(event.action)

    @on(ReviewLine.Entered)
    def _line_entered(self, event: ReviewLine.Entered) -> None:
        event.stop()
        keep_line(self, event.text)

    @on(ReviewLine.Left)
    def close_line(self) -> None:
        """The keys are the review's again."""
        self.line.close()
        self.take_keys()

    def take_keys(self) -> None:
        """The keys go to the table, or to the screen itself."""
        self.set_focus(self.table if self.session.table else None)
