"""The program on the screen: it wires themes, filters, signals and screens, and decides nothing itself."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.driver import Driver
from textual.events import Resize
from textual.filter import LineFilter
from textual.screen import Screen

from committee import crash
from committee.errors import CommitteeError
from committee.model.disclosure import Disclosure
from committee.settings import Settings
from committee.text import show
from committee.tui.keeping import Keeping
from committee.tui.keys.keymap import rebinding
from committee.tui.program import Commands
from committee.tui.session.session import Clock, Session, who_i_am
from committee.tui.terminal.harmless import PlainText, SafeText, draw_scrollbars
from committee.tui.terminal.key_order import KeysInOrder
from committee.tui.terminal.sending import Sparing
from committee.tui.terminal.signals import end_on_signals
from committee.tui.theme import appearance
from committee.tui.theme.style import sheet
from committee.tui.widgets.keyed import Keyed, Verbs, bindings

if TYPE_CHECKING:
    from committee.model.ids import Randomness
    from committee.tui.account.screen import AccountScreen
    from committee.tui.map.wish import FirstMap
    from committee.tui.portfolio.screen import PortfolioScreen
    from committee.tui.portfolio.session import Portfolio
    from committee.tui.terminal.prelude import Prelude
    from committee.workspace import Workspace

NOT_KEPT = 74
"""Exit code where the program had to end and unsaved work could not be kept anywhere; that of `EX_IOERR`."""


class CommitteeApp(Keyed, Keeping, Sparing, KeysInOrder):
    """One process, one terminal.

    Args:
        workspace: the account to begin with; the portfolio or a welcome where there is none.
        settings: the user's settings.
        today: the date of the analysis.
        clock: the time now, aware.
        rng: randomness for new ids.
        customer_safe: begin with what a customer may see.
        accounts: account files at hand, for the palette.
        portfolio: the accounts to begin with, as a table.
        tour: show the guided tour.
        reviewing: begin with a review of `accounts`, and end with it.
        dated: the account is looked at as of another day than today.
        first: the map as the first frame drew it.
        prelude: holds the terminal with that frame on it, until we take over.
    """

    TITLE = "committee"
    CSS = sheet("theme")
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(  # noqa: PLR0913 - everything from outside comes in here, by keyword
        self,
        workspace: "Workspace | None",
        settings: Settings,
        *,
        today: date,
        clock: Clock,
        rng: "Randomness",
        customer_safe: bool = False,
        accounts: Sequence[Path] = (),
        portfolio: "Portfolio | None" = None,
        tour: bool = False,
        reviewing: bool = False,
        dated: bool = False,
        first: "FirstMap | None" = None,
        prelude: "Prelude | None" = None,
    ) -> None:
        self.plain = appearance.ascii_only(setting=settings.ascii)
        self._safety: list[LineFilter] = [SafeText(), *([PlainText(appearance.encoding())] if self.plain else [])]
        draw_scrollbars(plain=self.plain)
        super().__init__(driver_class=self._continuing(prelude))
        self._first = first
        self.settings = settings
        self.today = today
        self.clock = clock
        self.rng = rng
        self.disclosure = Disclosure(names_hidden=settings.private)
        self.customer_safe = customer_safe
        self.accounts = tuple(accounts)
        self.rebound, self._key_faults = rebinding(settings.keys)
        self.set_keymap(self.rebound)
        self.open = workspace
        self._portfolio = portfolio
        self.home: PortfolioScreen | None = None
        self._tour = tour
        self._reviewing = reviewing
        self._ending = False
        self._dated = dated
        self.meanings, self._theme_fault = appearance.first_theme(settings.theme, appearance.color_system(self))
        self.wear(self.meanings)

    def _continuing(self, prelude: "Prelude | None") -> type[Driver] | None:
        if prelude is None or not prelude.drawn:
            return None
        from committee.tui.terminal.driver import continuing

        return continuing(self.get_driver_class(), prelude.hand_over)

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the account, or a blank one under the welcome."""
        if self.open is None and self._portfolio is not None:
            from committee.tui.portfolio.home import portfolio_screen

            return portfolio_screen(self, self._portfolio, dated=self._dated)
        if self.open is None:
            return Screen(id="blank")
        if not self.customer_safe:
            return self._account_screen(self.open)
        from committee.tui.presenter.screen import presenter_of

        workspace = self.open
        return presenter_of(self, workspace, left=lambda: self.show(workspace, tour=self._tour))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the safety net behind them."""
        return [*super().get_line_filters(), *self._safety]

    def on_mount(self) -> None:
        """Signals are ours from here on; whatever was wrong with the settings is said."""
        end_on_signals(self.end)
        self.call_after_refresh(self.begin)
        faults = (*self._key_faults, *([self._theme_fault] if self._theme_fault else []))
        for fault in faults:
            self.notify(fault, severity="warning", markup=False)
        if self._reviewing:
            from committee.tui.review.begin import review

            review(self, self.accounts, whole=True)
        elif self.open is None and self._portfolio is None:
            from committee.tui.welcome.begin import welcome

            welcome(self)
        elif self._tour and not self.customer_safe:
            from committee.tui.welcome.tour import begin_tour

            self.call_after_refresh(begin_tour, self)

    def on_resize(self, event: Resize) -> None:
        """Below 40 by 12 there is room for one line only."""
        from committee.tui.widgets.too_small import SmallScreen, too_small

        # A terminal that went to another size and back has lost lines, though it has the size it had.
        self.sent.forget()
        self.refresh()
        shown = isinstance(self.screen, SmallScreen)
        if too_small(event.size) and not shown:
            self.push_screen(SmallScreen())
        elif shown and not too_small(event.size):
            self.pop_screen()

    def _account_screen(self, workspace: "Workspace") -> "AccountScreen":
        from committee.tui.account.screen import AccountScreen

        self.keep_journal(workspace)
        me = who_i_am(self.settings, workspace.account, demo=self._tour)
        session = Session(
            workspace, clock=self.clock, rng=self.rng, me=me, plain=self.plain, disclosure=self.disclosure
        )
        first, self._first = self._first, None
        return AccountScreen(session, self.rebound, dated=self._dated, first=first, tour=self._tour)

    def show(self, workspace: "Workspace", *, tour: bool = False) -> None:
        """Put an account on the screen: instead of the one before, or on top of the portfolio."""
        if self.open is not None and self.open is not workspace:
            self.open.let_go()
        self.open, self._tour = workspace, tour
        self.today = workspace.today
        if self.screen is self.home and self.customer_safe:
            from committee.tui.presenter.screen import presenter_of

            self.push_screen(presenter_of(self, workspace))
            return
        put = self.push_screen if self.screen is self.home else self.switch_screen
        put(self._account_screen(workspace))
        if tour:
            from committee.tui.welcome.tour import begin_tour

            self.call_after_refresh(begin_tour, self)

    def left_account(self) -> None:
        """The portfolio comes back: no account is open, and the day is its own again."""
        if self.open is not None:
            self.open.let_go()
        self.open, self._tour = None, False
        if self.home is not None:
            self.today, self._dated = self.home.today, self.home.dated

    def work_on(self, workspace: "Workspace | None") -> "Workspace | None":
        """Unsaved changes of this account are rescued if the program has to end; those of which one were before."""
        before, self.open = self.open, workspace
        if workspace is not None:
            self.keep_journal(workspace)
        return before

    def account_commands(self) -> Commands:
        """What the keys of an account do."""
        return account_commands()

    def open_account(self, path: Path, *, person: str = "") -> bool:
        """Open another account file, with somebody selected; whether it could be read."""
        from committee.workspace import Workspace

        try:
            workspace = Workspace.open(path, today=self.today)
        except CommitteeError as failure:
            said = "That file could not be read" if self.disclosure.names_hidden else str(failure)
            self.notify(said, severity="error", markup=False)
            return False
        self.show(workspace)
        if person:
            self._select(person)
        return True

    def turn_private(self) -> bool:
        """Hide names, or show them again; whether they are hidden now. Every account screen follows."""
        self.disclosure = Disclosure(names_hidden=not self.disclosure.names_hidden)
        # What was said before may still stand in a corner of the screen.
        self.clear_notifications()
        self._disclose()
        return self.disclosure.names_hidden

    def begin_demo(self) -> None:
        """The sample of the demo, in a scratch folder that goes with the program."""
        from committee.tui.welcome.begin import demo_workspace
        from committee.writing import scratch

        self._scratch = scratch()
        self._dated = True
        self.show(demo_workspace(Path(self._scratch.name)), tour=True)

    def happened(self, identifier: str = "") -> None:
        """An action was done, or what one waited for is over; the tour moves on with it."""
        if self._tour:
            from committee.tui.welcome.tour import tell_tour

            tell_tour(self, identifier)

    def verbs(self) -> Verbs:
        """The keys that work on every screen."""
        return {
            "quit.anywhere": self._leave,
            "tour.end": self._end_tour,
            "interrupt": self._copy,
        }

    def _copy(self) -> None:
        self.screen.action_copy_text()

    def _end_tour(self) -> None:
        from committee.tui.welcome.tour import end_tour

        self._tour = False
        end_tour(self)

    def _leave(self) -> None:
        from committee.tui.account.screen import AccountScreen

        if isinstance(self.screen, AccountScreen):
            self.screen.action_do(self.screen.quits)
        elif self.open is None or not self.open.dirty:
            self.exit()
        else:
            self._leave_from_dialog()

    def _select(self, person: str) -> None:
        from committee.tui.account.screen import AccountScreen

        if isinstance(self.screen, AccountScreen):
            self.screen.session.select(person)

    def _leave_from_dialog(self) -> None:
        """ctrl+q in a dialog, with something unsaved: back to the account screen, which asks."""
        from committee.tui.account.screen import AccountScreen

        while len(self.screen_stack) > 1 and not isinstance(self.screen, AccountScreen):
            self.pop_screen()
        if isinstance(self.screen, AccountScreen):
            self.screen.action_do("quit")

    def _disclose(self) -> None:
        """Let the portfolio and every account screen show what may be seen from now on."""
        from committee.tui.account.screen import AccountScreen

        for screen in self.screen_stack:
            if isinstance(screen, AccountScreen):
                screen.session.disclose(self.disclosure)
                screen.changed()
        if self.home is not None:
            self.home.disclose(self.disclosure_of_lists())

    def end(self, code: int) -> None:
        """A signal ends the program: unsaved work is kept, the terminal is given back, and it is said on stderr."""
        if self._ending:
            return  # a second signal, while the first one is being dealt with
        self._ending = True
        kept = self.rescue()
        words = [kept.words()] if kept.words() else []
        if not self.disclosure:
            words += [f"You were typing: {show(text)}" for text in self.begun_words or ()]
        # As a Text: what stands in square brackets is no style.
        self.exit(return_code=NOT_KEPT if kept.fault else code, message=Text("\n".join(words)) if words else None)

    def _handle_exception(self, error: Exception) -> None:
        if self.survives(error):
            return
        # Textual's own screen would print local variables, and with them people's names.
        self._return_code = crash.EXIT_CODE
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._exit_renderables.append(crash.report(error, kept=self.rescue().words()))
        self._close_messages_no_wait()


def account_commands() -> Commands:
    """What the keys of an account do, those that lead elsewhere included; loaded with the first key."""
    from committee.tui.account.commands import COMMANDS
    from committee.tui.portfolio.home import go_home
    from committee.tui.promises.commands import all_actions
    from committee.tui.review.begin import review_account

    return {**COMMANDS, "actions.all": all_actions, "portfolio": go_home, "review": review_account}
