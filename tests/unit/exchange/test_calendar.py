"""Calendar files: read back by an independent reader of the format, octet by octet where the format asks for it."""

from datetime import date, timedelta

from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from committee.exchange.writers.calendar import Day, calendar, uid
from committee.text import clean

STAMP = date(2026, 11, 22)

texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=120).map(clean)
days = st.builds(
    Day,
    identity=st.tuples(texts, texts),
    due=st.dates(date(1970, 1, 1), date(2999, 1, 1)),
    summary=texts,
    detail=texts,
    categories=st.lists(st.sampled_from(("Action", "A, b; c\\")), max_size=2).map(tuple),
)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(days, max_size=4))
def test_what_is_written_is_read_again(wanted: list[Day]) -> None:
    made = calendar(wanted, STAMP, name="Actions")
    events = Calendar.from_ical(made).events
    found = sorted(
        (str(e["UID"]), e.decoded("DTSTART"), str(e["SUMMARY"]), str(e.get("DESCRIPTION", ""))) for e in events
    )
    assert found == sorted((uid(d.identity), d.due, d.summary, d.detail) for d in wanted)
    assert all(e.decoded("DTEND") - e.decoded("DTSTART") == timedelta(days=1) for e in events)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(days, max_size=4))
def test_lines_end_and_fold_as_the_format_wants_it(wanted: list[Day]) -> None:
    made = calendar(wanted, STAMP)
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert max(map(len, made.split(b"\r\n"))) <= 75
    for line in made.split(b"\r\n"):
        line.decode("utf-8")  # no character is cut in two


@given(st.permutations([Day(identity=(str(n),), due=STAMP, summary="same") for n in range(4)]))
def test_the_same_days_give_the_same_bytes(wanted: list[Day]) -> None:
    assert calendar(wanted, STAMP) == calendar(sorted(wanted, key=lambda d: d.identity), STAMP)


def test_an_entry_keeps_its_name_and_says_nothing_by_it() -> None:
    one = Day(identity=("Acme", "actions", "2026-11-14-p2x8"), due=STAMP, summary="Call Priya")
    moved = Day(identity=one.identity, due=STAMP + timedelta(days=9), summary="Call Priya again")
    names = {line for made in (calendar([one], STAMP), calendar([moved], STAMP + timedelta(days=1)))
             for line in made.split(b"\r\n") if line.startswith(b"UID:")}  # fmt: skip
    assert len(names) == 1
    assert b"Acme" not in next(iter(names))
    assert uid(("Acme", "gates", "x")) != uid(("Acme", "actions", "x")) != uid(("Acmeactions", "x"))


def test_a_day_in_the_calendar_keeps_nobody_from_meeting() -> None:
    made = calendar([Day(identity=("a",), due=date.max, summary="Last day")], STAMP)
    assert b"TRANSP:TRANSPARENT\r\n" in made
    assert b"DTSTAMP:20261122T000000Z\r\n" in made
    assert b"DTEND" not in made
