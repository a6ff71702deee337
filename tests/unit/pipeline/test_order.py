"""The order of a review: by owner, what cannot wait first, the reason in words; the order of files does not matter."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from committee.model.vocabulary import Forecast, Stage
from committee.pipeline.portfolio.row import Row
from committee.pipeline.review.order import Candidate, Group, left_out, ordered, placed

TODAY = date(2026, 11, 22)


def row(name: str = "Acme", **given: Any) -> Row:
    facts: dict[str, Any] = {
        "owner": "Dana",
        "stage": Stage.EVALUATION,
        "analysed": True,
        "reviewed": date(2026, 11, 14),
    } | given
    return Row(path=Path(f"/{name}.account.toml"), today=TODAY, name=name, **facts)


CASES = {
    Group.FAULT: Candidate(row=row("f", fault="line 3: it is not TOML")),
    Group.RISK: Candidate(row=row("r", forecast=Forecast.COMMIT, codes=("DM010",))),
    Group.PEOPLE: Candidate(row=row("p"), people=("Tom Lee, champion, is gone",)),
    Group.SLIPPED: Candidate(row=row("s"), slipped=(date(2026, 12, 1), date(2027, 2, 1))),
    Group.QUIET: Candidate(row=row("q", changed=TODAY - timedelta(30))),
    Group.REST: Candidate(row=row("z", changed=TODAY - timedelta(29)), changes=0),
}


@pytest.mark.parametrize("group", list(Group))
def test_every_group_has_a_reason_in_words(group: Group) -> None:
    place = placed(CASES[group])
    assert place.group is group
    words = {
        Group.FAULT: "line 3",
        Group.RISK: "in commit, but the economic buyer is not confirmed (DM010)",
        Group.PEOPLE: "Tom Lee, champion, is gone",
        Group.SLIPPED: "the close date moved from 1 Dec to 1 Feb 2027",
        Group.QUIET: "no change in 30 days",
        Group.REST: "nothing new",
    }
    assert words[group] in place.reason


def test_groups_follow_one_another_within_an_owner_and_owners_follow_by_name() -> None:
    of_zoe = [replace(one, row=replace(one.row, owner="Zoë")) for one in CASES.values()]
    of_nobody = [replace(one, row=replace(one.row, owner="")) for one in CASES.values()]
    mixed = [*of_nobody, *of_zoe, *CASES.values()]
    random.Random(3).shuffle(mixed)
    found = ordered(mixed)
    assert [place.group for place in found] == list(Group) * 3
    assert [place.row.owner for place in found] == ["Dana"] * 6 + ["Zoë"] * 6 + [""] * 6
    random.Random(4).shuffle(mixed)
    assert ordered(mixed) == found


@pytest.mark.parametrize(
    ("forecast", "close", "codes", "group"),
    [
        (Forecast.COMMIT, None, ("PL001",), Group.RISK),
        (Forecast.COMMIT, None, ("CH001",), Group.REST),
        (Forecast.BEST_CASE, date(2026, 12, 31), ("DM010",), Group.RISK),
        (Forecast.BEST_CASE, date(2027, 1, 1), ("DM010",), Group.REST),
        (None, date(2026, 10, 1), ("PL001",), Group.RISK),
        (None, date(2026, 12, 31), (), Group.REST),
    ],
)
def test_commit_or_closing_this_quarter_is_a_risk_only_with_one_of_the_two_findings(
    forecast: Forecast | None, close: date | None, codes: tuple[str, ...], group: Group
) -> None:
    assert placed(Candidate(row=row(forecast=forecast, close_date=close, codes=codes))).group is group


def test_all_reasons_stand_behind_the_first() -> None:
    place = placed(replace(CASES[Group.RISK], slipped=(date(2026, 12, 1), date(2027, 2, 1)), people=("x is gone",)))
    assert place.group is Group.RISK
    assert place.reasons[1:] == ("x is gone", "the close date moved from 1 Dec to 1 Feb 2027")


def test_within_a_group_the_date_then_the_value_then_the_name() -> None:
    late, early, large, small = (
        row("a", close_date=date(2027, 5, 1)),
        row("d", close_date=date(2027, 1, 1)),
        row("c", close_date=date(2027, 2, 1), value=900),
        row("b", close_date=date(2027, 2, 1), value=5),
    )
    found = ordered(Candidate(row=one) for one in (late, early, large, small))
    assert [place.row.name for place in found] == ["d", "c", "b", "a"]


def test_deals_closed_before_are_left_out_and_counted_those_closed_since_are_not() -> None:
    before = Candidate(row=row("before", stage=Stage.WON), closed_before=True)
    since = Candidate(row=row("since", stage=Stage.LOST))
    faulty = Candidate(row=row("faulty", stage=Stage.WON, fault="x"), closed_before=True)
    found = ordered([before, since, faulty])
    assert {place.row.name for place in found} == {"since", "faulty"}
    assert found[1].reason == "lost since the last review"
    assert left_out([before, since, faulty]) == 1


@pytest.mark.parametrize(
    ("changes", "reviewed", "words"),
    [
        (0, TODAY, "nothing new"),
        (1, TODAY, "1 change, nothing pressing"),
        (7, TODAY, "7 changes, nothing pressing"),
        (None, TODAY, "what changed is not known"),
        (None, None, "never reviewed"),
    ],
)
def test_the_rest_says_what_there_is_to_say(changes: int | None, reviewed: date | None, words: str) -> None:
    assert placed(Candidate(row=row(reviewed=reviewed), changes=changes)).reason == words


def test_this_quarter_is_the_fiscal_one() -> None:
    one = Candidate(row=row(forecast=Forecast.BEST_CASE, close_date=date(2027, 1, 31), codes=("DM010",)))
    assert placed(one).group is Group.REST
    assert placed(one, year_starts=2).group is Group.RISK
    assert ordered([one], year_starts=2)[0].group is Group.RISK
