"""Add people, one a line: what will be made is said while it is typed; enter makes it, esc ends."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from committee.errors import EditRefused
from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.ids import Randomness
from committee.model.line import Draft, completions, read_line, read_lines
from committee.model.vocabulary import PersonStatus
from committee.text import clean
from committee.tui.forms.inputs import Completions, LineInput, Underline
from committee.tui.forms.row import Prose
from committee.tui.forms.words import Offer
from committee.tui.theme.style import look
from committee.tui.widgets.keyed import Keyed, Verbs, bindings

Perform = Callable[[Edit], Account]
"""Makes an edit and gives the account as it is then; raises `EditRefused`."""

GRAMMAR = (
    "Name, Title, roles, @Place, + stance, p4 power, =3 we cover, >4 influences, <2 is influenced by, ^ reports to"
)
KEYS = "enter add · tab complete · paste a list: one a line · esc done"
OFFERED = "not run as keys: too fast, or pasted · ctrl+s adds it · esc drops it"
BATCH_KEYS = "ctrl+s add all · esc back to one line"
EMPTY = (
    "Priya Nair, Head of Security, security, @Tulsa remote, -, p4, =2, >4 Tom Lee, ^Ingrid",
    "Stance ++ + 0 - -- ? · champion · no objection · partner · x Anke",
    '"…" keeps a comma · tab completes, and takes what a title suggests',
)


class AddScreen(Keyed, ModalScreen[tuple[str, ...]]):
    """A line at the foot of the screen, with the map in sight above. Answers the ids of those added."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "done", show=False),
        *bindings("form"),
    ]
    DEFAULT_CSS = look("account", "AddScreen")

    def __init__(
        self, account: Account, perform: Perform, *, me: str, today: date, rng: Randomness, text: str = ""
    ) -> None:
        super().__init__()
        self.account, self.perform = account, perform
        self._given = "\n".join(line.strip() for line in clean(text).splitlines() if line.strip())
        self.me, self.today, self.rng = me, today, rng
        self.added: list[tuple[str, str]] = []
        self.draft = Draft()
        self._warned = False
        self.marks = Underline()
        self.completions = Completions()
        self.line = LineInput(completions=self.completions, highlighter=self.marks, placeholder=GRAMMAR, id="line")
        self.line.complete_first = self.line.takes_lines = True
        self.line.entered = self.action_save
        self.list = Prose("")
        self.list.id = "list"
        self._offered: dict[Offer, tuple[int, str]] = {}
        self._added, self._said = Static(markup=False, id="added"), Static(markup=False, id="said")
        self._foot = Static(Content(KEYS), markup=False, id="foot")

    def compose(self) -> ComposeResult:
        with Vertical() as frame:
            frame.border_title = Content("Add people")
            yield self._added
            yield self.line
            yield self.list
            with VerticalScroll(id="preview", can_focus=False):
                yield self._said
            yield self._foot
            yield self.completions

    def on_mount(self) -> None:
        self.line.focus()
        if "\n" in self._given:
            self.list.text = self._given
            self._list_mode(on=True)
        else:
            self.line.value = self._given
            self.line.cursor_position = len(self._given)
            self._read()

    @property
    def untouched(self) -> bool:
        """What stands there is what was typed or pasted on the map: nobody has looked at it yet, and esc drops it."""
        return bool(self._given) and self.typed() == (self._given,)

    @property
    def listing(self) -> bool:
        """A pasted list is being looked at."""
        return self.has_class("listing")

    def action_leave(self) -> None:
        """Back from the list to the line, else done; a line not yet added is said before it is dropped."""
        if self.listing and not self.untouched:
            self._list_mode(on=False)
        elif self.line.value.strip() and not self._warned and not self.untouched:
            self._warned = True
            self._foot.update(Content.assemble(("not added yet: enter adds it, esc again drops it", "bold $warn")))
        else:
            self.dismiss(tuple(identifier for identifier, _ in self.added))

    def verbs(self) -> Verbs:
        """The keys of this form."""
        return {"form.save": self.action_save}

    def action_save(self) -> None:
        self._read()  # the news of the last key may still be under way
        draft = self.draft
        if draft.edit is None:
            self._say_fault(draft.faults[0] if draft.faults else "type a name first")
            return
        before = self.account
        try:
            self.account = self.perform(draft.edit)
        except EditRefused as refused:
            self._say_fault(str(refused))
            return
        new = [identifier for identifier in self.account.people if identifier not in before.people]
        new.sort(key=lambda identifier: self.account.people[identifier].status is PersonStatus.PLACEHOLDER)
        self.added += [(identifier, self._called(identifier)) for identifier in new]
        if not new:
            self.added.append((draft.person_id, draft.edit.label))
        self.list.clear()
        self._list_mode(on=False)
        self.line.value = ""
        self._read()

    def unfinished(self) -> Edit | None:
        """Those in the line or the list, where all of it is clear."""
        self._read()
        return self.draft.edit if any(self.typed()) else None

    def typed(self) -> tuple[str, ...]:
        """The line, or the list."""
        return ((self.list.text if self.listing else self.line.value).strip(),)

    def _called(self, identifier: str) -> str:
        person = self.account.people[identifier]
        unnamed = " (placeholder, until you know more)" if person.status is PersonStatus.PLACEHOLDER else ""
        return f"{person.name}{unnamed}"

    @on(LineInput.Changed, "#line")
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._read()
        # Behind the layout: the line may have moved, and the list of completions hangs on its cursor.
        self.call_after_refresh(self._offer)

    @on(TextArea.Changed, "#list")
    def _list_typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._read()

    @on(LineInput.Escaped)
    def _escaped(self, event: LineInput.Escaped) -> None:
        event.stop()
        self.action_leave()

    @on(LineInput.Pasted)
    def _pasted(self, event: LineInput.Pasted) -> None:
        event.stop()
        self.list.text = event.text
        self._list_mode(on=True)

    @on(LineInput.Chosen)
    def _chosen(self, event: LineInput.Chosen) -> None:
        event.stop()
        start, insert = self._offered[event.offer]
        rest = self.line.value[self.line.cursor_position :]
        self.line.value = self.line.value[:start] + insert + rest
        self.line.cursor_position = start + len(insert)

    def _read(self) -> None:
        """Understand what stands there now; the widget only shows what the model says."""
        self._warned = False
        if self.listing:
            self.draft = read_lines(self.account, self.list.text, me=self.me, today=self.today, rng=self.rng)
        else:
            self.draft = read_line(self.account, self.line.value, me=self.me, today=self.today, rng=self.rng)
            self.marks.spans = [(span.start, span.end) for span in self.draft.spans if span.kind == "error"]
            self.line.refresh()
        self._show()

    def _offer(self) -> None:
        # Over what nobody has looked at there is no list: esc drops it at once.
        found = () if self.untouched else completions(self.account, self.line.value, self.line.cursor_position)
        shown = {Offer(one.text, one.doc): (one.start, one.insert) for one in found[:8]}
        self._offered = shown
        self.completions.offer(tuple(shown), self.line.cell, above=True)

    def _show(self) -> None:
        shown = self.added[-4:]
        more = len(self.added) - len(shown)
        lines = [Content.assemble((f"✓ {name}", "$ok")) for _, name in shown]
        if more:
            lines[0] = Content.assemble(lines[0], (f"   and {more} before", "$muted"))
        self._added.update(Content("\n").join(lines))
        self._added.display = bool(lines)
        self._said.update(Content("\n").join(self._preview()))
        keys = BATCH_KEYS if self.listing else KEYS
        self._foot.update(Content.assemble((OFFERED, "bold $warn")) if self.untouched else Content(keys))

    def _preview(self) -> list[Content]:
        if not any(self.typed()):
            return [Content.assemble((line, "$muted")) for line in EMPTY]
        faults = [Content.assemble(("✗ ", "bold $error"), (fault, "$error")) for fault in self.draft.faults]
        lines = self.draft.summary if self.listing else [" · ".join(self.draft.summary)]
        role = self.draft.suggests
        words = f"? {str(role).replace('-', ' ')}: suggested by the title, tab takes it"
        proposed = [Content.assemble((words, "$accent"))] if role and not self.listing else []
        return [*faults, *proposed, *(Content.assemble(("+ ", "$ok"), line) for line in lines if line)]

    def _say_fault(self, fault: str) -> None:
        self._foot.update(Content.assemble((fault, "bold $error")))

    def _list_mode(self, *, on: bool) -> None:
        self.set_class(on, "listing")
        (self.list if on else self.line).focus()
        self._read()
