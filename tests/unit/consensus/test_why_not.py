"""Why a plan does not hold a talk: the best plan that does costs no less, and holds it."""

import pytest
from committees import TODAY, committees
from examples import examples
from hypothesis import HealthCheck, given, settings

from committee.consensus.plan import plan, plan_for
from committee.consensus.solver.budget import Budget
from committee.consensus.why_not import why_not
from committee.errors import EditRefused
from committee.model.account import Account, Coverage, Header, Influence, Person, Teammate
from committee.model.vocabulary import Role, Stance, TieKind


def deal(**more: Person) -> Account:
    people = {
        "ana": Person(name="Ana Li", roles=(Role.ECONOMIC_BUYER,), stance=Stance.NEUTRAL),
        "ben": Person(name="Ben Ott", stance=Stance.NEUTRAL),
        "cy": Person(name="Cy Roe", roles=(Role.LEGAL,), stance=Stance.OPPOSED),
        **more,
    }
    return Account(
        header=Header(name="Acme"),
        team={"dana": Teammate(name="Dana")},
        people=people,
        coverage={("dana", "ben"): Coverage(strength=5), ("dana", "ana"): Coverage(strength=4)},
        influence={("ben", "ana"): Influence(strength=5), ("ana", "ben"): Influence(kind=TieKind.CONFLICT)},
    )


@pytest.mark.parametrize(
    ("speaker", "listener", "reason"),
    [
        ("dana", "ana", "it is talk 1 of the plan"),
        ("ben", "cy", "Cy Roe is against: no talk persuades them, a decision is due"),
        ("cy", "ana", "Cy Roe is opposed, and passes our case on to nobody"),
        ("ana", "ben", "Ana Li and Ben Ott are written down to be at odds"),
        ("ben", "dana", "Dana is one of ours"),
        ("ben", "ben", "nobody speaks to themselves"),
    ],
)
def test_what_no_plan_holds(speaker: str, listener: str, reason: str) -> None:
    answer = why_not(plan(deal(), TODAY), speaker, listener)
    assert (answer.forced, answer.reason) == (None, reason)


def test_what_makes_it_dearer_is_said_term_by_term() -> None:
    account = deal()
    made = plan(account, TODAY)
    answer = why_not(made, "ben", "ana")
    assert answer.forced is not None
    assert ("ben", "ana") in answer.forced.pairs
    assert answer.more == answer.forced.effort - made.effort > 0
    assert [talk.pair for talk in answer.dropped] == [("dana", "ana")]
    assert answer.sentence(account).startswith("Ben Ott → Ana Li would make it")


def test_whom_nobody_knows_is_a_sentence() -> None:
    with pytest.raises(EditRefused, match='Nobody has the id "zoe"'):
        why_not(plan(deal(), TODAY), "zoe", "ana")


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(committees(max_people=8))
def test_a_forced_talk_is_held_and_never_cheaper(account: Account) -> None:
    made = plan(account, TODAY)
    if made.problem is None:
        return
    for pair in list(made.problem.ways)[:6]:
        forced = plan_for(made.problem, Budget(1_000_000), held=pair)
        if pair in forced.pairs:
            assert forced.worth >= made.worth
            assert sum(talk.effort for talk in forced.talks) == forced.effort
        if pair in made.pairs:
            assert forced.effort == made.effort
