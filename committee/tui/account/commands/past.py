"""History: step through the versions of the file."""

from typing import TYPE_CHECKING

from committee.errors import CommitteeError
from committee.model.disclosure import OPEN

if TYPE_CHECKING:
    from committee.tui.account.desk import Desk


def history(desk: "Desk") -> None:
    """`H`: the commits of this file as a timeline, each on the map; esc comes back to now."""
    from committee.tui.history.commands import COMMANDS
    from committee.tui.history.screen import HistoryScreen
    from committee.tui.history.versions import Past

    session = desk.session
    path = session.workspace.path
    if path is None:
        return
    disclosure = OPEN if session.privacy is None else session.privacy.disclosure
    try:
        past = Past(path, session.workspace.account, session.today, disclosure)
    except CommitteeError as failure:
        desk.say(str(failure), warning=True)
        return

    def back(person: str | None) -> None:
        desk.select(person if person in session.account.people else session.person)

    desk.ask(HistoryScreen(session, past, desk.map.home, desk.rebound, COMMANDS), back)
