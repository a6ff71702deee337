"""What is known of an account, column by column: screen, table, CSV, JSON, sort, filter and document follow from here.

The first frame of the screen reads it too, so nothing here needs an analysis.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from committee.findings.finding import Severity
from committee.model.dates import near_day
from committee.model.vocabulary import Forecast, Stage
from committee.pipeline.portfolio.row import Row, Trend
from committee.text import fold


@dataclass(frozen=True, slots=True)
class Column:
    """One column, the most useful ones first.

    `key` is what it is sorted by, `title` its head on the screen, `about` what it says in full. `order` puts first
    what somebody would look for; `None` is unknown and stands last. `fields` are its names in `FIELDS`, `filters` the
    words of a filter that ask about it. `text` is its cell in the table as text.
    """

    key: str
    title: str
    about: str
    order: Callable[[Row], Any]
    fields: tuple[str, ...]
    filters: tuple[str, ...] = ()
    text: Callable[[Row], object] = lambda _: ""


def amount(value: int | None, currency: str) -> str:
    """`480,000 EUR`; empty where it is not known."""
    return "" if value is None else f"{value:,} {currency}".strip()


def plan_words(row: Row, *, short: bool = False) -> str:
    """`4 hard`, `no talks`, `blocked`, or why there is no plan; `short` in a few letters."""
    if not row.analysed or row.closed:
        return ""
    if row.blocked:
        return "blocked"
    if row.talks:
        return f"{row.talks} {row.difficulty if row.reached else 'of more'}"
    said = {"no talks needed": "no talks", "no approver named": "nobody" if short else "nobody named",
            "nobody to start from": "no voice"}  # fmt: skip
    return said.get(row.plan, "no way" if short else row.plan)


def _text(name: str) -> Callable[[Row], Any]:
    """A field as it stands; nothing where it is empty."""
    return lambda row: getattr(row, name) or None


def _if_known(name: str) -> Callable[[Row], Any]:
    """A number that the analysis brings; nothing before it."""
    return lambda row: getattr(row, name) if row.analysed else None


def _iso(name: str) -> Callable[[Row], str | None]:
    def read(row: Row) -> str | None:
        day: date | None = getattr(row, name)
        return day.isoformat() if day else None

    return read


def _count(place: int) -> Callable[[Row], int | None]:
    return lambda row: row.counts[place] if row.analysed else None


def _same(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row, name)


FIELDS: Final[Mapping[str, Callable[[Row], Any]]] = {
    "account": _same("name"),
    "deal": _text("deal"),
    "owner": _text("owner"),
    "stage": _text("stage"),
    "forecast": _text("forecast"),
    "value": _same("value"),
    "currency": _text("currency"),
    "close_date": _iso("close_date"),
    "days_to_close": _same("days_to_close"),
    "slips": _same("slips"),
    "yes_met": _if_known("met"),
    "yes_needed": _if_known("needed"),
    **{str(severity): _count(place) for place, severity in enumerate(Severity)},
    "accepted": _if_known("accepted"),
    "talks": _same("talks"),
    "difficulty": _text("difficulty"),
    "effort": _same("effort"),
    "everybody_reached": lambda row: row.reached if row.talks is not None else None,
    "plan": _text("plan"),
    "trend": _text("trend"),
    "talks_before": _same("talks_before"),
    "days_since_change": _same("days_since_change"),
    "days_since_contact": _same("days_since_contact"),
    "days_since_review": _same("days_since_review"),
    "next_step": _text("next_step"),
    "next_due": _iso("next_due"),
    "next_owner": _text("next_owner"),
    "board": lambda row: " · ".join(text for text, _ in row.board) or None,
    "warnings": _same("warnings"),
    "fault_code": _text("fault_code"),
    "fault": _text("fault"),
    "blocked_seats": lambda row: row.blocked if row.talks is not None else None,
    "effort_confirmed": _same("confirmed"),
    "rests_on": _text("rests"),
}
"""Behind `file`, the columns of the CSV and the keys of an account in the JSON, each with its value; what is not known
is `None`. New ones are only ever added at the end."""

_STAGES = {stage: place for place, stage in enumerate(Stage)}
_FORECASTS = {forecast: -place for place, forecast in enumerate(Forecast)}
_TRENDS = {Trend.EASIER: "easier", Trend.HARDER: "harder", Trend.SAME: "same", None: ""}


def _days(days: int | None) -> str:
    return "" if days is None else f"{days} d"


def _slips(row: Row) -> str:
    return f"+{row.slips}" if row.slips else ""


def _findings(row: Row) -> str:
    signs = zip(("crit", "high", "med", "low"), row.counts, strict=True)
    return " ".join(f"{count} {sign}" for sign, count in signs if count) if row.analysed else ""


def _next(row: Row) -> str:
    return f"{row.next_step} by {near_day(row.next_due, row.today)}" if row.next_due else row.next_step


COLUMNS: Final[tuple[Column, ...]] = (
    Column("account", "Account", "the customer", lambda row: fold(row.name), ("account",),
           text=lambda row: row.name),
    Column("close", "Closes", "close date", lambda row: row.close_date, ("close_date", "days_to_close"), ("closing",),
           text=lambda row: f"{near_day(row.close_date, row.today)} {_slips(row)}".strip()),
    Column("slips", "Slips", "how often the close date moved to a later day",
           lambda row: None if row.slips is None else -row.slips, ("slips",), ("slips",)),
    Column("value", "Value", "value, in its own currency",
           lambda row: None if row.value is None else (row.currency, -row.value), ("value", "currency"), ("value",),
           text=lambda row: amount(row.value, row.currency)),
    Column("yes", "Yes", "yeses there are of those needed",
           lambda row: (row.met - row.needed, -row.needed) if row.analysed and row.needed else None,
           ("yes_met", "yes_needed", "board"),
           text=lambda row: f"{row.met} of {row.needed}" if row.analysed else ""),
    Column("findings", "Findings", "standing findings: critical, high, medium, low",
           lambda row: tuple(-count for count in row.counts) if row.analysed else None,
           (*map(str, Severity), "accepted"), ("severity", "code"), text=_findings),
    Column("plan", "Plan", "talks of the plan and how hard; the arrow: against the last review",
           lambda row: None if row.effort is None else (-row.blocked, -row.unreached, -row.effort),
           ("talks", "difficulty", "effort", "everybody_reached", "plan", "trend", "talks_before", "blocked_seats",
            "effort_confirmed", "rests_on"),
           ("plan",), text=lambda row: f"{plan_words(row)} {_TRENDS[row.trend]}".strip()),
    Column("stage", "Stage", "stage", lambda row: None if row.stage is None else _STAGES[row.stage], ("stage",),
           ("stage", "is"), text=lambda row: row.stage or ""),
    Column("forecast", "Forecast", "forecast",
           lambda row: None if row.forecast is None else _FORECASTS[row.forecast], ("forecast",), ("forecast",),
           text=lambda row: row.forecast or ""),
    Column("changed", "Edited", "days since the file changed", lambda row: row.changed, ("days_since_change",),
           ("quiet",), text=lambda row: _days(row.days_since_change)),
    Column("contact", "Talked", "days since anybody of theirs was talked to", lambda row: row.contacted,
           ("days_since_contact",), ("contact",), text=lambda row: _days(row.days_since_contact)),
    Column("review", "Review", "days since the last review", lambda row: row.reviewed, ("days_since_review",),
           ("review",), text=lambda row: _days(row.days_since_review)),
    Column("owner", "Owner", "whose deal it is", lambda row: fold(row.owner) or None, ("owner",), ("owner",),
           text=lambda row: row.owner),
    Column("next", "Next step", "next step and its day", lambda row: row.next_due,
           ("next_step", "next_due", "next_owner"), ("next",), text=_next),
    Column("deal", "Deal", "what the deal is about", lambda row: fold(row.deal) or None, ("deal",)),
)  # fmt: skip
"""As they stand on the screen."""

BY_KEY: Final[Mapping[str, Column]] = {column.key: column for column in COLUMNS}
"""The column to sort by, by its key."""


def columns_reference() -> str:
    """The columns as a table in Markdown, as docs/portfolio.md has it."""
    lines = ["| `--sort` | on the screen | in CSV and JSON | filter | says |", "|---|---|---|---|---|"]
    for one in COLUMNS:
        fields, filters = (", ".join(f"`{word}`" for word in words) for words in (one.fields, one.filters))
        lines.append(f"| `{one.key}` | {one.title} | {fields} | {filters} | {one.about} |")
    return "\n".join(lines)


DEFAULT: Final = "close"
"""The order a portfolio begins with: what closes next."""


def in_order(rows: Iterable[Row], key: str = DEFAULT, *, descending: bool = False) -> tuple[Row, ...]:
    """The rows by that key, equal ones by name and path. O(n log n).

    Whatever the order, files with errors stand first, since nothing else is known of them, and deals that are over
    last, behind those of which the key says nothing.
    """
    order = BY_KEY[key].order
    named = sorted(rows, key=lambda row: (fold(row.name), str(row.path)))
    known = [(order(row), row) for row in named]
    ranked = [pair for pair in known if pair[0] is not None]
    ranked.sort(key=lambda pair: pair[0], reverse=descending)
    found = [row for _, row in ranked] + [row for value, row in known if value is None]
    found.sort(key=_group)
    return tuple(found)


def _group(row: Row) -> int:
    return 0 if row.fault else 2 if row.closed else 1


def at_least(row: Row, severity: Severity) -> bool:
    """Whether the row has a standing finding of that severity or a worse one."""
    return row.severity is not None and row.severity.at_least(severity)
