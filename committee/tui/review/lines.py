"""One account in a review, as lines: why it is here, what changed, what stands in the way, what to ask. Pure.

What does not fit is shortened evenly, least important first; nothing is left out without a count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from committee.model.dates import show_day, show_distance
from committee.model.words import pair_words
from committee.pipeline.review.agenda import Brief
from committee.pipeline.review.decisions import Decision, Kind
from committee.pipeline.review.order import Group, Place
from committee.pipeline.review.since import Source
from committee.pipeline.review.sitting import Visit
from committee.plurals import counted
from committee.text import cut, width
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, Segment, fitted, measure

TWO_COLUMNS = 104
"""Cells from which changes and next step stand beside findings and questions."""

FINDINGS = 3
"""The worst, in words."""

_GAP = 3


@dataclass(frozen=True, slots=True)
class Room:
    """How much each part may take.

    `changes` and `promises` are rows, `lines` those of a finding or a reason, `rests` whether questions say what they
    rest on.
    """

    changes: int
    lines: int
    promises: int
    rests: bool
    gaps: bool = True
    """Whether an empty line stands between the parts."""


_ROOMS = (
    Room(40, 4, 12, rests=True),
    Room(12, 3, 6, rests=True),
    Room(6, 3, 3, rests=True),
    Room(5, 2, 2, rests=True),
    Room(4, 2, 2, rests=True, gaps=False),
    Room(4, 1, 1, rests=True, gaps=False),
    Room(3, 1, 1, rests=True, gaps=False),
    Room(2, 1, 0, rests=True, gaps=False),
    Room(2, 1, 0, rests=False, gaps=False),
    Room(1, 1, 0, rests=False, gaps=False),
)
"""From the roomiest to the tightest; the first that fits is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the lines are made of."""

    place: Place
    brief: Brief | None
    visit: Visit
    finding: int
    today: date
    hide: bool
    plain: bool


def account_lines(shown: Shown, cells: int, height: int) -> list[Line]:
    """The account in lines of `cells` cells; more than `height` only where nothing can be shortened any more."""
    found: list[Line] = []
    for room in _ROOMS:
        found = _columns(shown, cells, room) if cells >= TWO_COLUMNS else _stacked(shown, cells, room)
        if len(found) <= height:
            break
    return [[], *found] if len(found) < height else found


def _stacked(shown: Shown, cells: int, room: Room) -> list[Line]:
    parts = (_changes, _findings, _next, _promised, _questions, _decided)
    return _joined([part(shown, cells, room) for part in parts], gaps=room.gaps)


def _columns(shown: Shown, cells: int, room: Room) -> list[Line]:
    left_cells = (cells - _GAP) // 2
    right_cells = cells - _GAP - left_cells
    left = _joined([part(shown, left_cells, room) for part in (_changes, _next, _promised, _decided)], gaps=room.gaps)
    right = _joined([part(shown, right_cells, room) for part in (_findings, _questions)], gaps=room.gaps)
    if not right:
        return _stacked(shown, cells, room)
    bar = glyph("bar", plain=shown.plain)
    rows: list[Line] = []
    for number in range(max(len(left), len(right))):
        head = fitted(left[number], left_cells) if number < len(left) else []
        gap = " " * (left_cells - measure(head))
        rows.append([*head, (f"{gap} {bar} ", "muted"), *(right[number] if number < len(right) else [])])
    return rows


def _joined(parts: Sequence[list[Line]], *, gaps: bool) -> list[Line]:
    """The parts with an empty line between them, if there is room; empty parts are left out."""
    rows: list[Line] = []
    for part in parts:
        if part:
            rows += [[], *part] if rows and gaps else part
    return rows


def _changes(shown: Shown, cells: int, room: Room) -> list[Line]:
    brief = shown.brief
    if brief is None:
        return [_head("CHANGED"), [(" looking …", "muted")]]
    if brief.faults:
        return _faults(brief, cells, room)
    # What was said when the account was opened stays, also after it is marked as reviewed today.
    day, source, changed = brief.since.day, str(brief.since.source or ""), brief.changed
    if shown.visit.opened:
        day, source, changed = shown.visit.since, shown.visit.source, shown.visit.changed
    title = f"CHANGED SINCE {_day(day, shown.today).upper()}" if day else "CHANGED"
    head = [*_head(title), (f"  {_SOURCES[source]}" if source else "", "muted")]
    if not source:
        return [head, *_wrapped(_UNKNOWN[day is not None], cells, "muted", " ")]
    said = [text for one in changed if (text := one.shown(hide=shown.hide))]
    if not said:
        return [head, [(" nothing changed", "muted")]]
    rows: list[Line] = []
    for text in said[: room.changes]:
        front: list[Segment] = [(f" {glyph('dot', plain=shown.plain)} ", "muted")]
        rows += _hanging(front, text, cells, "foreground", most=room.lines)
    more = len(said) - room.changes
    if more > 0:
        head.append((f"  {more} more", "muted"))
    return [head, *rows]


_SOURCES = {str(Source.HISTORY): "by git", str(Source.SNAPSHOT): "by the copy kept then"}
_UNKNOWN = (
    "not reviewed before; from the next review on this says what changed",
    "how it was that day is not known here: there is no version of it in git, and no copy of our own",
)


def _faults(brief: Brief, cells: int, room: Room) -> list[Line]:
    count = len(brief.faults)
    head = [*_head("THE FILE CANNOT BE ANALYSED"), (f"  {counted(count, 'error')}", "error")]
    rows: list[Line] = []
    for fault in brief.faults[: room.changes]:
        rows += _wrapped(fault, cells, "error", "   ", front=" ! ", most=room.lines)
    if count > room.changes:
        rows.append([(f" and {count - room.changes} more", "muted")])
    hint = (
        " enter opens it: ! lists the errors, each with its mend"
        if brief.document
        else " mend the file, or leave it out"
    )
    return [head, *rows, [(hint, "muted")]]


def _findings(shown: Shown, cells: int, room: Room) -> list[Line]:
    brief = shown.brief
    if brief is None:
        return [_head("IN THE WAY"), [(" looking …", "muted")]]
    if brief.analysis is None:
        return []
    standing = [one for one in brief.analysis.findings if one.accepted is None]
    accepted = len(brief.analysis.findings) - len(standing)
    head = _head("IN THE WAY")
    more = [f"{len(standing)} findings"] * (len(standing) > FINDINGS) + [f"{accepted} accepted"] * bool(accepted)
    if more:
        head.append((f"  {', '.join(more)}", "muted"))
    if not standing:
        closed = brief.row.closed
        words = f" the deal is {brief.row.stage}: nothing is asked of it" if closed else " nothing the map shows"
        return [head, [(words, "muted")]]
    rows: list[Line] = []
    for number, found in enumerate(standing[:FINDINGS]):
        focus = glyph("focus", plain=shown.plain) if number == shown.finding else " "
        meaning = f"severity.{found.severity}"
        front: list[Segment] = [
            (focus, "accent bold"),
            (f"{glyph(str(found.severity), plain=shown.plain):<2} {found.code} ", meaning),
        ]
        rows += _hanging(front, found.explanation, cells, "foreground", most=room.lines)
    return [head, *rows]


def _next(shown: Shown, cells: int, _: Room) -> list[Line]:
    brief = shown.brief
    if brief is None or brief.analysis is None:
        return []
    row, plan = brief.row, brief.analysis.plan
    rows: list[Line] = []
    if row.next_step:
        late = row.next_due is not None and row.next_due < shown.today
        due = f", {'was due' if late else 'due'} {_when(row.next_due, shown.today)}" if row.next_due else ", no date"
        owner = f", {row.next_owner}" if row.next_owner else ""
        rows += _wrapped(f"{row.next_step}{due}{owner}", cells, "warn" if late else "foreground", " ", most=2)
    else:
        rows.append([(" no next step, and no open action", "warn")])
    if plan.talks:
        talk, account = plan.talks[0], brief.analysis.account
        arrow = glyph("arrow", plain=shown.plain)
        first = pair_words(account, talk.pair, arrow)
        rows.append([(" ", ""), *fitted([(f"{plan.summary}: first ", "plan.talk"), (first, "foreground")], cells - 1)])
    elif not plan.closed:
        rows.append([(cut(f" {plan.summary}", cells), "muted")])
    return [_head("NEXT"), *rows]


def _promised(shown: Shown, cells: int, room: Room) -> list[Line]:
    """The open actions, those that are late first; what was decided in this sitting stands below."""
    brief = shown.brief
    if brief is None or brief.account is None or brief.analysis is None:
        return []
    now = {one.decision.key for one in shown.visit.made if one.decision.kind is Kind.ACTION}
    actions = brief.account.actions
    left = [(one.due or date.max, key) for key, one in actions.items() if one.done is None and key not in now]
    if not left:
        return []
    late = sum(due < shown.today for due, _ in left)
    head = [*_head("PROMISED"), (f"  {len(left)} open", "muted"), (f", {late} overdue" if late else "", "warn")]
    rows: list[Line] = []
    for due, key in sorted(left)[: room.promises]:
        action = actions[key]
        owner = brief.account.name_of(action.owner) if action.owner else "nobody"
        when = _when(due, shown.today) if action.due else "no date"
        meaning = "warn" if due < shown.today else "foreground"
        front: list[Segment] = [(f" {glyph('dot', plain=shown.plain)} ", meaning)]
        rows += _hanging(front, f"{action.what}: {owner}, {when}", cells, meaning, most=room.lines)
    return [head, *rows]


def _questions(shown: Shown, cells: int, room: Room) -> list[Line]:
    asked = shown.visit.questions if shown.visit.opened else shown.brief.questions if shown.brief else ()
    rows: list[Line] = []
    for number, question in enumerate(asked, 1):
        done = question.answered
        mark = glyph("yes", plain=shown.plain) if done else str(number)
        front: list[Segment] = [(f" {mark} ", "ok" if done else "key bold")]
        rows += _hanging(
            front, question.text.shown(hide=shown.hide), cells, "muted" if done else "foreground bold", most=2
        )
        rests = question.rests.shown(hide=shown.hide)
        if room.rests and rests and not done:
            rows += _wrapped(rests, cells, "muted", "   ", most=room.lines)
    return [_head("ASK"), *rows] if rows else []


def _decided(shown: Shown, cells: int, _: Room) -> list[Line]:
    made = [one for one in shown.visit.made if one.decision.kind is not Kind.REVIEWED]
    if not made:
        return []
    rows: list[Line] = []
    faulty = shown.brief is not None and bool(shown.brief.faults)
    for one in made:
        sign = glyph("yes", plain=shown.plain) if one.saved else glyph("dot" if faulty else "dash", plain=shown.plain)
        text = decision_words(one.decision, shown.today, hide=shown.hide)
        rows += _hanging([(f" {sign} ", "ok" if one.saved else "warn")], text, cells, "foreground", most=2)
    head = _head("DECIDED NOW")
    if not all(one.saved for one in made):
        head.append(("  in the notes only, until the file is mended" if faulty else "  being saved", "muted"))
    return [head, *rows]


def decision_words(decision: Decision, today: date, *, hide: bool) -> str:
    """A decision in a line, as it is told on the screen."""
    words = "(hidden)" if hide else decision.words
    if decision.kind is Kind.ACTION:
        owner = decision.owner_name.shown(hide=hide) or "nobody yet"
        due = f"by {_day(decision.until, today)}" if decision.until else "no date"
        person = decision.person_name.shown(hide=hide)
        return f"{owner}: {words}{f', with {person}' if hide and person else ''}, {due}"
    if decision.kind is Kind.FORECAST:
        return f"forecast {decision.before or 'none'} to {decision.after or 'none'}"
    if decision.kind is Kind.ACCEPTED:
        return f"{decision.code} accepted: {words}"
    if decision.kind is Kind.CHANGED:
        return decision.about.shown(hide=hide)
    return f"note: {words}" if decision.kind is Kind.NOTE else "reviewed"


def reason_line(place: Place, *, plain: bool) -> list[Segment]:
    """Why the account stands where it stands."""
    if place.group is Group.REST and not place.reasons:
        return [(place.reason, "muted")]
    mark = glyph("critical" if place.group <= Group.RISK else "high", plain=plain)
    meaning = "error" if place.group is Group.FAULT else "warn"
    also = f" · also {'; '.join(place.reasons[1:])}" if place.reasons[1:] else ""
    return [(f"{mark} ", meaning), (place.reason, f"{meaning} bold"), (also, "muted")]


def clock_text(seconds: float) -> str:
    """`0:48`, `14:32`, `1:04:32`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"


def _head(title: str) -> list[Segment]:
    return [(title, "accent bold")]


def _day(day: date | None, today: date) -> str:
    return show_day(day, today) if day else ""


def _when(day: date, today: date) -> str:
    return f"{_day(day, today)}, {show_distance(day, today)}"


def _wrapped(text: str, cells: int, meaning: str, indent: str, *, front: str = "", most: int = 3) -> list[Line]:
    return _hanging([(front or indent, meaning)], text, cells, meaning, most=most)


def _hanging(front: list[Segment], text: str, cells: int, meaning: str, *, most: int) -> list[Line]:
    """`text` behind `front` in at most `most` lines, the later ones indented below the first."""
    indent = measure(front)
    folded = fold(text, max(cells - indent, 8), most)
    return [[*(front if number == 0 else [(" " * indent, "")]), (line, meaning)] for number, line in enumerate(folded)]


def fold(text: str, cells: int, most: int) -> list[str]:
    """`text` in lines of at most `cells` cells, broken between words; what does not fit into `most` is cut."""
    return list(_folded(text.split(), cells, most)) or [""]


def _folded(words: list[str], cells: int, most: int) -> Iterator[str]:
    for number in range(most):
        if number == most - 1:
            yield cut(" ".join(words), cells)
            return
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1])) <= cells:
            taken += 1
        yield cut(" ".join(words[:taken]), cells)
        words = words[taken:]
        if not words:
            return
