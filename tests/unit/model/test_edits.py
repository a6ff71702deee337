"""What holds for every edit, whoever built it: valid results, an exact inverse, nothing left pointing at nobody."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from changes import RENAMABLE, call_it, change, counting, edits_of, take
from examples import examples
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import accounts

from committee import store
from committee.errors import EditRefused
from committee.model import edits
from committee.model.access import ABSENT, COMMENT, get
from committee.model.account import Account, KeyPath
from committee.model.edit import Edit, apply
from committee.model.problem import Gravity
from committee.model.references import IDENTIFIED
from committee.model.tables import locate
from committee.model.undo import History
from committee.model.validity import problems

THOROUGH = settings(
    deadline=None,
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def applied(account: Account, edit: Edit) -> Account:
    """The account after the edit; edits that make a circle or a second such id are not what is tested here."""
    try:
        return apply(account, edit)
    except EditRefused:
        assume(False)
        raise


def canonical(account: Account) -> str:
    return store.write_text(account)


@THOROUGH
@given(accounts(), st.data())
def test_an_edit_leaves_no_errors_and_its_inverse_takes_it_back(account: Account, data: st.DataObject) -> None:
    edit = data.draw(edits_of(account, counting()))
    after = applied(account, edit)
    assert [p for p in problems(after) if p.gravity is Gravity.ERROR] == []
    back = apply(after, edit.inverse())
    assert back == account
    assert canonical(back) == canonical(account)
    assert apply(back, edit.inverse().inverse()) == after


@THOROUGH
@given(accounts(), st.data())
def test_what_an_edit_makes_reads_back_the_same(account: Account, data: st.DataObject) -> None:
    after = applied(account, data.draw(edits_of(account, counting())))
    document = store.read_text(canonical(after))
    assert document.errors == ()
    assert document.account == after


@settings(THOROUGH, max_examples=examples(25))
@given(accounts(max_people=4), st.data())
def test_undo_all_is_the_start_and_redo_all_the_end(account: Account, data: st.DataObject) -> None:
    history, now, rng = History(), account, counting()
    for _ in range(data.draw(st.integers(1, 6))):
        edit = data.draw(edits_of(now, rng))
        try:
            now = apply(now, edit)
        except EditRefused:
            continue
        history.push(edit)
    end = now
    while history.can_undo:
        now, made = history.undo(now)
        assert made.skipped == ()
    assert now == account
    while history.can_redo:
        now, made = history.redo(now)
        assert made.skipped == ()
    assert now == end


@THOROUGH
@given(accounts(min_people=1), st.data())
def test_a_removal_leaves_nothing_that_names_what_is_gone(account: Account, data: st.DataObject) -> None:
    named = [(t, i) for t in IDENTIFIED for i in getattr(account, t) if len(list(mentions(account, i))) > 1]
    edit = edits.remove(account, data.draw(st.sampled_from(named))) if named else data.draw(take(account))
    path = edit.changes[-1].path
    after = apply(account, edit)
    assert get(after, path) in (ABSENT, None, {})
    if path[0] in RENAMABLE and len(path) == 2 and no_namesake(account, path):
        assert list(mentions(after, path[1])) == []
    kept = {line for comment in after.comments.values() for line in (*comment.above, comment.trailing, *comment.end)}
    gone = {line for comment in account.comments.values() for line in (*comment.above, comment.trailing, *comment.end)}
    if gone - kept - {""}:
        assert any(line.startswith("comment: ") for line in edit.goes)


@THOROUGH
@given(accounts(min_people=1), st.data())
def test_a_renaming_changes_the_id_everywhere_and_nothing_else(account: Account, data: st.DataObject) -> None:
    try:
        edit = data.draw(call_it(account))
    except EditRefused:
        assume(False)
    assume(edit.changes)
    (table, old), new = edit.changes[0].path, edit.changes[1].path[1]
    assume(no_namesake(account, (table, old)) and not list(mentions(account, new)))
    after = apply(account, edit)
    assert list(mentions(after, old)) == []
    assert len(list(mentions(after, new))) == len(list(mentions(account, old)))
    assert apply(after, edits.rename_id(after, table, new, old)) == account


@THOROUGH
@given(accounts(), accounts())
def test_the_difference_of_two_accounts_leads_from_one_to_the_other(one: Account, other: Account) -> None:
    edit = edits.difference(one, other)
    assert apply(one, edit) == other
    assert canonical(apply(one, edit)) == canonical(other)
    assert apply(other, edit.inverse()) == one
    assert not edits.difference(one, one)


@settings(THOROUGH, max_examples=examples(20))
@given(accounts(), st.data())
def test_one_changed_field_is_one_changed_line(account: Account, data: st.DataObject) -> None:
    edit = data.draw(change(account))
    assume(len(edit.changes) == 1)
    (step,) = edit.changes
    assume(not isinstance(step.after, tuple) and "\n" not in f"{step.before}{step.after}")
    assume(step.path[0] not in {"effort", "thresholds", "decision"})
    before, after = canonical(account).splitlines(), canonical(applied(account, edit)).splitlines()
    assert len(set(before) ^ set(after)) <= 2 or sorted(before) == sorted(after)
    assert abs(len(before) - len(after)) <= 1


@settings(THOROUGH, max_examples=examples(30))
@given(accounts(min_people=2), st.data())
def test_comments_stay_with_what_they_are_about_through_anything(account: Account, data: st.DataObject) -> None:
    account, about = tagged(account)
    now, rng = account, counting()
    for _ in range(data.draw(st.integers(1, 5))):
        edit = data.draw(edits_of(now, rng))
        try:
            after = apply(now, edit)
        except EditRefused:
            continue
        about = followed(about, edit, after)
        now = store.read_text(canonical(after)).account
        assert now == after
    assert tags(now) == about


def tagged(account: Account) -> tuple[Account, dict[str, KeyPath]]:
    """Every comment with a text of its own, and what each is about."""
    from dataclasses import replace

    from committee.model.account import Comment

    comments = {path: Comment(above=(f"# tag {n}",)) for n, path in enumerate(account.comments)}
    return replace(account, comments=comments), {f"# tag {n}": path for n, path in enumerate(account.comments)}


def tags(account: Account) -> dict[str, KeyPath]:
    return {line: path for path, comment in account.comments.items() for line in comment.above}


def followed(about: dict[str, KeyPath], edit: Edit, after: Account) -> dict[str, KeyPath]:
    """Where each comment must be now: its path with the id that was renamed, or gone with what it was about."""
    found = {}
    renamed = edit.label.partition(": id ")[2].split(" → ")
    for tag, path in about.items():
        here = followed_path(path, edit, tuple(renamed)) if len(renamed) == 2 else path
        if stands(after, here):
            found[tag] = here
    return found


def followed_path(path: KeyPath, edit: Edit, names: tuple[str, ...]) -> KeyPath:
    old, new = names
    table = edit.changes[0].path[0]
    keys = {
        "coverage": ("team", "people"),
        "influence": ("people", "people"),
        "accepted": (None, table),
    }.get(path[0] if path else "", (path[0] if path else None,))
    parts = list(path)
    for index, owner in enumerate(keys, 1):
        if owner == table and len(parts) > index and parts[index] == old:
            parts[index] = new
    if path[:3] == ("decision", "quorum", "of") and table == "people" and path[3:] == (old,):
        parts[3] = new
    return tuple(parts)


def stands(account: Account, path: KeyPath) -> bool:
    """Whether what a comment is about is still said."""
    if not path:
        return True
    found = locate(path)
    if found is None:  # the item of a list
        return stands(account, path[:-1]) and path[-1] in get(account, path[:-1])
    try:
        value = get(account, path)
    except KeyError:
        return False
    field = found[1]
    return value is not ABSENT and (field is None or value not in (None, "", ()) or bool(field.omit))


def no_namesake(account: Account, path: KeyPath) -> bool:
    """Whether nothing else of the account has the same id: gates and dated records may share one with others."""
    tables = [t for t in RENAMABLE if path[1] in getattr(account, t)]
    return tables == [path[0]] and path[1] not in ("status-quo", "build", "something")


PLAIN = {"name", "title", "department", "notes", "says", "source", "what", "reason", "deal", "next_step", "cares_about"}
PLAIN |= {"email", "crm_id", "level", "kind", "stage", "status", "side", "x_own", "mood", "x_crm", "timezone", "hours"}


def mentions(account: Account, identifier: str) -> Iterator[KeyPath]:
    """Every place of the written file, keys included, where this id stands and means a record."""
    raw = tomllib.loads(canonical(account))
    yield from _mentions(raw, identifier, ())


def _mentions(raw: Any, identifier: str, path: KeyPath) -> Iterator[KeyPath]:
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key in PLAIN and len(path) != 1:
                continue
            if key == identifier and path:
                yield (*path, key)
            yield from _mentions(value, identifier, (*path, key))
    elif isinstance(raw, list):
        for item in raw:
            yield from _mentions(item, identifier, path)
    elif isinstance(raw, str):
        yield from (path for end in raw.split(" > ") if end == identifier)


REFUSED = [
    (("people", "tom", "power"), 9),
    (("people", "tom", "stance"), "keen"),
    (("people", "tom", "name"), ""),
    (("people", "tom", "reports_to"), "nobody"),
    (("people", "tom", "reports_to"), "tom"),
    (("people", "ana", "reports_to"), "tom"),
    (("people", "tom", "timezone"), "Mars/Olympus"),
    (("people", "tom", "hours"), "17:00-09:00"),
    (("people", "tom", "power"), True),
    (("account", "currency"), "euro"),
    (("account", "value"), "lots"),
    (("decision", "quorum", "at_least"), 3),
]


@pytest.mark.parametrize(("path", "value"), REFUSED)
def test_what_reading_refuses_edits_refuse(path: KeyPath, value: Any) -> None:
    account = store.read_text(
        'format = 1\n[account]\nname = "N"\n[decision.quorum]\nat_least = 1\nof = ["tom"]\n'
        '[people.ana]\nname = "Ana"\n[people.tom]\nname = "Tom"\nreports_to = "ana"\n'
    ).account
    with pytest.raises(EditRefused) as refusal:
        apply(account, edits.set_field(account, path, value))
    assert str(refusal.value)
    assert "None" not in str(refusal.value)


def test_the_comment_of_a_cleared_value_goes_and_that_is_said() -> None:
    account = store.read_text(
        'format = 1\n[account]\nname = "N"\n[people.tom]\nname = "Tom"\n# asked twice\npower = 3\n'
    ).account
    edit = edits.clear(account, ("people", "tom", "power"))
    assert edit.goes == ("comment: # asked twice",)
    assert apply(account, edit).comments == {}
    assert (COMMENT, "people", "tom", "power") in [step.path for step in edit.changes]
