"""Promises across accounts as text, JSON, CSV and calendar days."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from committee.exchange.writers.calendar import Day
from committee.model.dates import show_date, show_distance
from committee.pipeline.actions import Listing, Promise, When
from committee.reports.data import FORMAT
from committee.reports.escaping import csv_cell
from committee.text import pad, show, width

Called = Mapping[Path, str]
"""What stands in for a file where names are hidden; a file that is not in it is called by its path."""

COLUMNS: Final = ("account", "file", "kind", "id", "what", "owner", "with", "due", "done", "when")
"""Of the CSV; the names of the JSON's keys too."""
NOTHING_HIDDEN: Final[Called] = {}
NOTHING: Final = "Nothing to show."
WIDEST: Final = 56
"""Cells kept free for a column; what is longer pushes the rest of its line to the right, and nothing is cut."""


def actions_text(found: Sequence[Promise], today: date) -> str:
    """A group for each time it is due, a line for each promise, and the counts at the end."""
    if not found:
        return NOTHING
    lines: list[str] = []
    rows = {promise: _cells(promise, today) for promise in found}
    widths = [min(max(width(row[column]) for row in rows.values()), WIDEST) for column in range(4)]
    for when, group in groupby(found, key=lambda promise: promise.when):
        lines.append(when.value.upper())
        for promise in group:
            *aligned, last = rows[promise]
            cells = [pad(cell, max(size, width(cell))) for cell, size in zip(aligned, widths, strict=True) if size]
            lines.append("  " + "  ".join([*cells, last]).rstrip())
        lines.append("")
    return "\n".join([*lines, counts(found)])


def counts(found: Sequence[Promise]) -> str:
    """`3 open, 1 of them overdue; 2 done`."""
    done = sum(not promise.open for promise in found)
    late = sum(promise.when is When.OVERDUE for promise in found)
    parts = [f"{len(found) - done} open" + (f", {late} of them overdue" if late else "")]
    return "; ".join([*parts, *([f"{done} done"] if done else [])])


def actions_json(
    found: Sequence[Promise], faulty: Sequence[Listing], today: date, *, called: Called = NOTHING_HIDDEN
) -> dict[str, Any]:
    """Every promise as an object, and the files that have errors, each with the first of them."""
    return {
        "format": FORMAT,
        "date": today.isoformat(),
        "actions": [dict(zip(COLUMNS, _values(promise, called), strict=True)) for promise in found],
        "unreadable": [
            {
                "file": _file(one.file, called),
                "code": one.fault.code,
                "line": one.fault.line,
                "column": one.fault.column,
            }
            for one in faulty
            if one.fault is not None
        ],
    }


def actions_csv(found: Sequence[Promise], *, called: Called = NOTHING_HIDDEN) -> str:
    """A line for each promise under a head; no cell can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for promise in found:
        writer.writerow([csv_cell(value) for value in _values(promise, called)])
    return text.getvalue()


def calendar_days(found: Sequence[Promise]) -> tuple[Day, ...]:
    """The promises that have a date, as days of a calendar.

    An entry is known by what the customer, the table and the record are called in the file, names hidden or not, so
    that it is replaced and not doubled when it is exported again. Only a digest of them is written.
    """
    return tuple(_day(promise, promise.due) for promise in found if promise.due is not None)


def _day(promise: Promise, due: date) -> Day:
    about = {"Account": promise.account, "Owner": promise.owner, "With": promise.person}
    sign = "" if promise.open else "Done: "
    return Day(
        identity=(promise.origin, promise.table, promise.key),
        due=due,
        summary=f"{sign}{promise.what} ({promise.account})",
        detail="\n".join(f"{label}: {text}" for label, text in about.items() if text),
        categories=("Action" if promise.table == "actions" else "Paper process",),
    )


def _cells(promise: Promise, today: date) -> tuple[str, ...]:
    """Date, what, whose, account; with whom, at the end of the line."""
    what = f"{promise.what} (blocked)" if promise.blocked and promise.open else promise.what
    step = "" if promise.table == "actions" else "paper: "
    return (
        _date_words(promise, today),
        f"{step}{what}",
        promise.owner or "nobody",
        promise.account,
        f"with {promise.person}" if promise.person else "",
    )


def _date_words(promise: Promise, today: date) -> str:
    if not promise.open:
        return f"done {show_date(promise.done, today)}" if promise.done else "done"
    if promise.due is None:
        return ""
    day = show_date(promise.due, today)
    return f"{day}, {show_distance(promise.due, today)}" if promise.when is When.OVERDUE else day


def _file(path: Path, called: Called) -> str:
    return called.get(path) or show(str(path))


def _values(promise: Promise, called: Called) -> Iterator[str | None]:
    yield promise.account
    yield _file(promise.file, called)
    yield "action" if promise.table == "actions" else "gate"
    # The id of a gate is made of words somebody wrote, such as a name.
    yield None if promise.file in called and promise.table == "gates" else promise.key
    yield promise.what
    yield promise.owner or None
    yield promise.person or None
    yield promise.due.isoformat() if promise.due else None
    yield promise.done.isoformat() if promise.done else None
    yield promise.when.value
