"""The history of a file: its commits as a timeline, each version on the map, and who wrote what."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from committee.errors import CommitteeError, Stop, Unwanted
from committee.layout import Layout
from committee.reports.authorship_text import Authorship
from committee.tui.bindings import bindings
from committee.tui.ink import content, fitted
from committee.tui.mapping import WIDE
from committee.tui.messages import Asked, Selected
from committee.tui.past import Past, Picture
from committee.tui.past_lines import commit_row, details, heading
from committee.tui.session import Session
from committee.tui.situation import Situation
from committee.tui.state import ViewState
from committee.tui.views.lines import Lines, Row
from committee.tui.widgets.footer import KeyFooter
from committee.tui.widgets.line import LineWidget
from committee.tui.widgets.past_map import PastMap
from committee.versions.git import GitStopped
from committee.versions.history import Revision

PULSE = 0.1
"""Seconds between two drawings of the timeline while commits are listed."""


class Listed(Message):
    """A worker found commits; `last` where there are no more, `fault` where it could not go on."""

    def __init__(self, count: int, *, last: bool, fault: str = "") -> None:
        super().__init__()
        self.count, self.last, self.fault = count, last, fault


class Seen(Message):
    """A worker read a version."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture


class Learned(Message):
    """A worker found what a version did to findings and path, or who wrote the fields of a person."""

    def __init__(self, picture: Picture, effect: str | None, person: str, written: tuple[Authorship, ...]) -> None:
        super().__init__()
        self.picture, self.effect, self.person, self.written = picture, effect, person, written


class _Head(LineWidget):
    """Which version is on the map, and against what it is held."""

    def __init__(self, line: "Callable[[int], Sequence[tuple[str, str]]]") -> None:
        super().__init__(id="title")
        self._line = line

    def line(self, cells: int) -> "Sequence[tuple[str, str]]":
        """The line in `cells` cells."""
        return self._line(cells)


class HistoryScreen(Screen[str | None]):
    """Step through the commits; the map shows each version with what came, went and changed.

    Read-only: nothing here changes the file. Answers with the person who is selected at the end.

    Args:
        session: the sitting; its account is "now".
        past: the versions of its file.
        before: where everybody stands on the account's own map.
        rebound: the user's own keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("history")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own type is a list
    DEFAULT_CSS = """
    HistoryScreen {
        & #past { height: 1fr; layout: horizontal; }
        & #past-map { width: 1fr; height: 100%; }
        & #past-side { width: 50; height: 100%; border-left: vkey $border; background: $surface; }
        & Lines { height: 2fr; background: $surface; }
        & #past-details { height: 3fr; padding: 0 1; background: $surface; scrollbar-size-vertical: 1; }
        & #past-details:focus { background: $panel; }
        & #past-text { height: auto; width: 100%; }
        &.-narrow #past { layout: vertical; }
        &.-narrow #past-map { width: 100%; height: 1fr; }
        &.-narrow #past-side { width: 100%; height: 10; layout: horizontal; border-left: none; }
        &.-narrow Lines { width: 2fr; height: 100%; }
        &.-narrow #past-details { width: 3fr; height: 100%; }
    }
    """

    def __init__(self, session: Session, past: Past, before: Layout | None, rebound: Mapping[str, str]) -> None:
        super().__init__()
        self.session, self.past = session, past
        self._rebound = rebound
        self._to_now = False
        self._picture: Picture | None = None
        self._effect: str | None = None
        self._written: tuple[str, tuple[Authorship, ...]] = ("", ())
        self._person = session.person or ""
        self._listing = True
        self._fault = ""
        self._head = _Head(self._heading)
        self._map = PastMap(plain=session.plain, before=before)
        self._lines = Lines()
        self._text = Static(id="past-text")
        self._details = VerticalScroll(self._text, id="past-details")
        self._footer = KeyFooter(rebound, plain=session.plain, screen="history")

    def compose(self) -> ComposeResult:
        """Head, map, and beside it the commits over what changed."""
        yield self._head
        with Container(id="past"):
            with Container(id="past-map"):
                yield self._map
            with Container(id="past-side"):
                yield self._lines
                yield self._details
        yield self._footer

    def on_mount(self) -> None:
        """List the commits; meanwhile what is not committed yet can be looked at."""
        self._fill()
        self._lines.focus()
        self.run_worker(self._list, name="commits", group="commits", exclusive=True, thread=True)

    def on_unmount(self) -> None:
        """No process stays behind."""
        self.past.close()

    def _list(self) -> None:
        worker = get_current_worker()
        told, fault = monotonic(), ""
        try:
            for _ in self.past.read(lambda: worker.is_cancelled):
                if monotonic() - told > PULSE:
                    told = monotonic()
                    self.post_message(Listed(len(self.past.listed), last=False))
        except GitStopped:
            return
        except CommitteeError as failure:
            fault = "Git could not list the commits" if self.past.disclosure.names_hidden else str(failure)
        self.post_message(Listed(len(self.past.listed), last=True, fault=fault))

    def on_listed(self, message: Listed) -> None:
        """More rows; the first commit is shown as soon as it is known."""
        message.stop()
        self._listing, self._fault = not message.last, message.fault
        begun = len(self._lines.rows) > 1
        self._fill()
        if not begun:
            self._lines.go_to(self.past.listed[0].commit if self.past.listed else "")
            self._look()
        self._head.refresh()
        if message.fault:
            self.say(message.fault, warning=True)

    def _fill(self) -> None:
        rows = [Row("", self._draw(None))]
        rows += [Row(revision.commit, self._draw(revision)) for revision in self.past.listed]
        self._lines.fill(rows)

    def _draw(self, revision: Revision | None) -> "Callable[[int], Sequence[Content]]":
        return lambda width: [content(fitted(commit_row(self.past, revision), width))]

    @property
    def _revision(self) -> Revision | None:
        """The commit under the cursor; `None` for now."""
        index = self._lines.cursor - 1
        return self.past.listed[index] if 0 <= index < len(self.past.listed) else None

    def _look(self) -> None:
        """Read the version under the cursor in a thread; the newest wish wins."""
        revision, to_now = self._revision, self._to_now
        self._effect = None

        def compute() -> None:
            with suppress(Unwanted, GitStopped):
                picture = self.past.picture(revision, to_now=to_now)
                if not get_current_worker().is_cancelled:
                    self.post_message(Seen(picture))

        self.run_worker(compute, name="version", group="version", exclusive=True, thread=True)
        self._head.refresh()

    def on_seen(self, message: Seen) -> None:
        """Draw the version; what takes longer follows."""
        message.stop()
        picture = message.picture
        if picture.revision != self._revision or picture.to_now != (self._to_now and picture.revision is not None):
            return
        self._picture = picture
        if self._person not in picture.account.people:
            people = picture.account.people
            self._person = min(people, key=lambda key: (-(people[key].power or 0), key), default="")
        self._written = ("", ())
        self._show()
        self._learn()

    def _learn(self) -> None:
        """What it did to findings and path, and who wrote what about the selected person."""
        picture, person, effect = self._picture, self._person, self._effect
        if picture is None:
            return

        def compute() -> None:
            worker = get_current_worker()

            def stop() -> bool:
                return worker.is_cancelled

            with suppress(Unwanted, GitStopped):
                self.post_message(self._learned(picture, person, effect, stop))

        self.run_worker(compute, name="learning", group="learning", exclusive=True, thread=True)

    def _learned(self, picture: Picture, person: str, effect: str | None, stop: Stop) -> Learned:
        written: tuple[Authorship, ...] = ()
        if self.past.listed:
            with suppress(GitStopped):
                written = self.past.written(picture, person, stop)
        return Learned(picture, self.past.effect(picture, stop) if effect is None else effect, person, written)

    def on_learned(self, message: Learned) -> None:
        """Say it, unless something else is shown by now."""
        message.stop()
        if message.picture is self._picture:
            self._effect = message.effect
            if message.person == self._person:
                self._written = (message.person, message.written)
            self._tell()

    def _show(self) -> None:
        picture = self._picture
        if picture is not None:
            self._map.show_version(picture, self._state(picture))
            self._tell()
            self._footer.show(Situation(person=bool(self._person)))

    def _state(self, picture: Picture) -> ViewState:
        session = self.session
        return ViewState(
            account=picture.account,
            today=session.today,
            now=session.clock(),
            person=self._person or None,
            plain=session.plain,
            disclosure=self.past.disclosure or None,
        )

    def _tell(self) -> None:
        if self._picture is not None:
            width = max(self._details.scrollable_content_region.width, 20)
            written = self._written[1] if self._written[0] == self._person else None
            rows = details(self.past, self._picture, self._effect, self._person, written, width)
            self._text.update(Content("\n").join(rows))

    def _heading(self, cells: int) -> "Sequence[tuple[str, str]]":
        return heading(
            self.past, self._revision, cells, to_now=self._to_now, listing=self._listing, plain=self.session.plain
        )

    def say(self, text: str, *, warning: bool = False) -> None:
        """A message in the footer until the next key."""
        self._footer.say(text, warning=warning)

    def on_key(self) -> None:
        """What was said is read."""
        self._footer.hush()

    def on_resize(self) -> None:
        """Lines wrap anew."""
        self.call_after_refresh(self._tell)

    @on(Lines.Moved)
    def _moved(self, event: Lines.Moved) -> None:
        event.stop()
        self._details.scroll_home(animate=False)
        self._look()

    @on(Lines.Entered)
    def _entered(self, event: Lines.Entered) -> None:
        event.stop()
        self._details.focus()

    @on(Selected)
    def _selected(self, message: Selected) -> None:
        message.stop()
        if message.person is not None:
            self._select(message.person)

    def _select(self, person: str) -> None:
        self._person = person
        self._written = ("", ())
        self._show()
        self._learn()

    @on(Asked)
    def _clicked(self, message: Asked) -> None:
        """A key in the footer was clicked; what a card asks for when clicked twice is not possible in the past."""
        message.stop()
        if message.action.startswith("history."):
            self.action_do(message.action)
        else:
            self.say("this is the past and is not changed; esc goes back to now", warning=True)

    def action_do(self, identifier: str) -> None:
        """The keys of the history."""
        {
            "history.older": lambda: self._step(1),
            "history.newer": lambda: self._step(-1),
            "history.against": self._turn,
            "history.next-changed": lambda: self._changed(1),
            "history.previous-changed": lambda: self._changed(-1),
            "history.pane": lambda: self._pane(1),
            "history.pane-back": lambda: self._pane(-1),
            "history.left": lambda: self._move("left", 1),
            "history.right": lambda: self._move("right", -1),
            "history.up": lambda: self._move("up", -1),
            "history.down": lambda: self._move("down", 1),
            "history.more": lambda: self._zoom(-1),
            "history.less": lambda: self._zoom(1),
            "history.close": lambda: self.dismiss(self._person),
            "history.help": self._help,
        }[identifier]()

    def _step(self, step: int) -> None:
        """To the next older or newer commit, whichever pane has the keys."""
        (self._lines.action_cursor_down if step > 0 else self._lines.action_cursor_up)()

    def _turn(self) -> None:
        """Against now, or against the commit before."""
        if self._revision is None:
            self.say("now is held against the last commit; , goes back in time")
            return
        self._to_now = not self._to_now
        self._look()
        self.say("against now" if self._to_now else "against the commit before")

    def _changed(self, step: int) -> None:
        people = [person for person in self._map.reading_order() if self._picture and person in self._picture.people]
        if not people:
            self.say("nobody differs here")
            return
        at = people.index(self._person) + step if self._person in people else (0 if step > 0 else -1)
        self._select(people[at % len(people)])

    def _pane(self, step: int) -> None:
        panes = [self._lines, self._map.canvas, self._details]
        at = next((index for index, pane in enumerate(panes) if pane.has_focus), 0)
        panes[(at + step) % len(panes)].focus()

    def _move(self, direction: str, step: int) -> None:
        if self._map.canvas.has_focus:
            self._map.move(direction)
        elif self._details.has_focus and direction in {"up", "down"}:
            self._details.scroll_relative(y=step, animate=False)
        else:
            self._step(step)

    def _zoom(self, step: int) -> None:
        if not self._map.zoom(step):
            self.say("that is all there is")

    def _help(self) -> None:
        from committee.tui.screens.chooser import ChooserScreen, Entry
        from committee.tui.screens.help import help_entries

        def run(entry: Entry | None) -> None:
            if entry is not None:
                self.action_do(entry.value)

        entries = help_entries(Situation(), self._rebound, plain=self.session.plain, screen="history")
        self.app.push_screen(ChooserScreen("Help: type to search, enter does it", entries), run)
