"""The title line: which deal this is, how it stands, and whether it is saved."""

from collections import Counter
from datetime import date

from committee.model.account import Header
from committee.model.dates import show_date
from committee.tui.glyphs import glyph
from committee.tui.ink import Line, Segment, measure, spread
from committee.tui.state import ViewState
from committee.tui.widgets.line import LineWidget

SEVERITIES = ("critical", "high", "medium", "low")


class TitleLine(LineWidget):
    """Account, deal, stage, forecast, value, close date, unsaved mark, counts by severity."""

    def __init__(self, *, dated: bool = False) -> None:
        super().__init__(id="title")
        self.dated = dated
        self._state: ViewState | None = None
        self._dirty = False
        self._read_only = False

    def show(self, state: ViewState, *, dirty: bool, read_only: bool) -> None:
        """Draw this state."""
        self._state, self._dirty, self._read_only = state, dirty, read_only
        self.refresh()

    def line(self, cells: int) -> Line:
        """The title in `cells` cells; the least important parts go first."""
        if self._state is None:
            return ()
        return title_line(self._state, cells, dirty=self._dirty, read_only=self._read_only, dated=self.dated)


def title_line(state: ViewState, cells: int, *, dirty: bool, read_only: bool, dated: bool = False) -> list[Segment]:
    """The title line; `dated` says that the account is looked at as of another day than today."""
    header = state.account.header
    marks = _marks(state, dirty=dirty, read_only=read_only, dated=dated)
    counts = _counts(state, words=True)
    parts = _parts(header, state.today)
    if measure(_left(header, marks, parts, plain=state.plain)) + measure(counts) + 2 > cells:
        counts = _counts(state, words=False)
    # In order of what can be missed first.
    for gone in ("forecast", "value", "deal", "stage", "close", "none"):
        left = _left(header, marks, parts, plain=state.plain)
        if measure(left) + measure(counts) + 2 <= cells:
            break
        parts.pop(gone, None)
    return spread(left, counts, cells)


def _left(header: Header, marks: list[Segment], parts: dict[str, Segment], *, plain: bool) -> list[Segment]:
    return [(f" {header.name}", "accent bold"), *marks, *_joined(parts, plain=plain)]


def _marks(state: ViewState, *, dirty: bool, read_only: bool, dated: bool) -> list[Segment]:
    marks: list[Segment] = []
    if dirty:
        marks.append((f" {glyph('unsaved', plain=state.plain)} unsaved", "warn"))
    if read_only:
        marks.append((" read-only: ! shows why", "error"))
    if dated:
        marks.append((f" as of {show_date(state.today)[4:]}", "warn"))
    return marks


def _parts(header: Header, today: date) -> dict[str, Segment]:
    parts: dict[str, Segment] = {}
    if header.deal:
        parts["deal"] = (header.deal, "foreground")
    if header.stage:
        parts["stage"] = (str(header.stage), "foreground")
    if header.forecast:
        parts["forecast"] = (str(header.forecast), "muted")
    if header.value is not None:
        parts["value"] = (f"{header.value:,} {header.currency}".strip(), "muted")
    if header.close_date is not None:
        parts["close"] = (
            f"closes {show_date(header.close_date)[4:]}, {_days_left(header.close_date, today)}",
            "foreground",
        )
    return parts


def _days_left(day: date, today: date) -> str:
    left = (day - today).days
    if left < 0:
        return "1 day ago" if left == -1 else f"{-left} days ago"
    return "today" if left == 0 else "1 day left" if left == 1 else f"{left} days left"


def _joined(parts: dict[str, Segment], *, plain: bool) -> list[Segment]:
    dot = (f" {glyph('dot', plain=plain)} ", "muted")
    return [segment for part in parts.values() for segment in (dot, part)]


def _counts(state: ViewState, *, words: bool) -> list[Segment]:
    if state.analysis is None:
        return []
    found = Counter(str(f.severity) for f in state.analysis.findings if f.accepted is None)
    return [
        (f"{glyph(level, plain=state.plain)}{found[level]} {f'{level} ' if words else ''}", f"severity.{level} bold")
        for level in SEVERITIES
        if found[level]
    ]
