"""The three lines on top of a review: which account and how long, its yes board, and why it is looked at now."""

from committee.model.dates import show_day
from committee.model.disclosure import Disclosure
from committee.pipeline.portfolio.row import Row
from committee.tui.review.lines import clock_text, reason_line
from committee.tui.review.session import ReviewSession, key_of, slot_of, to_go
from committee.tui.session.heading import board_line
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, Segment, fitted, measure, spread
from committee.tui.widgets.line import LineWidget

_NARROW = 100
"""Cells from which there is room for whole words."""


class ReviewTitle(LineWidget):
    """Account, deal, stage, forecast, value, close date; at the right the badge and the clock, which ticks."""

    def __init__(self, session: ReviewSession) -> None:
        super().__init__(id="title")
        self._session = session

    def line(self, cells: int) -> Line:
        """The title in `cells` cells; the least important parts go first."""
        session = self._session
        right = [*badges(session), (" ", ""), *self._clock()]
        place = session.place
        if place is None:
            return spread([(" Review", "accent bold")], right, cells)
        room = cells - measure(right) - 2
        return spread(_deal(place.row, room, plain=session.plain), right, cells)

    def _clock(self) -> list[Segment]:
        session = self._session
        if session.sitting is None or session.place is None:
            return []
        here = session.sitting.spent(key_of(session.place.row.path))
        return [
            (f"{clock_text(here)} here", "accent bold"),
            (f", {clock_text(session.sitting.spent())} in all ", "muted"),
        ]


class ReviewBoard(LineWidget):
    """The yes board of the account at hand."""

    def __init__(self, session: ReviewSession) -> None:
        super().__init__(id="board")
        self._session = session

    def line(self, cells: int) -> Line:
        """The board in `cells` cells."""
        session = self._session
        brief = session.brief
        if brief is None or brief.account is None or brief.analysis is None:
            return ()
        state = ViewState(
            account=brief.account,
            today=session.today,
            now=session.clock(),
            analysis=brief.analysis,
            plain=session.plain,
        )
        return board_line(state, cells)


class ReviewReason(LineWidget):
    """Whose slot it is and why the account stands here; at the right how far the review is."""

    def __init__(self, session: ReviewSession) -> None:
        super().__init__(id="reason")
        self._session = session

    def line(self, cells: int) -> Line:
        """The line in `cells` cells."""
        session = self._session
        place = session.place
        if place is None:
            return ()
        number, count = slot_of(session)
        owner = place.row.owner or "nobody's"
        minutes = round(to_go(session) / 60)
        narrow = cells < _NARROW
        left = f", {minutes} min left" if narrow else f", about {minutes} min to go" if minutes else ""
        done: list[Segment] = []
        if session.visit.reviewed:
            done = [(f"{glyph('yes', plain=session.plain)} {'' if narrow else 'reviewed '}", "ok bold")]
        right = [*done, (f"{session.index + 1} of {len(session.places)}{left} ", "muted")]
        first = owner.split()[0] if narrow and owner.split() else owner
        head: list[Segment] = [(f" {first} {number}/{count}  ", "foreground bold")]
        return spread([*head, *reason_line(place, plain=session.plain)], right, cells)


def badges(session: ReviewSession) -> list[Segment]:
    """Always in sight: whether anything can be changed, and whether names are hidden."""
    disclosure = Disclosure(names_hidden=session.hide)
    hidden: list[Segment] = [(f" {disclosure.badge} ", "accent bold reverse"), (" ", "")] if disclosure else []
    if session.writing:
        return [*hidden, (" WRITING ", "warn bold reverse")]
    return [*hidden, (" READ-ONLY ", "ok bold reverse")]


def _deal(row: Row, cells: int, *, plain: bool) -> list[Segment]:
    """The facts of the deal, as many as fit."""
    dot = f" {glyph('dot', plain=plain)} "
    name: Segment = (f" {row.name}", "accent bold")
    parts: dict[str, str] = {
        "deal": row.deal,
        "stage": str(row.stage or ""),
        "forecast": str(row.forecast or ""),
        "value": f"{row.value:,} {row.currency}".strip() if row.value is not None else "",
        "close": _closes(row),
    }
    kept = {key: text for key, text in parts.items() if text}
    for gone in ("deal", "value", "stage", "forecast", "left"):
        line: list[Segment] = [name, *((f"{dot}{text}", "foreground") for text in kept.values())]
        if measure(line) <= cells:
            return line
        kept.pop(gone, None)
    if "close" in kept:
        kept["close"] = kept["close"].partition(",")[0]
    return fitted([name, *((f"{dot}{text}", "foreground") for text in kept.values())], cells)


def _closes(row: Row) -> str:
    days = row.days_to_close
    if row.close_date is None or days is None or row.closed:
        return ""
    day = show_day(row.close_date, row.today)
    left = f"{days} days left" if days > 1 else {1: "tomorrow", 0: "today"}.get(days, f"{-days} days ago")
    return f"closes {day}, {left}"
