"""Who has a file open: told to a second window, never a lock, and no record outlives its sitting for long."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from committee import paths
from committee.workspace.presence import BEAT, OLD, STALE, Attendance
from committee.writing import leftovers

NOW = datetime(2026, 11, 14, 14, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "northwind.account.toml"
    path.write_text("format = 1\n", encoding="utf-8")
    return path


def sitting(file: Path, *, user: str = "dana", host: str = "desk-7", pid: int | None = None) -> Attendance:
    return Attendance(file, user=user, host=host, pid=os.getpid() if pid is None else pid)


def gone_pid() -> int:
    """The id of a process that ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def records() -> list[Path]:
    return sorted((paths.state_dir() / "open").glob("*"))


def test_the_first_is_alone_and_the_second_is_told_who_and_since_when(file: Path) -> None:
    first, second = sitting(file), sitting(file, pid=os.getppid())
    assert first.enter(NOW) == ()
    (other,) = second.enter(NOW + timedelta(minutes=2))
    assert (other.user, other.host, other.since) == ("dana", "desk-7", NOW)
    assert other.words(NOW + timedelta(minutes=5), second.mine) == "another window since 14:02"
    assert len(first.others(NOW)) == 1


def test_leaving_takes_the_record_away(file: Path) -> None:
    first, second = sitting(file), sitting(file, pid=os.getppid())
    first.enter(NOW)
    first.leave()
    first.leave()
    assert second.enter(NOW) == ()


def test_another_path_to_the_same_file_is_the_same_file(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    sitting(file).enter(NOW)
    assert len(sitting(link, pid=os.getppid()).enter(NOW)) == 1
    assert sitting(tmp_path / "else.toml", pid=os.getppid()).enter(NOW) == ()


def test_what_a_crash_left_over_is_taken_away(file: Path) -> None:
    sitting(file, pid=gone_pid()).enter(NOW)
    assert sitting(file).enter(NOW) == ()
    assert len(records()) == 1


def test_on_another_machine_only_the_beat_tells(file: Path) -> None:
    far = sitting(file, host="laptop", pid=gone_pid())
    far.enter(NOW)
    here = sitting(file)
    assert [other.host for other in here.enter(NOW + STALE)] == ["laptop"]
    assert here.others(NOW + STALE + timedelta(seconds=1)) == ()
    far.beat(NOW + STALE)
    assert len(here.others(NOW + STALE + timedelta(seconds=1))) == 1
    assert here.others(NOW + STALE + OLD + timedelta(seconds=1)) == ()
    assert len(records()) == 1


def test_a_beat_is_written_only_when_it_is_time(file: Path) -> None:
    here = sitting(file)
    here.enter(NOW)
    (record,) = records()
    before = record.read_bytes()
    here.beat(NOW + BEAT / 2)
    assert record.read_bytes() == before
    here.beat(NOW + BEAT)
    assert json.loads(record.read_text(encoding="utf-8"))["beat"] == (NOW + BEAT).isoformat()


def test_the_record_says_nothing_about_the_account(file: Path) -> None:
    sitting(file).enter(NOW)
    (record,) = records()
    assert "northwind" not in record.name + record.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"user": 1}', '{"user":"x","host":"h","pid":"p","since":"s","beat":"b"}']
)
def test_a_broken_record_counts_for_nothing(file: Path, text: str) -> None:
    here = sitting(file)
    here.enter(NOW)
    (record,) = records()
    record.with_name(record.name.replace(f".{os.getpid()}.", ".1.")).write_text(text, encoding="utf-8")
    assert here.others(NOW) == ()
    assert len(records()) == 1


def test_a_hostile_name_is_cleaned(file: Path) -> None:
    sitting(file, user="da\x1b[2Jna\u202e").enter(NOW)
    (other,) = sitting(file, user="sam", pid=os.getppid()).enter(NOW)
    assert "\x1b" not in other.user
    assert "\u202e" not in other.user


def test_words_tell_another_person_another_machine_and_another_day(file: Path) -> None:
    mine = sitting(file, user="sam", pid=os.getppid())
    sitting(file).enter(NOW)
    (other,) = mine.enter(NOW)
    assert other.words(NOW, mine.mine) == "dana since 14:02"
    assert other.words(NOW + timedelta(days=1), mine.mine) == "dana since 14 Nov 14:02"
    away = sitting(file, user="sam", host="laptop", pid=os.getppid())
    away.enter(NOW)
    assert other.words(NOW, away.mine) == "dana on desk-7 since 14:02"
    assert other.words(NOW.astimezone(timezone(timedelta(hours=1))), away.mine) == "dana on desk-7 since 15:02"


def test_a_state_folder_that_cannot_be_written_is_no_reason_to_fail(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    here = sitting(file)
    assert here.enter(NOW) == ()
    assert here.beat(NOW + BEAT) == ()
    here.leave()


def test_entering_sweeps_what_other_sittings_with_other_files_left(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    other = tmp_path / "other.account.toml"
    sitting(other, pid=gone_pid()).enter(NOW)
    sitting(other, pid=os.getppid()).enter(NOW)
    maps = paths.state_dir() / "maps"
    maps.mkdir()
    old, young = maps / "old.json", maps / "young.json"
    for positions in (old, young):
        positions.write_text("{}")
    os.utime(old, (1, 1))
    left = tmp_path / f".committee-{leftovers.machine()}-{gone_pid()}-0.tmp"
    left.mkdir()
    (left / "new").write_text("a whole account")
    demo = tmp_path / f"committee-demo-{leftovers.machine()}-{gone_pid()}-x"
    demo.mkdir()
    sitting(file).enter(NOW)
    assert len(records()) == 2
    assert [positions.name for positions in maps.iterdir()] == [young.name]
    assert not left.exists()
    assert not demo.exists()
