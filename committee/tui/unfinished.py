"""What was begun and not confirmed when the program has to end: the change it would make, else the words so far."""

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from committee.errors import CommitteeError
from committee.workspace.rescue import with_typed

if TYPE_CHECKING:
    from textual.screen import Screen

    from committee.model.edit import Edit
    from committee.tui.program import Program
    from committee.tui.session.session import Session
    from committee.workspace import Workspace


@runtime_checkable
class Begun(Protocol):
    """A screen in which something can be begun."""

    def unfinished(self) -> "Edit | None":
        """The change that confirming it now would make, where something was entered and it is clear."""

    def typed(self) -> tuple[str, ...]:
        """What was typed so far, for somebody to read again."""


def finish(app: "Program", workspace: "Workspace | None") -> tuple[str, ...]:
    """Make the change that the dialog on the screen would make, so that it is rescued with what is unsaved.

    Where there is none to make, the words go on top of the rescued work, or into the notes of the review that is going
    on. Looks from the top down: a form that was opened from a line says all that the line says, and more.

    Returns:
        Words that made no change.
    """
    words: list[str] = []
    session = _session(app, workspace)
    for screen in reversed(app.screen_stack):
        if _made(screen, session):
            break
        words += _typed(screen)
    if words and workspace is not None and not workspace.read_only:
        workspace.account = with_typed(workspace.account, words)
    elif words:
        _note(app, words)
    return tuple(words)


def _note(app: "Program", words: list[str]) -> None:
    """Keep words in the notes of the review that is going on, if one is."""
    from committee.pipeline.review.decisions import Decision, Kind
    from committee.tui.review.screen import ReviewScreen
    from committee.tui.review.telling import tell_decision

    for screen in app.screen_stack:
        if isinstance(screen, ReviewScreen):
            with suppress(CommitteeError):
                note = Decision(kind=Kind.NOTE, day=screen.session.today, words=" ".join(" / ".join(words).split()))
                tell_decision(screen.session, note)


def _session(app: "Program", workspace: "Workspace | None") -> "Session | None":
    from committee.tui.account.screen import AccountScreen

    open_ = (screen.session for screen in reversed(app.screen_stack) if isinstance(screen, AccountScreen))
    return next((session for session in open_ if session.workspace is workspace), None)


def _made(screen: "Screen[object]", session: "Session | None") -> bool:
    """Whether what was begun there is a change of the account now."""
    from committee.tui.sharing.resolve import ResolveScreen

    if session is None:
        return False
    with suppress(CommitteeError):
        if isinstance(screen, ResolveScreen):
            return screen.keep()
        edit = _edit(screen)
        if edit is not None:
            session.perform(edit)
            return True
    return False


def _edit(screen: "Screen[object]") -> "Edit | None":
    from committee.tui.account.views.people import CellEditor

    if isinstance(screen, Begun):
        return screen.unfinished()
    return next((edit for cell in screen.query(CellEditor) if (edit := cell.unfinished()) is not None), None)


def _typed(screen: "Screen[object]") -> tuple[str, ...]:
    from committee.tui.account.views.people import CellEditor
    from committee.tui.review.screen import ReviewScreen

    if isinstance(screen, Begun):
        return tuple(text.strip() for text in screen.typed() if text.strip())
    if isinstance(screen, ReviewScreen):
        return screen.line.words
    return tuple(text for cell in screen.query(CellEditor) for text in cell.typed())
