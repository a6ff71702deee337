"""`-o FILE`: what a command prints, in a file instead; the whole of it or nothing."""

import errno
import os
import stat
from pathlib import Path

import pytest
from calls import Run

from committee.cli import registry
from committee.cli.root import group

DAY = ("--date", "2026-11-20")
PRINT_NOTHING = {"demo", "fmt", "forget", "git-setup", "merge", "new", "sync"}
"""Commands whose result is not what they print: a screen, or what is done to files."""


@pytest.mark.parametrize(
    ("words", "form", "ending"),
    [
        (("report",), "markdown", "md"),
        (("report",), "plain", "txt"),
        (("report",), "html", "html"),
        (("report",), "json", "json"),
        (("report",), "svg", "svg"),
        (("plan",), "json", "json"),
        (("actions",), "csv", "csv"),
        (("actions",), "ics", "ics"),
        (("portfolio",), "csv", "csv"),
        (("handover", "--from", "dana", "--to", "sam"), "markdown", "md"),
    ],
)
def test_it_holds_what_would_be_printed_in_the_format_of_its_name(
    run: Run, northwind: Path, words: tuple[str, ...], form: str, ending: str
) -> None:
    printed = run(*words, northwind.name, "--format", form, *DAY)
    written = run(*words, northwind.name, *DAY, "-o", f"out.{ending}")
    assert (written.code, written.out, written.err) == (printed.code, "", printed.err)
    assert Path(f"out.{ending}").read_bytes().decode() == printed.out
    named = run(*words, northwind.name, *DAY, "--output", "out.unknown", "--format", form)
    assert (named.code, Path("out.unknown").read_bytes().decode()) == (printed.code, printed.out)


def test_a_format_that_is_named_counts_whatever_the_file_is_called(run: Run, northwind: Path) -> None:
    assert run("report", northwind.name, "-o", "out.html", "--format", "json", *DAY).code == 0
    assert Path("out.html").read_text(encoding="utf-8").startswith("{")


def test_what_was_found_is_still_said_by_the_exit_code(run: Run, northwind: Path) -> None:
    assert run("check", northwind.name, "-o", "found.txt", *DAY).code == 1
    assert "DM004" in Path("found.txt").read_text(encoding="utf-8")


def test_the_file_is_its_owners_alone(run: Run, northwind: Path) -> None:
    run("report", northwind.name, "-o", "out.md", *DAY)
    assert stat.S_IMODE(Path("out.md").stat().st_mode) == 0o600


def test_a_command_that_fails_writes_nothing(run: Run, northwind: Path) -> None:
    Path("out.md").write_text("of yesterday")
    assert run("report", "nobody.account.toml", "-o", "out.md").code == 2
    assert run("report", northwind.name, "-o", "out.md", "--plain", "--one-page").code == 2
    assert Path("out.md").read_text() == "of yesterday"
    # And the next call prints again.
    assert run("report", northwind.name, *DAY).out.startswith("# Northwind")


def test_what_is_there_stays_where_the_disk_takes_nothing(
    run: Run, northwind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("out.md").write_text("of yesterday")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.replace", full)
    ran = run("report", northwind.name, "-o", "out.md", *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("out.md could not be written, the disk is full")
    assert Path("out.md").read_text() == "of yesterday"


def test_no_result_goes_into_an_account_or_through_a_link_to_nowhere(run: Run, northwind: Path) -> None:
    before = northwind.read_bytes()
    assert "account file" in run("report", northwind.name, "-o", northwind.name).err
    Path("out.md").symlink_to("nowhere/else.md")
    assert "leads nowhere" in run("report", northwind.name, "-o", "out.md").err
    assert northwind.read_bytes() == before


def test_in_private_mode_no_failure_names_the_file(run: Run, northwind: Path) -> None:
    ran = run("report", northwind.name, "--private", "-o", "gone/acme.md", *DAY)
    assert ran.code == 2
    assert "acme" not in ran.err


def test_a_review_into_a_file_is_its_agenda_not_a_screen(run: Run, northwind: Path) -> None:
    assert run("review", northwind.name, *DAY, "-o", "agenda.txt").code == 0
    assert "Northwind" in Path("agenda.txt").read_text(encoding="utf-8")


def test_every_command_that_prints_a_result_takes_it() -> None:
    context = group.make_context("committee", ["check"])
    taking = {
        entry.name
        for entry in registry.COMMANDS
        if (command := group.get_command(context, entry.name)) and any("-o" in p.opts for p in command.params)
    }
    assert taking == set(registry.NAMES) - PRINT_NOTHING
