"""Watches the file of the account on the screen, and who else has it open.

A look costs one `stat`, every two seconds, whenever the terminal gets the focus back, and when a dialog closes; only a
file that was touched is read, in a thread. While somebody is in a dialog, in the middle of a key, or in a what-if,
nothing is taken over: it waits until they are back.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from committee.errors import CommitteeError
from committee.workspace import Found, Meeting

if TYPE_CHECKING:
    from collections.abc import Callable

    from committee.model.account import Account
    from committee.tui.account.desk import Desk
    from committee.workspace.presence import Attendance, Presence

SECONDS = 2.0
"""Between two looks."""


class Lookout:
    """One account screen's eye on its file.

    Args:
        desk: of that screen.
    """

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._told: object = None
        self._missed = False
        self._looking = self._again = False
        self._instead = ""
        self._over = False
        self._attendance: Attendance | None = None
        self.once_saved: list[Callable[[Account], None]] = []
        """What is to be done with the account once it was saved the next time."""
        self.note = ""
        """Who else has the file open, for the title; empty where nobody has."""

    def begin(self) -> None:
        """From now on; first what there is to say about the file as it was opened."""
        screen = self._desk.screen
        screen.set_interval(SECONDS, self.look)
        screen.watch(screen.app, "app_focus", self.look, init=False)
        self._arrive()

    def end(self) -> None:
        """The screen goes away."""
        self._over = True
        if self._attendance is not None:
            self._attendance.leave()

    def saved(self) -> None:
        """The account was saved."""
        waiting, self.once_saved = self.once_saved, []
        for then in waiting:
            with suppress(CommitteeError):
                then(self._desk.session.workspace.account)

    def look_after_sync(self, words: str) -> None:
        """Look at what a sync of our own brought, and say this instead of what somebody else did."""
        self._instead = words
        self.look()

    def look(self) -> None:
        """Look, unless somebody is busy; one look at a time, and once more where one was asked for meanwhile."""
        screen = self._desk.screen
        if self._desk.session.workspace.path is None or self.busy():
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        screen.run_worker(self._look, name="lookout", group="lookout", thread=True)

    def busy(self) -> bool:
        """Whether the account on the screen must not change just now."""
        desk = self._desk
        if desk.app.screen is not desk.screen or desk.screen.waiting or desk.session.supposing is not None:
            return True
        return any(worker.group in {"save", "sync"} and worker.is_running for worker in desk.screen.workers)

    def _look(self) -> None:
        """In a thread: the disk may be slow, and far away."""
        space = self._desk.session.workspace
        meeting, others = None, self._others()
        with suppress(CommitteeError):
            meeting = space.meet() if space.changed_on_disk() else None
        self._desk.screen.call_later(self._seen, meeting, others)

    def _others(self) -> "tuple[Presence, ...]":
        path = self._desk.session.workspace.path
        now = self._desk.session.clock()
        if path is None or self._over:
            return ()
        if self._attendance is None:
            from committee.workspace.presence import attendance

            self._attendance = attendance(path)
            return self._attendance.enter(now)
        return self._attendance.beat(now)

    def _seen(self, meeting: Meeting | None, others: "tuple[Presence, ...]") -> None:
        self._looking = False
        if self._again:
            self._again = False
            self.look()
        self._tell_others(others)
        instead, self._instead = self._instead, ""
        if meeting is None or meeting.found is Found.SAME:
            self._missed = False
            if instead:
                self._desk.say(instead)
            return
        if meeting.found is Found.GONE and not self._missed:
            self._missed = True  # some programs take a file away for a moment while they write it: look twice
            return
        if self.busy():
            return
        from committee.tui.account.commands.changed_underneath import met

        key = (meeting.found, meeting.theirs.digest if meeting.theirs else "")
        if key != self._told or meeting.found in {Found.READ, Found.JOINED}:
            self._told = key
            met(self._desk, meeting)
            if instead and meeting.found is Found.READ:
                self._desk.say(instead)

    def _tell_others(self, others: "tuple[Presence, ...]") -> None:
        desk = self._desk
        mine = self._attendance.mine if self._attendance is not None else None
        now = desk.session.clock().astimezone()
        words = "; ".join(other.words(now, mine) for other in others[:2])
        if len(others) > 2:
            words += f"; {len(others) - 2} more"
        if desk.session.privacy is not None and words:
            words = "somebody else"
        if words != self.note:
            self.note = words
            desk.update()
            if words:
                desk.say(f"also open: {words}; both may save, what you change is joined")

    def _arrive(self) -> None:
        """What is to be said about the file as it was opened: two versions in it, or unsaved work beside it."""
        from committee.tui.account.commands.changed_underneath import arrived

        self.look()
        arrived(self._desk)
