"""Deals written by hand, each with the plan an experienced seller would make; why stands in the first lines of each."""

import datetime as dt
from pathlib import Path

import pytest

from committee.consensus.plan import plan
from committee.consensus.solver.status import Status
from committee.store import read

TODAY = dt.date(2026, 11, 21)
DEALS = Path(__file__).parent / "deals"

PLANS = {
    "any-two-of-four": ["champion > amy", "champion > cho"],
    "champion-beside-the-buyer": ["ben > cara"],
    "nobody-knows-purchasing": ["remy > purchasing"],
    "one-talk-for-two": ["champion > director", "director > legal", "director > purchasing"],
    "peer-opens-the-door": ["lars > ciso"],
    "reserved-do-not-carry": ["quality > controller", "controller > board", "quality > plant"],
    "round-the-conflict": ["operations > controller", "controller > finance"],
    "ten-around-the-world": ["claims > finance", "actuary > data", "wei > security", "finance > skeptic"],
    "ten-with-an-opposed-cio": ["champion > coo", "coo > cfo", "ae > buyer", "se > architect"],
    "skeptic-hears-it-twice": ["champion > controller", "champion > risk", "controller > risk"],
    "through-the-manager": ["champion > manager", "manager > buyer"],
}


def test_every_deal_has_its_plan() -> None:
    assert sorted(PLANS) == sorted(path.stem for path in DEALS.glob("*.toml"))


@pytest.mark.parametrize("name", PLANS)
def test_the_plan_is_the_seller_s(name: str) -> None:
    document = read(DEALS / f"{name}.toml")
    assert not document.errors
    found = plan(document.account, TODAY)
    assert [f"{talk.speaker} > {talk.listener}" for talk in found.talks] == PLANS[name]
    assert found.proof is Status.OPTIMAL
    assert (found.status is Status.BLOCKED) == bool(found.against)
    assert found.unique


@pytest.mark.parametrize(
    ("name", "opposed", "overrule"),
    [
        ("ten-with-an-opposed-cio", "cio", ("cfo",)),
        ("ten-around-the-world", "cio", ("finance",)),
    ],
)
def test_the_opposed_cio_is_a_decision_to_ask_for(name: str, opposed: str, overrule: tuple[str, ...]) -> None:
    account = read(DEALS / f"{name}.toml").account
    aside = plan(account, TODAY).against
    assert [(entry.person, entry.overrule) for entry in aside] == [(opposed, overrule)]
    assert aside[0].ask[0].startswith(f"Overrule: ask {account.name_of(overrule[0])}")


def test_the_remote_skeptic_is_spoken_to_and_speaks_for_nobody() -> None:
    for name, skeptic in (("ten-with-an-opposed-cio", "architect"), ("ten-around-the-world", "skeptic")):
        talks = plan(read(DEALS / f"{name}.toml").account, TODAY).talks
        assert any(talk.listener == skeptic and "remote" in {t.key for t in talk.terms} for talk in talks)
        assert all(talk.speaker != skeptic for talk in talks)
