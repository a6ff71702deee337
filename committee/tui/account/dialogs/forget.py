"""Forgetting somebody for good: what goes and what stays, asked once; then what still holds them."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from committee.model.edits import Forgotten
from committee.text import show
from committee.tui.terminal.clipboard import for_clipboard
from committee.tui.widgets.bindings import bindings
from committee.tui.widgets.dialog import Dialog
from committee.tui.widgets.lines import wrapped


class ForgetScreen(Dialog[Forgotten]):
    """The one question that cannot be taken back. Answers with what is to be done, or `None`.

    Args:
        called: what the person is called on the screen now.
        plain: what is done to the records about them.
        texts: the same, with other texts that name them changed too.
        lines: what each of the two means, in sentences.
        unsaved: other changes wait to be saved, and will be.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("forget")
    DEFAULT_CSS = """
    ForgetScreen > .frame { width: 96; }
    ForgetScreen VerticalScroll { height: auto; padding: 0 1; }
    """

    def __init__(
        self,
        called: str,
        plain: Forgotten,
        texts: Forgotten,
        lines: Callable[[Forgotten], Sequence[str]],
        *,
        unsaved: bool,
    ) -> None:
        super().__init__(f"Forget {called} for good", "")
        self._choices = (plain, texts)
        self._sentences = lines
        self._texts = False
        self._unsaved = unsaved
        self._said = Static(markup=False)
        self._scroll = VerticalScroll(self._said)

    @property
    def chosen(self) -> Forgotten:
        """What would be done now."""
        return self._choices[self._texts]

    def body(self) -> ComposeResult:
        """What it means."""
        yield self._scroll

    def on_mount(self) -> None:
        """Say it."""
        self._draw()
        self._scroll.focus()

    def on_resize(self) -> None:
        """As high as the screen allows."""
        self.limit(self._scroll, 7)

    def _draw(self) -> None:
        lines = [Content(line) for line in self._sentences(self.chosen)]
        warned = "It is saved at once, and nobody can take it back: undo is emptied."
        more = " Your other unsaved changes are saved with it." if self._unsaved else ""
        self._said.update(Content("\n").join([*lines, Content(""), Content.assemble((warned + more, "bold $warn"))]))
        texts = "t leave other texts" if self._texts else "t other texts too"
        self.keys = f"f forget for good · {texts} · ↑↓ read · esc keep them"
        self.say_keys()

    def action_do(self, identifier: str) -> None:
        """The keys of the question."""
        if identifier == "forget.texts":
            self._texts = not self._texts
            self._draw()
        else:
            self.dismiss(self.chosen)


class LeftoversScreen(Dialog[None]):
    """What still holds them, and the steps to take that away; filled once it is known."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("leftovers")
    DEFAULT_CSS = """
    LeftoversScreen > .frame { width: 110; }
    LeftoversScreen VerticalScroll { height: auto; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__("Forgotten here; what is left elsewhere", "saving …")
        self._lines: tuple[str, ...] = ()
        self._said = Static(Content("saving, and looking at what git and this machine still hold …"), markup=False)
        self._scroll = VerticalScroll(self._said)

    def body(self) -> ComposeResult:
        """The steps."""
        yield self._scroll

    def on_mount(self) -> None:
        """Arrows scroll it."""
        self._scroll.focus()

    def on_resize(self) -> None:
        """As high as the screen allows."""
        self.limit(self._scroll, 5)
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if self._lines:
            room = max(self._scroll.content_size.width - 2, 20)
            self._said.update(Content("\n").join([row for line in self._lines for row in indented(line, room)]))

    def tell(self, lines: Sequence[str]) -> None:
        """Show what was found."""
        self._lines = tuple(lines)
        self._draw()
        self.keys = "↑↓ read · Y copy the steps · esc back to the account"
        self.say_keys()

    def action_escape(self) -> None:
        """Back, once it is done."""
        if self._lines:
            self.dismiss(None)

    def action_do(self, identifier: str) -> None:
        """The keys of the steps."""
        if identifier == "leftovers.copy" and self._lines:
            self.app.copy_to_clipboard(for_clipboard("\n".join(self._lines))[0])
            self.say("copied; it names them: do not keep it", "$ok")


def indented(line: str, room: int) -> list[Content]:
    """A line in as many rows as it needs, all of them as far in as it begins."""
    bare = line.lstrip(" ")
    return wrapped(Content(show(bare)), room, len(line) - len(bare)) if bare else [Content("")]
