"""The smallest accounts about which program and text once differed."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from advice_accounts import TODAY
from advice_oracle import Reading
from footings import sure

from committee.consensus.plan import plan
from committee.graph.stances import belief
from committee.model.account import (
    Account,
    Coverage,
    Decision,
    Evidence,
    Header,
    Influence,
    Person,
    Quorum,
    Teammate,
    tie_subject,
)
from committee.model.vocabulary import Basis, Claim, PersonStatus, Role, Stage, Stance

APPROVER = (Role.APPROVER,)


def said(about: str, field: Claim, value: Any, basis: Basis = Basis.HEARD) -> Evidence:
    """Evidence of today."""
    return Evidence(about=about, field=field, value=value, basis=basis, date=TODAY)


def deal(people: dict[str, Person], *evidence: Evidence, **more: Any) -> Account:
    """An account with one of ours, who knows nobody unless told."""
    base = Account(
        header=Header(name="Acme"),
        team={"dana": Teammate(name="Dana")},
        people=people,
        evidence={f"{TODAY}-{n:04}": one for n, one in enumerate(evidence)},
    )
    return replace(base, **more)


def confirmed_by_the_text(account: Account) -> tuple[int, int, int]:
    """Blocked and unreached seats and effort, if only confirmed claims count."""
    return Reading(account, TODAY, confirmed_only=True).worth


def test_of_two_stances_heard_on_one_day_the_worse_counts() -> None:
    heard = [said("ana", Claim.STANCE, value) for value in ("neutral", "opposed")]
    for order in permutations(heard):
        found = deal({"ana": Person(name="Ana", stance=Stance.SUPPORTER)}, *order)
        assert belief(found, "ana", TODAY).counts is Stance.OPPOSED


@pytest.mark.parametrize("news", [{"stance": Stance.OPPOSED}, {"status": PersonStatus.LEFT}])
def test_losing_a_voice_of_a_quorum_beside_somebody_against_saves_nothing(news: dict[str, Any]) -> None:
    people = {
        "ana": Person(name="Ana", roles=APPROVER, stance=Stance.OPPOSED),
        "ben": Person(name="Ben", stance=Stance.RESERVED),
    }
    before = deal(people, decision=Decision(quorum=Quorum(at_least=1, of=("ana", "ben"))))
    after = replace(before, people=people | {"ben": replace(people["ben"], **news)})
    assert plan(before, TODAY).worth <= plan(after, TODAY).worth


def test_who_is_heard_to_be_less_passes_nothing_on_if_only_what_is_confirmed_counts() -> None:
    found = deal(
        {"ana": Person(name="Ana", stance=Stance.SUPPORTER), "ben": Person(name="Ben", roles=APPROVER)},
        said("ana", Claim.STANCE, "neutral"),
        coverage={("dana", "ana"): Coverage(strength=5)},
        influence={("ana", "ben"): Influence(strength=5)},
    )
    assert plan(found, TODAY).worth <= sure(found).worth


def test_whose_stance_is_not_confirmed_can_be_met_all_the_same() -> None:
    found = deal(
        {
            "ana": Person(name="Ana", stance=Stance.NEUTRAL),
            "ben": Person(name="Ben", roles=APPROVER, stance=Stance.RESERVED),
        },
        decision=Decision(voices_for_reserved=2),
        influence={("ana", "ben"): Influence(strength=5)},
    )
    assert sure(found).worth == confirmed_by_the_text(found)


def test_a_reporting_line_that_is_conjecture_does_not_carry_either() -> None:
    found = deal(
        {"ana": Person(name="Ana"), "ben": Person(name="Ben", roles=APPROVER, reports_to="ana")},
        said(tie_subject("ana", "ben"), Claim.STRENGTH, 3, Basis.CONJECTURE),
        coverage={("dana", "ana"): Coverage(strength=5)},
        effort={"first_meeting": 100_000},
    )
    assert sure(found).worth == confirmed_by_the_text(found)


def test_a_closed_deal_has_no_plan_on_what_is_confirmed() -> None:
    found = deal({"ana": Person(name="Ana", roles=APPROVER)}, header=Header(name="Acme", stage=Stage.WON))
    assert sure(found).closed
