"""Folders of this system, and what ships with the program."""

import os
from pathlib import Path

import pytest

from committee import paths
from committee.errors import FileFailure
from committee.paths import NotAFile, TooLarge, contents


def test_folders_are_ours_and_follow_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    folders = {paths.config_dir(), paths.state_dir(), paths.cache_dir()}
    assert all("committee" in folder.parts for folder in folders)
    assert not any(folder.exists() for folder in folders)


def test_bundled_prefers_what_is_inside_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "site" / "committee"
    (package / "_bundled" / "themes").mkdir(parents=True)
    (package.parent / "themes").mkdir()
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.bundled("themes") == package / "_bundled" / "themes"


def test_bundled_in_a_checkout_is_beside_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "committee").mkdir()
    (tmp_path / "themes").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "committee" / "paths.py"))
    assert paths.bundled("themes") == tmp_path / "themes"


def test_an_incomplete_installation_is_said_plainly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "committee" / "paths.py"))
    with pytest.raises(FileFailure, match=r"themes.*missing.*Install"):
        paths.bundled("themes")


def test_the_demo_is_one_of_the_samples() -> None:
    assert f"{paths.DEMO}.account.toml" in {path.name for path in paths.samples()}


class TestContents:
    """Whatever somebody may put where a file is expected: read, or refused at once."""

    @pytest.mark.parametrize("size", [0, 1, 4095, 4096])
    def test_a_file_up_to_the_limit(self, tmp_path: Path, size: int) -> None:
        path = tmp_path / "x"
        path.write_bytes(b"a" * size)
        assert contents(path, 4096) == b"a" * size
        (tmp_path / "link").symlink_to(path)
        assert contents(tmp_path / "link", 4096) == b"a" * size

    def test_one_byte_more(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_bytes(b"a" * 4097)
        with pytest.raises(TooLarge) as raised:
            contents(tmp_path / "x", 4096)
        assert raised.value.size == 4097

    def test_gigabytes_are_not_read(self, tmp_path: Path) -> None:
        with (tmp_path / "x").open("wb") as file:
            file.truncate(2 * 1024**3)
        with pytest.raises(TooLarge):
            contents(tmp_path / "x", 4096)

    @pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no files without a size here")
    def test_a_file_that_tells_no_size(self) -> None:
        path = Path("/proc/self/status")
        assert path.stat().st_size == 0
        assert b"Pid:" in contents(path, 1 << 20)
        with pytest.raises(TooLarge):
            contents(path, 10)

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(IsADirectoryError):
            contents(tmp_path, 4096)

    def test_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            contents(tmp_path / "x", 4096)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
    def test_pipes_and_devices_are_no_files(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        for path in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null"), Path("/dev/tty")):
            with pytest.raises(NotAFile):
                contents(path, 4096)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
    def test_one_that_is_put_there_between_two_looks(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The first look saw a file; what is opened then is a pipe without anybody at its other end."""
        path = tmp_path / "x"
        path.write_bytes(b"a")
        status = path.stat()
        path.unlink()
        os.mkfifo(path)
        monkeypatch.setattr(Path, "stat", lambda _: status)
        with pytest.raises(NotAFile):
            contents(path, 4096)
