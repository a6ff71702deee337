"""Export: what an account is handed out as, how much of it is shown, and where to."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from committee.model.disclosure import Disclosure
from committee.reports.exports import EXPORTS, Export
from committee.text import show
from committee.tui.forms.choice import Choice
from committee.tui.forms.inputs import LineInput
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog, text
from committee.tui.widgets.lines import Lines, plain_row

SHOWN: dict[str, Disclosure] = {
    "everything": Disclosure(),
    "what a customer may see": Disclosure(customer_safe=True),
    "pseudonyms": Disclosure(names_hidden=True),
}
"""How much is shown, by the words that say so."""
_ENDS = {"everything": "internal", "what a customer may see": "customer", "pseudonyms": "private"}
"""How a file says by its name how much it shows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written, where; `replaces` says that what is there may go, `opens` that it is looked at then."""

    export: Export
    disclosure: Disclosure
    path: Path
    replaces: bool
    opens: bool


class ExportScreen(Dialog[Wanted | None]):
    """What, how much of it, where: three things from top to bottom, and enter writes.

    Args:
        folder: where the account is.
        stem: what its file is called, without endings; empty where names are hidden.
        least: what is withheld anyway.
        opens: whether this machine can show a file in a window of its own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+o", "open", "write and open", show=False)]
    DEFAULT_CSS = look("account", "ExportScreen")

    def __init__(self, folder: Path, stem: str, least: Disclosure, *, opens: bool) -> None:
        keys = "↑↓ what · tab how much, where · enter writes"
        super().__init__("Export", f"{keys} · ctrl+o and opens it · esc leaves" if opens else f"{keys} · esc leaves")
        self.folder, self.stem, self.opens = folder, stem, opens
        allowed = tuple(word for word, shown in SHOWN.items() if _at_least(shown, least))
        self.least = least
        self.lines = Lines()
        self.much = Choice(allowed, allowed[0])
        self.place = LineInput()
        self._named = ""
        self._there = ""

    def body(self) -> ComposeResult:
        """What, how much, where."""
        yield self.lines
        yield text(content([("How much is shown", "muted")]))
        yield self.much
        where = "" if self.least.names_hidden else f", in {show(str(self.folder))}"
        yield text(content([(f"File{where}", "muted")]))
        yield self.place

    def on_mount(self) -> None:
        rows = [plain_row(place, content([(one.says, "")])) for place, one in enumerate(EXPORTS)]
        self.lines.fill(rows)
        self.lines.styles.height = len(rows)
        self._offer()
        self.lines.focus()

    @property
    def export(self) -> Export:
        """What is chosen."""
        key = self.lines.key
        return EXPORTS[key if isinstance(key, int) else 0]

    @property
    def disclosure(self) -> Disclosure:
        """How much is shown of it."""
        chosen = SHOWN[self.much.text]
        return Disclosure(
            names_hidden=chosen.names_hidden or self.least.names_hidden,
            customer_safe=chosen.customer_safe or self.least.customer_safe,
        )

    def typed(self) -> tuple[str, ...]:
        """A file's name is no loss."""
        return ()

    def action_open(self) -> None:
        """Answer, and have it opened."""
        self._answer(opens=self.opens)

    def _answer(self, *, opens: bool = False) -> None:
        """What was chosen; a file that is there is only replaced once that was said."""
        name = self.place.value.strip()
        if not name:
            self.say("Say which file", "bold $warn")
            self.place.focus()
            return
        path = self.folder / Path(name).expanduser()
        if path.name.endswith(".toml"):
            self.say("That would be an account: choose another name", "bold $warn")
        elif path.exists() and self._there != name:
            self._there = name
            self.say(f"{show(path.name)} is there already: enter again replaces it", "bold $warn")
        else:
            self.dismiss(Wanted(self.export, self.disclosure, path, replaces=self._there == name, opens=opens))

    def _offer(self) -> None:
        """Another name for another choice, unless one was typed."""
        if self.place.value in {"", self._named}:
            page = "-page" if self.export.single else ""
            self._named = f"{self.stem or 'account'}{page}-{_ENDS[self.much.text]}{self.export.ending}"
            self.place.value = self._named
        self._there = ""
        self.say_keys()

    @on(Lines.Moved)
    def _other(self, event: Lines.Moved) -> None:
        event.stop()
        self._offer()

    @on(Lines.Entered)
    def _entered(self, event: Lines.Entered) -> None:
        event.stop()
        self._answer()

    @on(Choice.Changed)
    def _much(self, event: Choice.Changed) -> None:
        event.stop()
        if not event.text:
            self.much.action_step(1)
        self._offer()

    @on(Choice.Step)
    def _left_choice(self, event: Choice.Step) -> None:
        event.stop()
        self._step(self.place if event.step > 0 else self.lines, entered=event.entered)

    @on(LineInput.Step)
    def _left_line(self, event: LineInput.Step) -> None:
        event.stop()
        self._step(self.lines if event.step > 0 else self.much, entered=event.entered)

    def _step(self, towards: Widget, *, entered: bool) -> None:
        if entered:
            self._answer()
        else:
            towards.focus()


def _at_least(shown: Disclosure, least: Disclosure) -> bool:
    """Whether that little is shown."""
    return (shown.names_hidden or not least.names_hidden) and (shown.customer_safe or not least.customer_safe)
