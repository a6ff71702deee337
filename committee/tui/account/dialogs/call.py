"""Call mode: who is on the call, and the line that says it is on."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from committee.model.account import Account
from committee.model.vocabulary import PersonStatus, TeamStatus
from committee.text import fold, pad
from committee.tui.forms.inputs import LineInput
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog, text
from committee.tui.widgets.lines import Lines, Row, plain_row


@dataclass(frozen=True, slots=True)
class Call:
    """Who of them is on the call, and who of us: ids. `by` is empty while nobody of ours is known."""

    people: tuple[str, ...]
    by: str


class CallScreen(Dialog[Call | None]):
    """Enter marks whoever the cursor or a part of a name was moved to; enter again, with nothing typed, begins.

    The selected person is marked beforehand. Tab changes who of us is on the call. While a call goes on it is the same
    dialog: who is on it can be changed, looking changes nothing, and only ctrl+e ends it, which answers a call with
    nobody.

    Args:
        account: as it is shown.
        me: the teammate who sits here.
        selected: whoever is marked beforehand.
        now: the call that goes on, with `began` as what it is called.
        began: since when, in words.
    """

    SEARCHES = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "by", "who of us", show=False, priority=True),
        Binding("ctrl+e", "end", "end the call", show=False, priority=True),
    ]
    DEFAULT_CSS = look("account", "CallScreen")

    def __init__(
        self, account: Account, *, me: str, selected: str = "", now: Call | None = None, began: str = ""
    ) -> None:
        super().__init__("Call" if now is None else f"On a call since {began}", "")
        self.account = account
        self.mates = tuple(key for key, mate in account.team.items() if mate.status is TeamStatus.ACTIVE)
        self.by = me if me in self.mates else next(iter(self.mates), "")
        self.marked: tuple[str, ...] = (selected,) if selected in account.people else ()
        self.now = now
        if now is not None:
            self.marked, self.by = tuple(key for key in now.people if key in account.people), now.by
        self._moved_to = False
        self.names = LineInput(placeholder="Who is on the call?", id="names")
        self.lines = Lines()
        self.lines.can_focus = False
        self.who = text("")

    def body(self) -> ComposeResult:
        """Who of us, the line, the names that fit."""
        yield self.who
        yield self.names
        yield self.lines

    def on_mount(self) -> None:
        self._refill()
        self.say_keys()
        self.names.focus()

    def on_resize(self) -> None:
        self.limit(self.lines, 7)

    def action_by(self) -> None:
        if self.mates:
            at = self.mates.index(self.by) + 1 if self.by in self.mates else 0
            self.by = self.mates[at % len(self.mates)]
        self._refill()

    def say_keys(self) -> None:
        """What enter does now, and the rest."""
        marks = self._marks()
        enter = "mark" if marks else "begin" if self.now is None else "go on with these"
        leave = "esc leave" if self.now is None else "ctrl+e end the call · esc go on"
        self.say(f"enter {enter} · type a name or ↓ to mark · tab who of us · {leave}")

    def action_end(self) -> None:
        if self.now is not None:
            self.dismiss(Call((), self.by))

    def _marks(self) -> bool:
        """Whether enter marks somebody: a name was typed, the cursor was moved, or nobody is marked yet."""
        return bool(self.names.value.strip()) or self._moved_to or not self.marked

    @on(LineInput.Changed, "#names")
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._moved_to = False
        self.say_keys()
        self._refill()
        self.lines.action_edge(-1)

    @on(LineInput.Step, "#names")
    def _stepped(self, event: LineInput.Step) -> None:
        event.stop()
        if not event.entered:
            self.lines.step(event.step)
            self._moved_to = True
            self.say_keys()
            return
        person = self.lines.key
        if isinstance(person, str) and self._marks():
            self._mark(person)
            self.names.value = ""
        elif self.marked:
            self.dismiss(Call(tuple(sorted(self.marked)), self.by))
        else:
            self.say("Mark somebody first: type a name, enter", "bold $warn")

    @on(Lines.Entered)
    def _clicked(self, event: Lines.Entered) -> None:
        event.stop()
        if isinstance(event.key, str):
            self._mark(event.key)

    @on(Lines.Moved)
    def _moved(self, event: Lines.Moved) -> None:
        event.stop()

    def _mark(self, person: str) -> None:
        without = tuple(other for other in self.marked if other != person)
        self.marked = without if person in self.marked else (*self.marked, person)
        self._moved_to = False
        self._refill()
        self.lines.action_edge(-1)
        self.say_keys()

    def _refill(self) -> None:
        wanted = dict.fromkeys(fold(self.names.value).split())
        rows: list[Row] = []
        for key, person in sorted(self.account.people.items(), key=lambda pair: (pair[0] not in self.marked, pair[0])):
            words = fold(f"{person.name} {person.title}")
            if person.status is PersonStatus.LEFT or not all(word in words for word in wanted):
                continue
            mark = ("✓ ", "ok bold") if key in self.marked else ("  ", "")
            rows.append(plain_row(key, content([mark, (pad(person.name, 26), "bold"), (person.title, "muted")])))
        if not rows:
            empty = "Nobody is called that" if wanted else "Nobody here yet: a adds people"
            rows = [plain_row(None, content([(empty, "muted")]))]
        self.lines.fill(rows)
        self.lines.styles.height = len(rows)
        ours = self.account.name_of(self.by) if self.by else "nobody of ours is in the file: T adds the team"
        names = ", ".join(self.account.name_of(person) for person in self.marked) or "nobody marked yet"
        self.who.update(content([("Us: ", "muted"), (ours, "bold"), ("   Them: ", "muted"), (names, "bold")]))
