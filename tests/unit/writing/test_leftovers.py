"""What killed processes leave is taken away by the next save, is no file for git, and nothing else is touched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from committee import store, writing
from committee.writing import leftovers

DEAD = 2**22 + 1  # above the highest number Linux gives
DAY = 24 * 60 * 60


def left(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir()
    (place / ".gitignore").write_text("*\n")
    (place / "new").write_text("a whole account")
    return place


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def killed(folder: Path, call: str) -> None:
    """A process that is killed at its first `call` while it saves."""
    program = f"""
import os, signal, sys
from committee import store
os.{call} = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
store.save_bytes(sys.argv[1], b"a whole account")
"""
    done = subprocess.run([sys.executable, "-c", program, str(folder / "a.account.toml")], check=False)
    assert done.returncode == -9


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_what_a_killed_save_leaves_is_no_file_for_git_and_goes_with_the_next(
    tmp_path: Path, own_git: None, call: str
) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    killed(tmp_path, call)
    assert len(names(tmp_path)) == 2
    said = subprocess.run(
        ["git", "-C", tmp_path, "status", "--porcelain", "--untracked-files=all"], check=True, capture_output=True
    )
    assert said.stdout == b""
    store.save_bytes(tmp_path / "b.account.toml", b"another")
    assert names(tmp_path) == [".git", "b.account.toml"]


def test_only_what_is_surely_left_over_goes(tmp_path: Path) -> None:
    here, there = leftovers.machine(), "0" * 8
    gone = [
        left(tmp_path, f".committee-{here}-{DEAD}-0.tmp"),
        left(tmp_path, f".committee-{here}-{os.getpid()}-7.tmp"),  # of an earlier process with our number
        left(tmp_path, f".committee-{there}-{os.getpid()}-1.tmp"),
    ]
    os.utime(gone[2], (1, 1))
    old = tmp_path / f".committee-{DEAD}-0.tmp"
    old.write_text("by an earlier version")
    os.utime(old, (1, 1))
    stays = [
        left(tmp_path, f".committee-{here}-{os.getppid()}-0.tmp"),
        left(tmp_path, f".committee-{there}-{DEAD}-0.tmp"),
        left(tmp_path, ".committee-notes.tmp"),
    ]
    more = left(tmp_path, f".committee-{here}-{DEAD}-1.tmp")
    (more / "mine.txt").write_text("somebody put this here")
    outside = left(tmp_path, "outside")
    link = tmp_path / f".committee-{here}-{DEAD}-2.tmp"
    link.symlink_to(outside)
    store.save_bytes(tmp_path / "a.account.toml", b"x")
    assert names(tmp_path) == sorted([*(place.name for place in (*stays, more, outside, link)), "a.account.toml"])
    assert names(more) == ["mine.txt"]
    assert names(outside) == [".gitignore", "new"]


def test_a_place_in_use_stays_while_another_file_is_written(tmp_path: Path) -> None:
    with leftovers.on_its_way(tmp_path) as new:
        new.write_text("half")
        store.save_bytes(tmp_path / "other", b"x")
        assert new.read_text() == "half"
    assert names(tmp_path) == ["other"]


def test_scratch_folders_of_killed_demos_go_and_those_of_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    here = leftovers.machine()
    for name in (f"committee-demo-{here}-{DEAD}-abc", f"committee-demo-{here}-{os.getppid()}-abc", "committee-demo-x"):
        (tmp_path / name / "deep").mkdir(parents=True)
    (tmp_path / f"committee-demo-{here}-{DEAD}-link").symlink_to(tmp_path / "committee-demo-x")
    with writing.scratch() as folder:
        assert Path(folder).parent == tmp_path
        assert Path(folder).stat().st_mode & 0o077 == 0
        assert len(names(tmp_path)) == 4
    assert names(tmp_path) == sorted(
        [f"committee-demo-{here}-{os.getppid()}-abc", "committee-demo-x", f"committee-demo-{here}-{DEAD}-link"]
    )
    assert (tmp_path / "committee-demo-x" / "deep").is_dir()
