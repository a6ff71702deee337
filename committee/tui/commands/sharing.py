"""What others may see: private mode on and off."""

from typing import TYPE_CHECKING

from committee.model.disclosure import Disclosure

if TYPE_CHECKING:
    from committee.tui.desk import Desk


def private(desk: "Desk") -> None:
    """`p`: pseudonyms for names, and free text withheld, until it is pressed again."""
    hidden = not desk.app.disclosure.names_hidden
    desk.app.disclosure = Disclosure(names_hidden=hidden)
    # What was said before may still stand in a corner of the screen.
    desk.app.clear_notifications()
    desk.session.disclose(desk.app.disclosure)
    desk.changed()
    desk.say("private: names are hidden and texts withheld; p shows them again" if hidden else "names are shown")
