"""The account with one thing changed, and whom to win next."""

from dataclasses import replace

import pytest
from committees import TODAY, committees
from examples import examples
from generate import random_account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committee.consensus.plan import Status, plan
from committee.consensus.ranking import candidates, rank_next
from committee.consensus.what_if import broken, gone, lost, tied, what_if, won
from committee.errors import EditRefused
from committee.graph.arcs import arcs
from committee.graph.standing import committee_of
from committee.model import vocabulary as v
from committee.model.account import Account, Coverage, Header, Influence, Person, Teammate

ACCOUNT = Account(
    header=Header(name="Acme"),
    team={"dana": Teammate(name="Dana")},
    people={
        "ana": Person(name="Ana", stance=v.Stance.NEUTRAL),
        "ben": Person(name="Ben", roles=(v.Role.ECONOMIC_BUYER,), reports_to="ana"),
    },
    coverage={("dana", "ana"): Coverage(strength=4)},
    influence={("ana", "ben"): Influence(strength=4)},
)


def test_somebody_won_is_a_voice() -> None:
    assert "ana" in committee_of(won(ACCOUNT, "ana"), TODAY).voices
    assert won(ACCOUNT, "ana").people["ana"].stance is v.Stance.SUPPORTER


def test_somebody_lost_is_against() -> None:
    assert committee_of(lost(ACCOUNT, "ben"), TODAY).against == ("ben",)


def test_somebody_gone_takes_their_ties_along() -> None:
    assert {arc.pair for arc in arcs(gone(ACCOUNT, "ana"))} == set()
    assert {arc.pair for arc in arcs(gone(ACCOUNT, "dana"))} == {("ana", "ben")}


def test_a_broken_tie_carries_nothing_not_even_as_a_reporting_line() -> None:
    assert {arc.pair for arc in arcs(broken(ACCOUNT, "ana", "ben"))} == {("dana", "ana")}
    assert {arc.pair for arc in arcs(broken(ACCOUNT, "dana", "ana"))} == {("ana", "ben")}


def test_a_new_tie_is_there() -> None:
    added = tied(ACCOUNT, "dana", "ben", 5)
    assert added.coverage["dana", "ben"].strength == 5
    assert list(added.coverage) == sorted(added.coverage)
    assert tied(ACCOUNT, "ben", "ana").influence["ben", "ana"].strength == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana left", gone(ACCOUNT, "ana")),
        ("ana gone", gone(ACCOUNT, "ana")),
        ("ana won", won(ACCOUNT, "ana")),
        ("ben lost", lost(ACCOUNT, "ben")),
        ("ana > ben broken", broken(ACCOUNT, "ana", "ben")),
        ("dana>ben new 5", tied(ACCOUNT, "dana", "ben", 5)),
        ("ben > ana new", tied(ACCOUNT, "ben", "ana")),
        ("ana won, ben lost", lost(won(ACCOUNT, "ana"), "ben")),
    ],
)
def test_said_in_words(text: str, expected: Account) -> None:
    before = plan(ACCOUNT, TODAY)
    assert what_if(ACCOUNT, text) == expected
    assert plan(ACCOUNT, TODAY) == before


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("ana", '"ana" is not understood'),
        ("", '"" is not understood'),
        ("ana\x1b[31m", '"ana\ufffd[31m" is not understood'),
        ("zoe left", 'Nobody on their side has the id "zoe"'),
        ("dana lost", 'Nobody on their side has the id "dana"'),
        ("ben > ana broken", "Ben has no tie to Ana"),
        ("ana > ana new", "A tie needs two people"),
        ("ana > dana new", 'Nobody on their side has the id "dana"'),
    ],
)
def test_what_cannot_be_is_refused(text: str, fault: str) -> None:
    with pytest.raises(EditRefused) as refused:
        what_if(ACCOUNT, text)
    assert refused.value.what == fault


@settings(deadline=None, max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(committees(max_people=7), st.sampled_from((None, 2)))
def test_the_ranking_is_a_plan_solved_again_for_everybody(account: Account, voices: int | None) -> None:
    account = replace(account, decision=replace(account.decision, voices_for_reserved=voices))
    committee = committee_of(account, TODAY)
    base = plan(account, TODAY)
    ranking = rank_next(account, TODAY)
    asked = {i for i in committee.members if i not in committee.voices}
    asked -= {i for i in asked if committee.beliefs[i].counts is v.Stance.OPPOSED}
    assert {entry.person for entry in ranking} == asked
    assert [entry.order for entry in ranking] == sorted(entry.order for entry in ranking)
    for entry in ranking:
        again = plan(won(account, entry.person), TODAY)
        if base.status is again.status is Status.OPTIMAL:
            assert (entry.effort, entry.saved) == (again.effort, base.effort - again.effort)


def test_talks_of_the_new_voice_are_priced_anew() -> None:
    """A quiet supporter pays nothing for passing it on; as a champion nobody has tested they do."""
    people = {
        "ana": Person(name="Ana", stance=v.Stance.SUPPORTER, power=2),
        "ben": Person(name="Ben", roles=(v.Role.ECONOMIC_BUYER,)),
    }
    account = Account(
        header=Header(name="Acme"),
        team={"dana": Teammate(name="Dana")},
        people=people,
        coverage={("dana", "ana"): Coverage(strength=5)},
        influence={("ana", "ben"): Influence(strength=5)},
    )
    [_, ana] = sorted(rank_next(account, TODAY), key=lambda entry: entry.person, reverse=True)
    assert plan(account, TODAY).effort == 1400 + 2400
    assert (ana.person, ana.effort, ana.saved, ana.price) == ("ana", 2900, 900, 1400)


def test_the_ranking_names_the_cheapest_chain() -> None:
    account = random_account(4, people=40, ties_per_person=4)
    committee = committee_of(account, TODAY)
    for entry in rank_next(account, TODAY):
        if entry.price is not None:
            assert entry.chain[0] in committee.voices
            assert entry.chain[-1] == entry.person
            assert all(person in committee.carriers for person in entry.chain[:-1])


def test_a_deadline_that_is_over_leaves_the_rest_out() -> None:
    account = random_account(4, people=40, ties_per_person=4)
    assert rank_next(account, TODAY, deadline=0.0) == ()
    everybody = rank_next(account, TODAY)
    assert {entry.person for entry in everybody} == set(candidates(committee_of(account, TODAY)))
    assert rank_next(account, TODAY, deadline=600.0) == everybody
