"""The portfolio as lines: its columns, head, rows, totals and what is said of the row under the cursor. Pure.

The first frame and the screen draw the same lines, so neither Textual nor an analysis is needed here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from committee.model.dates import near_day, show_distance
from committee.model.vocabulary import SEVERITIES
from committee.pipeline.portfolio.columns import COLUMNS, Column, plan_words
from committee.pipeline.portfolio.row import Row, Total, Trend, totals, whole
from committee.text import pad, width
from committee.tui.theme.glyphs import board_part, glyph
from committee.tui.theme.ink import Line, Segment, fitted, measure
from committee.tui.widgets.columns import filled

QUIET: Final = 30
"""Days from which on silence is marked."""

MOST_NAME: Final = 30
"""Widest a name gets where there is room to spare."""

FINDINGS: Final = 12
"""Width of the counts by severity."""

_TREND = {Trend.EASIER: ("↓", "v"), Trend.HARDER: ("↑", "^"), Trend.SAME: ("", "")}
_TREND_MEANING = {Trend.EASIER: "ok", Trend.HARDER: "warn", Trend.SAME: "muted"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A column on the screen: which, how wide, and its cells."""

    column: Column
    width: int
    cell: Callable[[Row, bool], list[Segment]]
    right: bool = False

    @property
    def key(self) -> str:
        """What it is sorted by."""
        return self.column.key

    @property
    def title(self) -> str:
        """Its head."""
        return self.column.title


def widths(shown: Sequence[int], cells: int) -> tuple[int, ...]:
    """The width of each column shown: what is left over goes to the name of the account and to the last one."""
    own = [SHOWN[index].width for index in shown]
    left = max(0, cells - sum(own) - len(own) + 1)
    more = min(left, MOST_NAME - own[0])
    own[0] += more
    if SHOWN[shown[-1]].key in {"next", "deal"}:
        own[-1] += left - more
    return tuple(own)


def row_line(row: Row, shown: Sequence[int], cells: int, *, plain: bool, waiting: bool = True) -> list[Segment]:
    """One account; a file with errors says what is wrong instead. `waiting`: what is not analysed yet will be."""
    rooms = widths(shown, cells)
    if row.fault:
        sign = glyph("critical", plain=plain)
        name = pad(row.name, rooms[0])
        return fitted([(pad(sign, 2), "error bold"), (name, "error"), (" ", ""), (row.fault, "error")], cells + 2)
    line: list[Segment] = [
        (pad(_sign(row, plain=plain, waiting=waiting), 2), f"severity.{row.severity}" if row.severity else "muted")
    ]
    for index, room in zip(shown, rooms, strict=True):
        one = SHOWN[index]
        cell = one.cell(row, plain)
        if row.unsaved and index == shown[0]:
            cell = [(f"{glyph('unsaved', plain=plain)} ", "warn"), *cell]
        line += filled(cell, room, right=one.right)
        line.append((" ", ""))
    return line


def totals_line(shown: Sequence[Row], *, plain: bool) -> Line:
    """All open deals, then each stage, on one line."""
    every = whole(shown)
    dot: Segment = (f" {glyph('dot', plain=plain)} ", "muted")
    line: list[Segment] = [(" ", ""), ("open ", "muted"), (_amounts(every), "foreground bold")]
    for total in totals(shown):
        line += [dot, (f"{total.stage or 'no stage'} ", "muted"), (_amounts(total), "foreground")]
    return line


def totals_lines(shown: Sequence[Row], *, plain: bool) -> list[Line]:
    """The same, a line for each stage, with exact amounts."""
    found = [("open", whole(shown)), *((str(total.stage or "no stage"), total) for total in totals(shown))]
    return [_total(name, total, plain=plain) for name, total in found]


def detail_lines(row: Row, cells: int, *, plain: bool) -> list[Line]:
    """What there is to know of one account, most useful first; each in at most `cells` cells."""
    if row.fault:
        fault: Line = [(" ", ""), (row.fault, "error")]
        return [fault, [(" enter opens it and says what can be done", "muted")]]
    lines: list[Line] = [_board_line(row, cells, plain=plain), _next_line(row, plain=plain)]
    if row.unsaved:
        said = " unsaved work of an earlier sitting is kept here: enter opens the account and offers it"
        lines.append([(f" {glyph('unsaved', plain=plain)}", "warn"), (said, "warn")])
    for worst in row.worst:
        meaning = f"severity.{worst.severity}"
        sign = f" {glyph(str(worst.severity), plain=plain):<2} "
        lines.append([(f"{sign}{worst.code} ", meaning), (worst.text, "foreground")])
    if row.analysed and not row.worst:
        lines.append([(" no findings" if not row.closed else f" {row.stage}: no findings and no plan", "muted")])
    if not row.analysed:
        lines.append([(" the analysis is on its way", "muted")])
    return [fitted(line, cells) for line in lines]


def short_amount(value: int, currency: str) -> str:
    """`480k EUR`, `1.25M GBP`, `950 USD`: three digits, never rounded up to a larger unit."""
    size, sign = abs(value), "-" if value < 0 else ""
    for unit, letter in ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k")):
        if size >= unit:
            whole_units = size / unit
            digits = 0 if whole_units >= 100 else 1 if whole_units >= 10 else 2
            # Cut, not rounded: 999,950 is not yet a million.
            text = f"{int(size * 10**digits // unit) / 10**digits:.{digits}f}"
            text = text.rstrip("0").rstrip(".") if digits else text
            return f"{sign}{text}{letter} {currency}".strip()
    return f"{value} {currency}".strip()


def _sign(row: Row, *, plain: bool, waiting: bool) -> str:
    if not row.analysed and waiting:
        return "." if plain else "…"
    return glyph(str(row.severity), plain=plain) if row.severity else " "


def _name(row: Row, _: bool) -> list[Segment]:  # noqa: FBT001 - one shape for all cells
    return [(row.name, "muted" if row.closed else "foreground bold")]


def _close(row: Row, _: bool) -> list[Segment]:  # noqa: FBT001 - likewise
    if row.close_date is None:
        return []
    left = row.days_to_close or 0
    meaning = "muted" if row.closed else "error" if left < 0 else "warn" if left <= QUIET else ""
    return [(near_day(row.close_date, row.today), meaning)]


def _findings(row: Row, plain: bool) -> list[Segment]:  # noqa: FBT001 - likewise
    found: list[Segment] = []
    for level, count in zip(SEVERITIES, row.counts, strict=True):
        text = f"{' ' if found else ''}{glyph(level, plain=plain)}{count}"
        # The least severe ones go where there is no room for all: half a number would be another number.
        if count and measure(found) + width(text) <= FINDINGS:
            found.append((text, f"severity.{level}"))
    return found or ([("none", "muted")] if row.analysed and not row.closed else [])


def _yes(row: Row, _: bool) -> list[Segment]:  # noqa: FBT001 - likewise
    if not row.analysed or not row.needed:
        return []
    return [(f"{row.met}/{row.needed}", "state.won" if row.met >= row.needed else "")]


def _plan(row: Row, plain: bool) -> list[Segment]:  # noqa: FBT001 - likewise
    words = plan_words(row, short=True)
    if not words:
        return []
    trend: list[Segment] = []
    if row.trend is not None:
        trend = [(_TREND[row.trend][plain], _TREND_MEANING[row.trend])]
    return [*trend, (words, "" if row.reached else "warn")]


def _age(days: int | None) -> list[Segment]:
    if days is None:
        return []
    return [(f"{days}d" if days < 1000 else "…", "warn" if days >= QUIET else "")]


def _words(text: Callable[[Row], object], meaning: str = "") -> Callable[[Row, bool], list[Segment]]:
    return lambda row, _: [(str(said), meaning)] if (said := text(row)) else []


def _next(row: Row, _: bool) -> list[Segment]:  # noqa: FBT001 - likewise
    if not row.next_step:
        return [("none", "muted")] if not row.closed else []
    late = row.next_due is not None and row.next_due < row.today
    due = f"{near_day(row.next_due, row.today)} " if row.next_due else ""
    return [(due, "error" if late else "muted"), (row.next_step, "")]


def _first_name(row: Row) -> str:
    """Room for one word: the first of a name."""
    return row.owner if row.owner.startswith("Owner ") else row.owner.split(maxsplit=1)[0] if row.owner else ""


_CELLS: Final[dict[str, tuple[int, Callable[[Row, bool], list[Segment]]]]] = {
    "account": (18, _name),
    "close": (9, _close),
    "slips": (5, lambda row, _: [(f"+{row.slips}", "warn")] if row.slips else []),
    "value": (9, lambda row, _: [] if row.value is None else [(short_amount(row.value, row.currency), "")]),
    "yes": (5, _yes),
    "findings": (FINDINGS, _findings),
    "plan": (11, _plan),
    "stage": (11, _words(lambda row: row.stage)),
    "forecast": (9, _words(lambda row: row.forecast)),
    "changed": (6, lambda row, _: _age(row.days_since_change)),
    "contact": (6, lambda row, _: _age(row.days_since_contact)),
    "review": (6, lambda row, _: _age(row.days_since_review)),
    "owner": (9, _words(_first_name)),
    "next": (28, _next),
    "deal": (24, _words(lambda row: row.deal, "muted")),
}
_RIGHT = frozenset({"value", "slips", "changed", "contact", "review"})
SHOWN: Final = tuple(Shown(one, *_CELLS[one.key], right=one.key in _RIGHT) for one in COLUMNS)


def _amounts(total: Total) -> str:
    sums = " + ".join(short_amount(value, currency) for currency, value in total.sums)
    return f"{total.count}: {sums}" if sums else f"{total.count}"


def _total(name: str, total: Total, *, plain: bool) -> Line:
    sums = f" {glyph('dot', plain=plain)} ".join(f"{value:,} {currency}".strip() for currency, value in total.sums)
    without = f"  {total.unvalued} without a value" if total.unvalued else ""
    return [(f" {pad(name, 13)}", "accent"), (f"{total.count:>5}  ", "foreground bold"), (sums, ""), (without, "muted")]


def _board_line(row: Row, cells: int, *, plain: bool) -> Line:
    """The yes board in short: as many people as there is room for."""
    if not row.board:
        return [(f" {row.name}", "foreground bold"), (f"  {row.deal}", "muted")]
    parts = [board_part(*segment, plain=plain) for segment in row.board]
    dot: Segment = (f" {glyph('dot', plain=plain)} ", "muted")
    line: list[Segment] = [(" ", ""), parts[0]]
    for number, part in enumerate(parts[1:], 1):
        more = [] if number == len(parts) - 1 else [(f" +{len(parts) - number - 1}", "muted")]
        if measure([*line, dot, part, *more]) > cells:
            return [*line, (f" +{len(parts) - number}", "muted")]
        line += [dot, part]
    return line


def _next_line(row: Row, *, plain: bool) -> Line:
    dot: Segment = (f" {glyph('dot', plain=plain)} ", "muted")
    line: list[Segment] = [(" next: ", "muted"), (row.next_step or "nothing agreed", "" if row.next_step else "warn")]
    if row.next_owner:
        line += [dot, (row.next_owner, "")]
    if row.next_due is not None:
        late = "error" if row.next_due < row.today else "muted"
        line += [dot, (f"{near_day(row.next_due, row.today)}, {show_distance(row.next_due, row.today)}", late)]
    if row.owner and row.owner != row.next_owner:
        line += [dot, (f"deal of {row.owner}", "muted")]
    return [*line, *_past(row, dot)]


def _past(row: Row, dot: Segment) -> Iterator[Segment]:
    if row.rests:
        yield dot
        yield row.rests, "muted"
    if row.trend is not None and row.talks_before is not None and row.talks_before != row.talks:
        yield dot
        yield f"{row.talks_before} talks at the last review", _TREND_MEANING[row.trend]
    if row.deal:
        yield dot
        yield row.deal, "muted"
