"""The form as a widget: sections of rows over one sheet."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Static

from committee.model.account import KeyPath
from committee.model.values import Fault
from committee.tui.forms.inputs import Completions, LineInput
from committee.tui.forms.row import FieldRow
from committee.tui.forms.sheet import Section, Sheet
from committee.tui.forms.words import Offer, accept, explain, offers
from committee.tui.theme.style import look


class Form(VerticalScroll, can_focus=False):
    """Every box of a sheet under one another; holds the sheet as it stands."""

    DEFAULT_CSS = look("forms", "Form")

    @dataclass
    class Changed(Message):
        """Something was typed."""

        sheet: Sheet

    @dataclass
    class Finished(Message):
        """Enter on the last field."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.completions = Completions()
        self.enter_finishes = False
        """Enter in any field is the end of it, not only in the last."""

    def compose(self) -> ComposeResult:
        for index, section in enumerate(self.sheet.sections):
            yield Static(section.title, markup=False, classes="section first" if index == 0 else "section")
            yield from self._rows(section)
        yield self.completions

    def on_mount(self) -> None:
        """Say what is wrong from the start: a form opened on a faulty value shows it at once."""
        for row in self.rows():
            self._tell(row)

    def rows(self) -> list[FieldRow]:
        """The rows, in order."""
        return list(self.query(FieldRow))

    def catch_up(self) -> None:
        """Take what stands in the boxes; the news of the last key may still be under way."""
        for row in self.rows():
            if row.text != self.sheet.text(row.path):
                self.sheet = self.sheet.typed(row.path, row.text)

    def row(self, path: KeyPath) -> FieldRow:
        """The row of a path; `KeyError` if there is none."""
        found = next((row for row in self.rows() if row.path == path), None)
        if found is None:
            raise KeyError(path)
        return found

    def start(self, path: KeyPath | None = None) -> None:
        """Put the cursor into a row, the first if none is named."""
        rows = self.rows()
        found = next((row for row in rows if row.path == path), rows[0] if rows else None)
        if found is not None:
            found.control.focus()

    def show_faults(self) -> bool:
        """Show every fault and go to the first; whether there is one."""
        faults = self.sheet.faults()
        for row in self.rows():
            row.tell(faults.get(row.path), "")
        first = next((row for row in self.rows() if row.path in faults), None)
        if first is not None:
            first.control.focus()
        return first is not None

    @on(FieldRow.Typed)
    async def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        before = self.sheet
        self.sheet = before.typed(event.row.path, event.text)
        await self._swap_changed(before)
        self._tell(event.row)
        self._offer(event.row)
        self.post_message(self.Changed(self.sheet))

    @on(LineInput.Chosen)
    def _chosen(self, event: LineInput.Chosen) -> None:
        event.stop()
        row = next((row for row in self.rows() if row.control is event.widget), None)
        if row is not None:
            row.replace_text(accept(row.box.field, row.text, event.offer))

    @on(FieldRow.Focused)
    def _focused(self, event: FieldRow.Focused) -> None:
        event.stop()
        self._tell(event.row)

    @on(FieldRow.Left)
    def _left(self, event: FieldRow.Left) -> None:
        event.stop()
        rows = self.rows()
        index = rows.index(event.row) + event.step
        if event.entered and (self.enter_finishes or index == len(rows)):
            self.post_message(self.Finished())
        elif rows:
            rows[index % len(rows)].control.focus()

    def _rows(self, section: Section) -> list[FieldRow]:
        rows = [FieldRow(box, self.sheet.text(box.path), self.completions) for box in section.boxes]
        wide = any(len(box.label) > 13 for box in section.boxes)
        for row in rows:
            row.set_class(wide, "wide")
        return rows

    def _tell(self, row: FieldRow) -> None:
        value = self.sheet.value(row.path)
        untouched = row.path not in self.sheet.texts
        fault = None if untouched and not self.sheet.text(row.path) else self.sheet.fault(row.path)
        meaning = (
            "" if isinstance(value, Fault) else explain(self.sheet.account, row.box.field, value, self.sheet.today)
        )
        row.tell(fault, meaning)

    def _offer(self, row: FieldRow) -> None:
        if isinstance(row.control, LineInput) and row.control.has_focus:
            found = offers(self.sheet.account, row.box.field, row.text, self.sheet.today)
            # Tab completes what is not a value yet; what is one already it leaves.
            row.control.complete_first = self.sheet.fault(row.path) is not None
            # Behind the layout: what is said under the box may have come or gone, and is not to be covered.
            self.call_after_refresh(self._show_offers, row, found)

    def _show_offers(self, row: FieldRow, found: tuple[Offer, ...]) -> None:
        if isinstance(row.control, LineInput) and row.control.has_focus and row.control.is_attached:
            self.completions.offer(found, row.control.cell + Offset(0, row.said_height))

    async def _swap_changed(self, before: Sheet) -> None:
        """Another claim needs another kind of box for its value."""
        old = {box.path: box.field for box in before.boxes()}
        for box in self.sheet.boxes():
            if old[box.path] != box.field:
                await self.row(box.path).change_field(box, self.sheet.text(box.path))
