"""What screens, dialogs and commands may ask of the program; `committee.tui.app` carries it out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

from committee.errors import SettingsFault
from committee.model.disclosure import Disclosure
from committee.model.ids import Randomness
from committee.settings import Settings
from committee.tui.session.call_stamp import call_words
from committee.tui.session.session import Clock, Session
from committee.tui.theme.appearance import own_themes, theme_names
from committee.tui.theme.themes import Theme, load_theme, textual_theme
from committee.workspace import Workspace

Commands = Mapping[str, Callable[[Any], None]]
"""By action id, what it does to the screen or desk it is given."""


class Program(App[None]):
    """The one program on the screen, as the rooms below it know it."""

    settings: Settings
    today: date
    """The date of the analysis."""
    clock: Clock
    rng: Randomness
    disclosure: Disclosure
    """What is withheld; kept when another account is opened."""
    customer_safe: bool
    """Only what a customer may see is shown."""
    accounts: tuple[Path, ...]
    """Account files at hand."""
    rebound: Mapping[str, str]
    """The user's own keys."""
    plain: bool
    """Draw with ASCII only."""
    home: Screen[None] | None
    """The portfolio, once there is one: below every account opened from it."""
    meanings: Theme
    """The theme that is on; widgets that draw cell by cell ask it for colours."""

    @property
    def call_badge(self) -> str:
        """That a call is going on in an account below this screen, and since when; names are for the account's own."""
        sessions = (getattr(screen, "session", None) for screen in self.screen_stack)
        began = (session.call_began for session in sessions if isinstance(session, Session))
        return next((call_words("", moment) for moment in began if moment is not None), "")

    def disclosure_of_lists(self) -> Disclosure:
        """What is withheld of a list of accounts now."""
        return replace(self.disclosure, customer_safe=self.disclosure.customer_safe or self.customer_safe)

    def wear(self, theme: Theme) -> None:
        """Put a theme on; widgets that draw cell by cell listen to Textual's signal of it."""
        self.register_theme(textual_theme(theme))
        self.meanings = theme
        self.theme = theme.name

    def switch_theme(self, name: str) -> str:
        """Put a theme on while the program runs; what is wrong with it, else an empty text."""
        try:
            self.wear(load_theme(name, own_themes()))
        except SettingsFault as fault:
            return str(fault)
        return ""

    def next_theme(self) -> str:
        """Put the next theme on and return its name."""
        names = [name for name, _ in theme_names()]
        at = names.index(self.meanings.name) if self.meanings.name in names else -1
        name = names[(at + 1) % len(names)]
        self.switch_theme(name)
        return name

    def account_commands(self) -> Commands:
        """What the keys of an account do, those that lead to other parts of the program included."""
        raise NotImplementedError

    def show(self, workspace: Workspace, *, tour: bool = False) -> None:
        """Put an account on the screen."""
        raise NotImplementedError

    def open_account(self, path: Path, *, person: str = "") -> bool:
        """Open another account file, with somebody selected; whether it could be read."""
        raise NotImplementedError

    def left_account(self) -> None:
        """No account is open any more."""
        raise NotImplementedError

    def work_on(self, workspace: Workspace | None) -> Workspace | None:
        """Unsaved changes of this account are rescued if the program has to end; those of which one were before."""
        raise NotImplementedError

    def turn_private(self) -> bool:
        """Hide names, or show them again; whether they are hidden now."""
        raise NotImplementedError

    def begin_demo(self) -> None:
        """Put the sample of the demo on the screen, with its tour."""
        raise NotImplementedError

    def happened(self, identifier: str = "") -> None:
        """An action was done; without one, what an action waited for is over."""
        raise NotImplementedError
