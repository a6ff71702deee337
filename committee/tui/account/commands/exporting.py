"""`X`: the account handed out as a page, a report, a picture or data."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from committee import writing
from committee.errors import CommitteeError
from committee.model.disclosure import OPEN
from committee.paths import short_path
from committee.text import show
from committee.tui.terminal.windows import can_open, open_in_window

if TYPE_CHECKING:
    from committee.reports.exports import Shown
    from committee.tui.account.desk import Desk
    from committee.tui.account.dialogs.export import Wanted


def export(desk: "Desk") -> None:
    """What, how much of it, where to."""
    from committee.tui.account.dialogs.export import ExportScreen

    path, privacy = desk.session.workspace.path, desk.session.privacy
    least = OPEN if privacy is None else privacy.disclosure
    folder = path.parent if path is not None else Path.cwd()
    stem = "" if path is None or least.names_hidden else path.name.removesuffix(".toml").removesuffix(".account")
    desk.ask(ExportScreen(folder, stem, least, opens=can_open()), partial(_write, desk))


def _write(desk: "Desk", wanted: "Wanted | None") -> None:
    from committee.reports.exports import Shown

    if wanted is None:
        return
    space = desk.session.workspace
    shown = Shown(space.account, space.problems, space.today, wanted.disclosure)
    desk.say("writing …")
    desk.screen.run_worker(
        lambda: _written(desk, shown, wanted), name="export", group="export", exclusive=True, thread=True
    )


def _written(desk: "Desk", shown: "Shown", wanted: "Wanted") -> None:
    """In a thread: make it, write it, and say on the screen where it is."""
    hidden = wanted.disclosure.names_hidden
    name = show(wanted.path.name) if hidden else short_path(wanted.path)
    said = shown.written(wanted.export.form, single=wanted.export.single)
    data = (said if said.endswith("\n") else f"{said}\n").encode("utf-8", errors="replace")
    try:
        there = _put(wanted, data)
    except CommitteeError as failure:
        desk.app.call_from_thread(desk.say, str(failure), warning=True)
        return
    if not there:
        desk.app.call_from_thread(desk.say, f"{name} is there already: X again, another name", warning=True)
        return
    fault = open_in_window(wanted.path) if wanted.opens else ""
    desk.app.call_from_thread(desk.say, f"written: {name}{f'; {fault}' if fault else ''}", warning=bool(fault))


def _put(wanted: "Wanted", data: bytes) -> bool:
    """Write the file; whether it holds the data now: not where another one came to be there meanwhile.

    Raises:
        FileFailure: it could not be written; what was there is as it was.
    """
    if not wanted.replaces:
        return writing.export(wanted.path, data)
    with writing.failures(wanted.path):
        writing.replace(wanted.path, data, mode=writing.PRIVATE)
    return True
