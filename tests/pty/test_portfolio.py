"""The portfolio in a real terminal: rows at once, text that cannot steer it, nothing left behind."""

import re
from pathlib import Path

from poison import BAD, poisoned
from terminal import Start

from committee.paths import bundled, samples

ESCAPES = re.compile(r"\x1b\[[0-9;?<>=$]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78]")


def test_a_folder_is_listed_opened_filtered_and_left(committee: Start, tmp_path: Path) -> None:
    deals = tmp_path / "deals"
    deals.mkdir()
    for path in samples()[:4]:
        (deals / path.name).write_bytes(path.read_bytes())
    sample = (bundled("sample_accounts") / "northwind.account.toml").read_text(encoding="utf-8")
    bad = deals / "evil \x1b[31m\u202e[bold].account.toml"
    bad.write_text(poisoned(sample), encoding="utf-8", newline="")
    (deals / "broken \x1b[2J.toml").write_text('x = = "\x1b[31m"\n')
    screen = committee(deals, "--date", "2026-11-20")
    screen.wait_for(r"6 accounts.*Lindvale Paper[^\n]*3/4")
    screen.wait_gone("analysed")
    assert "1 with errors" in screen.text
    screen.press("/", *"negotiation ")
    screen.wait_for(r"/negotiation.*\d of 6 accounts")
    screen.press("enter", "t", "t", "?", "esc", "enter")
    screen.wait_for("Findings")
    screen.press("L")
    screen.wait_for("of 6 accounts")
    screen.press("esc", "p")
    screen.wait_for("PRIVATE.*Account 1")
    begun = len(screen.raw)
    screen.press("down", "up")
    screen.wait_for(r"\S")
    assert "Lindvale" not in screen.text
    screen.press("q")
    assert screen.wait_exit() == 0
    assert screen.left_on == []
    drawn = ESCAPES.sub("", bytes(screen.raw).decode("utf-8"))
    found = BAD.search(drawn.replace("\r", "").replace("\x1b", "").replace("\x07", ""))
    assert found is None, ascii(drawn[max(0, found.start() - 80) : found.end() + 20])
    assert b"Lindvale" not in bytes(screen.raw)[begun:]
