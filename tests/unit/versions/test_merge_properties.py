"""Merging random pairs of edit sequences: nothing lost, nothing broken, and no side preferred."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from changes import pairs
from clashes import clashing
from examples import examples
from host import small_account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merging import expected
from some import some

from committee.model import edits, validity
from committee.model.account import Account, KeyPath
from committee.model.edit import apply
from committee.model.fields import Kind as FieldKind
from committee.model.problem import Gravity
from committee.model.tables import locate
from committee.store import read_text, write_text
from committee.store.comments import lines_of
from committee.store.files import same_account
from committee.versions.merge import markers
from committee.versions.merge.conflict import Kind, Merged
from committee.versions.merge.conflict_words import sentence
from committee.versions.merge.merge import merge, offered, resolve, versions

quick = settings(max_examples=examples(12), suppress_health_check=list(HealthCheck))


@st.composite
def clashing_pairs(draw: st.DrawFn) -> tuple[Account, Account, Account]:
    """Fewer people, more that gets in each other's way."""
    return clashing(draw(st.integers(0, 10**6)))


def errors(account: Account) -> set[Any]:
    return {(p.code, p.path) for p in validity.problems(account) if p.gravity is Gravity.ERROR}


@quick
@given(st.one_of(pairs(), clashing_pairs()), st.data())
def test_whatever_is_chosen_the_result_has_no_errors_and_ends_clean(
    pair: tuple[Account, Account, Account], data: st.DataObject
) -> None:
    base, ours, theirs = pair
    merged = merge(base, ours, theirs)
    assert not errors(merged.account)
    _, mine, other = versions(merged)
    assert not errors(mine)
    assert not errors(other)
    choices = {}
    for _ in range(40):
        if merged.clean:
            break
        for conflict in merged.conflicts:
            choices[conflict.key] = data.draw(st.sampled_from(offered(conflict)))
        merged = resolve(merged, choices)
        assert not errors(merged.account)
    assert merged.clean
    assert read_text(write_text(merged.account)).errors == ()


@pytest.mark.parametrize("block", range(4))
def test_pairs_that_get_in_each_others_way(block: int) -> None:
    asked = 0
    for seed in range(block * 40, block * 40 + 40):
        base, ours, theirs = clashing(seed)
        merged = merge(base, ours, theirs)
        assert not errors(merged.account), seed
        symmetric(merged, merge(base, theirs, ours))
        asked += bool(merged.conflicts)
        if merged.conflicts:
            reads_back(merged)
        for conflict in merged.conflicts:
            assert sentence(conflict, merged)
    assert asked > 5


@quick
@given(pairs())
def test_sides_change_places_and_only_the_sides_of_conflicts_do(pair: tuple[Account, Account, Account]) -> None:
    base, ours, theirs = pair
    symmetric(merge(base, ours, theirs), merge(base, theirs, ours))


def symmetric(one: Merged, other: Merged) -> None:
    if any(conflict.kind is Kind.RENAMED for conflict in one.conflicts):
        # Conflicts are in the names of our side, which are others then.
        assert len(one.conflicts) == len(other.conflicts)
        return
    assert Counter(map(repr, (c.swapped() for c in one.conflicts))) == Counter(map(repr, other.conflicts))
    assert one.conflicts or one.notices == other.notices
    before, mine, theirs = versions(one)
    assert [write_text(a) for a in versions(other)] == [write_text(before), write_text(theirs), write_text(mine)]


@quick
@given(pairs(renames=False))
def test_every_change_of_either_side_is_there(pair: tuple[Account, Account, Account]) -> None:
    """Against an oracle that looks at one field after the other."""
    base, ours, theirs = pair
    merged = merge(base, ours, theirs)
    wanted, disputed = expected(base, ours, theirs)
    asked = {conflict.path for conflict in merged.conflicts if conflict.kind is Kind.FIELD and is_plain(conflict.path)}
    assert asked <= disputed
    if merged.clean:
        assert not disputed
        assert same_account(merged.account, wanted)
    elif all(conflict.kind is Kind.FIELD for conflict in merged.conflicts):
        assert asked == disputed
        # Ours stands where something is open, and everything else of both is there.
        assert same_account(merged.account, wanted)


def is_plain(path: KeyPath) -> bool:
    """Whether the oracle judges by itself: text is merged by line, weeks by a rule of their own, unknown keys raw."""
    found = locate(path) if path[0] != "?" else None
    return found is not None and found[1] is not None and found[1].kind is not FieldKind.PROSE and path[-1] != "days"


@quick
@given(pairs())
def test_comments_of_both_sides_are_kept(pair: tuple[Account, Account, Account]) -> None:
    base, ours, theirs = pair
    merged = merge(base, ours, theirs)
    if not merged.clean:
        return
    known, found = lines(base), lines(merged.account)
    for side, other in ((ours, theirs), (theirs, ours)):
        for line, count in lines(side).items():
            if count > known[line]:
                assert found[line] >= 1, line
            elif lines(other)[line] >= known[line]:
                assert found[line] >= min(count, known[line])


def lines(account: Account) -> Counter[str]:
    return Counter(line for comment in account.comments.values() for line in lines_of(comment))


@quick
@given(pairs())
def test_nothing_on_one_side_gives_the_other(pair: tuple[Account, Account, Account]) -> None:
    base, ours, _ = pair
    for merged in (merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours), merge(ours, ours, ours)):
        assert merged.clean
        assert write_text(merged.account) == write_text(ours)


@quick
@given(pairs())
def test_a_marked_file_asks_the_same_questions_again(pair: tuple[Account, Account, Account]) -> None:
    base, ours, theirs = pair
    merged = merge(base, ours, theirs)
    if not merged.clean:
        reads_back(merged)


def reads_back(merged: Merged) -> None:
    text = markers.write(merged)
    texts = markers.sides(text)
    assert texts is not None
    assert [texts.base, texts.ours, texts.theirs] == [write_text(account) for account in versions(merged)]
    assert markers.sides(text.replace("\n", "\r\n")) == texts
    again = merge(*(read_text(some(part)).account for part in (texts.base, texts.ours, texts.theirs)))
    # Not always the very same: one that only comes up after another is answered may be part of that one now.
    assert again.conflicts
    assert [write_text(a) for a in versions(again)[1:]] == [texts.ours, texts.theirs]
    assert write_text(again.account) == write_text(merged.account)


@quick
@given(pairs(comments=False))
def test_two_files_added_independently_meet_too(pair: tuple[Account, Account, Account]) -> None:
    _, ours, theirs = pair
    merged = merge(None, ours, theirs)
    assert not errors(merged.account)
    assert set(merged.account.people) >= set(ours.people) | set(theirs.people) or not merged.clean


def test_whom_a_question_is_about_does_not_depend_on_the_side() -> None:
    base = small_account()
    key = next(iter(base.actions))
    later, elsewhere, nearer = (
        apply(base, edits.set_fields(base, ("actions", key), fields))
        for fields in (
            {"due": date(2026, 12, 1)},
            {"due": date(2026, 12, 2), "with": "maria"},
            {"due": date(2026, 12, 3), "with": "ana"},
        )
    )
    for one, other in ((later, elsewhere), (elsewhere, nearer), (later, nearer)):
        symmetric(merge(base, one, other), merge(base, other, one))
    (asked,) = merge(base, later, elsewhere).conflicts
    assert asked.about == "maria"
