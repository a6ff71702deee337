"""Rows in an order: each key has one that puts first what somebody would look for, and its reverse."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from committee.findings.finding import Severity
from committee.model.vocabulary import Forecast, Stage
from committee.pipeline.portfolio.row import Row
from committee.text import fold

SEVERITIES: Final = tuple(severity.value for severity in Severity)
"""As they are written in a filter."""

DEFAULT: Final = "close"
"""The order a portfolio begins with: what closes next."""

_STAGES = {stage: place for place, stage in enumerate(Stage)}
_FORECASTS = {forecast: -place for place, forecast in enumerate(Forecast)}

ORDERS: Final[Mapping[str, Callable[[Row], Any]]] = {
    "account": lambda row: fold(row.name),
    "close": lambda row: row.close_date,
    "value": lambda row: None if row.value is None else (row.currency, -row.value),
    "stage": lambda row: None if row.stage is None else _STAGES[row.stage],
    "forecast": lambda row: None if row.forecast is None else _FORECASTS[row.forecast],
    "yes": lambda row: (row.met - row.needed, -row.needed) if row.analysed and row.needed else None,
    "findings": lambda row: tuple(-count for count in row.counts) if row.analysed else None,
    "plan": lambda row: None if row.effort is None else (-row.blocked, -row.unreached, -row.effort),
    "slips": lambda row: None if row.slips is None else -row.slips,
    "changed": lambda row: row.changed,
    "contact": lambda row: row.contacted,
    "review": lambda row: row.reviewed,
    "owner": lambda row: fold(row.owner) or None,
    "next": lambda row: row.next_due,
    "deal": lambda row: fold(row.deal) or None,
}
"""What rows are sorted by; `None` is unknown and stands last. Amounts are compared within one currency only."""


def in_order(rows: Iterable[Row], key: str = DEFAULT, *, descending: bool = False) -> tuple[Row, ...]:
    """The rows by that key, equal ones by name and path. O(n log n).

    Whatever the order, files with errors stand first, since nothing else is known of them, and deals that are over
    last, behind those of which the key says nothing.
    """
    order = ORDERS[key]
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
