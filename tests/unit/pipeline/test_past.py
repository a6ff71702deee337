"""What git, or this computer, knows of files: when they changed, how often the date slipped, the plan at the review."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from generate import TODAY, random_account

from committee import store
from committee.model.disclosure import Disclosure
from committee.pipeline.portfolio.cache import Cache, purge
from committee.pipeline.portfolio.file_history import Earlier, Past, pasts
from committee.pipeline.portfolio.row import Trend
from committee.pipeline.portfolio.scan import scan
from committee.pipeline.portfolio.stream import rows
from committee.pipeline.review.since import keep
from committee.versions.git.repository import Repository

TEXT = 'format = 1\n\n[account]\nname = "{name}"\nclose_date = {close}\n'


@dataclass(frozen=True)
class Dated:
    """Git in a folder, on a day: `git(day, *arguments)`."""

    folder: Path

    def __call__(self, day: object, *arguments: str) -> None:
        when = f"{day}T12:00:00+00:00"
        subprocess.run(
            ["git", *arguments], cwd=self.folder, check=True, capture_output=True,
            env={**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
        )  # fmt: skip


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_git: None) -> Dated:
    """A repository with nothing of the machine's; `git(day, *arguments)`."""
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    folder = tmp_path / "deals"
    folder.mkdir()

    call = Dated(folder)
    call("2026-01-01", "init", "-q", "-b", "main")
    return call


def commit(git: Dated, day: str, **files: str) -> None:
    """Write these files (without their ending) and commit them on a day."""
    for name, text in files.items():
        (git.folder / f"{name}.account.toml").write_text(text, encoding="utf-8")
    git(day, "add", "-A")
    git(day, "commit", "-q", "-m", "x")


def past(git: Dated, name: str = "a") -> Past:
    path = git.folder / f"{name}.account.toml"
    return pasts([path])[path]


def dated(close: str, name: str = "Acme") -> str:
    return TEXT.format(name=name, close=close)


def test_slips_are_counted_commit_by_commit_and_only_to_later_days(git: Dated) -> None:
    for day, close in (("2026-02-01", "2026-06-30"), ("2026-03-01", "2026-09-30"), ("2026-04-01", "2026-08-31"),
                       ("2026-05-01", "2026-12-31")):  # fmt: skip
        commit(git, day, a=dated(close), b=dated("2026-06-30"))
    assert past(git).slips == 2
    assert past(git).changed == date(2026, 5, 1)
    assert past(git, "b").slips == 0
    assert past(git, "b").changed == date(2026, 2, 1)


def test_what_is_not_committed_yet_counts_as_well(git: Dated) -> None:
    commit(git, "2026-02-01", a=dated("2026-06-30"))
    (git.folder / "a.account.toml").write_text(dated("2026-07-31"))
    found = past(git)
    assert found.slips == 1
    assert found.changed == date.today()  # noqa: DTZ011 - the file was written today


def test_a_renamed_file_keeps_its_past(git: Dated) -> None:
    commit(git, "2026-02-01", old=dated("2026-06-30"))
    commit(git, "2026-03-01", old=dated("2026-07-31"))
    git("2026-04-01", "mv", "old.account.toml", "new.account.toml")
    git("2026-04-01", "commit", "-q", "-m", "renamed")
    found = past(git, "new")
    assert found.slips == 1
    assert [day for day, _ in found.versions] == [date(2026, 4, 1), date(2026, 3, 1), date(2026, 2, 1)]


def test_work_on_two_branches_is_not_taken_for_going_back_and_forth(git: Dated) -> None:
    commit(git, "2026-02-01", a=dated("2026-06-30") + 'deal = "x"\n')
    git("2026-02-02", "checkout", "-q", "-b", "side")
    commit(git, "2026-03-01", a=dated("2026-09-30") + 'deal = "x"\n')
    git("2026-03-02", "checkout", "-q", "main")
    commit(git, "2026-03-15", a="# a remark\n" + dated("2026-06-30") + 'deal = "x"\n')
    git("2026-04-01", "merge", "-q", "side", "-m", "joined")
    assert past(git).slips == 1


def test_the_past_is_kept_by_commit_and_purged_with_the_rest(git: Dated, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(git, "2026-02-01", a=dated("2026-06-30"))
    assert past(git).slips == 0
    monkeypatch.setattr(
        "committee.pipeline.portfolio.file_history._log", lambda *_: pytest.fail("the log was read again")
    )
    assert past(git).slips == 0
    monkeypatch.undo()
    commit(git, "2026-03-01", a=dated("2026-07-31"))
    assert past(git).slips == 1


def test_what_is_kept_is_purged(git: Dated) -> None:
    commit(git, "2026-02-01", a=dated("2026-06-30"))
    past(git)
    assert any(path.name.startswith("portfolio.history-") for path in purge())


def test_a_file_that_git_does_not_know_is_remembered_here(git: Dated) -> None:
    commit(git, "2026-02-01", a=dated("2026-06-30"))
    for close, slips in (("2026-06-30", 0), ("2026-08-31", 1), ("2026-08-31", 1), ("2026-07-31", 1), ("2026-09-30", 2)):
        (git.folder / "b.account.toml").write_text(dated(close))
        assert past(git, "b").slips == slips
        assert past(git, "b").changed == date.today()  # noqa: DTZ011 - likewise


def test_the_journal_of_close_dates_tells_nothing_about_an_account(git: Dated) -> None:
    (git.folder / "b.account.toml").write_text(dated("2026-06-30", "Secret Customer"))
    past(git, "b")
    (journal,) = (git.folder.parent / "home").rglob("close-dates.json")
    assert "ecret" not in journal.read_text()
    assert "account" not in journal.read_text()


def test_a_file_that_is_not_there_has_no_past(git: Dated) -> None:
    assert pasts([git.folder / "gone.account.toml"]) == {}


def test_an_earlier_version_is_that_of_the_end_of_the_day(git: Dated) -> None:
    commit(git, "2026-02-01", a=dated("2026-06-30"))
    commit(git, "2026-03-01", a=dated("2026-07-31"))
    earlier = Earlier()
    path, found = git.folder / "a.account.toml", past(git)
    try:
        assert earlier.of(path, date(2026, 2, 28), found) == dated("2026-06-30").encode()
        assert earlier.of(path, date(2026, 3, 1), found) == dated("2026-07-31").encode()
        assert earlier.of(path, date(2026, 1, 31), found) is None
        assert earlier.of(path, None, Past()) is None
    finally:
        earlier.close()


def test_without_git_the_copy_of_the_last_review_stands_in(git: Dated, monkeypatch: pytest.MonkeyPatch) -> None:
    path, account = git.folder.parent / "a.account.toml", random_account(4, people=8)
    path.write_text(store.write_text(account), encoding="utf-8")
    for day, kept in ((date(2026, 11, 1), random_account(5)), (date(2026, 11, 9), account)):
        keep(path, kept, day)
    assert Earlier().of(path, None, Past()) == store.write_text(account).encode()
    less = replace(account, coverage={}, influence={})
    path.write_text(store.write_text(less), encoding="utf-8")
    (row,) = rows([path], TODAY, cache=Cache.nowhere())
    assert row.trend is Trend.HARDER


def test_one_log_serves_any_number_of_files(git: Dated, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(git, "2026-02-01", **{f"n{number}": dated("2026-06-30", f"N{number}") for number in range(12)})
    asked: list[object] = []
    real = Repository.stream

    def streamed(repository: Repository, *arguments: Any, **more: Any) -> Iterator[bytes]:
        asked.append(arguments)
        return real(repository, *arguments, **more)

    monkeypatch.setattr(Repository, "stream", streamed)
    assert len(pasts(scan([git.folder]).files)) == 12
    assert len(asked) == 1


@pytest.mark.parametrize("disclosure", [Disclosure(), Disclosure(names_hidden=True)])
def test_the_plan_is_held_against_that_of_the_last_review(git: Dated, disclosure: Disclosure) -> None:
    account = random_account(4, people=8)
    account = replace(account, header=replace(account.header, reviewed=date(2026, 11, 10)))
    commit(git, "2026-11-09", a=store.write_text(account))
    less = replace(account, coverage={}, influence={})
    (git.folder / "a.account.toml").write_text(store.write_text(less), encoding="utf-8")
    (row,) = rows(scan([git.folder]).files, TODAY, cache=Cache.nowhere(), disclosure=disclosure)
    (before,) = rows(scan([git.folder]).files, TODAY, cache=Cache.nowhere(), disclosure=disclosure)
    assert row == before
    assert row.trend is Trend.HARDER
    git("2026-11-12", "checkout", "-q", "--", ".")
    (same,) = rows(scan([git.folder]).files, date(2026, 11, 10), cache=Cache.nowhere(), disclosure=disclosure)
    assert same.trend is Trend.SAME
    assert same.talks_before == same.talks
