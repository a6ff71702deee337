import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from committee.graph.hours import (
    ASSUMED_HOURS,
    Schedule,
    common_windows,
    meet_in_person,
    next_shared,
    offset_minutes,
    schedule,
    shared_minutes,
    standard_offset_minutes,
    working,
)
from committee.model.account import Account, Header, Person, Place, Teammate
from committee.model.vocabulary import WORKING_WEEK, Channel, PlaceKind, Weekday, WorkMode

SATURDAY, MONDAY = dt.date(2026, 11, 21), dt.date(2026, 11, 23)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Asia/Kolkata",
    "Africa/Casablanca",
    "America/St_Johns",
    "UTC",
)
schedules = st.builds(
    Schedule,
    zone=st.sampled_from(ZONES),
    # Ends lie outside the small hours, where a clock change would make "on the clock" ambiguous.
    hours=st.sampled_from([(540, 1020), (375, 721), (600, 1440), (1200, 1439), (0, 1440), (420, 421)]),
    days=st.sets(st.sampled_from(Weekday), min_size=1).map(lambda some: tuple(d for d in Weekday if d in some)),
)
dates = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))


def works(one: Schedule, moment: dt.datetime) -> bool:
    local = moment.astimezone(ZoneInfo(one.zone))
    minute = local.hour * 60 + local.minute
    return list(Weekday)[local.weekday()] in one.days and one.hours[0] <= minute < one.hours[1]


def minutes_together(people: list[Schedule], today: dt.date, days: int) -> list[bool]:
    """The long way: look at every clock every minute."""
    start = dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC)
    moments = (start + dt.timedelta(minutes=n) for n in range(days * 1440))
    return [all(works(one, moment) for one in people) for moment in moments]


@settings(max_examples=examples(30))
@given(schedules, schedules, dates)
def test_shared_minutes_equal_the_minutes_counted_one_by_one(a: Schedule, b: Schedule, today: dt.date) -> None:
    together = minutes_together([a, b], today, 8)
    best = max(sum(together[start : start + 1440]) for start in range(0, 7 * 1440, 60))
    assert shared_minutes(a, b, today) == best == shared_minutes(b, a, today)


@settings(max_examples=examples(15))
@given(st.lists(schedules, min_size=1, max_size=3), dates)
def test_common_windows_are_the_stretches_counted_one_by_one(people: list[Schedule], today: dt.date) -> None:
    together = minutes_together(people, today, 9)
    start = dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC)
    runs, begin = [], None
    for minute, on in enumerate([*together, False]):
        if on and begin is None:
            begin = minute
        elif not on and begin is not None:
            runs.append((begin, minute))
            begin = None
    expected = [run for run in runs if run[0] < 7 * 1440]
    found = common_windows(people, today)
    if expected and expected[-1][1] == 9 * 1440:  # working round the clock: longer than the days counted here
        expected, found = expected[:-1], found[:-1]
    as_minutes = [(w.start - start, w.end - start) for w in found]
    assert as_minutes == [(dt.timedelta(minutes=b), dt.timedelta(minutes=e)) for b, e in expected]


@settings(max_examples=examples(12))
@given(schedules, schedules, dates)
def test_the_next_shared_window_is_the_first_half_hour_both_work(a: Schedule, b: Schedule, today: dt.date) -> None:
    together = minutes_together([a, b], today, 14)
    first = next((n for n in range(len(together) - 30) if all(together[n : n + 30])), None)
    window = next_shared(a, b, today)
    if first is None:
        assert window is None or (window.start.date() - today).days >= 13
    else:
        assert window is not None
        assert window.start == dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC) + dt.timedelta(
            minutes=first
        )
        assert window.minutes >= 30


@given(schedules, schedules, st.integers(0, 51))
def test_a_saturday_is_as_good_as_the_monday_after(a: Schedule, b: Schedule, week: int) -> None:
    saturday = SATURDAY + dt.timedelta(weeks=week)
    steady = all(
        offset_minutes(one.zone, saturday + dt.timedelta(days=n)) == offset_minutes(one.zone, saturday)
        for one in (a, b)
        for n in range(-2, 13)
    )
    if steady:
        assert shared_minutes(a, b, saturday) == shared_minutes(a, b, saturday + dt.timedelta(days=2))


def test_a_week_with_a_clock_change_counts_the_best_day_of_either_side() -> None:
    berlin, boston = Schedule("Europe/Berlin"), Schedule("America/New_York")
    assert shared_minutes(berlin, boston, dt.date(2026, 2, 23)) == 120
    assert shared_minutes(berlin, boston, dt.date(2026, 3, 16)) == 180  # New York has changed, Berlin not yet
    assert shared_minutes(berlin, boston, dt.date(2026, 3, 2)) == 180  # its windows reach into the changed Monday
    assert shared_minutes(berlin, boston, dt.date(2026, 3, 30)) == 120


def test_lord_howe_moves_by_half_an_hour_and_kathmandu_stands_at_a_quarter() -> None:
    assert offset_minutes("Australia/Lord_Howe", dt.date(2026, 1, 15)) == 660
    assert offset_minutes("Australia/Lord_Howe", dt.date(2026, 7, 15)) == 630
    assert standard_offset_minutes("Australia/Lord_Howe", dt.date(2026, 1, 15)) == 630
    assert offset_minutes("Asia/Kathmandu", MONDAY) == 345
    assert standard_offset_minutes("Europe/Dublin", dt.date(2026, 7, 1)) == 0


def test_the_date_line_puts_one_friday_beside_the_others_saturday() -> None:
    east, west = Schedule("Pacific/Kiritimati"), Schedule("Pacific/Pago_Pago")
    assert shared_minutes(east, west, MONDAY) == 7 * 60  # 25 hours apart: almost the same hours, a day later


def test_an_unknown_zone_is_unknown_and_not_zero() -> None:
    nowhere, berlin = Schedule(""), Schedule("Europe/Berlin")
    assert shared_minutes(nowhere, berlin, MONDAY) is None
    assert next_shared(nowhere, berlin, MONDAY) is None
    assert working(nowhere, MONDAY, 7) == ()
    assert common_windows([nowhere, berlin], MONDAY) == common_windows([berlin], MONDAY)
    assert common_windows([nowhere], MONDAY) == ()


def test_next_window_from_a_moment_needs_half_an_hour_left() -> None:
    berlin = Schedule("Europe/Berlin")
    early = dt.datetime(2026, 11, 23, 15, 29, tzinfo=dt.UTC)
    window = next_shared(berlin, berlin, MONDAY, now=early)
    assert window is not None
    assert (window.start, window.minutes) == (early, 31)
    late = next_shared(berlin, berlin, MONDAY, now=early + dt.timedelta(minutes=2))
    assert late is not None
    assert late.start == dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
    assert [f"{moment:%a %H:%M}" for moment in late.local("Asia/Kathmandu")] == ["Tue 13:45", "Tue 21:45"]


def test_dates_at_both_ends_of_the_calendar_have_an_answer() -> None:
    berlin = Schedule("Europe/Berlin")
    for day in (dt.date.min, dt.date.max):
        assert shared_minutes(berlin, berlin, day) is not None
        assert offset_minutes("Europe/Berlin", day) is not None
        next_shared(berlin, berlin, day)
        common_windows([berlin], day)


def account(**people: Person) -> Account:
    places = {
        "berlin": Place(name="Berlin", timezone="Europe/Berlin", hours="08:00-16:30", kind=PlaceKind.OFFICE),
        "iberia": Place(name="Iberia", timezone="Europe/Madrid", kind=PlaceKind.REGION),
    }
    team = {"dana": Teammate(name="Dana", timezone="Europe/London", days=(Weekday.SUN, Weekday.MON))}
    return Account(header=Header(name="Acme"), places=places, people=people, team=team)


def test_each_part_of_a_schedule_is_ones_own_else_the_places_else_assumed() -> None:
    found = account(
        own=Person(name="A", place="berlin", hours="10:00-14:00", timezone="Asia/Tokyo"),
        lent=Person(name="B", place="berlin", days=(Weekday.SAT,)),
        bare=Person(name="C"),
        wrong=Person(name="D", place="berlin", hours="17:00-09:00"),
    )
    assert schedule(found, "own") == Schedule("Asia/Tokyo", (600, 840), WORKING_WEEK, assumed_hours=False, source="own")
    assert schedule(found, "lent") == Schedule(
        "Europe/Berlin", (480, 990), (Weekday.SAT,), assumed_hours=False, source="place"
    )
    assert schedule(found, "bare") == Schedule("", ASSUMED_HOURS, WORKING_WEEK, assumed_hours=True, source="assumed")
    assert schedule(found, "wrong").source == "place"
    assert schedule(found, "dana").days == (Weekday.MON, Weekday.SUN)
    with pytest.raises(KeyError):
        schedule(found, "nobody")


OFFICE: dict[str, Any] = {"name": "A", "place": "berlin"}


@pytest.mark.parametrize(
    ("one", "other", "channel", "expected"),
    [
        (Person(**OFFICE), Person(**OFFICE, work_mode=WorkMode.ONSITE), None, True),
        (Person(**OFFICE), Person(**OFFICE, work_mode=WorkMode.REMOTE), None, False),
        (Person(**OFFICE), Person(name="B", place="iberia"), None, False),
        (Person(name="A", place="iberia"), Person(name="B", place="iberia"), None, False),
        (Person(name="A"), Person(name="B"), None, False),
        (Person(**OFFICE), Person(**OFFICE, work_mode=WorkMode.HYBRID), None, False),
        (Person(**OFFICE), Person(**OFFICE, work_mode=WorkMode.HYBRID, office_days=(Weekday.TUE,)), None, True),
        (
            Person(**OFFICE, work_mode=WorkMode.HYBRID, office_days=(Weekday.MON,)),
            Person(**OFFICE, work_mode=WorkMode.HYBRID, office_days=(Weekday.TUE,)),
            None,
            False,
        ),
        (
            Person(**OFFICE, work_mode=WorkMode.HYBRID, office_days=(Weekday.MON, Weekday.TUE)),
            Person(**OFFICE, work_mode=WorkMode.HYBRID, office_days=(Weekday.TUE,)),
            Channel.VIDEO,
            True,
        ),
        (Person(name="A"), Person(name="B", work_mode=WorkMode.REMOTE), Channel.IN_PERSON, True),
    ],
)
def test_who_meets_without_arranging_it(one: Person, other: Person, channel: Channel | None, expected: bool) -> None:
    found = account(a=one, b=other)
    assert meet_in_person(found, "a", "b", channel) is expected
    assert meet_in_person(found, "b", "a", channel) is expected
    assert meet_in_person(found, "dana", "a", channel) is (channel is Channel.IN_PERSON)
