"""What is promised across accounts: a list that fills while it is read; done is one key, saved at once."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import get_current_worker

from committee.errors import Unwanted
from committee.model.disclosure import OPEN, Disclosure
from committee.pipeline.actions import Listing, called_in, listings, promises
from committee.tui.keys.keymap import Situation
from committee.tui.promises.lines import PromiseLines
from committee.tui.promises.marking import Change, Marker
from committee.tui.promises.session import DUE, Read, Wanted, heading, owned_by
from committee.tui.theme.ink import Line
from committee.tui.theme.style import look
from committee.tui.widgets.footer import KeyFooter
from committee.tui.widgets.keyed import KeyedScreen, Verbs, bindings
from committee.tui.widgets.line import Bar
from committee.tui.widgets.lines import Lines
from committee.tui.widgets.messages import Asked
from committee.tui.widgets.one_line import OneLine
from committee.workspace import Workspace

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


@dataclass
class _Changed(Message):
    """A promise was marked in its file, or why not."""

    change: Change


class AllActionsScreen(KeyedScreen, Screen[Chosen | None]):
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
    DEFAULT_CSS = look("promises", "AllActionsScreen")

    def __init__(  # noqa: PLR0913 - all that is known of who looks, by keyword
        self,
        paths: Sequence[Path],
        *,
        today: date,
        me: str = "",
        my_id: str = "",
        rebound: Mapping[str, str] | None = None,
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
        self._marker = Marker(lambda work: write(self, work), today=today, held=held)
        self._read = Read({})
        self._wanted = Wanted()
        self._busy = True
        self._title = Bar()
        self._lines = PromiseLines(today=today, called=self._called, plain=plain)
        self._filter = OneLine(placeholder="words of what, whose, account or person", id="promise-filter", compact=True)
        self._footer = KeyFooter(self._rebound, plain=plain, screen="promises")

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._lines
        yield self._filter
        yield self._footer

    def on_mount(self) -> None:
        self._lines.focus()
        self._draw()
        self.run_worker(
            lambda: fetch(self, self._paths, self._today, self._disclosure, self._called),
            name="actions",
            group="actions",
            exclusive=True,
            thread=True,
        )

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
        found = self._lines.show(self._read, self._wanted, busy=self._busy, select=select)
        line = heading(self._read, self._wanted, found, len(self._paths), self._today, plain=self._plain)
        badge: Line = [(f" {self._disclosure.badge} ", "accent bold reverse"), (" ", "")] if self._disclosure else []
        self._title.say(line, badge)

    def on_key(self) -> None:
        self._footer.hush()

    @on(Asked)
    def _clicked(self, message: Asked) -> None:
        message.stop()
        self.action_do(message.action)

    @on(Lines.Entered)
    def _entered(self, event: Lines.Entered) -> None:
        event.stop()
        self.action_do("promise.open")

    def action_cursor(self, step: int) -> None:
        self._lines.step(step)

    def verbs(self) -> Verbs:
        """The keys of the list."""
        return {
            "promise.open": self._open,
            "promise.done": lambda: self._marker.mark(self._lines.promise),
            "promise.undo": self._undo,
            "promise.due": lambda: self._ask(replace(self._wanted, due=(self._wanted.due + 1) % len(DUE))),
            "promise.owner": self._whose,
            "promise.show-done": lambda: self._ask(replace(self._wanted, done=not self._wanted.done)),
            "promise.filter": self._begin_filter,
            "promise.close": self._back,
            "promise.help": lambda: show_help(self, self._rebound, plain=self._plain),
        }

    def _ask(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._draw()

    def _whose(self) -> None:
        if self._wanted.mine:
            self._ask(replace(self._wanted, mine=frozenset()))
            return
        everything = [promise for one in self._read.listings.values() for promise in one.promises]
        mine = owned_by(self._me, self._my_id, everything)
        if mine:
            self._ask(replace(self._wanted, mine=mine))
        else:
            self._footer.say('nothing here is yours; who you are is the setting "me"', warning=True)

    def _begin_filter(self) -> None:
        self.add_class("filtering")
        self._filter.value = self._wanted.words
        self._filter.focus()

    @on(Input.Changed)
    @on(Input.Submitted)
    def _typed(self, event: Input.Changed | Input.Submitted) -> None:
        event.stop()
        if isinstance(event, Input.Submitted):
            self._end_filter()
        else:
            self._ask(replace(self._wanted, words=event.value.strip()))

    def _end_filter(self) -> None:
        self.remove_class("filtering")
        self._lines.focus()

    def _back(self) -> None:
        """Out of the filter field, then out of the filters, then out of the list."""
        if self._filter.has_focus:
            self._filter.value = ""
            self._end_filter()
        elif self._wanted.words:
            self._ask(replace(self._wanted, words=""))
        else:
            self.dismiss(None)

    def _open(self) -> None:
        key = self._lines.key
        if isinstance(key, tuple):
            promise = self._lines.promise
            self.dismiss(Chosen(key[0], promise.person_id if promise else ""))

    def _undo(self) -> None:
        if not self._marker.undo():
            self._footer.say("nothing was marked here yet", warning=True)

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
        self._footer.say(change.bare if hidden else change.said, warning=change.account is None)


def write(screen: AllActionsScreen, work: Callable[[], Change]) -> None:
    """Change a file in a thread, so that no key waits for the disk."""
    screen.run_worker(lambda: screen.post_message(_Changed(work())), name="mark", group="mark", thread=True)


def fetch(
    screen: AllActionsScreen, paths: Sequence[Path], today: date, disclosure: Disclosure, called: Mapping[Path, str]
) -> None:
    """In a thread: read the files one by one and tell the screen about them now and then."""
    worker = get_current_worker()
    batch: list[Listing] = []
    told = monotonic()
    with suppress(Unwanted):
        for one in listings(paths, today, disclosure=disclosure, called=called, stop=lambda: worker.is_cancelled):
            batch.append(one)
            if monotonic() - told > PULSE:
                screen.post_message(_Found(batch, last=False))
                batch, told = [], monotonic()
        screen.post_message(_Found(batch, last=True))


def show_help(screen: AllActionsScreen, rebound: Mapping[str, str], *, plain: bool) -> None:
    """Every key of the list; enter runs one."""
    from committee.tui.widgets.chooser import ChooserScreen, Entry, help_entries

    def run(entry: Entry | None) -> None:
        if entry is not None:
            screen.action_do(entry.value)

    entries = help_entries(Situation(), rebound, plain=plain, screen="promises")
    screen.app.push_screen(ChooserScreen("Help: type to search, enter does it", entries), run)
