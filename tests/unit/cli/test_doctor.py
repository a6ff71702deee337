"""`committee doctor`: each thing is well or has a remedy, nothing is changed, and the report names nobody."""

import json
import os
import stat
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from calls import Ran, Run

from committee import writing
from committee.cli.doctor import Line, as_report, as_text, everything, sharing, terminal
from committee.cli.doctor import machine as versions
from committee.errors import FileFailure
from committee.settings import Settings
from committee.versions.git.repository import Repository

HIDDEN = "Zanzibar"
"""Stands in every folder and file name, and in what a person wrote."""

WELL = {
    "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "en_GB.UTF-8", "EDITOR": "true",
    "GIT_AUTHOR_NAME": "", "HOME": "",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which all is well, but for what a test changes: its home folder."""
    home = tmp_path / HIDDEN
    home.mkdir()
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "NO_COLOR", "LC_ALL", "LC_CTYPE", "TMUX",
                     "STY", "VISUAL", "TERM_PROGRAM", "TZ"):  # fmt: skip
        monkeypatch.delenv(variable, raising=False)
    for name, value in WELL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(home))
    config = home / "git"
    config.write_text(f"[user]\nname = {HIDDEN}\nemail = {HIDDEN}@example.com\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    return home


@pytest.fixture
def doctor(run: Run, home: Path) -> Run:
    """Call the program where all is well."""
    assert run("git-setup", "--global").code == 0
    return run


def named(name: str) -> Line:
    return next(line for line in everything(Path.cwd()) if line.name == name)


def everything_below(place: Path) -> dict[Path, tuple[int, bytes]]:
    return {
        path: (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"") for path in sorted(place.rglob("*"))
    }


def test_where_all_is_well_it_says_so_and_changes_nothing(doctor: Run, tmp_path: Path) -> None:
    before = everything_below(tmp_path)
    ran = doctor("doctor")
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert ran.out.splitlines()[0].endswith("all is well")
    assert {line[:3] for line in ran.out.splitlines()[2:]} == {"ok ", "   "}
    assert everything_below(tmp_path) == before


def test_it_fits_80_columns_in_plain_letters(doctor: Run, home: Path) -> None:
    (home / ".config" / "committee").mkdir(parents=True)
    (home / ".config" / "committee" / "settings.toml").write_text("themee = 1\nprivate = 3\nme = [1]\n")
    ran = doctor("doctor")
    assert ran.out.isascii()
    assert [line for line in ran.out.splitlines() if len(line) > 80] == []


def test_as_data_it_says_the_same(doctor: Run) -> None:
    ran = doctor("doctor", "--format", "json")
    found = json.loads(ran.out)
    assert found["well"] is True
    assert [line["name"] for line in found["lines"]] == [line.name for line in everything(Path.cwd())]
    assert all(line["ok"] and not line["remedy"] for line in found["lines"])


@pytest.mark.parametrize(
    ("name", "changed", "words"),
    [
        ("terminal", {"TERM": "dumb"}, "no screen can be drawn"),
        ("terminal", {"TERM": ""}, "not set"),
        ("locale", {"LANG": "C"}, "LANG=C is not UTF-8"),
        ("locale", {"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "LANG=C is not UTF-8"),
        ("locale", {"LC_ALL": "de_DE.ISO-8859-1"}, "LC_ALL=de_DE.ISO-8859-1 is not UTF-8"),
        ("clipboard", {"STY": "1.pts-0"}, "GNU screen keeps it"),
        ("clipboard", {"TERM": "linux"}, "the console has none"),
        ("clipboard", {"TERM_PROGRAM": "Apple_Terminal"}, "takes none"),
        ("editor", {"EDITOR": "no-such-editor"}, "no editor"),
        ("editor", {"EDITOR": "vi 'x"}, "not closed"),
        ("git", {"PATH": ""}, "not found"),
    ],
)
def test_what_is_amiss_has_a_remedy_and_exit_code_1(
    doctor: Run, monkeypatch: pytest.MonkeyPatch, name: str, changed: dict[str, str], words: str
) -> None:
    for variable, value in changed.items():
        monkeypatch.setenv(variable, value)
    line = named(name)
    assert words in line.found
    assert line.remedy
    ran = doctor("doctor")
    assert ran.code == 1
    assert f"!   {name} " in ran.out


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"NO_COLOR": "1"}, "NO_COLOR"),
        ({}, "16 million"),
        ({"COLORTERM": ""}, "256;"),
        ({"COLORTERM": "", "TERM": "xterm"}, "16,"),
    ],
)
def test_few_colours_or_none_are_no_fault(
    doctor: Run, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], words: str
) -> None:
    for variable, value in changed.items():
        monkeypatch.setenv(variable, value)
    line = named("colours")
    assert line.well
    assert words in line.found


def test_ascii_that_is_meant_is_no_fault() -> None:
    chosen = Settings(ascii=True)
    (line,) = (line for line in terminal.lines(chosen, {"LANG": "C", "TERM": "xterm"}) if line.name == "locale")
    assert line.well
    assert "as your settings say" in line.found


@pytest.mark.skipif(os.name == "nt", reason="no such programs there")
@pytest.mark.parametrize(("said", "well"), [("on", True), ("external", False), ("off", False), ("", True)])
def test_tmux_is_asked_what_it_passes_on(tmp_path: Path, said: str, well: bool) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text(f"#!/bin/sh\necho {said}\n")
    tmux.chmod(0o755)
    environment = {"TERM": "tmux-256color", "TMUX": "x,1,0", "PATH": str(tmp_path)}
    (line,) = (line for line in terminal.lines(Settings(), environment) if line.name == "clipboard")
    assert line.well is well


def test_a_library_that_is_missing_or_of_another_version_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def version(name: str) -> str:
        if name == "networkx":
            raise metadata.PackageNotFoundError
        return {"textual": "9.0", "click": "8.1.8"}.get(name, real(name))

    monkeypatch.setattr(metadata, "version", version)
    (line,) = (line for line in versions.lines() if line.name == "libraries")
    assert line.found == "networkx is missing, textual 9.0 is not <9,>=8.2.8"
    assert line.remedy


def test_zones_that_are_not_there_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "is_zone", lambda name: name == "Asia/Kolkata")
    (line,) = (line for line in versions.lines() if line.name == "time zones")
    assert "not Europe/Berlin, America/New_York, Australia/Lord_Howe" in line.found
    assert "tzdata" in line.remedy


def test_merges_that_are_set_up_for_another_program_are_said(doctor: Run, home: Path) -> None:
    Repository(home).run("config", "--file", str(home / "git"), "merge.committee.driver", "/elsewhere/committee %O")
    line = named("merges")
    assert "1 setting missing or of another committee" in line.found
    assert "git-setup" in line.remedy


def test_nobody_s_name_in_git_is_said(doctor: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    assert named("git identity").found == "user.name and user.email not set"


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
class TestFolders:
    """The folders of the program: their modes, and whether they take files."""

    def test_what_others_may_read_is_counted(self, doctor: Run, home: Path) -> None:
        state = home / ".local" / "state" / "committee"
        (state / "maps").mkdir(parents=True, mode=0o755)
        for folder in (state, state / "maps"):
            folder.chmod(0o755)
        (state / "maps" / "x.json").write_text("{}")
        (state / "maps" / "x.json").chmod(0o644)
        line = named("state folder")
        assert "3 things in it that others may read" in line.found
        assert line.remedy == "chmod -R go= ~/.local/state/committee"
        for path in (state, state / "maps", state / "maps" / "x.json"):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)
        assert named("state folder").found == "~/.local/state/committee, 1 file, 1 KB, for you alone"

    def test_a_file_in_the_way_of_a_folder_is_said(self, doctor: Run, home: Path) -> None:
        (home / ".local").write_text("")
        line = named("state folder")
        assert "a file where a folder should be" in line.found
        assert "~/.local" in line.remedy
        assert doctor("doctor").code == 1

    @pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
    def test_a_home_that_takes_nothing_is_said(self, doctor: Run, home: Path) -> None:
        home.chmod(0o500)
        try:
            assert "you may not write there" in named("cache folder").found
        finally:
            home.chmod(0o700)

    def test_a_disk_that_takes_nothing_is_said(self, doctor: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: Any, **__: Any) -> None:
            raise OSError(28, "No space left on device")

        (home / ".cache" / "committee").mkdir(parents=True, mode=0o700)
        monkeypatch.setattr("committee.writing.leftovers.os.mkdir", full)
        assert "the disk is full" in named("cache folder").found


def test_what_is_kept_is_counted(doctor: Run, home: Path) -> None:
    state = home / ".local" / "state" / "committee"
    account = "0123456789abcdef-01234567"
    journals = [f"journals/{account}-{pid}-0.{end}" for pid, end in ((0, "journal"), (1, "before"))]
    for name in (*journals, f"journals/{account}-00-1.journal", "journals/note", "rescued/c.rescue"):
        (state / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (state / name).write_text("x")
    (state / "crash.txt").write_text("it failed")
    running = writing.grow_new(state / f"journals/{account}-{os.getpid()}-0.journal", b"x")
    found = {line.name: line for line in everything(Path.cwd())}
    assert found["journals"].found == (
        "2 sittings ended with edits not saved; opening the account offers them; 1 journal of what runs now; "
        "1 copy from before somebody was forgotten"
    )
    assert found["rescued work"].found.startswith("1 rescued file;")
    assert "--bundle" in found["crash report"].remedy
    os.close(running)


def test_a_look_that_fails_costs_its_own_lines_only(doctor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> Iterator[Line]:
        raise RuntimeError(HIDDEN)

    monkeypatch.setattr(versions, "lines", failing)
    ran = doctor("doctor")
    assert ran.code == 1
    assert "!   machine" in ran.out
    assert "RuntimeError" in ran.out
    assert "ok  git " in ran.out


def test_what_cannot_be_looked_at_says_why_and_is_no_fault_of_the_program(
    doctor: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: Path) -> Iterator[Line]:
        raise FileFailure(f"{HIDDEN} may not be read", "Ask for the right to read it")

    monkeypatch.setattr(sharing, "lines", failing)
    (line,) = (line for line in everything(Path.cwd()) if line.name == "git")
    assert (line.found, line.remedy) == (
        f"cannot be looked at: {HIDDEN} may not be read",
        "Ask for the right to read it",
    )
    assert HIDDEN not in as_report([line], "")
    assert "Report this" not in doctor("doctor").out


class TestBundle:
    """The report for whoever mends the program."""

    def bundled(self, doctor: Run, *arguments: str) -> tuple[Ran, str]:
        ran = doctor("doctor", "--bundle", *arguments)
        return ran, Path(arguments[0] if arguments else "committee-doctor.txt").read_text(encoding="utf-8")

    def test_it_names_no_folder_no_file_and_nobody(
        self, doctor: Run, home: Path, monkeypatch: pytest.MonkeyPatch, full_of_names: None
    ) -> None:
        ran, report = self.bundled(doctor)
        assert HIDDEN in doctor("doctor").out  # what is left out was there to be named
        assert ran.code == 1
        for name in (HIDDEN, HIDDEN.lower(), str(home), "~/", str(home.parent), home.parent.name):
            assert name not in report, report
        assert "AttributeError" in report
        assert "committee/store/reader.py:12 read" in report

    @pytest.fixture
    def full_of_names(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        config, state = home / ".config" / "committee", home / ".local" / "state" / "committee"
        (config / "themes").mkdir(parents=True)
        (config / "themes" / f"{HIDDEN}.toml").write_text(f'{HIDDEN} = "{HIDDEN}"\n')
        (config / "settings.toml").write_text(f'me = "{HIDDEN}"\n{HIDDEN} = 1\n')
        state.mkdir(parents=True)
        (state / "crash.txt").write_text("committee stopped\n  AttributeError\n  committee/store/reader.py:12 read\n")
        (home / "cache").mkdir(mode=0o755)
        monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        monkeypatch.setenv("EDITOR", str(home / f"{HIDDEN}-editor"))
        repository = home / f"{HIDDEN}-deals"
        repository.mkdir()
        monkeypatch.chdir(repository)

    @pytest.mark.skipif(os.name == "nt", reason="no modes there")
    def test_it_is_for_its_owner_alone_and_over_nothing(self, doctor: Run) -> None:
        ran, report = self.bundled(doctor, "mine.txt")
        assert ran.code == 0
        assert "Written: mine.txt" in ran.out
        assert stat.S_IMODE(Path("mine.txt").stat().st_mode) == 0o600
        Path("mine.txt").write_text("another")
        again = doctor("doctor", "--bundle", "mine.txt")
        assert again.code == 2
        assert "already there" in again.err
        assert Path("mine.txt").read_text() == "another"
        assert "No fault of the program is on record" in report

    def test_a_folder_that_is_not_there_is_a_sentence(self, doctor: Run, tmp_path: Path) -> None:
        ran = doctor("doctor", "--bundle", tmp_path / "none" / "x.txt")
        assert (ran.code, ran.out) == (2, "")
        assert "its folder is not there" in ran.err


def test_hostile_text_from_the_environment_stays_harmless(doctor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "x\x1b]0;owned\x07")
    monkeypatch.setenv("LANG", "\u202eUTF-8")
    assert "\x1b" not in doctor("doctor").out
    lines = everything(Path.cwd())
    assert not {"\x1b", "\u202e"} & set(as_text(lines) + as_report(lines, ""))
