"""Zones and currencies that can be read and hardly are what anybody means."""

from zoneinfo import ZoneInfo

import pytest

from committee import store
from committee.model.plausible import CURRENCIES
from committee.model.problem import Problem

TEXT = """format = 1
[account]
name = "Acme"
currency = "{currency}"
[places.lima]
name = "Lima"
timezone = "{zone}"
[team.dana]
name = "Dana"
timezone = "{zone}"
[people.ann]
name = "Ann"
place = "lima"
timezone = "{zone}"
"""


def problems(currency: str = "EUR", zone: str = "Europe/Berlin") -> tuple[Problem, ...]:
    document = store.read_text(TEXT.format(currency=currency, zone=zone))
    assert document.errors == ()
    assert document.account.people["ann"].timezone == zone
    return document.problems


@pytest.mark.parametrize("code", ["XXX", "XTS", "BTC", "DEM", "XAU", "EUX", "RMB"])
def test_what_is_no_money_is_said(code: str) -> None:
    (problem,) = problems(currency=code)
    assert (problem.code, problem.line) == ("odd-currency", 4)
    assert f'"{code}"' in problem.what
    assert problem.remedy
    assert [mend.value for mend in problem.mends] == (["CNY"] if code == "RMB" else [])


def test_what_is_paid_with_is_not() -> None:
    assert len(CURRENCIES) > 150
    for code in sorted(CURRENCIES):
        assert problems(currency=code) == ()


@pytest.mark.parametrize(
    ("zone", "words", "other"),
    [("Etc/GMT+5", "UTC-5: 5 hours behind", "Etc/GMT-5"), ("Etc/GMT-10", "UTC+10: 10 hours ahead", "Etc/GMT+10")],
)
def test_zones_whose_sign_is_turned_round_are_said_wherever_they_stand(zone: str, words: str, other: str) -> None:
    found = problems(zone=zone)
    assert [(p.code, p.path) for p in found] == [
        ("odd-zone", (table, who, "timezone"))
        for table, who in (("places", "lima"), ("team", "dana"), ("people", "ann"))
    ]
    assert all(words in p.what and other in p.remedy for p in found)
    assert ZoneInfo(other)


@pytest.mark.parametrize("zone", ["EST", "MST", "HST"])
def test_zones_without_summer_time_that_have_the_name_of_one_with_it(zone: str) -> None:
    assert {p.code for p in problems(zone=zone)} == {"odd-zone"}


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "Etc/GMT", "Etc/GMT0", "GMT", "America/Bogota", "CET"])
def test_other_zones_are_not_said(zone: str) -> None:
    assert problems(zone=zone) == ()
