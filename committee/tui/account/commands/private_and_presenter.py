"""What others may see: private mode, and the presenter."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from committee.tui.account.desk import Desk


def private(desk: "Desk") -> None:
    """`p`: pseudonyms for names, and free text withheld, until it is pressed again."""
    hidden = desk.app.turn_private()
    desk.say("private: names are hidden and texts withheld; p shows them again" if hidden else "names are shown")


def presenter(desk: "Desk") -> None:
    """`P`: the map alone, as a customer may see it."""
    from committee.tui.presenter.screen import presenter_of

    desk.app.push_screen(presenter_of(desk.app, desk.session.workspace, person=desk.session.person))
