"""The edit form as a dialog: returns one `Edit`, or nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from committee.errors import EditRefused
from committee.model.account import Account, KeyPath
from committee.model.disclosure import is_masked
from committee.model.edit import Edit, apply
from committee.model.ids import Randomness
from committee.tui.forms.commit import sheet_edit
from committee.tui.forms.form import Form
from committee.tui.forms.inputs import LineInput
from committee.tui.forms.sheet import Sheet, new_sheet, record_sheet
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import wear_badge
from committee.tui.widgets.keyed import Keyed, Verbs, bindings


class SheetScreen(Keyed, ModalScreen[Edit | None]):
    """A sheet to fill in. Ctrl+s, or enter on the last field, gives the edit; esc leaves.

    Nothing typed is lost silently: with something changed, the first esc says so and the second leaves.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("form"),
        Binding("escape", "leave", "leave", show=False),
    ]
    DEFAULT_CSS = look("forms", "SheetScreen")

    def __init__(self, sheet: Sheet, rng: Randomness, *, start: KeyPath | None = None, intro: str = "") -> None:
        super().__init__()
        self.intro = intro
        self.form = Form(sheet)
        self.rng = rng
        self.start_at = start
        self._at_first = dict(sheet.texts)
        self._warned = False
        self._foot = Static(markup=False, id="foot")

    def compose(self) -> ComposeResult:
        """The form, and a line that says what the keys do."""
        with Vertical() as box:
            box.border_title = Content(self.form.sheet.title)
            wear_badge(box, self.app)
            if self.intro:
                yield Static(Content(self.intro), markup=False, classes="intro")
            yield self.form
            yield self._foot

    def on_mount(self) -> None:
        self.form.start(self.start_at)
        self._say_keys()

    def on_resize(self) -> None:
        self.form.styles.max_height = max(self.size.height - (8 if self.intro else 5), 3)

    def verbs(self) -> Verbs:
        """The keys of a form."""
        return {"form.save": self.action_save}

    def action_save(self) -> None:
        if self.form.show_faults():
            count = len(self.form.sheet.faults())
            self._say(Content.assemble((f"{count} to put right, each says how", "bold $error")))
            return
        try:
            edit = self.make()
            if edit is not None:
                apply(self.form.sheet.account, edit)
        except EditRefused as refused:
            self._say(Content.assemble((str(refused), "bold $error")))
            return
        self.dismiss(edit)

    def make(self) -> Edit | None:
        """The edit for what the sheet says; `None` where nothing was changed."""
        return sheet_edit(self.form.sheet, self.rng)

    def unfinished(self) -> Edit | None:
        """What the sheet says, where something was entered and nothing is wrong."""
        if not self._entered() or self.form.sheet.faults():
            return None
        return self.make()

    def typed(self) -> tuple[str, ...]:
        """What was entered, a field a line."""
        sheet = self.form.sheet
        return tuple(f"{sheet.title}, {sheet.box(path).label}: {sheet.text(path)}" for path in self._entered())

    def _entered(self) -> tuple[KeyPath, ...]:
        """The boxes that say something else than at first, the key pressed last included."""
        self.form.catch_up()
        texts = self.form.sheet.texts
        return tuple(box.path for box in self.form.sheet.boxes() if texts.get(box.path) != self._at_first.get(box.path))

    def action_leave(self) -> None:
        """Leave; with something typed only when asked twice."""
        changed = self.form.sheet.changed()
        if changed and not self._warned:
            self._warned = True
            count = f"{len(changed)} change{'s' if len(changed) > 1 else ''}"
            self._say(Content.assemble((f"{count} not kept: esc again drops them, ctrl+s keeps them", "bold $warn")))
        else:
            self.dismiss(None)

    @on(LineInput.Escaped)
    def _escaped(self, event: LineInput.Escaped) -> None:
        event.stop()
        self.action_leave()

    @on(Form.Finished)
    def _finished(self) -> None:
        self.action_save()

    @on(Form.Changed)
    def _changed(self) -> None:
        self._warned = False
        self._say_keys()

    def _say_keys(self) -> None:
        changed = 0 if self.form.sheet.new else len(self.form.sheet.changed())
        made = f"{changed} changed · " if changed else ""
        save = "enter save" if self.form.enter_finishes else "ctrl+s save"
        self._say(Content(f"{made}tab next · letters choose · {save} · esc leave"))

    def _say(self, line: Content) -> None:
        self._foot.update(line)


def FormScreen(  # noqa: N802 - reads as the screen it makes
    account: Account, path: KeyPath, *, today: date, rng: Randomness, start: str = ""
) -> SheetScreen:
    """The form for a record that exists; `start` names the field to begin in."""
    intro = "Names and texts are hidden and stay as they are." if is_masked(account) else ""
    return SheetScreen(record_sheet(account, path, today), rng, start=(*path, start) if start else None, intro=intro)


def new_record(
    account: Account, table_name: str, *, today: date, rng: Randomness, preset: Mapping[str, Any] | None = None
) -> SheetScreen:
    """The form for a record still to be made: a place, a teammate, a gate, a rival, an action."""
    return SheetScreen(new_sheet(account, table_name, today, preset), rng)
