"""Git as a process: found, asked, refused in words, cancelled; never in the way."""

import os
import subprocess
import time
import tracemalloc
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from commits import Commits

from committee.store.source import FILE_LIMIT
from committee.versions.git import repository as room
from committee.versions.git.calls import environment
from committee.versions.git.repository import GitFailure, GitStopped, Repository, TooLong, why_none
from committee.versions.git.worktree import content

pytestmark = pytest.mark.usefixtures("own_git")


@pytest.fixture
def commits(tmp_path: Path) -> Commits:
    made = Commits(tmp_path / "deals")
    made.commit("acme.account.toml", "one\n")
    return made


def test_the_repository_of_a_file_a_folder_and_what_is_not_there_yet(commits: Commits) -> None:
    root = commits.root.resolve()
    (commits.root / "sub").mkdir()
    for path in (commits.root, commits.root / "sub", commits.root / "sub" / "new.toml", commits.root / "no" / "such"):
        found = Repository.of(path)
        assert found is not None
        assert found.root == root


def test_outside_of_any_repository_it_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert Repository.of(tmp_path) is None
    assert why_none(tmp_path).startswith("This folder is not under git")


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Repository.of(tmp_path) is None
    assert why_none(tmp_path).startswith("Git is not installed")


@pytest.mark.skipif(os.name == "nt", reason="needs sh")
@pytest.mark.parametrize("entry", [".", "", "tools"])
def test_a_git_that_lies_in_the_folder_is_not_the_one_that_is_run(
    commits: Commits, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    fake = commits.root / entry / "git"
    fake.parent.mkdir(exist_ok=True)
    fake.write_text(f'#!/bin/sh\ntouch "{commits.root}/mark"\n', encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{entry}{os.pathsep}{os.environ['PATH']}")
    found = Repository.of(commits.root)
    assert found is not None
    assert found.show("HEAD", "acme.account.toml") == b"one\n"
    assert not (commits.root / "mark").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs fifos")
def test_a_folder_whose_configuration_never_ends_is_given_up(
    commits: Commits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "endless")
    commits.git("config", "include.path", str(tmp_path / "endless"))
    monkeypatch.setattr(room, "FIRST_ANSWER", 0.1)
    assert Repository.of(commits.root) is None
    assert why_none(commits.root).startswith("Git gives no answer in this folder")


def test_what_may_start_something_is_no_call_of_a_look(commits: Commits) -> None:
    for call in ("status", "diff", "commit", "fetch", "add", "checkout"):
        with pytest.raises(ValueError, match="no call of a look"):
            Repository(commits.root).run(call)


def test_another_repository_named_by_a_hook_is_not_ours(
    commits: Commits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Commits(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    found = Repository.of(commits.root)
    assert found is not None
    assert found.root == commits.root.resolve()


def test_nothing_is_asked_and_words_are_english() -> None:
    made = environment({"LANG": "de_DE.UTF-8", "GIT_INDEX_FILE": "x", "HOME": "/home/dana"})
    assert made["LC_ALL"] == "C"
    assert made["GIT_TERMINAL_PROMPT"] == "0"
    assert made["HOME"] == "/home/dana"
    assert "GIT_INDEX_FILE" not in made


def test_versions_of_a_file(commits: Commits) -> None:
    second = commits.commit("acme.account.toml", "two\n")
    found = Repository(commits.root)
    assert found.show("HEAD", "acme.account.toml") == b"two\n"
    assert found.show("HEAD~1", "acme.account.toml") == b"one\n"
    assert found.show("HEAD", "nothing.toml") is None
    assert found.show(":0", "acme.account.toml") == b"two\n"
    assert found.commit("main") == second
    with found.objects() as objects:
        asked = ["HEAD:acme.account.toml", "HEAD:no", "", "a\nb", "HEAD", "HEAD~1:acme.account.toml"]
        assert list(objects.read_many(asked)) == [b"two\n", None, None, None, None, b"one\n"]
        assert objects.read("HEAD~1:acme.account.toml") == b"one\n"


def test_a_version_larger_than_an_account_is_not_loaded(commits: Commits) -> None:
    commits.commit("large.account.toml", b"#" * (4 * FILE_LIMIT))
    commits.commit("most.account.toml", b"#" * FILE_LIMIT)
    found = Repository(commits.root)
    tracemalloc.start()
    try:
        with found.objects() as objects:
            asked = ["HEAD:large.account.toml", "HEAD:acme.account.toml"]
            assert list(objects.read_many(asked)) == [TooLong(4 * FILE_LIMIT), b"one\n"]
        assert found.show("HEAD", "large.account.toml") == TooLong(4 * FILE_LIMIT)
        assert tracemalloc.get_traced_memory()[1] < FILE_LIMIT
    finally:
        tracemalloc.stop()
    assert found.show("HEAD", "most.account.toml") == b"#" * FILE_LIMIT
    with found.objects(most=None) as objects:
        assert objects.read("HEAD:large.account.toml") == b"#" * (4 * FILE_LIMIT)


def test_many_versions_are_asked_for_ahead(commits: Commits) -> None:
    names = ["HEAD:acme.account.toml", "HEAD:no"] * 500
    with Repository(commits.root).objects() as objects:
        answers = objects.read_many(names)
        assert [next(answers), next(answers)] == [b"one\n", None]
        with pytest.raises(RuntimeError):
            objects.read("HEAD:acme.account.toml")
        assert list(answers) == [b"one\n", None] * 499


def test_a_refusal_names_the_fault_without_codes_that_steer_a_terminal(commits: Commits) -> None:
    with pytest.raises(GitFailure) as refusal:
        Repository(commits.root).act("checkout", "no\x1b[31mbranch")
    assert "\x1b" not in str(refusal.value)
    assert str(refusal.value).startswith("git checkout: pathspec")
    with pytest.raises(GitFailure, match='no commit "nix"'):
        Repository(commits.root).show("nix", "acme.account.toml")


def test_a_revision_is_never_an_option(commits: Commits) -> None:
    with pytest.raises(GitFailure):
        Repository(commits.root).commit("--all")


@pytest.mark.skipif(os.name == "nt", reason="needs sh")
def test_whoever_waits_can_cancel_and_git_is_ended(commits: Commits) -> None:
    asked: list[float] = []

    def stop() -> bool:
        asked.append(time.monotonic())
        return len(asked) > 2

    with pytest.raises(GitStopped):
        Repository(commits.root).act("-c", "alias.wait=!sleep 60", "wait", stop=stop)
    assert len(asked) == 3


@pytest.mark.skipif(os.name == "nt", reason="needs sh")
def test_a_slow_git_that_reads_what_it_is_given_is_waited_for(commits: Commits) -> None:
    asked: list[None] = []
    gate = commits.root / "gate"

    def stop() -> bool:
        asked.append(None)
        gate.touch()
        return False

    slow = "alias.slow=!until test -e gate; do :; done; cat"
    assert Repository(commits.root).act("-c", slow, "slow", stdin=b"words", stop=stop) == b"words"
    assert asked


def test_leaving_a_stream_early_ends_git(commits: Commits, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    begin = room._start

    def remembered(*arguments: Any, **named: Any) -> subprocess.Popen[bytes]:
        started.append(begin(*arguments, **named))
        return started[-1]

    monkeypatch.setattr(room, "_start", remembered)
    pieces = Repository(commits.root).stream("cat-file", "--batch-all-objects", "--batch")
    next(pieces)
    assert isinstance(pieces, Generator)
    pieces.close()
    assert started[0].returncode is not None


def test_what_is_under_way_is_said_in_words(commits: Commits) -> None:
    found = Repository(commits.root)
    assert found.under_way() is None
    commits.git("checkout", "-q", "-b", "side")
    commits.commit("acme.account.toml", "side\n")
    commits.git("checkout", "-q", "main")
    commits.commit("acme.account.toml", "main\n")
    with pytest.raises(subprocess.CalledProcessError):
        commits.git("merge", "side")
    assert found.under_way() == "a merge"
    commits.git("merge", "--abort")
    with pytest.raises(subprocess.CalledProcessError):
        commits.git("rebase", "side")
    assert found.under_way() == "a rebase"


def test_tracked_by_its_very_name(commits: Commits) -> None:
    found = Repository(commits.root)
    (commits.root / "acme*.toml").write_text("x")
    assert found.tracked(commits.root / "acme.account.toml")
    assert not found.tracked(commits.root / "acme*.toml")
    with pytest.raises(GitFailure, match="not in this repository"):
        found.relative(commits.root.parent / "elsewhere.toml")


def test_what_git_would_keep_of_a_file(tmp_path: Path) -> None:
    file, link, pipe = tmp_path / "file", tmp_path / "link", tmp_path / "pipe"
    file.write_bytes(b"four")
    link.symlink_to("file")
    os.mkfifo(pipe)
    assert content(file) == content(file, 4) == b"four"
    assert content(file, 3) is None
    assert content(link) == b"file"
    assert [content(path) for path in (pipe, tmp_path, tmp_path / "none")] == [None, None, None]


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"four")
    (tmp_path / "link").symlink_to("file")
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)
    assert content(tmp_path / "link") is None
    monkeypatch.setattr(Path, "lstat", Path.stat)
    assert content(tmp_path / "link") is None


def test_git_that_ends_while_versions_are_read_is_a_failure_in_words(commits: Commits) -> None:
    with Repository(commits.root).objects() as objects:
        objects._ask.close()
        with pytest.raises(GitFailure, match="Git ended"):
            objects.read("HEAD:acme.account.toml")
