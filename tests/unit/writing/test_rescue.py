"""Unsaved work goes into a new file, whatever stands in its way, and is found again wherever it went."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from committee import writing
from committee.writing import rescuing


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "deals"
    folder.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = folder / "acme.account.toml"
    path.write_bytes(b"as it was")
    path.chmod(0o600)
    return path


def planted(path: Path) -> Path:
    return path.with_name(f"{path.name}.rescue")


@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_its_place_is_not_followed(path: Path, tmp_path: Path, there: bool) -> None:
    target = tmp_path / "start-up"
    if there:
        target.write_bytes(b"mine")
    planted(path).symlink_to(target)
    kept = writing.rescue(path, b"unsaved")
    assert kept.name == "acme.account.toml.rescue-2"
    assert kept.read_bytes() == b"unsaved"
    assert target.exists() == there
    assert not there or target.read_bytes() == b"mine"
    assert writing.rescues(path) == (kept,), "a link is not ours to offer"


def test_a_pipe_or_a_folder_in_its_place_is_passed_by(path: Path) -> None:
    os.mkfifo(planted(path))
    path.with_name(f"{path.name}.rescue-2").mkdir()
    kept = writing.rescue(path, b"unsaved")
    assert kept.name == "acme.account.toml.rescue-3"
    assert writing.rescues(path) == (kept,)


def test_a_second_one_leaves_the_first_and_both_are_found(path: Path) -> None:
    kept = [writing.rescue(path, str(number).encode()) for number in range(12)]
    assert [one.read_bytes() for one in kept] == [str(number).encode() for number in range(12)]
    assert writing.rescues(path) == tuple(kept)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_it_can_be_read_by_those_who_read_the_account(path: Path, mode: int) -> None:
    path.chmod(mode)
    assert stat.S_IMODE(writing.rescue(path, b"unsaved").stat().st_mode) == mode


def gone(path: Path, patch: pytest.MonkeyPatch) -> None:
    path.unlink()
    path.parent.rmdir()


def somebody_elses(path: Path, patch: pytest.MonkeyPatch) -> None:
    theirs = path.parent.stat().st_ino
    patch.setattr(rescuing, "ours", lambda status: status.st_ino != theirs)


def refusing(number: int) -> Callable[[Path, pytest.MonkeyPatch], None]:
    def refuse(path: Path, patch: pytest.MonkeyPatch) -> None:
        real = os.mkdir

        def mkdir(place: Any, *more: Any) -> None:
            if Path(place).parent == path.parent:
                raise OSError(number, os.strerror(number))
            real(place, *more)

        patch.setattr(os, "mkdir", mkdir)

    return refuse


@pytest.mark.parametrize("what", [gone, somebody_elses, refusing(28), refusing(30), refusing(13)])
def test_where_the_folder_takes_nothing_the_state_folder_does(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: Callable[..., Any]
) -> None:
    what(path, monkeypatch)
    kept = [writing.rescue(path, b"unsaved"), writing.rescue(path, b"more")]
    assert writing.rescues(path) == tuple(kept)
    assert writing.rescues(path.with_name("other.account.toml")) == ()
    folder = tmp_path / "state" / "committee" / "rescued"
    for one in kept:
        assert one.parent == folder
        assert "acme" not in one.name
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert {stat.S_IMODE(one.stat().st_mode) for one in (folder, folder.parent)} == {0o700}
    if path.exists():
        assert path.read_bytes() == b"as it was"


def test_the_longest_name_goes_to_the_state_folder(path: Path) -> None:
    long = path.with_name("x" * 255)
    long.write_bytes(b"")
    kept = writing.rescue(long, b"unsaved")
    assert kept.parent.name == "rescued"
    assert writing.rescues(long) == (kept,)


def test_where_neither_takes_it_both_are_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "mkdir", full)
    with pytest.raises(OSError, match="beside the account, the disk is full; in the state folder, the disk is full"):
        writing.rescue(path, b"unsaved")
