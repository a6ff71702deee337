"""Promises across accounts: all of them, in order, filtered; files that cannot be read are told."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from examples import examples
from host import small_account
from hypothesis import given, settings
from hypothesis import strategies as st
from some import some
from strategies import accounts

from committee import store
from committee.errors import EditRefused, Unwanted
from committee.model.account import Account, Action, Gate, Header, Teammate
from committee.model.disclosure import Disclosure
from committee.model.edit import apply
from committee.model.vocabulary import GateStatus
from committee.pipeline.actions import (
    When,
    chosen,
    done_edit,
    faulty,
    last_day,
    listing,
    listings,
    promises,
    when_of,
)

TODAY = date(2026, 11, 14)
PRIVATE = Disclosure(names_hidden=True)


def written(folder: Path, name: str, account: Account) -> Path:
    path = folder / f"{name}.account.toml"
    path.write_text(store.write_text(account), encoding="utf-8")
    return path


@settings(max_examples=examples(40), deadline=None)
@given(accounts(max_people=3, comments=False, unknown=False), st.dates(date(2025, 1, 1), date(2027, 1, 1)))
def test_every_action_and_gate_is_listed_once_and_filters_only_leave_out(account: Account, today: date) -> None:
    found = promises(account, Path("a"), today)
    assert {one.path for one in found} == {
        *(("actions", key) for key in account.actions),
        *(("gates", key) for key in account.gates),
    }
    assert len(found) == len(account.actions) + len(account.gates)
    due = [one.due for one in found if one.open and one.due]
    assert due == sorted(due)
    assert [one.open for one in found] == sorted((one.open for one in found), reverse=True)
    for until in (None, today):
        kept = chosen(found, until=until)
        wanted = [one for one in found if one.open and (until is None or (one.due and one.due <= until))]
        assert list(kept) == wanted
    assert chosen(found, done=True) == found


@pytest.mark.parametrize(
    ("days", "done", "when"),
    [(-1, False, When.OVERDUE), (0, False, When.TODAY), (1, False, When.WEEK), (7, False, When.WEEK),
     (8, False, When.LATER), (None, False, When.UNDATED), (-9, True, When.DONE)],
)  # fmt: skip
def test_how_soon(days: int | None, done: bool, when: When) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    assert when_of(due, TODAY, done=done) is when
    for word, last in (("overdue", When.OVERDUE), ("today", When.TODAY), ("week", When.WEEK)):
        order = (When.OVERDUE, When.TODAY, When.WEEK)
        inside = due is not None and due <= some(last_day(word, TODAY))
        assert done or inside == (when in order[: order.index(last) + 1])


def test_owners_are_found_by_id_name_and_part_of_it_in_every_account() -> None:
    def owned(key: str, name: str) -> Account:
        return Account(
            header=Header(name="A"), team={key: Teammate(name=name)}, actions={"x": Action(what="w", owner=key)}
        )

    found = [
        *promises(owned("dana", "Dana Okafor"), Path("a"), TODAY),
        *promises(owned("dana-okafor", "Dana Okafor"), Path("b"), TODAY),
        *promises(owned("sam", "Sam Ito"), Path("c"), TODAY),
        *promises(Account(header=Header(name="D"), actions={"y": Action(what="w")}), Path("d"), TODAY),
    ]
    assert [str(one.file) for one in chosen(found, owner="okafor")] == ["a", "b"]
    assert [str(one.file) for one in chosen(found, owner="sam")] == ["c"]
    assert [str(one.file) for one in chosen(found, owner="dana")] == ["a"], "an id is exact"
    assert chosen(found, owner="zoe") == ()
    hidden = promises(owned("dana-okafor", "Dana Okafor"), Path("b"), TODAY, disclosure=PRIVATE)
    assert "Dana" not in hidden[0].owner
    assert chosen(hidden, owner="dana okafor") == hidden, "the words of an id still find where names are hidden"


def test_done_and_open_again_are_edits_that_fit() -> None:
    account = small_account()
    key = ("actions", "2026-11-10-p2x8")
    done = apply(account, done_edit(account, key, TODAY))
    assert done.actions[key[1]].done == TODAY
    assert apply(done, done_edit(done, key, TODAY)) == account
    kept = apply(account, done_edit(account, ("gates", "dpa"), TODAY))
    assert kept.gates["dpa"].status is GateStatus.DONE
    assert apply(kept, done_edit(kept, ("gates", "dpa"), TODAY)) == account
    with pytest.raises(EditRefused):
        done_edit(account, ("actions", "gone"), TODAY)


def test_files_that_cannot_be_read_are_told_and_the_rest_is_listed(tmp_path: Path) -> None:
    good = written(tmp_path, "good", small_account())
    half = tmp_path / "half.account.toml"
    half.write_text('format = 1\n[account]\nname = "Half"\nstage = "evaluashun"\n[actions.x]\nwhat = "Still there"\n')
    torn = tmp_path / "torn.account.toml"
    torn.write_text("<<<<<<< mine\n")
    found = list(listings([good, half, torn, tmp_path / "gone.account.toml"], TODAY))
    assert [len(one.promises) for one in found] == [2, 1, 0, 0]
    assert [one.file.name.partition(".")[0] for one in faulty(found)] == ["gone", "half", "torn"]
    assert all(some(one.fault).what for one in faulty(found))


def test_reading_ends_when_nobody_waits(tmp_path: Path) -> None:
    paths = [written(tmp_path, str(number), small_account()) for number in range(3)]
    seen: list[object] = []
    with pytest.raises(Unwanted):
        seen += listings(paths, TODAY, stop=lambda: len(seen) >= 0 and True)
    assert seen == []


def test_hidden_names_leave_ids_and_dates_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path, "northwind", small_account())
    plain, hidden = listing(path, TODAY), next(iter(listings([path], TODAY, disclosure=PRIVATE)))
    assert [(p.path, p.due, p.when, p.file, p.origin) for p in plain.promises] == [
        (p.path, p.due, p.when, p.file, p.origin) for p in hidden.promises
    ]
    shown = " ".join(f"{p.what} {p.owner} {p.person} {p.account}" for p in hidden.promises) + hidden.account
    for word in ("Northwind", "Dana", "Tom", "María", "Priya", "minutes", "DPA"):
        assert word not in shown
    assert hidden.account == "Account 1"


def test_a_blocked_gate_is_open_and_says_so() -> None:
    account = Account(header=Header(name="A"), gates={"g": Gate(what="Sign", status=GateStatus.BLOCKED)})
    (one,) = promises(account, Path("a"), TODAY)
    assert (one.open, one.blocked, one.when) == (True, True, When.UNDATED)
