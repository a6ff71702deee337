"""Rows in the order of a column, or its reverse."""

from collections.abc import Iterable
from typing import Final

from committee.findings.finding import Severity
from committee.pipeline.portfolio.columns import BY_KEY
from committee.pipeline.portfolio.row import Row
from committee.text import fold

SEVERITIES: Final = tuple(severity.value for severity in Severity)
"""As they are written in a filter."""

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
