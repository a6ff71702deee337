"""View 3, Hours: who works when, over one day; when all can talk, and what two people share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from committee.graph.hours import (
    Schedule,
    Window,
    next_shared,
    schedule,
    shared_minutes,
    standard_offset_minutes,
    working,
)
from committee.graph.same import Same
from committee.layout.drawing.names import without_place
from committee.model.account import Account, Pair
from committee.model.dates import show_date
from committee.model.vocabulary import PersonStatus, TeamStatus
from committee.text import cut, pad
from committee.tui.account.views.hours_strip import (
    Best,
    Scale,
    bar,
    best_time,
    clock_words,
    day_words,
    hour_marks,
    length_words,
    offset_words,
    scale,
    strip,
)
from committee.tui.account.views.people_table import coverage_of
from committee.tui.session.state import ViewState
from committee.tui.theme.ink import Segment, content
from committee.tui.theme.style import look
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import Lines, Row
from committee.tui.widgets.list_view import ListView
from committee.tui.widgets.messages import Selected

NAME, OFFSET = 18, 10


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody shown, each with when they work: our side, then theirs from west to east, unknown zones last."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    schedules: dict[str, Schedule]


@lru_cache(maxsize=4)
def _cached_roster(key: Same[Account], today: date) -> Roster:
    account = key.value
    ours = tuple(i for i, mate in account.team.items() if mate.status is TeamStatus.ACTIVE)
    theirs = tuple(i for i, person in account.people.items() if person.status is not PersonStatus.LEFT)
    schedules = {i: schedule(account, i) for i in (*ours, *theirs)}

    def order(identifier: str) -> tuple[bool, int, str]:
        zone = schedules[identifier].zone
        return not zone, standard_offset_minutes(zone, today) if zone else 0, identifier

    return Roster(ours, tuple(sorted(theirs, key=order)), schedules)


def roster(account: Account, today: date) -> Roster:
    """Who is shown in the Hours view."""
    return _cached_roster(Same(account), today)


def first_day(who: Roster, today: date) -> date:
    """The day to begin with: today, or the next on which anybody works."""
    week = [today + timedelta(days=step) for step in range(7)]
    return next((day for day in week if any(working(s, day, 1) for s in who.schedules.values())), today)


class HoursLines(Lines):
    """The rows; left and right change the day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", "day before", show=False),
        Binding("right", "cursor_right", "day after", show=False),
    ]

    def action_cursor_left(self) -> None:
        self.query_ancestor(HoursView).step_day(-1)

    def action_cursor_right(self) -> None:
        self.query_ancestor(HoursView).step_day(1)


class HoursView(Keyed, ListView):
    """A strip a person. Space keeps somebody, so that moving on shows what the two share."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("hours")
    DEFAULT_CSS = look("account", "HoursView")

    def __init__(self) -> None:
        super().__init__(HoursLines())
        self.shared = Static(markup=False, id="shared")
        self.days = 0
        self.local = False
        self.kept: str | None = None
        self._filled: object = None
        self._filled_of: Roster | None = None

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self.shared

    def show(self, state: ViewState) -> None:
        """Draw this state."""
        self.state = state
        if self.kept not in state.account.people and self.kept not in state.account.team:
            self.kept = None
        self._refill()

    def step_day(self, step: int) -> None:
        """Another day."""
        self.days += step
        self._refill()

    def verbs(self) -> Verbs:
        """The keys of this view."""
        return {"hours.zone": self.turn_clock, "hours.keep": self.keep}

    def turn_clock(self) -> None:
        """UTC, or my own clock."""
        self.local = not self.local
        self._refill()

    def keep(self) -> None:
        """Keep this one beside whoever is selected next; again to let go."""
        key = self.lines.key
        self.kept = None if key == self.kept or not isinstance(key, str) else key
        self._refill()

    @property
    def zone(self) -> str:
        """The zone whose clock is over the strips; empty for UTC."""
        state = self.state
        mine = roster(state.account, state.today).schedules.get(state.me) if state and self.local else None
        return mine.zone if mine else ""

    def made_scale(self) -> Scale:
        """The day shown, as fine as there is room."""
        if self.state is None:
            raise RuntimeError("nothing is shown yet")
        who = roster(self.state.account, self.state.today)
        day = first_day(who, self.state.today) + timedelta(days=self.days)
        return scale(day, self.zone, max(self.lines.width - NAME - OFFSET - 2, 12))

    def moved(self, key: object) -> None:
        """Tell who is selected, and show what they share with whom was kept."""
        state = self.state
        if state is not None and key in state.account.people:
            self.post_message(Selected(str(key)))
        self._refill()

    def entered(self) -> None:
        """As space does."""
        self.keep()

    def pair(self) -> Pair | None:
        """The two whose shared hours are told: the kept one, the selected tie, or whoever of ours covers them best."""
        state, key = self.state, self.lines.key
        if state is None or not isinstance(key, str):
            return None
        if self.kept is not None and self.kept != key:
            return self.kept, key
        if state.tie is not None and key in state.tie:
            return state.tie
        if key not in state.account.people:
            return None
        best = coverage_of(state.account, key)
        other = best[0] if best else state.me
        return (other, key) if other else None

    def _refill(self) -> None:
        state = self.state
        if state is None:
            return
        made, who, selected = self.made_scale(), roster(state.account, state.today), self.lines.key
        if self._filled != (made, self.kept, state.plain, self.lines.width) or self._filled_of is not who:
            self._filled, self._filled_of = (made, self.kept, state.plain, self.lines.width), who
            rows = [self._row(person, made, who) for person in (*who.ours, *who.theirs)]
            self.lines.fill(rows, self._head(state, made, who))
        else:
            self.lines.redraw()
        if state.person is not None and selected not in who.ours:
            self.lines.go_to(state.person)
        self.shared.update(Content("\n").join(self._shared_lines(state, who)))

    def _head(self, state: ViewState, made: Scale, who: Roster) -> list[Content]:
        clock = made.zone.replace("_", " ") or "UTC"
        title = f"{day_words(made.day, state.today)} · {clock}"
        legend = "← → day · Z clock · space keep"
        known = [who.schedules[i] for i in who.theirs if who.schedules[i].zone]
        best = best_time(known, made)
        lead = NAME + OFFSET + 2
        together: list[Segment] = [(pad(" together", lead), "ok")]
        if best is None:
            together.append(("nobody whose zone is known works on this day", "muted"))
        else:
            inside = [float(best.first <= cell < best.last) for cell in range(made.cells)]
            together.append((bar(inside, plain=state.plain).replace(".", " ").replace("·", " "), "ok"))
        return [
            content([(pad(title, self.lines.width - len(legend) - 1) + legend, "muted")]),
            content([(pad(" " + _best_words(best, made), lead), "muted"), (hour_marks(made), "key")]),
            content(together),
        ]

    def _row(self, person: str, made: Scale, who: Roster) -> Row:
        def draw(_: int) -> list[Content]:
            return [content(self._line(person, made, who))]

        return Row(person, draw)

    def _line(self, person: str, made: Scale, who: Roster) -> list[Segment]:
        state = self.state
        if state is None:
            return []
        times = who.schedules[person]
        ours = person in who.ours
        name = cut(without_place(state.account.name_of(person), NAME), NAME)
        line: list[Segment] = [
            ("+" if person == self.kept else " ", "accent bold"),
            (pad(name, NAME), "tie.coverage" if ours else ""),
        ]
        line.append((" " + pad(offset_words(times.zone, made.day), OFFSET), "muted"))
        if not times.zone:
            return [*line, ("zone unknown: e writes it down", "muted")]
        return [*line, *self._cells(state, person, times, made)]

    def _cells(self, state: ViewState, person: str, times: Schedule, made: Scale) -> list[Segment]:
        """The strip, with the hours shared with the other of the pair and this very moment marked."""
        parts = strip(times, made)
        pair = self.pair()
        other = roster(state.account, state.today).schedules.get(_other(pair, person)) if pair else None
        both = strip(other, made) if other and other.zone else (0.0,) * made.cells
        now = made.cell(int(state.now.timestamp()) // 60)
        text = bar(parts, plain=state.plain)
        plain_style = "muted" if times.assumed_hours else "lane.label"
        cells: list[Segment] = []
        for cell, sign in enumerate(text):
            style = "ok bold" if parts[cell] and both[cell] else plain_style if parts[cell] else "muted"
            shown = sign
            if cell == now:
                shown, style = ("|" if state.plain else "┃"), "warn bold"
            if cells and cells[-1][1] == style:
                cells[-1] = (cells[-1][0] + shown, style)
            else:
                cells.append((shown, style))
        return cells

    def _shared_lines(self, state: ViewState, who: Roster) -> list[Content]:
        if not who.schedules:
            return [Content("Nobody here yet: a adds people, T the team and places")]
        pair = self.pair()
        if pair is None or any(end not in who.schedules for end in pair):
            return [Content("Space keeps somebody; move on to see what the two share")]
        one, other = (who.schedules[end] for end in pair)
        names = " and ".join(state.account.name_of(end) for end in pair)
        minutes = shared_minutes(one, other, state.today)
        if minutes is None:
            return [content([(f"{names}: the zone of one of them is unknown, so shared hours are too", "muted")])]
        window = next_shared(one, other, state.today, state.now)
        said = f"{length_words(minutes)} a day" if minutes else "no working hours"
        share: list[Segment] = [(f"{names} share {said}", "ok" if minutes else "warn")]
        assumed = [state.account.name_of(end) for end in pair if who.schedules[end].assumed_hours]
        told = [content(share), content(_window_words(window, (one, other), state))]
        if assumed:
            told.append(content([(f"Working hours of {' and '.join(assumed)} are assumed: 09:00-17:00", "muted")]))
        return told


def _other(pair: Pair | None, person: str) -> str:
    """The other one of a pair; nobody for those outside of it."""
    if pair is None or person not in pair:
        return ""
    return pair[1] if pair[0] == person else pair[0]


def _best_words(best: Best | None, made: Scale) -> str:
    if best is None:
        return ""
    begin, end = (clock_words(made.minute(cell), made.zone) for cell in (best.first, best.last))
    return f"{best.people} of {best.of} {begin}-{end}"


def _window_words(window: Window | None, pair: Sequence[Schedule], state: ViewState) -> list[Segment]:
    """The next time both work, on both clocks."""
    if window is None:
        return [("No time in the next two weeks at which both work", "warn")]
    parts: list[Segment] = [("Next ", "muted")]
    seen: list[str] = []
    for times in pair:
        if times.zone in seen:
            continue
        seen.append(times.zone)
        begin, end = window.local(times.zone)
        city = times.zone.rpartition("/")[2].replace("_", " ")
        gap = "  " if len(seen) > 1 else ""
        parts.append((f"{gap}{show_date(begin.date(), state.today)} {begin:%H:%M}-{end:%H:%M} {city}", ""))
    return parts
