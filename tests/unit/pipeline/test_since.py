"""What there was at the last review: git first, then a snapshot; snapshots are private, few, and can be purged."""

import os
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from host import small_account
from some import some

from committee import store
from committee.model.account import Account, Champion
from committee.model.edit import apply
from committee.model.edits import rename_id, set_field
from committee.model.vocabulary import PersonStatus, Stance
from committee.pipeline import keeping
from committee.pipeline.review.since import Older, Since, Source, from_git, keep, people_changed, since, slipped

TODAY = date(2026, 11, 22)
REVIEWED = date(2026, 11, 14)


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def reviewed(day: date | None = REVIEWED, **facts: Any) -> Account:
    account = small_account()
    return replace(account, header=replace(account.header, reviewed=day, **facts))


def nothing(_path: Path, _day: date | None) -> Older:
    return Older()


def test_git_comes_before_the_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    old, older = reviewed(value=1), reviewed(value=2)
    keep(path, older, REVIEWED)
    asked = []

    def past(file: Path, day: date | None) -> Older:
        asked.append((file, day))
        return Older(old, date(2026, 11, 20))

    found = since(path, reviewed(), TODAY, past=past)
    assert found == Since(REVIEWED, old, Source.HISTORY, date(2026, 11, 20))
    assert asked == [(path, REVIEWED)]


def test_without_git_the_snapshot_of_the_last_review(tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    keep(path, reviewed(value=1), REVIEWED)
    found = since(path, reviewed(), TODAY, past=nothing)
    assert (found.day, found.source) == (REVIEWED, Source.SNAPSHOT)
    assert some(found.before).header.value == 1


def test_an_older_snapshot_tells_what_changed_since_its_own_day(tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    keep(path, reviewed(), date(2026, 11, 1))
    found = since(path, reviewed(), TODAY, past=nothing)
    assert (found.day, found.source) == (date(2026, 11, 1), Source.SNAPSHOT)


def test_a_review_that_was_taken_back_leaves_no_snapshot_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    keep(path, reviewed(), date(2026, 11, 18))
    assert since(path, reviewed(), TODAY, past=nothing) == Since(REVIEWED, changed=date(2026, 11, 10))
    keep(path, reviewed(value=5), REVIEWED)
    assert some(since(path, reviewed(), TODAY, past=nothing).before).header.value == 5


def test_a_review_today_is_this_one_so_the_snapshot_before_it_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    keep(path, reviewed(value=1), REVIEWED)
    keep(path, reviewed(value=2), TODAY)
    found = since(path, reviewed(TODAY), TODAY, past=nothing)
    assert (found.day, some(found.before).header.value) == (REVIEWED, 1)


def test_of_a_file_reviewed_today_git_knows_the_review_before(tmp_path: Path) -> None:
    yesterday, then = reviewed(value=2), reviewed(date(2026, 11, 1), value=1)
    asked = {date(2026, 11, 21): yesterday, REVIEWED: then}

    def past(_path: object, day: date | None) -> Older:
        return Older(asked[some(day)], date(2026, 11, 22))

    found = since(tmp_path / "a.account.toml", reviewed(TODAY), TODAY, past=past)
    assert (found.day, found.before, found.source) == (REVIEWED, then, Source.HISTORY)
    first = since(tmp_path / "a.account.toml", reviewed(TODAY), TODAY, past=lambda *_: Older(reviewed(None)))
    assert (first.day, first.before) == (None, None)


def test_never_reviewed_is_known_as_such(tmp_path: Path) -> None:
    found = since(tmp_path / "a.account.toml", reviewed(None), TODAY, past=nothing)
    assert (found.day, found.before, found.source) == (None, None, None)
    assert found.changed == date(2026, 11, 10)  # the day of the newest promise in the file itself


def test_snapshots_are_for_their_owner_only_and_two_at_most(tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    for day in (1, 5, 9):
        keep(path, reviewed(), date(2026, 11, day))
    kept = keeping.snapshots(path)
    assert [one.stem[-10:] for one in kept] == ["2026-11-09", "2026-11-05"]
    for snapshot in kept:
        assert "northwind" not in str(snapshot).lower()
        if os.name == "posix":
            assert stat.S_IMODE(snapshot.stat().st_mode) == 0o600
            assert stat.S_IMODE(snapshot.parent.stat().st_mode) == 0o700
    assert set(keeping.kept(path)) == set(kept)
    assert set(keeping.purge(path)) == set(kept)
    assert keeping.snapshots(path) == ()
    assert keeping.kept(path) == ()


def test_a_snapshot_nobody_can_read_any_more_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    keep(path, reviewed(), REVIEWED)
    keeping.snapshots(path)[0].write_text("format = 99", encoding="utf-8")
    assert since(path, reviewed(), TODAY, past=nothing).before is None


def test_who_came_and_went_as_champion_and_buyer() -> None:
    before = small_account()
    assert people_changed(before, before) == ()
    assert people_changed(None, before) == ()
    gone = apply(before, set_field(before, ("people", "tom", "status"), PersonStatus.LEFT))
    assert people_changed(before, gone) == ("Tom Lee, champion, is gone",)
    ana = replace(before, people={**before.people, "ana": replace(before.people["ana"], champion=Champion())})
    assert people_changed(before, ana) == ("Ana Rao is now champion",)
    moved = replace(
        before,
        people={
            **before.people,
            "maria": replace(before.people["maria"], roles=()),
            "priya": replace(before.people["priya"], roles=before.people["maria"].roles),
        },
    )
    assert people_changed(before, moved) == (
        "Priya Nair is now economic buyer",
        "María Gómez is no longer economic buyer",
    )


def test_a_renamed_id_and_another_stance_are_the_same_champion() -> None:
    before = small_account()
    renamed = apply(before, rename_id(before, "people", "tom", "thomas"))
    changed = apply(renamed, set_field(renamed, ("people", "thomas", "stance"), Stance.ADVOCATE))
    assert people_changed(before, changed) == ()


def test_only_a_later_close_date_is_a_slip() -> None:
    account = small_account()
    early, late = (replace(account, header=replace(account.header, close_date=date(2027, m, 1))) for m in (1, 6))
    assert slipped(early, late) == (date(2027, 1, 1), date(2027, 6, 1))
    assert slipped(late, early) is None
    assert slipped(None, late) is None
    assert slipped(early, replace(late, header=replace(late.header, close_date=None))) is None


def git(folder: Path, *args: str, day: str = "2026-11-01") -> None:
    when = {"GIT_AUTHOR_DATE": f"{day}T10:00:00", "GIT_COMMITTER_DATE": f"{day}T10:00:00"}
    subprocess.run(["git", *args], cwd=folder, env=os.environ | when, check=True, capture_output=True)


@pytest.mark.skipif(sys.platform == "win32", reason="the shape of git's own paths")
@pytest.mark.usefixtures("own_git")
def test_the_account_as_of_a_day_out_of_git(tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    git(tmp_path, "init", "-q")
    for value, day in ((1, "2026-11-01"), (2, "2026-11-14"), (3, "2026-11-20")):
        path.write_text(store.write_text(reviewed(value=value)), encoding="utf-8")
        git(tmp_path, "add", "a.account.toml", day=day)
        git(tmp_path, "commit", "-qm", "x", day=day)
    assert some(from_git(path, REVIEWED).account).header.value == 2
    assert some(from_git(path, date(2026, 11, 13)).account).header.value == 1
    assert from_git(path, date(2026, 10, 1)) == Older(None, date(2026, 11, 20))
    assert from_git(path, None) == Older(None, date(2026, 11, 20))
    assert some(since(path, reviewed(TODAY, value=3), TODAY).before).header.value == 2
    found = since(path, reviewed(value=3), TODAY)
    assert (found.source, some(found.before).header.value, found.changed) == (Source.HISTORY, 2, date(2026, 11, 20))
