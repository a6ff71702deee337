"""One review on the screen, without any screen: the order, the account at hand, what is decided.

Mutable, like `Session` for one account. Workers make `Brief`s and write files; this only says what is wanted next and
keeps what they made.
"""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from committee.model.account import Account
from committee.model.ids import Randomness
from committee.pipeline.portfolio.row import Row
from committee.pipeline.review.agenda import Brief, Eyes
from committee.pipeline.review.decisions import Decision
from committee.pipeline.review.order import Candidate, Group, Place, left_out, ordered
from committee.pipeline.review.sitting import Record, Sitting, Visit
from committee.tui.keys.conditions import Situation

AHEAD = (0, 1, -1, 2)
"""Which accounts are kept ready, by distance from the one on the screen, in order."""

PRESSING_SECONDS, REST_SECONDS = 180, 20
"""What is reckoned for an account that has a reason to be talked about, and for one that has none."""

Clock = Callable[[], datetime]


def key_of(path: Path) -> str:
    """How the journal names a file."""
    return os.path.realpath(path)


class Briefs:
    """The accounts that were looked at and are kept ready."""

    def __init__(self) -> None:
        self._by_path: dict[Path, Brief] = {}

    def ready(self, path: Path) -> Brief | None:
        """An account, if it is kept."""
        return self._by_path.get(path)

    def keep(self, brief: Brief, *, near: Collection[Path]) -> None:
        """Keep one that is near the account at hand, and of the others none that is not."""
        known = {**self._by_path, brief.path: brief}
        self._by_path = {path: one for path, one in known.items() if path in near}

    def forget(self, path: Path) -> None:
        """A file is another one now; it is looked at again."""
        self._by_path.pop(path, None)

    def clear(self) -> None:
        """Keep none."""
        self._by_path = {}


class ReviewSession:
    """What the review screen works on.

    Args:
        paths: the account files.
        folder: what the sitting is of; one that was cut is taken up again by it.
        today: the day of the review.
        clock: the time now, aware.
        rng: randomness for ids.
        eyes: how accounts are looked at, with names or with names hidden.
        me: which teammate of an account sits here, by id, as far as that is plain.
        hide: begin with names hidden.
        plain: draw with ASCII only.
        year_starts: the month the fiscal year starts with.
    """

    def __init__(  # noqa: PLR0913 - by keyword, what a review is
        self,
        paths: Sequence[Path],
        *,
        folder: str,
        today: date,
        clock: Clock,
        rng: Randomness,
        eyes: Callable[[bool], Eyes],
        me: Callable[[Account], str] = lambda _: "",
        hide: bool = False,
        plain: bool = False,
        year_starts: int = 1,
    ) -> None:
        self.paths = tuple(paths)
        self.folder = folder
        self.today = today
        self.clock = clock
        self.rng = rng
        self.hide = hide
        self.plain = plain
        self.places: tuple[Place, ...] = ()
        self.left_out = 0
        self.index = 0
        self.finding = 0
        self.table = False
        self.writing = False
        self.sitting: Sitting | None = None
        self.me = me
        self.pending = 0
        """Files that are being written."""
        self.ending = False
        """The review ends as soon as nothing is pending."""
        self.taken_back: dict[Path, list[Decision]] = {}
        """What was taken back in this sitting, by file, the last one last: it can be made again."""
        self.leave: Callable[[], None] = lambda: None
        """Out of the review, to where it was begun."""
        self.briefs = Briefs()
        self._eyes = eyes
        self._year_starts = year_starts

    @property
    def eyes(self) -> Eyes:
        """How accounts are looked at now."""
        return self._eyes(self.hide)

    def begin(self, candidates: Iterable[Candidate]) -> None:
        """Put the accounts in order; begin a sitting, or go on with the one that was cut.

        Raises:
            FileFailure: its journal could not be written.
        """
        found = tuple(candidates)
        places, self.left_out = ordered(found, year_starts=self._year_starts), left_out(found)
        if self.sitting is None:
            sitting = Sitting.resume(day=self.today, folder=self.folder, clock=self.clock)
            order = [place.row.path for place in places]
            self.sitting = sitting or Sitting.begin(
                order, day=self.today, folder=self.folder, clock=self.clock, rng=self.rng
            )
        self.places = self._as_before(places)
        self.sitting.reorder([place.row.path for place in self.places])
        at = [key_of(place.row.path) for place in self.places]
        record = self.sitting.record
        self.index = at.index(record.at) if record.at in at else 0

    def _as_before(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """In the order of the sitting, which does not change while it goes on; what is new comes last."""
        order = {path: number for number, path in enumerate(self.record.order)}
        return tuple(sorted(places, key=lambda place: order.get(key_of(place.row.path), len(order))))

    @property
    def record(self) -> Record:
        """What was kept of the sitting so far; an empty one before it begins."""
        return self.sitting.record if self.sitting else Record(identifier="", day=self.today)

    @property
    def place(self) -> Place | None:
        """The account at hand."""
        return self.places[self.index] if self.places else None

    @property
    def brief(self) -> Brief | None:
        """The account at hand, once it is ready."""
        return self.briefs.ready(self.place.row.path) if self.place else None

    @property
    def visit(self) -> Visit:
        """What was done with the account at hand."""
        return self.record.visit(key_of(self.place.row.path)) if self.place else Visit(path="")

    def wanted(self) -> tuple[Path, ...]:
        """The accounts to make ready, the most pressing first: this one, the next, the one before."""
        return tuple(path for path in self._near() if self.briefs.ready(path) is None)

    def take(self, brief: Brief) -> None:
        """An account is ready; of those further away only their rows are kept."""
        self.briefs.keep(brief, near=self._near())
        self.places = tuple(
            replace(place, row=brief.row) if place.row.path == brief.path else place for place in self.places
        )

    def _near(self) -> list[Path]:
        places = [self.index + step for step in AHEAD if 0 <= self.index + step < len(self.places)]
        return [self.places[place].row.path for place in places]

    def hide_names(self, *, hide: bool) -> None:
        """From now on hide names, or show them; nothing that was made before stays."""
        self.hide = hide
        self.briefs.clear()
        self.places = tuple(replace(place, row=_nameless(place.row), reasons=(), else_="") for place in self.places)

    def go(self, step: int) -> bool:
        """To the next account or the one before; whether there is one."""
        return self.go_to(self.index + step)

    def go_to(self, index: int) -> bool:
        """To an account by its number, from 0."""
        if not 0 <= index < len(self.places):
            return False
        self.index, self.finding = index, 0
        return True

    def wrote(self) -> None:
        """A file is written, or cannot be."""
        self.pending -= 1
        if self.ending:
            self.end()

    def end(self) -> bool:
        """The call is over, and the next review begins anew; whether it ended, or waits for what is being written.

        Raises:
            FileFailure: the journal could not be written.
        """
        self.ending = self.pending > 0
        if self.ending:
            return False
        if self.sitting is not None:
            self.sitting.end()
        self.leave()
        return True

    def situation(self) -> Situation:
        """What decides which keys are possible."""
        return Situation(looking=not self.writing, view="table" if self.table else "one", private=self.hide)


def slot_of(session: ReviewSession) -> tuple[int, int]:
    """Which account of its owner the one at hand is, and how many they have."""
    here = session.place
    if here is None:
        return 0, 0
    own = [one for one in session.places if one.row.owner == here.row.owner]
    return own.index(here) + 1, len(own)


def to_go(session: ReviewSession) -> int:
    """Seconds still needed, as reckoned: three minutes where there is a reason, twenty seconds for the rest."""
    ahead = session.places[session.index :]
    left = [place for place in ahead if not session.record.visit(key_of(place.row.path)).reviewed]
    return sum(REST_SECONDS if place.group is Group.REST else PRESSING_SECONDS for place in left)


def _nameless(row: Row) -> Row:
    """A row without words, until it is made anew."""
    return Row(path=row.path, today=row.today, name="", stage=row.stage, forecast=row.forecast, reviewed=row.reviewed)
