"""What is unsaved outlives whatever happens: its journal, the way out at a signal, going on after a fault of ours."""

from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen, Screen

from committee import crash
from committee.paths import short_path
from committee.tui.program import Program
from committee.tui.terminal.standing import Standing
from committee.tui.widgets.keyed import KeyedScreen

if TYPE_CHECKING:
    from committee.workspace import Workspace
    from committee.workspace.rescue import Kept


class Keeping(Standing, Program):
    """A program that loses nothing of what is open in it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.open: Workspace | None = None
        """What is rescued if the program has to end."""
        self.begun_words: tuple[str, ...] | None = None
        """What was typed and makes no change, once the program has to end."""
        self._journaled: list[Workspace] = []

    def on_unmount(self) -> None:
        """The program ends: what nobody gave up stays in its journal."""
        for workspace in self._journaled:
            workspace.let_go()

    def keep_journal(self, workspace: "Workspace") -> None:
        """From now on keep what is unsaved there; not of a demo, which leaves nothing behind."""
        from committee.workspace.journal import Journal
        from committee.writing import in_scratch

        path = workspace.path
        if workspace.journal is not None or path is None or in_scratch(path):
            return
        workspace.journal = Journal(path, tell=self._on_the_loop(self._say_not_kept), clock=self.clock)
        self._journaled.append(workspace)

    def _on_the_loop(self, then: Callable[[str], None]) -> Callable[[str], None]:
        """What any thread may call, without waiting for the screen."""
        context = copy_context()

        def tell(words: str) -> None:
            loop = self._loop
            if loop is not None:
                with suppress(RuntimeError):  # it is over
                    loop.call_soon_threadsafe(then, words, context=context)

        return tell

    def _say_not_kept(self, why: str) -> None:
        self._say_below(f"what you change is not kept until it is saved: the state folder takes nothing ({why})")

    def _say_below(self, words: str) -> None:
        """In the line below, and in a corner where a dialog stands before it; one that could not be made goes."""
        top = self.screen
        screen = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, KeyedScreen)), None)
        if screen is not None:
            screen.say(words, warning=True)
        if isinstance(top, ModalScreen) and not top.children:
            self.call_later(self._take_away, top)
        elif not isinstance(top, KeyedScreen):
            self.notify(words, severity="warning", markup=False)

    def _take_away(self, screen: Screen[Any]) -> None:
        if screen is self.screen:
            self.pop_screen()

    def begin(self) -> None:
        """From now on a fault of ours costs what was being done, and no more."""
        # From here on there is something on the screen, and somebody who may have changed something.
        self.begun = True

    def stumbled(self, text: str) -> None:
        """A fault was survived: what is unsaved is on the disk before anything else, then it is said."""
        for workspace in self._journaled:
            if workspace.journal is not None:
                workspace.journal.flush()
        place = crash.written(text)
        where = "" if place is None else f"; report: {'the state folder' if self.disclosure else short_path(place)}"
        self._say_below(f"a fault of ours, that did not work; nothing is lost{where}")

    def rescue(self) -> "Kept":
        """Keep unsaved changes, with what was begun in a dialog; where they are now, or why nowhere."""
        from committee.tui.unfinished import finish
        from committee.workspace.rescue import Kept, keep

        # Something may be wrong already: what was only begun must not stop what is unsaved from being kept.
        with suppress(Exception):
            if self.begun_words is None:
                self.begun_words = ()
                self.begun_words = finish(self, self.open)
        return keep(self.open) if self.open is not None else Kept()
