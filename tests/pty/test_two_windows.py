"""Two windows of the program on one file, in real terminals: each is told of the other, and neither loses anything."""

import signal
from pathlib import Path

from host import small_account
from terminal import Start

from committee import store

FOCUS = b"\x1b[I"
"""What a terminal sends when its window is looked at again."""


def test_two_windows_on_one_file(committee: Start, tmp_path: Path) -> None:
    file = tmp_path / "northwind.account.toml"
    store.save(file, small_account())
    first = committee(file.name, columns=120, rows=40)
    first.wait_for("María Gómez.*Findings")
    second = committee(file.name, columns=80, rows=24)
    second.wait_for(r"also open: another window since \d\d:\d\d")

    # What one saves, the other shows when it is looked at, without a question.
    first.press("/")
    first.type("priya")
    first.press("enter", "s", "4", "enter", "ctrl+s")
    first.wait_for("saved northwind")
    second.paste(FOCUS)
    second.wait_for("somebody else saved: Priya Nair")

    # Both change one value: the later save asks, and nothing is written before it is decided.
    for window, stance in ((first, "1"), (second, "5")):
        window.press("/")
        window.type("tom")
        window.press("enter", "s", stance, "enter")
        window.wait_for("unsaved")
    first.press("ctrl+s")
    first.wait_gone("unsaved")
    written = file.read_bytes()
    second.press("ctrl+s")
    second.wait_for("1 of 1 open · Somebody else saved this file")
    assert file.read_bytes() == written
    second.press("b", "enter")
    second.wait_gone("unsaved")
    account = store.read(file).account
    assert (account.people["tom"].stance, account.people["priya"].stance) == ("advocate", "supporter")
    assert [kept.about for kept in account.evidence.values() if kept.value == "opposed"] == ["tom"]

    # One that ends takes its record along, however it ends.
    second.kill(signal.SIGTERM)
    second.wait_exit()
    first.paste(FOCUS)
    first.wait_gone("also open")
    first.press("q")
    assert first.wait_exit() == 0
    assert list((tmp_path / "home" / "state" / "committee" / "open").iterdir()) == []
