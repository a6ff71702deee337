"""The account screen: title, yes board, a view, details, strip, footer. It wires them; the work is elsewhere."""

from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import ContentSwitcher, Input, TextArea
from textual.worker import get_current_worker

from committee.errors import Unwanted
from committee.tui.account.desk import Desk, DeskScreen
from committee.tui.account.file_watch import Lookout
from committee.tui.account.find import FindBar
from committee.tui.account.inspector import Inspector
from committee.tui.account.strip import Strip
from committee.tui.account.title import TitleLine, YesBoard
from committee.tui.keys.conditions import Situation
from committee.tui.keys.keymap import action, first_key, keys_of
from committee.tui.keys.pending import Move, Pending, Refused
from committee.tui.map.positions import remembered
from committee.tui.map.tidying import Tidied, TidyMap
from committee.tui.map.wish import LARGE, TALL, WIDE
from committee.tui.session.session import Session
from committee.tui.session.state import SECONDS
from committee.tui.terminal.key_order import RunsKeys
from committee.tui.widgets.footer import KeyFooter
from committee.tui.widgets.keyed import bindings
from committee.tui.widgets.messages import Asked, FindingChosen, Proposed, Said, Selected, TalkChosen
from committee.tui.widgets.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from committee.tui.map.wish import FirstMap
    from committee.workspace import Analysis

VIEWS: "Mapping[str, str]" = {
    "people": "committee.tui.account.views.people:PeopleView",
    "hours": "committee.tui.account.views.hours:HoursView",
    "findings": "committee.tui.account.views.findings:FindingsView",
    "path": "committee.tui.account.views.path:PathView",
    "coverage": "committee.tui.account.views.coverage:CoverageView",
    "matrix": "committee.tui.account.views.matrix:MatrixView",
}
"""The views beside the map, each imported when it is first looked at."""

PASSES = ("ctrl+q", "ctrl+c", "ctrl+t")
"""Keys that are no answer to one that waits: they leave the program, copy, or end the tour."""

LINES = ("add", "evidence", "find")
"""What opens a line to type in: whatever follows at once is meant for it."""


@dataclass
class Analysed(Message):
    """A worker finished."""

    analysis: "Analysis"


class AccountScreen(RunsKeys, DeskScreen):
    """One account."""

    quits: ClassVar[str] = "quit"
    """What ctrl+q does here."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("account")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own type is a list
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - likewise

    def __init__(
        self,
        session: Session,
        rebound: "Mapping[str, str]",
        *,
        dated: bool = False,
        first: "FirstMap | None" = None,
        tour: bool = False,
    ) -> None:
        super().__init__()
        self.session = session
        self.desk = Desk(self, session)
        self.view_name = "map"
        space = session.workspace
        before = None if tour else remembered(space.path, space.account, space.today)
        self.map = TidyMap(plain=session.plain, first=first, before=before)
        if not tour:
            self.map.keeps_positions_of = lambda: space.path
        self._title = TitleLine(dated=dated)
        self._board = YesBoard(first_key("board", rebound, plain=session.plain))
        self._inspector = Inspector()
        self._strip = Strip()
        self._footer = KeyFooter(rebound, plain=session.plain)
        self._pending: Pending | None = None
        self.lookout: Lookout = Lookout(self.desk)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._board
        with Horizontal(id="middle"):
            with ContentSwitcher(id="views", initial="map"):
                yield self.map
            yield self._inspector
        yield self._strip
        yield self._footer

    def on_mount(self) -> None:
        """Draw what the file says at once; what has to be computed follows."""
        self.map.focus()
        self.update()
        self.call_after_refresh(self.analyse)
        self.call_after_refresh(self.lookout.begin)

    def on_unmount(self) -> None:
        self.lookout.end()

    @on(events.ScreenResume)
    def look_again(self) -> None:
        """Back from a dialog: what happened to the file meanwhile is taken up now, and the tour goes on."""
        self.lookout.look()
        self.desk.app.happened()

    @property
    def waiting(self) -> bool:
        """Whether the next keys belong to one that was pressed before."""
        return self._pending is not None

    @property
    def view(self) -> View:
        """The view on the screen."""
        return self.query_one(f"#{self.view_name}", View)

    def update(self) -> None:
        """Show everything as it is now."""
        state = self.session.state()
        space = self.session.workspace
        self._title.show(state, dirty=space.dirty, read_only=space.read_only, also=self.lookout.note)
        self._board.show(state)
        self.map.mark(self._pending)
        if self.view.is_mounted:
            self.view.show(state)
        self._inspector.show(state)
        self._strip.show(state)
        self._show_keys()

    def _show_keys(self) -> None:
        prompt = self._pending.prompt(self.session.account.name_of) if self._pending else ()
        self._footer.show(self.session.situation(self.view_name), prompt)

    def changed(self) -> None:
        """The account is another one."""
        self.update()
        self.analyse()

    def analyse(self) -> None:
        """Compute plan and findings of the present account in a thread; the newest wish wins."""
        account, today = self.session.account, self.session.today
        if self.session.analysis is not None and self.session.analysis.account is account:
            return

        def compute() -> None:
            from committee.workspace import analyse, analyse_in_steps

            worker = get_current_worker()

            def stop() -> bool:
                return worker.is_cancelled

            with suppress(Unwanted):
                if len(account.people) <= LARGE:
                    self.post_message(Analysed(analyse(account, today, deadline=SECONDS, stop=stop)))
                    return
                for step in analyse_in_steps(account, today, deadline=SECONDS, stop=stop):
                    self.post_message(Analysed(step))

        self.run_worker(compute, name="analysis", group="analysis", exclusive=True, thread=True)

    def on_analysed(self, message: Analysed) -> None:
        """Show plan and findings, unless the account has moved on."""
        message.stop()
        if message.analysis.account is self.session.account:
            self.session.analysed(message.analysis)
            self.update()

    def wait_for(self, pending: Pending | None) -> None:
        """The next keys belong to `pending`."""
        self._pending = pending
        self.map.mark(pending)
        self._show_keys()

    def switch(self, name: str) -> None:
        """Show another view, made when it is first wanted; it is filled as soon as it stands."""
        switcher = self.query_one(ContentSwitcher)
        if not switcher.query_children(f"#{name}"):
            module, _, kind = VIEWS[name].partition(":")
            made: View = getattr(import_module(module), kind)()
            made.id = name
            switcher.mount(made)
        self.view_name = name
        switcher.current = name
        # What the strip would say in a few lines stands there in full.
        self.set_class(name in {"findings", "path"}, "-in-full")
        self.enter_view()

    @on(View.Ready)
    def enter_view(self) -> None:
        """Fill the view on the screen and give it the keys, once it stands."""
        if self.view.is_mounted:
            self.update()
            target = self.view.focus_target()
            if target is not None:
                target.focus()

    def situation(self) -> Situation:
        """What decides whether a command is possible now."""
        return self.session.situation(self.view_name)

    def command(self, identifier: str) -> None:
        """Do it at the desk."""
        self.desk.app.account_commands()[identifier](self.desk)

    def action_do(self, identifier: str) -> None:
        """Do it, or say why not, and tell the tour: whoever pressed what it asks for is never held up by it."""
        super().action_do(identifier)
        self.desk.app.happened(identifier)

    def on_key(self, event: events.Key) -> None:
        """While a key waits for more, every other key is its answer."""
        self._footer.hush()
        if self._pending is None or event.key in PASSES:
            return
        event.stop()
        event.prevent_default()
        self._answer(self._pending, event.key)
        self.desk.app.happened()

    def _answer(self, waiting: Pending, key: str) -> None:
        if key == "escape":
            self.wait_for(None)
            return
        answer = waiting.key(key)
        if isinstance(answer, Pending):
            self.wait_for(answer)
        elif isinstance(answer, Move):
            self.map.move(answer.direction)
        elif isinstance(answer, Refused):
            self.say(answer.reason, warning=True)
        else:
            from committee.tui.account.commands.ties_and_stances import finish

            self.wait_for(None)
            finish(self.desk, waiting.action, waiting.about, answer)

    def would_run(self, letter: str) -> bool:
        """Whether letters are keys here and now."""
        if self._pending is not None or isinstance(self.focused, Input | TextArea):
            return False
        return not any(letter in keys_of(action(opens), self.desk.rebound) for opens in LINES)

    def offer_text(self, text: str) -> None:
        """A text came where keys are run: into the add line with it, to be looked at."""
        from committee.tui.account.commands.add_edit_undo import offer

        offer(self.desk, text)

    def on_tidied(self, message: Tidied) -> None:
        """How the map would be drawn afresh is known; to a key that waits for more it would be an answer."""
        from committee.tui.account.commands.viewing import tidied

        message.stop()
        if self._pending is None and self.map.home is not None and self.view_name == "map":
            tidied(self.desk, message, self.map.home)

    def on_selected(self, message: Selected) -> None:
        """Somebody was selected in a view; while a key waits for a target, they are the target."""
        message.stop()
        if self._pending is not None and message.person is not None:
            self.wait_for(self._pending.aimed(message.person))
        else:
            self.desk.select(message.person, message.tie)

    @on(Proposed)
    @on(Asked)
    @on(Said)
    def heard(self, message: Proposed | Asked | Said) -> None:
        """A view wants a change or an action, or says something."""
        message.stop()
        if isinstance(message, Proposed):
            self.desk.change(message.edit)
        elif isinstance(message, Asked):
            self.action_do(message.action)
        else:
            self.say(message.text, warning=message.warning)

    @on(FindingChosen)
    @on(TalkChosen)
    def go_to(self, message: FindingChosen | TalkChosen) -> None:
        """A finding or a talk was moved to."""
        from committee.tui.account.commands.findings_and_path import go_to_finding, go_to_talk

        message.stop()
        if isinstance(message, FindingChosen):
            go_to_finding(self.desk, message.index)
        else:
            go_to_talk(self.desk, message.number)

    @on(FindBar.Found)
    @on(FindBar.Closed)
    def searched(self, message: FindBar.Found | FindBar.Closed) -> None:
        """Somebody is looked for by name: the selection follows, and stays or goes back at the end."""
        from committee.tui.account.commands.selecting import close_find, show_found

        message.stop()
        if isinstance(message, FindBar.Found):
            show_found(self.desk, message.people)
        else:
            close_find(self.desk, message.back)
