"""States, costs, least effort and status equal a slow reading of the text.

With `COMMITTEE_ADVICE_CASES=3000` in the environment more accounts, and of up to nine people.
"""

import pytest
from advice_accounts import CASES, MOST, TODAY, advised
from advice_oracle import Reading

from committee.consensus.effort import Kind, Pricing, Way, way_of
from committee.consensus.plan import Plan, Status, plan
from committee.graph.arcs import arcs
from committee.graph.standing import committee_of
from committee.model import vocabulary as v
from committee.model.account import Account, Coverage, Decision, Header, Influence, Person, Teammate

BLOCKS = 8


def cases(block: int) -> list[Account]:
    """The accounts of one of the blocks."""
    return [advised(seed, MOST) for seed in range(block, CASES, BLOCKS)]


def standing(account: Account) -> dict[str, object]:
    """Who stands where, as the program says it."""
    committee = committee_of(account, TODAY)
    states = {i: str(one.state) for i, one in committee.standings.items() if one.state}
    return {
        "members": list(committee.members),
        "states": states | dict.fromkeys(committee.vacant, "vacant"),
        "champions": list(committee.champions),
        "proven": list(committee.proven),
        "voices": sorted(committee.their_voices),
        "carriers": set(committee.carriers),
        "blocked": committee.blocked_seats,
        "counts": {i: one.counts for i, one in committee.beliefs.items()},
        "contradicted": {i for i, one in committee.beliefs.items() if one.contradicted},
    }


def read(reading: Reading) -> dict[str, object]:
    """The same, as the text says it."""
    return {
        "members": reading.members,
        "states": reading.states,
        "champions": reading.champions,
        "proven": [i for i in reading.champions if reading.proven(i)],
        "voices": reading.their_voices,
        "carriers": reading.carriers,
        "blocked": reading.blocked,
        "counts": {i: reading.stance(i) for i in reading.people},
        "contradicted": {i for i, (verdict, _) in reading.heard.items() if verdict == "contradicted"},
    }


@pytest.mark.parametrize("block", range(BLOCKS))
def test_everybody_stands_where_the_text_says(block: int) -> None:
    for account in cases(block):
        assert standing(account) == read(Reading(account, TODAY))


@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_talk_costs_what_the_text_says(block: int) -> None:
    told: set[str] = set()
    for account in cases(block):
        reading = Reading(account, TODAY)
        pricing = Pricing(account, committee_of(account, TODAY), TODAY)
        known = {arc.pair: arc for arc in arcs(account)}
        assert {pair: arc.strength for pair, arc in known.items()} == {p: tie[0] for p, tie in reading.ties.items()}
        assert {pair for pair, arc in known.items() if arc.usable} == set(reading.usable)
        for pair in reading.talks:
            if pair in reading.usable:
                terms = reading.tie_terms(pair)
                assert _terms(pricing, way_of(known[pair])) == {key: cost for key, cost in terms.items() if cost}
                told |= set(terms)
            if pair[0] in reading.team and pair[1] in reading.members:
                terms = reading.first_meeting_terms(pair)
                new = Way(*pair, Kind.FIRST_MEETING)
                assert _terms(pricing, new) == {key: cost for key, cost in terms.items() if cost}
                told |= set(terms)
        assert {i: pricing.entrance(i) for i in reading.their_voices} == {
            i: reading.start(i) for i in reading.their_voices
        }
    assert set(pricing.costs) - told <= {"introduction", "unproven", "meeting"}


def _terms(pricing: Pricing, way: Way) -> dict[str, int]:
    return {term.key: term.cost for term in pricing.terms(way)}


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_plan_costs_less_than_the_text_allows(block: int) -> None:
    seen = set()
    for account in cases(block):
        seen.add(_same(plan(account, TODAY), Reading(account, TODAY)))
    assert seen == set(Status) - {Status.GAP}


def _same(found: Plan, reading: Reading) -> Status:
    assert (str(found.status), str(found.proof)) == (reading.status, reading.proof)
    if not found.closed and found.status is not Status.NO_APPROVER:
        assert found.worth == reading.worth
        assert found.lower_bound == found.effort == sum(talk.effort for talk in found.talks)
    return found.status


ANA_TO_BEN = {("ana", "ben"): Influence(strength=5)}
RARE = {
    "a voice is cheaper to win by a talk than to start from": Account(
        header=Header(name="Acme"),
        team={"dana": Teammate(name="Dana")},
        people={
            "ana": Person(name="Ana", stance=v.Stance.SUPPORTER, power=5),
            "ben": Person(name="Ben", roles=(v.Role.APPROVER,)),
        },
        coverage={("dana", "ana"): Coverage(strength=5)},
        influence=ANA_TO_BEN,
        effort={"unproven": 4000, "first_meeting": 100_000},
    ),
    "nobody begins anew with who is no member": Account(
        header=Header(name="Acme"),
        decision=Decision(voices_for_reserved=2),
        team={"dana": Teammate(name="Dana")},
        people={
            "ana": Person(name="Ana"),
            "ben": Person(name="Ben", roles=(v.Role.APPROVER,), stance=v.Stance.RESERVED),
        },
        coverage={("dana", "ana"): Coverage(strength=1)},
        influence=ANA_TO_BEN,
        effort={"first_meeting": 1},
    ),
}


@pytest.mark.parametrize("name", sorted(RARE))
def test_rare_ways_cost_what_the_text_allows(name: str) -> None:
    found = plan(RARE[name], TODAY)
    assert ("dana", "ana") in found.pairs
    assert _same(found, Reading(RARE[name], TODAY)) is Status.OPTIMAL
