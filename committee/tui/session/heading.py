"""The two lines on top, as segments: which deal this is, and who has to agree. Pure."""

from collections import Counter
from datetime import date

from committee.graph.board import board_text
from committee.graph.standing import committee_of
from committee.model.account import Header
from committee.model.dates import show_day
from committee.model.vocabulary import SEVERITIES
from committee.plurals import counted
from committee.text import cut
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import board_part, glyph
from committee.tui.theme.ink import Segment, measure, spread

ALWAYS = 4
"""Parts that stay while there is a gate or a plan to leave out: the count, the quorum, two people."""
LEAST = 8
"""Cells that anybody on the board takes: of hundreds it needs no line made to see that there is no room for all."""


def title_line(
    state: ViewState, cells: int, *, dirty: bool, read_only: bool, dated: bool = False, also: str = ""
) -> list[Segment]:
    """The title line, with the three numbers of the plan where the yes board has no room for them.

    `dated` says that the account is looked at as of another day than today, `also` who else has the file open.
    """
    header = state.account.header
    marks = _marks(state, dirty=dirty, read_only=read_only, dated=dated)
    if also:
        marks.append((f" also open: {cut(also, cells // 3)}", "accent"))
    parts = _parts(header, state.today)
    if (rests := _rests(state)) and _board_with_rests(state, cells) is None:
        # The plan's numbers may cost the sum, which everybody knows by heart, but nothing else.
        numbers = {"rests": (f"plan {rests}", "plan.talk")}
        for gone in (set(), {"forecast"}, {"forecast", "value"}):
            kept = {name: part for name, part in parts.items() if name not in gone} | numbers
            if line := _fitted(state, marks, kept, cells):
                return line
    # In order of what can be missed first.
    for name in ("", "forecast", "value", "deal", "stage", "close"):
        parts.pop(name, None)
        if line := _fitted(state, marks, parts, cells):
            return line
    return spread(_left(header, marks, parts, plain=state.plain), _counts(state, words=False), cells)


def _fitted(state: ViewState, marks: list[Segment], parts: dict[str, Segment], cells: int) -> list[Segment] | None:
    """The title of these parts, the counts in words if there is room; `None` where it does not fit."""
    left = _left(state.account.header, marks, parts, plain=state.plain)
    for words in (True, False):
        counts = _counts(state, words=words)
        if measure(left) + measure(counts) + 2 <= cells:
            return spread(left, counts, cells)
    return None


def _left(header: Header, marks: list[Segment], parts: dict[str, Segment], *, plain: bool) -> list[Segment]:
    return [(f" {header.name}", "accent bold"), *marks, *_joined(parts, plain=plain)]


def _marks(state: ViewState, *, dirty: bool, read_only: bool, dated: bool) -> list[Segment]:
    marks: list[Segment] = []
    if state.disclosure:
        marks += [(" ", ""), (f" {state.disclosure.badge} ", "accent bold reverse")]
    if state.supposed is not None:
        marks += [(" ", ""), (" WHAT IF ", "warn bold reverse")]
    if state.on_call:
        marks += [(" ", ""), (f" {state.on_call} ", "warn bold reverse")]
    if dirty:
        marks.append((f" {glyph('unsaved', plain=state.plain)} unsaved", "warn"))
    if read_only:
        marks.append((" read-only: ! shows why", "error"))
    if dated:
        marks.append((f" as of {show_day(state.today)}", "warn"))
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
            f"closes {show_day(header.close_date)}, {_days_left(header.close_date, today)}",
            "foreground",
        )
    return parts


def _days_left(day: date, today: date) -> str:
    left = (day - today).days
    if not left:
        return "today"
    return f"{counted(left, 'day')} left" if left > 0 else f"{counted(-left, 'day')} ago"


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


def board_line(state: ViewState, cells: int, seats: str = "") -> list[Segment]:
    """The yes board of a state, from the account itself: it is right even while the analysis runs.

    `seats` is the key that opens it whole, said where not everybody fits; there may be none.
    The three numbers of the plan stand behind it where there is room for all.
    """
    known, plain = state.analysis if state.fresh else None, state.plain
    if whole := _board_with_rests(state, cells):
        return whole
    parts = [board_part(*part, plain=plain) for part in _board(state, known.plan.summary if known else None)]
    tail = [part for part in parts if part[1] in {"muted", "plan.talk"}]
    head = [part for part in parts if part not in tail]
    hidden = max(len(head) - _most(head, cells, plain=plain), 0)
    head = head[: len(head) - hidden]
    while measure(_dotted(head, tail, hidden, seats, plain=plain)) > cells:
        # A few people matter more than gate and plan, those more than the rest of the people.
        if tail and len(head) <= ALWAYS:
            tail.pop(0)
        elif len(head) > 1:
            head.pop()
            hidden += 1
        else:
            break
    return _dotted(head, tail, hidden, seats, plain=plain)


def _rests(state: ViewState) -> str:
    """The plan's three numbers; empty while they are not known, or where nobody is to be spoken to."""
    known = state.analysis if state.fresh else None
    return known.footing.short(known.account) if known is not None and known.footing is not None else ""


def _board_with_rests(state: ViewState, cells: int) -> list[Segment] | None:
    """The yes board with everybody on it and the three numbers; `None` where there is no room for all that."""
    if not (rests := _rests(state)) or state.analysis is None:
        return None
    if len(state.analysis.committee.approvers) * LEAST > cells:
        return None
    parts = _board(state, f"{state.analysis.plan.summary} · {rests}")
    whole = _dotted([board_part(*part, plain=state.plain) for part in parts], [], 0, "", plain=state.plain)
    return whole if measure(whole) <= cells else None


def _most(head: list[Segment], cells: int, *, plain: bool) -> int:
    """How many parts there can be room for at all; with hundreds of people most are out of the question at once."""
    room, dot = cells, measure([(f" {glyph('dot', plain=plain)} ", "")])
    for place, part in enumerate(head):
        room -= measure([part]) + dot
        if room < -dot:
            return max(place, ALWAYS)
    return len(head)


def _board(state: ViewState, effort: str | None) -> tuple[Segment, ...]:
    committee = state.analysis.committee if state.fresh and state.analysis else committee_of(state.account, state.today)
    segments = board_text(state.account, committee, effort)
    if not committee.board.rows and not committee.vacant:
        return (*segments, ("nobody has to agree yet: a adds people, e gives them a role", "gate"))
    return segments


def _dotted(head: list[Segment], tail: list[Segment], hidden: int, seats: str, *, plain: bool) -> list[Segment]:
    more: list[list[Segment]] = []
    if hidden:
        key: list[Segment] = [(f" {seats}", "key bold")] if seats else []
        more = [[(f"+{hidden} more", "muted"), *key]]
    dot = (f" {glyph('dot', plain=plain)} ", "muted")
    joined: list[Segment] = [(" ", "")]
    for place, part in enumerate((*([one] for one in head), *more, *([one] for one in tail))):
        joined += part if place == 0 else [dot, *part]
    return joined
