"""Where people stand: lanes by clock, rows by level, slots that stay."""

import datetime as dt
from dataclasses import replace

import pytest
from examples import examples
from generate import TODAY, random_account
from hypothesis import given, settings
from hypothesis import strategies as st
from one_try import one_try

from committee.layout import Detail, arrange
from committee.layout.drawing.picture import offset_words
from committee.layout.lanes import lanes_of, rows_of
from committee.model.account import Account, Header, Influence, Person, Place
from committee.model.vocabulary import Level, PersonStatus, PlaceKind, WorkMode

WINTER, SUMMER = dt.date(2026, 1, 15), dt.date(2026, 7, 15)


def account(places: dict[str, Place] | None = None, **made: Person) -> Account:
    return Account(header=Header(name="X"), places=places or {}, people=dict(sorted(made.items())))


OFFICES = {
    "berlin": Place(name="Berlin", timezone="Europe/Berlin"),
    "denver": Place(name="Denver", timezone="America/Denver"),
    "nowhere": Place(name="Nowhere yet"),
    "tokyo": Place(name="Tokyo", timezone="Asia/Tokyo"),
}


def titles(found: Account, today: dt.date = WINTER) -> list[str]:
    return [lane.title for lane in lanes_of(found, today)]


def test_lanes_run_from_west_to_east_and_the_unknown_place_is_last() -> None:
    found = account(
        OFFICES,
        a=Person(name="A", place="tokyo"),
        b=Person(name="B", place="denver"),
        c=Person(name="C", place="berlin"),
        d=Person(name="D"),
        e=Person(name="E", place="nowhere"),
    )
    assert titles(found) == ["Denver", "Berlin", "Tokyo", "Nowhere yet", "Place unknown"]


def test_a_remote_person_with_an_office_stands_in_the_remote_lane_of_their_zone_beside_it() -> None:
    found = account(
        OFFICES,
        a=Person(name="A", place="berlin"),
        b=Person(name="B", place="berlin", work_mode=WorkMode.REMOTE),
        c=Person(name="C", place="tokyo", work_mode=WorkMode.REMOTE, timezone="Europe/Berlin"),
        d=Person(name="D", place="tokyo", work_mode=WorkMode.HYBRID),
    )
    lanes = lanes_of(found, WINTER)
    assert [(lane.title, lane.people) for lane in lanes] == [
        ("Berlin", ("a",)),
        ("Remote, Berlin", ("b", "c")),
        ("Tokyo", ("d",)),
    ]
    assert [lane.remote for lane in lanes] == [False, True, False]


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (Place(name="Leeds", timezone="Europe/London", kind=PlaceKind.OFFICE), "Remote, Leeds"),
        (Place(name="Leeds", timezone="Europe/London"), "Remote, Leeds"),
        (Place(name="Iberia, from home", timezone="Europe/London", kind=PlaceKind.REGION), "Iberia, from home"),
        (Place(name="Leeds", timezone="America/Chicago"), "Remote, London"),
    ],
)
def test_a_remote_lane_bears_the_name_that_the_place_was_given(place: Place, title: str) -> None:
    lee = Person(name="Lee", place="p", work_mode=WorkMode.REMOTE, timezone="Europe/London")
    (lane,) = lanes_of(account({"p": place}, lee=lee), WINTER)
    assert (lane.title, lane.remote) == (title, True)


def test_zones_whose_clocks_always_agree_share_a_remote_lane() -> None:
    def remote(zone: str) -> Person:
        return Person(name=zone, work_mode=WorkMode.REMOTE, timezone=zone)

    found = account(a=remote("Europe/Madrid"), b=remote("Europe/Berlin"), c=remote("Africa/Lagos"))
    assert sorted(lane.people for lane in lanes_of(found, WINTER)) == [("a", "b"), ("c",)]


def test_order_is_by_standard_time_and_the_label_by_the_time_of_the_date() -> None:
    found = account(
        {"phoenix": Place(name="Phoenix", timezone="America/Phoenix"), **OFFICES},
        a=Person(name="A", place="phoenix"),
        b=Person(name="B", place="denver"),
        c=Person(name="C", place="berlin"),
    )
    assert titles(found, WINTER) == titles(found, SUMMER)
    assert [offset_words(lane.offset) for lane in lanes_of(found, SUMMER)] == ["UTC-7", "UTC-6", "UTC+2"]
    assert [offset_words(lane.offset) for lane in lanes_of(found, WINTER)] == ["UTC-7", "UTC-7", "UTC+1"]
    assert [offset_words(minutes) for minutes in (330, -210, 0, None)] == [
        "UTC+5:30",
        "UTC-3:30",
        "UTC+0",
        "zone unknown",
    ]


def test_who_left_has_no_card_and_a_place_without_people_no_lane() -> None:
    found = account(OFFICES, a=Person(name="A", place="berlin"), b=Person(name="B", status=PersonStatus.LEFT))
    layout = arrange(found, WINTER)
    assert titles(found) == ["Berlin"]
    assert [card.person for card in layout.cards] == ["a"]


def test_rows_are_levels_from_the_top_assumed_from_the_title_and_unknown_last() -> None:
    found = account(
        a=Person(name="A", title="Analyst"),
        b=Person(name="B", title="Head of Security"),
        c=Person(name="C", level=Level.EXECUTIVE),
        d=Person(name="D", level=Level.INDIVIDUAL, title="Chief Financial Officer"),
    )
    assert [(row.title, row.people) for row in rows_of(found)] == [
        ("Executive", ("c",)),
        ("Director", ("b",)),
        ("Individual", ("d",)),
        ("Level unknown", ("a",)),
    ]
    ys = [row.y for row in arrange(found, WINTER).rows]
    assert ys == sorted(ys)


def test_cards_stand_inside_their_lane_and_row() -> None:
    layout = arrange(random_account(4, people=60, places=6), TODAY)
    for card in layout.cards:
        lane, row = layout.lanes[card.lane], layout.rows[card.row]
        assert lane.x <= card.rect.x
        assert card.rect.right <= lane.x + lane.width
        assert row.y <= card.rect.y
        assert card.rect.bottom <= row.y + row.height
        assert card.person in lane.people
        assert card.person in row.people


def newcomer(found: Account, place: str, level: Level) -> Account:
    added = Person(name="New", place=place, level=level)
    return replace(found, people=dict(sorted({**found.people, "newcomer": added}.items())))


@settings(max_examples=examples(25), deadline=None)
@given(st.integers(0, 50), st.integers(0, 40), st.sampled_from(Level), st.data())
def test_one_edit_moves_nobody_elsewhere(seed: int, size: int, level: Level, data: st.DataObject) -> None:
    with one_try():
        before = random_account(seed, people=size + 1, places=4)
        old = arrange(before, TODAY)
        kind = data.draw(st.sampled_from(("add", "remove", "tie", "level")))
        someone = data.draw(st.sampled_from(sorted(before.people)))
        if kind == "add":
            after = newcomer(before, next(iter(before.places)), level)
        elif kind == "remove":
            people = {i: p for i, p in before.people.items() if i != someone}
            after = replace(
                before, people=people, influence={k: t for k, t in before.influence.items() if someone not in k}
            )
        elif kind == "tie":
            other = data.draw(st.sampled_from(sorted(before.people)))
            after = replace(before, influence=dict(sorted({**before.influence, (someone, other): Influence()}.items())))
        else:
            changed = replace(before.people[someone], level=level)
            after = replace(before, people={**before.people, someone: changed})
        new = arrange(after, TODAY, previous=old)
        for person in set(old.slots) & set(new.slots):
            if kind != "level" or person != someone:
                assert new.slots[person] == old.slots[person]
        assert arrange(after, TODAY, previous=old).digest() == new.digest()


def test_warm_start_of_the_same_account_is_the_same_map_at_every_detail() -> None:
    found = random_account(9, people=40, places=5)
    full = arrange(found, TODAY)
    assert arrange(found, TODAY, previous=full).digest() == full.digest()
    near = arrange(found, TODAY, detail=Detail.NAME, previous=full)
    assert near.slots == full.slots
    assert arrange(found, TODAY, detail=Detail.NAME).digest() == near.digest()


def test_a_lane_keeps_its_columns_when_it_empties() -> None:
    found = account(OFFICES, **{f"p{i}": Person(name=str(i), place="berlin", level=Level.VP) for i in range(9)})
    old = arrange(found, WINTER)
    fewer = replace(found, people={i: p for i, p in found.people.items() if i in {"p0", "p8"}})
    new = arrange(fewer, WINTER, previous=old)
    assert new.columns == old.columns
    assert {i: new.slots[i] for i in ("p0", "p8")} == {i: old.slots[i] for i in ("p0", "p8")}
