"""Rows of accounts as a table, as JSON and as CSV, with what they amount to."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from committee.findings.finding import Severity
from committee.model.dates import near_day
from committee.model.disclosure import OPEN, Disclosure, hidden_file
from committee.pipeline.portfolio.row import Row, Trend
from committee.pipeline.portfolio.totals import Total, totals, whole
from committee.plurals import counted
from committee.reports.data import FORMAT
from committee.reports.escaping import csv_cell
from committee.text import cut, pad, show, width

WIDEST: Final = 34
"""Most cells of a column of the table."""

NOTHING: Final = "No accounts."

Json = dict[str, Any]

COLUMNS: Final = (
    "file", "account", "deal", "owner", "stage", "forecast", "value", "currency", "close_date", "days_to_close",
    "slips", "yes_met", "yes_needed", "critical", "high", "medium", "low", "accepted", "talks", "difficulty",
    "effort", "everybody_reached", "plan", "trend", "talks_before", "days_since_change", "days_since_contact",
    "days_since_review", "next_step", "next_due", "next_owner", "board", "warnings", "fault_code", "fault",
    "blocked_seats",
)  # fmt: skip
"""The columns of the CSV, and the keys of an account in the JSON; new ones are only ever added at the end."""

_ARROWS = {Trend.EASIER: "easier", Trend.HARDER: "harder", Trend.SAME: "same"}


def portfolio_table(rows: Sequence[Row]) -> str:
    """A line for each account under a head, then the totals; a file with errors has its fault instead of its facts."""
    if not rows:
        return NOTHING
    cells = {row: [show(make(row)) for _, make in _TABLE] for row in rows if not row.fault}
    head = [title for title, _ in _TABLE]
    widths = [min(WIDEST, max(map(width, column))) for column in zip(head, *cells.values(), strict=True)]
    names = [min(WIDEST, max([widths[0], *(width(row.name) for row in rows if row.fault)]))]
    widths = [*names, *widths[1:]]
    body = [_line(cells[row], widths) if row in cells else f"{pad(row.name, widths[0])}  ! {row.fault}" for row in rows]
    return "\n".join([_line(head, widths), *body, "", *totals_lines(rows)])


def totals_lines(rows: Sequence[Row]) -> list[str]:
    """What the accounts amount to: a line for each stage, one for all open deals, and the files with errors."""
    found = [(str(total.stage or "no stage"), total) for total in totals(rows)]
    lines = [f"{pad(name, 12)} {total_text(total)}" for name, total in [*found, ("open", whole(rows))]]
    faulty = sum(bool(row.fault) for row in rows)
    return [*lines, *([f"{pad('with errors', 12)} {faulty}, in no sum"] if faulty else [])]


def total_text(total: Total) -> str:
    """`12 deals: 3,100,000 EUR, 400,000 USD (2 without a value)`."""
    sums = ", ".join(amount(value, currency) for currency, value in total.sums)
    without = f" ({total.unvalued} without a value)" if total.unvalued else ""
    return f"{counted(total.count, 'deal')}{': ' if sums else ''}{sums}{without}"


def amount(value: int, currency: str) -> str:
    """`480,000 EUR`."""
    return f"{value:,} {currency}".strip()


def portfolio_json(rows: Sequence[Row], today: date, disclosure: Disclosure = OPEN) -> Json:
    """Every account with its facts, and the totals. Amounts are in the currency of the file, days are counted."""
    return {
        "format": FORMAT,
        "date": today.isoformat(),
        "disclosure": disclosure.footer,
        "accounts": [_object(row, disclosure) for row in rows],
        "totals": [
            {
                "stage": str(total.stage) if total.stage else None,
                "deals": total.count,
                "sums": dict(total.sums),
                "without_value": total.unvalued,
            }
            for total in totals(rows)
        ],
        "faulty": sum(bool(row.fault) for row in rows),
    }


def portfolio_csv(rows: Sequence[Row], disclosure: Disclosure = OPEN) -> str:
    """The same columns for every account; cells that a spreadsheet would run are defused. Ends without a line break."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([csv_cell(value) for value in _values(row, disclosure).values()])
    return text.getvalue().removesuffix("\n")


def _object(row: Row, disclosure: Disclosure) -> Json:
    found = _values(row, disclosure)
    found["board"] = [text for text, _ in row.board]
    found["worst"] = [
        {"code": one.code, "name": one.name, "severity": str(one.severity), "explanation": one.text}
        for one in row.worst
    ]
    return found


def _values(row: Row, disclosure: Disclosure) -> Json:
    """A row by column; what is not known is `None`."""
    file = f"{row.name} ({hidden_file(row.path)})" if disclosure.names_hidden else show(str(row.path))
    known = row.analysed
    counted = dict(zip((str(severity) for severity in Severity), row.counts, strict=True)) if known else {}
    return {
        "file": file,
        "account": row.name,
        "deal": row.deal or None,
        "owner": row.owner or None,
        "stage": str(row.stage) if row.stage else None,
        "forecast": str(row.forecast) if row.forecast else None,
        "value": row.value,
        "currency": row.currency or None,
        "close_date": _iso(row.close_date),
        "days_to_close": row.days_to_close,
        "slips": row.slips,
        "yes_met": row.met if known else None,
        "yes_needed": row.needed if known else None,
        **{str(severity): counted.get(str(severity)) for severity in Severity},
        "accepted": row.accepted if known else None,
        "talks": row.talks,
        "difficulty": row.difficulty or None,
        "effort": row.effort,
        "everybody_reached": row.reached if row.talks is not None else None,
        "plan": row.plan or None,
        "trend": str(row.trend) if row.trend else None,
        "talks_before": row.talks_before,
        "days_since_change": row.days_since_change,
        "days_since_contact": row.days_since_contact,
        "days_since_review": row.days_since_review,
        "next_step": row.next_step or None,
        "next_due": _iso(row.next_due),
        "next_owner": row.next_owner or None,
        "board": " · ".join(text for text, _ in row.board) or None,
        "warnings": row.warnings,
        "fault_code": row.fault_code or None,
        "fault": row.fault or None,
        "blocked_seats": row.blocked if row.talks is not None else None,
    }


def slips_text(row: Row) -> str:
    """`+2` for a close date that moved later twice."""
    return f"+{row.slips}" if row.slips else ""


def plan_text(row: Row) -> str:
    """`4 hard`, `no talks`, `blocked`, or why there is no plan."""
    if not row.analysed or row.closed:
        return ""
    if row.blocked:
        return "blocked"
    if row.talks and row.reached:
        return f"{row.talks} {row.difficulty}"
    if row.talks:
        return f"{row.talks} of more"
    return {"no talks needed": "no talks", "no approver named": "nobody named", "nobody to start from": "no voice"}.get(
        row.plan, row.plan
    )


def _findings(row: Row) -> str:
    signs = zip(("crit", "high", "med", "low"), row.counts, strict=True)
    return " ".join(f"{count} {sign}" for sign, count in signs if count) if row.analysed else ""


def _days(days: int | None) -> str:
    return "" if days is None else f"{days} d"


def _next(row: Row) -> str:
    due = f" by {near_day(row.next_due, row.today)}" if row.next_due else ""
    return f"{row.next_step}{due}"


_TABLE: Final[tuple[tuple[str, Callable[[Row], str]], ...]] = (
    ("Account", lambda row: row.name),
    ("Owner", lambda row: row.owner),
    ("Stage", lambda row: str(row.stage or "")),
    ("Forecast", lambda row: str(row.forecast or "")),
    ("Value", lambda row: "" if row.value is None else amount(row.value, row.currency)),
    ("Close", lambda row: f"{near_day(row.close_date, row.today)} {slips_text(row)}".strip()),
    ("Yes", lambda row: f"{row.met} of {row.needed}" if row.analysed else ""),
    ("Findings", _findings),
    ("Plan", lambda row: f"{plan_text(row)} {_ARROWS[row.trend] if row.trend else ''}".strip()),
    ("Changed", lambda row: _days(row.days_since_change)),
    ("Contact", lambda row: _days(row.days_since_contact)),
    ("Review", lambda row: _days(row.days_since_review)),
    ("Next step", _next),
    ("By", lambda row: row.next_owner),
)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(pad(cut(cell, room), room) for cell, room in zip(cells, widths, strict=True)).rstrip()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
