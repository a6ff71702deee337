"""What the presenter says beside the map, as segments. Pure; of a masked account only."""

from datetime import timedelta

from committee.graph.hours import offset_minutes, schedule
from committee.model.dates import show_day
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, Segment


def heading(state: ViewState, at: int, of: int) -> Line:
    """The badge, whose committee this is, and which of how many is looked at."""
    dot = f" {glyph('dot', plain=state.plain)} "
    badge = state.disclosure.badge if state.disclosure else ""
    place: list[Segment] = [(f"{dot}{at} of {of}", "muted")] if at else []
    return [
        (" ", ""),
        (f" {badge} ", "accent bold reverse"),
        (f" {state.account.header.name}", "accent bold"),
        (f"{dot}who is who{dot}{show_day(state.today)}", "foreground"),
        *place,
    ]


def about_rows(state: ViewState) -> tuple[Line, Line]:
    """Two lines about the selected person: who they are, and where and when they work."""
    account, dot = state.account, f" {glyph('dot', plain=state.plain)} "
    person = account.people.get(state.person or "")
    if person is None:
        return [("Nobody is on this map yet.", "muted")], []
    jobs = ", ".join(str(role) for role in person.roles)
    facts = [fact for fact in (person.title, person.department, jobs) if fact]
    if person.reports_to:
        facts.append(f"reports to {account.name_of(person.reports_to)}")
    who: Line = [(person.name, "card.name bold"), *((f"{dot}{fact}", "foreground") for fact in facts)]
    where = [account.name_of(person.place)] if person.place else []
    where += [str(person.work_mode)] if person.work_mode else []
    found = schedule(account, state.person or "")
    if found.zone:
        start, end = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in found.hours)
        there = state.now + timedelta(minutes=offset_minutes(found.zone, state.now.date()))
        where += [found.zone.replace("_", " "), f"now {there:%H:%M}"]
        where += [] if found.assumed_hours else [f"works {start} to {end}"]
    return who, [(dot.join(where), "muted")]
