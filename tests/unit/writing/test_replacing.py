"""A file is the old one or the new one whatever fails at whatever step, and nothing is left over."""

import errno
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from committee import store, writing
from committee.errors import CommitteeError, FileFailure
from committee.writing import leftovers

OLD, NEW = b"old\n" * 3000, b"new and longer\n" * 3000
STEPS = ("mkdir", "open", "write", "lseek", "read", "fsync", "chmod", "chown", "stat", "close", "link", "replace")
"""Every call by which a file is made, but those that take something away."""
ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS, errno.ENOENT)


class Faulty:
    """A disk whose n-th call fails; counts the calls where none does."""

    def __init__(self, patch: pytest.MonkeyPatch, number: int, at: int = -1) -> None:
        self.calls: list[str] = []
        self._number, self._at = number, at
        for name in STEPS:
            patch.setattr(os, name, self._failing(name, getattr(os, name)))

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            self.calls.append(name)
            if len(self.calls) - 1 == self._at:
                if name == "close":  # a close that fails has closed
                    real(*arguments, **more)
                raise OSError(self._number, os.strerror(self._number))
            return real(*arguments, **more)

        return call


@contextmanager
def faulty(number: int, at: int = -1) -> Iterator[Faulty]:
    with pytest.MonkeyPatch.context() as patch:
        yield Faulty(patch, number, at)


def steps(work: Callable[..., Any]) -> int:
    with faulty(errno.EIO) as disk:
        work()
    assert len(disk.calls) > 10
    return len(disk.calls)


def saved(path: Path, expected: str, number: int, at: int) -> CommitteeError | None:
    """What a save said on a disk whose step `at` fails."""
    with faulty(number, at):
        try:
            store.save_bytes(path, NEW, expected)
        except CommitteeError as failure:
            return failure
    return None


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "acme.account.toml"
    path.write_bytes(OLD)
    return path


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_a_replaced_file_is_old_or_new_whatever_fails(path: Path, number: int) -> None:
    failed = 0
    for at in range(steps(lambda: store.save_bytes(path, NEW, store.digest(OLD)))):
        path.write_bytes(OLD)
        failure = saved(path, store.digest(OLD), number, at)
        assert path.read_bytes() == (NEW if failure is None or "was written" in failure.what else OLD), at
        assert names(path.parent) == [path.name], at
        if failure is not None:
            failed += 1
            assert str(failure).startswith(path.name)
            assert failure.remedy
    assert failed > 5


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_a_new_file_is_there_whole_or_not_at_all(tmp_path: Path, number: int) -> None:
    path, failed = tmp_path / "acme.account.toml", 0
    for at in range(steps(lambda: store.save_bytes(path, NEW, ""))):
        path.unlink(missing_ok=True)
        failure = saved(path, "", number, at)
        failed += failure is not None
        there = failure is None or "was written" in failure.what
        assert names(tmp_path) == [path.name] * there, at
        assert not there or path.read_bytes() == NEW, at
    assert failed > 5


def test_a_write_that_takes_a_part_goes_on_and_one_that_lies_is_noticed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:7]))
    store.save_bytes(path, NEW)
    assert path.read_bytes() == NEW
    monkeypatch.setattr(os, "write", lambda handle, data: len(data) if len(data) < 9 else real(handle, data[:9]))
    with pytest.raises(FileFailure, match="acme"):
        store.save_bytes(path, OLD)
    assert path.read_bytes() == NEW
    assert names(path.parent) == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="no such limits")
def test_a_file_that_may_not_grow_further_stays_whole(path: Path) -> None:
    program = """
import resource, signal, sys
from committee import store
from committee.errors import CommitteeError, FileFailure
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    store.save_bytes(sys.argv[1], b"x" * 40_000)
except FileFailure as failure:
    print(failure)
"""
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert "could not be written" in done.stdout
    assert "elsewhere" in done.stdout
    assert path.read_bytes() == OLD
    assert names(path.parent) == [path.name]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 4096


@pytest.mark.parametrize("name", ["-rf.account.toml", "a\nb.account.toml", "a'\"`$(x).account.toml", "x" * 255, " "])
def test_names_that_other_programs_stumble_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    store.save_bytes(path, OLD, "")
    store.save_bytes(path, NEW, store.digest(OLD))
    assert path.read_bytes() == NEW
    assert names(tmp_path) == [name]


def test_a_disk_without_hard_links_takes_new_files_and_overwrites_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "new"
    writing.create(path, NEW)
    assert path.read_bytes() == NEW
    with pytest.raises(FileExistsError):
        writing.create(path, OLD)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == ["new"]


class TestLinks:
    @pytest.fixture
    def outside(self, tmp_path: Path) -> Path:
        folder = tmp_path / "outside"
        folder.mkdir()
        return folder

    @pytest.mark.parametrize("expected", ["", None])
    def test_no_file_is_made_at_the_end_of_a_link(self, tmp_path: Path, outside: Path, expected: str | None) -> None:
        link = tmp_path / "new.account.toml"
        link.symlink_to(outside / "target")
        with pytest.raises(FileFailure, match="is a link that leads nowhere"):
            store.save_bytes(link, NEW, expected)
        assert names(outside) == []
        assert names(tmp_path) == ["new.account.toml", "outside"]

    def test_what_is_no_file_is_not_replaced_nor_waited_for(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        for expected in ("", None, "0"):
            with pytest.raises(FileFailure, match="is not a file"):
                store.save_bytes(pipe, NEW, expected)
        assert stat.S_ISFIFO(pipe.lstat().st_mode)

    def test_a_planted_place_for_the_new_file_is_passed_by(self, path: Path, outside: Path) -> None:
        for number in range(3):
            planted = f".committee-{leftovers.machine()}-{os.getpid()}-{number}.tmp"
            (path.parent / planted).symlink_to(outside)
        store.save_bytes(path, NEW)
        assert path.read_bytes() == NEW
        assert names(outside) == []


class TestLikeness:
    def test_attributes_stay(self, path: Path) -> None:
        try:
            os.setxattr(path, "user.committee", b"mine")
        except (OSError, AttributeError):
            pytest.skip("no attributes here")
        assert writing.replace(path, NEW) == ()
        assert os.getxattr(path, "user.committee") == b"mine"

    def test_attributes_that_are_lost_are_said(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "listxattr", lambda _: ["user.a", "security.b"], raising=False)
        monkeypatch.setattr(os, "getxattr", lambda *_: b"", raising=False)

        def only(allowed: str) -> Callable[..., None]:
            def setxattr(_: object, name: str, __: object) -> None:
                if not name.startswith(allowed):
                    raise PermissionError

            return setxattr

        monkeypatch.setattr(os, "setxattr", only("user."), raising=False)
        assert writing.replace(path, NEW) == ()
        monkeypatch.setattr(os, "setxattr", only("security."), raising=False)
        assert writing.replace(path, OLD) == ("not all of its attributes could be copied",)

    def test_other_names_of_the_file_are_said_once(self, path: Path, tmp_path: Path) -> None:
        os.link(path, tmp_path / "other")
        said: list[str] = []
        store.save_bytes(path, NEW, None, said.append)
        store.save_bytes(path, OLD, None, said.append)
        assert said == ["its other names (hard links) still hold what it was before"]
        assert (tmp_path / "other").read_bytes() == OLD

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser gives files away")
    def test_owner_and_group_stay_where_that_is_allowed(self, path: Path) -> None:
        os.chown(path, 1234, 2345)
        path.chmod(0o640)
        assert writing.replace(path, NEW) == ()
        now = path.stat()
        assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (1234, 2345, 0o640)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser gives files away")
    def test_where_it_is_not_rights_of_the_group_are_not_handed_on_and_it_is_said(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        os.chown(path, 1234, 2345)
        path.chmod(0o664)

        def refused(*_: object) -> None:
            raise PermissionError(errno.EPERM, "no")

        monkeypatch.setattr(os, "chown", refused)
        lost = writing.replace(path, NEW)
        assert [words for words in lost if "another user" in words]
        assert [words for words in lost if "group" in words]
        assert stat.S_IMODE(path.stat().st_mode) == 0o644
