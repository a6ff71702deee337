"""The effort on what is confirmed, as the text says and never less than as claimed; and what a plan hinges on."""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import pytest
from advice_accounts import CASES, MOST, TODAY, advised
from advice_oracle import Reading
from footings import sure
from standing_oracle import FAVOURABLE

from committee.consensus.hinges import footing
from committee.consensus.plan import plan
from committee.model.account import Account, Coverage, Evidence, Influence, Pair
from committee.model.tunables import EFFORT
from committee.model.vocabulary import Basis, Claim, Stance

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
        found, reading = sure(account), Reading(account, TODAY, confirmed_only=True)
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
        confirmed = sure(account)
        assert plan(account, TODAY).worth <= confirmed.worth
        i = rng.choice(sorted(account.people))
        if (stance := account.people[i].stance) is not None:
            new = Evidence(about=i, field=Claim.STANCE, value=str(stance), basis=Basis.HEARD, date=TODAY)
            more = replace(account, evidence={**account.evidence, f"{TODAY}-zzzz": new})
            assert sure(more).worth <= confirmed.worth


@pytest.mark.parametrize("block", range(BLOCKS))
def test_so_does_the_text(block: int) -> None:
    """What it says holds of every account, also of those the program reads otherwise."""
    for account in (in_order(advised(seed, MOST)) for seed in range(block, CASES, BLOCKS)):
        claimed, confirmed = Reading(account, TODAY), Reading(account, TODAY, confirmed_only=True)
        assert claimed.worth <= confirmed.worth


class OneWrong(Reading):
    """With one claim wrong: somebody's stance is unknown, somebody no champion, or a tie carries nothing."""

    def __init__(self, account: Account, *, stance: str = "", champion: str = "", tie: Pair | None = None) -> None:
        super().__init__(account, TODAY)
        self.wrong_stance, self.wrong_champion, self.wrong_tie = stance, champion, tie

    def stance(self, i: str) -> Stance | None:
        return None if i == self.wrong_stance else super().stance(i)

    @cached_property
    def champions(self) -> list[str]:
        return [i for i, p in self.people.items() if p.champion and self.supports(i) and i != self.wrong_champion]

    @cached_property
    def usable(self) -> dict[Pair, tuple[int, Coverage | Influence | None]]:
        return {pair: tie for pair, tie in super().usable.items() if pair != self.wrong_tie}


def one_wrong(account: Account) -> Iterator[Reading]:
    """The account with each of its claims in our favour wrong that is not confirmed."""
    reading = Reading(account, TODAY)
    for i, person in reading.people.items():
        if reading.stance(i) in FAVOURABLE and reading.heard[i][0] != "confirmed":
            yield OneWrong(account, stance=i)
        if person.champion is not None and not reading.proven(i):
            yield OneWrong(account, champion=i)
    for pair in filter(reading.conjectured, reading.ties):
        yield OneWrong(account, tie=pair)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_other_claim_costs_more_if_it_is_wrong(block: int) -> None:
    hinges = 0
    for account in cases(block)[: CASES // 8]:
        claimed = plan(account, TODAY)
        found = footing(account, TODAY, claimed)
        then = [] if claimed.closed else [reading.worth for reading in one_wrong(account)]
        assert (found.hinge.plan.worth if found.hinge else claimed.worth) == max([claimed.worth, *then])
        hinges += found.hinge is not None
        assert found.sure
    assert hinges
