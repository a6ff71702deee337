"""Places in the add line: a city is enough, and what was typed stays the place's name."""

from datetime import date

import pytest

from committee.model.account import Account, Header, Place
from committee.model.edit import apply
from committee.model.line import Draft, completions, read_line
from committee.model.vocabulary import WorkMode

EMPTY = Account(header=Header(name="Acme"))
TORONTO = Account(header=Header(name="Acme"), places={"toronto": Place(name="Toronto", timezone="America/Toronto")})


def read(text: str, account: Account = EMPTY) -> Draft:
    return read_line(account, text, me="", today=date(2026, 11, 30), rng=lambda taken: "aaaa")


def made(text: str, account: Account = EMPTY) -> Place:
    """The place that a line makes."""
    draft = read(text, account)
    assert draft.edit is not None, draft.spans
    (place,) = [place for key, place in apply(account, draft.edit).places.items() if key not in account.places]
    return place


def faults(draft: Draft) -> list[str]:
    return [span.message for span in draft.spans if span.kind == "error"]


@pytest.mark.parametrize(
    ("typed", "name", "zone"),
    [
        ("Leeds", "Leeds", "Europe/London"),
        ("leeds", "leeds", "Europe/London"),
        ("Köln", "Köln", "Europe/Berlin"),
        ("Paris", "Paris", "Europe/Paris"),
        ("Paris(TX)", "Paris", "America/Chicago"),
        ("Madrid()", "Madrid", "Europe/Madrid"),
        ("New York", "New York", "America/New_York"),
        ("London(Canada)", "London", "America/Toronto"),
        ("Portland(ME)", "Portland", "America/New_York"),
        ("Acme HQ(Leeds)", "Acme HQ", "Europe/London"),
        ("Lodz(Europe/Warsaw)", "Lodz", "Europe/Warsaw"),
        ("Lodz(Warsaw)", "Lodz", "Europe/Warsaw"),
        ("Lodz()", "Lodz", "Europe/Warsaw"),
    ],
)
def test_a_city_makes_a_place_of_the_name_that_was_typed(typed: str, name: str, zone: str) -> None:
    place = made(f"Lena Fox, @{typed}")
    assert (place.name, place.timezone) == (name, zone)


def test_words_behind_a_city_stay_facts() -> None:
    draft = read("Lena Fox, @New York remote p3")
    assert draft.edit is not None
    account = apply(EMPTY, draft.edit)
    (lena,) = account.people.values()
    assert (account.places[lena.place].name, lena.work_mode, lena.power) == ("New York", WorkMode.REMOTE, 3)


def test_where_it_is_stands_in_the_preview() -> None:
    assert "Leeds is new: Europe/London, United Kingdom" in [span.message for span in read("Lena, @Leeds").spans]


def test_a_city_that_dwarfs_its_namesakes_is_meant_and_they_are_said() -> None:
    assert "Paris is new: Europe/Paris, France; else @Paris(TX)" in [s.message for s in read("Lena, @Paris").spans]


def test_cities_of_one_name_are_never_chosen_in_silence() -> None:
    assert faults(read("Lena, @London")) == [
        '"London" is more than one city: write @London(United Kingdom) or @London(Canada)'
    ]
    nearer = faults(read("Lena, @London", TORONTO))
    assert nearer == ['"London" is more than one city: write @London(Canada) or @London(United Kingdom)']


def test_what_is_no_city_has_to_name_its_zone() -> None:
    assert faults(read("Lena, @Nowhereville")) == [
        'there is no place "Nowhereville". To create it, write @Nowhereville(its time zone)'
    ]
    assert faults(read("Lena, @Torontoo", TORONTO)) == ['there is no place "Torontoo". Did you mean "Toronto"?']


def test_what_is_offered_can_be_taken() -> None:
    for typed in ("Lena, @Leeds", "Lena, @London", "Lena, @Portland", "Lena, @London(", "Lena, @London(Can"):
        offered = completions(EMPTY, typed, len(typed))
        assert offered, typed
        for one in offered:
            assert made(f"{typed[: one.start]}{one.insert}").timezone, (typed, one)
