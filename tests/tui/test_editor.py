"""`E` gives the file to the user's own editor, and nothing else: no option, no command, and no traceback."""

import os
import sys
from pathlib import Path

import pytest
from desk import desk
from host import small_account
from terminal import Terminal

from committee import store
from committee.errors import UsageFault
from committee.tui.terminal.editor import editor_command

ROOT = Path(__file__).parents[2]


def script(folder: Path, body: str) -> Path:
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["+!touch x;y.account.toml", "-c:q.account.toml", "a b.account.toml"])
def test_a_name_is_never_an_option_or_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    editor = script(tmp_path, "")
    command = editor_command(Path(name), {"EDITOR": f"{editor} -n"})
    assert command == [str(editor), "-n", str(tmp_path / name)]


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"EDITOR": 'vi "x'}, "EDITOR has a quote"),
        ({"VISUAL": "vi '", "EDITOR": "true"}, "VISUAL has a quote"),
        ({"EDITOR": '""'}, "names no program"),
        ({"EDITOR": "no-such-editor --wait"}, 'no editor "no-such-editor"'),
        ({"VISUAL": " ", "EDITOR": ""}, "nothing else is set"),
    ],
)
def test_what_is_no_editor_is_said_with_the_remedy(variables: dict[str, str], said: str) -> None:
    with pytest.raises(UsageFault, match=said) as fault:
        editor_command(Path("a"), {**variables, "PATH": ""})
    assert "Set EDITOR" in fault.value.remedy


@pytest.mark.parametrize("written", ['vi "x', "no-such-editor", '""'])
async def test_what_is_no_editor_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    path = tmp_path / "northwind.account.toml"
    path.write_text(store.write_text(small_account()))
    before = path.read_bytes()
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", written)
    async with desk(path) as d:
        await d.press("t", "3", "E")
        assert "EDITOR" in d.footer
        assert d.session.workspace.dirty
    assert path.read_bytes() == before


def opened(tmp_path: Path, editor: str, name: str = "northwind.account.toml") -> Terminal:
    (tmp_path / name).write_text(store.write_text(small_account()))
    environment = {"PYTHONPATH": str(ROOT), "EDITOR": editor, "VISUAL": None}
    environment |= {f"XDG_{kind}_HOME": str(tmp_path / "own") for kind in ("CONFIG", "STATE")}
    return Terminal([sys.executable, "-m", "committee", "--", name], environment=environment, folder=tmp_path)


@pytest.mark.skipif(not os.access("/bin/sh", os.X_OK), reason="needs a shell")
def test_an_editor_that_ends_with_a_fault_is_said_and_the_screen_comes_back(tmp_path: Path) -> None:
    with opened(tmp_path, str(script(tmp_path, "exit 3")), "-c:q.account.toml") as terminal:
        terminal.wait_for("a add")
        terminal.press("E")
        terminal.wait_for(r"ended with a fault \(3\)")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on == []


def test_an_editor_that_cannot_be_started_leaves_the_screen_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "torn").write_bytes(b"\x7fELF, no more")
    (tmp_path / "torn").chmod(0o755)
    with opened(tmp_path, str(tmp_path / "torn")) as terminal:
        terminal.wait_for("a add")
        terminal.press("E")
        terminal.wait_for("could not be started")
        terminal.press("2")
        terminal.wait_for("4 people")
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_ctrl_c_in_the_editor_is_the_editors(tmp_path: Path) -> None:
    editor = script(tmp_path, 'trap "echo INTERRUPTED; exit 0" INT\necho WAITING\nread line')
    with opened(tmp_path, str(editor)) as terminal:
        terminal.wait_for("a add")
        terminal.press("E")
        terminal.wait_for("WAITING")
        terminal.press("ctrl+c")
        terminal.wait_for("the file was not changed")
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_a_signal_that_comes_meanwhile_ends_the_program_once_the_editor_is_done(tmp_path: Path) -> None:
    editor = script(tmp_path, "echo WAITING\nread line")
    with opened(tmp_path, str(editor)) as terminal:
        terminal.wait_for("a add")
        terminal.press("E")
        terminal.wait_for("WAITING")
        terminal.kill(15)
        terminal.press("enter")
        assert terminal.wait_exit() == 128 + 15
        assert terminal.left_on == []
