"""Two people under one id are a question, one person under two ids a notice."""

from collections.abc import Callable
from typing import Any

import pytest
from merge_scenarios import BASE, adding, both, covering, evidence, person, read, tie
from some import some

from committee.model import validity
from committee.model.problem import Gravity
from committee.store import read_text, write_text
from committee.versions.merge import markers
from committee.versions.merge.conflict import Choice, Kind, Merged, offered
from committee.versions.merge.conflict_words import sentence
from committee.versions.merge.merge import merge, resolve

OPERATIONS = {"title": "VP Operations"}
SECURITY = {"title": "Head of Security"}


def jan(**fields: Any) -> Callable[..., Any]:
    return adding("people", "jan-novak", record=person("Jan Novák", **fields))


def merging(ours: Callable[..., Any], theirs: Callable[..., Any], base: str = BASE) -> Merged:
    return merge(read(base), read(ours(base)), read(theirs(base)))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (OPERATIONS, SECURITY),
        ({"email": "jan@x.example", "power": 3}, {"email": "novak@x.example", "power": 3}),
        ({"crm_id": "0031", "title": "CTO"}, {"crm_id": "0032", "title": "CTO"}),
        ({"title": "CTO", "place": "berlin"}, {"email": "jan@x.example"}),
    ],
)
def test_two_people_under_one_id_are_asked(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    merged = merging(jan(**ours), jan(**theirs))
    assert [(one.key, one.kind, one.about) for one in merged.conflicts] == [
        ("two:people/jan-novak", Kind.TWO, "jan-novak")
    ]
    assert offered(merged.conflicts[0]) == (Choice.MINE, Choice.THEIRS, Choice.BOTH)
    assert merging(jan(**theirs), jan(**ours)).conflicts == (merged.conflicts[0].swapped(),)
    assert merged.account == read(jan(**ours)(BASE))


@pytest.mark.parametrize(
    ("ours", "theirs", "asked"),
    [
        ({}, {}, []),
        ({"power": 3}, {"title": "CTO"}, []),
        ({"title": "CTO"}, {"title": "CTO", "place": "berlin"}, []),
        ({"title": "CTO"}, {"place": "berlin"}, []),
        ({"email": "Jan@x.example"}, {"email": "jan@x.example", "title": "CTO"}, ["field:people/jan-novak/email"]),
        (
            {"email": "jan@x.example", **OPERATIONS},
            {"email": "jan@x.example", **SECURITY},
            ["field:people/jan-novak/title"],
        ),
    ],
)
def test_one_person_told_twice_is_one(ours: dict[str, int | str], theirs: dict[str, str], asked: list[str]) -> None:
    merged = merging(jan(**ours), jan(**theirs))
    assert [one.key for one in merged.conflicts] == asked
    assert "jan-novak" in merged.account.people


OURS = both(jan(**OPERATIONS), tie("jan-novak", "ana", strength=4), covering("dana", "jan-novak", strength=1))
THEIRS = both(
    jan(**SECURITY),
    tie("jan-novak", "ana", strength=2),
    evidence("2026-11-10-aaaa", about="jan-novak", says="Wants an audit"),
)


def test_both_are_kept_and_what_was_said_of_each_follows() -> None:
    merged = merging(OURS, THEIRS)
    done = resolve(merged, {"two:people/jan-novak": Choice.BOTH})
    assert done.clean
    people = done.account.people
    other = next(key for key in people if key.startswith("jan-novak-"))
    assert (people["jan-novak"].title, people[other].title) == ("VP Operations", "Head of Security")
    assert done.account.influence["jan-novak", "ana"].strength == 4
    assert done.account.influence[other, "ana"].strength == 2
    assert done.account.evidence["2026-11-10-aaaa"].about == other
    assert ("dana", "jan-novak") in done.account.coverage
    assert not [one for one in validity.problems(done.account) if one.gravity is Gravity.ERROR]
    again = resolve(merging(OURS, THEIRS), {"two:people/jan-novak": Choice.BOTH})
    assert write_text(again.account) == write_text(done.account)


def test_both_stay_apart_when_merged_again() -> None:
    base, ours, theirs = (read(side) for side in (BASE, OURS(BASE), THEIRS(BASE)))
    done = resolve(merge(base, ours, theirs), {"two:people/jan-novak": Choice.BOTH}).account
    for pair in ((done, theirs), (theirs, done), (done, ours), (ours, done)):
        again = merge(base, *pair)
        assert again.clean
        assert write_text(again.account) == write_text(done)


@pytest.mark.parametrize(("choice", "side"), [(Choice.MINE, OURS), (Choice.THEIRS, THEIRS)])
def test_one_of_them_is_there_with_what_was_said_of_that_one_only(choice: Choice, side: Callable[..., Any]) -> None:
    done = resolve(merging(OURS, THEIRS), {"two:people/jan-novak": choice})
    assert done.clean
    assert write_text(done.account) == write_text(read(side(BASE)))


def test_a_marked_file_asks_it_again() -> None:
    merged = merging(OURS, THEIRS)
    texts = markers.sides(markers.write(merged))
    assert [some(texts).ours, some(texts).theirs] == [write_text(read(OURS(BASE))), write_text(read(THEIRS(BASE)))]
    again = merge(*(read_text(some(text)).account for text in (some(texts).base, some(texts).ours, some(texts).theirs)))
    assert [one.key for one in again.conflicts] == ["two:people/jan-novak"]


def test_the_question_names_both() -> None:
    merged = merging(jan(**OPERATIONS, email="jan@x.example"), jan(**SECURITY, place="berlin"))
    assert sentence(merged.conflicts[0], merged) == (
        "Jan Novák: Jan Novák, VP Operations, jan@x.example here, Jan Novák, Head of Security, Berlin HQ there; "
        "two people have one id"
    )


ONE = "one:people/j-novak"


def again_jan(**fields: Any) -> Callable[..., Any]:
    return adding("people", "j-novak", record=person("J. Novák", **fields))


HERE = both(jan(email="jan@x.example", title="CTO"), tie("jan-novak", "ana", strength=4))
THERE = both(again_jan(email="Jan@x.example", power=4), covering("dana", "j-novak", strength=1))


@pytest.mark.parametrize("known", [{"email": "jan@x.example"}, {"crm_id": "0031"}])
def test_one_person_under_two_ids_is_asked_and_meanwhile_nothing_is_lost(known: dict[str, str]) -> None:
    here, there = jan(**known), again_jan(**known)
    merged, turned = merging(here, there), merging(there, here)
    assert [(one.key, one.kind) for one in merged.conflicts] == [(ONE, Kind.ONE)]
    assert turned.conflicts == (merged.conflicts[0].swapped(),)
    assert offered(merged.conflicts[0]) == (Choice.MINE, Choice.THEIRS, Choice.BOTH)
    for one in (merged, turned):
        assert {"jan-novak", "j-novak"} <= one.account.people.keys()
        assert one.notices == ()
    assert sentence(merged.conflicts[0], merged) == (
        f"J. Novák: Jan Novák, {known.get('email') or '0031'} here, J. Novák, {known.get('email') or '0031'} there; "
        "one person has two ids"
    )
    assert merging(here, again_jan()).clean


@pytest.mark.parametrize(
    ("choice", "kept", "gone"), [(Choice.MINE, "jan-novak", "j-novak"), (Choice.THEIRS, "j-novak", "jan-novak")]
)
def test_one_person_has_all_that_was_said_under_either_id_and_what_differs_is_asked(
    choice: Choice, kept: str, gone: str
) -> None:
    asked = resolve(merging(HERE, THERE), {ONE: choice})
    fields = [f"field:people/{kept}/{name}" for name in ("email", "name")]
    assert [one.key for one in asked.conflicts] == fields
    done = resolve(asked, dict.fromkeys(fields, Choice.MINE))
    assert done.clean
    assert gone not in done.account.people
    found = done.account.people[kept]
    assert (found.name, found.title, found.power, found.email) == ("Jan Novák", "CTO", 4, "jan@x.example")
    assert done.account.influence[kept, "ana"].strength == 4
    assert done.account.coverage["dana", kept].strength == 1
    assert not [one for one in validity.problems(done.account) if one.gravity is Gravity.ERROR]


def test_two_who_share_an_address_stay_two_also_when_merged_again() -> None:
    base, ours, theirs = (read(side) for side in (BASE, HERE(BASE), THERE(BASE)))
    done = resolve(merge(base, ours, theirs), {ONE: Choice.BOTH})
    assert done.clean
    assert (done.account.people["jan-novak"], done.account.people["j-novak"]) == (
        ours.people["jan-novak"],
        theirs.people["j-novak"],
    )
    assert done.account.influence["jan-novak", "ana"].strength == 4
    assert done.account.coverage["dana", "j-novak"].strength == 1
    for pair in ((done.account, theirs), (theirs, done.account), (done.account, ours), (ours, done.account)):
        again = merge(base, *pair)
        assert again.clean
        assert write_text(again.account) == write_text(done.account)


@pytest.mark.parametrize("more", [{}, {"title": "CTO", "power": 4}])
def test_who_says_nothing_different_is_one_without_a_question_and_stays_it(more: dict[str, Any]) -> None:
    here = both(jan(email="jan@x.example"), tie("jan-novak", "ana", strength=4))
    there = adding("people", "j-novak", record=person("Jan Novák", email="jan@x.example", **more))
    base, ours, theirs = (read(side) for side in (BASE, here(BASE), there(BASE)))
    done = merge(base, ours, theirs)
    assert done.clean
    assert "jan-novak" not in done.account.people
    assert done.account.people["j-novak"] == theirs.people["j-novak"]
    assert done.account.influence["j-novak", "ana"].strength == 4
    for pair in ((theirs, ours), (done.account, theirs), (theirs, done.account), (done.account, ours)):
        again = merge(base, *pair)
        assert again.clean
        assert write_text(again.account) == write_text(done.account)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ([{"crm_id": "1"}], [{"crm_id": "2"}]),
        ([{}, {"title": "CTO"}], [{}]),
    ],
)
def test_where_more_says_that_they_are_two_it_is_only_said(
    here: list[dict[str, str]], there: list[dict[str, str]]
) -> None:
    def several(name: str, records: list[dict[str, str]]) -> Callable[..., Any]:
        return both(
            *(
                adding("people", f"{name}-{index}", record=person(f"{name} {index}", email="it@x.example", **fields))
                for index, fields in enumerate(records)
            )
        )

    merged = merging(several("jan", here), several("eva", there))
    assert merged.clean
    assert {notice.code for notice in merged.notices} == {"added-twice"}


def test_a_marked_file_asks_whether_it_is_one_person() -> None:
    texts = some(markers.sides(markers.write(merging(HERE, THERE))))
    assert [texts.ours, texts.theirs] == [write_text(read(HERE(BASE))), write_text(read(THERE(BASE)))]
    again = merge(*(read_text(some(text)).account for text in (texts.base, texts.ours, texts.theirs)))
    assert [one.key for one in again.conflicts] == [ONE]
