"""Keys of the presenter: the map alone, as a customer may see it."""

from committee.tui.keys.action import PRESENTER, Action

# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("present.next", ("right", "l", "space", "pagedown"), "next", "The next person, row by row", PRESENTER,
           palette=False, footer=1, screens=("presenter",)),
    Action("present.previous", ("left", "h", "backspace", "pageup"), "previous", "The person before", PRESENTER,
           palette=False, footer=2, screens=("presenter",)),
    Action("present.down", ("down", "j"), "row below", "Somebody in the row below", PRESENTER, palette=False, footer=3,
           screens=("presenter",)),
    Action("present.up", ("up", "k"), "row above", "Somebody in the row above", PRESENTER, palette=False, footer=4,
           screens=("presenter",)),
    Action("present.private", ("p",), "private", "Pseudonyms for names, on and off", PRESENTER, palette=False, footer=5,
           screens=("presenter",)),
    Action("present.leave", ("P",), "leave", "Back to everything we know", PRESENTER, palette=False, footer=6,
           screens=("presenter",)),
    Action("present.back", ("escape", "q"), "back", "Back, where the presenter was called by its key", PRESENTER,
           palette=False, screens=("presenter",)),
)
# fmt: on
