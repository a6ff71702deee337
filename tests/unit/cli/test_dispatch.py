"""From arguments to the screen, to a subcommand, or to one helpful sentence."""

import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from calls import Run

from committee import __version__
from committee.cli import screen
from committee.cli.dispatch import guarded
from committee.cli.registry import COMMANDS, Entry
from committee.cli.screen import Request, read_request
from committee.errors import CommitteeError, UsageFault


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[Path, ...], dict[str, Any]]]:
    """The calls that reach the screen, instead of the screen."""
    calls = []
    fake = ModuleType("committee.tui.run")

    def run(paths: tuple[Path, ...], **more: Any) -> int:
        calls.append((paths, more))
        return 0

    monkeypatch.setattr(fake, "run", run, raising=False)
    monkeypatch.setitem(sys.modules, "committee.tui.run", fake)
    monkeypatch.setattr(screen, "has_terminal", lambda: True)
    return calls


def test_a_file_goes_to_the_screen(
    run: Run, shown: list[tuple[tuple[Path, ...], dict[str, Any]]], northwind: Path
) -> None:
    assert run(northwind.name).code == 0
    paths, more = shown[0]
    assert paths == (Path(northwind.name),)
    assert not more["demo"]
    assert more["settings"].theme == "dark"


def test_without_arguments_the_screen_offers_what_is_here(
    run: Run, shown: list[tuple[tuple[Path, ...], dict[str, Any]]]
) -> None:
    assert run().code == 0
    assert shown[0][0] == ()


def test_options_of_the_screen(
    run: Run, shown: list[tuple[tuple[Path, ...], dict[str, Any]]], northwind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    run("--theme", "light", "--date=2026-11-20", "--no-color", northwind.name)
    paths, more = shown[0]
    assert paths == (Path(northwind.name),)
    assert more["settings"].theme == "light"
    assert more["today"] == date(2026, 11, 20)


def test_an_unknown_theme_in_the_settings_is_the_screens_business_but_faulty_settings_stop(
    run: Run, shown: list[tuple[tuple[Path, ...], dict[str, Any]]], tmp_path: Path
) -> None:
    settings = tmp_path / "home" / "XDG_CONFIG_HOME" / "committee" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("them = 1\n")
    ran = run()
    assert ran.code == 2
    assert 'did you mean "theme"?' in ran.err
    assert shown == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], Request()),
        (["a.toml"], Request(paths=(Path("a.toml"),))),
        (["a.toml", "b"], Request(paths=(Path("a.toml"), Path("b")))),
        (["./check"], Request(paths=(Path("check"),))),
        (["--", "check"], Request(paths=(Path("check"),))),
        (["--no-color"], Request(no_color=True)),
        (["a.toml", "--theme", "light"], Request(paths=(Path("a.toml"),), theme="light")),
        (["check"], None),
        (["check", "a.toml"], None),
        (["--theme", "x", "demo"], None),
        (["--help"], None),
        (["a.toml", "--help"], None),
        (["--version"], None),
        (["chekc"], None),
    ],
)
def test_what_is_for_the_screen(arguments: list[str], expected: Request | None) -> None:
    assert read_request(arguments) == expected


def test_a_subcommand_takes_names_that_begin_with_a_dash(run: Run, northwind: Path) -> None:
    Path("-rf.account.toml").write_bytes(northwind.read_bytes())
    assert read_request(["fmt", "--", "-rf.account.toml"]) is None
    assert run("check", "--", "-rf.account.toml").code in {0, 1}
    ran = run("fmt", "--", "-rf.account.toml")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("arguments", [["--theme"], ["--date"], ["--theme="], ["--date", "yesterday"]])
def test_an_option_without_its_value_is_refused(arguments: list[str]) -> None:
    with pytest.raises(UsageFault):
        read_request(arguments)


def test_without_a_terminal_one_line_and_exit_2(run: Run, northwind: Path) -> None:
    ran = run(northwind.name)
    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "report --plain" in ran.err


def test_a_dumb_terminal_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert screen.has_terminal({"TERM": "xterm"})
    assert not screen.has_terminal({"TERM": "dumb"})


def test_version(run: Run) -> None:
    ran = run("--version")
    assert (ran.code, ran.out.strip()) == (0, f"committee, version {__version__}")


def test_an_unknown_command_gets_a_suggestion(run: Run) -> None:
    ran = run("chekc")
    assert ran.code == 2
    assert 'no command and no file "chekc". Did you mean "check"?' in ran.err


@pytest.mark.parametrize("name", ["diff", "merge", "history", "review", "portfolio", "forget"])
def test_commands_that_do_not_exist_are_not_offered(run: Run, name: str) -> None:
    assert run(name, "x").code == 2


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_has_help_with_an_example(run: Run, entry: Entry) -> None:
    ran = run(entry.name, "--help")
    assert ran.code == 0
    assert f"committee {entry.name}" in ran.out.partition("Example")[2]


def test_the_registry_is_sorted_and_says_what_each_command_says() -> None:
    assert [entry.name for entry in COMMANDS] == sorted(entry.name for entry in COMMANDS)


@pytest.mark.parametrize(
    "arguments", [["check", "--nope"], ["plan"], ["check", "--format", "xml"], ["plan", "x.toml", "--date", "soon"]]
)
def test_usage_errors_are_one_message_and_exit_2(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert f"Try: committee {arguments[0]} --help" in ran.err


def test_our_own_fault_shows_no_traceback_no_names_and_keeps_a_report(
    run: Run, monkeypatch: pytest.MonkeyPatch, northwind: Path, tmp_path: Path
) -> None:
    def explode(*_: object, **__: object) -> None:
        raise RuntimeError(f"Tom Lee in {northwind}")

    monkeypatch.setattr("committee.workspace.analyse", explode)
    ran = run("plan", northwind)
    report = tmp_path / "home" / "XDG_STATE_HOME" / "committee" / "crash.txt"
    assert ran.code == 70
    assert "Traceback" not in ran.err
    assert "Tom Lee" not in ran.err + report.read_text()
    assert northwind.name not in ran.err + report.read_text()
    assert "RuntimeError" in report.read_text()
    assert str(report) in ran.err


def test_the_net_turns_what_failed_into_words(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        raise CommitteeError("The disk is full", "Make room")

    assert guarded(fail) == 2
    assert capsys.readouterr().err == "The disk is full. Make room\n"


def test_an_interrupt_is_no_fault() -> None:
    def interrupt() -> int:
        raise KeyboardInterrupt

    assert guarded(interrupt) == 130
