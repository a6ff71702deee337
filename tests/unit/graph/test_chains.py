"""What is asked of networkx, against oracles that know no graph library: repeated search, removal, relaxation."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from committees import TODAY, committees
from examples import examples
from hypothesis import given, settings

from committee.graph.arcs import arcs
from committee.graph.chains import (
    ROOT,
    by_effort,
    chain_to,
    cheapest,
    dominated_by,
    gatekeepers,
    incoming,
    reached,
    support,
    talks,
)
from committee.graph.digraph import digraph
from committee.graph.standing import Committee, committee_of
from committee.model.account import Account, Pair

FOLDER = Path(__file__).parents[3]


def searched(account: Account, committee: Committee, without: str = "") -> set[str]:
    """Who is reached, by asking every arc again until nobody is new; `without` is taken out beforehand."""
    found = set(committee.voices) - {without}
    while True:
        more = {
            arc.target
            for arc in arcs(account)
            if arc.usable and arc.source in found and arc.source in committee.carriers and arc.target != without
        }
        if more <= found:
            return found
        found |= more


def relaxed(account: Account, sources: tuple[str, ...], cost: dict[Pair, int], speaking: set[str]) -> dict[str, int]:
    """The least prices, by trying every talk once for everybody there is."""
    slow = dict.fromkeys(sources, 0)
    for _ in (*account.team, *account.people):
        for (speaker, listener), effort in cost.items():
            if speaker in slow and speaker in speaking:
                slow[listener] = min(slow.get(listener, 10**9), slow[speaker] + effort)
    return slow


@settings(max_examples=examples(50))
@given(committees())
def test_reached_is_everybody_a_repeated_search_finds(account: Account) -> None:
    committee = committee_of(account, TODAY)
    found = reached(support(digraph(account), committee.voices, committee.carriers))
    assert list(found) == sorted(searched(account, committee))


@settings(max_examples=examples(50))
@given(committees())
def test_gatekeepers_are_those_without_whom_somebody_is_lost(account: Account) -> None:
    committee = committee_of(account, TODAY)
    found = gatekeepers(support(digraph(account), committee.voices, committee.carriers))
    assert list(found) == sorted(found)
    everybody = searched(account, committee)
    left = {other: searched(account, committee, without=other) for other in everybody}
    for person in everybody:
        cut_off = {other for other in everybody - {person} if person not in left[other]}
        assert set(dominated_by(person, found)) == cut_off
        if cut_off:
            nearest = found[person]
            assert all(other == nearest or other in dominated_by(nearest, found) for other in cut_off)


@settings(max_examples=examples(50))
@given(committees())
def test_cheapest_agrees_with_repeated_relaxation(account: Account) -> None:
    committee = committee_of(account, TODAY)
    cost = {arc.pair: 7 * len(arc.source + arc.target) + arc.strength for arc in arcs(account) if arc.usable}
    carriers = set(committee.carriers)
    price, before = cheapest(
        digraph(account), committee.voices, lambda u, v, _: cost.get((u, v)) if u in carriers else None
    )
    assert price == relaxed(account, committee.voices, cost, carriers)
    assert list(price) == sorted(price)
    for person in price:
        chain = chain_to(person, before)
        assert chain[0] in committee.voices
        assert carriers.issuperset(chain[:-1])
        assert sum(cost[pair] for pair in pairwise(chain)) == price[person]
        if person in before:
            as_cheap = [
                u for (u, v), effort in cost.items()
                if v == person and u in carriers and u in price and price[u] + effort == price[person]
            ]  # fmt: skip
            assert before[person] == min(as_cheap)


@settings(max_examples=examples(50))
@given(committees())
def test_talks_along_no_tie_are_priced_like_the_others(account: Account) -> None:
    everybody = sorted({*account.team, *account.people})
    efforts = {(a, b): 1 + len(a) * 3 + len(b) for a in everybody[::2] for b in everybody if a != b}
    sources = tuple(everybody[:1])
    price, before = cheapest(talks(efforts, sources), sources, by_effort)
    assert price == relaxed(account, sources, efforts, set(everybody))
    assert all(chain_to(person, before)[0] in sources for person in price)


@settings(max_examples=examples(30))
@given(committees())
def test_against_the_arcs_it_is_the_way_to_somebody(account: Account) -> None:
    cost = {arc.pair: 100 + arc.strength for arc in arcs(account) if arc.usable}
    ends = committee_of(account, TODAY).people[:2]
    price, _ = cheapest(digraph(account).reverse(copy=False), ends, lambda v, u, _: cost.get((u, v)))
    turned = {(v, u): effort for (u, v), effort in cost.items()}
    assert price == relaxed(account, ends, turned, {*account.team, *account.people})


def test_free_talks_lead_in_no_circle() -> None:
    efforts = {("b", "c"): 0, ("c", "b"): 0, ("a", "c"): 5, ("c", "a"): 0, ("b", "a"): 0}
    price, before = cheapest(talks(efforts, ["z"]), ["z"], by_effort)
    assert (price, before) == ({"z": 0}, {})
    price, before = cheapest(talks({**efforts, ("z", "c"): 0}, ["z"]), ["z"], by_effort)
    assert price == dict.fromkeys("abcz", 0)
    for person in price:
        for _ in price:
            person = before.get(person, person)  # noqa: PLW2901 - as many steps back as there are people
        assert person == "z"


def test_from_nobody_nobody_is_reached() -> None:
    graph = talks({("a", "b"): 1}, ())
    assert cheapest(graph, (), by_effort) == ({}, {})
    assert reached(support(graph.subgraph(()), (), ())) == ()
    assert gatekeepers(support(graph.subgraph(()), (), ())) == {}


@pytest.mark.parametrize("people", [3000])
def test_a_chain_of_thousands_needs_no_recursion(people: int) -> None:
    names = [f"p-{i:04}" for i in range(people)]
    line = talks(dict.fromkeys(pairwise(names), 2), names[:1])
    price, before = cheapest(line, names[:1], by_effort)
    assert price[names[-1]] == 2 * (people - 1)
    assert chain_to(names[-1], before) == tuple(names)
    line.add_edge(ROOT, names[0])
    keeper = gatekeepers(line)
    assert dominated_by(names[-1], keeper) == tuple(reversed(names[:-1]))
    assert reached(line) == tuple(names)


PROGRAM = """
import sys
sys.path.insert(0, "tests")
from committees import TODAY, committee_from
from committee.graph.chains import cheapest, gatekeepers, reached, support
from committee.graph.digraph import digraph
from committee.graph.standing import committee_of
for seed in range(12):
    account = committee_from(seed, people=9)
    committee, graph = committee_of(account, TODAY), digraph(account)
    carried = support(graph, committee.voices, committee.carriers)
    print(list(graph), list(graph.edges(data=True)), reached(carried), gatekeepers(carried))
    print(cheapest(graph, committee.voices, lambda u, v, arc: 1 if arc["usable"] else None))
"""


def test_the_same_answers_under_any_hash_seed() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=FOLDER,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(said) == 1
    assert len(said.pop().splitlines()) == 24


@settings(max_examples=examples(50))
@given(committees())
def test_incoming_holds_the_usable_arcs(account: Account) -> None:
    usable = sorted((arc for arc in arcs(account) if arc.usable), key=lambda arc: arc.pair)
    into = incoming(usable)
    assert sorted((arc for found in into.values() for arc in found), key=lambda arc: arc.pair) == usable
    assert all(arc.target == listener for listener, found in into.items() for arc in found)
