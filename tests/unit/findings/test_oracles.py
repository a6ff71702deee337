"""Each rule equals its definition, worked out the long way."""

from dataclasses import replace

import pytest
from advice_accounts import advised
from committees import TODAY, committee_from, committees
from examples import examples
from findings_oracle import ORACLES
from findings_world import World
from hypothesis import HealthCheck, given, settings

from committee.consensus.effort import Kind, Way
from committee.findings.context import Context
from committee.findings.registry import RULES, rule
from committee.graph.arcs import conflicts
from committee.model.account import Account
from committee.model.ids import department_subject
from committee.model.vocabulary import Forecast

SLOW = {"CH006", "PL001", "RM001", "RM002"}
RANDOM = [committee_from(seed, people=5 + seed % 9) for seed in range(80)]


def agrees(code: str, account: Account) -> bool:
    """Rule and oracle say the same; whether they say anything."""
    world = World(account, TODAY)
    found = sorted((f.subject, str(f.severity)) for f in rule(code).check(Context(account, TODAY)))
    expected = sorted(ORACLES[code](world))
    if code == "CH004":
        expected = sorted((s if s in account.places else department_subject(s), kind) for s, kind in expected)
    assert found == expected
    return bool(found)


def test_every_rule_has_an_oracle() -> None:
    assert sorted(ORACLES) == [one.code for one in RULES]


@pytest.mark.parametrize("code", sorted(ORACLES))
def test_rule_equals_its_definition(code: str) -> None:
    @settings(max_examples=examples(8 if code in SLOW else 20), suppress_health_check=list(HealthCheck))
    @given(committees())
    def check(account: Account) -> None:
        agrees(code, account)

    check()


@pytest.mark.parametrize("code", sorted(set(ORACLES) - {"GT001", "AC001", "PP002", "DM010", "DM012"}))
def test_rule_equals_its_definition_on_larger_committees(code: str) -> None:
    held = [agrees(code, account) for account in (RANDOM[:25] if code in SLOW - {"CH006"} else RANDOM)]
    assert any(held)


@pytest.mark.parametrize("code", sorted(set(ORACLES) - {"GT001", "AC001", "CH006", "PL001", "DM006", "RM002"}))
def test_rule_equals_its_definition_where_much_is_contradicted(code: str) -> None:
    accounts = (advised(seed) for seed in range(20 if code in SLOW else 120))
    held = [agrees(code, _committed(account)) for account in accounts if not closed(account)]
    assert any(held)


def closed(account: Account) -> bool:
    """No rule is asked about a deal that is over."""
    return account.header.stage is not None and account.header.stage.closed


def _committed(account: Account) -> Account:
    return replace(account, header=replace(account.header, forecast=Forecast.COMMIT))


def test_the_introduction_named_is_the_cheapest_of_all() -> None:
    named = 0
    # One of ours could meet anybody: without them the plan does not reach everybody.
    for account in (*RANDOM, *(replace(account, team={}, coverage={}) for account in RANDOM)):
        world, context = World(account, TODAY), Context(account, TODAY)
        price = world.relaxed(world.starts, world.carriers)
        at_odds = set(conflicts(account))
        for finding in rule("DM003").check(context):
            effort = finding.measures[-1].value
            possible = [
                price[i] + context.reach.pricing.effort(Way(i, finding.subject, Kind.INTRODUCTION))
                for i in world.people
                if i in price and i in world.carriers and not {(i, finding.subject), (finding.subject, i)} & at_odds
            ]
            assert effort == min(possible, default=None)
            named += bool(possible)
    assert named
