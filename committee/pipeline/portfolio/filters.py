"""The words of a filter: `forecast:commit closing:30d severity:high -stage:won berlin`, and filters saved by name.

Every part has to hold. A part is a word that stands somewhere in the row, or `key:value`; several values with commas
between them are alternatives, and a `-` in front turns the part round. `@name` stands for a saved filter.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, TypeVar

from committee.errors import CommitteeError
from committee.findings.finding import Severity
from committee.model.dates import add_months, quarter_end, read_date, year_end
from committee.model.vocabulary import Forecast, Stage
from committee.pipeline.portfolio.columns import at_least
from committee.pipeline.portfolio.row import Row, Trend
from committee.text import fold, show

Check = Callable[[Row], bool]

_Choice = TypeVar("_Choice", bound=StrEnum)

NESTED = 8
"""Saved filters may name others, so deep."""

_PART = re.compile(r"""(-?)((?:"[^"]*"|[^\s"])+)""")
_SPAN = re.compile(r"(\d{1,4})([dwmy]?)")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)([kmb]?)")
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}


class FilterFault(CommitteeError):
    """A filter that says something nobody knows; its words say what could be meant."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter as it was written, and what each of its parts asks of a row."""

    text: str = ""
    checks: tuple[Check, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.checks)

    def holds(self, row: Row) -> bool:
        """Whether every part holds for the row."""
        return all(check(row) for check in self.checks)


def read_filter(
    text: str, today: date, saved: Mapping[str, str] | None = None, me: str = "", *, year_starts: int = 1
) -> Filter:
    """The filter that `text` says; empty text keeps every row.

    Args:
        text: as typed.
        today: what `closing:30d` counts from.
        saved: filters by name, for `@name`.
        me: the name of whoever asks, for `owner:me`.
        year_starts: the month the fiscal year starts with, for `closing:quarter` and `closing:year`.

    Raises:
        FilterFault: a part says something nobody knows.
    """
    return Filter(text, tuple(_checks(text, _Known(today, saved or {}, me, year_starts), NESTED)))


def words(text: str) -> Iterator[str]:
    """The parts of a filter as written."""
    return (found.group() for found in _PART.finditer(text))


@dataclass(frozen=True, slots=True)
class _Known:
    today: date
    saved: Mapping[str, str]
    me: str
    year_starts: int


def _checks(text: str, known: _Known, left: int) -> Iterator[Check]:
    # What is said twice is asked once: a text pasted by mistake is mostly words that stand in every row.
    for turned, part in dict.fromkeys((found[1], found[2]) for found in _PART.finditer(text)):
        check = _part(part, known, left)
        yield _turned(check) if turned else check


def _part(text: str, known: _Known, left: int) -> Check:
    if text.startswith("@"):
        return _saved(text[1:], known, left)
    key, colon, value = text.partition(":")
    known_word = _WORDS.get(key.lower())
    if colon and known_word is not None:
        reader, about = known_word
        options = [part.strip('"').strip() for part in value.split(",")]
        checks = [reader(option, known) for option in options if option]
        if not checks:
            raise FilterFault(f"{key}: needs a value", about.capitalize())
        return lambda row: any(check(row) for check in checks)
    if colon and re.fullmatch(r"[a-z]+", key):
        raise FilterFault(f'"{show(key)}:" is not known', _suggest(key, KEYS, "There are "))
    needle = fold(text.replace('"', ""))
    return lambda row: needle in _said(row)


def _turned(check: Check) -> Check:
    return lambda row: not check(row)


def _saved(name: str, known: _Known, left: int) -> Check:
    if name not in known.saved:
        raise FilterFault(
            f'there is no saved filter "{show(name)}"', _suggest(name, known.saved, "Saved are ") if known.saved else ""
        )
    if not left:
        raise FilterFault(f'the saved filter "{show(name)}" names itself', "Change it in the settings file")
    checks = tuple(_checks(known.saved[name], known, left - 1))
    return lambda row: all(check(row) for check in checks)


def _said(row: Row) -> str:
    """Everything of a row that a plain word is looked for in."""
    parts = (row.name, row.deal, row.owner, row.next_step, row.next_owner, row.stage, row.forecast, row.plan, row.fault)
    return fold("\n".join(str(part) for part in parts if part))


def _owner(value: str, known: _Known) -> Check:
    if value == "me":
        if not known.me:
            raise FilterFault('"owner:me" needs to know who you are', 'Write me = "Your Name" into the settings file')
        value = known.me
    if value == "none":
        return lambda row: not row.owner
    needle = fold(value)
    return lambda row: needle in fold(row.owner)


def _stage(value: str, _: _Known) -> Check:
    if value in {"open", "closed"}:
        return lambda row: not row.fault and row.closed is (value == "closed")
    if value == "none":
        return lambda row: row.stage is None
    stage = _one_of(Stage, value, "stage")
    return lambda row: row.stage is stage


def _forecast(value: str, _: _Known) -> Check:
    if value == "none":
        return lambda row: row.forecast is None
    forecast = _one_of(Forecast, value, "forecast")
    return lambda row: row.forecast is forecast


def _severity(value: str, _: _Known) -> Check:
    severity = _one_of(Severity, value, "severity")
    return lambda row: at_least(row, severity)


def _code(value: str, _: _Known) -> Check:
    code = value.upper()
    return lambda row: any(one.startswith(code) for one in row.codes)


def _closing(value: str, known: _Known) -> Check:
    """Open deals that close until then; those overdue as well, since they are later still."""
    until = known.today - timedelta(days=1) if value == "overdue" else _until(value, known)
    if until is None:
        raise FilterFault(f'closing: "{show(value)}" is no time', KEYS["closing"].capitalize())
    return lambda row: not row.closed and row.close_date is not None and row.close_date <= until


def _until(value: str, known: _Known) -> date | None:
    today, ends = known.today, {"quarter": quarter_end, "year": year_end}
    if value in ends:
        return ends[value](today, known.year_starts)
    named = {"week": "+1w", "month": "eom"}
    span = _SPAN.fullmatch(value)
    if span is None:
        return read_date(named.get(value, value), today)
    count, unit = int(span[1]), span[2]
    try:
        if unit in {"m", "y"}:
            return add_months(today, count * (12 if unit == "y" else 1))
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    except (ValueError, OverflowError):
        return None


def _value(value: str, _: _Known) -> Check:
    found = _AMOUNT.fullmatch(value.lower())
    if found is None:
        raise FilterFault(
            f'value: "{show(value)}" is no amount', "Write it like value:250000, value:250k or value:1.5m"
        )
    least = float(found[1]) * _TIMES[found[2]]
    return lambda row: row.value is not None and row.value >= least


def _slips(value: str, _: _Known) -> Check:
    if not value.isascii() or not value.isdigit():
        raise FilterFault(f'slips: "{show(value)}" is no number', "Write it like slips:1")
    least = int(value[:9])
    return lambda row: (row.slips or 0) >= least


def _plan(value: str, _: _Known) -> Check:
    if value in {trend.value for trend in Trend}:
        return lambda row: row.trend == value
    if value == "none":
        return lambda row: row.analysed and not row.difficulty
    if value not in {"easy", "moderate", "hard"}:
        raise FilterFault(f'plan: "{show(value)}" is not known', f"There are {KEYS['plan']}")
    return lambda row: row.difficulty == value


def _quiet(value: str, _: _Known) -> Check:
    days = _days("quiet", value)
    return lambda row: not row.closed and (row.days_since_change or 0) >= days


def _contact(value: str, _: _Known) -> Check:
    days = _days("contact", value)
    return lambda row: not row.closed and _long(row.days_since_contact, days)


def _review(value: str, _: _Known) -> Check:
    days = _days("review", value)
    return lambda row: not row.closed and _long(row.days_since_review, days)


def _long(since: int | None, days: int) -> bool:
    return since is None or since >= days


def _next(value: str, known: _Known) -> Check:
    if value == "none":
        return lambda row: not row.fault and not row.closed and not row.next_step
    if value == "overdue":
        return lambda row: row.next_due is not None and row.next_due < known.today and not row.closed
    needle = fold(value)
    return lambda row: needle in fold(row.next_step)


def _is(value: str, _: _Known) -> Check:
    checks: dict[str, Check] = {
        "faulty": lambda row: bool(row.fault),
        "sound": lambda row: not row.fault,
        "open": lambda row: not row.fault and not row.closed,
        "closed": lambda row: row.closed,
    }
    if value not in checks:
        raise FilterFault(f'is: "{show(value)}" is not known', f"There are {KEYS['is']}")
    return checks[value]


def _days(key: str, value: str) -> int:
    span = _SPAN.fullmatch(value)
    if span is None:
        raise FilterFault(
            f'{key}: "{show(value)}" is no length of time', f"Write it like {key}:14d, {key}:6w or {key}:3m"
        )
    return int(span[1]) * {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}[span[2]]


def _one_of(kind: type[_Choice], value: str, key: str) -> _Choice:
    near = [member for member in kind if member.value.startswith(value.lower())]
    if len(near) == 1 or (near and near[0].value == value.lower()):
        return near[0]
    raise FilterFault(f'{key}: "{show(value)}" is not known', _suggest(value, [m.value for m in kind], "There are "))


def _suggest(word: str, known: Mapping[str, str] | list[str], otherwise: str) -> str:
    near = get_close_matches(word, sorted(known), n=1)
    return f'Did you mean "{near[0]}"?' if near else f"{otherwise}{', '.join(known)}"


_WORDS: Final[Mapping[str, tuple[Callable[[str, _Known], Check], str]]] = {
    "owner": (_owner, "whose deal it is; owner:me for your own"),
    "stage": (_stage, "discovery … negotiation, won, lost, no-decision, open, closed"),
    "forecast": (_forecast, "pipeline, best-case, commit, none"),
    "severity": (_severity, "a finding of that severity or worse: critical, high, medium, low"),
    "code": (_code, "a finding of that code: code:DM010"),
    "closing": (_closing, "closes within 30d, 6w, quarter, or until a date; overdue"),
    "value": (_value, "at least that much, in its own currency: 100k, 1.5m"),
    "slips": (_slips, "the close date slipped at least so often"),
    "plan": (_plan, "easy, moderate, hard, easier, harder, none"),
    "quiet": (_quiet, "the file did not change for so long: 30d"),
    "contact": (_contact, "no contact for so long, or none known: 14d"),
    "review": (_review, "not reviewed for so long, or never: 7d"),
    "next": (_next, "words of the next step; none, overdue"),
    "is": (_is, "faulty, sound, open, closed"),
}

KEYS: Final[Mapping[str, str]] = {key: about for key, (_, about) in _WORDS.items()}
"""What stands before a colon, and what may stand behind it."""
