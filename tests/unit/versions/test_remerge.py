"""A result merged once more with one of its sides stays as it is: nothing is asked, nothing comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from changes import pairs
from clashes import clashing, renaming
from examples import examples
from hypothesis import HealthCheck, given, settings
from merge_scenarios import (
    BASE,
    adding,
    both,
    covering,
    person,
    read,
    removing,
    setting,
    tie,
)
from merge_scenarios import renaming as new_id

from committee.model.account import Account, Place
from committee.store import write_text
from committee.versions.merge.merge import merge


def stays(base: Account, ours: Account, theirs: Account) -> bool:
    """Whether a merge is clean; if so, that it stays what it is."""
    merged = merge(base, ours, theirs)
    if not merged.clean:
        return False
    text, done = write_text(merged.account), merged.account
    for one, other in ((done, theirs), (theirs, done), (done, ours), (ours, done), (done, base), (done, done)):
        again = merge(base, one, other)
        assert [conflict.key for conflict in again.conflicts] == []
        assert write_text(again.account) == text
    return True


@pytest.mark.parametrize("block", range(4))
def test_a_merge_merged_again_with_a_side_stays_as_it_is(block: int) -> None:
    seeds = range(block * 30, block * 30 + 30)
    clean = [stays(*make(seed)) for seed in seeds for make in (clashing, renaming)]
    assert sum(clean) > 30


@settings(max_examples=examples(12), suppress_health_check=list(HealthCheck))
@given(pairs())
def test_whatever_was_edited(pair: tuple[Account, Account, Account]) -> None:
    stays(*pair)


def scenario(
    ours: Callable[..., Any], theirs: Callable[..., Any], base: str = BASE
) -> tuple[Account, Account, Account]:
    return read(base), read(ours(base)), read(theirs(base))


EVERYTHING = setting(
    "people", "eva", title="Head buyer", department="Purchasing", power=4, stance="supporter", email="eva@x.example"
)


@pytest.mark.parametrize(
    ("ours", "theirs", "base"),
    [
        pytest.param(new_id("people", "eva", "eva-lind"), EVERYTHING, BASE, id="renamed here, written anew there"),
        pytest.param(
            new_id("places", "berlin", "berlin-hq"),
            both(*(setting("people", who, place=None) for who in ("ana", "ben", "dan"))),
            BASE,
            id="renamed here, and nobody is there any more",
        ),
        pytest.param(
            new_id("team", "lee", "lee-ito"),
            removing("people", "eva"),
            covering("lee", "eva", strength=2)(BASE),
            id="renamed here, and what it refers to removed there",
        ),
        pytest.param(
            new_id("people", "eva", "eva-lind"),
            adding("people", "a-eva", record=person("Eva Lind")),
            both(tie("eva", "finn", strength=2))(BASE),
            id="renamed here, and another of the name there",
        ),
        pytest.param(
            adding("places", "gus", record=Place(name="Gus House")),
            adding("people", "gus", record=person("Gus")),
            BASE,
            id="one id for two things",
        ),
        pytest.param(
            new_id("team", "lee", "gus"),
            adding("people", "gus", record=person("Gus")),
            BASE,
            id="renamed to what is somebody else there",
        ),
        pytest.param(
            both(new_id("people", "eva", "eva-lind"), new_id("people", "ana", "ana-ruiz")),
            both(EVERYTHING, setting("people", "ana", title="CFO", power=1)),
            BASE,
            id="two renamed",
        ),
    ],
)
def test_the_smallest_of_each_kind(ours: Callable[..., Any], theirs: Callable[..., Any], base: str) -> None:
    assert stays(*scenario(ours, theirs, base))


def test_who_was_removed_here_and_is_there_once_more_is_asked() -> None:
    """The same file as of somebody with a new id, which is a question too: nothing tells them apart afterwards."""
    base = adding("people", "gus", record=person("Gus Hahn", title="Auditor"))(BASE)
    again = adding("people", "gus-hahn", record=person("Gus Hahn", title="Auditor"))
    merged = merge(*scenario(again, removing("people", "gus"), base))
    assert [conflict.key for conflict in merged.conflicts] == ["removal:people/gus"]
    merged = merge(*scenario(new_id("people", "gus", "gus-hahn"), removing("people", "gus"), base))
    assert [conflict.key for conflict in merged.conflicts] == ["removal:people/gus-hahn"]
