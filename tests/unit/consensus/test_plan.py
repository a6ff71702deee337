"""The plan against its definition, counted the slow way, on committees of every kind."""

import subprocess
import sys
from dataclasses import fields, replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from committees import TODAY, committees
from efforts import talk_terms
from examples import examples
from generate import random_account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies._internal.random import ArtificialRandom
from some import some
from steiner_oracle import cheapest
from strategies import accounts

from committee.consensus.blocked import Blocked
from committee.consensus.effort import Kind, Pricing, Way, way_of
from committee.consensus.plan import Plan, Status, local_times, plan
from committee.graph.arcs import Origin, arcs, conflicts
from committee.graph.hours import meet_in_person, next_shared, schedule
from committee.graph.standing import Committee, committee_of
from committee.model import vocabulary as v
from committee.model.account import Account, Decision, Header, Person, Quorum, Teammate
from committee.model.edit import apply
from committee.model.edits import rename_id

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "sample_accounts" / "lindvale.account.toml"
relaxed = settings(deadline=None, max_examples=examples(80), suppress_health_check=[HealthCheck.too_slow])


def definition(account: Account) -> tuple[Committee, dict[tuple[str, str], int]]:
    """Nodes, arcs with effort, entrances and goals, straight from the definition, nothing left out."""
    committee = committee_of(account, TODAY)
    opposed = {i for i, one in committee.beliefs.items() if one.counts is v.Stance.OPPOSED}
    ways = [way_of(arc) for arc in arcs(account) if arc.strength >= (1 if arc.origin is Origin.COVERAGE else 2)]
    ways += [Way(mate, member, Kind.FIRST_MEETING) for mate in committee.teammates for member in committee.members]
    price = Pricing(account, committee, TODAY)
    costs: dict[tuple[str, str], int] = {}
    for way in ways:
        if way.speaker in committee.carriers and way.listener not in opposed:
            effort = price.effort(way)
            costs[way.pair] = min(effort, costs.get(way.pair, effort))
    return committee, costs


def least(account: Account) -> tuple[int | None, bool]:
    """The least effort of any plan, quorum by trying every choice, and whether there is anybody to reach."""
    committee, costs = definition(account)
    nodes = ["", *sorted({*committee.teammates, *committee.people})]
    number = {node: place for place, node in enumerate(nodes)}
    unproven = {**dict.fromkeys(committee.their_voices, 500), **dict.fromkeys(committee.proven, 0)}
    unproven = {voice: account.effort.get("unproven", 500) if cost else 0 for voice, cost in unproven.items()}
    rows = [(0, number[voice], unproven.get(voice, 0)) for voice in committee.voices]
    rows += [(number[a], number[b], cost) for (a, b), cost in costs.items()]
    standings = [committee.standings[i] for i in committee.open]
    must = [s.person for s in standings if s.mandatory]
    quorum = account.decision.quorum
    met = sum(s.met for s in committee.standings.values() if s.quorum)
    need = (quorum.at_least or 0) - met - sum(s.quorum for s in standings if s.mandatory) if quorum else 0
    others = [s.person for s in standings if not s.mandatory]
    found = [
        cheapest(len(nodes), rows, 0, [number[i] for i in (*must, *chosen)])
        for chosen in combinations(others, min(max(need, 0), len(others)))
    ]
    return min((total for total in found if total is not None), default=None), bool(
        committee.approvers or committee.vacant or committee.quorum_short
    )


@relaxed
@given(committees(max_people=6))
def test_no_plan_costs_less(account: Account) -> None:
    found = plan(account, TODAY)
    effort, anybody = least(account)
    if not anybody:
        assert found.status is Status.NO_APPROVER
        return
    if effort is None:
        assert found.proof in {Status.INFEASIBLE, Status.NO_VOICE}
        return
    assert found.proof is Status.OPTIMAL
    assert found.effort == found.lower_bound == effort
    assert found.unique


@relaxed
@given(committees(max_people=8))
def test_every_talk_may_be_held(account: Account) -> None:
    committee, costs = definition(account)
    found = plan(account, TODAY)
    heard, begun = set(committee.voices), set[str]()
    carriers, clashing = set(committee.carriers), set(conflicts(account))
    written = {arc.pair: arc for arc in arcs(account)}
    for place, talk in enumerate(found.talks, 1):
        assert talk.number == place
        assert talk.effort == sum(term.cost for term in talk.terms)
        # What it costs to start from a voice that is no proven champion stands with its first talk.
        terms = tuple(term for term in talk.terms if term.key != "unproven")
        assert costs[talk.pair] == sum(term.cost for term in terms)
        started = talk.speaker in committee.their_voices and talk.speaker not in committee.proven
        if started and talk.speaker not in begun and not talk.after:
            assert talk.effort - costs[talk.pair] == account.effort.get("unproven", 500)
        else:
            assert talk.terms == terms
        begun.add(talk.speaker)
        assert talk.speaker in heard
        assert talk.speaker in carriers
        assert talk.pair not in clashing
        assert account.people[talk.listener].stance is not v.Stance.OPPOSED
        assert account.people[talk.listener].status is not v.PersonStatus.LEFT
        assert talk.after == tuple(t.number for t in found.talks if t.listener == talk.speaker)
        assert talk.kind is not Kind.TIE or talk.pair in written
        assert talk.kind is not Kind.FIRST_MEETING or talk.speaker in account.team
        arc = written.get(talk.pair) if talk.kind is Kind.TIE else None
        assert terms == talk_terms(account, committee, arc or Way(*talk.pair, talk.kind), TODAY)
        heard.add(talk.listener)
    assert found.effort == sum(talk.effort for talk in found.talks)
    if found.proof is Status.OPTIMAL:
        must = {i for i in committee.open if committee.standings[i].mandatory}
        assert must <= heard
        reached = sum(i in heard for i in committee.open if committee.standings[i].quorum)
        assert committee.quorum_missing <= reached + committee.quorum_short


@relaxed
@given(committees(max_people=8))
def test_talks_come_in_the_order_that_is_promised(account: Account) -> None:
    talks = plan(account, TODAY).talks
    chain: dict[int, int] = {}
    for talk in reversed(talks):
        chain[talk.number] = 1 + max((chain[t.number] for t in talks if talk.number in t.after), default=0)
    done: set[int] = set()
    for talk in talks:
        ready = [t for t in talks if t.number not in done and set(t.after) <= done]
        assert talk == min(ready, key=lambda t: (-chain[t.number], t.effort, t.pair))
        done.add(talk.number)


@relaxed
@given(committees(max_people=8))
def test_talks_unlock_the_approvers_behind_them(account: Account) -> None:
    found = plan(account, TODAY)
    open_ones = set(committee_of(account, TODAY).open)
    for talk in found.talks:
        behind, grown = {talk.listener}, True
        while grown:
            more = {t.listener for t in found.talks if t.speaker in behind} - behind
            behind, grown = behind | more, bool(more)
        assert set(talk.unlocks) <= behind & open_ones
        assert talk.unlocks
        assert talk.reaches == (talk.listener in talk.unlocks)


@relaxed
@given(committees(max_people=8))
def test_channel_and_window_follow_the_tie_and_the_hours(account: Account) -> None:
    written = {arc.pair: arc for arc in arcs(account)}
    for talk in plan(account, TODAY).talks:
        arc = written.get(talk.pair) if talk.kind is Kind.TIE else None
        channel = arc.channel if arc else None
        meets = meet_in_person(account, *talk.pair, channel)
        assert talk.channel == channel or (channel is None and (talk.channel is v.Channel.IN_PERSON) == meets)
        assert talk.window == next_shared(schedule(account, talk.pair[0]), schedule(account, talk.pair[1]), TODAY)
        assert [bool(text) for text in local_times(account, talk)] == [talk.window is not None] * 2


def shuffled(account: Account, rng: ArtificialRandom) -> Account:
    """The same account with every table in another order."""
    tables: dict[str, Any] = {}
    for field in fields(account):
        value = getattr(account, field.name)
        if isinstance(value, dict):
            tables[field.name] = dict(rng.sample(list(value.items()), len(value)))
    return replace(account, **tables)


@relaxed
@given(committees(max_people=8), st.randoms(use_true_random=False), st.sampled_from((None, 2)))
def test_shuffling_the_file_changes_nothing(account: Account, rng: ArtificialRandom, voices: None) -> None:
    account = replace(account, decision=replace(account.decision, voices_for_reserved=voices))
    assert plan(shuffled(account, rng), TODAY) == plan(account, TODAY)


@settings(deadline=None, max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow])
@given(accounts(comments=False, unknown=False))
def test_any_valid_account_has_a_plan(account: Account) -> None:
    found = plan(account, TODAY)
    assert found.lower_bound <= found.effort
    assert found.summary


@pytest.mark.parametrize("seed", range(5))
def test_a_large_committee_is_proven_within_the_default_budget(seed: int) -> None:
    account = random_account(seed, people=200, ties_per_person=5)
    found = plan(account, TODAY)
    assert (found.proof, found.gap_percent) == (Status.OPTIMAL, 0.0)
    assert found == plan(account, TODAY, steps=10**12)


def deal(people: dict[str, Person], **changes: Any) -> Account:
    team = {"dana": Teammate(name="Dana", timezone="Europe/Berlin")}
    return Account(header=Header(name="Acme"), team=team, people=people, **changes)


YES: dict[str, Any] = {"need": v.Need.YES}


def test_without_approvers_there_is_nothing_to_plan() -> None:
    found = plan(deal({"ana": Person(name="Ana", stance=v.Stance.NEUTRAL)}), TODAY)
    assert (found.status, found.summary, found.talks) == (Status.NO_APPROVER, "no approver named", ())


def test_without_voices_nobody_can_begin() -> None:
    account = replace(deal({"ana": Person(name="Ana", **YES)}), team={})
    found = plan(account, TODAY)
    assert (found.status, found.summary) == (Status.NO_VOICE, "nobody to start from")
    assert [(entry.person, entry.in_plan) for entry in found.unreached] == [("ana", False)]


def test_once_all_are_met_no_talk_is_needed() -> None:
    found = plan(deal({"ana": Person(name="Ana", stance=v.Stance.SUPPORTER, **YES)}), TODAY)
    assert (found.status, found.effort, found.summary) == (Status.OPTIMAL, 0, "no talks needed")
    assert [(entry.person, entry.by) for entry in found.to_confirm] == [("ana", "dana")]


def test_out_of_reach_without_a_team_to_meet_them() -> None:
    voice = Person(name="Bea", stance=v.Stance.ADVOCATE, power=4)
    account = replace(deal({"ana": Person(name="Ana", **YES), "bea": voice}), team={})
    found = plan(account, TODAY)
    assert (found.status, found.summary) == (Status.INFEASIBLE, "nobody can be reached")
    assert found.unreached[0].why == "No tie leads to Ana."


@pytest.mark.parametrize("stage", [v.Stage.WON, v.Stage.LOST, v.Stage.NO_DECISION])
def test_closed_deals_have_no_plan(stage: v.Stage) -> None:
    account = replace(deal({"ana": Person(name="Ana", **YES)}), header=Header(name="Acme", stage=stage))
    assert plan(account, TODAY) == Plan(Status.NO_APPROVER, closed=True, unique=True)


def test_a_quorum_that_cannot_be_met_is_said_and_what_is_possible_is_planned() -> None:
    people = {
        "ana": Person(name="Ana", stance=v.Stance.OPPOSED),
        "ben": Person(name="Ben", stance=v.Stance.NEUTRAL),
    }
    found = plan(deal(people, decision=Decision(quorum=Quorum(at_least=2, of=("ana", "ben")))), TODAY)
    assert (found.status, found.proof) == (Status.BLOCKED, Status.OPTIMAL)
    assert found.blocked == (Blocked("ana", vacant=False),)
    assert found.pairs == (("dana", "ben"),)
    assert (some(found.quorum).met, some(found.quorum).reached, some(found.quorum).missing) == (0, ("ben",), 1)
    assert [entry.person for entry in found.against] == ["ana"]


def test_a_budget_too_small_still_gives_a_plan_and_a_true_bound() -> None:
    account = random_account(3, people=60, ties_per_person=5)
    best, hasty = plan(account, TODAY), plan(account, TODAY, steps=1)
    assert hasty.proof is Status.GAP
    assert hasty.lower_bound <= best.effort <= hasty.effort
    assert hasty.gap_percent > 0


def test_first_meetings_are_of_ours_with_members_they_do_not_cover() -> None:
    found = plan(deal({"ana": Person(name="Ana", **YES)}), TODAY)
    assert [(talk.pair, talk.kind) for talk in found.talks] == [(("dana", "ana"), Kind.FIRST_MEETING)]
    assert [(entry.person, entry.in_plan) for entry in found.unreached] == [("ana", True)]


def test_derived_arcs_only_run_down_the_reporting_line() -> None:
    people = {
        "boss": Person(name="Boss", reports_to="", **YES),
        "voice": Person(name="Voice", stance=v.Stance.ADVOCATE, power=4, reports_to="boss"),
    }
    account = replace(deal(people), team={})
    assert plan(account, TODAY).status is Status.INFEASIBLE
    turned = {"boss": replace(people["boss"], reports_to="voice"), "voice": replace(people["voice"], reports_to="")}
    found = plan(replace(account, people=turned), TODAY)
    assert found.pairs == (("voice", "boss"),)
    assert next(arc for arc in arcs(replace(account, people=turned))).origin is Origin.DERIVED


def test_the_certificate_adds_up() -> None:
    people = {"ana": Person(name="Ana", **YES), "ben": Person(name="Ben", stance=v.Stance.RESERVED, **YES)}
    found = plan(deal(people), TODAY)
    assert found.certificate == (
        "Any plan pays at least 6.9 to get to Ben.",
        "Any plan pays at least 5.9 to get to Ana.",
        "Together that is 12.8: no plan costs less.",
    )
    assert found.shown_effort == "12.8"
    assert found.difficulty == "hard"


def test_planning_needs_no_graph_library() -> None:
    code = (
        "import sys, datetime, pathlib; from committee import store; from committee.consensus import plan, ranking; "
        f"sample = store.read(pathlib.Path({str(SAMPLE)!r})).account; "
        "assert plan.plan(sample, datetime.date(2026, 11, 21)).talks; sys.exit('networkx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def renamed(account: Account, rng: ArtificialRandom | Random) -> Account:
    """The same account with every person and teammate under another id, drawn so that their order changes too."""
    for table in ("people", "team"):
        taken = sorted(getattr(account, table))
        for old, number in zip(taken, rng.sample(range(1000), len(taken)), strict=True):
            account = apply(account, rename_id(account, table, old, f"x{number:03}-{table}"))
    return account


@relaxed
@given(committees(max_people=7), st.randoms(use_true_random=False), st.sampled_from((None, 2)))
def test_renaming_ids_keeps_effort_and_number_of_talks(
    account: Account, rng: ArtificialRandom, voices: int | None
) -> None:
    account = replace(account, decision=replace(account.decision, voices_for_reserved=voices))
    before, after = plan(account, TODAY), plan(renamed(account, rng), TODAY)
    assert (after.status, after.effort, len(after.talks)) == (before.status, before.effort, len(before.talks))


@pytest.mark.parametrize("seed", range(6))
def test_renaming_everybody_in_a_larger_committee_changes_no_effort(seed: int) -> None:
    account = random_account(seed, people=40, ties_per_person=5)
    before, after = plan(account, TODAY), plan(renamed(account, Random(seed)), TODAY)
    assert (after.status, after.effort, len(after.talks)) == (before.status, before.effort, len(before.talks))
