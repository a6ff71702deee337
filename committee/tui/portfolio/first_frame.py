"""The first frame of a portfolio, before Textual is loaded and before anything was analysed. Pure."""

from collections.abc import Iterator
from datetime import date

from committee.model.dates import show_day
from committee.model.disclosure import OPEN, Disclosure
from committee.plurals import plural
from committee.tui.portfolio.lines import SHOWN, detail_lines, row_line, totals_line, widths
from committee.tui.portfolio.session import Portfolio
from committee.tui.theme.ink import Line, Segment, fitted, measure
from committee.tui.widgets.columns import head_line, visible

DETAILS = {False: 4, True: 7}
"""Lines below the table on a low and on a high screen; as the style sheet of the screen has them."""

FrameRow = tuple[Line, str]
"""One line of the screen, and the meaning of its ground."""


def heading(
    portfolio: Portfolio, *, reading: bool, today: date, dated: bool, disclosure: Disclosure, plain: bool
) -> tuple[Line, Line]:
    """The title: what it is, and how far the reading got."""
    title = "accounts" if disclosure.names_hidden else portfolio.source.title
    left: list[Segment] = [(f" {title}", "accent bold")]
    if disclosure:
        left += [(" ", ""), (f" {disclosure.badge} ", "accent bold reverse")]
    if dated:
        left.append((f" as of {show_day(today)}", "warn"))
    if portfolio.filter:
        text = "a filter is on" if disclosure.names_hidden else portfolio.filter.text
        left.append((f"  /{text}", "key"))
    return left, _counts(portfolio, reading=reading, plain=plain)


def frame(
    portfolio: Portfolio,
    size: tuple[int, int],
    *,
    today: date,
    dated: bool,
    disclosure: Disclosure = OPEN,
    plain: bool = False,
    high: bool,
) -> Iterator[FrameRow]:
    """All lines of the screen, as wide as it: what the headers of the files say."""
    cells, lines = size
    left, right = heading(portfolio, reading=True, today=today, dated=dated, disclosure=disclosure, plain=plain)
    gap = cells - measure(left) - measure(right)
    yield _whole([*left, (" " * max(gap, 2), ""), *right], cells), "base.panel"
    complete = len(portfolio.rows) == portfolio.total and not disclosure
    yield _whole(totals_line(portfolio.shown, plain=plain) if complete else [], cells), "base.surface"
    room = cells - 4
    fitting = visible(SHOWN, 1, room)
    columns = zip(fitting, widths(fitting, room), strict=True)
    head = head_line(SHOWN, columns, column=0, sort=portfolio.sort, descending=portfolio.descending, plain=plain)
    yield _whole([(" ", ""), *head], cells), "base.background"
    body = lines - 4 - DETAILS[high]
    shown = portfolio.shown[:body]
    for number, row in enumerate(shown):
        edge: Segment = ("▌", "accent") if number == 0 else (" ", "")
        yield _whole([edge, *row_line(row, fitting, room, plain=plain)], cells), "base.background"
    for _ in range(body - len(shown)):
        yield _whole([], cells), "base.background"
    details = (
        detail_lines(shown[0], cells, plain=plain)
        if shown and not disclosure
        else [[(" looking for accounts …", "muted")]]
    )
    for line in [*details, *([[]] * DETAILS[high])][: DETAILS[high]]:
        yield _whole(line, cells), "base.surface"
    yield _whole([], cells), "base.panel"


def _counts(portfolio: Portfolio, *, reading: bool, plain: bool) -> Line:
    """`3 of 1,000 with errors · 12 of 1,000 shown · 412 analysed`."""
    parts: list[Segment] = []
    total, shown = portfolio.total, len(portfolio.shown)
    if portfolio.left_out:
        parts.append((f"{portfolio.left_out} with errors not shown", "error"))
    elif portfolio.faulty:
        parts.append((f"{portfolio.faulty} with errors", "error"))
    if portfolio.filter:
        parts.append((f"{shown:,} of {total:,} accounts", "foreground"))
    else:
        parts.append((f"{total:,} {plural(total, 'account')}", "foreground"))
    known = sum(row.analysed or bool(row.fault) for row in portfolio.rows.values())
    if reading and known < total:
        parts.append((f"{known:,} analysed{'...' if plain else ' …'}", "muted"))
    dot: Segment = (" | " if plain else " · ", "muted")
    return [*(piece for number, part in enumerate(parts) for piece in ((dot, part) if number else (part,))), (" ", "")]


def _whole(line: Line, cells: int) -> Line:
    cut = fitted(line, cells)
    return [*cut, (" " * (cells - measure(cut)), "")]
