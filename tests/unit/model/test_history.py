"""Undo after the account was changed from outside: field by field, and a reason for what stays."""

import pytest

from committee import store
from committee.errors import EditRefused
from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit, apply
from committee.model.undo import History


@pytest.fixture
def account() -> Account:
    return store.read_text(
        'format = 1\n[account]\nname = "N"\n[people.ana]\nname = "Ana"\npower = 3\nstance = "neutral"\n'
        '[people.tom]\nname = "Tom"\n'
    ).account


def did(history: History, account: Account, edit: Edit) -> Account:
    after = apply(account, edit)
    history.push(edit)
    return after


ANA = ("people", "ana")


def test_undo_reverses_only_the_fields_that_still_hold_what_was_left(account: Account) -> None:
    history = History()
    now = did(history, account, edits.set_fields(account, ANA, {"power": 5, "stance": "supporter"}))
    pulled = apply(now, edits.set_field(now, (*ANA, "stance"), "opposed"))
    undone, made = history.undo(pulled)
    assert undone.people["ana"].power == 3
    assert undone.people["ana"].stance == "opposed"
    assert made.skipped == ("Ana: stance is now opposed",)
    again, _ = history.redo(undone)
    assert (again.people["ana"].power, again.people["ana"].stance) == (5, "opposed")


def test_undo_of_what_was_changed_since_says_why_and_lets_older_steps_be_reached(account: Account) -> None:
    history = History()
    now = did(history, account, edits.set_field(account, ("people", "tom", "power"), 2))
    now = did(history, now, edits.set_field(now, (*ANA, "power"), 5))
    pulled = apply(now, edits.set_field(now, (*ANA, "power"), 1))
    with pytest.raises(EditRefused, match="Ana: power is now 1"):
        history.undo(pulled)
    undone, made = history.undo(pulled)
    assert made.label == "Tom: power 2"
    assert undone.people["tom"].power is None
    assert not history.can_undo


def test_undo_of_somebody_who_is_gone_says_so(account: Account) -> None:
    history = History()
    now = did(history, account, edits.set_field(account, (*ANA, "power"), 5))
    pulled = apply(now, edits.remove(now, ANA))
    with pytest.raises(EditRefused, match="not there"):
        history.undo(pulled)


def test_undo_that_would_leave_an_error_is_refused(account: Account) -> None:
    history = History()
    now = did(history, account, edits.set_field(account, ("people", "tom", "reports_to"), "ana"))
    now = did(history, now, edits.clear(now, ("people", "tom", "reports_to")))
    pulled = apply(now, edits.set_field(now, (*ANA, "reports_to"), "tom"))
    with pytest.raises(EditRefused, match="circle"):
        history.undo(pulled)


def test_a_new_edit_ends_redo_and_an_empty_one_is_no_step(account: Account) -> None:
    history = History()
    now = did(history, account, edits.set_field(account, (*ANA, "power"), 5))
    now, _ = history.undo(now)
    history.push(edits.set_field(now, (*ANA, "power"), 3))
    assert history.can_redo
    now = did(history, now, edits.set_field(now, (*ANA, "power"), 1))
    assert not history.can_redo
    assert history.labels == ("Ana: power 3 → 1",)  # type: ignore[unreachable]  # mypy holds `can_redo` for settled


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_nothing_to_do_is_said(account: Account, verb: str) -> None:
    with pytest.raises(EditRefused, match=f"nothing to {verb}"):
        getattr(History(), verb)(account)
