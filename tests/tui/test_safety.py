"""Whatever happens, the terminal is given back, nothing hostile reaches it, and no name leaves with a crash."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from desk import desk
from host import small_account
from rich.cells import cell_len
from rich.segment import Segment
from terminal import Terminal
from textual.app import App
from textual.color import Color
from textual.scrollbar import ScrollBar, ScrollBarRender

from committee import crash, store
from committee.tui.app import NOT_KEPT
from committee.tui.terminal.clipboard import LIMIT, for_clipboard
from committee.tui.terminal.harmless import PlainText, SafeText, WholeCells, draw_scrollbars
from committee.tui.terminal.standing import MOST
from committee.workspace.journal import left
from committee.workspace.rescue import Kept

ROOT = Path(__file__).parents[2]
BLACK = Color(0, 0, 0)
HOSTILE = "\x1b[31mred\x07\x9b31m\x00\u202eabc\u2066\u200f\u061c\x7f\x85"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
OSC_8 = re.compile(rb"\x1b\][028];")


def program(path: Path, **options: Any) -> Terminal:
    environment = {"PYTHONPATH": str(ROOT), **options.pop("environment", {})}
    return Terminal([sys.executable, "-m", "committee", str(path)], environment=environment, **options)


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = tmp_path / "config" / "committee" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('me = "Dana Okafor"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "northwind.account.toml"
    store.save(path, small_account(), "")
    return path


def test_the_filter_takes_every_control_and_direction_character_and_moves_nothing() -> None:
    before = [Segment(HOSTILE), Segment("María 👩‍💻 नमस्ते می‌خواهم")]
    after = SafeText().apply(before, BLACK)
    text = "".join(segment.text for segment in after)
    assert not CONTROL.search(text)
    assert "\x1b" not in text
    assert after[1] == before[1]
    assert [cell_len(segment.text) for segment in after] == [cell_len(segment.text) for segment in before]


def test_clean_text_is_left_as_it_is() -> None:
    segments = [Segment("plain"), Segment("─│╭ María")]
    assert SafeText().apply(segments, BLACK) is segments


def test_ascii_terminals_get_ascii_lines_and_names_stay() -> None:
    (segment,) = PlainText().apply([Segment("╭─┤ Łódź ▲ ●┃…")], BLACK)
    assert segment.text == "+-+ Łódź ^ *|."


def test_letters_a_terminal_cannot_show_lose_their_accents_and_keep_their_cells() -> None:
    (segment,) = PlainText("ascii").apply([Segment("│ María Łódź 李明")], BLACK)
    assert segment.text == "| Maria ?odz ????"
    (segment,) = PlainText("latin-1").apply([Segment("│ María Ł")], BLACK)
    assert segment.text == "| María ?"


def test_a_crash_tells_where_and_nothing_about_anybody() -> None:
    with pytest.raises(RuntimeError) as fault:
        _fail()
    said = crash.report(fault.value, kept=Kept(path=Path("a.rescue")).words())
    assert "RuntimeError" in said
    assert "María" not in said
    assert ".rescue" in said
    assert "last saved" in crash.report(ValueError())


@pytest.mark.faulty
async def test_where_nothing_helps_any_more_it_ends_with_70_and_what_was_unsaved_is_kept(
    account: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async def fail() -> None:
        async with desk(account) as d:
            apps.append(d.app)
            await d.press("t", "3")
            for _ in range(MOST):
                d.screen.call_later(_fail)
            await d.settle()

    apps: list[App[Any]] = []
    with pytest.raises(RuntimeError):
        await fail()
    assert apps[0].return_code == 70
    (one,), _ = left(account)
    assert store.read_text(one.text).account.coverage["dana", "maria"].strength == 3
    assert ("dana", "maria") not in store.read(account).account.coverage
    said = capfd.readouterr().err
    assert "RuntimeError" in said
    assert "María" not in said


def _fail() -> None:
    person = "María Gómez"
    raise RuntimeError(person)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back(account: Path, number: signal.Signals) -> None:
    with program(account) as terminal:
        terminal.wait_for("Tom Lee.*a add")
        terminal.kill(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.left_on == []


def test_a_signal_during_the_first_frame_gives_the_terminal_back(account: Path) -> None:
    with program(account) as terminal:
        terminal.wait_for("Tom Lee")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert terminal.left_on == []


def test_keys_typed_before_the_program_is_ready_are_not_lost(account: Path) -> None:
    with program(account) as terminal:
        terminal.wait_for("Tom Lee")
        terminal.press("2")
        terminal.wait_for("Ana Rao.*María|María.*Ana Rao")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on == []


def test_unsaved_work_survives_a_closed_window(account: Path) -> None:
    with program(account) as terminal:
        terminal.wait_for("a add")
        terminal.press("t", "3")
        terminal.wait_for("unsaved")
        terminal.kill(signal.SIGHUP)
        assert terminal.wait_exit() == 128 + signal.SIGHUP
    (one,), _ = left(account)
    assert store.read_text(one.text).account.coverage["dana", "maria"].strength == 3
    assert not account.with_name(account.name + ".rescue").exists(), "the folder may be shared, or synced"


@pytest.mark.parametrize("planted", ["link", "dangling link", "pipe", "another"])
def test_unsaved_work_goes_through_nothing_that_somebody_put_in_its_place(
    account: Path, tmp_path: Path, planted: str
) -> None:
    place, mine = account.with_name(f"{account.name}.rescue"), tmp_path / "start-up"
    if planted == "pipe":
        os.mkfifo(place)
    elif planted == "another":
        place.write_text(store.write_text(small_account()).replace("power = 5", "power = 1"))
    else:
        place.symlink_to(mine)
        if planted == "link":
            mine.write_text("mine")
    state = tmp_path / "no-folder"
    state.write_text("")
    with program(account, environment={"XDG_STATE_HOME": str(state)}) as terminal:
        terminal.wait_for("Unsaved work" if planted == "another" else "a add")
        terminal.press(*(["esc"] if planted == "another" else []), "t", "3")
        terminal.wait_for("unsaved")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert "Your unsaved changes are beside the account file" in re.sub(r"\s+", " ", terminal.text)
    assert not mine.exists() or mine.read_text() == "mine"
    kept = store.read(account.with_name(f"{account.name}.rescue-2"))
    assert kept.account.coverage["dana", "maria"].strength == 3


def test_unsaved_work_that_no_place_takes_is_said_and_the_exit_code_tells(account: Path, tmp_path: Path) -> None:
    state = tmp_path.with_name(f"{tmp_path.name}-no-folder")
    state.write_text("")
    with program(account, environment={"XDG_STATE_HOME": str(state)}) as terminal:
        terminal.wait_for("a add")
        terminal.press("t", "3")
        terminal.wait_for("unsaved")
        account.rename(tmp_path.with_name(f"{tmp_path.name}-moved.toml"))
        shutil.rmtree(tmp_path)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == NOT_KEPT
        assert "Your unsaved changes could not be kept: beside the account" in re.sub(r"\s+", " ", terminal.text)


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}])
def test_a_dumb_terminal_gets_one_helpful_line(account: Path, environment: dict[str, str | None]) -> None:
    with program(account, environment=environment) as terminal:
        assert terminal.wait_exit() == 2
        assert "report --plain" in terminal.text.replace("\n", "")


def test_a_pipe_gets_one_helpful_line(account: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "committee", str(account)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert "report --plain" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_said_without_touching_the_terminal(tmp_path: Path) -> None:
    with program(tmp_path / "nosuch.account.toml") as terminal:
        assert terminal.wait_exit() == 2
        assert b"\x1b[?1049h" not in terminal.raw


@pytest.mark.parametrize(
    "environment",
    [
        {"NO_COLOR": "1"},
        {"TERM": "xterm", "COLORTERM": None},
        {"LC_ALL": "C"},
        {"TERM": "xterm-256color", "COLORTERM": None},
    ],
    ids=["no colour", "16 colours", "ascii", "256 colours"],
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_every_kind_of_terminal_shows_and_works(
    account: Path, environment: dict[str, str | None], size: tuple[int, int]
) -> None:
    with program(account, environment=environment, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for("Tom Lee.*a add")
        terminal.press("s")
        terminal.wait_for("4 supporter")
        terminal.press("esc")
        terminal.wait_gone("4 supporter")
        terminal.press("c", "2", "4", "1", "q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on == []
        raw = bytes(terminal.raw)
        if "NO_COLOR" in environment:
            colours = {part for found in re.findall(rb"[34]8;2;(\d+;\d+;\d+)", raw) for part in [found]}
            assert all(len(set(colour.split(b";"))) == 1 for colour in colours)
        if environment.get("TERM") == "xterm":
            assert not re.search(rb"[34]8;[25];", raw)
        if environment.get("LC_ALL") == "C":
            drawn = ESCAPES.sub(b"", raw).decode()
            assert {c for c in drawn if ord(c) > 127} <= set("íóáéúñ")


ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=$]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


def test_hostile_text_never_reaches_the_terminal(tmp_path: Path) -> None:
    escaped = "".join(f"\\U{ord(c):08x}" for c in HOSTILE + "[b]bold[/b]")
    path = tmp_path / "northwind.account.toml"
    text = store.write_text(small_account())
    for word in ("Northwind Robotics", "María Gómez", "Chief Financial Officer", "Berlin HQ", "Dana Okafor"):
        text = text.replace(f'"{word}"', f'"{word[:8]}{escaped}"')
    path.write_text(text)
    with program(path) as terminal:
        terminal.wait_for("a add")
        terminal.press("enter", "escape", *"23451cf)g", "escape", "ctrl+p", "escape", "!", "escape")
        terminal.wait_for("read-only|a add|esc")
        terminal.press("ctrl+q")
        terminal.wait_exit()
        drawn = ESCAPES.sub(b"", bytes(terminal.raw)).decode("utf-8", "replace")
        assert not CONTROL.search(drawn)
        assert "[b]bold" in drawn
        assert not OSC_8.search(bytes(terminal.raw))


def test_the_editor_gets_the_file_and_the_account_is_read_again(account: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/Northwind/Southwind/ "$1"\n')
    editor.chmod(0o755)
    with program(account, environment={"EDITOR": str(editor), "VISUAL": None}) as terminal:
        terminal.wait_for("a add")
        terminal.press("E")
        terminal.wait_for("Southwind Robotics")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.left_on == []


def test_what_is_copied_is_clean_and_short_enough() -> None:
    text, was_cut = for_clipboard(HOSTILE + "\n")
    assert not CONTROL.search(text)
    assert "\x1b" not in text
    assert not was_cut
    text, was_cut = for_clipboard("Łódź is far away\n" * 10_000)
    assert was_cut
    assert len(text.encode()) <= LIMIT
    assert text.endswith("away\n")


@pytest.mark.parametrize("vertical", [True, False])
@pytest.mark.parametrize("position", [0, 1, 7, 13, 30])
def test_a_scrollbar_in_ascii_is_blank_cells_of_two_colours(vertical: bool, position: int) -> None:
    bar = WholeCells.render_bar(size=25, virtual_size=50, window_size=20, position=position, vertical=vertical)
    assert {segment.text for segment in bar.segments} <= {" ", "\n"}
    assert sum(segment.style is not None and bool(segment.style.reverse) for segment in bar.segments) == 10


def test_scrollbars_are_drawn_as_the_terminal_can() -> None:
    try:
        draw_scrollbars(plain=True)
        assert ScrollBar.renderer is WholeCells
    finally:
        draw_scrollbars(plain=False)
    assert ScrollBar.renderer is ScrollBarRender
