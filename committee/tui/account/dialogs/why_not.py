"""Why the plan does not hold a talk: the answer, what makes the talk dearer, and the talks that would differ."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from committee.model.account import Account
from committee.model.words import pair_words
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog, text

if TYPE_CHECKING:
    from committee.consensus.why_not import WhyNot


class WhyNotScreen(Dialog[None]):
    """One answer, scrollable."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "escape", "back", show=False)]
    DEFAULT_CSS = look("account", "WhyNotScreen")

    def __init__(self, account: Account, answer: "WhyNot") -> None:
        super().__init__(f"Why not {pair_words(account, (answer.speaker, answer.listener))}?", "↑↓ scroll · esc back")
        self.account, self.answer = account, answer
        self.texts = VerticalScroll()

    def body(self) -> ComposeResult:
        """The texts, under their titles."""
        with self.texts:
            for title, said in answered(self.account, self.answer):
                yield text(content([(title, "accent bold")]))
                yield text(Content(said))

    def on_mount(self) -> None:
        self.texts.focus()

    def on_resize(self) -> None:
        self.limit(self.texts)


def answered(account: Account, answer: "WhyNot") -> Iterator[tuple[str, str]]:
    """Titles and texts, in reading order."""
    from committee.consensus.effort import in_talks

    yield "Answer", answer.headline(account) if answer.terms else answer.sentence(account)
    if answer.terms:
        terms = "\n".join(f"{in_talks(term.cost)}  {term.why}" for term in answer.terms)
        yield "What the talk costs beyond the plan's own", terms
    changed = [("+", talk) for talk in answer.added] + [("-", talk) for talk in answer.dropped]
    if changed:
        said = "\n".join(f"{sign} {pair_words(account, talk.pair)}, {talk.shown_effort}" for sign, talk in changed)
        yield "Talks that would differ", said
