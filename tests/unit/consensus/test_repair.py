"""Fallbacks, the next best plan, and introductions."""

from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path

import pytest
from committees import TODAY, committees
from examples import examples
from hypothesis import HealthCheck, given, settings
from some import some

from committee.consensus.effort import Kind, Pricing, Way
from committee.consensus.plan import Status, budget_of, plan, plan_for
from committee.consensus.problem import goal_of
from committee.consensus.repair import fallback, introductions, next_best
from committee.graph.arcs import arcs
from committee.graph.standing import committee_of
from committee.model import vocabulary as v
from committee.model.account import Account, Coverage, Header, Influence, Person, Teammate
from committee.store import read

DEALS = Path(__file__).parent / "deals"
relaxed = settings(deadline=None, max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(committees(max_people=7))
def test_a_fallback_does_without_the_talk_and_costs_no_less(account: Account) -> None:
    found = plan(account, TODAY)
    for talk in found.talks:
        other = fallback(found, talk.number)
        assert other == plan_for(some(found.problem), budget_of(None, None), frozenset({talk.pair}))
        assert talk.pair not in other.pairs
        if other.status is Status.OPTIMAL and found.status is Status.OPTIMAL:
            assert other.effort >= found.effort


def test_there_is_no_fallback_for_a_talk_that_is_not_there() -> None:
    found = plan(read(DEALS / "through-the-manager.toml").account, TODAY)
    with pytest.raises(KeyError):
        fallback(found, 3)


def test_the_next_best_plan_begins_differently() -> None:
    found = plan(read(DEALS / "through-the-manager.toml").account, TODAY)
    assert some(next_best(found)).pairs == (("otto", "buyer"),)
    assert next_best(found) == fallback(found, 1)


def test_without_talks_there_is_no_next_best() -> None:
    account = Account(header=Header(name="Acme"), team={"dana": Teammate(name="Dana")})
    assert next_best(plan(account, TODAY)) is None


def office() -> Account:
    """Ana speaks for us and knows Ben; nobody has a tie to Priya or Rui."""
    return Account(
        header=Header(name="Acme"),
        team={"dana": Teammate(name="Dana")},
        people={
            "ana": Person(name="Ana", stance=v.Stance.ADVOCATE, power=4),
            "ben": Person(name="Ben", stance=v.Stance.NEUTRAL),
            "priya": Person(name="Priya", roles=(v.Role.SECURITY,)),
            "rui": Person(name="Rui", roles=(v.Role.PROCUREMENT,)),
        },
        coverage={("dana", "ana"): Coverage(strength=4)},
        influence={("ana", "ben"): Influence(strength=4), ("priya", "rui"): Influence(strength=3)},
    )


def test_one_introduction_mends_both() -> None:
    found = introductions(office(), TODAY)
    assert [(step.speaker, step.listener) for step in some(found).introductions] == [("ana", "priya")]
    assert some(found).talks == (("ana", "priya"), ("priya", "rui"))
    assert some(found).status is Status.OPTIMAL
    assert some(found).sentence(office()) == "Have Ana introduce us to Priya: then 2 talks, 10.0."


def test_fewest_new_ties_come_before_least_effort() -> None:
    """Two introductions by Ana would be less effort than one and the hard way on from Priya to Rui."""
    account = office()
    ties = {**account.influence, ("priya", "rui"): Influence(strength=2)}
    account = replace(account, influence=ties, effort={"tie": 5000})
    found = introductions(account, TODAY)
    assert [(step.speaker, step.listener) for step in some(found).introductions] == [("ana", "priya")]
    price = Pricing(account, committee_of(account, TODAY), TODAY)
    assert some(found).effort > sum(price.effort(Way("ana", person, Kind.INTRODUCTION)) for person in ("priya", "rui"))


def test_people_whom_ties_reach_need_no_introduction() -> None:
    assert introductions(read(DEALS / "through-the-manager.toml").account, TODAY) is None


def test_nobody_on_their_side_can_introduce_us() -> None:
    account = office()
    alone = {i: account.people[i] for i in ("priya", "rui")}
    assert introductions(Account(header=Header(name="Acme"), team=account.team, people=alone), TODAY) is None


@relaxed
@given(committees(max_people=5))
def test_no_fewer_introductions_are_enough(account: Account) -> None:
    """Against trying every set of new ties, smallest first."""
    committee = committee_of(account, TODAY)
    found = introductions(account, TODAY)
    if found is None or found.left_out:
        return
    goal = goal_of(account, committee)
    existing = {arc.pair for arc in arcs(account) if arc.usable}
    theirs = [i for i in committee.carriers if i in committee.people]
    opposed = {i for i in committee.people if account.people[i].stance is v.Stance.OPPOSED}
    possible = [p for p in permutations(committee.people, 2) if p[0] in theirs and p[1] in committee.members]
    for count in range(len(found.introductions)):
        for chosen in combinations(possible, count):
            heard, grown = set(committee.voices), True
            while grown:
                more = {
                    b for a, b in existing | set(chosen) if a in heard and a in committee.carriers and b not in opposed
                } - heard
                heard, grown = heard | more, bool(more)
            reached = set(goal.everyone) <= heard and sum(i in heard for i in goal.some) >= goal.need
            assert not reached
    price = Pricing(account, committee, TODAY)
    for step in found.introductions:
        assert step.effort == price.effort(Way(step.speaker, step.listener, Kind.INTRODUCTION))
