"""The three numbers: as claimed, on what is confirmed, and without the one claim that costs most."""

import datetime as dt
from dataclasses import replace

from committees import TODAY, committees
from examples import examples
from footings import sure
from hypothesis import given, settings

from committee.consensus.hinges import Doubt, footing
from committee.consensus.plan import plan
from committee.model.account import Account, Champion, Coverage, Evidence, Header, Influence, Person, Teammate
from committee.model.vocabulary import Basis, Claim, Role, Stance

SURE = Champion(influence=True, sells=True, stake=True)


def said(about: str, value: str, basis: Basis = Basis.HEARD, claim: Claim = Claim.STANCE) -> Evidence:
    return Evidence(about=about, field=claim, value=value, basis=basis, date=TODAY - dt.timedelta(days=3))


def deal(evidence: dict[str, Evidence] | None = None) -> Account:
    return Account(
        header=Header(name="Acme"),
        team={"dana": Teammate(name="Dana")},
        people={
            "ana": Person(name="Ana Li", roles=(Role.ECONOMIC_BUYER,), stance=Stance.NEUTRAL),
            "tom": Person(name="Tom Lee", stance=Stance.SUPPORTER, power=4, champion=SURE),
            "zoe": Person(name="Zoe Ek", roles=(Role.LEGAL,), stance=Stance.NEUTRAL),
        },
        coverage={("dana", "tom"): Coverage(strength=4)},
        influence={("tom", "ana"): Influence(strength=4)},
        evidence=evidence or {},
    )


def confirmed() -> dict[str, Evidence]:
    """What was heard of everybody, as it is written."""
    return {name: said(name, stance) for name, stance in (("ana", "neutral"), ("tom", "supporter"), ("zoe", "neutral"))}


def test_the_claim_whose_being_wrong_costs_most_is_named_with_the_plan_then() -> None:
    account = deal({"e": said("zoe", "neutral")})
    made = plan(account, TODAY)
    found = footing(account, TODAY, made)
    assert found.sure
    assert found.hinge is not None
    assert (found.hinge.claim.doubt, found.hinge.claim.subject) == (Doubt.STANCE, ("tom",))
    assert found.said(account) == (
        f"{made.shown_effort} as claimed · {found.confirmed.shown_effort} on what is confirmed · "
        f"without Tom {found.hinge.plan.shown_effort}"
    )
    assert found.hinge.plan.effort > made.effort


def test_what_is_confirmed_is_the_same_plan_and_hinges_on_nothing() -> None:
    evidence = confirmed()
    account = deal(evidence)
    found = footing(account, TODAY, plan(account, TODAY))
    assert found.hinge is None
    assert found.confirmed.worth == found.claimed.worth


def test_a_tie_that_is_conjecture_is_doubted_and_no_reporting_line_takes_its_place() -> None:
    evidence = confirmed()
    evidence["t"] = said("tom > ana", "4", Basis.CONJECTURE, Claim.STRENGTH)
    account = deal(evidence)
    found = footing(account, TODAY, plan(account, TODAY))
    assert found.hinge is not None
    assert (found.hinge.claim.doubt, found.hinge.claim.subject) == (Doubt.TIE, ("tom", "ana"))
    assert ("tom", "ana") not in found.confirmed.pairs


def test_a_plan_that_reaches_nobody_has_no_numbers_that_read_as_a_saving() -> None:
    account = replace(deal(), team={}, coverage={}, influence={})
    made = plan(account, TODAY)
    assert (made.talks, made.unreached_seats, made.effort) == ((), 1, 0)
    assert footing(account, TODAY, made).said(account) == ""


def test_whom_a_plan_does_not_reach_stands_before_its_effort() -> None:
    account = deal()
    far = Person(name="Far Off", roles=(Role.APPROVER,))
    account = replace(account, people={**account.people, "far": far}, team={}, coverage={})
    made = plan(account, TODAY)
    assert (made.unreached_seats, bool(made.talks)) == (1, True)
    assert footing(account, TODAY, made).said(account).startswith(f"1 not reached, {made.shown_effort} as claimed")


@given(committees(max_people=7))
@settings(max_examples=examples(60), deadline=None)
def test_on_what_is_confirmed_no_plan_is_better_than_as_claimed(account: Account) -> None:
    made = plan(account, TODAY)
    found = footing(account, TODAY, made)
    assert made.worth <= found.confirmed.worth == sure(account).worth
    if found.hinge is not None:
        assert made.worth < found.hinge.plan.worth <= found.confirmed.worth
