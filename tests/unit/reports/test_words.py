"""Values in words."""

from datetime import UTC, date, datetime

import pytest
from some import some

from committee.graph.hours import Window
from committee.model.account import Account, Header, Place, Teammate
from committee.model.tables import table
from committee.model.vocabulary import STRENGTH_OURS
from committee.reports.words import effort_text, minutes_text, strength_text, value_text, window_text

TEAM = Account(
    header=Header(name="A"),
    places={"x": Place(name="X")},
    team={
        "ana": Teammate(name="Ana", timezone="Europe/Berlin"),
        "bob": Teammate(name="Bob", timezone="Pacific/Auckland"),
        "cy": Teammate(name="Cy", timezone="Europe/Berlin"),
        "dee": Teammate(name="Dee"),
    },
)


@pytest.mark.parametrize(
    ("effort", "text"), [(0, "0.0"), (1000, "1.0"), (3400, "3.4"), (3450, "3.45"), (999, "0.999"), (12000, "12.0")]
)
def test_effort_is_exact(effort: int, text: str) -> None:
    assert effort_text(effort) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(None, "unknown"), (0, "none"), (45, "45 min a day"), (60, "1 h a day"), (150, "2 h 30 min a day")],
)
def test_shared_hours(minutes: int | None, text: str) -> None:
    assert minutes_text(minutes) == text


def test_an_unknown_strength_says_what_it_counts_as() -> None:
    assert strength_text(None, STRENGTH_OURS) == "2 (assumed)"
    assert strength_text(1, STRENGTH_OURS) == "1 (met)"


def test_a_window_on_every_clock_once() -> None:
    window = Window(datetime(2026, 11, 20, 20, 0, tzinfo=UTC), datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    said = window_text(TEAM, window, "ana", "bob", "cy")
    assert said == "Fri 20 Nov 21:00–Sat 21 Nov 00:30 Europe/Berlin, Sat 21 Nov 09:00–12:30 Pacific/Auckland"
    assert window_text(TEAM, window, "dee") == "Fri 20 Nov 20:00–23:30 UTC"


def test_values_are_whole() -> None:
    long = "word " * 60
    assert value_text(TEAM, some(table("account").field("notes")), long) == long
    assert value_text(TEAM, some(table("account").field("owner")), "ana") == "Ana"
    assert value_text(TEAM, some(table("account").field("close_date")), date(2027, 3, 31)) == "Wed 31 Mar 2027"
    assert value_text(TEAM, some(table("people", "*", "champion").field("stake")), False) == "no"
    assert value_text(TEAM, some(table("account").field("value")), 0) == "0"
