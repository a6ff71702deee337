"""Private mode in a real terminal: no name, id, mail, file or text of the account in a single byte that is written.

The account has an unmistakable word in every id, name and free text. Every view and dialog is visited, everything is
changed, saved, undone; then every byte the program wrote is searched, titles and the clipboard included.
"""

import base64
import os
import re
import subprocess
from pathlib import Path

import pytest
from poison import MARK, marked
from terminal import Start

from committee import store
from committee.paths import bundled

VIEWS = ("1", "2", "3", "4", "5", "6", "7")
DIALOGS = ("g", "T", "A", "!", "b", "W", "m", "x", "?", ":", "/", ";", "a", "w", "C", "E", "H", "D")
SIZES = [(120, 40), (80, 24)]
CLIPBOARD = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)")


def written(raw: bytes | bytearray) -> str:
    """Everything that reached the terminal: what is drawn, titles, and what went to the clipboard."""
    copied = b"\n".join(base64.b64decode(found) for found in CLIPBOARD.findall(raw))
    return (CLIPBOARD.sub(b"", bytes(raw)) + copied).decode("utf-8", errors="replace")


def leaks(raw: bytes | bytearray) -> list[str]:
    text = written(raw)
    return [ascii(text[max(0, at.start() - 60) : at.end() + 30]) for at in re.finditer(MARK, text, re.IGNORECASE)]


@pytest.fixture
def account(tmp_path: Path, home: Path) -> Path:
    """A marked account, in a file and a folder with marked names; one of its team sits here."""
    config = home / "config" / "committee"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text(f'me = "{MARK}-team-0"\n', encoding="utf-8")
    sample = bundled("sample_accounts") / "northwind.account.toml"
    folder = tmp_path / f"{MARK}-deals"
    folder.mkdir()
    path = folder / f"{MARK}-file.account.toml"
    path.write_text(marked(sample.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_no_byte_of_any_screen_names_anybody(committee: Start, account: Path, columns: int, rows: int) -> None:
    screen = committee("--private", account, "--date", "2026-11-20", columns=columns, rows=rows)
    screen.wait_for("PRIVATE.*YES .*(f|F)indings")
    for key in VIEWS:
        screen.press(key, "down", "enter")
        screen.wait_for("PRIVATE")
        screen.press("esc", "esc")
    screen.press("1", "f", "c", "v", "o", "o", "-", "+", ")", ")", "I", "I", "M", "Y", "space", "right", "space")
    for key in DIALOGS:
        screen.press(key, "down", "tab", "esc", "esc", "esc", "esc")
    screen.press("1", "y")
    screen.wait_for("Nothing was touched")
    screen.press("enter")
    screen.wait_gone("Share with the others")
    screen.press("e")
    screen.wait_for("Names and texts are hidden")
    screen.press("esc", "esc", "P")
    screen.wait_for("CUSTOMER-SAFE")
    screen.press("right", "down", "left", "up", "P")
    screen.wait_for("YES ")
    screen.press("R")
    screen.wait_for("READ-ONLY")
    screen.press("down", "?", "esc", "]", "[")
    screen.press("ctrl+q")
    assert screen.wait_exit() == 0
    assert leaks(screen.raw) == []


def test_changes_are_shown_masked_and_reach_the_file_whole(committee: Start, account: Path) -> None:
    before = store.read(account).account
    screen = committee("--private", account, "--date", "2026-11-20")
    screen.wait_for("PRIVATE.*YES .*(f|F)indings")
    screen.press("s", "5")
    screen.wait_for("What did they say")
    screen.press("enter")
    screen.wait_for("advocate")
    screen.press("d")
    screen.wait_for("u brings it back")
    screen.press("u")
    screen.wait_for("undone: ")
    screen.press("t", "3", "i", "3", "right", "enter", "r", "down", "enter", "b")
    screen.wait_for("stake")
    screen.press("i", "enter", "f", "x")
    screen.wait_for("reason")
    screen.press(*"because", "ctrl+s")
    screen.wait_for("accepted: ")
    screen.press("u", "ctrl+r", "ctrl+s")
    screen.wait_for("saved account.toml")
    screen.press("ctrl+q")
    assert screen.wait_exit() == 0
    assert leaks(screen.raw) == []
    after = store.read(account).account
    assert after != before
    assert {key: person.name for key, person in after.people.items()} == {
        key: person.name for key, person in before.people.items()
    }
    text = account.read_text(encoding="utf-8")
    assert "hidden" not in text
    assert " · " not in text


def test_the_key_hides_what_is_on_the_screen(committee: Start, account: Path) -> None:
    screen = committee(account, "--date", "2026-11-20")
    screen.wait_for("YES .*(f|F)indings")
    screen.press("c", "s", "4")
    screen.wait_for("What did they say")
    screen.press(*"said so", "enter")
    screen.wait_gone("What did they say")
    screen.press("p")
    screen.wait_for("PRIVATE")
    screen.press("1")
    hidden = screen.wait_gone(f"(?i){MARK}")
    assert "Executive" in hidden
    screen.raw.clear()
    screen.press("u")
    screen.wait_for("undone: ")
    screen.press("2", "1", "ctrl+r", "5", "1", "ctrl+q")
    screen.wait_for("Not saved yet")
    screen.press("ctrl+d")
    assert screen.wait_exit() == 0
    assert leaks(screen.raw) == []


def test_a_setting_hides_before_the_first_frame_and_a_fault_tells_nothing(
    committee: Start, account: Path, home: Path
) -> None:
    (home / "config" / "committee" / "settings.toml").write_text("private = true\n", encoding="utf-8")
    broken = account.with_name(f"{MARK}-other.account.toml")
    broken.write_text(account.read_text(encoding="utf-8").replace('stance = "', f'stance = "{MARK}', 1))
    screen = committee(broken, "--date", "2026-11-20")
    screen.wait_for("PRIVATE.*YES ")
    screen.press("!")
    screen.wait_for("unknown choice")
    screen.press("m", "esc", "e", "esc", "ctrl+q", "ctrl+d")
    assert screen.wait_exit() == 0
    assert leaks(screen.raw) == []


def git(folder: Path, *arguments: str) -> None:
    names = {
        f"GIT_{who}_{what}": f"{MARK}author@x.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", "-C", str(folder), *arguments], env=os.environ | names | own, check=True, capture_output=True
    )


def test_a_folder_its_history_and_its_conflicts_name_nobody(committee: Start, account: Path) -> None:
    folder = account.parent
    text = account.read_text(encoding="utf-8")
    account.write_text(text.replace('"neutral"', '"opposed"', 1), encoding="utf-8", newline="")
    (folder / f"{MARK}-faulty.account.toml").write_text(f'format = 1\n[account]\nname = "{MARK}x"\nstage = "{MARK}y"\n')
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", f"{MARK}message one")
    account.write_text(text, encoding="utf-8", newline="")
    git(folder, "commit", "-q", "-am", f"{MARK}message two")
    lines = text.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("deal = "))
    lines[at : at + 1] = [
        "<<<<<<< HEAD\n",
        f'deal = "{MARK}ours"\n',
        "=======\n",
        f'deal = "{MARK}theirs"\n',
        f">>>>>>> {MARK}b\n",
    ]
    broken = folder / f"{MARK}-torn.account.toml"
    broken.write_text("".join(lines), encoding="utf-8", newline="")
    screen = committee("--private", folder, "--date", "2026-11-20")
    screen.wait_for("PRIVATE.*Account 3")
    for key in ("down", "down", "?", "/", "s", "A", "P"):
        screen.press(key)
        screen.press("esc", "esc")
    screen.press("home")
    for _ in range(3):
        screen.press("enter")
        screen.wait_for("PRIVATE")
        screen.press("esc", "esc", "down")
    screen.press("ctrl+q")
    assert screen.wait_exit() == 0
    assert leaks(screen.raw) == []
    screen = committee("--private", account, "--date", "2026-11-20")
    screen.wait_for("PRIVATE.*YES ")
    screen.press("H")
    screen.wait_for("HISTORY.*commit before")
    screen.press("down", "enter", "down", "esc", "esc", "esc", "y", "enter", "esc", "esc", "ctrl+q")
    assert screen.wait_exit() == 0
    assert leaks(screen.raw) == []
    screen = committee("--private", broken, "--date", "2026-11-20")
    screen.wait_for("Two versions in the file")
    screen.press("m", "t", "esc", "esc", "esc", "!", "down", "esc", "esc", "ctrl+q")
    assert screen.wait_exit() == 0
    assert leaks(screen.raw) == []


@pytest.mark.parametrize("flags", [("--customer-safe",), ("--customer-safe", "--private")])
def test_what_a_customer_sees_holds_no_judgement(committee: Start, account: Path, flags: tuple[str, ...]) -> None:
    text = account.read_text(encoding="utf-8").replace("480000", "48765432")
    account.write_text(text, encoding="utf-8", newline="")
    screen = committee(*flags, account, "--date", "2026-11-20")
    screen.wait_for("CUSTOMER-SAFE")
    for key in ("right", "right", "down", "up", "left", "esc", "p", "p", "q", "e", "1", "4", "c", "?", ":"):
        screen.press(key)
    screen.wait_for("P leaves")
    screen.kill(15)
    screen.wait_exit()
    shown = written(screen.raw)
    assert "CUSTOMER-SAFE" in shown
    words = (
        "advocate", "supporter", "neutral", "reserved", "opposed", "unknown", "champion", "coach", "economic",
        "decision", "approver", "evaluator", "needed", "no objection", "power", "YES ", "finding", "DM0", "CH0", "RM0",
        "EV0", "CV0", "GT0", "AC0", "PL0", "severity", "critical", "48,765", "48765", "forecast", "evaluation",
        "best-case",
        "next gate", "talk", "effort", "not met", "evidence", "heard", "rival", "orbit", "closes",
    )  # fmt: skip
    assert [word for word in words if word.casefold() in shown.casefold()] == []
    assert "EUR" not in shown
    assert re.findall(f"(?i){MARK}(?:cares|notes|says|what|next|reason|source|email|crm|deal)", shown) == []
