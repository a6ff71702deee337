import datetime as dt
from typing import Any

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import accounts

from committee.model import vocabulary as v
from committee.model.account import Account
from committee.model.fields import Field, Kind
from committee.model.tables import TABLES, table
from committee.model.values import (
    TEXT_LIMIT,
    Fault,
    from_text,
    from_toml,
    items_from_toml,
    nearest,
    normal,
    parse_hours,
    quoted,
    to_text,
)
from committee.model.zones import is_zone


def field(name: str, *pattern: str) -> Field:
    found = table(*(pattern or ("people", "*"))).field(name)
    assert found is not None
    return found


VALUE, CLOSE, DEAL, NOTES = (field(name, "account") for name in ("value", "close_date", "deal", "notes"))
CURRENCY, NAME, STANCE, ROLES = field("currency", "account"), field("name"), field("stance"), field("roles")
POWER, ZONE, HOURS, SELLS = field("power"), field("timezone"), field("hours"), field("sells", "people", "*", "champion")
QUORUM, VOUCHED, DAYS = field("of", "decision", "quorum"), field("value", "evidence", "*"), field("days", "places", "*")

GOOD = [
    (VALUE, 0, 0),
    (POWER, 5, 5),
    (CLOSE, dt.date(2027, 3, 31), dt.date(2027, 3, 31)),
    (DEAL, "", ""),
    (DEAL, "a\n b\tc", "a b c"),
    (NOTES, "a\n\tb\n", "a\n\tb\n"),
    (SELLS, False, False),
    (STANCE, "supporter", v.Stance.SUPPORTER),
    (ROLES, ["security", "legal"], (v.Role.LEGAL, v.Role.SECURITY)),
    (ROLES, [], ()),
    (QUORUM, ["b", "a"], ("a", "b")),
    (ZONE, "Europe/Berlin", "Europe/Berlin"),
    (ZONE, "", ""),
    (HOURS, "00:00-24:00", "00:00-24:00"),
    (CURRENCY, "EUR", "EUR"),
    (VOUCHED, True, True),
    (VOUCHED, 3, 3),
    (VOUCHED, "neutral", "neutral"),
    (DAYS, ["fri", "mon", "tue", "wed", "thu"], ()),
    (DAYS, ["mon"], (v.Weekday.MON,)),
]


@pytest.mark.parametrize(("of", "raw", "value"), GOOD)
def test_good_values(of: Field, raw: Any, value: Any) -> None:
    found = from_toml(of, raw)
    assert found == value
    assert type(found) is type(value)


BAD = [
    (VALUE, True, "wrong-type", None),
    (VALUE, 1.0, "wrong-type", 1),
    (VALUE, 1.5, "wrong-type", None),
    (VALUE, float("nan"), "wrong-type", None),
    (VALUE, float("inf"), "wrong-type", None),
    (VALUE, "480 000", "wrong-type", 480000),
    (VALUE, "many", "wrong-type", None),
    (VALUE, -1, "out-of-range", 0),
    (VALUE, 2**63, "out-of-range", None),
    (POWER, 0, "out-of-range", 1),
    (POWER, 6, "out-of-range", 5),
    (CLOSE, dt.datetime(2027, 3, 31, 12, 0), "wrong-type", dt.date(2027, 3, 31)),  # noqa: DTZ001 - a TOML local date-time
    (CLOSE, "2027-03-31", "wrong-type", dt.date(2027, 3, 31)),
    (CLOSE, "2027-02-30", "wrong-type", None),
    (CLOSE, dt.time(1, 2), "wrong-type", None),
    (CLOSE, 20270331, "wrong-type", None),
    (DEAL, 5, "wrong-type", "5"),
    (DEAL, True, "wrong-type", None),
    (DEAL, ["x"], "wrong-type", None),
    (NAME, "", "missing", None),
    (NAME, "\n", "missing", None),
    (SELLS, 1, "wrong-type", True),
    (SELLS, "no", "wrong-type", False),
    (SELLS, "perhaps", "wrong-type", None),
    (STANCE, "Suporter", "unknown-choice", "supporter"),
    (STANCE, "xyz", "unknown-choice", None),
    (STANCE, 3, "wrong-type", None),
    (ROLES, "legal", "wrong-type", ["legal"]),
    (ROLES, "king", "wrong-type", None),
    (ROLES, ["legal", "king"], "unknown-choice", None),
    (ROLES, ["legal", "legal"], "item-twice", None),
    (ROLES, ["economic buyer"], "unknown-choice", "economic-buyer"),
    (QUORUM, ["a", "a"], "item-twice", None),
    (QUORUM, [1], "wrong-type", "1"),
    (ZONE, "Europe/Berln", "unknown-zone", "Europe/Berlin"),
    (ZONE, "new york", "unknown-zone", "America/New_York"),
    (ZONE, "Mars", "unknown-zone", None),
    (ZONE, "../../etc/passwd", "unknown-zone", None),
    (HOURS, "9-17", "bad-hours", "09:00-17:00"),
    (HOURS, "9.30 – 17h15", "bad-hours", "09:30-17:15"),
    (HOURS, "17:00-09:00", "bad-hours", None),
    (HOURS, "09:00-09:00", "bad-hours", None),
    (HOURS, "25:00-26:00", "bad-hours", None),
    (HOURS, "always", "bad-hours", None),
    (CURRENCY, "€", "bad-currency", "EUR"),
    (CURRENCY, "eur", "bad-currency", "EUR"),
    (CURRENCY, "Euros", "bad-currency", None),
    (VOUCHED, 1.5, "wrong-type", None),
    (VOUCHED, [], "wrong-type", None),
]


@pytest.mark.parametrize(("of", "raw", "code", "meant"), BAD)
def test_bad_values_say_what_was_meant(of: Field, raw: Any, code: str, meant: Any) -> None:
    fault = from_toml(of, raw)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.mend_value) == (code, meant)
    assert type(fault.mend_value) is type(meant)
    assert of.name in fault.what
    assert fault.remedy
    if meant is not None:
        assert not isinstance(from_toml(of, [meant] if of.many and not isinstance(meant, list) else meant), Fault)


def test_every_faulty_item_of_a_list_is_found_and_the_good_ones_kept() -> None:
    good, faults = items_from_toml(ROLES, ["security", "king", "legal", 3, "legal"])
    assert good == (v.Role.LEGAL, v.Role.SECURITY)
    assert [(index, fault.code) for index, fault in faults] == [
        (1, "unknown-choice"),
        (3, "wrong-type"),
        (4, "item-twice"),
    ]


@pytest.mark.parametrize(
    ("of", "typed", "value"),
    [
        (VALUE, " 480,000 ", 480000),
        (VALUE, "480'000", 480000),
        (VALUE, "1_000_000", 1000000),
        (VALUE, "", None),
        (CLOSE, "2027-03-31", dt.date(2027, 3, 31)),
        (SELLS, "Yes", True),
        (SELLS, "", None),
        (STANCE, "neutral", v.Stance.NEUTRAL),
        (ROLES, "security, legal", (v.Role.LEGAL, v.Role.SECURITY)),
        (ROLES, " ", ()),
        (HOURS, "9-17:30", "09:00-17:30"),
        (CURRENCY, "chf", "CHF"),
        (NOTES, "a\r\nb", "a\nb"),
        (DEAL, " a\nb\x1b ", "a b\ufffd"),
        (VOUCHED, "true", True),
        (VOUCHED, "4", 4),
        (VOUCHED, "neutral", "neutral"),
        (field("status"), "", v.PersonStatus.ACTIVE),
    ],
)
def test_typed_text(of: Field, typed: str, value: Any) -> None:
    assert from_text(of, typed) == value


@pytest.mark.parametrize("of", [DEAL, NOTES, VOUCHED], ids=lambda of: of.name)
@pytest.mark.parametrize("letter", ["a", "ä", "\U0001f680"])
def test_text_that_no_file_may_hold_is_refused_where_it_is_typed(of: Field, letter: str) -> None:
    most = TEXT_LIMIT // len(letter.encode())
    assert from_text(of, letter * most) == letter * most
    fault = from_text(of, letter * (most + 1))
    assert isinstance(fault, Fault)
    assert fault.code == "text-too-long"
    assert f"{most + 1:,} characters" in fault.what
    assert fault.remedy


@pytest.mark.parametrize(
    ("of", "typed"), [(VALUE, "1,2"), (VALUE, "x"), (CLOSE, "soon"), (STANCE, "fan"), (POWER, "6")]
)
def test_typed_text_that_is_none(of: Field, typed: str) -> None:
    assert isinstance(from_text(of, typed), Fault)


@settings(max_examples=examples(30), deadline=None)
@given(accounts())
def test_what_a_form_shows_it_reads_back(account: Account) -> None:
    for entry in TABLES:
        records = getattr(account, entry.name, {}) if entry.pattern[1:] == ("*",) else {}
        for record in records.values():
            for each in entry.fields:
                value = getattr(record, each.attribute)
                kept = value
                if type(value) is str and (each.kind is not Kind.PROSE or not value.strip()):
                    kept = value.strip()  # white space around one-line text is no part of what somebody types
                if each.kind is not Kind.SCALAR and (kept or not each.required):
                    assert from_text(each, to_text(each, value)) == kept
                assert normal(each, value) == value


@given(st.text(alphabet="0123456789:-", max_size=11))
def test_hours_are_read_only_in_their_one_form(text: str) -> None:
    found = parse_hours(text)
    if found is not None:
        start, end = found
        assert 0 <= start < end <= 1440
        assert text == f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


@pytest.mark.parametrize(
    "name", ["posix/Europe/Berlin", "right/UTC", "localtime", "", "Europe", "europe/../Europe/Berlin", "a" * 500]
)
def test_names_that_are_files_but_no_zones(name: str) -> None:
    assert not is_zone(name)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("suporter", "supporter"),
        ("Economic Buyer", "economic-buyer"),
        ("TECHNICAL_BUYER", "technical-buyer"),
        ("zzz", None),
        ("adv", "advocate"),
    ],
)
def test_the_nearest_word(word: str, meant: str | None) -> None:
    assert nearest(word, [*v.Stance, *v.Role]) == meant


def test_quoted_values_are_short_and_on_one_line() -> None:
    assert quoted("a\nb\x1b") == '"a b\ufffd"'
    assert len(quoted("x" * 500)) == 62
    assert quoted(True) == "true"
    assert quoted({"a": 1}) == "a table"
    assert len(quoted(10**100)) < 50
