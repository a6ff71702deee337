"""Nothing that could steer a terminal leaves the command line, wherever in a file or a call it was put."""

from pathlib import Path

import poison
import pytest
from calls import Ran, Run
from poison import BAD, PAYLOAD

from committee import store
from committee.cli.registry import COMMANDS, Entry

DAY = "2026-11-20"


def harmless(ran: Ran) -> None:
    for stream in (ran.out, ran.err):
        found = BAD.search(stream)
        assert found is None, (hex(ord(found[0])), stream[max(0, found.start() - 60) : found.end() + 20])


@pytest.fixture
def poisoned(northwind: Path) -> Path:
    """The demo account with the payload in every text field of every table."""
    northwind.write_text(poison.poisoned(northwind.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    return northwind


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--format", "json"],
        ["check", "--format", "github"],
        ["plan"],
        ["plan", "--format", "json"],
        ["report"],
        ["report", "--plain"],
        ["report", "--format", "json"],
    ],
    ids=" ".join,
)
def test_text_of_every_field(run: Run, poisoned: Path, arguments: list[str]) -> None:
    ran = run(*arguments, poisoned.name, "--date", DAY)
    assert ran.code in {0, 1}
    assert "red" in ran.out or arguments[-1] == "github"
    harmless(ran)


def test_the_payload_is_in_what_is_read(poisoned: Path) -> None:
    document = store.read(poisoned)
    assert document.errors == ()
    assert "[31mred" in document.account.people["tom-lee"].name


def test_fmt(run: Run, poisoned: Path) -> None:
    harmless(run("fmt", "--check", poisoned.name))
    harmless(run("fmt", poisoned.name))


@pytest.mark.parametrize("command", ["check", "plan", "report", "fmt"])
def test_values_keys_and_tables_that_are_errors(run: Run, tmp_path: Path, command: str) -> None:
    escaped = "".join(f"\\u{ord(c):04x}" for c in PAYLOAD)
    path = tmp_path / "acme.account.toml"
    path.write_text(
        f'format = 1\n"{escaped}" = 1\n[account]\nname = "A"\nstage = "{escaped}"\ncurrency = "{escaped}"\n'
        f'owner = "{escaped}"\nclose_date = "{escaped}"\n"{escaped}" = "x"\n[people."{escaped}"]\nname = "B"\n'
        f'reports_to = "{escaped}"\ntimezone = "{escaped}"\nhours = "{escaped}"\nroles = ["{escaped}"]\nday = 1\n'
        f'[coverage."{escaped}"."{escaped}"]\n[evidence."{escaped}"]\nabout = "{escaped} > {escaped}"\n'
        f'["table {escaped}"."{escaped}"]\n'
    )
    ran = run(command, path.name)
    assert ran.code == 2
    assert len((ran.out + ran.err).splitlines()) >= 8
    harmless(ran)


@pytest.mark.parametrize("command", ["check", "plan", "report", "fmt"])
def test_text_that_is_no_toml(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "acme.account.toml"
    path.write_text(f'format = 1\n"{PAYLOAD}\n', encoding="utf-8", newline="")
    ran = run(command, path.name)
    assert ran.code == 2
    harmless(ran)


@pytest.mark.parametrize("command", ["check", "plan", "report", "fmt"])
def test_file_and_folder_names(run: Run, tmp_path: Path, northwind: Path, command: str) -> None:
    name = PAYLOAD.replace("\x00", "").replace("/", "")
    folder = tmp_path / name
    folder.mkdir()
    sound, faulty = folder / f"{name}.account.toml", folder / f"{name}2.account.toml"
    sound.write_text(northwind.read_text())
    faulty.write_text('format = 1\n[account]\nname = "A"\nstage = "?"\n')
    (folder / f"{name}.toml").write_text("= =")
    for path in (sound, faulty, folder, folder / f"{name}3.account.toml"):
        harmless(run(command, path))


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_arguments(run: Run, entry: Entry) -> None:
    argument = PAYLOAD.replace("\x00", "")
    for arguments in (
        [argument],
        [entry.name, argument],
        [entry.name, f"--{argument}"],
        [entry.name, "--date", argument],
    ):
        ran = run(*arguments)
        harmless(ran)
    harmless(run("--theme", argument, entry.name, argument))


def test_new_cleans_the_name_it_writes(run: Run, tmp_path: Path) -> None:
    ran = run("new", PAYLOAD.replace("\x00", ""), "--file", "a.account.toml", "--no-open")
    assert ran.code == 0
    harmless(ran)
    assert not BAD.search((tmp_path / "a.account.toml").read_text())
    assert run("fmt", "--check", "a.account.toml").code == 0


def test_settings_and_themes(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home" / "XDG_CONFIG_HOME" / "committee"
    (home / "themes").mkdir(parents=True)
    escaped = "".join(f"\\u{ord(c):04x}" for c in PAYLOAD)
    (home / "themes" / "mine.toml").write_text(f'name = "{escaped}"\n"{escaped}" = 1\n')
    harmless(run("themes"))
    (home / "settings.toml").write_text(f'"{escaped}" = 1\ntheme = 3\n[keys]\n"{escaped}" = "x"\n')
    ran = run("themes")
    assert ran.code == 2
    harmless(ran)
    harmless(run("keys"))


def test_markup_means_nothing_here(run: Run, poisoned: Path) -> None:
    assert "[bold]x[/]" in run("report", "--plain", poisoned.name, "--date", DAY).out
    assert "\\[bold\\]x\\[/\\]" in run("report", poisoned.name, "--date", DAY).out
