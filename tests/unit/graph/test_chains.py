from itertools import pairwise

import networkx as nx
from committees import TODAY, committees
from hypothesis import given, settings

from committee.graph.arcs import arcs, nodes
from committee.graph.chains import (
    chain_to,
    cheapest,
    dominated_by,
    fewest,
    gatekeepers,
    incoming,
    outgoing,
    talks_away,
)
from committee.graph.digraph import digraph
from committee.graph.standing import committee_of
from committee.model.account import Account


def carried(account: Account, without: str = "") -> "nx.DiGraph[str]":
    """The graph a chain may run through: from a root to every voice, and out of carriers only."""
    committee = committee_of(account, TODAY)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("root")
    graph.add_edges_from(("root", voice) for voice in committee.voices)
    graph.add_edges_from(arc.pair for arc in arcs(account) if arc.usable and arc.source in committee.carriers)
    if without:
        graph.remove_nodes_from([without])
    return graph


@settings(max_examples=50)
@given(committees())
def test_talks_away_are_shortest_paths_from_the_root(account: Account) -> None:
    committee = committee_of(account, TODAY)
    found = talks_away(outgoing(arcs(account)), committee.voices, committee.carriers)
    expected = nx.single_source_shortest_path_length(carried(account), "root")
    assert found == {person: steps - 1 for person, steps in expected.items() if person != "root"}


@settings(max_examples=50)
@given(committees())
def test_gatekeepers_are_those_without_whom_somebody_is_lost(account: Account) -> None:
    committee = committee_of(account, TODAY)
    found = gatekeepers(outgoing(arcs(account)), committee.voices, committee.carriers)
    reached = nx.descendants(carried(account), "root")
    for person in reached:
        cut_off = {
            other
            for other in reached - {person}
            if person not in nx.descendants(carried(account, without=other), "root")
        }
        assert set(dominated_by(person, found)) == cut_off
        if cut_off:
            nearest = found[person]
            assert all(other == nearest or other in dominated_by(nearest, found) for other in cut_off)


@settings(max_examples=50)
@given(committees())
def test_cheapest_agrees_with_repeated_relaxation(account: Account) -> None:
    committee = committee_of(account, TODAY)
    cost = {arc.pair: 7 * len(arc.source + arc.target) + arc.strength for arc in arcs(account) if arc.usable}
    price, before = cheapest(cost, committee.voices, frozenset(committee.carriers))
    slow = dict.fromkeys(committee.voices, 0)
    for _ in nodes(account):
        for (speaker, listener), effort in cost.items():
            if speaker in slow and speaker in committee.carriers:
                slow[listener] = min(slow.get(listener, 10**9), slow[speaker] + effort)
    assert price == slow
    for person in price:
        chain = chain_to(person, before)
        assert chain[0] in committee.voices
        assert sum(cost[pair] for pair in pairwise(chain)) == price[person]


@settings(max_examples=50)
@given(committees())
def test_fewest_counts_ties_whoever_carries(account: Account) -> None:
    out = outgoing(arcs(account))
    graph: nx.DiGraph[str] = nx.DiGraph(arc.pair for arc in arcs(account) if arc.usable)
    for source in out:
        ties, before = fewest(out, [source])
        assert ties == nx.single_source_shortest_path_length(graph, source)
        assert all(len(chain_to(person, before)) == distance + 1 for person, distance in ties.items())


@settings(max_examples=50)
@given(committees())
def test_incoming_and_outgoing_hold_the_same_usable_arcs(account: Account) -> None:
    usable = sorted((arc for arc in arcs(account) if arc.usable), key=lambda arc: arc.pair)
    ways = outgoing(usable), incoming(usable)
    for way in ways:
        assert sorted((arc for found in way.values() for arc in found), key=lambda arc: arc.pair) == usable


@settings(max_examples=50)
@given(committees())
def test_the_digraph_holds_every_node_and_arc_in_order(account: Account) -> None:
    graph = digraph(account, TODAY)
    assert list(graph) == list(nodes(account))
    assert list(graph.edges) == [arc.pair for arc in arcs(account)]
    for arc in arcs(account):
        edge = graph.edges[arc.pair]
        assert (edge["strength"], edge["origin"], edge["usable"]) == (arc.strength, str(arc.origin), arc.usable)
    assert {graph.nodes[node]["side"] for node in graph} <= {"ours", "theirs"}
    nx.parse_graphml("\n".join(nx.generate_graphml(_flat(graph))))


def _flat(graph: "nx.DiGraph[str]") -> "nx.DiGraph[str]":
    flat = graph.copy()
    for node in flat:
        flat.nodes[node].pop("roles", None)
    return flat
