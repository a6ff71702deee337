"""What an action is, and the groups that help and docs show them in. Pure Python."""

from dataclasses import dataclass

from committee.tui.keys.conditions import Check, always


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key can do.

    `id` is stable: the settings rebind by it. `keys` are Textual key names. `label` is for the footer, `help` for
    help and palette. `screens` says where it works. `footer` ranks it there; 0 keeps it out. `available` gives the
    reason why it is not possible now, or `None`. `writing` marks what a focused text field keeps for itself.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    available: Check = always
    footer: int = 0
    screens: tuple[str, ...] = ("account",)
    palette: bool = True
    priority: bool = False


MOVE, CHANGE, ANALYSE, VIEW, FILE, SCREEN, STRIP, LISTS, PEOPLE, HOURS, FINDINGS, COVERAGE, RECORDS, DIALOGS, REVIEW = (
    "Move and select",
    "Add and change",
    "Findings and plan",
    "Views",
    "File",
    "Screen",
    "Bottom strip",
    "Help and palette",
    "People view",
    "Hours view",
    "Findings view",
    "Coverage view",
    "Lists of records and problems",
    "Forms, welcome and tour",
    "Review",
)
PROMISES = "Actions of all accounts"
PORTFOLIO = "Portfolio"
PRESENTER = "Presenter"
SHARING = "Sharing and deciding"
HISTORY = "History"

GROUPS = (MOVE, CHANGE, ANALYSE, VIEW, FILE, SCREEN, STRIP, LISTS, PEOPLE, HOURS, FINDINGS, COVERAGE, RECORDS, DIALOGS,
          PORTFOLIO, PROMISES, REVIEW, SHARING, HISTORY, PRESENTER)  # fmt: skip
