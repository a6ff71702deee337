"""The work behind a review: accounts looked at and written by workers, and what becomes of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.screen import Screen
from textual.worker import get_current_worker

from committee.errors import CommitteeError, Unwanted
from committee.pipeline.review.agenda import Brief, Eyes, again, brief_of, candidates
from committee.pipeline.review.carry_out import carry_out, take_back
from committee.pipeline.review.decisions import Decision, Kind
from committee.pipeline.review.since import keep
from committee.pipeline.review.sitting import Made
from committee.store import Document
from committee.tui.review.line import ReviewLine
from committee.tui.review.messages import Looked, NotWritten, Prepared, Preparing, Written
from committee.tui.review.session import ReviewSession, key_of
from committee.tui.review.telling import tell_shown, unwritten
from committee.tui.widgets.keyed import KeyedScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from committee.tui.program import Program
    from committee.tui.theme.ink import Segment

STEP = 4
"""Accounts between two words about how far the preparation is."""


class ReviewWork(KeyedScreen, Screen[None]):
    """Base of the review's screen; what is shown and which keys there are is said by the subclass.

    Args:
        session: the review.
    """

    def __init__(self, session: ReviewSession) -> None:
        super().__init__()
        self.session = session
        self.line = ReviewLine()
        self.line_kind = Kind.ACTION
        """What is typed in the line."""
        self._looking = False

    def update(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError

    def close_line(self) -> None:
        """The keys are the review's again."""
        raise NotImplementedError

    def ask_key(self, prompt: "Sequence[Segment]", answer: "Callable[[str], bool]") -> None:
        """The next key is an answer; `answer` says whether it was one of those asked for."""
        raise NotImplementedError

    @property
    def program(self) -> "Program":
        """The program."""
        return cast("Program", self.app)

    def keep(self, tell: "Callable[[], object]") -> bool:
        """Tell the journal something; whether it was written. A full disk must not end a call."""
        try:
            tell()
        except CommitteeError as failure:
            self.say(str(failure), warning=True)
            return False
        return True

    def prepare(self) -> None:
        """Look at every account once, for their order."""
        session = self.session
        eyes = session.eyes

        def compute() -> None:
            worker = get_current_worker()
            found = []
            try:
                for one in candidates(session.paths, session.today, eyes, lambda: worker.is_cancelled):
                    found.append(one)
                    if len(found) % STEP == 0:
                        self.post_message(Preparing(len(found)))
            except Unwanted:
                return
            self.post_message(Prepared(tuple(found), eyes))

        self.run_worker(compute, name="prepare", group="prepare", exclusive=True, thread=True)

    @on(Preparing)
    def _preparing(self, message: Preparing) -> None:
        message.stop()
        self.say(f"looking at {message.done} of {len(self.session.paths)} accounts …")

    @on(Prepared)
    def _prepared(self, message: Prepared) -> None:
        """The order is known: begin, or go on where the call was cut."""
        message.stop()
        session = self.session
        if message.eyes.hide is not session.hide:
            return
        again = session.sitting is not None
        try:
            session.begin(message.found)
        except CommitteeError as failure:
            self.say(str(failure), warning=True)
            return
        self.hush()
        if not again:
            self._say_beginning()
        self.moved()

    def _say_beginning(self) -> None:
        session = self.session
        over = f"; {session.left_out} closed left out" if session.left_out else ""
        if session.sitting is not None and session.sitting.resumed:
            done = session.record.done
            self.say(f"the review goes on where it was cut: {done} of {len(session.places)} reviewed{over}")
            for path, made in unwritten(session):
                self.write(path, made)
        elif len(session.places) > 1:
            self.say(f"{len(session.places)} accounts by owner, what cannot wait first{over}")

    def moved(self) -> None:
        """Another account is at hand: show it, keep that it was, and make those near it ready."""
        session = self.session
        self.keep(lambda: tell_shown(session))
        self.update()
        # The frame first: what looks ahead would compete with it.
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Make the accounts near this one ready, one after the other, so that the next key finds them so."""
        session = self.session
        wanted, eyes = session.wanted(), session.eyes
        if not wanted or self._looking:
            return
        path, self._looking = wanted[0], True

        def compute() -> None:
            from committee.pipeline.review.agenda import brief

            self.post_message(Looked(brief(path, session.today, eyes), eyes))

        self.run_worker(compute, name="look", group="look", thread=True)

    @on(Looked)
    def _looked(self, message: Looked) -> None:
        """An account is ready; the one at hand is shown. Then the next one that is wanted by now."""
        message.stop()
        session, self._looking = self.session, False
        if message.eyes.hide is not session.hide:
            self.look()
            return
        at_hand = session.place is not None and session.place.row.path == message.brief.path
        first = at_hand and session.brief is None
        session.take(message.brief)
        if first:
            self.moved()
            return
        if at_hand or session.table:
            self.update()
        self.look()

    @on(Written)
    def _written(self, message: Written) -> None:
        """The file has the decisions."""
        message.stop()
        session, sitting = self.session, self.session.sitting
        if sitting is not None and message.numbers:
            self.keep(lambda: sitting.saved(message.account, message.numbers))
        if message.eyes.hide is session.hide:
            session.take(message.brief)
        self.update()
        session.wrote()

    @on(NotWritten)
    def _not_written(self, message: NotWritten) -> None:
        """The file has not got them; the notes have."""
        message.stop()
        words = "the file could not be changed" if self.session.hide else message.words
        self.say(f"kept in the notes only: {words}", warning=True)
        self.update()
        self.session.wrote()

    def write(self, path: Path, made: "Sequence[Made]", *, back: bool = False) -> None:
        """Write decisions into their file, or take one back out of it, and look at it again."""
        session = self.session
        eyes, today, before = session.eyes, session.today, session.briefs.ready(path)
        session.pending += 1

        def compute() -> None:
            self.post_message(write(path, made, today, eyes, back=back, before=before))

        def begin() -> None:
            self.run_worker(compute, name="write", group="write", thread=True)

        self.call_after_refresh(begin)


_SAME_ANALYSIS = frozenset({Kind.REVIEWED, Kind.NOTE})
"""What no finding and no plan depends on."""


def write(
    path: Path, made: Sequence[Made], today: date, eyes: Eyes, *, back: bool, before: Brief | None = None
) -> Written | NotWritten:
    """Make the decisions in the file, or take one back; what came of it.

    `before` is the account as it was looked at, which saves looking again where the file is otherwise the same.

    With a review the account is kept as it is, so that the next one can say what changed.
    """
    decisions = [one.decision for one in made]
    try:
        document = take_back(path, decisions[0]) if back else carry_out(path, decisions)
    except CommitteeError as failure:
        return NotWritten(path, str(failure))
    if not back and any(one.kind is Kind.REVIEWED for one in decisions):
        with suppress(OSError):
            # Without the copy the next review finds less to say; this one is kept all the same.
            keep(path, document.account, today)
    numbers = () if back else tuple(one.number for one in made)
    return Written(key_of(path), numbers, _looked(document, before, decisions, today, eyes), eyes)


def _looked(document: Document, before: Brief | None, decisions: Sequence[Decision], today: date, eyes: Eyes) -> Brief:
    if before is not None and before.document is not None and {one.kind for one in decisions} <= _SAME_ANALYSIS:
        then, now = before.document.account, document.account
        header = replace(now.header, reviewed=then.header.reviewed, notes=then.header.notes)
        if replace(now, header=header) == then:
            return again(before, document, today, eyes)
    assert document.path is not None  # noqa: S101 - for the type checker: it was read from there
    return brief_of(document, document.path, today, eyes)
