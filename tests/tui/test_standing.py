"""A fault of ours costs what was being done: it is said, reported without names, and the sitting goes on."""

import errno
import io
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, desk
from host import small_account
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from committee import crash, store
from committee.tui.account.commands import COMMANDS
from committee.tui.account.dialogs.evidence import EvidenceLineScreen
from committee.tui.account.inspector import Inspector
from committee.tui.account.views.people import PeopleView
from committee.tui.map.canvas import MapCanvas
from committee.tui.terminal.standing import NOT_DRAWN, _guard
from committee.workspace import analysing
from committee.workspace.journal import left

pytestmark = pytest.mark.faulty
SAID = "a fault of ours, that did not work; nothing is lost"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "northwind.account.toml"
    path.write_text(store.write_text(small_account()), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def new_reports() -> Iterator[None]:
    """Reports of other tests are not counted as written here."""
    crash._kept.clear()
    yield
    crash._kept.clear()


def broken(*_: object, **__: object) -> Any:
    person = "María Gómez"
    raise RuntimeError(person)


async def goes_on(d: Desk, file: Path) -> None:
    """What can be asked of it afterwards: a change, undo, a save."""
    report = crash.file().read_text(encoding="utf-8")
    assert "RuntimeError" in report
    assert "María" not in report
    assert stat.S_IMODE(crash.file().stat().st_mode) == 0o600
    d.screen.desk.select("maria")
    await d.press("t", "3")
    assert d.account.coverage["dana", "maria"].strength == 3
    await d.press("u", "ctrl+r", "ctrl+s")
    assert store.read(file).account == d.session.workspace.account
    assert not d.session.workspace.dirty
    assert d.app.is_running
    assert d.app.return_code is None


async def test_in_a_command(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(file) as d:
        monkeypatch.setattr(d.app, "account_commands", lambda: {**COMMANDS, "evidence": broken})
        await d.press("w")
        assert SAID in d.footer
        assert str(crash.file())[:20] in d.footer
        await goes_on(d, file)


async def test_in_what_a_worker_does(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(file) as d:
        with monkeypatch.context() as patch:
            patch.setattr(analysing, "analyse", broken)
            patch.setattr("committee.workspace.analyse", broken)
            await d.press("t", "3")
            assert SAID in d.footer
        await d.press("u")
        await goes_on(d, file)


async def test_in_drawing_a_view_which_says_so_in_its_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(file) as d:
        with monkeypatch.context() as patch:
            patch.setattr(MapCanvas, "render_line", broken)
            d.screen.map.refresh()
            d.screen.refresh(layout=True)
            await d.settle()
            for key in ("l", "h", "l"):
                await d.press(key)
            assert NOT_DRAWN in d.text
            assert "a add" in d.text, "everything else is drawn"
            patch.setattr(Inspector, "render_line", broken)
            await d.press("l")
        await d.press("2")
        assert "Priya" in d.text
        await d.press("1")
        assert NOT_DRAWN not in d.text
        await goes_on(d, file)


async def test_in_showing_a_view(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(file) as d:
        with monkeypatch.context() as patch:
            patch.setattr(PeopleView, "show", broken)
            await d.press("2")
            assert SAID in d.footer
        await d.press("1", "2")
        assert "Priya" in d.text
        await goes_on(d, file)


async def test_in_a_dialog(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(file) as d:
        d.screen.desk.select("maria")
        with monkeypatch.context() as patch:
            patch.setattr(EvidenceLineScreen, "compose", broken)
            await d.press("w")
        assert d.app.screen is d.screen, "one that could not be made is taken away"
        assert SAID in d.footer
        await d.press("w")
        d.app._said.clear()
        d.app.screen.call_later(broken)
        await d.settle()
        assert SAID in " ".join(d.text.split()), "in a corner, where a dialog stands before the line below"
        await d.press("escape")
        assert d.app.screen is d.screen
        await goes_on(d, file)


async def test_what_was_unsaved_is_in_the_journal_before_it_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(file) as d:
        d.screen.desk.select("maria")
        await d.press("t", "3")
        d.screen.call_later(broken)
        await d.settle()
        journal = d.session.workspace.journal
        assert journal is not None
        assert journal.file is not None
        assert b"strength = 3" in journal.file.read_bytes()
    (one,), _ = left(file)
    assert store.read_text(one.text).account.coverage["dana", "maria"].strength == 3


async def test_before_there_is_anything_on_the_screen_the_program_ends(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from committee.tui.account.screen import AccountScreen

    monkeypatch.setattr(AccountScreen, "compose", broken)
    with pytest.raises(RuntimeError):
        async with desk(file) as d:
            await d.settle()


def test_a_terminal_that_is_gone_holds_nobody_up() -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.EIO, "Input/output error")

    _guard()
    writer = WriterThread(Gone())

    def work() -> None:
        writer.start()
        for _ in range(10 * MAX_QUEUED_WRITES):
            writer.write("x")
        writer.stop()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert not writer.is_alive()
