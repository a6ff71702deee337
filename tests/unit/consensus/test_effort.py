"""What a talk costs: each term by itself, with the number and the reason."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from efforts import talk_terms

from committee.consensus.effort import Kind, Pricing, Way, in_talks
from committee.consensus.expertise import matches, matching
from committee.graph.arcs import arcs
from committee.graph.standing import committee_of
from committee.model import vocabulary as v
from committee.model.account import (
    Account,
    Champion,
    Coverage,
    Evidence,
    Header,
    Influence,
    Person,
    Place,
    Teammate,
)

TODAY = dt.date(2026, 11, 21)
EASY = {"talk": 1000}


def deal(**changes: Any) -> Account:
    """Two people in one office and one of ours who shares their hours: every talk is as easy as it can be."""
    base = Account(
        header=Header(name="Acme"),
        places={"bonn": Place(name="Bonn", timezone="Europe/Berlin", kind=v.PlaceKind.OFFICE)},
        team={"dana": Teammate(name="Dana", timezone="Europe/Berlin")},
        people={
            "ana": Person(
                name="Ana",
                place="bonn",
                stance=v.Stance.SUPPORTER,
                power=3,
                champion=Champion(influence=True, sells=True, stake=True),
            ),
            "ben": Person(name="Ben", place="bonn", stance=v.Stance.SUPPORTER),
        },
        coverage={("dana", "ben"): Coverage(strength=5, channel=v.Channel.IN_PERSON)},
        influence={("ana", "ben"): Influence(strength=5)},
    )
    return replace(base, **changes)


def person(account: Account, identifier: str, **changes: Any) -> Account:
    changed = replace(account.people[identifier], **changes)
    return replace(account, people={**account.people, identifier: changed})


def terms(account: Account, speaker: str, listener: str, kind: Kind = Kind.TIE) -> dict[str, int]:
    arc = next((arc for arc in arcs(account) if arc.pair == (speaker, listener)), None)
    talk = arc if kind is Kind.TIE and arc else Way(speaker, listener, kind)
    found = talk_terms(account, committee_of(account, TODAY), talk, TODAY)
    assert all(term.why for term in found)
    return {term.key: term.cost for term in found}


def why(account: Account, speaker: str, listener: str, key: str, kind: Kind = Kind.TIE) -> str:
    arc = next((arc for arc in arcs(account) if arc.pair == (speaker, listener)), None)
    talk = arc if kind is Kind.TIE and arc else Way(speaker, listener, kind)
    found = talk_terms(account, committee_of(account, TODAY), talk, TODAY)
    return next(term.why for term in found if term.key == key)


def test_an_easy_talk_costs_one() -> None:
    assert terms(deal(), "ana", "ben") == EASY
    assert terms(deal(), "dana", "ben") == EASY


@pytest.mark.parametrize(("strength", "cost"), [(1, 2400), (2, 1800), (3, 1200), (4, 600), (None, 1800)])
def test_each_point_of_strength_missing_costs(strength: int | None, cost: int) -> None:
    account = deal(influence={("ana", "ben"): Influence(strength=strength)})
    assert terms(account, "ana", "ben") == {**EASY, "tie": cost}
    said = f"the tie from Ana to Ben has strength {strength or 2} of 5"
    assert why(account, "ana", "ben", "tie").startswith(said)


def test_a_reporting_line_counts_three() -> None:
    account = person(deal(influence={}), "ben", reports_to="ana")
    assert terms(account, "ana", "ben") == {**EASY, "tie": 1200}
    assert why(account, "ana", "ben", "tie").endswith("as between manager and report")


def test_new_ties_cost_instead_of_strength() -> None:
    account = deal(coverage={})
    assert terms(account, "dana", "ben", Kind.FIRST_MEETING) == {**EASY, "first_meeting": 3000, "remote": 300}
    apart = deal(influence={})
    assert terms(apart, "ana", "ben", Kind.INTRODUCTION) == {**EASY, "introduction": 2500}


def test_who_cannot_meet_costs_remote() -> None:
    account = person(deal(), "ben", work_mode=v.WorkMode.REMOTE)
    assert terms(account, "ana", "ben") == {**EASY, "remote": 300}
    assert why(account, "ana", "ben", "remote") == "Ana and Ben cannot meet in person"


@pytest.mark.parametrize(
    ("hours", "key", "cost", "words"),
    [
        ("13:00-17:00", None, 0, ""),
        ("13:30-20:00", "hours_under_4", 100, "Ana and Ben share 3 h 30 min a day"),
        ("15:00-20:00", "hours_under_4", 100, "Ana and Ben share 2 h 00 min a day"),
        ("15:01-20:00", "hours_under_2", 300, "Ana and Ben share 1 h 59 min a day"),
        ("17:00-20:00", "hours_none", 1500, "Ana and Ben share no working hours"),
    ],
)
def test_shared_hours(hours: str, key: str | None, cost: int, words: str) -> None:
    account = person(deal(), "ben", hours=hours)
    assert terms(account, "ana", "ben") == ({**EASY, key: cost} if key else EASY)
    if key:
        assert why(account, "ana", "ben", key) == words


def test_an_unknown_zone_costs_a_little() -> None:
    account = person(deal(), "ben", place="")
    assert terms(account, "ana", "ben") == {**EASY, "remote": 300, "hours_unknown": 100}
    assert why(account, "ana", "ben", "hours_unknown") == "the time zone of Ben is not known"


@pytest.mark.parametrize(
    ("stance", "key", "cost"),
    [
        (v.Stance.ADVOCATE, None, 0),
        (v.Stance.NEUTRAL, "stance_neutral", 800),
        (None, "stance_unknown", 1000),
        (v.Stance.RESERVED, "stance_reserved", 2000),
    ],
)
def test_the_listener_s_stance(stance: v.Stance | None, key: str | None, cost: int) -> None:
    account = person(deal(), "ben", stance=stance)
    assert terms(account, "ana", "ben") == ({**EASY, key: cost} if key else EASY)


@pytest.mark.parametrize(
    ("changes", "key", "cost"),
    [
        ({"stance": v.Stance.NEUTRAL, "champion": None}, "relay_neutral", 800),
        ({"stance": None, "champion": None}, "relay_unknown", 1000),
        ({"champion": None}, None, 0),
        ({"champion": Champion(influence=True, sells=True)}, None, 0),
        ({"champion": None, "power": 2}, None, 0),
    ],
)
def test_the_speaker_s_standing(
    changes: dict[str, Champion | v.Stance | int | None], key: str | None, cost: int
) -> None:
    account = person(deal(), "ana", **changes)
    assert terms(account, "ana", "ben") == ({**EASY, key: cost} if key else EASY)


@pytest.mark.parametrize(
    ("changes", "cost"),
    [({}, 0), ({"champion": None}, 500), ({"champion": Champion(influence=True, sells=True)}, 500)],
)
def test_starting_from_a_voice_that_is_no_proven_champion_costs_once(changes: dict[str, Any], cost: int) -> None:
    account = person(deal(), "ana", **changes)
    price = Pricing(account, committee_of(account, TODAY), TODAY)
    assert (price.entrance("ana"), price.entrance("dana")) == (cost, 0)
    assert [term.cost for term in price.starting("ana")] == [cost] * bool(cost)


def test_writing_down_that_we_met_never_makes_a_talk_dearer() -> None:
    """A tie of strength 1 that is stale costs more than meeting anew; the talk is then as at a first meeting."""
    account = deal(coverage={("dana", "ben"): Coverage(strength=1, last_contact=TODAY - dt.timedelta(days=400))})
    price = Pricing(account, committee_of(account, TODAY), TODAY)
    way = price.easier(Way("dana", "ben", Kind.TIE, next(a for a in arcs(account) if a.pair == ("dana", "ben"))))
    assert price.effort(way) <= price.effort(Way("dana", "ben", Kind.FIRST_MEETING))


def test_ours_outside_their_expertise_cost_with_an_approver_who_does_not_support_us() -> None:
    account = person(deal(), "ben", stance=v.Stance.NEUTRAL, roles=(v.Role.SECURITY, v.Role.TECHNICAL_BUYER))
    assert terms(person(account, "ben", need=v.Need.YES), "dana", "ben") == {
        **EASY,
        "stance_neutral": 800,
        "ours": 500,
    }
    words = why(person(account, "ben", need=v.Need.YES), "dana", "ben", "ours")
    assert words == "Dana is ours and speaks to Ben, whose role asks for technical or security expertise"
    peer = replace(account, team={"dana": replace(account.team["dana"], expertise=(v.Expertise.SECURITY,))})
    assert "ours" not in terms(peer, "dana", "ben")
    assert "ours" not in terms(person(account, "ben", stance=v.Stance.SUPPORTER), "dana", "ben")
    assert "ours" not in terms(person(account, "ben", roles=(v.Role.EVALUATOR,)), "dana", "ben")


def test_the_newest_evidence_on_the_tie_counts() -> None:
    guess = Evidence(about="ana > ben", field=v.Claim.STRENGTH, value=5, basis=v.Basis.CONJECTURE, date=TODAY)
    seen = replace(guess, basis=v.Basis.OBSERVED, date=TODAY - dt.timedelta(1))
    account = deal(evidence={"2026-11-20-seen": seen, "2026-11-21-gues": guess})
    assert terms(account, "ana", "ben") == {**EASY, "conjecture": 500}
    newer = deal(evidence={"2026-11-20-gues": replace(guess, date=TODAY - dt.timedelta(2)), "2026-11-21-seen": seen})
    assert terms(newer, "ana", "ben") == EASY


@pytest.mark.parametrize(("days", "stale"), [(60, False), (61, True), (None, False)])
def test_our_own_tie_goes_stale_after_sixty_days(days: int | None, stale: bool) -> None:
    last = None if days is None else TODAY - dt.timedelta(days)
    account = deal(coverage={("dana", "ben"): Coverage(strength=5, channel=v.Channel.IN_PERSON, last_contact=last)})
    assert terms(account, "dana", "ben") == ({**EASY, "stale": 500} if stale else EASY)
    if stale:
        assert why(account, "dana", "ben", "stale") == "last contact of Dana with Ben was 61 days ago, over 60"


def test_an_account_sets_its_own_costs() -> None:
    account = person(deal(effort={"talk": 7, "remote": 0, "tie": 1}), "ben", work_mode=v.WorkMode.REMOTE)
    account = replace(account, influence={("ana", "ben"): Influence(strength=2)})
    assert terms(account, "ana", "ben") == {"talk": 7, "tie": 3}


@pytest.mark.parametrize(
    ("effort", "shown"), [(0, "0.0"), (49, "0.0"), (50, "0.1"), (3140, "3.1"), (3150, "3.2"), (120_000, "120.0")]
)
def test_effort_is_shown_in_easy_talks(effort: int, shown: str) -> None:
    assert in_talks(effort) == shown


@pytest.mark.parametrize(
    ("expertise", "roles"),
    [
        (v.Expertise.TECHNICAL, {v.Role.TECHNICAL_BUYER, v.Role.EVALUATOR}),
        (v.Expertise.SECURITY, {v.Role.SECURITY}),
        (v.Expertise.LEGAL, {v.Role.LEGAL}),
        (v.Expertise.FINANCE, {v.Role.ECONOMIC_BUYER}),
        (v.Expertise.COMMERCIAL, {v.Role.PROCUREMENT}),
        (v.Expertise.OPERATIONS, {v.Role.USER_BUYER}),
    ],
)
def test_expertise_and_roles_match_as_written(expertise: v.Expertise, roles: set[v.Role]) -> None:
    assert {role for role in v.Role if matches([expertise], [role])} == roles
    assert all(expertise in matching([role]) for role in roles)
