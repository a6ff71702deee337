"""What there is to begin with where no account was named: a demo, a new account, a file, or one used lately."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from committee.text import show
from committee.tui.forms.inputs import LineInput
from committee.tui.forms.picker import PathScreen
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import text
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import Row, plain_row
from committee.tui.widgets.list_dialog import ListDialog

Begin = Literal["demo", "new", "open"]


@dataclass(frozen=True, slots=True)
class Welcome:
    """What was chosen: `path` for an account to open, `name` for a new one."""

    choice: Begin
    path: Path | None = None
    name: str = ""


class WelcomeScreen(Keyed, ListDialog[Welcome | None]):
    """A list of ways in. Answers nothing for leaving the program (`q`); esc never does that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("welcome"),
        Binding("q", "quit_program", "quit", show=False),
    ]
    DEFAULT_CSS = look("welcome", "WelcomeScreen")
    BESIDE = 9

    def __init__(self, recent: tuple[Path, ...], folder: Path, *, back: bool = False) -> None:
        leave = "esc back" if back else "q quit"
        super().__init__("committee", f"↑↓ choose · enter go · d demo · n new · o open · {leave}")
        self.back = back
        """There is something behind this screen that esc and `q` go back to."""
        self.recent, self.folder = recent, folder
        self.name_line = LineInput(placeholder="The customer's name", id="name")
        self.about = Static(markup=False, classes="text")

    def body(self) -> ComposeResult:
        """What this is, the ways in, the line for a name."""
        yield text(content([("Who decides, who can reach them, and which talks win the deal.", "bold")]))
        yield self.lines
        yield self.name_line

    def refill(self) -> None:
        """The ways in."""
        self.fill(list(self._rows()))

    def action_escape(self) -> None:
        """Back to the list from the name; esc never quits."""
        if self.has_class("naming"):
            self.remove_class("naming")
            self.lines.focus()
            self.say_keys()
        elif self.back:
            self.dismiss(None)
        else:
            self.say("q leaves the program", "$muted")

    def action_quit_program(self) -> None:
        self.dismiss(None)

    def verbs(self) -> Verbs:
        """The keys of the three ways in."""
        return {f"welcome.{choice}": partial(self.begin, choice) for choice in ("demo", "new", "open")}

    def begin(self, choice: str) -> None:
        """One of the three ways in."""
        if choice == "demo":
            self.dismiss(Welcome("demo"))
        elif choice == "new":
            self.add_class("naming")
            self.name_line.focus()
            self.say("Type the customer's name · enter begins · esc back")
        else:
            self.app.push_screen(PathScreen("Open an account", self.folder, existing=True), self._opened)

    def entered(self) -> None:
        """The way in under the cursor."""
        key = self.lines.key
        if isinstance(key, Path):
            self.dismiss(Welcome("open", key))
        elif isinstance(key, str):
            self.begin(key)

    @on(LineInput.Step, "#name")
    def _named(self, event: LineInput.Step) -> None:
        event.stop()
        name = self.name_line.value.strip()
        if event.entered and name:
            self.dismiss(Welcome("new", None, name))

    def _opened(self, path: Path | None) -> None:
        if path is not None:
            self.dismiss(Welcome("open", path))

    def _rows(self) -> Iterator[Row]:
        yield plain_row(
            "demo", _way("d", "Demo", "a sample deal with a tour of 90 seconds; nothing of yours is touched")
        )
        yield plain_row("new", _way("n", "New account", "begin with the customer's name"))
        yield plain_row("open", _way("o", "Open a file", "an account file anywhere"))
        if self.recent:
            yield plain_row(None, Content(""), content([("Accounts at hand", "accent bold")]))
        for path in self.recent:
            name = show(path.name).removesuffix(".account.toml")
            yield plain_row(path, content([(f"  {name}", "bold"), (f"  {show(str(path.parent))}", "muted")]))


def _way(key: str, title: str, said: str) -> Content:
    return content([(f" {key} ", "key bold"), (f" {title:<12}", "bold"), (said, "muted")])
