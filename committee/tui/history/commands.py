"""What the keys of the history screen do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from committee.tui.history.screen import HistoryScreen


def step(screen: "HistoryScreen", by: int) -> None:
    """To an older (1) or newer (-1) commit, whichever pane has the keys."""
    (screen.commits.action_cursor_down if by > 0 else screen.commits.action_cursor_up)()


def against(screen: "HistoryScreen") -> None:
    """Held against now, or against the commit before."""
    history = screen.history
    if history.revision is None:
        screen.say("now is held against the last commit; , goes back in time")
        return
    history.to_now = not history.to_now
    screen.look()
    screen.say("against now" if history.to_now else "against the commit before")


def next_changed(screen: "HistoryScreen", by: int) -> None:
    """To the next person about whom something differs."""
    person = screen.history.next_changed(screen.map.reading_order(), by)
    if person:
        screen.select(person)
    else:
        screen.say("nobody differs here")


def pane(screen: "HistoryScreen", by: int) -> None:
    """Commits, map, details."""
    panes = (screen.commits, screen.map.canvas, screen.text)
    at = next((index for index, one in enumerate(panes) if one.has_focus), 0)
    panes[(at + by) % len(panes)].focus()


def move(screen: "HistoryScreen", direction: str) -> None:
    """An arrow, in the pane that has the keys."""
    by = 1 if direction in {"down", "left"} else -1
    if screen.map.canvas.has_focus:
        screen.map.move(direction)
    elif screen.text.has_focus and direction in {"up", "down"}:
        screen.text.scroll_relative(y=by, animate=False)
    else:
        step(screen, by)


def zoom(screen: "HistoryScreen", by: int) -> None:
    """More (-1) or less (1) on each card."""
    if not screen.map.zoom(by):
        screen.say("that is all there is")


def close(screen: "HistoryScreen") -> None:
    """Back to the account as it is, with whoever is selected here."""
    screen.dismiss(screen.history.person)


def help_(screen: "HistoryScreen") -> None:
    """Every key of the history; enter runs one."""
    from committee.tui.keys.conditions import Situation
    from committee.tui.widgets.chooser import ChooserScreen, Entry, help_entries

    def run(entry: Entry | None) -> None:
        if entry is not None:
            screen.action_do(entry.value)

    entries = help_entries(Situation(), screen.rebound, plain=screen.history.session.plain, screen="history")
    screen.app.push_screen(ChooserScreen("Help: type to search, enter does it", entries), run)


COMMANDS: Mapping[str, Callable[["HistoryScreen"], None]] = {
    "history.older": lambda screen: step(screen, 1),
    "history.newer": lambda screen: step(screen, -1),
    "history.against": against,
    "history.next-changed": lambda screen: next_changed(screen, 1),
    "history.previous-changed": lambda screen: next_changed(screen, -1),
    "history.pane": lambda screen: pane(screen, 1),
    "history.pane-back": lambda screen: pane(screen, -1),
    "history.left": lambda screen: move(screen, "left"),
    "history.down": lambda screen: move(screen, "down"),
    "history.up": lambda screen: move(screen, "up"),
    "history.right": lambda screen: move(screen, "right"),
    "history.more": lambda screen: zoom(screen, -1),
    "history.less": lambda screen: zoom(screen, 1),
    "history.help": help_,
    "history.close": close,
}
"""By action id; a test holds the two tables together."""
