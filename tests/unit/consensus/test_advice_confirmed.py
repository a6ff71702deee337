"""The effort on what is confirmed: as the text says, and never less than as claimed."""

import random
from dataclasses import replace

import pytest
from advice_accounts import CASES, MOST, TODAY, advised
from advice_oracle import Reading

from committee.consensus.hinges import on_confirmed
from committee.consensus.plan import plan
from committee.model.account import Account, Evidence
from committee.model.tunables import EFFORT
from committee.model.vocabulary import Basis, Claim

BLOCKS = 4


def cases(block: int) -> list[Account]:
    """The accounts of one of the blocks."""
    return [advised(seed, MOST) for seed in range(block, CASES, BLOCKS)]


def in_order(account: Account) -> Account:
    """With the costs of stances in their order: an account may turn that round for itself."""
    kept = {one.key for one in EFFORT if not one.key.startswith(("stance_", "relay_"))}
    return replace(account, effort={key: cost for key, cost in account.effort.items() if key in kept})


@pytest.mark.parametrize("block", range(BLOCKS))
def test_on_what_is_confirmed_equals_the_text(block: int) -> None:
    dearer = 0
    for account in cases(block):
        found, reading = on_confirmed(account, TODAY), Reading(account, TODAY, confirmed_only=True)
        assert (str(found.status), str(found.proof)) == (reading.status, reading.proof)
        if reading.proof != "no-approver":
            assert found.worth == reading.worth
            assert found.lower_bound == found.effort
            dearer += Reading(account, TODAY).worth < reading.worth
    assert dearer


@pytest.mark.parametrize("block", range(BLOCKS))
def test_what_is_confirmed_never_takes_less_than_what_is_claimed(block: int) -> None:
    rng = random.Random(block)
    for account in map(in_order, cases(block)):
        confirmed = on_confirmed(account, TODAY)
        assert plan(account, TODAY).worth <= confirmed.worth
        i = rng.choice(sorted(account.people))
        if (stance := account.people[i].stance) is not None:
            new = Evidence(about=i, field=Claim.STANCE, value=str(stance), basis=Basis.HEARD, date=TODAY)
            more = replace(account, evidence={**account.evidence, f"{TODAY}-zzzz": new})
            assert on_confirmed(more, TODAY).worth <= confirmed.worth


@pytest.mark.parametrize("block", range(BLOCKS))
def test_so_does_the_text(block: int) -> None:
    """What it says holds of every account, also of those the program reads otherwise."""
    for account in (in_order(advised(seed, MOST)) for seed in range(block, CASES, BLOCKS)):
        claimed, confirmed = Reading(account, TODAY), Reading(account, TODAY, confirmed_only=True)
        assert claimed.worth <= confirmed.worth
