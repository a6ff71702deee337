"""Keys of the portfolio: all accounts of a folder."""

from committee.tui.keys.action import FILE, PORTFOLIO, Action
from committee.tui.keys.conditions import Situation

_HERE = ("portfolio",)
_FILTER = ("portfolio-filter",)


def some(s: Situation) -> str | None:
    """There is an account under the cursor."""
    return None if s.people else "no account is shown; esc shows all again"


# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("portfolio", ("L", "backspace"), "accounts", "All accounts of the folder, where each stands", FILE,
           footer=29),
    Action("portfolio.open", ("enter",), "open", "Open the account", PORTFOLIO, some, 1, _HERE),
    Action("portfolio.filter", ("slash",), "filter", "Only some: owner: stage: forecast: severity: closing:30d, words",
           PORTFOLIO, footer=2, screens=_HERE),
    Action("portfolio.sort", ("left_square_bracket",), "sort", "Sort by this column; arrows left and right choose one",
           PORTFOLIO, footer=3, screens=_HERE),
    Action("portfolio.sort-back", ("right_square_bracket",), "turn round", "Sort by this column, the other way round",
           PORTFOLIO, screens=_HERE),
    Action("portfolio.totals", ("t",), "totals", "Totals by stage below the table, or the account under the cursor",
           PORTFOLIO, footer=5, screens=_HERE),
    Action("portfolio.review", ("R",), "review", "Review these accounts one by one", PORTFOLIO, some, 4, _HERE),
    Action("portfolio.actions", ("A",), "actions", "Actions of these accounts: who promised what until when", PORTFOLIO,
           some, 6, _HERE),
    Action("portfolio.new", ("n", "o"), "new or open", "A new account, a file elsewhere, or the demo", PORTFOLIO,
           footer=7, screens=_HERE),
    Action("portfolio.private", ("p",), "private", "Pseudonyms for accounts, people and owners, and back", PORTFOLIO,
           footer=9, screens=_HERE),
    Action("portfolio.safe", ("P",), "customer-safe", "Only what a customer may see, and back", PORTFOLIO, footer=12,
           screens=_HERE),
    Action("portfolio.reread", ("r", "f5"), "read again", "Look for accounts again, and read what changed", PORTFOLIO,
           footer=10, screens=_HERE),
    Action("portfolio.theme", (), "theme", "Next colour theme", PORTFOLIO, screens=_HERE),
    Action("portfolio.help", ("question_mark", "f1", "ctrl+p", "colon"), "help",
           "Help for this screen: type to search, enter does it", PORTFOLIO, footer=8, screens=_HERE),
    Action("portfolio.leave", ("escape",), "all", "Leave the filter; never quits", PORTFOLIO, screens=_HERE,
           palette=False),
    Action("portfolio.quit", ("q",), "quit", "Quit", PORTFOLIO, footer=11, screens=_HERE),
    Action("portfolio.save-filter", ("ctrl+s",), "save filter", "Save this filter under a name, for @name", PORTFOLIO,
           screens=_FILTER, palette=False),
)
# fmt: on
