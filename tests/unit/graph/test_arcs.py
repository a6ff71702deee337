import datetime as dt
from typing import Any

import pytest
from examples import examples
from hypothesis import given, settings
from strategies import accounts

from committee.graph.arcs import Arc, Origin, arcs, conflicts, nodes
from committee.model.account import Account, Coverage, Header, Influence, Person, Teammate
from committee.model.vocabulary import Channel, PersonStatus, TeamStatus, TieKind

PEOPLE = {
    "ana": Person(name="Ana"),
    "gone": Person(name="Gone", status=PersonStatus.LEFT),
    "tom": Person(name="Tom", reports_to="ana"),
    "who": Person(name="Who", status=PersonStatus.PLACEHOLDER),
}
TEAM = {"dana": Teammate(name="Dana"), "ex": Teammate(name="Ex", status=TeamStatus.LEFT)}


def account(**changes: Any) -> Account:
    return Account(**{"header": Header(name="Acme"), "people": PEOPLE, "team": TEAM, **changes})


def test_nodes_are_active_teammates_and_everyone_who_has_not_left() -> None:
    assert nodes(account()) == ("ana", "dana", "tom", "who")


def test_a_reporting_line_is_an_arc_from_manager_to_report() -> None:
    assert arcs(account()) == (Arc("ana", "tom", Origin.DERIVED, 3),)
    assert not arcs(account())[0].written


@pytest.mark.parametrize("kind", [None, *TieKind])
def test_a_written_tie_in_that_direction_replaces_it_a_conflict_too(kind: TieKind | None) -> None:
    found = account(influence={("ana", "tom"): Influence(strength=1, kind=kind)})
    if kind is TieKind.CONFLICT:
        assert arcs(found) == ()
        assert conflicts(found) == (("ana", "tom"),)
    else:
        assert arcs(found) == (Arc("ana", "tom", Origin.INFLUENCE, 1, kind=kind),)
        assert not arcs(found)[0].usable


def test_a_tie_the_other_way_does_not_replace_it() -> None:
    found = arcs(account(influence={("tom", "ana"): Influence()}))
    assert [(arc.pair, arc.strength, arc.strength_assumed, arc.usable) for arc in found] == [
        (("ana", "tom"), 3, False, True),
        (("tom", "ana"), 2, True, True),
    ]


def test_coverage_carries_channel_and_last_contact_and_only_of_who_is_there() -> None:
    day = dt.date(2026, 11, 2)
    found = account(
        coverage={
            ("dana", "tom"): Coverage(strength=4, channel=Channel.VIDEO, last_contact=day),
            ("dana", "gone"): Coverage(strength=4),
            ("ex", "ana"): Coverage(strength=4),
        }
    )
    assert arcs(found)[1:] == (Arc("dana", "tom", Origin.COVERAGE, 4, channel=Channel.VIDEO, last_contact=day),)


def test_ties_of_a_faulty_file_are_passed_over() -> None:
    found = account(
        influence={("ana", "ana"): Influence(), ("ana", "nobody"): Influence(), ("gone", "ana"): Influence()},
        coverage={("dana", "nobody"): Coverage(), ("nobody", "ana"): Coverage()},
        people={**PEOPLE, "self": Person(name="Self", reports_to="self")},
    )
    assert [arc.pair for arc in arcs(found)] == [("ana", "tom")]
    assert conflicts(found) == ()


@settings(max_examples=examples(30))
@given(accounts(comments=False, unknown=False))
def test_arcs_are_sorted_unique_and_between_nodes(found: Account) -> None:
    pairs = [arc.pair for arc in arcs(found)]
    assert pairs == sorted(set(pairs))
    there = set(nodes(found))
    assert all(source != target and source in there and target in there for source, target in pairs)
    assert not set(conflicts(found)) & set(pairs)
