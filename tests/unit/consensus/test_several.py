"""Several voices for those who doubt, against trying every choice of speakers."""

from collections import Counter
from dataclasses import replace
from itertools import combinations, product
from random import Random

import pytest
import steiner_instances as instances
from committees import TODAY, committees
from examples import examples
from generate import random_account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from steiner_oracle import FINE, cheapest

from committee.consensus.plan import Status, plan
from committee.consensus.problem import SOURCE, Goal
from committee.consensus.repair import fallback, introductions
from committee.consensus.solver.budget import Budget
from committee.consensus.solver.quorum import low, within
from committee.consensus.solver.reaching import convinced
from committee.consensus.solver.several import reach
from committee.consensus.solver.steiner import Arborescence
from committee.graph.arcs import conflicts
from committee.graph.standing import committee_of
from committee.model import vocabulary as v
from committee.model.account import Account, Coverage, Header, Influence, Person, Quorum, Teammate

relaxed = settings(deadline=None, max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])


def instance(seed: int) -> tuple[list[tuple[str, str, int]], Goal]:
    """Named arcs with doubters as ends, and a goal with a few of a group where the seed says so."""
    rng = Random(seed)
    arcs, root, _ = instances.directed(rng, 10, 34, 1, most=rng.choice([1, 3, 50]))
    names = {node: f"n{node}" for node in range(10)} | {root: SOURCE}
    others = [node for node in range(10) if node != root]
    chosen = rng.sample(others, 4)
    doubters = tuple(sorted(names[n] for n in chosen[: rng.randint(1, 2)]))
    named = [(names[a], names[b], cost) for a, b, cost in arcs if b != root and names[a] not in doubters]
    entrances = {names[n] for n in rng.sample(others, 2)} - set(doubters)
    named = [(a, b, c) for a, b, c in named if a != SOURCE] + [(SOURCE, voice, 0) for voice in sorted(entrances)]
    goals = sorted(names[n] for n in chosen)
    goal = Goal(tuple(goals), (), 0, doubters, 2)
    if rng.random() < 0.4:
        goal = Goal((goals[0],), tuple(goals[1:]), rng.randint(1, 3), doubters, 2)
    return named, goal


def truth(named: list[tuple[str, str, int]], goal: Goal) -> int | None:
    """The least cost with its low bits below, by the definition: every choice of members, every choice of speakers."""
    names = sorted({SOURCE, *goal.all, *(end for arc in named for end in arc[:2])})
    number = {name: place for place, name in enumerate(names)}
    fine = {(a, b): (cost << FINE) + low(a, b) for a, b, cost in named}
    rows = [(number[a], number[b], cost) for (a, b), cost in fine.items() if b not in goal.doubters]
    known: dict[tuple[str, ...], int | None] = {}
    best = None
    for members in combinations(goal.some, goal.need):
        wanted = {*goal.everyone, *members}
        doubting = sorted(wanted & set(goal.doubters))
        choices = [list(combinations(sorted(a for a, b in fine if b == person), goal.voices)) for person in doubting]
        for speakers in product(*choices):
            ends = tuple(sorted(wanted - set(doubting) | {s for group in speakers for s in group}))
            if ends not in known:
                known[ends] = cheapest(len(names), rows, 0, [number[i] for i in ends])
            tree = known[ends]
            if tree is not None:
                talks = sum(fine[s, person] for person, group in zip(doubting, speakers, strict=True) for s in group)
                best = min(best, tree + talks) if best is not None else tree + talks
    return best


def check(named: list[tuple[str, str, int]], goal: Goal, answer: Arborescence[str]) -> None:
    """Every arc exists; everybody speaks only once reached; everybody is reached by as many as they need."""
    assert set(answer.arcs) <= set(named)
    assert answer.total == sum(cost for *_, cost in answer.arcs)
    assert answer.lower_bound <= answer.total
    heard, left = {SOURCE}, set(answer.arcs)
    while ready := {arc for arc in left if arc[0] in heard}:
        heard |= {head for _, head, _ in ready}
        left -= ready
    assert not left
    into = [head for _, head, _ in answer.arcs]
    assert all(into.count(person) == (2 if person in goal.doubters else 1) for person in set(into))
    assert set(goal.everyone) <= heard
    assert sum(person in heard for person in goal.some) >= goal.need


@pytest.mark.parametrize("block", range(10))
def test_equals_trying_every_choice_of_speakers(block: int) -> None:
    solved = 0
    for seed in range(block * 40, block * 40 + 40):
        named, goal = instance(seed)
        least = truth(named, goal)
        reachable, complete = within(goal, convinced(named, goal))
        assert complete == (least is not None)
        if least is None:
            continue
        solved += 1
        answer = reach(named, reachable, Budget())
        check(named, goal, answer)
        assert answer.status is Status.OPTIMAL
        assert answer.total == answer.lower_bound == least >> FINE
        if answer.unique:
            assert (answer.total << FINE) + sum(low(a, b) for a, b, _ in answer.arcs) == least
    assert solved > 5


@pytest.mark.parametrize("seed", range(60))
def test_any_budget_reaches_the_goal_and_never_claims_too_much(seed: int) -> None:
    named, goal = instance(seed)
    goal, _ = within(goal, convinced(named, goal))
    if not goal.all:
        return
    best = reach(named, goal, Budget())
    hasty = reach(named, goal, Budget(steps=Random(seed).randint(0, 1500)))
    check(named, goal, hasty)
    assert hasty.lower_bound <= best.total <= hasty.total
    assert (hasty.status is Status.OPTIMAL) == (hasty.lower_bound == hasty.total)


def test_the_order_of_arcs_does_not_matter() -> None:
    for seed in range(60):
        named, goal = instance(seed)
        goal, _ = within(goal, convinced(named, goal))
        assert reach(named[::-1], goal, Budget()) == reach(named, goal, Budget())


def test_cuts_pay_for_what_every_plan_pays() -> None:
    for seed in range(60):
        named, goal = instance(seed)
        goal, _ = within(goal, convinced(named, goal))
        if goal.all:
            answer = reach(named, goal, Budget())
            assert sum(cut.paid for cut in answer.cuts) <= answer.lower_bound


def asking(account: Account, voices: int = 2) -> Account:
    return replace(account, decision=replace(account.decision, voices_for_reserved=voices))


@relaxed
@given(committees(max_people=7), st.integers(2, 3))
def test_reserved_approvers_hear_it_from_different_people_who_are_convinced_by_then(
    account: Account, voices: int
) -> None:
    account = asking(account, voices)
    committee = committee_of(account, TODAY)
    found = plan(account, TODAY)
    heard, clashing = set(committee.voices), set(conflicts(account))
    listened: dict[str, list[str]] = {}
    for talk in found.talks:
        assert talk.speaker in heard & set(committee.carriers)
        assert talk.pair not in clashing
        assert account.people[talk.listener].stance is not v.Stance.OPPOSED
        assert account.people[talk.listener].status is not v.PersonStatus.LEFT
        listened.setdefault(talk.listener, []).append(talk.speaker)
        assert talk.voice == len(listened[talk.listener])
        if account.people[talk.listener].stance is v.Stance.RESERVED:
            assert talk.voices == voices
            assert talk.reaches == (talk.voice == voices)
        else:
            assert talk.voices == talk.voice == 1
            heard.add(talk.listener)
    for listener, speakers in listened.items():
        reserved = account.people[listener].stance is v.Stance.RESERVED
        assert len(set(speakers)) == len(speakers) == (voices if reserved else 1)
    assert [talk.number for talk in found.talks] == list(range(1, len(found.talks) + 1))
    assert found.lower_bound <= found.effort == sum(talk.effort for talk in found.talks)
    if found.proof is Status.OPTIMAL:
        assert {i for i in committee.open if committee.standings[i].mandatory} <= set(listened)


@relaxed
@given(committees(max_people=7))
def test_two_voices_never_cost_less_than_one(account: Account) -> None:
    one, two = plan(asking(account, 1), TODAY), plan(asking(account), TODAY)
    if one.proof is two.proof is Status.OPTIMAL:
        assert two.effort >= one.effort
    if not any(account.people[i].stance is v.Stance.RESERVED for i in committee_of(account, TODAY).open):
        assert replace(two, problem=None) == replace(one, problem=None)


@pytest.mark.parametrize("seed", range(6))
def test_committees_of_forty_are_proven(seed: int) -> None:
    account = asking(random_account(seed, people=40, places=4, ties_per_person=5))
    found = plan(account, TODAY)
    assert found.proof is Status.OPTIMAL


PEOPLE = {
    "ana": Person(name="Ana", stance=v.Stance.RESERVED, need=v.Need.YES),
    "ben": Person(name="Ben", stance=v.Stance.NEUTRAL),
    "cho": Person(name="Cho", stance=v.Stance.NEUTRAL, need=v.Need.YES),
}
DEAL = asking(
    Account(
        header=Header(name="Acme"),
        team={"dana": Teammate(name="Dana"), "eli": Teammate(name="Eli")},
        people=PEOPLE,
        coverage={("dana", "cho"): Coverage(strength=4), ("eli", "ana"): Coverage(strength=3)},
        influence={("cho", "ana"): Influence(strength=4), ("ben", "ana"): Influence(strength=5)},
    )
)


def test_the_second_talk_reaches_her_after_its_speaker_is_won() -> None:
    found = plan(DEAL, TODAY)
    into = [talk for talk in found.talks if talk.listener == "ana"]
    assert found.pairs == (("dana", "cho"), ("cho", "ana"), ("eli", "ana"))
    assert [(talk.voice, talk.voices, talk.reaches) for talk in into] == [(1, 2, False), (2, 2, True)]
    assert found.talks[1].after == (1,)
    assert any("to get 2 people to speak to Ana, who is reserved" in sentence for sentence in found.certificate)


def test_too_few_who_could_speak_is_said() -> None:
    alone = replace(DEAL, team={"dana": DEAL.team["dana"]}, influence={}, coverage={})
    found = plan(alone, TODAY)
    assert found.status is Status.INFEASIBLE
    assert found.pairs == (("dana", "cho"),)
    out = {entry.person: entry for entry in found.unreached}
    assert not out["ana"].in_plan
    tied = plan(replace(alone, coverage={("dana", "ana"): Coverage(strength=4)}), TODAY)
    assert {e.person: e.why for e in tied.unreached}["ana"] == (
        "Ana is reserved and needs to hear it from 2 people; existing ties bring fewer."
    )


def test_a_reserved_member_of_a_quorum_counts_only_after_both_talks() -> None:
    people = {i: replace(person, need=None, roles=()) for i, person in PEOPLE.items()}
    quorum = Quorum(at_least=1, of=("ana", "ben", "cho"))
    account = replace(DEAL, people=people, decision=replace(DEAL.decision, quorum=quorum))
    assert plan(account, TODAY).pairs == (("dana", "cho"),)
    only = replace(account, decision=replace(account.decision, quorum=Quorum(at_least=3, of=quorum.of)))
    found = plan(only, TODAY)
    assert [talk.listener for talk in found.talks].count("ana") == 2
    assert found.quorum is not None
    assert found.quorum.missing == 0


@relaxed
@given(committees(max_people=6))
def test_introductions_bring_the_reserved_as_many_voices_as_they_need(account: Account) -> None:
    account = asking(account)
    found = introductions(account, TODAY)
    if found is None or found.left_out:
        return
    committee = committee_of(account, TODAY)
    listened = Counter(listener for _, listener in found.talks)
    for person in committee.open:
        if committee.standings[person].mandatory:
            assert listened[person] >= (2 if account.people[person].stance is v.Stance.RESERVED else 1)
    assert len(set(found.talks)) == len(found.talks)


@relaxed
@given(committees(max_people=6))
def test_without_a_talk_the_reserved_still_hear_enough(account: Account) -> None:
    found = plan(asking(account), TODAY)
    for talk in found.talks:
        other = fallback(found, talk.number)
        assert talk.pair not in other.pairs
        if found.status is other.status is Status.OPTIMAL:
            assert other.effort >= found.effort
            listened = Counter(listener for _, listener in other.pairs)
            assert all(listened[t.listener] == t.voices for t in other.talks)
