"""What can be done about a finding at once: each remedy is a sound edit, and those that write what is true mend it."""

from datetime import timedelta
from pathlib import Path

import pytest
from committees import TODAY, committees
from examples import examples
from hypothesis import given, settings
from some import some

from committee import store
from committee.findings.finding import Finding
from committee.findings.remedies import Remedy, remedies, take_up
from committee.findings.runner import flattened, run
from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit, apply

FOLDER = Path(__file__).parents[2] / "rules"
BAD = {path.name: store.read(path / "bad.toml").account for path in FOLDER.iterdir()}


def found_in(account: Account, code: str) -> Finding:
    return next(finding for finding in flattened(run(account, TODAY)) if finding.code == code)


def labels(account: Account, code: str, me: str = "") -> list[str]:
    return [remedy.label for remedy in remedies(account, found_in(account, code), TODAY, me=me, rng=lambda n: "k" * n)]


def test_the_fix_comes_first_as_an_action_of_whoever_should_do_it() -> None:
    account = BAD["DM004"]
    finding = found_in(account, "DM004")
    first = remedies(account, finding, TODAY)[0]
    after = apply(account, first.edit)
    (action,) = [a for key, a in after.actions.items() if key not in account.actions]
    assert (action.what, action.owner, action.with_) == (
        some(finding.step).what, some(finding.step).owner, some(finding.step).with_person
    )  # fmt: skip
    assert first.label.startswith(f"add an action for {account.name_of(action.owner)}: ")


def test_an_action_that_is_open_already_is_not_added_twice() -> None:
    account = BAD["DM004"]
    finding = found_in(account, "DM004")
    first = take_up(account, finding, TODAY, rng=lambda n: "k" * n)
    assert first is not None
    again = apply(account, first.edit)
    assert take_up(again, finding, TODAY, rng=lambda n: "m" * n) is None
    done = apply(again, _done(again, first))
    assert take_up(done, finding, TODAY, rng=lambda n: "m" * n) is not None


def _done(account: Account, remedy: Remedy) -> Edit:
    return edits.set_field(account, (*remedy.edit.changes[0].path, "done"), TODAY)


@pytest.mark.parametrize("code", ["DM004", "CH003", "CH002", "DM010", "AC001", "PP002"])
def test_some_remedy_besides_the_action_makes_it_go_away(code: str) -> None:
    account = BAD[code]
    finding = found_in(account, code)
    offered = remedies(account, finding, TODAY, me="dana-okafor")
    assert len(offered) > 1
    gone = []
    for remedy in offered[1:]:
        after = flattened(run(apply(account, remedy.edit), TODAY))
        gone.append(finding.explanation not in {one.explanation for one in after})
    assert any(gone)


def test_an_overdue_action_is_done_moved_or_taken() -> None:
    account = BAD["AC001"]
    finding = found_in(account, "AC001")
    by_label = {r.label: apply(account, r.edit).actions[finding.subject] for r in remedies(account, finding, TODAY)}
    assert by_label["the action is done: today"].done == TODAY
    assert by_label["the action moves to a week from today"].due == TODAY + timedelta(days=7)


def test_a_commit_without_a_buyer_can_be_forecast_as_what_it_is() -> None:
    assert "forecast best-case instead of commit" in labels(BAD["DM010"], "DM010")
    assert "mark as unproven: where María Gómez stands is unknown" in [
        remedy.label
        for finding in flattened(run(BAD["DM010"], TODAY))
        for remedy in remedies(BAD["DM010"], finding, TODAY)
    ]


def test_an_acceptance_is_taken_back() -> None:
    account = BAD["DM004"]
    finding = found_in(account, "DM004")
    lived_with = apply(account, edits.accept(account, finding.code, finding.subject, "Tom will ask"))
    accepted = found_in(lived_with, "DM004")
    assert accepted.accepted is not None
    (back,) = [r for r in remedies(lived_with, accepted, TODAY) if r.label == "accept it no longer"]
    assert apply(lived_with, back.edit).accepted == {}
    assert "accept it no longer" not in labels(account, "DM004")


@settings(max_examples=examples(40))
@given(committees())
def test_every_remedy_of_every_finding_is_a_sound_edit_that_can_be_undone(account: Account) -> None:
    for finding in run(account, TODAY):
        offered = remedies(account, finding, TODAY, me=next(iter(account.team), ""))
        assert len({remedy.label for remedy in offered}) == len(offered)
        for remedy in offered:
            after = apply(account, remedy.edit)
            assert after != account
            assert store.write_text(apply(after, remedy.edit.inverse())) == store.write_text(account)
