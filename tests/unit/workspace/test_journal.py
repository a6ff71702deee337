"""The journal of edits: on the disk within a second, found again by whoever comes next, gone with a save."""

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from host import TODAY, small_account
from some import some

from committee import store, writing
from committee.model.edits import set_field
from committee.paths import state_dir
from committee.workspace import Workspace
from committee.workspace.journal import KEPT_DAYS, Journal, Left, Unsaved, keep_copy, left, purge, sweep
from committee.workspace.journal.lines import cut, entries, line

POWER = ("people", "maria", "power")
TITLE = ("people", "maria", "title")
DEAD = 2**22 + 1  # above the highest number Linux gives


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "deals" / "acme.account.toml"
    path.parent.mkdir()
    store.save(path, small_account(), "")
    found = opened(path)
    yield found
    some(found.journal).close()


def opened(path: Path) -> Workspace:
    space = Workspace.open(path, today=TODAY)
    space.journal = Journal(path)
    return space


def killed(space: Workspace) -> None:
    """What a killed process leaves: the file as it is, held by nobody, and nothing that was only noted."""
    journal = some(space.journal)
    journal._taken()
    journal._leave(remove=False)


def files() -> list[Path]:
    folder = state_dir() / "journals"
    return sorted(folder.iterdir()) if folder.exists() else []


def only(path: Path) -> Left:
    found, faults = left(path)
    assert faults == ()
    (one,) = found
    return one


def test_what_was_changed_is_there_after_a_kill_word_for_word(space: Workspace) -> None:
    path = some(space.path)
    space.edit(set_field(space.account, POWER, 2))
    assert some(space.journal).flush()
    space.edit(set_field(space.account, TITLE, "Köchin — 総務"))
    space.undo()
    space.redo()
    assert some(space.journal).flush()
    assert left(path) == ((), ()), "a living process still has it"
    killed(space)
    one = only(path)
    assert one.text == store.write_text(space.account)
    assert one.base == path.read_text(encoding="utf-8")
    assert len(one.words) == 4
    assert one.words[2].startswith("undone: ")
    assert one.account == path


def test_it_is_written_within_a_second_without_being_asked(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    written = threading.Event()
    real = threading.Timer

    def timer(seconds: float, work: Any) -> threading.Timer:
        waited.append(seconds)

        def then() -> None:
            work()
            written.set()

        return real(0, then)

    monkeypatch.setattr(threading, "Timer", timer)
    space.edit(set_field(space.account, POWER, 2))
    space.edit(set_field(space.account, POWER, 1))
    assert written.wait(30)
    assert max(waited) <= 0.5
    some(space.journal).flush()
    killed(space)
    assert only(some(space.path)).text == store.write_text(space.account)


def test_files_are_closed_to_others_and_their_names_tell_nothing(space: Workspace) -> None:
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    (file,) = files()
    assert "acme" not in file.name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_it_grows_by_what_was_changed_not_by_the_account(space: Workspace) -> None:
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    (file,) = files()
    before = file.stat().st_size
    for number in range(20):
        space.edit(set_field(space.account, TITLE, f"Head of {number}"))
        some(space.journal).flush()
    assert file.stat().st_size - before < 20 * 250


def test_a_save_and_giving_up_fold_it_away(space: Workspace) -> None:
    def given_up() -> None:
        space.give_up()
        assert len(files()) == 1, "whoever gave it up may still stay"
        space.let_go()

    for end in (space.save, space.reload, given_up):
        space.edit(set_field(space.account, TITLE, f"Head of {end.__name__}"))
        some(space.journal).flush()
        assert len(files()) == 1
        end()
        assert files() == []
    some(space.journal).flush()
    assert files() == []
    space.give_up()
    space.edit(set_field(space.account, TITLE, "stayed after all"))
    space.let_go()
    assert "stayed after all" in only(some(space.path)).text


def test_what_is_changed_while_it_is_saved_stays_kept(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    real = store.save

    def slow(*arguments: Any) -> str:
        digest = real(*arguments)
        space.edit(set_field(space.account, TITLE, "typed meanwhile"))
        some(space.journal).flush()
        return digest

    space.edit(set_field(space.account, POWER, 2))
    monkeypatch.setattr(store, "save", slow)
    space.save()
    killed(space)
    one = only(some(space.path))
    assert "typed meanwhile" in one.text
    assert one.base == some(space.path).read_text(encoding="utf-8"), "it begins with what was saved"
    assert len(files()) == 1


def test_after_the_file_was_joined_it_begins_with_what_the_file_says(space: Workspace) -> None:
    path = some(space.path)
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    other = Workspace.open(path, today=TODAY)
    other.edit(set_field(other.account, TITLE, "by somebody else"))
    other.save()
    assert space.take(space.meet())
    some(space.journal).flush()
    killed(space)
    one = only(path)
    assert "by somebody else" in one.base
    assert one.text == store.write_text(space.account)
    assert len(files()) == 1


def test_reading_again_what_others_saved_leaves_nothing(space: Workspace) -> None:
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    space.undo()
    other = Workspace.open(some(space.path), today=TODAY)
    other.edit(set_field(other.account, TITLE, "by somebody else"))
    other.save()
    assert space.take(space.meet())
    some(space.journal).flush()
    assert files() == []


def test_a_torn_line_at_any_byte_costs_that_line_alone(space: Workspace) -> None:
    path = some(space.path)
    texts = [space.document.text]
    for number in range(3):
        space.edit(set_field(space.account, TITLE, f"Head of {number}"))
        some(space.journal).flush()
        texts.append(store.write_text(space.account))
    killed(space)
    (file,) = files()
    data = file.read_bytes()
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    assert len(ends) == 4
    for size in [*range(ends[0] - 3, len(data), 7), len(data)]:
        file.write_bytes(data[:size])
        whole = sum(end <= size for end in ends)
        found, faults = left(path)
        assert faults == ()
        assert [one.text for one in found] == ([texts[whole - 1]] if whole else [])
    file.write_bytes(data[: ends[1]] + b"\x00" * 300 + data[ends[1] :])
    assert only(path).text == texts[1]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("call", ["open", "write", "fsync", "mkdir"])
def test_a_disk_that_takes_nothing_is_said_once_and_the_sitting_goes_on(
    tmp_path: Path, space: Workspace, number: int, call: str
) -> None:
    said: list[str] = []
    some(space.journal).tell = said.append
    with pytest.MonkeyPatch.context() as patch:

        def fail(*_: object, **__: object) -> None:
            raise OSError(number, os.strerror(number))

        patch.setattr(os, call, fail)
        for power in (2, 3):
            space.edit(set_field(space.account, POWER, power))
            assert not some(space.journal).flush()
    assert said == [os.strerror(number)]
    assert files() == []
    assert some(space.journal).flush(), "once there is room, what was noted is kept"
    killed(space)
    assert only(some(space.path)).text == store.write_text(space.account)


def test_where_the_disk_fails_in_the_middle_nothing_that_was_kept_is_lost(space: Workspace) -> None:
    path = some(space.path)
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    kept = store.write_text(space.account)
    real = os.write
    with pytest.MonkeyPatch.context() as patch:

        def half(handle: int, data: bytes) -> int:
            if len(data) < 30:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(handle, data[: len(data) // 2])

        patch.setattr(os, "write", half)
        space.edit(set_field(space.account, TITLE, "half of it"))
        assert not some(space.journal).flush()
    copy = some(some(space.journal).file).read_bytes()
    assert next(entries(copy))["base"] == space.document.text
    assert not copy.endswith(b"\n")
    space.edit(set_field(space.account, TITLE, "whole"))
    assert some(space.journal).flush()
    killed(space)
    assert only(path).text == store.write_text(space.account) != kept


def test_a_fault_of_ours_while_writing_is_kept_for_the_report(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("María")

    with monkeypatch.context() as patch:
        patch.setattr(store, "write_text", broken)
        space.edit(set_field(space.account, POWER, 2))
        assert not some(space.journal).flush()
    assert some(space.journal).fault == "RuntimeError"
    assert "María" not in (state_dir() / "crash.txt").read_text()
    assert some(space.journal).flush()


def test_where_no_file_can_be_held_the_process_is_asked_for(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = some(space.path)
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    killed(space)
    monkeypatch.setattr("committee.writing.growing.LOCKS", None)
    assert left(path) == ((), ()), "its process is this one, which lives"
    (file,) = files()
    head, *rest = entries(file.read_bytes())

    def written(**other: object) -> None:
        file.write_bytes(b"".join(map(line, ({**head, **other}, *rest))))

    written(pid=DEAD)
    assert only(path).text == store.write_text(space.account)
    written(started="some-boot/1")
    assert only(path), "the number of its process was given to another"
    written(machine="0" * 8)
    assert only(path)


@pytest.mark.parametrize("name", ['a"b', "new\nline", "-rf", "x" * 243, "ü\u202e", "'; rm"])
def test_accounts_of_any_name_have_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.toml"
    store.save(path, small_account(), "")
    space = opened(path)
    space.edit(set_field(space.account, POWER, 2))
    assert some(space.journal).flush()
    killed(space)
    assert only(path).account == path
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    assert only(link).file == only(path).file, "by another name it is the same account"
    assert left(tmp_path / "other.toml") == ((), ())


def test_through_a_link_in_its_place_nothing_is_written_or_read(space: Workspace, tmp_path: Path) -> None:
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    (file,) = files()
    killed(space)
    mine = tmp_path / "start-up"
    mine.write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(mine)
    assert left(some(space.path))[0] == ()
    fresh = opened(some(space.path))
    fresh.edit(set_field(fresh.account, POWER, 1))
    before = mine.read_bytes()
    assert some(fresh.journal).flush()
    assert mine.read_bytes() == before
    assert some(some(fresh.journal).file) != file
    some(fresh.journal).close()


def test_one_of_a_later_version_is_said_and_left_alone(space: Workspace) -> None:
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    killed(space)
    (file,) = files()
    head, *rest = entries(file.read_bytes())
    file.write_bytes(b"".join(map(line, ({**head, "journal": 2}, *rest))))
    found, faults = left(some(space.path))
    assert found == ()
    assert "later committee" in str(faults[0])
    assert file.exists()


def test_after_thirty_days_it_goes_and_never_while_it_is_held(space: Workspace) -> None:
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    (file,) = files()
    begun = file.stat().st_mtime
    day = 24 * 60 * 60
    sweep(now=begun + (KEPT_DAYS + 1) * day)
    assert file.exists()
    killed(space)
    sweep(now=begun + (KEPT_DAYS - 1) * day)
    assert file.exists()
    empty = file.with_name(file.name.replace("-1.journal", "-2.journal"))
    empty.write_bytes(b"")
    other = file.with_name("somebody's.journal")
    other.write_bytes(b"")
    sweep(now=begun + 2 * day)
    assert files() == sorted([file, other])
    sweep(now=begun + (KEPT_DAYS + 1) * day)
    assert files() == [other]


def test_all_of_an_account_can_be_purged_but_what_is_held(space: Workspace) -> None:
    path = some(space.path)
    keep_copy(path, "after", "before", "forgot somebody", datetime.now(UTC))
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    gone, failed = purge(path)
    assert gone == 1
    assert "another window" in failed[0]
    killed(space)
    assert purge(path) == (1, ())
    assert files() == []


def test_a_list_of_accounts_is_told_which_have_one(space: Workspace, tmp_path: Path) -> None:
    path = some(space.path)
    space.edit(set_field(space.account, POWER, 2))
    some(space.journal).flush()
    assert not Unsaved().has(path)
    killed(space)
    assert Unsaved().has(path)
    assert not Unsaved().has(tmp_path / "other.account.toml")


def test_a_long_sitting_begins_anew_before_the_file_is_too_large(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("committee.workspace.journal.keeping.ROOM", 0)
    size = len(space.document.text)
    for number in range(60):
        space.edit(set_field(space.account, TITLE, f"{number}" * 400))
        some(space.journal).flush()
        (file,) = files()
        assert file.stat().st_size < 12 * size
    killed(space)
    assert only(some(space.path)).text == store.write_text(space.account)


def test_a_process_that_is_killed_lets_go_of_it(tmp_path: Path) -> None:
    path = tmp_path / "acme.account.toml"
    store.save(path, small_account(), "")
    program = """
import os, signal, sys
from pathlib import Path
from datetime import date
from committee.model.edits import set_field
from committee.workspace import Workspace
from committee.workspace.journal import Journal
path = Path(sys.argv[1])
space = Workspace.open(path, today=date(2026, 11, 21))
space.journal = Journal(path)
space.edit(set_field(space.account, ("people", "maria", "power"), 2))
space.journal.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert done.returncode == -9
    assert "power = 2" in only(path).text


def test_cuts_lead_from_any_text_to_any() -> None:
    texts = ["", "a", "aa", "aba", "abab", "ab" * 9, "é總a", "aé總"]
    for before in texts:
        for after in texts:
            change = cut(before, after)
            assert change.made(before) == after
            assert before[: change.at] == after[: change.at]
    assert cut("one two three", "one 2 three") == cut("one two three", "one 2 three")
    assert cut("one two three", "one 2 three").put == "2"


def test_holding_and_asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.journal"
    handle = writing.grow_new(file, b"x")
    assert writing.free(file) is False
    os.close(handle)
    assert writing.free(file) is True
