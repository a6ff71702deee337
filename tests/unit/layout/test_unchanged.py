"""Most edits move nothing on the map: whenever that is said, the map is the same to the last cell."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from changes import counting, edits_of
from examples import examples
from generate import TODAY, random_account
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from some import some
from strategies import accounts

from committee.errors import EditRefused
from committee.layout import Detail, arrange
from committee.layout.unchanged import same_map
from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit, apply
from committee.model.vocabulary import Level, PersonStatus, Stance, WorkMode

DETAILS = st.sampled_from((Detail.NAME, Detail.INITIALS, Detail.TILES))


@given(st.data())
@settings(max_examples=examples(80), suppress_health_check=[HealthCheck.too_slow])
def test_where_nothing_is_said_to_move_nothing_does(data: st.DataObject) -> None:
    drawn = data.draw(st.one_of(accounts(), st.integers(0, 9).map(lambda n: random_account(n, people=7, places=3))))
    account, rng, detail = drawn, counting(), data.draw(DETAILS)
    before = arrange(account, TODAY, detail=detail)
    for _ in range(data.draw(st.integers(1, 4))):
        edit = data.draw(edits_of(account, rng))
        note(edit.label)
        with suppress(EditRefused):
            account = apply(account, edit)
        if same_map(drawn, account):
            assert arrange(account, TODAY, detail=detail).to_json() == before.to_json()
            assert arrange(account, TODAY, detail=detail, previous=before).to_json() == before.to_json()


def everyday(account: Account) -> Iterator[tuple[str, Edit]]:
    """Edits that come again and again and move nobody, with a name each."""
    rng, mate = counting(), next(iter(account.team))
    people = list(account.people)
    one, two = people[0], people[1]
    title = account.people[one].title
    yield "title", edits.set_field(account, ("people", one, "title"), f"{title} of everything".strip())
    yield "name", edits.set_field(account, ("people", one, "name"), "Somebody Else")
    yield "power", edits.set_field(account, ("people", one, "power"), 1 + (account.people[one].power or 0) % 5)
    yield "notes", edits.set_field(account, ("people", two, "notes"), "said so")
    yield "stance", edits.set_stance(account, one, Stance.OPPOSED, why="said no", by=mate, today=TODAY, rng=rng)
    yield "champion", edits.set_champion(account, two, sells=True)
    yield "coverage", edits.set_coverage(account, mate, one, strength=5)
    yield "teammate", edits.add_teammate(account, rng, name="New One")
    yield "place", edits.add_place(account, rng, name="Nowhere yet", timezone="Asia/Tokyo")
    yield "evidence", edits.add_evidence(account, rng, today=TODAY, about=one, says="a word")
    yield "action", edits.add_action(account, rng, today=TODAY, what="call them", **{"with": two})
    yield "deal", edits.set_field(account, ("account", "deal"), "Another deal")


@pytest.mark.parametrize("people", [8, 60])
def test_everyday_edits_move_nothing(people: int) -> None:
    account = random_account(4, people=people, places=4)
    account = replace(
        account, people={key: replace(one, level=one.level or Level.VP) for key, one in account.people.items()}
    )
    for name, edit in everyday(account):
        after = apply(account, edit)
        assert after != account, name
        assert same_map(account, after), name


def moves(account: Account) -> Iterator[tuple[str, Edit]]:
    """Edits that move somebody or draw another tie, with a name each."""
    rng = counting()
    one, two = list(account.people)[:2]
    pair = next(iter(account.influence))
    place = next(p.place for p in account.people.values() if p.place and p.work_mode is not WorkMode.REMOTE)
    other = next(key for key in account.places if key != account.people[one].place)
    yield "added", edits.add_person(account, rng, name="Zoe New")
    yield "removed", edits.remove(account, ("people", two))
    yield "left", edits.set_field(account, ("people", two, "status"), PersonStatus.LEFT)
    yield "level", edits.set_field(account, ("people", one, "level"), _another(account.people[one].level))
    yield "moved", edits.set_field(account, ("people", one, "place"), other)
    yield "renamed place", edits.set_field(account, ("places", place, "name"), "Somewhere else")
    yield "strength", edits.set_tie(account, *pair, strength=_stronger(some(account.influence[pair].strength)))
    yield "conflict", edits.set_tie(account, *pair, kind="conflict")
    yield "manager", edits.set_field(account, ("people", one, "reports_to"), _other_manager(account, one))
    yield "clock", edits.set_field(account, ("places", place, "timezone"), "Pacific/Auckland")
    yield "remote", edits.set_fields(account, ("people", two), {"work_mode": "remote", "timezone": "Asia/Kabul"})
    yield "tie", edits.remove(account, ("influence", *pair))
    yield "id", edits.rename_id(account, "people", one, "quite-new")


def _other_manager(account: Account, person: str) -> str:
    """Somebody who is not under them and whom no tie joins with them."""
    tied = {end for pair in account.influence if person in pair for end in pair}
    under = {key for key, one in account.people.items() if one.reports_to == person}
    return next(key for key in account.people if key not in {*tied, *under, person, account.people[person].reports_to})


def _another(level: Level | None) -> Level:
    return Level.VP if level is not Level.VP else Level.DIRECTOR


def _stronger(strength: int) -> int:
    return 5 if strength != 5 else 1


def test_what_moves_somebody_is_never_passed_over() -> None:
    account = random_account(4, people=8, places=4)
    for name, edit in moves(account):
        after = apply(account, edit)
        assert not same_map(account, after), name
        before, now = (arrange(one, TODAY, detail=Detail.NAME).to_json() for one in (account, after))
        assert before != now, name


def test_another_zone_of_somebody_remote_moves_them() -> None:
    account = random_account(4, people=8, places=4)
    one = next(iter(account.people))
    at_home = edits.set_fields(account, ("people", one), {"work_mode": "remote", "timezone": "Asia/Kabul"})
    account = apply(account, at_home)
    assert not same_map(account, apply(account, edits.set_field(account, ("people", one, "timezone"), "Asia/Tokyo")))


def test_a_title_that_tells_another_level_moves() -> None:
    account = random_account(4, people=8, places=4)
    one = next(iter(account.people))
    people = {**account.people, one: replace(account.people[one], level=None, title="Clerk")}
    account = replace(account, people=people)
    assert same_map(account, apply(account, edits.set_field(account, ("people", one, "title"), "Typist")))
    assert not same_map(account, apply(account, edits.set_field(account, ("people", one, "title"), "Director")))
