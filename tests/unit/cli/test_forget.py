"""`committee forget`: asked before, said exactly, gone from the file, from state and cache; git told with its steps."""

import re
import shlex
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from calls import Run

from committee import paths, store
from committee.paths import map_file
from committee.pipeline import keeping
from committee.pipeline.portfolio import cache
from committee.workspace.journal import keep_copy

WORDS = re.compile(r"mar[ií]a|g[oó]mez|finance|0035e00000xyz|payback", re.IGNORECASE)


@pytest.fixture
def git(own_git: None, tmp_path: Path) -> Callable[..., str]:
    """Git with nothing of the machine in it."""

    def call(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout

    return call


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(run: Run, northwind: Path) -> None:
    before = northwind.read_bytes()
    ran = run("forget", northwind.name, "gomez", "--dry-run")
    assert ran.code == 0
    assert northwind.read_bytes() == before
    assert "María Gómez becomes person-" in ran.out
    assert "mail address" in ran.out
    places = re.findall(r"^northwind.account.toml:(\d+):(\d+): .*\"(.*)\"$", ran.out, re.MULTILINE)
    assert len(places) == 4
    assert ran.out.endswith("Nothing was changed.\n")


def test_forgotten_with_texts_leaves_no_word_of_them(run: Run, northwind: Path) -> None:
    assert WORDS.search(northwind.read_text())
    ran = run("forget", northwind.name, "maria-gomez", "--texts", "--yes")
    assert ran.code == 0
    text = northwind.read_text()
    assert not WORDS.search(text)
    assert "No other text of the file names them." in ran.out
    document = store.read(northwind)
    assert not document.errors
    assert store.write_text(document.account) == text
    assert run("check", northwind.name, "--fail-on", "never").code == 0
    assert run("plan", northwind.name, "--date", "2026-11-20").code == 0


def test_positions_are_those_of_the_saved_file(run: Run, northwind: Path) -> None:
    out = run("forget", northwind.name, "maria-gomez", "--yes").out
    lines = northwind.read_text().splitlines()
    places = re.findall(r"^northwind.account.toml:(\d+):(\d+): .*\"(.*)\"$", out, re.MULTILINE)
    assert len(places) == 4
    for line, column, word in places:
        assert word in lines[int(line) - 1][int(column) - 1 :]


def test_it_is_asked_before_and_only_exact_names_need_no_question(
    run: Run, northwind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = northwind.read_bytes()
    ran = run("forget", northwind.name, "maria-gomez")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert run("forget", northwind.name, "gomez", "--yes").code == 2
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for typed in ("", "y", "yes", "maria"):
        monkeypatch.setattr("click.prompt", lambda *_, typed=typed, **__: typed)
        assert run("forget", northwind.name, "maria-gomez").code == 1
    assert northwind.read_bytes() == before
    assert run("forget", northwind.name, "Maria Gomez", "--yes").code == 0
    assert northwind.read_bytes() != before


def test_the_name_typed_is_the_yes(run: Run, northwind: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = northwind.read_bytes()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda *_, **__: "maria gomez")
    assert run("forget", northwind.name, "maria-gomez").code == 0
    assert northwind.read_bytes() != before


def test_who_is_meant_has_to_be_clear(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    path.write_text(
        'format = 1\n[account]\nname = "A"\n'
        '[people.ana-li]\nname = "Ana Li"\n[people.ana-rao]\nname = "Ana Rao"\ntitle = "Buyer"\n'
    )
    ran = run("forget", path.name, "ana", "--yes")
    assert ran.code == 2
    assert "ana-li" in ran.err
    assert "Ana Rao (Buyer): ana-rao" in ran.err
    assert run("forget", path.name, "zoe", "--yes").code == 2


def test_what_the_program_keeps_is_taken_away(run: Run, northwind: Path) -> None:
    kept = (
        keeping.reviews() / "snapshots" / f"{keeping.name_in_state(northwind)}-2026-11-01.toml",
        cache.cache_file(),
        map_file(northwind),
    )
    other = paths.state_dir() / "maps" / "other.json"
    for file in (*kept, other):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("María")
    northwind.with_name(f"{northwind.name}.rescue").write_text("María")
    copy = keep_copy(northwind, "after", "María", "forgot somebody", datetime(2026, 11, 1, tzinfo=UTC))
    elsewhere = keep_copy(other, "after", "María", "forgot somebody", datetime(2026, 11, 1, tzinfo=UTC))
    ran = run("forget", northwind.name, "maria-gomez", "--yes")
    assert [file.exists() for file in kept] == [False, False, False]
    assert other.exists()
    assert "Taken away:" in ran.out
    assert "1 journal of what was not saved or is from before" in ran.out
    assert (copy.exists(), elsewhere.exists()) == (False, True)
    assert f"rm -- {northwind.name}.rescue" in ran.out
    assert northwind.with_name(f"{northwind.name}.rescue").exists(), "it may be the only copy of somebody's work"


def test_git_is_told_with_every_name_and_the_steps_name_them_all(
    run: Run, git: Callable[..., str], northwind: Path, tmp_path: Path
) -> None:
    git("init", "-q", "-b", "main")
    git("init", "-q", "--bare", "hub.git")
    git("remote", "add", "origin", str(tmp_path / "hub.git"))
    northwind.write_text(northwind.read_text().replace("maria.gomez@northwind.example", "old.mail@northwind.example"))
    git("add", northwind.name)
    git("commit", "-qm", "Old name")
    (tmp_path / "deals").mkdir()
    git("mv", northwind.name, "deals/n w.account.toml")
    (tmp_path / "notes.md").write_text("Met María Gómez\n")
    git("add", "notes.md")
    git("commit", "-qm", "maria-gomez: neutral to supporter")
    file = tmp_path / "deals" / "n w.account.toml"
    file.write_text(file.read_text().replace("old.mail@northwind.example", "new.mail@northwind.example"))
    git("commit", "-qam", "New mail")
    out = run("forget", file, "maria-gomez", "--texts", "--yes").out
    assert "Git holds 3 earlier versions" in out
    assert "1 of the messages" in out
    assert "They are also named in: notes.md" in out
    for word in ("María Gómez", "maria-gomez", "old.mail@northwind.example", "new.mail@northwind.example"):
        assert f"  {word}\n" in out
    recipe = next(line for line in out.splitlines() if "git filter-repo --force" in line)
    assert shlex.split(recipe)[3:] == [
        "--invert-paths", "--path", "deals/n w.account.toml", "--path", "northwind.account.toml",
        "--replace-message", "../names.txt",
    ]  # fmt: skip
    assert f"git remote add origin {tmp_path / 'hub.git'}" in out


def test_without_git_it_says_so(run: Run, northwind: Path) -> None:
    assert "has no history in git here" in run("forget", northwind.name, "maria-gomez", "--yes").out


def test_a_file_with_errors_is_left_alone(run: Run, broken: Path) -> None:
    before = broken.read_bytes()
    assert run("forget", broken.name, "tom", "--yes").code == 2
    assert broken.read_bytes() == before
