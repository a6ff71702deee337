"""Keys of the history of a file."""

from committee.tui.keys import conditions as when
from committee.tui.keys.action import FILE, HISTORY, Action

_HERE = ("history",)

# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("history", ("H",), "history", "History: who changed what and when, each version on the map", FILE,
           when.has_file, 27),
    Action("history.older", ("comma", "left_square_bracket"), "older", "The commit before", HISTORY, footer=2,
           screens=_HERE, palette=False),
    Action("history.newer", ("full_stop", "right_square_bracket"), "newer", "The commit after", HISTORY, footer=3,
           screens=_HERE, palette=False),
    Action("history.against", ("v", "space"), "against", "Hold it against now, or against the commit before it",
           HISTORY, footer=4, screens=_HERE, palette=False),
    Action("history.next-changed", ("n",), "next changed", "The next person about whom something differs", HISTORY,
           footer=5, screens=_HERE, palette=False),
    Action("history.previous-changed", ("N",), "previous changed", "The previous person about whom something differs",
           HISTORY, screens=_HERE, palette=False),
    Action("history.pane", ("tab",), "pane", "From the commits to the map, to the details", HISTORY, footer=6,
           screens=_HERE, palette=False),
    Action("history.pane-back", ("shift+tab",), "pane back", "Likewise, backwards", HISTORY, screens=_HERE,
           palette=False),
    Action("history.left", ("left", "h"), "left", "On the map: the person to the left; else the commit before", HISTORY,
           screens=_HERE, palette=False),
    Action("history.down", ("down", "j"), "down", "Down: the next person, commit or line", HISTORY, screens=_HERE,
           palette=False),
    Action("history.up", ("up", "k"), "up", "Up: the person, commit or line above", HISTORY, screens=_HERE,
           palette=False),
    Action("history.right", ("right", "l"), "right", "On the map: the person to the right; else the commit after",
           HISTORY, screens=_HERE, palette=False),
    Action("history.more", ("plus", "equals_sign"), "more", "More on each card", HISTORY, screens=_HERE, palette=False),
    Action("history.less", ("minus",), "less", "Less on each card", HISTORY, screens=_HERE, palette=False),
    Action("history.close", ("escape", "q"), "back to now", "Back to the account as it is now", HISTORY, footer=1,
           screens=_HERE, palette=False),
    Action("history.help", ("question_mark", "f1"), "help", "Help: type to search, enter runs it", HISTORY, footer=7,
           screens=_HERE, palette=False),
)
# fmt: on
