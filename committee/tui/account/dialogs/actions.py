"""Actions: who of us promised what until when. One is added in a line."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from committee.model import edits
from committee.model.account import Account, Action
from committee.model.dates import show_date, show_distance
from committee.model.disclosure import END_PRIVATE, is_masked
from committee.model.edit import Edit
from committee.model.ids import Randomness
from committee.model.line import Draft, read_action_line
from committee.tui.account.dialogs.records import Group, Item, Perform, RecordsScreen
from committee.tui.forms.inputs import LineInput, Underline
from committee.tui.theme.ink import Segment
from committee.tui.theme.style import look
from committee.tui.widgets.keyed import Verbs, bindings

KEYS = "↑↓ choose · a add in a line · space done · enter edit · d delete · esc back"
LINE_KEYS = "enter add · esc back to the list"
HINT = "Dana: meet Priya by fri"


class ActionsScreen(RecordsScreen):
    """Open actions by due date, then what is done. `a` opens a line: `Dana: meet Priya by fri`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("actions")
    DEFAULT_CSS = look("account", "ActionsScreen")

    def __init__(self, account: Account, perform: Perform, *, today: date, rng: Randomness, me: str) -> None:
        super().__init__("Actions", account, perform, today=today, rng=rng, me=me, keys=KEYS)
        self.marks = Underline()
        self.entry = LineInput(highlighter=self.marks, placeholder=HINT, id="entry")
        self.preview = Static(markup=False, id="preview")
        self.draft = Draft()

    def body(self) -> ComposeResult:
        """The list, and the line that adds to it."""
        yield from super().body()
        yield self.entry
        yield self.preview

    def on_resize(self) -> None:
        self.limit(self.lines, 9)

    def groups(self) -> Iterator[Group]:
        """Open, then done."""
        actions = self.account.actions
        left = sorted((a.due is None, a.due or self.today, key) for key, a in actions.items() if a.done is None)
        done = sorted(((a.done, key) for key, a in actions.items() if a.done is not None), reverse=True)
        yield Group("OPEN", tuple(self._item(key) for *_, key in left), "actions", "add an action", HINT)
        if done:
            yield Group("DONE", tuple(self._item(key) for _, key in done))

    def add(self) -> None:
        """Open the line."""
        if is_masked(self.account):
            # Names typed here would be seen, and the pseudonyms on the screen are nobody's in the file.
            self.say(f"What is typed would show names. {END_PRIVATE}", "bold $warn")
            return
        self.add_class("typing")
        self.entry.focus()
        self._read()

    def verbs(self) -> Verbs:
        """The keys of this list."""
        return {**super().verbs(), "list.done": self.done}

    def done(self) -> None:
        """Done today, or open again."""
        key = self.lines.key
        if isinstance(key, tuple) and key[0] == "actions":
            done = self.account.actions[key[1]].done
            self.do(edits.set_field(self.account, (*key, "done"), None if done else self.today), select=key)

    def unfinished(self) -> Edit | None:
        """The action in the line, where it is clear."""
        self._read()
        return self.draft.edit if self.entry.value.strip() else None

    def _item(self, key: str) -> Item:
        return Item(("actions", key), tuple(action_line(self.account, self.account.actions[key], self.today)))

    @on(LineInput.Changed, "#entry")
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._read()

    @on(LineInput.Step, "#entry")
    def _line_entered(self, event: LineInput.Step) -> None:
        event.stop()
        if not event.entered:
            return
        if self.draft.edit is None:
            self.say(self.draft.faults[0] if self.draft.faults else "Type what is to be done", "bold $error")
        elif self.do(self.draft.edit, select=self.draft.edit.changes[0].path):
            self.entry.value = ""

    @on(LineInput.Escaped, "#entry")
    def _line_escaped(self, event: LineInput.Escaped) -> None:
        event.stop()
        event.prevent_default()
        self.entry.value = ""
        self.remove_class("typing")
        self.lines.focus()
        self.say_keys()

    def _read(self) -> None:
        self.draft = read_action_line(self.account, self.entry.value, me=self.me, today=self.today, rng=self.rng)
        self.marks.spans = [(span.start, span.end) for span in self.draft.spans if span.kind == "error"]
        self.entry.refresh()
        faults = [Content.assemble(("✗ ", "bold $error"), (fault, "$error")) for fault in self.draft.faults]
        lines = [Content.assemble(("+ ", "$ok"), line) for line in self.draft.summary]
        empty = [Content.assemble((f"e.g. {HINT}", "$muted"))]
        self.preview.update(Content("\n").join([*faults, *lines] if self.entry.value.strip() else empty))
        self.say(LINE_KEYS)


def action_line(account: Account, action: Action, today: date) -> list[Segment]:
    """What, with whom, whose, until when; overdue ones say so."""
    line: list[Segment] = [("✓ " if action.done else "○ ", "ok" if action.done else "muted"), (action.what, "bold")]
    if action.done:
        line.append((f"  done {show_date(action.done, today)}", "muted"))
    elif action.due:
        late = action.due < today
        due = f"due {show_date(action.due, today)}, {show_distance(action.due, today)}"
        line.append((f"  overdue, {due}" if late else f"  {due}", "warn" if late else ""))
    about = [account.name_of(action.owner), f"with {account.name_of(action.with_)}" if action.with_ else ""]
    return [*line, ("  " + " · ".join(part for part in about if part), "muted")]
