"""Titled texts to read: what a finding means, and why the plan does not hold a talk."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from committee.findings.finding import Finding
from committee.findings.registry import rule
from committee.model.account import Account
from committee.model.words import pair_words
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog, text

if TYPE_CHECKING:
    from committee.consensus.why_not import WhyNot

Texts = Iterable[tuple[str, str]]
"""Titles and what stands under them, in reading order."""


class TextsScreen(Dialog[None]):
    """Texts under their titles, scrollable."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "escape", "back", show=False)]
    DEFAULT_CSS = look("account", "TextsScreen")

    def __init__(self, title: str, texts: Texts) -> None:
        super().__init__(title, "↑↓ scroll · esc back")
        self.texts = tuple(texts)
        self.scroll = VerticalScroll()

    def body(self) -> ComposeResult:
        """The texts."""
        with self.scroll:
            for title, said in self.texts:
                yield text(content([(title, "accent bold")]))
                yield text(Content(said))

    def on_mount(self) -> None:
        self.scroll.focus()

    def on_resize(self) -> None:
        self.limit(self.scroll)


def finding_screen(account: Account, finding: Finding) -> TextsScreen:
    """The four texts of the rule, what was measured here, whom it concerns and what to do."""
    return TextsScreen(f"{finding.code} {finding.name}", _definition(account, finding))


def why_not_screen(account: Account, answer: "WhyNot") -> TextsScreen:
    """Why the plan does not hold a talk, what makes it dearer, and the talks that would differ."""
    pair = pair_words(account, (answer.speaker, answer.listener))
    return TextsScreen(f"Why not {pair}?", _answered(account, answer))


def _definition(account: Account, finding: Finding) -> Iterator[tuple[str, str]]:
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


def _answered(account: Account, answer: "WhyNot") -> Iterator[tuple[str, str]]:
    from committee.consensus.effort import in_talks

    yield "Answer", answer.headline(account) if answer.terms else answer.sentence(account)
    if answer.terms:
        terms = "\n".join(f"{in_talks(term.cost)}  {term.why}" for term in answer.terms)
        yield "What the talk costs beyond the plan's own", terms
    changed = [("+", talk) for talk in answer.added] + [("-", talk) for talk in answer.dropped]
    if changed:
        said = "\n".join(f"{sign} {pair_words(account, talk.pair)}, {talk.shown_effort}" for sign, talk in changed)
        yield "Talks that would differ", said
