"""What differs between two versions: everything, and nothing twice."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from changes import counting, edits_of
from examples import examples
from host import small_account
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import accounts

from committee.errors import EditRefused
from committee.model import edits
from committee.model.access import get
from committee.model.account import Account, Person
from committee.model.edit import Edit, apply
from committee.model.edits import difference
from committee.model.vocabulary import Level, PersonStatus, Stance
from committee.versions.changes import Change, Kind, Rename, changes, record_of, renames

ACCOUNT = small_account()


def changed(*made: Callable[..., Any] | Edit) -> Account:
    account = ACCOUNT
    for edit in made:
        account = apply(account, edit(account) if callable(edit) else edit)
    return account


def test_nothing_differs_from_itself() -> None:
    assert changes(ACCOUNT, ACCOUNT) == ()
    assert changes(ACCOUNT, replace(ACCOUNT)) == ()


def test_a_field_a_place_and_a_level() -> None:
    after = changed(
        edits.set_field(ACCOUNT, ("people", "maria", "stance"), Stance.SUPPORTER),
        lambda a: edits.set_field(a, ("people", "maria", "place"), "tulsa"),
        lambda a: edits.set_field(a, ("people", "maria", "level"), Level.VP),
    )
    assert changes(ACCOUNT, after) == (
        Change(Kind.MOVED, ("people", "maria", "level"), None, Level.VP),
        Change(Kind.MOVED, ("people", "maria", "place"), "berlin", "tulsa"),
        Change(Kind.CHANGED, ("people", "maria", "stance"), Stance.NEUTRAL, Stance.SUPPORTER),
    )


def test_somebody_who_came_is_one_change() -> None:
    after = changed(edits.add_person(ACCOUNT, counting(), name="Rui Tavares", title="Buyer"))
    (made,) = changes(ACCOUNT, after)
    assert (made.kind, made.path) == (Kind.ADDED, ("people", "rui-tavares"))
    assert made.after == after.people["rui-tavares"]


def test_a_renamed_id_is_one_change_and_what_refers_to_it_none() -> None:
    after = changed(edits.rename_id(ACCOUNT, "people", "tom", "tom-lee"))
    assert changes(ACCOUNT, after) == (Change(Kind.RENAMED, ("people", "tom-lee"), "tom", "tom-lee"),)
    assert renames(ACCOUNT, after) == ((Rename("people", "tom", "tom-lee"),), after)


def test_renamed_and_edited_with_the_references_edited_too() -> None:
    after = changed(
        edits.rename_id(ACCOUNT, "people", "tom", "tom-lee"),
        lambda a: edits.set_field(a, ("people", "tom-lee", "power"), 5),
        lambda a: edits.set_tie(a, "tom-lee", "maria", strength=5),
    )
    assert [(change.kind, change.path) for change in changes(ACCOUNT, after)] == [
        (Kind.RENAMED, ("people", "tom-lee")),
        (Kind.CHANGED, ("people", "tom-lee", "power")),
        (Kind.CHANGED, ("influence", "tom-lee", "maria", "strength")),
    ]


def test_a_placeholder_that_found_its_name_is_the_same_record() -> None:
    head = Person(name="Head of procurement", title="Head", place="tulsa", status=PersonStatus.PLACEHOLDER, power=3)
    before = replace(ACCOUNT, people={**ACCOUNT.people, "z-head": head})
    rui = replace(head, name="Rui Tavares", status=PersonStatus.ACTIVE)
    after = replace(ACCOUNT, people={**ACCOUNT.people, "z-rui": rui})
    kinds = {change.path: change.kind for change in changes(before, after)}
    assert kinds[("people", "z-rui")] is Kind.RENAMED
    assert kinds[("people", "z-rui", "name")] is Kind.CHANGED


def test_a_successor_with_the_same_seat_is_somebody_else() -> None:
    maria = ACCOUNT.people["maria"]
    people = {key: person for key, person in ACCOUNT.people.items() if key != "maria"}
    after = replace(ACCOUNT, people={**people, "zoe": replace(maria, name="Zoe Wu", email="")})
    kinds = {change.path: change.kind for change in changes(ACCOUNT, after) if change.path[0] == "people"}
    assert kinds[("people", "maria")] is Kind.REMOVED
    assert kinds[("people", "zoe")] is Kind.ADDED


def test_two_of_one_name_are_not_mistaken_for_each_other() -> None:
    twins = {"a1": Person(name="Jo"), "a2": Person(name="Jo")}
    before = replace(ACCOUNT, people={**twins, **ACCOUNT.people})
    after = replace(ACCOUNT, people={"b1": Person(name="Jo"), "b2": Person(name="Jo"), **ACCOUNT.people})
    assert all(change.kind is not Kind.RENAMED for change in changes(before, after))


def test_an_id_that_meant_somebody_of_ours_before_is_no_rename() -> None:
    people = {key: person for key, person in ACCOUNT.people.items() if key != "ana"}
    team = {key: mate for key, mate in ACCOUNT.team.items() if key != "sam"}
    after = replace(ACCOUNT, people=dict(sorted({**people, "sam": ACCOUNT.people["ana"]}.items())), team=team)
    assert {(change.kind, change.path) for change in changes(ACCOUNT, after) if len(change.path) == 2} >= {
        (Kind.REMOVED, ("people", "ana")),
        (Kind.ADDED, ("people", "sam")),
        (Kind.REMOVED, ("team", "sam")),
    }


def test_the_record_of_a_path() -> None:
    assert record_of(("people", "tom", "champion", "stake")) == ("people", "tom")
    assert record_of(("influence", "a", "b", "strength")) == ("influence", "a", "b")
    assert record_of(("account", "stage")) == ("account",)
    assert record_of(("#", "people", "tom")) == ("#", "people", "tom")


@settings(max_examples=examples(20))
@given(data=st.data())
def test_every_change_is_there_and_only_those(data: st.DataObject) -> None:
    before = data.draw(accounts())
    rng, after = counting(), before
    for _ in range(data.draw(st.integers(1, 4))):
        with suppress(EditRefused):
            after = apply(after, data.draw(edits_of(after, rng)))
    found, aligned = renames(before, after)
    plain = {change.path: (change.before, change.after) for change in difference(aligned, after).changes}
    made = changes(before, after)
    assert {c.path: (c.before, c.after) for c in made if c.kind is not Kind.RENAMED} == plain
    assert {(c.path[0], c.before, c.after) for c in made if c.kind is Kind.RENAMED} == {
        (one.table, one.old, one.new) for one in found
    }
    for one in found:
        assert one.old not in getattr(after, one.table)
        assert get(aligned, (one.table, one.new)) is not None


@settings(max_examples=examples(10))
@given(data=st.data())
def test_the_other_way_round_the_same_records_differ(data: st.DataObject) -> None:
    before = data.draw(accounts())
    after = before
    with suppress(EditRefused):
        after = apply(before, data.draw(edits_of(before, counting())))
    there = {change.path for change in changes(before, after) if change.kind is not Kind.RENAMED}
    back = {change.path for change in changes(after, before) if change.kind is not Kind.RENAMED}
    if not renames(before, after)[0]:
        assert there == back


def test_dates_are_compared_as_dates() -> None:
    after = changed(edits.set_field(ACCOUNT, ("account", "close_date"), date(2027, 4, 1)))
    assert changes(ACCOUNT, after) == (
        Change(Kind.CHANGED, ("account", "close_date"), date(2027, 3, 31), date(2027, 4, 1)),
    )
