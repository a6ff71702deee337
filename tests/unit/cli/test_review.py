"""`committee review`: what to talk about before a call, and the notes of earlier ones; the screen needs a terminal."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from calls import Run

from committee import store
from committee.pipeline.review.decisions import Decision, Kind, Said
from committee.pipeline.review.sitting import Sitting, Visit

TODAY = date(2026, 11, 22)
DAY = TODAY.isoformat()


@pytest.fixture
def deals(tmp_path: Path, northwind: Path, broken: Path) -> Path:
    """Two accounts and a file nobody can read, in one folder."""
    folder = tmp_path / "deals"
    folder.mkdir()
    for path in (northwind, broken):
        path.rename(folder / path.name)
    (folder / "conflict.account.toml").write_text("<<<<<<< a\nx = 1\n=======\n>>>>>>> b\n", encoding="utf-8")
    return folder


def sat(path: Path, words: str = "meet Priya") -> None:
    """A call about one account, in the journal only."""
    sitting = Sitting.begin(
        [path],
        day=TODAY,
        folder=str(path.parent),
        clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC),
        rng=lambda _: "aaaa",
    )
    key = os.path.realpath(path)
    sitting.open(Visit(path=key, name=Said("Northwind Robotics", "Account 1"), owner=Said("Dana Okafor", "Colleague")))
    sitting.decide(key, Decision(kind=Kind.ACTION, day=TODAY, key="2026-11-22-aaaa", words=words))
    sitting.decide(key, Decision(kind=Kind.REVIEWED, day=TODAY))
    sitting.end()


def test_what_to_talk_about_before_the_call(run: Run, deals: Path) -> None:
    done = run("review", deals, "--format", "text", "--date", DAY)
    assert done.code == 0
    for words in (
        "DANA OKAFOR",
        "Northwind Robotics",
        "In the way",
        "Ask",
        "NOBODY'S",
        "the file has errors",
        "conflict",
    ):
        assert words in done.out
    assert done.out == run("review", deals, "--format", "text", "--date", DAY).out
    assert run("review", deals, "--format", "markdown", "--date", DAY).out.startswith(
        "# Pipeline review Sun 22 Nov 2026"
    )


def test_the_same_as_json_every_file_is_there(run: Run, deals: Path) -> None:
    told = json.loads(run("review", deals, "--format", "json", "--date", DAY).out)
    assert {one["account"] for one in told["accounts"]} == {"Northwind Robotics", "Acme", "conflict"}
    groups = {one["account"]: one["group"] for one in told["accounts"]}
    assert (groups["Acme"], groups["conflict"]) == ("fault", "fault")
    northwind = next(one for one in told["accounts"] if one["account"] == "Northwind Robotics")
    assert 1 <= len(northwind["questions"]) <= 3
    assert all(one["because"] for one in northwind["questions"])
    assert len(northwind["findings"]) <= 3


def test_the_notes_of_earlier_calls(run: Run, deals: Path) -> None:
    path = deals / "northwind.account.toml"
    sat(path)
    done = run("review", deals, "--since", DAY, "--date", DAY)
    assert done.code == 0
    assert done.out.startswith("# Pipeline review Sun 22 Nov 2026")
    assert "meet Priya" in done.out
    assert "meet Priya" not in run("review", deals, "--since", "2026-11-23", "--date", "2026-11-24").out
    alone = run("review", path, "--since", DAY, "--date", DAY, "--format", "text").out
    assert alone.startswith("Northwind Robotics: review")
    told = json.loads(run("review", deals, "--since", DAY, "--date", DAY, "--format", "json").out)
    assert [action["what"] for one in told["accounts"] for action in one["actions"]] == ["meet Priya"]


def test_notes_without_a_journal_come_from_the_files(run: Run, deals: Path) -> None:
    path = deals / "northwind.account.toml"
    account = store.read(path).account
    since = min(key[:10] for key in account.actions)
    told = json.loads(run("review", path, "--since", since, "--date", DAY, "--format", "json").out)
    assert {one["what"] for one in told["accounts"][0]["actions"]} == {one.what for one in account.actions.values()}


@pytest.mark.parametrize("form", ["markdown", "text", "json"])
def test_private_agendas_and_notes_hold_no_name(run: Run, deals: Path, form: str) -> None:
    account = store.read(deals / "northwind.account.toml").account
    sat(deals / "northwind.account.toml", "ask Tom Lee about the budget")
    names = {one.name for one in account.people.values()} | {one.name for one in account.team.values()}
    names |= {
        "Northwind",
        "Acme",
        "budget",
    }
    for arguments in (("--format", form), ("--format", form, "--since", "2026-01-01")):
        out = run("review", deals, *arguments, "--date", DAY, "--private").out
        assert "names hidden" in out
        assert not [name for name in sorted(names) if name in out]


def test_without_a_terminal_it_says_so_and_an_empty_folder_too(run: Run, deals: Path, tmp_path: Path) -> None:
    done = run("review", deals)
    assert done.code == 2
    assert "needs a terminal" in done.err
    (tmp_path / "empty").mkdir()
    done = run("review", tmp_path / "empty")
    assert done.code == 2
    assert "no account files here" in done.err
    assert "not a date" in run("review", deals, "--since", "soon").err
