from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.model.account import Person
from committee.model.ids import dated_id, is_id, new_id, random_suffix, slug
from committee.model.levels import level_from_title, level_of
from committee.model.vocabulary import Level


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("María Gómez", "maria-gomez"),
        ("O'Brien", "obrien"),
        ("Łukasz Żółw", "lukasz-zolw"),
        ("Groß & Søn", "gross-son"),
        ("  --x--  ", "x"),
        ("李小龙", ""),
        ("🙂", ""),
        ("ﬁne", "fine"),
    ],
)
def test_slugs(name: str, identifier: str) -> None:
    assert slug(name) == identifier


@given(st.text(), st.sets(st.text()))
def test_a_new_id_is_an_id_and_free(name: str, taken: set[str]) -> None:
    made = new_id(name, taken | {slug(name)}, random_suffix)
    assert is_id(made)
    assert made not in taken
    assert made != slug(name)
    assert is_id(new_id(name, (), random_suffix))


def test_ids_of_names_that_leave_nothing_or_are_taken() -> None:
    assert new_id("李小龙", (), lambda n: "k3f9"[:n]) == "p-k3f9"
    assert new_id("Ana", {"ana"}, lambda n: "k3f9"[:n]) == "ana-k3f9"
    assert new_id("Account", (), lambda n: "k3f9"[:n]) == "account-k3f9"
    assert new_id("x" * 80, {"x" * 64}, lambda n: "k" * n) == "x" * 51 + "-kkkk"
    assert dated_id(date(2026, 11, 2), (), lambda n: "k3f9"[:n]) == "2026-11-02-k3f9"


def test_randomness_that_does_not_vary_ends_in_a_reason() -> None:
    with pytest.raises(ValueError, match="does not vary"):
        new_id("Ana", {"ana", "ana-k3f9"}, lambda _n: "k3f9")


@pytest.mark.parametrize(
    ("text", "good"),
    [("a", True), ("a-b2", True), ("-a", False), ("a--b", False), ("A", False), ("", False), ("é", False)],
)
def test_the_grammar_of_ids(text: str, *, good: bool) -> None:
    assert is_id(text) is good


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Chief Financial Officer", Level.EXECUTIVE),
        ("President & Founder", Level.EXECUTIVE),
        ("CISO", Level.EXECUTIVE),
        ("Vice President, Sales", Level.VP),
        ("Vice-President", Level.VP),
        ("VP and Founder", Level.EXECUTIVE),
        ("Head of IT", Level.DIRECTOR),
        ("Managing Director", Level.DIRECTOR),
        ("IT-Lead", Level.MANAGER),
        ("Product manager", Level.MANAGER),
        ("Leadership coach", None),
        ("Headhunter", None),
        ("Buyer", None),
        ("", None),
    ],
)
def test_levels_from_titles(title: str, level: Level | None) -> None:
    assert level_from_title(title) is level
    assert level_of(Person(name="X", title=title)) == (level, level is not None)


def test_a_written_level_is_not_assumed() -> None:
    assert level_of(Person(name="X", title="CFO", level=Level.MANAGER)) == (Level.MANAGER, False)
