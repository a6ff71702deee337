"""Sharing an account with the others: what will happen, each step as it is made, and how to go on where one stops."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from committee.errors import CommitteeError
from committee.plurals import counted, plural
from committee.reports.sync_text import STEPS, notices, standing
from committee.text import show
from committee.tui.keys.keymap import action, keys_of, shown
from committee.tui.sharing.resolve import Matter, ResolveScreen
from committee.tui.theme.ink import Segment, content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog, text
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import wrapped
from committee.tui.widgets.one_line import OneLine
from committee.versions.git.repository import GitStopped
from committee.versions.merge.conflict import Merged
from committee.versions.sharing.replay import Open, written
from committee.versions.sharing.standing import Moved, Outlook, place_of
from committee.versions.sharing.sync import Step, Sync, advance, answer, begin, can_take_back, take_back

MOST = 6
"""Lines of what came from the others."""


class Phase(StrEnum):
    """What the screen waits for."""

    READY = "ready"
    REFUSED = "refused"
    WORKING = "working"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What there is to share.

    Args:
        outlook: what a sync would do, or why there can be none.
        message: the proposed words of the commit.
        matter: what is to be decided, with the names of this sitting.
        words: a failure in words that show nothing that is withheld.
        brought: what came from the others, once it is done.
        hidden: names are withheld: no subjects of commits, no names of files.
        rebound: the user's own keys.
        plain: draw with ASCII only.
    """

    outlook: Outlook | CommitteeError
    message: str
    matter: Callable[[Open], Matter]
    words: Callable[[CommitteeError], str]
    brought: Callable[[Sync], tuple[str, ...]]
    hidden: bool
    rebound: Mapping[str, str]
    plain: bool


class SyncScreen(Keyed, Dialog[Sync | None]):
    """Answers the sync, finished or not; nothing where it was never begun."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sync"), Binding("q", "quit", "close", show=False)]
    DEFAULT_CSS = look("sharing", "SyncScreen")

    def __init__(self, sharing: Sharing) -> None:
        super().__init__("Share with the others", "")
        self.sharing = sharing
        self.state: Sync | None = None
        self.phase = Phase.REFUSED if isinstance(sharing.outlook, CommitteeError) else Phase.READY
        self._failure: CommitteeError | None = None
        self._worker: Worker[None] | None = None
        self._about = Static(markup=False, classes="text")
        self._steps = Static(markup=False, classes="text block")
        self._more = Static(markup=False, classes="text block")
        subject, _, self._details = sharing.message.partition("\n")
        self._message = OneLine(subject, compact=True)

    def body(self) -> ComposeResult:
        """What it is about, the words of the commit, the steps, and what came of them."""
        yield self._about
        if self._asks_words():
            yield text("What the others read in the list of changes:", "text label block")
            yield self._message
        yield self._steps
        yield self._more

    def typed(self) -> tuple[str, ...]:
        """The words of the commit, where they are not the proposed ones."""
        return tuple(text for text in super().typed() if text != self.sharing.message.partition("\n")[0])

    def on_mount(self) -> None:
        outlook = self.sharing.outlook
        if isinstance(outlook, CommitteeError):
            self._about.update(content([(f"{self.sharing.words(outlook)}.", "warn")]))
        else:
            self._about.update(
                Content("\n").join(content(line) for line in _about(outlook, hidden=self.sharing.hidden))
            )
            if self._asks_words():
                self._message.focus()
        self._draw()

    def verbs(self) -> Verbs:
        """Go, or take back."""
        return {"sync.go": self._go_on, "sync.back": self._take_back}

    def _go_on(self) -> None:
        if self.phase in {Phase.DONE, Phase.REFUSED}:
            self.dismiss(self.state)
        elif self.phase in {Phase.READY, Phase.STOPPED}:
            self.go()

    def action_quit(self) -> None:
        """`q` closes where nothing is written or at work."""
        if self.phase in {Phase.DONE, Phase.REFUSED, Phase.STOPPED}:
            self.dismiss(self.state)

    def action_escape(self) -> None:
        if self.phase is not Phase.WORKING:
            self.dismiss(self.state)
        elif self._worker is not None:
            self._worker.cancel()
            self.say("stopping …", "$warn")

    def go(self) -> None:
        """Begin, or go on where it stopped."""
        outlook = self.sharing.outlook
        if isinstance(outlook, CommitteeError):
            return
        words = show(self._message.value) or show(self.sharing.message.partition("\n")[0])
        message = f"{words}\n{self._details}" if self._details else words
        if self.state is None:
            self.state = begin(outlook.place, message)
        elif isinstance(self._failure, Moved):
            try:
                self.state = begin(place_of(outlook.place.file), message)
            except CommitteeError as failure:
                self._stopped(failure)
                return
        self._run(self.state)

    def _run(self, state: Sync) -> None:
        self.phase, self._failure, self.state = Phase.WORKING, None, state
        self._message.disabled = True

        def work() -> None:
            worker = get_current_worker()
            now = state
            try:
                while not now.done and now.asks is None:
                    now = advance(now, lambda: worker.is_cancelled)
                    self.call_later(self._made, now)
                    if worker.is_cancelled and not now.done:
                        raise GitStopped("Stopped", "")
            except CommitteeError as failure:
                self.call_later(self._stopped, failure)

        self._worker = self.run_worker(work, name="sync", group="sync", thread=True, exit_on_error=True)
        self._draw()

    def _made(self, state: Sync) -> None:
        """A step was made."""
        self.state = state
        if state.done:
            self.phase = Phase.DONE
        self._draw()
        if state.asks is not None:
            self.app.push_screen(ResolveScreen(self.sharing.matter(state.asks)), self._decided)

    def _decided(self, merged: Merged | None) -> None:
        state = self.state
        if state is None or state.asks is None:
            return
        if merged is None:
            self._stopped(GitStopped("Left undecided", ""))
            return
        try:
            answered = answer(state, written(merged, state.asks.newline))
        except CommitteeError as failure:
            self._stopped(failure)
        else:
            self._run(answered)

    def _stopped(self, failure: CommitteeError) -> None:
        self.phase, self._failure = Phase.STOPPED, failure
        if self.state is not None and self.state.asks is not None:
            self.state = _unasked(self.state)
        self._message.disabled = self.state is None or self.state.step is not Step.COMMIT
        self._draw()

    def _take_back(self) -> None:
        if self.phase is not Phase.STOPPED or self.state is None or not can_take_back(self.state):
            return
        try:
            self.state = take_back(self.state)
        except CommitteeError as failure:
            self._stopped(failure)
            return
        self.phase, self._failure, self.state = Phase.READY, None, None
        self._message.disabled = False
        self._draw()
        self._show(self._more, [content([("The commit was taken back: all is as before, your work too.", "ok")])])

    def _asks_words(self) -> bool:
        outlook = self.sharing.outlook
        return isinstance(outlook, Outlook) and outlook.changed

    def _draw(self) -> None:
        self._show(self._steps, self._drawn_steps())
        self._show(self._more, self._drawn_outcome())
        self.say(self._drawn_keys())

    def _show(self, block: Static, lines: list[Content]) -> None:
        width = min(self.size.width * 98 // 100, 100) - 6
        block.update(Content("\n").join([row for line in lines for row in _hanging(line, width)]))
        block.display = bool(lines)

    def _drawn_steps(self) -> list[Content]:
        outlook = self.sharing.outlook
        if isinstance(outlook, CommitteeError) or self.phase is Phase.READY:
            return []
        state = self.state
        made = state.said if state is not None else ()
        rows = [content(self._step("done", said.step, said.words)) for said in made]
        if state is not None and not state.done:
            how = "failed" if self.phase is Phase.STOPPED else "now"
            rows.append(content(self._step(how, state.step, "")))
        return rows

    def _step(self, how: str, step: Step, words: str) -> list[Segment]:
        signs = {"done": ("✓", "+"), "now": ("…", "."), "failed": ("✗", "x")}
        meaning = {"done": "ok bold", "now": "accent bold", "failed": "warn bold"}[how]
        hidden = self.sharing.hidden and step in {Step.COMMIT, Step.FETCH}
        said = "" if hidden else words
        return [(f" {signs[how][self.sharing.plain]} ", meaning), (STEPS[step], "" if how == "now" else "muted"),
                (f": {said}" if said else "", "")]  # fmt: skip

    def _drawn_outcome(self) -> list[Content]:
        state = self.state
        rows: list[Content] = []
        if self.phase is Phase.REFUSED:
            rows.append(Content("Nothing was touched."))
        elif self.phase is Phase.STOPPED and self._failure is not None:
            if not isinstance(self._failure, GitStopped):
                rows.append(content([(f"{self.sharing.words(self._failure)}.", "warn")]))
            rows.append(content([(f"{standing(state)}." if state is not None else "Nothing was done.", "")]))
        elif self.phase is Phase.DONE and state is not None:
            came = self.sharing.brought(state)
            rows.append(content([("From the others:" if came else "Nothing new from the others.", "bold")]))
            rows += [content([(f"  {line}", "")]) for line in came[:MOST]]
            if len(came) > MOST:
                rows.append(content([(f"  and {len(came) - MOST} more", "muted")]))
            rows += [content([(f"{line}.", "warn")]) for line in notices(state, hidden=self.sharing.hidden)]
            end = "The others can have it now." if state.sent else "Kept here; there is nobody to send it to yet."
            rows.append(content([(end, "ok bold")]))
        return rows

    def _drawn_keys(self) -> str:
        def key(identifier: str) -> str:
            return shown(keys_of(action(identifier), self.sharing.rebound)[0], plain=self.sharing.plain)

        go = key("sync.go")
        if self.phase is Phase.READY:
            return f"{go} begins · esc leaves, nothing is touched"
        if self.phase is Phase.WORKING:
            return "esc stops after this step, or in it where it waits for the others"
        if self.phase is Phase.STOPPED:
            parts = [f"{go} goes on"]
            if self.state is not None and can_take_back(self.state):
                parts.append(f"{key('sync.back')} back to before")
            return " · ".join([*parts, "esc leaves it so; the next sync goes on"])
        return f"{go} closes"


def _hanging(line: Content, width: int) -> list[Content]:
    """A line, and below it what does not fit; what belongs to an indented line is indented more."""
    indent = len(line.plain) - len(line.plain.lstrip())
    first, *rest = wrapped(line, width)
    if not indent or not rest:
        return [first, *rest]
    return [first, *wrapped(Content(" ").join(rest), width, indent + 2)]


def _unasked(state: Sync) -> Sync:
    return replace(state, asks=None)


def _about(outlook: Outlook, *, hidden: bool) -> list[list[Segment]]:
    """What will happen, in lines."""
    place = outlook.place
    if not place.remote:
        where = [("This repository is shared with nobody yet: the account is kept as a commit here.", "")]
    elif place.followed:
        where = [("Shared through ", ""), (show(place.remote), "bold"), (f", branch {show(place.there)}.", "")]
    else:
        where = [
            (f'The branch "{show(place.branch)}" is not shared yet. It will be, through ', ""),
            (show(place.remote), "bold"),
            (", and stays so.", ""),
        ]
    rows: list[list[Segment]] = [where]
    if not outlook.changed:
        rows.append([("Nothing is new in this account since it was committed last.", "")])
    if outlook.waiting:
        also = f", {outlook.elsewhere} of them about other files" if outlook.elsewhere else ""
        names = "" if hidden else f": {', '.join(outlook.waiting[-2:])}"
        what = counted(len(outlook.waiting), "commit made earlier goes", "commits made earlier go")
        rows.append([(f"{what} with it{also}{names}.", "")])
    if outlook.others_dirty:
        files = counted(outlook.others_dirty, "other file has", "other files have")
        stay = plural(outlook.others_dirty, "it stays as it is", "they stay as they are")
        rows.append([(f"{files} changes that are not committed; {stay}.", "muted")])
    return rows
