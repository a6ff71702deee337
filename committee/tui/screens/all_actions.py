"""What is promised across accounts: a list that fills while it is read; done is one key, saved at once."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import get_current_worker

from committee.errors import Unwanted
from committee.model.disclosure import OPEN, Disclosure
from committee.pipeline.actions import Listing, Promise, called_in, listings, promises
from committee.tui.bindings import bindings
from committee.tui.ink import Line, Segment, content, fitted, spread
from committee.tui.keymap import Situation
from committee.tui.marking import Change, Marker
from committee.tui.messages import Asked
from committee.tui.promising import DUE, Read, Wanted, Widths, fault_line, grouped, line_of, owned_by
from committee.tui.views.lines import Lines, Row, plain_row
from committee.tui.widgets.footer import KeyFooter
from committee.tui.widgets.line import LineWidget
from committee.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

PULSE = 0.15
"""Seconds between two drawings while files are read."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The account to open, and the person to select there ("" for nobody in particular)."""

    path: Path
    person: str


class _Found(Message):
    """A worker read some files."""

    def __init__(self, found: Sequence[Listing], *, last: bool) -> None:
        super().__init__()
        self.found, self.last = tuple(found), last


class _Changed(Message):
    """A promise was marked in its file, or why not."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self.change = change


class _Bar(LineWidget):
    """A line of the screen whose text somebody else knows."""

    text: Line = ()
    right: Line = ()

    def line(self, cells: int) -> Line:
        """What it says."""
        return spread(self.text, self.right, cells) if self.right else fitted(self.text, cells)

    def say(self, text: Line, right: Line = ()) -> None:
        """Say something else."""
        self.text, self.right = text, right
        self.refresh()


class AllActionsScreen(Screen[Chosen | None]):
    """Actions and steps of the paper process of many accounts.

    Answers with the account to open, or `None`.

    Args:
        paths: account files.
        today: the date they are seen from.
        me: the name of whoever sits here, for "mine".
        my_id: their id in an account that is open, where there is one.
        rebound: the user's own keys.
        disclosure: what is withheld.
        held: an account that is open already: changed there, and saved only where nothing else is unsaved.
        plain: draw with ASCII only.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("promises"),
        Binding("j", "cursor(1)", "down", show=False),
        Binding("k", "cursor(-1)", "up", show=False),
    ]
    DEFAULT_CSS = """
    AllActionsScreen {
        & > _Bar { height: 1; background: $panel; }
        & > Lines { height: 1fr; }
        & > #promise-filter { display: none; height: 1; border: none; }
        &.filtering > #promise-filter { display: block; }
    }
    """

    def __init__(  # noqa: PLR0913 - all that is known of who looks, by keyword
        self,
        paths: Sequence[Path],
        *,
        today: date,
        me: str = "",
        my_id: str = "",
        rebound: "Mapping[str, str] | None" = None,
        disclosure: Disclosure = OPEN,
        held: Workspace | None = None,
        plain: bool = False,
    ) -> None:
        super().__init__()
        self._paths = tuple(dict.fromkeys(paths))
        self._today, self._plain = today, plain
        self._me, self._my_id = me, my_id
        self._rebound = rebound or {}
        self._disclosure = disclosure
        self._called = called_in(self._paths, disclosure)
        self._marker = Marker(self._write, today=today, held=held)
        self._read = Read({})
        self._asked = Wanted()
        self._busy = True
        self._title = _Bar()
        self._lines = Lines()
        self._filter = Input(placeholder="words of what, whose, account or person", id="promise-filter", compact=True)
        self._footer = KeyFooter(self._rebound, plain=plain, screen="promises")
        self._shown: dict[object, Promise] = {}

    def compose(self) -> ComposeResult:
        """Title, list, filter, footer."""
        yield self._title
        yield self._lines
        yield self._filter
        yield self._footer

    def on_mount(self) -> None:
        """Begin to read."""
        self._lines.focus()
        self._draw()
        self.run_worker(self._fetch, name="actions", group="actions", exclusive=True, thread=True)

    def _fetch(self) -> None:
        worker = get_current_worker()
        batch: list[Listing] = []
        told = monotonic()
        with suppress(Unwanted):
            for one in listings(
                self._paths,
                self._today,
                disclosure=self._disclosure,
                called=self._called,
                stop=lambda: worker.is_cancelled,
            ):
                batch.append(one)
                if monotonic() - told > PULSE:
                    self.post_message(_Found(batch, last=False))
                    batch, told = [], monotonic()
            self.post_message(_Found(batch, last=True))

    @on(_Found)
    def _found(self, message: _Found) -> None:
        message.stop()
        self._read = self._read.with_(message.found)
        self._busy = not message.last
        self._draw()

    @on(Lines.Resized)
    def _resized(self, event: Lines.Resized) -> None:
        event.stop()
        self._draw()

    def _draw(self, select: object = None) -> None:
        """List what is asked for; the cursor stays on its line, or goes to `select`."""
        found = self._read.wanted(self._asked, self._today)
        cells = self._lines.width
        widths = Widths.of(found, cells - 2, self._today)
        self._shown = {(promise.file, promise.path): promise for promise in found}
        rows: list[Row] = []
        for title, group in grouped(found):
            rows += [plain_row(None, Content(""))] if rows else []
            rows.append(plain_row(None, content([(title, "accent bold")])))
            rows += [self._row(promise, widths) for promise in group]
        rows = rows or self._nothing()
        self._lines.fill([*rows, *self._fault_rows()])
        if select is not None:
            self._lines.go_to(select)
        self._title.say(self._heading(found), self._badge())

    def _row(self, promise: Promise, widths: Widths) -> Row:
        line = line_of(promise, widths, self._today, plain=self._plain)
        return plain_row((promise.file, promise.path), content([(" ", ""), *line]))

    def _fault_rows(self) -> list[Row]:
        broken = self._read.faulty
        if not broken:
            return []
        gap = plain_row(None, Content(""))
        head = plain_row(
            None, content([("FILES WITH ERRORS", "error bold"), ("  what can be read of them is above", "muted")])
        )
        return [
            gap,
            head,
            *(plain_row((one.file, ()), content([(" ", ""), *fault_line(one, self._called)])) for one in broken),
        ]

    def _nothing(self) -> list[Row]:
        if self._busy:
            said = "reading …"
        elif self._asked == Wanted():
            said = "Nothing is promised yet. A in an account, then a: Dana: meet Priya by fri"
        else:
            said = f"Nothing here: {self._asked.said}. w, m, v and / change what is shown."
        return [plain_row(None, Content("")), plain_row(None, content([(f"  {said}", "muted")]))]

    def _heading(self, found: Sequence[Promise]) -> list[Segment]:
        dot = (" | " if self._plain else " · ", "muted")
        late = sum(promise.open and promise.due is not None and promise.due < self._today for promise in found)
        done = len(self._read.listings)
        count = f"{done} of {len(self._paths)} accounts read" if self._busy else _counted(done, "account")
        head: list[Segment] = [
            (" Actions", "accent bold"),
            dot,
            (count, "foreground"),
            dot,
            (self._asked.said, "foreground"),
        ]
        head += [dot, (_counted(len(found), "line"), "muted")]
        return [*head, dot, (f"{late} overdue", "warn bold")] if late else head

    def _badge(self) -> list[Segment]:
        return [(f" {self._disclosure.badge} ", "accent bold reverse"), (" ", "")] if self._disclosure else []

    def say(self, text: str, *, warning: bool = False) -> None:
        """A message in the footer until the next key."""
        self._footer.say(text, warning=warning)

    def on_key(self) -> None:
        """What was said is read."""
        self._footer.hush()

    @on(Asked)
    def _clicked(self, message: Asked) -> None:
        message.stop()
        self.action_do(message.action)

    @on(Lines.Entered)
    def _entered(self, event: Lines.Entered) -> None:
        event.stop()
        self._open()

    def action_cursor(self, step: int) -> None:
        """Up or down."""
        (self._lines.action_cursor_down if step > 0 else self._lines.action_cursor_up)()

    def action_do(self, identifier: str) -> None:
        """The keys of the list."""
        {
            "promise.open": self._open,
            "promise.done": self._mark,
            "promise.undo": self._undo,
            "promise.due": lambda: self._ask(replace(self._asked, due=(self._asked.due + 1) % len(DUE))),
            "promise.owner": self._whose,
            "promise.show-done": lambda: self._ask(replace(self._asked, done=not self._asked.done)),
            "promise.filter": self._begin_filter,
            "promise.close": self._back,
            "promise.help": self._help,
        }[identifier]()

    def _ask(self, asked: Wanted) -> None:
        self._asked = asked
        self._draw()

    def _whose(self) -> None:
        if self._asked.mine:
            self._ask(replace(self._asked, mine=frozenset()))
            return
        everything = [promise for one in self._read.listings.values() for promise in one.promises]
        mine = owned_by(self._me, self._my_id, everything)
        if mine:
            self._ask(replace(self._asked, mine=mine))
        else:
            self.say('nothing here is yours; who you are is the setting "me"', warning=True)

    def _begin_filter(self) -> None:
        self.add_class("filtering")
        self._filter.value = self._asked.words
        self._filter.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._asked = replace(self._asked, words=event.value.strip())
        self._draw()

    @on(Input.Submitted)
    def _typed_all(self, event: Input.Submitted) -> None:
        event.stop()
        self._end_filter()

    def _end_filter(self) -> None:
        self.remove_class("filtering")
        self._lines.focus()

    def _back(self) -> None:
        """Out of the filter field, then out of the filters, then out of the list."""
        if self._filter.has_focus:
            self._filter.value = ""
            self._end_filter()
        elif self._asked.words:
            self._ask(replace(self._asked, words=""))
        else:
            self.dismiss(None)

    def _help(self) -> None:
        from committee.tui.screens.chooser import ChooserScreen, Entry
        from committee.tui.screens.help import help_entries

        def run(entry: Entry | None) -> None:
            if entry is not None:
                self.action_do(entry.value)

        entries = help_entries(Situation(), self._rebound, plain=self._plain, screen="promises")
        self.app.push_screen(ChooserScreen("Help: type to search, enter does it", entries), run)

    def _open(self) -> None:
        key = self._lines.key
        if isinstance(key, tuple):
            promise = self._shown.get(key)
            self.dismiss(Chosen(key[0], promise.person_id if promise else ""))

    def _mark(self) -> None:
        promise = self._shown.get(self._lines.key)
        if promise is not None:
            self._marker.mark(promise)

    def _undo(self) -> None:
        if not self._marker.undo():
            self.say("nothing was marked here yet", warning=True)

    def _write(self, work: Callable[[], Change]) -> None:
        """Change a file in a thread, so that no key waits for the disk."""
        self.run_worker(lambda: self.post_message(_Changed(work())), name="mark", group="mark", thread=True)

    @on(_Changed)
    def _changed(self, message: _Changed) -> None:
        message.stop()
        change = message.change
        present = self._read.listings.get(change.file)
        if change.account is not None and present is not None:
            called = self._called.get(change.file, "")
            made = promises(change.account, change.file, self._today, disclosure=self._disclosure, called=called)
            self._read = self._read.with_([replace(present, promises=made)])
            self._draw((change.file, change.back) if change.back else None)
        hidden = self._disclosure.names_hidden
        self.say(change.said if not hidden else change.bare, warning=change.account is None)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
