import errno
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from strategies import accounts

from committee import store
from committee.errors import ChangedUnderneath, FileFailure
from committee.model.account import Account, Comment
from committee.store import files

TEXT = 'format = 1\n\n[account]\nname = "A"\n\n[people.ana]\nname = "Ana"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "acme.account.toml"
    path.write_bytes(TEXT.encode())
    return path


def renamed(document: store.Document, name: str = "B") -> Account:
    return replace(document.account, header=replace(document.account.header, name=name))


def leftovers(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_save_replaces_the_file_and_gives_its_digest(path: Path) -> None:
    document = store.read(path)
    new = store.save(path, renamed(document), document.digest)
    assert path.read_text() == TEXT.replace('"A"', '"B"')
    assert new == store.digest(path.read_bytes()) == store.read(path).digest
    assert leftovers(path.parent) == [path.name]


def test_saving_a_canonical_file_does_not_even_touch_it(path: Path) -> None:
    os.utime(path, ns=(1, 1))
    before = path.stat()
    document = store.read(path)
    assert store.save(path, document.account, document.digest, document.newline) == document.digest
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_line_ends_stay(path: Path) -> None:
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    document = store.read(path)
    store.save(path, renamed(document), document.digest, document.newline)
    assert path.read_bytes() == TEXT.replace('"A"', '"B"').replace("\n", "\r\n").encode()


def test_a_new_file(tmp_path: Path) -> None:
    account = store.read_text(TEXT).account
    path = tmp_path / "new.account.toml"
    store.save(path, account, "")
    assert path.read_text() == TEXT
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


def test_the_mode_stays(path: Path) -> None:
    path.chmod(0o640)
    store.save(path, renamed(store.read(path)))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_keeps_pointing_at_the_file_that_is_written(path: Path) -> None:
    folder = path.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.account.toml"
    link.symlink_to(Path("..") / path.name)
    document = store.read(link)
    store.save(link, renamed(document), document.digest)
    assert link.is_symlink()
    assert path.read_text() == TEXT.replace('"A"', '"B"')
    assert leftovers(folder) == [link.name]


def test_a_file_changed_underneath_is_not_overwritten(path: Path) -> None:
    document = store.read(path)
    path.write_text(TEXT + "# by somebody else\n")
    with pytest.raises(ChangedUnderneath, match="changed by somebody else"):
        store.save(path, renamed(document), document.digest)
    assert path.read_text() == TEXT + "# by somebody else\n"
    assert leftovers(path.parent) == [path.name]


def test_a_file_changed_with_the_same_size_and_time_is_noticed(path: Path) -> None:
    document = store.read(path)
    before = path.stat()
    path.write_text(TEXT.replace("Ana", "Eva"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(ChangedUnderneath):
        store.save(path, renamed(document), document.digest)


def test_a_file_changed_while_the_new_one_is_written_is_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = store.read(path)
    flush = os.fsync

    def meanwhile(handle: int) -> None:
        flush(handle)
        path.write_text("# somebody was quicker\n")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(ChangedUnderneath):
        store.save(path, renamed(document), document.digest)
    assert path.read_text() == "# somebody was quicker\n"
    assert leftovers(path.parent) == [path.name]


def test_a_file_gone_or_there_unexpectedly_is_said(path: Path) -> None:
    document = store.read(path)
    with pytest.raises(ChangedUnderneath, match="is there already"):
        store.save(path, renamed(document), "")
    path.unlink()
    with pytest.raises(ChangedUnderneath, match="moved or deleted"):
        store.save(path, renamed(document), document.digest)
    assert leftovers(path.parent) == []


def test_without_expectation_it_is_overwritten(path: Path) -> None:
    path.write_text("anything")
    store.save(path, store.read_text(TEXT).account, None)
    assert path.read_text() == TEXT


@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "the disk is full"), (errno.ENOTTY, "the system says"), (errno.EIO, "the disk does not work")],
)
def test_a_failing_disk_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, says: str
) -> None:
    document = store.read(path)
    real = getattr(os, call)

    def failing(*given: Any, **named: Any) -> Any:
        if call == "open" and not given[1] & os.O_CREAT:
            return real(*given, **named)  # the old file can still be read
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, failing)
    with pytest.raises(FileFailure, match=says) as caught:
        store.save(path, renamed(document), document.digest)
    monkeypatch.undo()
    assert "as it was" in str(caught.value)
    assert path.read_text() == TEXT
    assert leftovers(path.parent) == [path.name]


def test_an_interrupt_leaves_the_old_file_and_nothing_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.save(path, renamed(store.read(path)))
    assert path.read_text() == TEXT
    assert leftovers(path.parent) == [path.name]


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FileFailure, match="its folder is not there"):
        store.save(tmp_path / "no" / "x.account.toml", store.read_text(TEXT).account, "")


def test_names_that_no_system_takes_are_refused_and_the_longest_that_one_takes_is_not(tmp_path: Path) -> None:
    account = store.read_text(TEXT).account
    for name in ("a\x00b", "x" * 5000):
        with pytest.raises(FileFailure):
            store.save(tmp_path / name, account, "")
    store.save(tmp_path / ("x" * 250), account, "")
    assert leftovers(tmp_path) == ["x" * 250]


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileFailure, match="is a folder"):
        store.save(tmp_path, store.read_text(TEXT).account)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everything")
def test_a_write_protected_file_stays(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(FileFailure, match="write-protected"):
        store.save(path, renamed(store.read(path)))
    assert path.read_text() == TEXT


def test_where_folders_cannot_be_flushed_saving_works(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def no_folders(name: str, flags: int, *more: Any, **others: Any) -> int:
        if Path(name).is_dir():
            raise PermissionError(errno.EACCES, "no")
        return real(name, flags, *more, **others)

    monkeypatch.setattr(os, "open", no_folders)
    store.save(path, renamed(store.read(path)))
    assert store.read(path).account.header.name == "B"


class TestVerification:
    def test_what_does_not_read_back_goes_to_the_rescue_file(self, path: Path) -> None:
        document = store.read(path)
        broken = replace(document.account, people={"Not An Id": document.account.people["ana"]})
        with pytest.raises(FileFailure, match=r"in acme.account.toml.rescue") as caught:
            store.save(path, broken, document.digest)
        assert "was not saved" in caught.value.what
        assert path.read_text() == TEXT
        assert "Not An Id" in (path.parent / "acme.account.toml.rescue").read_text()

    def test_a_writer_that_drops_a_comment_is_caught(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path.write_text(TEXT.replace('name = "Ana"', 'name = "Ana"  # with an accent'))
        document = store.read(path)
        monkeypatch.setattr(files, "write_text", lambda account: TEXT)
        with pytest.raises(FileFailure, match="rescue"):
            store.save(path, document.account, document.digest)
        assert "# with an accent" in path.read_text()

    def test_a_writer_that_drops_a_value_is_caught(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        document = store.read(path)
        monkeypatch.setattr(files, "write_text", lambda account: TEXT.replace('"Ana"', '"Eva"'))
        with pytest.raises(FileFailure, match="rescue"):
            store.save(path, document.account, document.digest)

    @pytest.mark.parametrize("value", [1, 1.0, True, "1", [1], float("nan"), float("inf"), {"a": {}}, [{"a": 1}, 2]])
    def test_unknown_values_keep_their_type(self, path: Path, value: Any) -> None:
        account = replace(store.read_text(TEXT).account, unknown={("zeta",): value})
        store.save(path, account)
        assert repr(store.read(path).account.unknown) == repr(account.unknown)

    def test_one_is_not_true(self) -> None:
        account = store.read_text(TEXT).account
        one, true = (replace(account, unknown={("zeta",): value}) for value in (1, True))
        assert not files.same_account(one, true)

    def test_values_in_another_but_equal_form_are_saved(self, path: Path) -> None:
        """Order and repetition in a list, and a default written out, say nothing new."""
        account = store.read_text(TEXT).account
        ana = replace(account.people["ana"], roles=("security", "legal"))  # type: ignore[arg-type]  # plain words, not in vocabulary order
        store.save(path, replace(account, people={"ana": ana}))
        assert [str(role) for role in store.read(path).account.people["ana"].roles] == ["legal", "security"]

    def test_comments_of_what_is_gone_do_not_stand_in_the_way(self, path: Path) -> None:
        account = replace(
            store.read_text(TEXT).account, comments={("people", "gone", "power"): Comment(trailing="# 5?")}
        )
        store.save(path, account)
        assert path.read_text() == TEXT.replace("format = 1\n", "format = 1\n# 5?\n")

    @settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
    @given(account=accounts())
    def test_every_valid_account_passes(self, account: Account) -> None:
        assert files.holds(store.write_text(account), account)
