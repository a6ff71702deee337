"""What the keys of the portfolio do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from committee.pipeline.portfolio.filters import Filter

if TYPE_CHECKING:
    from committee.tui.portfolio.screen import PortfolioScreen
    from committee.tui.program import Program
    from committee.tui.promises.screen import Chosen
    from committee.tui.welcome.screen import Welcome
    from committee.tui.widgets.chooser import Entry

Command = Callable[["PortfolioScreen"], None]


def _app(screen: "PortfolioScreen") -> "Program":
    return cast("Program", screen.app)


def open_account(screen: "PortfolioScreen") -> None:
    """`enter`: the account under the cursor, on top of the list."""
    if screen.row is not None:
        _app(screen).open_account(screen.row.path)


def begin_filter(screen: "PortfolioScreen") -> None:
    """`/`."""
    owners = {row.owner for row in screen.portfolio.rows.values() if row.owner}
    screen.filter.open(sorted(owners))


def save_filter(screen: "PortfolioScreen") -> None:
    """`ctrl+s` in the filter line."""
    if screen.filter.line.has_focus:
        screen.filter.begin_naming()
    else:
        screen.say("write a filter first: /", warning=True)


def leave(screen: "PortfolioScreen") -> None:
    """`esc`: all accounts again; never quits."""
    if screen.portfolio.filter:
        screen.filter.clear()
        screen.want(Filter())
    elif screen.totals:
        totals(screen)
    else:
        screen.say("q leaves the program")


def totals(screen: "PortfolioScreen") -> None:
    """`t`."""
    screen.totals = not screen.totals
    screen.draw_details()


def review(screen: "PortfolioScreen") -> None:
    """`R`: those shown, in the order of a review."""
    from committee.tui.review.begin import review as begin

    if not _withheld(screen):
        begin(_app(screen), [row.path for row in screen.portfolio.shown])


def actions(screen: "PortfolioScreen") -> None:
    """`A`: what is promised in the accounts shown."""
    from committee.tui.promises.screen import AllActionsScreen

    app = _app(screen)
    if _withheld(screen):
        return
    shown = AllActionsScreen(
        [row.path for row in screen.portfolio.shown],
        today=screen.today,
        me=screen.me,
        rebound=screen.rebound,
        disclosure=app.disclosure,
        plain=screen.plain,
    )

    def chosen(answer: "Chosen | None") -> None:
        if answer is not None:
            app.open_account(answer.path, person=answer.person)

    app.push_screen(shown, chosen)


def new(screen: "PortfolioScreen") -> None:
    """`n`: a new account, a file elsewhere, or the demo; esc comes back."""
    from committee.tui.welcome.begin import begin
    from committee.tui.welcome.screen import WelcomeScreen

    app = _app(screen)

    def chosen(answer: "Welcome | None") -> None:
        if answer is not None:
            begin(app, answer, screen.portfolio.source.folder)

    app.push_screen(WelcomeScreen(recent=(), folder=screen.portfolio.source.folder, back=True), chosen)


def private(screen: "PortfolioScreen") -> None:
    """`p`: names hidden, or shown again; nothing that was read before stays on the screen."""
    hidden = _app(screen).turn_private()
    screen.say("private: names are hidden and texts withheld; p shows them again" if hidden else "names are shown")


def safe(screen: "PortfolioScreen") -> None:
    """`P`: the list, and every account opened from it, as a customer may see them; again for everything."""
    app = _app(screen)
    app.customer_safe = not app.customer_safe
    app.clear_notifications()
    screen.disclose(app.disclosure_of_lists())
    screen.say("customer-safe: nothing that we think; P shows it again" if app.customer_safe else "everything is shown")


def _withheld(screen: "PortfolioScreen") -> bool:
    """Say where something cannot be done in front of a customer."""
    if _app(screen).customer_safe:
        screen.say("not while only what a customer may see is shown; P ends that", warning=True)
    return _app(screen).customer_safe


def reread(screen: "PortfolioScreen") -> None:
    """`r`."""
    screen.read()
    screen.say("reading again")


def theme(screen: "PortfolioScreen") -> None:
    """The next theme."""
    screen.say(f"theme: {_app(screen).next_theme()}")


def help_(screen: "PortfolioScreen") -> None:
    """`?`: every key; enter runs one."""
    from committee.tui.keys.keymap import Situation
    from committee.tui.widgets.chooser import ChooserScreen, help_entries

    situation = Situation(people=screen.row is not None, view="portfolio")
    entries = help_entries(situation, screen.rebound, plain=screen.plain, screen="portfolio")

    def chosen(answer: "Entry | None") -> None:
        if answer is not None:
            screen.action_do(answer.value)

    screen.app.push_screen(ChooserScreen("Help: type to search, enter does it", entries), chosen)


def leave_program(screen: "PortfolioScreen") -> None:
    """`q`: nothing here can be unsaved."""
    screen.app.exit()


COMMANDS: Mapping[str, Command] = {
    "portfolio.open": open_account,
    "portfolio.filter": begin_filter,
    "portfolio.save-filter": save_filter,
    "portfolio.sort": lambda screen: screen.sort_by(screen.column),
    "portfolio.sort-back": lambda screen: screen.sort_by(screen.column, turned=True),
    "portfolio.leave": leave,
    "portfolio.totals": totals,
    "portfolio.review": review,
    "portfolio.actions": actions,
    "portfolio.new": new,
    "portfolio.private": private,
    "portfolio.safe": safe,
    "portfolio.reread": reread,
    "portfolio.theme": theme,
    "portfolio.help": help_,
    "portfolio.quit": leave_program,
}
"""By action id; the screen asks the key table first whether it is possible now."""
