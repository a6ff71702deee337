"""Rows of accounts as a table, as JSON and as CSV, with what they amount to."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from committee.model.disclosure import OPEN, Disclosure, hidden_file
from committee.pipeline.portfolio.columns import BY_KEY, FIELDS, amount
from committee.pipeline.portfolio.row import Row, Total, totals, whole
from committee.plurals import counted
from committee.reports.data import FORMAT
from committee.reports.escaping import csv_cell
from committee.text import cut, pad, show, width

WIDEST: Final = 34
"""Most cells of a column of the table."""

NOTHING: Final = "No accounts."

Json = dict[str, Any]

HEAD: Final = ("file", *FIELDS)
"""The columns of the CSV, and the keys of an account in the JSON."""

_TABLE: Final[tuple[tuple[str, Callable[[Row], object]], ...]] = (
    *(
        (BY_KEY[key].title, BY_KEY[key].text)
        for key in (
            "account", "owner", "stage", "forecast", "value", "close", "yes", "findings", "plan", "changed", "contact",
            "review", "next",
        )
    ),
    ("By", lambda row: row.next_owner),
)  # fmt: skip


def portfolio_table(rows: Sequence[Row]) -> str:
    """A line for each account under a head, then the totals; a file with errors has its fault instead of its facts."""
    if not rows:
        return NOTHING
    cells = {row: [show(str(make(row))) for _, make in _TABLE] for row in rows if not row.fault}
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
    writer.writerow(HEAD)
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
    return {"file": file, **{name: read(row) for name, read in FIELDS.items()}}


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(pad(cut(cell, room), room) for cell, room in zip(cells, widths, strict=True)).rstrip()
