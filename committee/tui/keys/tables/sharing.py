"""Keys of sharing with others: sync, and deciding where two versions differ."""

from committee.tui.keys import conditions as when
from committee.tui.keys.action import FILE, SHARING, Action


def shareable(s: when.Situation) -> str | None:
    """The account can be saved, and has a file."""
    return when.editable(s) or when.has_file(s)


# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("sync", ("y",), "sync", "Share this account with the others, and take over what they did", FILE, shareable,
           29),
    Action("resolve", ("B",), "decide", "Decide where two versions differ: another window, git, what a crash left",
           FILE, when.has_file),
    Action("resolve.mine", ("m",), "mine", "Take mine", SHARING, palette=False, screens=("resolve",)),
    Action("resolve.theirs", ("t",), "theirs", "Take theirs", SHARING, palette=False, screens=("resolve",)),
    Action("resolve.both", ("b",), "both", "Take both; of a judgement mine, with theirs as evidence", SHARING,
           palette=False, screens=("resolve",)),
    Action("resolve.base", ("o",), "as before", "As it was before either changed it", SHARING, palette=False,
           screens=("resolve",)),
    Action("resolve.open", ("u", "backspace"), "open again", "Take the decision back", SHARING, palette=False,
           screens=("resolve",)),
    Action("resolve.all-mine", ("M",), "rest mine", "Mine for everything that is open", SHARING, palette=False,
           screens=("resolve",)),
    Action("resolve.all-theirs", ("T",), "rest theirs", "Theirs for everything that is open", SHARING, palette=False,
           screens=("resolve",)),
    Action("resolve.next", ("n", "tab"), "next open", "To the next that is open", SHARING, palette=False,
           screens=("resolve",)),
    Action("resolve.done", ("enter", "ctrl+s"), "done", "Keep what was decided, once nothing is open", SHARING,
           palette=False, screens=("resolve",), priority=True),
    Action("sync.go", ("enter",), "go", "Begin, or go on", SHARING, palette=False, screens=("sync",), priority=True),
    Action("sync.back", ("ctrl+u",), "take back", "Take the commit back, as long as nobody has it", SHARING,
           palette=False, screens=("sync",), priority=True),
    Action("settled.add", ("ctrl+g",), "tell git", "Tell git that this file is settled", SHARING, palette=False,
           screens=("settled",)),
    Action("rescue.take", ("enter",), "take", "Take over what a crash left", SHARING, palette=False,
           screens=("rescue",)),
    Action("rescue.look", ("r",), "look", "Look at what a crash left, beside what is here", SHARING,
           palette=False, screens=("rescue",)),
    Action("rescue.drop", ("ctrl+d",), "throw away", "Throw away what a crash left", SHARING, palette=False,
           screens=("rescue",)),
)
# fmt: on
