"""What the people table shows: its columns, who is in it, in which order. Values only, no widget."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from committee.graph.evidence import confirmed
from committee.layout.drawing.names import without_place
from committee.model.account import Account
from committee.model.dates import near_day
from committee.model.fields import Field
from committee.model.levels import level_of
from committee.model.tables import table
from committee.model.vocabulary import Claim, Level, Need, PersonStatus, Role, Stance, TeamStatus, WorkMode
from committee.text import fold, pad
from committee.tui.account.belief import hollow_mark
from committee.tui.forms.words import show as shown
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import glyph, stance_glyph
from committee.tui.theme.ink import Segment
from committee.tui.widgets.columns import ranked

_PERSON = table("people", "*")
_SHORT_ROLES = {
    Role.ECONOMIC_BUYER: "buyer",
    Role.DECISION_MAKER: "decides",
    Role.EXECUTIVE_SPONSOR: "sponsor",
    Role.TECHNICAL_BUYER: "technical",
    Role.USER_BUYER: "user",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `field` is the person's field that is edited in it; `None` where it is worked out."""

    key: str
    title: str
    width: int
    cell: Callable[[ViewState, str], Segment]
    order: Callable[[ViewState, str], Any]
    """Sorts known values; `None` is unknown and always stands last."""
    right: bool = False

    @property
    def field(self) -> Field | None:
        """The field that a change in this column changes."""
        return _PERSON.field(self.key)


def people_shown(state: ViewState, needle: str, sort: str, *, descending: bool) -> tuple[str, ...]:
    """Ids of the people whose row contains every word of `needle`, in the order of a column, ties by id. O(n log n)."""
    column = next((c for c in COLUMNS if c.key == sort), COLUMNS[0])
    words = tuple(dict.fromkeys(fold(needle).split()))
    chosen = [person for person in sorted(state.account.people) if _matches(state, person, words)]
    return tuple(ranked(chosen, lambda person: column.order(state, person), descending=descending))


def cell_text(column: Column, segment: Segment, room: int | None = None) -> Segment:
    """A cell in exactly its width."""
    cells = column.width if room is None else room
    said = without_place(segment[0], cells) if column.key == "name" else segment[0]
    return pad(said, cells), segment[1]


def coverage_of(account: Account, person: str) -> tuple[str, int | None] | None:
    """Who of ours, still on the team, covers a person best, and how well; unknown strength counts least."""
    found = [
        (mate, tie.strength)
        for (mate, covered), tie in account.coverage.items()
        if covered == person and account.team[mate].status is not TeamStatus.LEFT
    ]
    return min(found, key=lambda pair: (-(pair[1] or 0), pair[0]), default=None)


def newest_contact(account: Account, person: str) -> date | None:
    """When any of us last spoke with them."""
    ours = [tie.last_contact for pair, tie in account.coverage.items() if pair[1] == person]
    return max((day for day in (account.people[person].last_contact, *ours) if day is not None), default=None)


def _matches(state: ViewState, person: str, words: Iterable[str]) -> bool:
    if not words:
        return True
    text = fold(" ".join(column.cell(state, person)[0] for column in COLUMNS))
    return all(word in text for word in words)


def _field_cell(name: str) -> Callable[[ViewState, str], Segment]:
    field = _PERSON.field(name)
    if field is None:
        raise KeyError(name)

    def cell(state: ViewState, person: str) -> Segment:
        return shown(state.account, field, getattr(state.account.people[person], field.attribute)), ""

    return cell


def _field_order(name: str) -> Callable[[ViewState, str], Any]:
    cell = _field_cell(name)
    return lambda state, person: fold(cell(state, person)[0]) or None


def _of(name: str) -> Callable[[ViewState, str], Any]:
    return lambda state, person: getattr(state.account.people[person], name)


def _text_column(key: str, title: str, size: int) -> Column:
    return Column(key, title, size, _field_cell(key), _field_order(key))


def _name_cell(state: ViewState, person: str) -> Segment:
    record = state.account.people[person]
    left = record.status is PersonStatus.LEFT
    return record.name, "muted" if left else "muted italic" if record.status is PersonStatus.PLACEHOLDER else ""


def _level_cell(state: ViewState, person: str) -> Segment:
    level, assumed = level_of(state.account.people[person])
    return (f"{level}?" if assumed else str(level), "muted" if assumed else "") if level else ("", "")


def _level_order(state: ViewState, person: str) -> int | None:
    level, _ = level_of(state.account.people[person])
    return None if level is None else list(Level).index(level)


def _roles_cell(state: ViewState, person: str) -> Segment:
    roles = state.account.people[person].roles
    words = ", ".join(_SHORT_ROLES.get(role, role.value) for role in roles)
    return words + hollow_mark(state, person, Claim.ROLES)[0], ""


def _need_cell(state: ViewState, person: str) -> Segment:
    standing = state.analysis.committee.standings.get(person) if state.analysis else None
    if standing is None or standing.state is None:
        need = state.account.people[person].need
        return (str(need) if need else ""), "muted"
    sign = glyph(standing.state.value, plain=state.plain)
    word = "quorum" if standing.quorum and standing.need is Need.NONE else standing.need
    return f"{sign} {word}", f"state.{standing.state.value.replace('set-', '')}"


def _need_order(state: ViewState, person: str) -> int | None:
    standing = state.analysis.committee.standings.get(person) if state.analysis else None
    order = ("against", "open", "assumed", "won", "spare")
    return None if standing is None or standing.state is None else order.index(standing.state.value)


def _stance_cell(state: ViewState, person: str) -> Segment:
    """Glyph and word; the glyph is hollow while no evidence vouches for the stance, as on the map."""
    stance = state.account.people[person].stance
    sure = stance is None or confirmed(state.account, person, Claim.STANCE, state.today)
    sign = stance_glyph(stance, hollow=not sure, plain=state.plain)
    word = str(stance) if stance else "unknown"
    return f"{sign} {word}", f"stance.{word}"


def _stance_order(state: ViewState, person: str) -> int | None:
    stance = state.account.people[person].stance
    return None if stance is None else list(Stance).index(stance)


def _power_cell(state: ViewState, person: str) -> Segment:
    power = state.account.people[person].power
    return ("" if power is None else f"{power}{hollow_mark(state, person, Claim.POWER)[0]}"), ""


def _coverage_cell(state: ViewState, person: str) -> Segment:
    best = coverage_of(state.account, person)
    if best is None:
        return glyph("dash", plain=state.plain), "muted"
    return f"{best[1] if best[1] is not None else '?'} {state.account.name_of(best[0])}", "tie.coverage"


def _coverage_order(state: ViewState, person: str) -> int | None:
    best = coverage_of(state.account, person)
    return None if best is None else -(best[1] or 0)


def _contact_cell(state: ViewState, person: str) -> Segment:
    day = newest_contact(state.account, person)
    if day is None:
        return "", ""
    days = (state.today - day).days
    return f"{near_day(day, state.today)}, {days} d", "warn" if days > 60 else ""


def _contact_order(state: ViewState, person: str) -> int | None:
    day = newest_contact(state.account, person)
    return None if day is None else -day.toordinal()


def _mode_order(state: ViewState, person: str) -> int | None:
    mode = state.account.people[person].work_mode
    return None if mode is None else list(WorkMode).index(mode)


COLUMNS: tuple[Column, ...] = (
    Column("name", "Name", 20, _name_cell, _field_order("name")),
    Column("stance", "Stance", 12, _stance_cell, _stance_order),
    Column("need", "Need", 15, _need_cell, _need_order),
    Column("power", "Power", 6, _power_cell, lambda s, p: None if (v := _of("power")(s, p)) is None else -v),
    Column("covered", "We cover", 15, _coverage_cell, _coverage_order),
    _text_column("title", "Title", 24),
    Column("roles", "Roles", 20, _roles_cell, _field_order("roles")),
    _text_column("place", "Place", 15),
    Column("level", "Level", 11, _level_cell, _level_order),
    Column("last_contact", "Last contact", 16, _contact_cell, _contact_order),
    _text_column("department", "Department", 14),
    Column("work_mode", "Works", 8, _field_cell("work_mode"), _mode_order),
    _text_column("reports_to", "Reports to", 18),
    _text_column("prefers", "Prefers", 14),
    _text_column("cares_about", "Cares about", 30),
    _text_column("timezone", "Zone", 20),
    _text_column("status", "Status", 12),
    _text_column("email", "Mail", 26),
)


def row_line(
    state: ViewState, person: str, shown_columns: Iterable[int], current: int, *, marked: bool, cursor: bool
) -> list[Segment]:
    """One person's row; the current cell of the row with the cursor is reversed."""
    sign = glyph("yes", plain=state.plain) if marked else " "
    line: list[Segment] = [(f"{sign} ", "accent bold")]
    for index in shown_columns:
        column = COLUMNS[index]
        text, style = cell_text(column, column.cell(state, person))
        if cursor and index == current:
            style = f"{style} reverse".strip() if style else " reverse"
        line += [(text, style), (" ", "")]
    return line
