"""`D`: a person who asks not to be kept."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from committee.errors import CommitteeError

if TYPE_CHECKING:
    from committee.model.edits import Forgotten
    from committee.store import Document
    from committee.tui.account.desk import Desk
    from committee.tui.account.dialogs.forget import LeftoversScreen


def forget(desk: "Desk") -> None:
    """Ask for the name, forget, save, and say what still holds them."""
    from committee.model.edits import forget as work_out
    from committee.reports.forgetting_text import preview
    from committee.tui.account.dialogs.forget import ForgetScreen

    session = desk.session
    if desk.app.disclosure:
        desk.say("forgetting somebody shows names and files; p ends private mode first", warning=True)
        return
    account, person = session.workspace.account, desk.selected_person()
    name = account.name_of(person)
    # One id for both, so that the choice changes nothing but the texts.
    suffix = session.rng(4)
    ways = [work_out(account, person, lambda _: suffix, texts=texts) for texts in (False, True)]

    def lines(found: "Forgotten") -> Sequence[str]:
        return [*preview(found, name), "", *_still(found, _as_written(desk, found))]

    def chosen(answer: "Forgotten | None") -> None:
        if answer is not None:
            _forget(desk, answer)

    desk.ask(ForgetScreen(name, person, ways[0], ways[1], lines, unsaved=session.workspace.dirty), chosen)


def _forget(desk: "Desk", found: "Forgotten") -> None:
    from committee.pipeline.forgetting import purge_journals
    from committee.tui.account.dialogs.forget import LeftoversScreen

    path = desk.session.workspace.path
    screen = LeftoversScreen(lambda: purge_journals(path) if path is not None else ((), ()))
    desk.ask(screen)
    desk.screen.run_worker(lambda: _work(desk, found, screen), name="forget", group="save", thread=True)


def _work(desk: "Desk", found: "Forgotten", screen: "LeftoversScreen") -> None:
    """In a thread: the file, then everything around it; git may take its time."""
    from committee import store
    from committee.pipeline.forgetting import clean_up, forget_and_save
    from committee.reports.forgetting_text import leftover_lines

    app = desk.app
    try:
        path = forget_and_save(desk.session.workspace, found, copy=desk.session.clock())
        lines = _still(found, store.read(path))
    except CommitteeError as failure:
        app.call_from_thread(_failed, desk, screen, str(failure))
        return
    app.call_from_thread(_forgotten, desk, found)
    left = clean_up(path, found.traces, journals=False)
    app.call_from_thread(screen.tell, [*lines, "", *leftover_lines(left, found.name)])


def _forgotten(desk: "Desk", found: "Forgotten") -> None:
    """Nothing on the screen knows the name any more; only undo does."""
    session = desk.session
    session.searched(())
    session.select(found.identifier)
    desk.changed()
    desk.say(f"{found.identifier}: forgotten, saved; u brings them back until the program ends")


def _failed(desk: "Desk", screen: "LeftoversScreen", why: str) -> None:
    screen.dismiss(None)
    desk.changed()
    desk.say(f"nobody was forgotten: {why}", warning=True)


def _still(found: "Forgotten", document: "Document") -> list[str]:
    from committee.reports.forgetting_text import mention_lines

    if not found.mentions:
        return ["No other text of the file names them."]
    return ["Other texts still name them:", *(f"  {line}" for line in mention_lines(found.mentions, document))]


def _as_written(desk: "Desk", found: "Forgotten") -> "Document":
    """The document as it would be saved, for its lines."""
    from committee import store
    from committee.model.edit import apply

    workspace = desk.session.workspace
    text = store.write_text(apply(workspace.account, found.edit))
    return replace(store.read_text(text), path=workspace.path)
