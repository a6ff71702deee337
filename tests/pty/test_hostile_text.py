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


def test_what_nobody_sees_is_left_out_of_what_is_pasted_and_that_is_said(committee: Start, tmp_path: Path) -> None:
    """Terminals put CR at the ends of pasted lines."""
    path = tmp_path / "acme.account.toml"
    path.write_text('format = 1\n[account]\nname = "Acme"\n', encoding="utf-8")
    screen = committee(path, "--date", "2026-11-20")
    screen.wait_for("a add")
    screen.press("a")
    screen.wait_for("paste a list")
    pasted = "Lena\u202d Fox\u200b, Head of Support\rMax\u00ad Otto, ^Lena Fox\r"
    screen.paste(b"\x1b[200~" + pasted.encode() + b"\x1b[201~")
    screen.wait_for("add all")
    screen.wait_for(r"3 characters that nobody\s+sees left out")
    screen.press("ctrl+s", "esc")
    screen.wait_for("unsaved")
    screen.press("ctrl+s")
    screen.wait_for("saved acme")
    screen.press("ctrl+q")
    assert screen.wait_exit() == 0
    saved = path.read_text(encoding="utf-8")
    assert 'name = "Lena Fox"' in saved
    assert 'name = "Max Otto"' in saved
    assert 'reports_to = "lena-fox"' in saved
