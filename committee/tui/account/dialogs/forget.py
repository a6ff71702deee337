"""Forgetting somebody: what goes and what stays, done once their name is typed; then what still holds them."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from committee.model.edits import Forgotten
from committee.model.line.names import folded
from committee.text import show
from committee.tui.forms.inputs import LineInput
from committee.tui.terminal.clipboard import for_clipboard
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog, text
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import wrapped
from committee.workspace.journal import KEPT_DAYS


class ForgetScreen(Keyed, Dialog[Forgotten]):
    """The one thing done here that a copy elsewhere may outlive. Answers with what is to be done, or `None`.

    A name that was meant for the map is typed here in vain: it is done once the whole name, or the id, stands in the
    line and enter is pressed.

    Args:
        called: what the person is called on the screen now.
        identifier: their id, for whoever cannot type the name.
        plain: what is done to the records about them.
        texts: the same, with other texts that name them changed too.
        lines: what each of the two means, in sentences.
        unsaved: other changes wait to be saved, and will be.
    """

    SEARCHES = True
    BINDINGS: ClassVar[list[BindingType]] = bindings("forget")
    DEFAULT_CSS = look("account", "ForgetScreen")

    def __init__(
        self,
        called: str,
        identifier: str,
        plain: Forgotten,
        texts: Forgotten,
        lines: Callable[[Forgotten], Sequence[str]],
        *,
        unsaved: bool,
    ) -> None:
        super().__init__(f"Forget {called}", "")
        self.called, self.identifier = called, identifier
        self._choices = (plain, texts)
        self._sentences = lines
        self._texts = False
        self._unsaved = unsaved
        self._said = Static(markup=False)
        self._scroll = VerticalScroll(self._said, can_focus=False)
        self.line = LineInput(id="name")

    @property
    def chosen(self) -> Forgotten:
        """What would be done now."""
        return self._choices[self._texts]

    def body(self) -> ComposeResult:
        """What it means, and the line for the name."""
        yield self._scroll
        yield text(content([("Type the name and press enter to forget ", ""), (self.called, "bold"), (":", "")]))
        yield self.line

    def on_mount(self) -> None:
        self._draw()
        self.line.focus()

    def on_resize(self) -> None:
        self.limit(self._scroll, 9)

    def _draw(self) -> None:
        lines = [Content(line) for line in self._sentences(self.chosen)]
        more = ", and your other unsaved changes with it" if self._unsaved else ""
        warned = [
            f"It is saved at once{more}.",
            "Until the program ends, u brings them back, and saving writes it.",
            f"A copy stays in the journal for {KEPT_DAYS} days, or until you throw it away; B takes it back.",
            "Notes of earlier reviews that are kept on this machine go for good.",
            "Versions in git, copies and backups still hold them: they are listed next, with the steps.",
        ]
        # Before what may be a long list: it has to be in sight where the screen is small.
        lines[1:1] = [*(Content.assemble((line, "bold $warn")) for line in warned), Content("")]
        self._said.update(Content("\n").join(lines))
        texts = "ctrl+t leave other texts" if self._texts else "ctrl+t other texts too"
        self.keys = f"enter forget · {texts} · ↑↓ read · esc keep them"
        self.say_keys()

    def verbs(self) -> Verbs:
        """The keys of the question."""
        return {"forget.yes": self.confirm, "forget.texts": self._turn_texts}

    def _turn_texts(self) -> None:
        self._texts = not self._texts
        self._draw()

    def confirm(self) -> None:
        """Do it, if it is plain who is meant."""
        typed = self.line.value.strip()
        if typed and (typed == self.identifier or folded(typed) == folded(self.called)):
            self.dismiss(self.chosen)
        else:
            self.say(f"nobody is forgotten: type {self.called}, or {self.identifier}, then enter", "bold $warn")

    @on(LineInput.Step)
    def _stepped(self, event: LineInput.Step) -> None:
        event.stop()
        if event.entered:
            self.confirm()
        else:
            self._scroll.scroll_relative(y=event.step, animate=False)

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self.say_keys()


class LeftoversScreen(Keyed, Dialog[None]):
    """What still holds them, and the steps to take that away; filled once it is known.

    Args:
        purge: throws away what the journal keeps; what went, and what is still there, a sentence each.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("leftovers")
    DEFAULT_CSS = look("account", "LeftoversScreen")

    def __init__(self, purge: Callable[[], tuple[Sequence[str], Sequence[str]]]) -> None:
        super().__init__("Forgotten here; what is left elsewhere", "saving …")
        self._purge = purge
        self._lines: tuple[str, ...] = ()
        self._said = Static(Content("saving, and looking at what git and this machine still hold …"), markup=False)
        self._scroll = VerticalScroll(self._said)

    def body(self) -> ComposeResult:
        """The steps."""
        yield self._scroll

    def on_mount(self) -> None:
        self._scroll.focus()

    def on_resize(self) -> None:
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
        self.keys = "↑↓ read · Y copy the steps · ctrl+d throw away what was kept · esc back"
        self.say_keys()

    def action_escape(self) -> None:
        if self._lines or not any(worker.group == "save" and worker.is_running for worker in self.app.workers):
            self.dismiss(None)

    def verbs(self) -> Verbs:
        """The keys of the steps."""
        return {"leftovers.copy": self._copy, "leftovers.purge": self._throw_away}

    def _throw_away(self) -> None:
        if self._lines:
            gone, failed = self._purge()
            if failed:
                self.say(failed[0], "bold $warn")
            else:
                self.say("thrown away; nothing here brings them back but u" if gone else "nothing was kept", "$ok")

    def _copy(self) -> None:
        if self._lines:
            self.app.copy_to_clipboard(for_clipboard("\n".join(self._lines))[0])
            self.say("copied; it names them: do not keep it", "$ok")


def indented(line: str, room: int) -> list[Content]:
    """A line in as many rows as it needs, all of them as far in as it begins."""
    bare = line.lstrip(" ")
    return wrapped(Content(show(bare)), room, len(line) - len(bare)) if bare else [Content("")]
