"""The strips of the Hours view: a day as cells, who works in each, and the best common time. Values only, no widget."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from committee.graph.hours import Interval, Schedule, offset_minutes, working
from committee.model.dates import show_date

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Scale:
    """A local day as a row of cells: `start` in minutes since 1970-01-01 UTC, `step` minutes a cell."""

    day: date
    zone: str
    start: int
    step: int
    cells: int

    @property
    def end(self) -> int:
        """The first minute after the last cell."""
        return self.start + self.step * self.cells

    def minute(self, cell: int) -> int:
        """The first minute of a cell."""
        return self.start + cell * self.step

    def cell(self, minute: int) -> int | None:
        """The cell of a minute, `None` outside."""
        return (minute - self.start) // self.step if self.start <= minute < self.end else None


def scale(day: date, zone: str, room: int) -> Scale:
    """The day from midnight in `zone` (UTC if empty), in `room` cells of 15, 30, 60 or 120 minutes, as fine as fits."""
    clock = ZoneInfo(zone) if zone else UTC
    midnight = datetime.combine(day, time(), clock)
    step = next((step for step in (15, 30, 60) if DAY // step <= room), 120)
    return Scale(day, zone, int(midnight.timestamp()) // 60, step, DAY // step)


def hour_marks(made: Scale) -> str:
    """The hours over the strip, on the clock of the scale: `00    06    12    18`."""
    marks = [" "] * made.cells
    every = 3 if made.step <= 30 else 6
    for cell in range(made.cells):
        local = at(made.minute(cell), made.zone)
        if local.minute == 0 and local.hour % every == 0 and cell + 1 < made.cells:
            marks[cell : cell + 2] = f"{local.hour:02}"
    return "".join(marks)


def fractions(intervals: Iterable[Interval], made: Scale) -> tuple[float, ...]:
    """For each cell the part of it that lies in an interval, 0 to 1. O(intervals + cells)."""
    filled = [0] * made.cells
    for begin, end in intervals:
        low, high = max(begin, made.start), min(end, made.end)
        while low < high:
            cell = (low - made.start) // made.step
            stop = min(high, made.minute(cell + 1))
            filled[cell] += stop - low
            low = stop
    return tuple(minutes / made.step for minutes in filled)


@lru_cache(maxsize=4096)
def strip(schedule: Schedule, made: Scale) -> tuple[float, ...]:
    """How much of each cell somebody works."""
    return fractions(working(schedule, made.day - timedelta(days=1), 3), made)


def together(schedules: Sequence[Schedule], made: Scale) -> tuple[int, ...]:
    """For each cell how many work all through it."""
    # Many work the same hours in the same zone.
    alike = Counter(schedules)
    strips = [[number if part == 1 else 0 for part in strip(one, made)] for one, number in alike.items()]
    return tuple(map(sum, zip(*strips, strict=True)))


@dataclass(frozen=True, slots=True)
class Best:
    """The longest time of a day at which the most people work: cells from `first` up to `last`, not included."""

    people: int
    of: int
    first: int
    last: int


def best_time(schedules: Sequence[Schedule], made: Scale) -> Best | None:
    """The longest run of cells with the most people in it, the earliest of equals; `None` where nobody works."""
    if not schedules:
        return None
    counts = together(schedules, made)
    most = max(counts, default=0)
    if most == 0:
        return None
    best, begin = (0, 0), None
    for cell, count in enumerate((*counts, 0)):
        if count == most and begin is None:
            begin = cell
        elif count != most and begin is not None:
            if cell - begin > best[1] - best[0]:
                best = (begin, cell)
            begin = None
    return Best(most, len(schedules), *best)


def bar(parts: Sequence[float], *, plain: bool) -> str:
    """A strip as text: full, half and empty cells."""
    full, half, empty = ("#", "+", ".") if plain else ("█", "▄", "·")
    return "".join(full if part >= 0.75 else half if part >= 0.25 else empty for part in parts)


def at(minute: int, zone: str) -> datetime:
    """A minute since 1970 on the clock of `zone`, UTC if empty."""
    return datetime.fromtimestamp(minute * 60, ZoneInfo(zone) if zone else UTC)


def clock_words(minute: int, zone: str) -> str:
    """`14:30` on the clock of a zone."""
    return f"{at(minute, zone):%H:%M}"


def offset_words(zone: str, day: date) -> str:
    """`UTC+5:30`, or `?` for an unknown zone."""
    if not zone:
        return "zone ?"
    minutes = offset_minutes(zone, day)
    sign, size = "-" if minutes < 0 else "+", abs(minutes)
    return f"UTC{sign}{size // 60}" + (f":{size % 60:02}" if size % 60 else "")


def length_words(minutes: int) -> str:
    """`6 h 30`, `45 min`, `none`."""
    if minutes == 0:
        return "none"
    hours, rest = divmod(minutes, 60)
    return f"{rest} min" if not hours else f"{hours} h" + (f" {rest:02}" if rest else "")


def day_words(day: date, today: date) -> str:
    """`Mon 16 Nov`, with `today` said."""
    return f"{show_date(day, day)}, today" if day == today else show_date(day, day)
