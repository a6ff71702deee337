"""Saving, leaving, problems of the file, and the file in one's own editor."""

from pathlib import Path
from typing import TYPE_CHECKING

from committee.errors import ChangedUnderneath, CommitteeError
from committee.garbage import Hold
from committee.model.problem import Mend, Problem
from committee.tui.account.commands.changed_underneath import changed_words, decide_met, meet, met
from committee.workspace import Found, Meeting

END = "p ends private mode first"

if TYPE_CHECKING:
    from collections.abc import Callable

    from committee.model.account import KeyPath
    from committee.tui.account.desk import Desk


def save(desk: "Desk") -> None:
    """`ctrl+s`."""
    save_then(desk, lambda: None)


def save_then(desk: "Desk", then: "Callable[[], None]") -> None:
    """Save, asking for a place where there is none; `then` runs only once everything is on disk."""
    if desk.session.workspace.path is None:
        ask_place(desk, then)
    else:
        _in_background(desk, None, then)


def saved_first(desk: "Desk", then: "Callable[[], None]") -> None:
    """Do `then`, which is about the file, once the file says what is on the screen."""
    space = desk.session.workspace
    if space.dirty or space.path is None:
        save_then(desk, then)
    else:
        then()


def ask_place(desk: "Desk", then: "Callable[[], None]") -> None:
    """Ask where to save, and save there."""
    from committee.tui.forms.picker import PathScreen
    from committee.workspace import default_path

    if desk.session.privacy is not None:
        desk.say(f"saving under another name shows folders and files; {END}", warning=True)
        return
    path = desk.session.workspace.path
    folder = path.parent if path is not None else Path.cwd()
    start = default_path(desk.session.account.header.name, folder)

    def chosen(place: Path | None) -> None:
        if place is not None:
            _in_background(desk, place, then)

    desk.ask(PathScreen("Save as", start), chosen)


def _in_background(desk: "Desk", place: Path | None, then: "Callable[[], None]") -> None:
    """Write in a thread, so that no key waits for the disk."""
    space, app = desk.session.workspace, desk.app

    def write() -> None:
        # Writing makes many short-lived objects; each full collection they bring on would walk the whole account and
        # hold the keys up for 70 ms with 2,000 people. What is there already is left out of those.
        with Hold():
            try:
                written = space.save(place)
            except CommitteeError as failure:
                app.call_from_thread(_not_saved, desk, failure, place, then)
            else:
                app.call_from_thread(_saved, desk, written, then)

    desk.say("saving …")
    desk.screen.run_worker(write, name="save", group="save", thread=True)


def _not_saved(desk: "Desk", failure: CommitteeError, place: Path | None, then: "Callable[[], None]") -> None:
    if place is None:
        _refused(desk, failure, then)
    else:
        desk.say(desk.words_of(failure), warning=True)


def _refused(desk: "Desk", failure: CommitteeError, then: "Callable[[], None]") -> None:
    """A save was refused. Where somebody else changed the file, theirs and ours are joined, and it is saved again."""
    space = desk.session.workspace
    if not isinstance(failure, ChangedUnderneath) or space.path is None:
        desk.say(desk.words_of(failure), warning=True)
        return
    meet(desk, lambda meeting: _met_on_save(desk, meeting, then))


def _met_on_save(desk: "Desk", meeting: Meeting, then: "Callable[[], None]") -> None:
    before = desk.session.account
    if meeting.found in {Found.OPEN, Found.MARKED}:
        decide_met(desk, meeting, lambda: save_then(desk, then))
    elif meeting.found is Found.FAULTY:
        _offer_elsewhere(desk, meeting, then)
    elif meeting.found is Found.GONE:
        met(desk, meeting)
    elif not desk.session.workspace.take(meeting):
        save_then(desk, then)
    else:
        desk.session.keep_selection()
        desk.changed()
        words = changed_words(desk, before)

        def saved() -> None:
            desk.say(f"saved, joined with what somebody else saved: {words}")
            then()

        save_then(desk, saved)


def _offer_elsewhere(desk: "Desk", meeting: Meeting, then: "Callable[[], None]") -> None:
    from committee.tui.widgets.confirm import Changed, ChangedScreen

    def chosen(answer: Changed | None) -> None:
        if answer is Changed.RELOAD:
            reload(desk)
        elif answer is Changed.SAVE_ELSEWHERE:
            ask_place(desk, then)

    path = desk.session.workspace.path
    why = "" if desk.session.privacy else meeting.why
    desk.ask(ChangedScreen(desk.file_words(path) if path else "The file", why), chosen)


def _saved(desk: "Desk", path: Path, then: "Callable[[], None]") -> None:
    desk.screen.lookout.saved()
    desk.update()
    lost = desk.session.workspace.lost
    desk.say("; ".join((f"saved {desk.file_words(path)}", *lost)), warning=bool(lost))
    then()


def reload(desk: "Desk") -> None:
    """Read the file again; what was unsaved is gone, as the dialog said."""
    try:
        desk.session.workspace.reload()
    except CommitteeError as failure:
        desk.say(desk.words_of(failure), warning=True)
        return
    desk.session.keep_selection()
    desk.changed()
    desk.say("read again from the file")


def open_other(desk: "Desk", path: str) -> None:
    """Another account instead of this one, once this one is saved or given up."""
    unless_unsaved(desk, lambda: _open(desk, Path(path)))


def _open(desk: "Desk", path: Path) -> None:
    desk.app.open_account(path)


def leave(desk: "Desk") -> None:
    """`q`: at once where everything is saved, else ask."""
    unless_unsaved(desk, desk.app.exit)


def unless_unsaved(desk: "Desk", then: "Callable[[], None]") -> None:
    """Do `then` once everything is saved or given up; not at all where somebody stays."""
    from committee.tui.widgets.confirm import Unsaved, UnsavedScreen

    def chosen(answer: Unsaved | None) -> None:
        if answer is Unsaved.SAVE:
            # What is changed while it is written is asked about again.
            save_then(desk, lambda: unless_unsaved(desk, then))
        elif answer is Unsaved.DISCARD:
            desk.session.workspace.give_up()
            then()

    if desk.session.workspace.dirty:
        desk.ask(UnsavedScreen(desk.session.account.header.name), chosen)
    else:
        then()


def problems(desk: "Desk") -> None:
    """`!`: what is wrong in the file, each with its mend."""
    from committee.tui.account.dialogs.problems import ProblemsScreen

    space, privacy = desk.session.workspace, desk.session.privacy

    def present() -> tuple[Problem, ...]:
        return space.problems if privacy is None else privacy.problems(space.problems)

    def repair(mend: Mend) -> tuple[Problem, ...]:
        try:
            space.mend(mend)
        except CommitteeError as failure:
            raise CommitteeError(desk.words_of(failure)) from None
        desk.session.keep_selection()
        desk.changed()
        return present()

    def chosen(path: "KeyPath | None") -> None:
        if path and path[0] == "people" and path[1] in desk.session.account.people:
            desk.select(path[1])

    if not space.problems:
        desk.say("the file has no problems")
    else:
        desk.ask(ProblemsScreen(present(), repair=repair), chosen)


def edit_file(desk: "Desk") -> None:
    """`E`: the file in $EDITOR; saved before, read again after."""
    from committee.tui.terminal.editor import editor_command

    try:
        editor_command(Path())  # before anything is saved for it
    except CommitteeError as failure:
        desk.say(str(failure), warning=True)
        return
    first = "saved first; " if desk.session.workspace.dirty else ""
    saved_first(desk, lambda: _in_editor(desk, first))


def _in_editor(desk: "Desk", first: str) -> None:
    from committee.tui.terminal.editor import editor_command, run_outside

    path = desk.session.workspace.path
    if path is None:
        return
    fault = run_outside(desk.app, editor_command(path))
    if desk.session.workspace.changed_on_disk():
        reload(desk)
        if fault:
            desk.say(f"{first}read again from the file, though {fault}", warning=True)
    else:
        desk.say(f"{first}{fault or 'the file was not changed in the editor'}", warning=bool(fault))
