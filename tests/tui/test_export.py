"""Export: the dialog that hands an account out as a file, and says where it is."""

import shutil
import stat
from pathlib import Path

import pytest
from desk import Desk, desk
from rest import within

from committee.cli.dispatch import run
from committee.model.disclosure import Disclosure
from committee.paths import samples
from committee.reports.exports import EXPORTS
from committee.tui.account.dialogs.export import ExportScreen
from committee.tui.keys.keymap import action
from committee.tui.terminal import windows

NORTHWIND = next(path for path in samples() if path.name.startswith("northwind"))


@pytest.fixture
def account(tmp_path: Path) -> Path:
    (tmp_path / "deals").mkdir()
    return Path(shutil.copy(NORTHWIND, tmp_path / "deals" / "north.account.toml"))


async def written(d: Desk, path: Path) -> str:
    """What the file says, once the screen says that it is there."""
    await d.until("written:")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("index", range(len(EXPORTS)))
async def test_enter_writes_what_is_chosen_as_the_command_line_does(account: Path, index: int, tmp_path: Path) -> None:
    chosen = EXPORTS[index]
    async with desk(account) as d:
        await d.press("X", *["down"] * index)
        name = d.top(ExportScreen).place.value
        assert name == f"north{'-page' if chosen.single else ''}-internal{chosen.ending}"
        await d.press("enter")
        said = await written(d, account.parent / name)
        day = d.session.today.isoformat()
    other = tmp_path / "other"
    words = ["--one-page"] if chosen.single else ["--format", chosen.form]
    run(["report", str(account), *words, "--date", day, "-o", str(other), *["--internal"] * (chosen.form == "html")])
    assert said == other.read_text(encoding="utf-8")


async def test_less_is_shown_where_less_is_chosen_and_the_name_of_the_file_says_so(account: Path) -> None:
    async with desk(account) as d:
        await d.press("X", "down", "down", "tab", "right", "right")
        assert d.top(ExportScreen).place.value == "north-private.md"
        await d.press("enter")
        said = await written(d, account.parent / "north-private.md")
        assert "Rui Tavares" not in said
        await d.press("X", "down", "down", "tab", "right", "enter")
        await d.until("north-customer.md")
        customer = (account.parent / "north-customer.md").read_text(encoding="utf-8")
        assert "Rui Tavares" in customer
        assert "opposed" not in customer


async def test_in_private_mode_nothing_more_can_be_chosen(account: Path) -> None:
    async with desk(account) as d:
        await d.press("p", "X")
        screen = d.top(ExportScreen)
        assert screen.much.options == ("pseudonyms",)
        assert screen.disclosure == Disclosure(names_hidden=True)
        assert "north" not in d.text.lower()
        await d.press("enter")
        assert "Rui Tavares" not in await written(d, account.parent / "account-private.html")


async def test_a_file_that_is_there_is_replaced_only_when_that_was_said(account: Path) -> None:
    place = account.parent / "north-internal.html"
    place.write_text("of yesterday")
    async with desk(account) as d:
        await d.press("X", "enter")
        assert "is there already: enter again replaces it" in d.text
        assert place.read_text() == "of yesterday"
        await d.press("enter")
        await d.until("written:")
        assert place.read_text(encoding="utf-8").startswith("<!doctype html>")


async def test_no_account_is_written_over_and_a_folder_that_is_not_there_is_said(account: Path) -> None:
    before = account.read_bytes()
    async with desk(account) as d:
        await d.press("X", "tab", "tab", "ctrl+u")
        await d.type(account.name)
        await d.press("enter")
        assert "That would be an account" in d.text
        await d.press("ctrl+u")
        await d.type("gone/x.html")
        await d.press("enter")
        await d.until("its folder is not there")
    assert account.read_bytes() == before


async def test_it_is_opened_where_there_are_windows(account: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("committee.tui.account.commands.exporting.can_open", lambda: True)

    def opening(path: Path) -> str:
        opened.append(path)
        return ""

    monkeypatch.setattr("committee.tui.account.commands.exporting.open_in_window", opening)
    async with desk(account) as d:
        await d.press("X")
        assert "ctrl+o and opens it" in d.text
        await d.press("ctrl+o")
        await d.until("written:")
        assert await within(lambda: bool(opened))
    assert opened == [account.parent / "north-internal.html"]


def test_without_a_display_nothing_is_opened_over_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/xdg-open")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not windows.can_open()
    monkeypatch.setenv("DISPLAY", ":0")
    assert windows.can_open()


@pytest.mark.parametrize("word", ["export", "pdf", "print", "web page", "picture", "json"])
def test_the_palette_knows_it_by_what_people_call_it(word: str) -> None:
    entry = action("export")
    assert word in f"{entry.label} {entry.help} {entry.id}".lower()
