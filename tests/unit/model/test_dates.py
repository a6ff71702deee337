"""Dates as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from some import some

from committee.model.dates import (
    DAYS,
    add_months,
    date_words,
    long_day,
    near_day,
    quarter_end,
    read_date,
    show_date,
    show_day,
    show_distance,
    show_length,
    show_moment,
    year_end,
)

SATURDAY = date(2026, 11, 14)
ANY_DAY = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        (" 2026-2-3 ", date(2026, 2, 3)),
        ("Today", SATURDAY),
        ("tomorrow", date(2026, 11, 15)),
        ("yesterday", date(2026, 11, 13)),
        ("+3d", date(2026, 11, 17)),
        ("+2w", date(2026, 11, 28)),
        ("-1w", date(2026, 11, 7)),
        ("+3m", date(2027, 2, 14)),
        ("-1y", date(2025, 11, 14)),
        ("fri", date(2026, 11, 20)),
        ("sat", date(2026, 11, 21)),
        ("next mon", date(2026, 11, 16)),
        ("next sunday", date(2026, 11, 22)),
        ("last fri", date(2026, 11, 13)),
        ("last saturday", date(2026, 11, 7)),
        ("20 jan", date(2027, 1, 20)),
        ("Jan 20th, 2028", date(2028, 1, 20)),
        ("14 nov", SATURDAY),
        ("29 feb", date(2028, 2, 29)),
        ("eom", date(2026, 11, 30)),
        ("eoq", date(2026, 12, 31)),
        ("eoy", date(2026, 12, 31)),
    ],
)
def test_says_a_date(text: str, said: date) -> None:
    assert read_date(text, SATURDAY) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fri", date(2026, 11, 13)),
        ("sat", date(2026, 11, 7)),
        ("2 nov", date(2026, 11, 2)),
        ("20 dec", date(2025, 12, 20)),
    ],
)
def test_looks_backwards_where_the_past_is_meant(text: str, said: date) -> None:
    assert read_date(text, SATURDAY, past=True) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "fr",
        "2026-13-01",
        "2026-02-30",
        "31 feb",
        "99 jan",
        "+9999y",
        "-9999y",
        "1 janu4ry",
        "next",
        "ma 5",
        "t",
    ],
)
def test_says_none(text: str) -> None:
    assert read_date(text, SATURDAY) is None


@given(ANY_DAY, ANY_DAY)
def test_what_is_shown_is_read_again(day: date, today: date) -> None:
    shown = show_date(day).split(" ", 1)[1]
    assert read_date(shown, today) == day
    assert read_date(day.isoformat(), today) == day


@given(ANY_DAY, st.sampled_from(DAYS))
def test_a_weekday_is_within_the_week(today: date, day: str) -> None:
    ahead, behind = some(read_date(day, today)), some(read_date(day, today, past=True))
    assert 1 <= (ahead - today).days <= 7
    assert 1 <= (today - behind).days <= 7
    assert DAYS[ahead.weekday()] == DAYS[behind.weekday()] == day


@given(ANY_DAY, st.integers(0, 240))
def test_months_back_and_forth_differ_by_the_short_months_only(day: date, months: int) -> None:
    assert timedelta(0) <= day - add_months(add_months(day, months), -months) <= timedelta(days=3)


@given(st.text(max_size=20), ANY_DAY)
def test_never_fails(text: str, today: date) -> None:
    read_date(text, today)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (3, "in 3 days"),
        (-21, "3 weeks ago"),
        (91, "in 3 months"),
    ],
)
def test_distance_in_words(days: int, words: str) -> None:
    assert show_distance(SATURDAY + timedelta(days=days), SATURDAY) == words


def test_every_offered_word_means_what_is_said() -> None:
    assert {word: read_date(word, SATURDAY) for word, _ in date_words(SATURDAY)} == dict(date_words(SATURDAY))


def test_days_moments_and_lengths_as_they_are_shown() -> None:
    assert (show_day(SATURDAY), show_day(SATURDAY, SATURDAY)) == ("14 Nov 2026", "14 Nov")
    assert long_day(SATURDAY) == "14 November 2026"
    assert show_moment(datetime(2026, 11, 14, 9, 5, tzinfo=UTC)) == "Sat 14 Nov 09:05"
    assert [show_length(minutes) for minutes in (0, 45, 60, 75)] == ["", "45 min", "1 h", "1 h 15 min"]


def test_the_year_is_said_where_it_is_not_within_half_a_year() -> None:
    assert near_day(None, SATURDAY) == ""
    assert near_day(SATURDAY + timedelta(days=179), SATURDAY) == "12 May"
    assert near_day(SATURDAY + timedelta(days=180), SATURDAY) == "13 May 27"
    assert near_day(SATURDAY - timedelta(days=180), SATURDAY) == "18 May 26"


def test_quarters_and_years_end_where_they_end() -> None:
    days = [date(2024, month, 15) for month in range(1, 13)]
    assert {quarter_end(day) for day in days} == {
        date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)
    }  # fmt: skip
    assert {year_end(day) for day in days} == {date(2024, 12, 31)}


def test_fiscal_ones_end_with_the_month_before_the_first() -> None:
    assert quarter_end(date(2026, 11, 20), 2) == date(2027, 1, 31)
    assert quarter_end(date(2027, 2, 1), 2) == date(2027, 4, 30)
    assert year_end(date(2027, 1, 31), 2) == date(2027, 1, 31)
    assert year_end(date(2027, 2, 1), 2) == date(2028, 1, 31)
    assert quarter_end(date(9999, 11, 20), 2) == date.max
    for starts in range(1, 13):
        for month in range(1, 13):
            day = date(2025, month, 28)
            end = quarter_end(day, starts)
            assert day <= end <= year_end(day, starts)
            assert (end + timedelta(1)).day == 1
            assert ((end + timedelta(1)).month - starts) % 3 == 0
