"""What a finding means: the definition of its rule, and the numbers of this one."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from committee.findings.finding import Finding
from committee.findings.registry import rule
from committee.model.account import Account
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog, text


class DefinitionScreen(Dialog[None]):
    """The four texts of the rule, then what was measured here, whom it concerns and what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "escape", "back", show=False)]
    DEFAULT_CSS = look("account", "DefinitionScreen")

    def __init__(self, account: Account, finding: Finding) -> None:
        super().__init__(f"{finding.code} {finding.name}", "↑↓ scroll · esc back")
        self.account = account
        self.finding = finding
        self.texts = VerticalScroll()

    def body(self) -> ComposeResult:
        """The texts, scrollable."""
        with self.texts:
            for title, said in definition(self.account, self.finding):
                yield text(content([(title, "accent bold")]))
                yield text(Content(said))

    def on_mount(self) -> None:
        self.texts.focus()

    def on_resize(self) -> None:
        self.limit(self.texts)


def definition(account: Account, finding: Finding) -> Iterator[tuple[str, str]]:
    """Titles and texts, in reading order."""
    found = rule(finding.code)
    yield f"{finding.severity}".upper(), finding.explanation
    if finding.measures:
        yield "Measured", "\n".join(str(measure) for measure in finding.measures)
    if finding.people:
        yield "Concerns", ", ".join(account.name_of(person) for person in finding.people)
    yield "What to do now", finding.fix
    yield "What it checks", found.checks
    yield "Why it matters", found.why
    yield "Example", found.example
    yield "What to do", found.todo
