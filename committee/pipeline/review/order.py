"""In which order a review goes through the accounts, and why each stands where it stands.

By owner, so that each seller joins for their slot; within a slot what cannot wait comes first and the rest can be
skimmed. Pure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from committee.model.dates import quarter_end, show_day
from committee.model.vocabulary import Forecast
from committee.pipeline.portfolio.row import Row
from committee.plurals import counted

QUIET_DAYS = 30
"""Days without a change after which somebody should ask."""

RISKS = {"DM010": "the economic buyer is not confirmed", "PL001": "the talks do not fit before the close date"}
"""The findings that put a deal first, in a few words."""


class Group(IntEnum):
    """Why an account is looked at, most pressing first."""

    FAULT = 0
    """The file has errors: nothing else is known."""
    RISK = 1
    """Commit, or closing this quarter, with DM010 or PL001."""
    PEOPLE = 2
    """The champion or the economic buyer changed."""
    SLIPPED = 3
    """The close date moved to a later day."""
    QUIET = 4
    """No change in 30 days."""
    REST = 5
    """Can be skimmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An account that may be reviewed, and what the order asks of its past.

    `people` are the changes of champion and economic buyer since the last review, in words; `slipped` the close date
    then and now where it moved to a later day; `closed_before` says that the deal was closed already then. `changes`
    counts all changes since then; `None` where there is nothing to compare with.
    """

    row: Row
    people: tuple[str, ...] = ()
    slipped: tuple[date, date] | None = None
    closed_before: bool = False
    changes: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An account in the order: its row, its group, and the reasons in words, the one that put it here first.

    `else_` is what there is to say of it where it has no reason.
    """

    row: Row
    group: Group
    reasons: tuple[str, ...]
    else_: str = ""

    @property
    def reason(self) -> str:
        """Why it stands here."""
        return self.reasons[0] if self.reasons else self.else_


def ordered(candidates: Iterable[Candidate], *, year_starts: int = 1) -> tuple[Place, ...]:
    """The accounts to review: by owner, then group, then close date, value (large first), name.

    Deals of nobody come last. Deals that were closed at their last review already are left out; `left_out` counts them.
    `year_starts` is the month the fiscal year starts with.
    """
    places = [placed(one, year_starts=year_starts) for one in candidates if not _over(one)]
    return tuple(sorted(places, key=_key))


def left_out(candidates: Iterable[Candidate]) -> int:
    """How many deals are over and were so at their last review."""
    return sum(_over(one) for one in candidates)


def placed(candidate: Candidate, *, year_starts: int = 1) -> Place:
    """One account with its group and all its reasons."""
    found = tuple(_reasons(candidate, year_starts))
    group = found[0][0] if found else Group.REST
    return Place(candidate.row, group, tuple(reason for _, reason in found), _quietly(candidate))


def _reasons(candidate: Candidate, year_starts: int) -> Iterator[tuple[Group, str]]:
    """Group and reason of everything that holds, most pressing first."""
    row = candidate.row
    if row.fault:
        yield Group.FAULT, f"the file has errors: {row.fault}"
        return
    if row.closed:
        yield Group.REST, f"{row.stage} since the last review"
        return
    yield from ((Group.RISK, reason) for reason in _risk(row, year_starts))
    if candidate.people:
        yield Group.PEOPLE, "; ".join(candidate.people)
    if candidate.slipped is not None:
        then, now = candidate.slipped
        yield (
            Group.SLIPPED,
            f"the close date moved from {show_day(then, row.today)} to {show_day(now, row.today)}",
        )
    quiet = row.days_since_change
    if quiet is not None and quiet >= QUIET_DAYS:
        yield Group.QUIET, f"no change in {quiet} days"


def _quietly(candidate: Candidate) -> str:
    """What there is to say of an account that nothing presses on."""
    changes = candidate.changes
    if changes is None:
        return "never reviewed" if candidate.row.reviewed is None else "what changed is not known"
    return f"{counted(changes, 'change')}, nothing pressing" if changes else "nothing new"


def _risk(row: Row, year_starts: int) -> Iterator[str]:
    codes = [code for code in RISKS if code in row.codes]
    if not codes:
        return
    why = ", ".join(f"{RISKS[code]} ({code})" for code in codes)
    closing = row.close_date is not None and row.close_date <= quarter_end(row.today, year_starts)
    if row.forecast is Forecast.COMMIT:
        yield f"in commit, but {why}"
    elif closing and row.close_date is not None:
        passed = row.close_date < row.today
        when = f"should have closed {show_day(row.close_date, row.today)}" if passed else "closes this quarter"
        yield f"{when}, but {why}"


def _over(candidate: Candidate) -> bool:
    return candidate.row.closed and candidate.closed_before and not candidate.row.fault


def _key(place: Place) -> tuple[object, ...]:
    row = place.row
    return (
        not row.owner,
        row.owner.casefold(),
        row.owner,
        place.group,
        row.close_date or date.max,
        -(row.value or 0),
        row.name.casefold(),
        str(row.path),
    )
