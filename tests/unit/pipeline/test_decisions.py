"""Decisions and the edits they make: once, twice, taken back; written into files that others change meanwhile."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from host import small_account

from committee import store
from committee.errors import ChangedUnderneath, EditRefused
from committee.model.account import Acceptance, Account
from committee.model.edit import apply
from committee.model.edits import set_field
from committee.model.vocabulary import Forecast
from committee.pipeline.review import carry_out
from committee.pipeline.review.decisions import Decision, Kind, edit_of, note_line, taking_back

TODAY = date(2026, 11, 22)
DUE = date(2026, 11, 27)
ACTION = Decision(
    kind=Kind.ACTION, day=TODAY, key="2026-11-22-aaaa", words="Meet Priya", owner="dana", person="priya", until=DUE
)
NOTE = Decision(kind=Kind.NOTE, day=TODAY, words="Budget\nis  confirmed")
FORECAST = Decision(kind=Kind.FORECAST, day=TODAY, before="", after="commit")
ACCEPTED = Decision(kind=Kind.ACCEPTED, day=TODAY, code="CH001", subject="account", words="We wait", until=DUE)
REVIEWED = Decision(kind=Kind.REVIEWED, day=TODAY)
CHANGED = Decision(kind=Kind.CHANGED, day=TODAY)
ALL = (ACTION, NOTE, FORECAST, ACCEPTED, REVIEWED, CHANGED)


@pytest.mark.parametrize("decision", ALL, ids=lambda one: one.kind.value)
def test_made_twice_is_made_once_and_taken_back_is_as_before(decision: Decision) -> None:
    before = small_account()
    once = apply(before, edit_of(before, decision))
    assert apply(once, edit_of(once, decision)) == once
    assert (once == before) is (decision.kind is Kind.CHANGED)
    assert apply(once, taking_back(once, decision)) == before
    assert apply(before, taking_back(before, decision)) == before


def test_what_stands_in_the_file_afterwards() -> None:
    account = small_account()
    for decision in ALL:
        account = apply(account, edit_of(account, decision))
    action = account.actions["2026-11-22-aaaa"]
    assert (action.what, action.owner, action.with_, action.due) == ("Meet Priya", "dana", "priya", DUE)
    assert account.header.notes == "2026-11-22 review: Budget is confirmed\n"
    assert account.header.forecast is Forecast.COMMIT
    assert account.accepted["CH001", "account"] == Acceptance(reason="We wait", until=DUE)
    assert account.header.reviewed == TODAY
    assert store.read_text(store.write_text(account)).problems == ()


def test_a_note_goes_below_those_that_are_there_and_leaves_them() -> None:
    account = small_account()
    account = replace(account, header=replace(account.header, notes="Contract ends in June.\n"))
    noted = apply(account, edit_of(account, NOTE))
    assert noted.header.notes == f"Contract ends in June.\n{note_line(TODAY, NOTE.words)}\n"
    assert apply(noted, taking_back(noted, NOTE)) == account


def test_whoever_is_gone_is_left_out_of_an_action() -> None:
    account = small_account()
    made = apply(account, edit_of(account, replace(ACTION, owner="nobody", person="nobody")))
    assert (made.actions[ACTION.key].owner, made.actions[ACTION.key].with_) == ("", "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.account.toml"
    path.write_text(store.write_text(small_account()), encoding="utf-8")
    return path


def test_written_at_once_and_taken_back(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    document = carry_out.carry_out(path, [ACTION, NOTE, REVIEWED])
    assert store.read(path) == document
    assert document.account.header.reviewed == TODAY
    for decision in (REVIEWED, NOTE, ACTION):
        carry_out.take_back(path, decision)
    assert path.read_text(encoding="utf-8") == before


def test_what_somebody_else_saved_meanwhile_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves between our reading and our writing: we do it once more, on theirs."""
    saved = store.save
    tries: list[Path] = []

    def interrupted(target: Path, account: Account, expected: str | None, newline: str) -> str:
        if not tries:
            theirs = store.read(target)
            saved(target, apply(theirs.account, set_field(theirs.account, ("account", "deal"), "Theirs")))
        tries.append(target)
        return saved(target, account, expected, newline)

    monkeypatch.setattr(store, "save", interrupted)
    document = carry_out.carry_out(path, [ACTION])
    assert (len(tries), document.account.header.deal) == (2, "Theirs")
    assert ACTION.key in document.account.actions


def test_twice_changed_underneath_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise ChangedUnderneath("changed", "again")

    monkeypatch.setattr(store, "save", never)
    with pytest.raises(ChangedUnderneath):
        carry_out.carry_out(path, [ACTION])


def test_a_faulty_file_is_not_touched(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n[nonsense", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(EditRefused, match="has errors"):
        carry_out.carry_out(path, [REVIEWED])
    assert path.read_bytes() == before


def test_what_changes_nothing_does_not_touch_the_file(path: Path) -> None:
    carry_out.carry_out(path, [REVIEWED])
    before = path.stat().st_mtime_ns
    carry_out.carry_out(path, [REVIEWED])
    assert path.stat().st_mtime_ns == before
