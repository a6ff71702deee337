"""What a file says cannot steer the terminal: every text field, on every screen and dialog, in a real one."""

import re
from pathlib import Path

import pytest
from poison import BAD, PAYLOAD, poisoned
from terminal import Start

from committee.paths import bundled

ESCAPES = re.compile(r"\x1b\[[0-9;?<>=$]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78]")
VIEWS = ("1", "2", "3", "4", "5", "6", "7")
DIALOGS = ("g", "T", "A", "!", "w", "b", "C", "W", "m", "x", "?", ":", "a", "/", ";")


def harmless(raw: bytes) -> None:
    drawn = ESCAPES.sub("", raw.decode("utf-8"))
    found = BAD.search(drawn.replace("\r", "").replace("\x1b", "").replace("\x07", ""))
    assert found is None, ascii(drawn[max(0, found.start() - 80) : found.end() + 20])
    assert b"\x1b]8;" not in raw


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_every_text_field_on_every_screen(committee: Start, tmp_path: Path, columns: int, rows: int) -> None:
    name = "account \x1b[31m\u202e[bold].account.toml"
    path = tmp_path / name
    sample = bundled("sample_accounts") / "northwind.account.toml"
    path.write_text(poisoned(sample.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    screen = committee(path, "--date", "2026-11-20", columns=columns, rows=rows)
    screen.wait_for("YES .*findings|YES .*Findings")
    for key in VIEWS:
        screen.press(key, "down", "enter")
        screen.wait_for(r"\S")
        screen.press("esc", "esc")
    screen.press("1", "f", "c", "v", "o", "o", "-", "+")
    for key in DIALOGS:
        screen.press(key, "down", "esc", "esc", "esc")
    screen.press("e")
    screen.wait_for("tab next")
    screen.press("esc", "esc", "ctrl+q")
    assert screen.wait_exit() == 0
    assert PAYLOAD[:1].encode() in bytes(screen.raw)
    assert "\ufffd" in bytes(screen.raw).decode("utf-8")
    harmless(bytes(screen.raw))
