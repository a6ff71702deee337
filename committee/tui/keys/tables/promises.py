"""Keys of the list of actions across accounts, and of forgetting."""

from committee.tui.keys import conditions as when
from committee.tui.keys.action import CHANGE, DIALOGS, FILE, PROMISES, Action

_HERE = ("promises",)


def on_file(s: when.Situation) -> str | None:
    """Somebody is selected who may be changed, and the account has a file."""
    return when.edit_person(s) or when.has_file(s)


# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("actions.all", (), "all actions", "Actions of all accounts: who promised what until when", FILE),
    Action("forget", ("D",), "forget", "Forget the selected person: who it was, and what they said; asks for the name",
           CHANGE, on_file),
    Action("forget.yes", ("enter",), "forget", "Forget them, once their name stands in the line", DIALOGS,
           palette=False, screens=("forget",)),
    Action("forget.texts", ("ctrl+t",), "texts", "Change other texts that name them too, or leave those", DIALOGS,
           palette=False, screens=("forget",)),
    Action("leftovers.purge", ("ctrl+d",), "throw away", "Throw away what the journal keeps from before", DIALOGS,
           palette=False, screens=("leftovers",)),
    Action("leftovers.copy", ("Y",), "copy", "Copy the steps that take away what is left elsewhere", DIALOGS,
           palette=False, screens=("leftovers",)),
    Action("promise.open", ("enter", "o"), "open", "Open the account at this person", PROMISES,
           footer=1, screens=_HERE, palette=False),
    Action("promise.done", ("space", "x"), "done", "Done, or open again; saved at once", PROMISES, footer=2,
           screens=_HERE, palette=False),
    Action("promise.undo", ("u", "ctrl+z"), "undo", "Take the last mark back", PROMISES, footer=3, screens=_HERE,
           palette=False),
    Action("promise.due", ("w",), "due", "What is due: all, overdue, today, within a week", PROMISES, footer=4,
           screens=_HERE, palette=False),
    Action("promise.owner", ("m",), "whose", "Whose: everybody's, mine", PROMISES, footer=5, screens=_HERE,
           palette=False),
    Action("promise.show-done", ("v",), "with done", "Show what is done too, or only what is open", PROMISES, footer=6,
           screens=_HERE, palette=False),
    Action("promise.filter", ("slash",), "filter", "Only lines with these words", PROMISES, footer=7, screens=_HERE,
           palette=False),
    Action("promise.close", ("escape", "q"), "back", "Leave the filter, then the list", PROMISES, footer=8,
           screens=_HERE, palette=False),
    Action("promise.help", ("question_mark", "f1"), "help", "Help: type to search, enter runs it", PROMISES, footer=9,
           screens=_HERE, palette=False),
)
# fmt: on
