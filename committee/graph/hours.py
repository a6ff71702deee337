"""When people work, when two of them work at once, and whether they meet without arranging it.

Everything is computed on the minutes since 1970-01-01 00:00 UTC. Each local date is turned into UTC with its own
offset, so a week with a clock change is as right as any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from committee.model.account import Account, Person, Place, Teammate
from committee.model.values import parse_hours
from committee.model.vocabulary import WORKING_WEEK, Channel, PlaceKind, Weekday, WorkMode

DAY = 24 * 60
"""Minutes in a day."""
WEEK = 7
"""Days looked ahead."""
ASSUMED_HOURS = (9 * 60, 17 * 60)
"""Minutes after midnight, where nobody wrote hours down."""
LEAST_WINDOW = 30
"""Minutes a talk needs."""

_EPOCH = date(1970, 1, 1).toordinal()
_FIRST, _LAST = date.min.toordinal() + 2, date.max.toordinal() - 2
_WEEKDAYS = tuple(Weekday)

Interval = tuple[int, int]
"""Begin and end in minutes since 1970-01-01 00:00 UTC, end not included."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When somebody works.

    `zone` is empty when unknown. `hours` are minutes after local midnight. `assumed_hours` says that the hours were
    written nowhere; `source` is where they come from: `own`, `place` or `assumed`.
    """

    zone: str
    hours: Interval = ASSUMED_HOURS
    days: tuple[Weekday, ...] = WORKING_WEEK
    assumed_hours: bool = True
    source: str = "assumed"


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A stretch of time, both ends in UTC."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Its length."""
        return int((self.end - self.start).total_seconds()) // 60

    def local(self, zone: str) -> tuple[datetime, datetime]:
        """Both ends on the clock of `zone`; UTC where the zone is unknown."""
        clock = ZoneInfo(zone) if zone else UTC
        return self.start.astimezone(clock), self.end.astimezone(clock)


def schedule(account: Account, identifier: str) -> Schedule:
    """When a person or teammate works: zone, hours and days each their own, else their place's, else assumed.

    Raises:
        KeyError: nobody has this id.
    """
    own: Person | Teammate
    place: Place | None = None
    if identifier in account.people:
        own = account.people[identifier]
        place = account.places.get(own.place)
    else:
        own = account.team[identifier]
    own_hours, place_hours = parse_hours(own.hours), parse_hours(place.hours) if place else None
    source = "own" if own_hours else "place" if place_hours else "assumed"
    return Schedule(
        zone=own.timezone or (place.timezone if place else ""),
        hours=own_hours or place_hours or ASSUMED_HOURS,
        days=tuple(sorted(own.days or (place.days if place else ()) or WORKING_WEEK, key=_WEEKDAYS.index)),
        assumed_hours=source == "assumed",
        source=source,
    )


@lru_cache(maxsize=8192)
def working(schedule: Schedule, first: date, days: int) -> tuple[Interval, ...]:
    """The working intervals of `days` local dates from `first` on, in UTC minutes, sorted and merged.

    An unknown zone has none. A local time that a clock change skips is read with the offset before the change, as
    `zoneinfo` does.
    """
    if not schedule.zone:
        return ()
    zone = ZoneInfo(schedule.zone)
    begin = first.toordinal()
    found = []
    for ordinal in range(max(begin, _FIRST), min(begin + days, _LAST)):
        day = date.fromordinal(ordinal)
        if _WEEKDAYS[day.weekday()] in schedule.days:
            found.append((_utc(day, schedule.hours[0], zone), _utc(day, schedule.hours[1], zone)))
    return merged(found)


@lru_cache(maxsize=65536)
def shared_minutes(a: Schedule, b: Schedule, today: date) -> int | None:
    """Minutes two people share: the longest total overlap in any 24-hour window.

    The window starts on a whole UTC hour within the 7 days from 00:00 UTC of `today`. `None` where a zone is unknown.
    """
    if not a.zone or not b.zone:
        return None
    both = _bits(a, today) & _bits(b, today)
    if not both:
        return 0
    day = (1 << DAY) - 1
    return max(((both >> start) & day).bit_count() for start in range(0, WEEK * DAY, 60))


def next_shared(a: Schedule, b: Schedule, today: date, now: datetime | None = None) -> Window | None:
    """The first stretch of at least half an hour in which both work, from `today` 00:00 UTC on, or from `now` on.

    A fortnight is looked ahead. `None` where a zone is unknown or no such stretch exists.
    """
    start = _midnight(today)
    if now is not None:
        start = max(start, -(int(now.timestamp()) // -60))
    for begin, end in common((a, b), today, days=2 * WEEK):
        begin_then = max(begin, start)
        if end - begin_then >= LEAST_WINDOW:
            return Window(_moment(begin_then), _moment(end))
    return None


def week(schedule: Schedule, today: date) -> tuple[Interval, ...]:
    """Working intervals from before 00:00 UTC of `today` until after every stretch that begins within 7 days."""
    return working(schedule, _shifted(today, -2), WEEK + 5)


def longest(intervals: Iterable[Interval], today: date) -> int:
    """Minutes of the longest stretch that begins in the 7 days from 00:00 UTC of `today`."""
    start = _midnight(today)
    last = start + WEEK * DAY
    return max((end - max(begin, start) for begin, end in intervals if begin < last and end > start), default=0)


def common_windows(schedules: Iterable[Schedule], today: date) -> tuple[Window, ...]:
    """Every stretch in which all of them work that begins in the 7 days from 00:00 UTC of `today`, in full length.

    Unknown zones are left out; nobody with a known zone has no common window.
    """
    known = tuple(dict.fromkeys(s for s in schedules if s.zone))
    start = _midnight(today)
    windows = [(max(begin, start), end) for begin, end in common(known, today, days=WEEK + 1)] if known else []
    return tuple(Window(_moment(b), _moment(e)) for b, e in windows if start <= b < start + WEEK * DAY and b < e)


def common(schedules: Iterable[Schedule], today: date, days: int) -> list[Interval]:
    """Intervals in which all of them work, in the `days` from 00:00 UTC of `today` or reaching into them."""
    found: list[Interval] | None = None
    for one in schedules:
        own = working(one, _shifted(today, -2), days + 4)
        found = list(own) if found is None else overlap(found, own)
    start = _midnight(today)
    return [(begin, end) for begin, end in found or () if end > start and begin < start + days * DAY]


def overlap(a: Iterable[Interval], b: Iterable[Interval]) -> list[Interval]:
    """What two sorted lists of intervals have in common; linear."""
    left, right = list(a), list(b)
    found, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        begin, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if begin < end:
            found.append((begin, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return found


def merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Intervals sorted, empty ones dropped, touching ones joined."""
    found: list[Interval] = []
    for begin, end in sorted(i for i in intervals if i[0] < i[1]):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return tuple(found)


@lru_cache(maxsize=4096)
def offset_minutes(zone: str, today: date) -> int:
    """Minutes east of UTC that the clocks of `zone` show at noon UTC of `today`."""
    return _offset(ZoneInfo(zone), today)


@lru_cache(maxsize=4096)
def standard_offset_minutes(zone: str, today: date) -> int:
    """Minutes east of UTC outside of summer time: the lower of the offsets in mid-January and mid-July of the year.

    `datetime.dst` would be shorter, but differs between builds of the zone data for zones such as Europe/Dublin.
    """
    clock = ZoneInfo(zone)
    return min(_offset(clock, date(today.year, month, 15)) for month in (1, 7))


def meet_in_person(account: Account, a: str, b: str, channel: Channel | None = None) -> bool:
    """Whether two people meet without arranging a journey: in one office, on a day that suits hybrid work.

    A tie whose own channel is in-person says so by itself; teammates have no place, so nothing else does for them.
    """
    if channel is Channel.IN_PERSON:
        return True
    one, other = account.people.get(a), account.people.get(b)
    if one is None or other is None or not one.place or one.place != other.place:
        return False
    place = account.places.get(one.place)
    if place is None or place.kind is not PlaceKind.OFFICE:
        return False
    if WorkMode.REMOTE in (one.work_mode, other.work_mode):
        return False
    hybrid = [frozenset(p.office_days) for p in (one, other) if p.work_mode is WorkMode.HYBRID]
    return not hybrid or bool(frozenset.intersection(*hybrid))


@lru_cache(maxsize=4096)
def _bits(schedule: Schedule, today: date) -> int:
    """One bit a minute from 00:00 UTC of `today`, for the 8 days the last window reaches into."""
    start, last = _midnight(today), (WEEK + 1) * DAY
    bits = 0
    for begin, end in week(schedule, today):
        begin, end = max(begin - start, 0), min(end - start, last)  # noqa: PLW2901 - the same interval, cut to the days
        if begin < end:
            bits |= ((1 << (end - begin)) - 1) << begin
    return bits


def _utc(day: date, minutes: int, zone: ZoneInfo) -> int:
    local = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001 - local time, zoned below
    offset = local.replace(tzinfo=zone).utcoffset() or timedelta()
    return (day.toordinal() - _EPOCH) * DAY + minutes - int(offset.total_seconds()) // 60


def _offset(clock: ZoneInfo, day: date) -> int:
    day = date.fromordinal(min(max(day.toordinal(), _FIRST), _LAST))
    local = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).astimezone(clock)
    return int((local.utcoffset() or timedelta()).total_seconds()) // 60


def _midnight(day: date) -> int:
    return (day.toordinal() - _EPOCH) * DAY


def _moment(minutes: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
