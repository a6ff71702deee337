"""Filters, orders and totals: each part against what it says, and sums of nothing but what is written."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.model.vocabulary import Forecast, Stage
from committee.pipeline.portfolio.columns import BY_KEY, COLUMNS, FIELDS, in_order
from committee.pipeline.portfolio.filters import KEYS, Filter, FilterFault, read_filter, words
from committee.pipeline.portfolio.row import Row, Trend, totals, whole

DAY = date(2026, 11, 20)


def row(name: str = "Acme", **more: Any) -> Row:
    more.setdefault("path", Path(f"{name}.account.toml"))
    return Row(today=DAY, name=name, analysed=True, **more)


ACME = row(
    "Acme Robotics", owner="Dana Okafor", stage=Stage.PROPOSAL, forecast=Forecast.COMMIT, value=480_000, currency="EUR",
    close_date=DAY + timedelta(20), counts=(1, 0, 2, 0), codes=("CH001", "DM010"), talks=4, difficulty="hard", effort=1,
    plan="4 talks, hard", trend=Trend.HARDER, slips=2, changed=DAY - timedelta(40),
    contacted=DAY - timedelta(9), reviewed=DAY - timedelta(8), next_step="Security workshop",
    next_due=DAY - timedelta(1),
)  # fmt: skip
BOLT = row(
    "Bölt & Sohn", owner="Sam Ito", stage=Stage.EVALUATION, forecast=Forecast.PIPELINE, value=90_000, currency="USD",
    close_date=DAY + timedelta(200), counts=(0, 0, 0, 1), codes=("CH006",), talks=0, plan="no talks needed",
    effort=0, changed=DAY, contacted=None, reviewed=None,
)  # fmt: skip
WON = row("Coda", stage=Stage.WON, value=10, currency="EUR", close_date=DAY - timedelta(30))
LOST = Row(path=Path("d.toml"), today=DAY, name="Dull", fault="line 3: broken", fault_code="syntax", errors=1)
EVERY = (ACME, BOLT, WON, LOST)


def kept(text: str, **more: Any) -> list[str]:
    return [one.name.partition(" ")[0] for one in EVERY if read_filter(text, DAY, **more).holds(one)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["Acme", "Bölt", "Coda", "Dull"]),
        ("acme", ["Acme"]),
        ("BOLT", ["Bölt"]),
        ("workshop robotics", ["Acme"]),
        ("workshop bolt", []),
        ('"security workshop"', ["Acme"]),
        ("broken", ["Dull"]),
        ("owner:dana", ["Acme"]),
        ("owner:none", ["Coda", "Dull"]),
        ("owner:sam,dana", ["Acme", "Bölt"]),
        ("-owner:dana", ["Bölt", "Coda", "Dull"]),
        ("stage:proposal", ["Acme"]),
        ("stage:prop", ["Acme"]),
        ("stage:closed", ["Coda"]),
        ("stage:open", ["Acme", "Bölt"]),
        ("forecast:commit,none", ["Acme", "Coda", "Dull"]),
        ("severity:critical", ["Acme"]),
        ("severity:low", ["Acme", "Bölt"]),
        ("severity:high", ["Acme"]),
        ("code:dm", ["Acme"]),
        ("closing:30d", ["Acme"]),
        ("closing:2w", []),
        ("closing:year", ["Acme"]),
        ("closing:2027-12-31", ["Acme", "Bölt"]),
        ("closing:12m", ["Acme", "Bölt"]),
        ("closing:overdue", []),
        ("value:100k", ["Acme"]),
        ("value:0.09m", ["Acme", "Bölt"]),
        ("slips:1", ["Acme"]),
        ("slips:0", ["Acme", "Bölt", "Coda", "Dull"]),
        ("plan:hard", ["Acme"]),
        ("plan:harder", ["Acme"]),
        ("plan:none", ["Bölt", "Coda"]),
        ("quiet:30d", ["Acme"]),
        ("contact:7d", ["Acme", "Bölt", "Dull"]),
        ("contact:10d", ["Bölt", "Dull"]),
        ("review:7d", ["Acme", "Bölt", "Dull"]),
        ("review:2w -is:faulty", ["Bölt"]),
        ("next:none", ["Bölt"]),
        ("next:overdue", ["Acme"]),
        ("next:secur", ["Acme"]),
        ("is:faulty", ["Dull"]),
        ("is:sound", ["Acme", "Bölt", "Coda"]),
        ("is:open value:1", ["Acme", "Bölt"]),
        ("is:closed", ["Coda"]),
        ("STAGE:proposal", ["Acme"]),
    ],
)
def test_a_part_keeps_what_it_says(text: str, names: list[str]) -> None:
    assert kept(text) == names


def test_quarter_and_year_are_fiscal_where_the_settings_say_so() -> None:
    january = replace(ACME, close_date=date(DAY.year + 1, 1, 31))
    assert not read_filter("closing:quarter", DAY).holds(january)
    assert read_filter("closing:quarter", DAY, year_starts=2).holds(january)
    assert read_filter("closing:year", DAY, year_starts=2).holds(january)
    february = replace(january, close_date=date(DAY.year + 1, 2, 1))
    assert not read_filter("closing:quarter", DAY, year_starts=2).holds(february)


def test_a_deal_that_should_have_closed_closes_within_any_time() -> None:
    late = replace(ACME, close_date=DAY - timedelta(3))
    assert read_filter("closing:7d", DAY).holds(late)
    assert read_filter("closing:overdue", DAY).holds(late)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sevrity:high", 'Did you mean "severity"'),
        ("severity:hgh", 'Did you mean "high"'),
        ("stage:", "needs a value"),
        ("stage:n", "is not known"),
        ("closing:soonish", "no time"),
        ("value:much", "value:250k"),
        ("slips:two", "slips:1"),
        ("quiet:long", "quiet:14d"),
        ("plan:rough", "easy, moderate, hard"),
        ("is:nice", "faulty, sound"),
        ("@mine", "no saved filter"),
        ("owner:me", "who you are"),
    ],
)
def test_what_nobody_knows_is_refused_with_what_helps(text: str, said: str) -> None:
    with pytest.raises(FilterFault, match=said.replace("(", r"\(")):
        read_filter(text, DAY)


def test_saved_filters_stand_for_their_parts_and_may_name_others() -> None:
    saved = {"big": "value:100k", "mine": "owner:me @big"}
    assert kept("@big", saved=saved) == ["Acme"]
    assert kept("@mine", saved=saved, me="Dana Okafor") == ["Acme"]
    assert kept("-@big is:open", saved=saved) == ["Bölt"]
    with pytest.raises(FilterFault, match="names itself"):
        read_filter("@a", DAY, {"a": "@b", "b": "@a"})
    with pytest.raises(FilterFault, match='Did you mean "mine"'):
        read_filter("@mien", DAY, saved)


@given(st.text(max_size=30))
def test_any_text_is_a_filter_or_is_refused_in_words(text: str) -> None:
    try:
        found = read_filter(text, DAY, {"x": "value:1"}, "me")
    except FilterFault as fault:
        said = str(fault)
    else:
        said = str(found.holds(ACME))
    assert said
    assert "\n" not in said


def test_every_key_has_a_reader() -> None:
    for key in KEYS:
        with pytest.raises(FilterFault, match="needs a value"):
            read_filter(f"{key}:", DAY)
    assert not Filter()
    assert list(words('a -"b c" d:e')) == ["a", '-"b c"', "d:e"]


@pytest.mark.parametrize("key", BY_KEY)
@pytest.mark.parametrize("descending", [False, True])
def test_in_any_order_faults_stand_first_and_closed_deals_last(key: str, descending: bool) -> None:
    bare = row("Eve")
    found = in_order([WON, BOLT, bare, LOST, ACME], key, descending=descending)
    assert found[0].name == "Dull"
    assert found[-1].name == "Coda"
    assert sorted(one.name for one in found) == ["Acme Robotics", "Bölt & Sohn", "Coda", "Dull", "Eve"]
    if BY_KEY[key].order(bare) is None:
        assert found[-2] is bare, "what is not known stands behind what is"
    assert in_order(found[::-1], key, descending=descending) == found


@pytest.mark.parametrize(
    ("key", "first"),
    [("close", ACME), ("findings", ACME), ("yes", None), ("changed", ACME), ("slips", ACME), ("forecast", ACME),
     ("plan", ACME), ("stage", BOLT), ("contact", ACME), ("owner", ACME), ("account", ACME)],
)  # fmt: skip
def test_an_order_puts_first_what_somebody_looks_for(key: str, first: Row | None) -> None:
    found = in_order([BOLT, ACME], key)
    assert first is None or found[0] is first


def test_amounts_are_compared_within_a_currency_only() -> None:
    many = [row(f"x{n}", value=value, currency=currency) for n, (value, currency) in enumerate(
        [(5, "USD"), (900, "TWD"), (7, "USD"), (3, "EUR")])]  # fmt: skip
    assert [(one.currency, one.value) for one in in_order(many, "value")] == [
        ("EUR", 3), ("TWD", 900), ("USD", 7), ("USD", 5)]  # fmt: skip


def test_totals_add_up_what_is_written_and_nothing_else() -> None:
    bare = row("Eve", stage=Stage.PROPOSAL)
    found = totals([ACME, BOLT, WON, LOST, bare])
    assert [(total.stage, total.count, total.sums, total.unvalued) for total in found] == [
        (Stage.EVALUATION, 1, (("USD", 90_000),), 0),
        (Stage.PROPOSAL, 2, (("EUR", 480_000),), 1),
        (Stage.WON, 1, (("EUR", 10),), 0),
    ]
    every = whole([ACME, BOLT, WON, LOST, bare])
    assert (every.count, every.sums) == (3, (("EUR", 480_000), ("USD", 90_000)))
    assert totals([row("Eve")])[0].stage is None


def test_the_documentation_names_every_key_of_a_filter() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "portfolio.md").read_text(encoding="utf-8")
    for key in KEYS:
        assert f"`{key}:" in page, key


def test_every_field_and_every_filter_belongs_to_a_column_or_to_the_file() -> None:
    fields = [name for column in COLUMNS for name in column.fields]
    assert len(fields) == len(set(fields))
    assert set(FIELDS) - set(fields) == {"warnings", "fault_code", "fault"}
    assert not set(fields) - set(FIELDS)
    assert {word for column in COLUMNS for word in column.filters} == set(KEYS)


def test_a_word_said_often_is_asked_once() -> None:
    """A book pasted by mistake would be looked for in every row, word by word."""
    assert len(read_filter("acme " * 20_000, DAY).checks) == 1
    assert len(read_filter("acme -acme acme", DAY).checks) == 2
