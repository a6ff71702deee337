"""Dates as people say them (`today`, `fri`, `+2w`, `20 jan`, `eoq`, `2026-12-01`), and as we show them.

Nothing here reads the clock or the locale: what "today" means is an argument, and the words are English everywhere.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmy])")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s+(\d{4}))?")
_WEEKDAY = re.compile(r"(?:(next|last)\s+)?([a-z]{3,9})")


def read_date(text: str, today: date, *, past: bool = False) -> date | None:
    """The date that `text` says, or `None` if it says none.

    Understood: an ISO date; `today`, `tomorrow`, `yesterday`; a step from today (`+3d`, `-2w`, `+1m`, `+1y`); a
    weekday (`fri`: the next one after today; `next fri`: the one of next week; `last fri`: the last one before
    today); a day and a month, with or without a year (`20 jan`, `Jan 20 2027`); `eom`, `eoq`, `eoy` for the last day
    of this month, quarter and year. Capitals do not matter.

    Args:
        text: what somebody typed.
        today: the date the words are relative to.
        past: a bare weekday, or a day and month without a year, is looked for backwards: right for "last contact".
    """
    words = " ".join(text.lower().replace(",", " ").split())
    readers = (_iso, _named, _stepped, _day_and_month, _weekday)
    try:
        return next((found for reader in readers if (found := reader(words, today, past)) is not None), None)
    except (ValueError, OverflowError):
        return None


def show_date(day: date, today: date | None = None) -> str:
    """`Fri 27 Nov 2026`; without the year where it is that of `today`."""
    year = "" if today is not None and day.year == today.year else f" {day.year}"
    return f"{DAYS[day.weekday()][:3].title()} {day.day} {MONTHS[day.month - 1][:3].title()}{year}"


def show_day(day: date, today: date | None = None) -> str:
    """`27 Nov 2026`; without the year where it is that of `today`."""
    return show_date(day, today)[4:]


def near_day(day: date | None, today: date) -> str:
    """`4 Dec`, with the year where it is not within half a year: `4 Dec 27`; empty where there is none."""
    if day is None:
        return ""
    return show_day(day, day) if abs((day - today).days) < 180 else f"{show_day(day, day)} {day.year % 100:02}"


def long_day(day: date) -> str:
    """`20 January 2027`."""
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"


def show_moment(moment: datetime) -> str:
    """`Mon 23 Nov 14:00`, on the clock it is given in."""
    return f"{show_date(moment.date(), moment.date())} {moment:%H:%M}"


def show_length(minutes: int) -> str:
    """A length of time: `2 h`, `1 h 15 min`, `45 min`; empty for none."""
    whole, rest = divmod(minutes, 60)
    return " ".join([f"{whole} h"] * bool(whole) + [f"{rest} min"] * bool(rest))


def show_distance(day: date, today: date) -> str:
    """How far `day` is from `today`, in words: `today`, `in 3 days`, `5 weeks ago`."""
    days = (day - today).days
    if abs(days) <= 1:
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[days]
    size, unit = _measure(abs(days))
    return f"in {size} {unit}" if days > 0 else f"{size} {unit} ago"


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of that month where it is shorter."""
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, min(day.day, _last_day(total // 12, total % 12 + 1)))


def quarter_end(day: date, year_starts: int = 1) -> date:
    """The last day of the quarter of `day`, where years start with the month of that number."""
    return _period_end(day, 3, year_starts)


def year_end(day: date, year_starts: int = 1) -> date:
    """The last day of the year of `day`, where years start with the month of that number."""
    return _period_end(day, 12, year_starts)


def _period_end(day: date, months: int, year_starts: int) -> date:
    into = (day.month - year_starts) % months
    try:
        last = add_months(day.replace(day=1), months - 1 - into)
    except ValueError:  # after the last year there is
        return date.max
    return last.replace(day=_last_day(last.year, last.month))


def date_words(today: date) -> Iterator[tuple[str, date]]:
    """The words worth offering while a date is typed, each with what it means."""
    for word in (
        "today",
        "tomorrow",
        "yesterday",
        *(day[:3] for day in DAYS),
        "+1w",
        "+2w",
        "+1m",
        "eom",
        "eoq",
        "eoy",
    ):
        found = read_date(word, today)
        if found is not None:
            yield word, found


def _measure(days: int) -> tuple[int, str]:
    if days < 14:
        return days, "days"
    return (days // 7, "weeks") if days < 70 else (round(days / 30.44), "months")


def _iso(words: str, _today: date, _past: bool) -> date | None:  # noqa: FBT001 - one shape for all readers
    found = _ISO.fullmatch(words)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _named(words: str, today: date, _past: bool) -> date | None:  # noqa: FBT001 - one shape for all readers
    near = {"today": 0, "tod": 0, "now": 0, "tomorrow": 1, "tom": 1, "yesterday": -1}
    if words in near:
        return today + timedelta(days=near[words])
    last_month = {"eom": today.month, "eoq": (today.month + 2) // 3 * 3, "eoy": 12}.get(words)
    return date(today.year, last_month, _last_day(today.year, last_month)) if last_month else None


def _stepped(words: str, today: date, _past: bool) -> date | None:  # noqa: FBT001 - one shape for all readers
    found = _STEP.fullmatch(words)
    if not found:
        return None
    count = int(found[2]) * (1 if found[1] == "+" else -1)
    if found[3] in "my":
        return add_months(today, count * (12 if found[3] == "y" else 1))
    return today + timedelta(days=count * (7 if found[3] == "w" else 1))


def _day_and_month(words: str, today: date, past: bool) -> date | None:  # noqa: FBT001 - one shape for all readers
    if found := _DAY_MONTH.fullmatch(words):
        day, month, year = int(found[1]), _name(found[2], MONTHS), found[3]
    elif found := _MONTH_DAY.fullmatch(words):
        day, month, year = int(found[2]), _name(found[1], MONTHS), found[3]
    else:
        return None
    if month is None:
        return None
    if year:
        return date(int(year), month + 1, day)
    return _nearest_year(month + 1, day, today, past=past)


def _nearest_year(month: int, day: int, today: date, *, past: bool) -> date | None:
    """The next (or last) year that has this day; 29 February may be eight years away."""
    for step in range(9):
        year = today.year + (-step if past else step)
        if day <= _last_day(year, month):
            found = date(year, month, day)
            if (found <= today) if past else (found >= today):
                return found
    return None


def _weekday(words: str, today: date, past: bool) -> date | None:  # noqa: FBT001 - one shape for all readers
    found = _WEEKDAY.fullmatch(words)
    index = _name(found[2], DAYS) if found else None
    if found is None or index is None:
        return None
    monday = today - timedelta(days=today.weekday())
    if found[1] == "next":
        return monday + timedelta(days=7 + index)
    if found[1] == "last" or past:
        return today - timedelta(days=(today.weekday() - index - 1) % 7 + 1)
    return today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)


def _name(word: str, names: tuple[str, ...]) -> int | None:
    """The index of the name that begins with `word`, of three letters at least."""
    return next((i for i, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)


def _last_day(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else None
    return (following - timedelta(days=1)).day if following else 31
