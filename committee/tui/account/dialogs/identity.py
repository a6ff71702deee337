"""Who am I? Asked once, where neither the settings nor git know."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.ids import Randomness, random_suffix
from committee.model.vocabulary import TeamStatus
from committee.text import fold
from committee.tui.forms.inputs import LineInput
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog, text
from committee.tui.widgets.lines import Lines, plain_row


@dataclass(frozen=True, slots=True)
class Identity:
    """The teammate I am, by id; `edit` adds me where I was not in the team yet."""

    teammate: str
    edit: Edit | None = None


class IdentityScreen(Dialog[Identity | None]):
    """The team as a list; a name that is not in it is added to it."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = look("account", "IdentityScreen")

    def __init__(self, account: Account, suggestion: str = "", *, rng: Randomness = random_suffix) -> None:
        super().__init__("Who are you?", "↑↓ choose · or type your name · enter that is me · esc go on without")
        self.account, self.rng = account, rng
        self.suggestion = suggestion
        self.name_line = LineInput(placeholder="Your name", id="name")
        self.lines = Lines()
        self.lines.can_focus = False

    def body(self) -> ComposeResult:
        """What it is for, the line, the team."""
        yield text("Coverage, evidence and calls are written down as yours. Kept in your settings, asked once.")
        yield self.name_line
        yield self.lines

    def on_mount(self) -> None:
        self._refill()
        self.name_line.focus()

    @on(LineInput.Changed, "#name")
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._refill()

    @on(LineInput.Step, "#name")
    def _stepped(self, event: LineInput.Step) -> None:
        event.stop()
        if event.entered:
            self._answer()
        else:
            self.lines.step(event.step)

    @on(Lines.Entered)
    def _clicked(self, event: Lines.Entered) -> None:
        event.stop()
        self._answer()

    def _answer(self) -> None:
        key, name = self.lines.key, self.name_line.value.strip() or self.suggestion
        if isinstance(key, str) and key:
            self.dismiss(Identity(key))
        elif name:
            edit = edits.add_teammate(self.account, self.rng, name=name)
            self.dismiss(Identity(edit.changes[0].path[1], edit))
        else:
            self.say("Type your name", "bold $warn")

    def _refill(self) -> None:
        typed = self.name_line.value.strip()
        mates = [(key, mate) for key, mate in self.account.team.items() if mate.status is TeamStatus.ACTIVE]
        fitting = [(key, mate) for key, mate in mates if fold(typed) in fold(mate.name)]
        rows = [plain_row(key, content([(mate.name, "bold"), (f"  {mate.title}", "muted")])) for key, mate in fitting]
        new = typed or self.suggestion
        if new and all(mate.name.casefold() != new.casefold() for _, mate in mates):
            rows.append(plain_row("", content([("+ ", "ok"), (new, "bold"), ("  joins the team", "muted")])))
        self.lines.fill(rows or [plain_row(None, Content("The team is empty: type your name"))])
        self.lines.styles.height = max(len(rows), 1)
        self.lines.styles.max_height = 10
