"""View 2, People: a table to sort, filter and edit in, several people at once if marked."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from committee.errors import EditRefused
from committee.model import edits
from committee.model.edit import Edit
from committee.plurals import counted
from committee.tui.account.views.people_table import COLUMNS, people_shown, row_line
from committee.tui.forms.form import Form
from committee.tui.forms.inputs import LineInput
from committee.tui.forms.sheet import Sheet, field_sheet
from committee.tui.session.state import ViewState
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.columns import head_line, stepped, visible
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import Lines, Row
from committee.tui.widgets.list_view import ListView
from committee.tui.widgets.messages import Asked, Proposed, Said, Selected


class PeopleLines(Lines):
    """The rows, with a cursor that also moves from column to column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", "column", show=False),
        Binding("right", "cursor_right", "column", show=False),
    ]

    def action_cursor_left(self) -> None:
        self.query_ancestor(PeopleView).step_column(-1)

    def action_cursor_right(self) -> None:
        self.query_ancestor(PeopleView).step_column(1)


class CellEditor(Vertical):
    """The line under the table in which one field of the marked people is changed: a form of a single field."""

    DEFAULT_CSS = look("account", "CellEditor")

    class Closed(Message):
        """The line is no longer shown."""

    def __init__(self) -> None:
        super().__init__()
        self.form: Form | None = None
        self.people: tuple[str, ...] = ()

    async def open(self, sheet: Sheet, people: tuple[str, ...]) -> None:
        """Ask for a value for these people."""
        await self.remove_children()
        self.people, self.form = people, Form(sheet)
        await self.mount(self.form)
        self.add_class("open")
        self.form.start()

    def close(self) -> None:
        """Hide the line."""
        self.remove_class("open")
        self.form = None
        self.post_message(self.Closed())

    @on(LineInput.Escaped)
    def _escaped(self, event: LineInput.Escaped) -> None:
        event.stop()
        self.close()

    @on(Form.Finished)
    def _finished(self, event: Form.Finished) -> None:
        """The same change on all of them, as one edit."""
        event.stop()
        if self.form is None or self.form.show_faults():
            return
        try:
            edit = self.edit(self.form.sheet)
        except EditRefused as refused:
            self.post_message(Said(str(refused), warning=True))
            return
        self.close()
        if edit is not None:
            self.post_message(Proposed(edit))

    def edit(self, sheet: Sheet) -> Edit | None:
        """What the line says, of all whom it is about; nothing where all of them say so already.

        Raises:
            EditRefused: one of them cannot be changed so.
        """
        (box,) = sheet.boxes()
        values = {box.field.name: sheet.value(box.path)}
        made = [edits.set_fields(sheet.account, ("people", person), values) for person in self.people]
        changed = [edit for edit in made if edit.changes]
        if len(changed) < 2:
            return changed[0] if changed else None
        said = sheet.text(box.path).strip() or "unknown"
        return edits.batch(f"{box.label} of {len(changed)} people: {said}", *changed)

    def unfinished(self) -> Edit | None:
        """The change that enter would make, where something was typed and nothing is wrong with it."""
        return self.edit(self.form.sheet) if self.form and self.typed() and not self.form.sheet.faults() else None

    def typed(self) -> tuple[str, ...]:
        """What was typed so far."""
        if self.form is None:
            return ()
        self.form.catch_up()
        sheet = self.form.sheet
        return tuple(f"{sheet.title}, {sheet.box(path).label}: {sheet.text(path)}" for path in sheet.texts)


class PeopleView(Keyed, ListView):
    """A row a person. The selection is the map's; marks (space) make a change apply to several."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("people")
    DEFAULT_CSS = look("account", "PeopleView")

    def __init__(self) -> None:
        super().__init__(PeopleLines())
        self.editor = CellEditor()
        self.needle = LineInput(placeholder="filter: words that must stand in the row", id="filter")
        self.said = Static(markup=False, id="said")
        self.column, self.first = 0, 1
        self.sort, self.descending = "name", False
        self.marked: frozenset[str] = frozenset()
        self.shown: tuple[str, ...] = ()
        self._shown_for: object = None
        self._shown_of = (0, 0)
        self._kept: object = None
        """What `_shown_of` names by identity, held so that nothing else can take its place in memory."""

    def compose(self) -> ComposeResult:
        """Filter, table, the line that edits, and what the keys do."""
        yield self.needle
        yield self.lines
        yield self.editor
        yield self.said

    def show(self, state: ViewState) -> None:
        """Draw this state."""
        self.state = state
        self.marked &= frozenset(state.account.people)
        self._refill()

    def enter(self) -> bool:
        """Enter edits the cell."""
        self.run_worker(self._edit_cell(), exclusive=True, name="cell")
        return True

    @property
    def several(self) -> tuple[str, ...]:
        """Those who are marked, as they stand in the table; those a filter hides are not meant."""
        return tuple(person for person in self.shown if person in self.marked)

    def step_column(self, step: int) -> None:
        """Another column; the columns scroll so that it is seen."""
        self.column, self.first = stepped(COLUMNS, self.column, self.first, step, self.lines.width - 2)
        self._refill()

    def verbs(self) -> Verbs:
        """The keys of this view."""
        return {
            "people.sort-up": lambda: self.sort_by(descending=False),
            "people.sort-down": lambda: self.sort_by(descending=True),
            "people.filter": self.ask_filter,
            "people.mark": self.mark,
            "people.mark-all": self.mark_all,
            "people.leave": self.leave,
        }

    def sort_by(self, *, descending: bool) -> None:
        """By the column of the cursor."""
        self.sort, self.descending = COLUMNS[self.column].key, descending
        self._refill()

    def ask_filter(self) -> None:
        """Type to filter."""
        self.needle.add_class("open")
        self.needle.focus()

    def mark(self) -> None:
        """Mark, or unmark, and go on."""
        person = self.lines.key
        if isinstance(person, str):
            self.marked ^= {person}
            self._refill()
            self.lines.action_cursor_down()

    def mark_all(self) -> None:
        """All that are shown; again for none."""
        shown = frozenset(self.shown)
        self.marked = frozenset() if shown <= self.marked else shown
        self._refill()

    def leave(self) -> None:
        """One thing at a time: the editor, then marks, then the filter."""
        if self.editor.has_class("open"):
            self.editor.close()
        elif self.marked:
            self.marked = frozenset()
        elif self.needle.value:
            self.needle.value = ""
            self.needle.remove_class("open")
        else:
            self.post_message(Asked("back"))
        self.lines.focus()
        self._refill()

    def moved(self, key: object) -> None:
        """Tell who is selected."""
        self.post_message(Selected(key if isinstance(key, str) else None))

    @on(LineInput.Changed, "#filter")
    def _again(self, event: LineInput.Changed) -> None:
        event.stop()
        self._refill()

    @on(LineInput.Step, "#filter")
    @on(LineInput.Escaped, "#filter")
    def _filter_left(self, event: LineInput.Step | LineInput.Escaped) -> None:
        event.stop()
        if isinstance(event, LineInput.Escaped):
            self.needle.value = ""
        self.needle.set_class(bool(self.needle.value), "open")
        self.lines.focus()

    @on(CellEditor.Closed)
    def _cell_left(self, event: CellEditor.Closed) -> None:
        event.stop()
        self.lines.focus()
        self._say()

    async def _edit_cell(self) -> None:
        state, person = self.state, self.lines.key
        column = COLUMNS[self.column]
        if state is None or not isinstance(person, str):
            return
        if column.field is None:
            self.post_message(
                Said(f'"{column.title}" is worked out and not typed; t on the person changes it', warning=True)
            )
            return
        people = self.several or (person,)
        try:
            sheet = field_sheet(state.account, ("people", person, column.key), state.today)
        except EditRefused as refused:
            self.post_message(Said(str(refused), warning=True))
            return
        await self.editor.open(sheet, people)
        self._say()

    def _refill(self) -> None:
        state = self.state
        if state is None:
            return
        asked = (self.needle.value, self.sort, self.descending)
        look = (visible(COLUMNS, self.first, self.lines.width - 2), self.column, self.marked, state.plain)
        # A moved selection changes none of this: then two rows are drawn again and nothing is sorted.
        if self._shown_for != (asked, look) or self._shown_of != (id(state.account), id(state.analysis)):
            self.shown = people_shown(state, self.needle.value, self.sort, descending=self.descending)
            self._shown_for, self._shown_of = (asked, look), (id(state.account), id(state.analysis))
            self._kept = (state.account, state.analysis)
            shown = [(index, COLUMNS[index].width) for index in look[0]]
            head = head_line(
                COLUMNS, shown, column=self.column, sort=self.sort, descending=self.descending, plain=state.plain
            )
            self.lines.fill([self._row(state, person, look[0]) for person in self.shown], [content(head)])
        self.lines.go_to(state.person)
        self._say()

    def _row(self, state: ViewState, person: str, fitting: tuple[int, ...]) -> Row:
        def draw(_: int) -> list[Content]:
            cursor, marked = self.lines.key == person, person in self.marked
            return [content(row_line(state, person, fitting, self.column, marked=marked, cursor=cursor))]

        return Row(person, draw)

    def _say(self) -> None:
        state = self.state
        if state is None:
            return
        if not state.account.people:
            line = "Nobody here yet: a adds people, one a line"
        elif not self.shown:
            line = f"None of {len(state.account.people)} people match: esc shows all again"
        elif self.editor.has_class("open"):
            count = len(self.editor.people)
            whom = state.account.name_of(self.editor.people[0]) if count == 1 else counted(count, "person")
            line = f"{whom}: enter keeps it, esc leaves it"
        else:
            some = f"{len(self.shown)} of " if len(self.shown) < len(state.account.people) else ""
            marks = f" · {len(self.marked)} marked: enter, s, t, i, r, b, d change them all" if self.marked else ""
            line = f"{some}{len(state.account.people)} people{marks} · enter edit · [ ] sort · & filter · space mark"
        self.said.update(Content(line))
