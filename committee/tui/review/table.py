"""The accounts of a review as rows of a table, to skim those that nothing presses on. Pure."""

from collections.abc import Sequence

from committee.model.dates import show_day
from committee.model.vocabulary import SEVERITIES
from committee.pipeline.review.order import Group, Place
from committee.pipeline.review.sitting import Record
from committee.text import pad
from committee.tui.review.lines import reason_line
from committee.tui.review.session import key_of
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, Segment

_NARROW, _WIDE = 80, 100
_WHY = "why here: what cannot wait first, then by close date"


def table_head(cells: int) -> Line:
    """The words over the columns."""
    name, yes, severity, close = _widths(cells)
    parts = (
        pad("   account", name + 3),
        pad("yes", yes),
        pad("findings", severity),
        pad("closes", close),
        _WHY,
    )
    return [(" ".join(parts), "muted")]


def table_rows(places: Sequence[Place], record: Record, cells: int, *, plain: bool) -> list[tuple[int | None, Line]]:
    """A heading an owner, a row an account: its number from 0, or nothing for a heading."""
    rows: list[tuple[int | None, Line]] = []
    owner: str | None = None
    counts: dict[str, int] = {}
    for place in places:
        counts[place.row.owner] = counts.get(place.row.owner, 0) + 1
    for number, place in enumerate(places):
        if place.row.owner != owner:
            owner = place.row.owner
            rows.append((None, [(f"{owner or 'nobody'}", "accent bold"), (f"  {counts[owner]}", "muted")]))
        rows.append((number, _row(place, record, cells, plain=plain)))
    return rows


def _row(place: Place, record: Record, cells: int, *, plain: bool) -> Line:
    row = place.row
    name, yes, severity, close = _widths(cells)
    visit = record.visit(key_of(row.path))
    mark = glyph("yes", plain=plain) if visit.reviewed else glyph("dot", plain=plain) if visit.opened else " "
    quiet = place.group is Group.REST
    board = f"{row.met}/{row.needed}" if row.analysed and row.needed else ""
    line: list[Segment] = [
        (f" {mark} ", "ok bold"),
        (pad(row.name, name), "muted" if visit.reviewed else "foreground" if quiet else "foreground bold"),
        (f" {pad(board, yes)} ", "foreground"),
        *_counts(row.counts, severity, plain=plain),
        (f" {pad(_close(place), close)} ", "muted"),
        *reason_line(place, plain=plain),
    ]
    return line


def _counts(counts: tuple[int, int, int, int], cells: int, *, plain: bool) -> list[Segment]:
    """How many of each severity, most severe first, in exactly `cells` cells."""
    found: list[Segment] = []
    left = cells
    for level, count in zip(SEVERITIES, counts, strict=True):
        text = f"{glyph(level, plain=plain)}{count} " if count else ""
        if text and len(text) <= left:
            found.append((text, f"severity.{level}"))
            left -= len(text)
    return [*found, (" " * left, "")]


def _close(place: Place) -> str:
    day = place.row.close_date
    return show_day(day, place.row.today) if day else ""


def _widths(cells: int) -> tuple[int, int, int, int]:
    """Name, board, findings, close date."""
    return (30, 5, 14, 11) if cells >= _WIDE else (20, 4, 10, 11)
