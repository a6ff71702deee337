"""The history of a file: its commits as a timeline, each version on the map, and who wrote what."""

from collections.abc import Mapping
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from committee.errors import CommitteeError, Unwanted
from committee.layout import Layout
from committee.tui.history.lines import commit_row
from committee.tui.history.map import PastMap
from committee.tui.history.messages import Failed, Learned, Listed, Seen
from committee.tui.history.session import HistorySession
from committee.tui.history.versions import Past
from committee.tui.keys.conditions import Situation
from committee.tui.map.wish import WIDE
from committee.tui.program import Commands
from committee.tui.session.session import Session
from committee.tui.theme.ink import Line, content, fitted
from committee.tui.theme.style import look
from committee.tui.widgets.footer import KeyFooter
from committee.tui.widgets.keyed import KeyedScreen, bindings
from committee.tui.widgets.line import LineWidget, room_of
from committee.tui.widgets.lines import Lines, Row
from committee.tui.widgets.messages import Asked, Selected
from committee.versions.git.history import Revision
from committee.versions.git.repository import GitStopped

PULSE = 0.1
"""Seconds between two drawings of the timeline while commits are listed."""


class Head(LineWidget):
    """Which version is on the map, and against what it is held."""

    def __init__(self, history: HistorySession) -> None:
        super().__init__(id="title")
        self._history = history

    def line(self, cells: int) -> Line:
        """The line in `cells` cells."""
        return self._history.head(cells)


class HistoryScreen(KeyedScreen, Screen[str | None]):
    """Step through the commits; the map shows each version with what came, went and changed.

    Read-only: nothing here changes the file. Answers with the person who is selected at the end.

    Args:
        session: the sitting; its account is "now".
        past: the versions of its file.
        before: where everybody stands on the account's own map.
        rebound: the user's own keys.
        commands: what they do.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("history")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own type is a list
    DEFAULT_CSS = look("history", "HistoryScreen")

    def __init__(
        self, session: Session, past: Past, before: Layout | None, rebound: Mapping[str, str], commands: Commands
    ) -> None:
        super().__init__()
        self._commands = commands
        self.history = HistorySession(session, past)
        self.rebound = rebound
        self.map = PastMap(plain=session.plain, before=before)
        self.commits = Lines()
        self._static = Static(id="past-text")
        self.text = VerticalScroll(self._static, id="past-details")
        self._head = Head(self.history)
        self._footer = KeyFooter(rebound, plain=session.plain, screen="history")

    def compose(self) -> ComposeResult:
        """Head, map, and beside it the commits over what changed."""
        yield self._head
        with Container(id="past"):
            with Container(id="past-map"):
                yield self.map
            with Container(id="past-side"):
                yield self.commits
                yield self.text
        yield self._footer

    def on_mount(self) -> None:
        """List the commits in a thread; as soon as the first is known it is shown."""
        self._fill()
        self.commits.focus()
        self._footer.show(Situation())
        self.run_worker(self._list, name="commits", group="commits", exclusive=True, thread=True)

    def on_unmount(self) -> None:
        self.history.past.close()

    def _list(self) -> None:
        worker, past = get_current_worker(), self.history.past
        told, fault = 0.0, ""
        try:
            for _ in past.read(lambda: worker.is_cancelled):
                if monotonic() - told > PULSE:
                    told = monotonic()
                    self.post_message(Listed(last=False))
        except GitStopped:
            return
        except CommitteeError as failure:
            fault = "Git could not list the commits" if past.disclosure.names_hidden else str(failure)
        self.post_message(Listed(last=True, fault=fault))

    def on_listed(self, message: Listed) -> None:
        """More rows; the newest commit is shown as soon as it is known."""
        message.stop()
        history = self.history
        history.listing = not message.last
        self._fill()
        if history.picture is None and (history.past.listed or message.last):
            self.commits.go_to(history.past.listed[0].commit if history.past.listed else "")
            self.look()
        self._head.refresh()
        if message.fault:
            self.say(message.fault, warning=True)

    def _fill(self) -> None:
        past = self.history.past

        def row(revision: Revision | None) -> Row:
            def draw(width: int) -> list[Content]:
                return [content(fitted(commit_row(past, revision, width), width))]

            return Row("" if revision is None else revision.commit, draw)

        self.commits.fill([row(None), *map(row, past.listed)])

    def look(self) -> None:
        """Read the version under the cursor in a thread; the newest wish wins."""
        history = self.history
        history.index = self.commits.cursor - 1
        revision, to_now = history.revision, history.to_now

        def compute() -> None:
            try:
                picture = history.past.picture(revision, to_now=to_now)
            except CommitteeError as failure:
                self.post_message(Failed(failure))
                return
            if not get_current_worker().is_cancelled:
                self.post_message(Seen(picture))

        self.run_worker(compute, name="version", group="version", exclusive=True, thread=True)
        self._head.refresh()

    def on_seen(self, message: Seen) -> None:
        message.stop()
        if self.history.wants(message.picture):
            self.history.take(message.picture)
            self.show_version()

    def select(self, person: str) -> None:
        """Look at somebody, and at who wrote what about them."""
        self.history.select(person)
        self.show_version()

    def show_version(self) -> None:
        """Draw map and details as far as they are known, and find out the rest in a thread."""
        history = self.history
        picture, person, effect = history.picture, history.person, history.effect
        if picture is None:
            return
        self.map.show_version(picture, history.state(picture))
        self.tell()

        def compute() -> None:
            worker = get_current_worker()

            def stop() -> bool:
                return worker.is_cancelled

            try:
                if effect is None:
                    self.post_message(Learned(picture, history.past.effect(picture, stop), "", ()))
                written = history.past.written(picture, person, stop)
                self.post_message(Learned(picture, "", person, written))
            except (Unwanted, GitStopped):
                return
            except CommitteeError as failure:
                self.post_message(Failed(failure))

        self.run_worker(compute, name="learning", group="learning", exclusive=True, thread=True)

    def on_learned(self, message: Learned) -> None:
        """Say it, unless something else is shown by now."""
        message.stop()
        if self.history.learn(message.picture, message.effect, message.person, message.written):
            self.tell()

    def on_failed(self, message: Failed) -> None:
        message.stop()
        hidden = self.history.past.disclosure.names_hidden
        self.say("Git could not read that" if hidden else str(message.failure), warning=True)

    def tell(self) -> None:
        """The details in words."""
        width = max(room_of(self.text).width, 20)
        self._static.update(Content("\n").join(self.history.details(width)))

    def on_key(self) -> None:
        self._footer.hush()

    def on_resize(self) -> None:
        self.call_after_refresh(self.tell)

    @on(Lines.Moved)
    @on(Lines.Entered)
    def moved(self, event: Lines.Moved | Lines.Entered) -> None:
        """Another commit; enter goes to its details."""
        event.stop()
        if isinstance(event, Lines.Entered):
            self.text.focus()
            return
        self.text.scroll_home(animate=False)
        self.look()

    @on(Selected)
    @on(Asked)
    def heard(self, message: Selected | Asked) -> None:
        """A card or a key in the footer was clicked; what a card asks for when clicked twice is not for the past."""
        message.stop()
        if isinstance(message, Selected):
            if message.person is not None:
                self.history.chosen = True
                self.select(message.person)
        elif message.action.startswith("history."):
            self.action_do(message.action)
        else:
            self.say("this is the past and is not changed; esc goes back to now", warning=True)
