"""Forty deals in one call, in a real terminal: few keys each, killed in the middle, and the notes are complete."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from review_folder import FAULTY, TODAY, forty_deals
from terminal import Start, Terminal

from committee import store
from committee.pipeline.portfolio.summary import row_of

ROOT = Path(__file__).resolve().parents[2]
COUNT = 40
HALF = 20
BURST = 5
TYPED = 8
"""At every so manieth account an action is typed."""
MOST_KEYS = 6
"""An account without findings."""


def opened(screen: Terminal, number: int) -> None:
    """The account of this number is on the screen, and analysed."""
    screen.wait_for(rf"\b{number} of {COUNT}\b.*(IN THE WAY|CANNOT BE ANALYSED)")


def review(screen: Terminal, numbers: range) -> list[int]:
    """Go through the accounts of these numbers, a few typed ahead; the keys of each where nothing was typed."""
    taken = []
    for number in numbers:
        before = screen.keys
        if number % TYPED == 0:
            screen.press("a")
            screen.type(f"look into it {number} by fri")
            screen.press("enter")
        screen.press("m", "]")
        if number % TYPED:
            taken.append(screen.keys - before)
        if number % BURST == 0 and number < COUNT:
            opened(screen, number + 1)
    return taken


def test_forty_accounts_killed_in_the_middle(committee: Start, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deals"
    paths = forty_deals(folder)
    quiet = {path.name for path in paths if not (row := row_of(path, TODAY)).fault and not row.codes}
    assert len(quiet) >= 4
    arguments = ("review", folder, "--date", TODAY.isoformat())

    screen = committee(*arguments)
    opened(screen, 1)
    assert "READ-ONLY" in screen.text
    screen.press("e")
    keys = review(screen, range(1, HALF + 1))
    screen.press("n")
    screen.type("half a no")
    screen.wait_for("half a no")
    screen.kill(signal.SIGKILL)
    screen.wait_exit()

    screen = committee(*arguments)
    opened(screen, HALF + 1)
    screen.wait_for(f"goes on where it was cut: {HALF} of {COUNT} reviewed")
    screen.press("e")
    keys += review(screen, range(HALF + 1, COUNT + 1))
    screen.wait_for(f"{COUNT} of {COUNT} reviewed")
    screen.press("s")
    screen.wait_for(r"saved .*review-")
    screen.press("q")
    assert screen.wait_exit() == 0
    assert screen.left_on == []
    assert max(keys) <= MOST_KEYS

    promised = everything_is_there(folder, paths)

    # Whoever asks later gets the same out of the journal, and out of the files where there is no journal.
    again = printed(home, folder)
    assert [one["name"] for one in again["accounts"]] == [one["name"] for one in again["accounts"] if one["reviewed"]]
    assert len(again["accounts"]) == COUNT
    assert again["actions"] == COUNT // TYPED
    (home / "state" / "committee" / "reviews").rename(home / "state" / "gone")
    without = printed(home, folder)
    assert without["actions"] == len(promised)
    assert len(without["accounts"]) == COUNT - len(FAULTY)


def everything_is_there(folder: Path, paths: Sequence[Path]) -> list[str]:
    """The notes that were saved are complete, and so are the files; the actions in these."""
    told = (folder / f"review-{TODAY.isoformat()}.md").read_text(encoding="utf-8")
    assert f"**Reviewed**: {COUNT} of {COUNT} accounts" in told
    for number in range(TYPED, COUNT + 1, TYPED):
        assert f"look into it {number}" in told
    assert "half a no" not in told
    for path in paths:
        document = store.read(path)
        if path.name.partition(".")[0] in FAULTY:
            assert document.errors
        else:
            assert document.account.header.reviewed == TODAY
    promised = [
        action.what
        for path in paths
        for action in store.read(path).account.actions.values()
        if action.what.startswith("look into it")
    ]
    faulty = told.count("in these notes only, not in the file")
    assert faulty == len(FAULTY)
    assert len(promised) == len(set(promised)) >= COUNT // TYPED - len(FAULTY)
    return promised


def printed(home: Path, folder: Path) -> dict[str, Any]:
    """What `review --since` says, in short."""
    environment = {"XDG_STATE_HOME": str(home / "state"), "XDG_CONFIG_HOME": str(home / "config")}
    command = [sys.executable, "-m", "committee", "review", str(folder), "--since", TODAY.isoformat()]
    done = subprocess.run(
        [*command, "--format", "json", "--date", TODAY.isoformat()],
        env=os.environ | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    accounts = [{"name": one["account"], "reviewed": one["reviewed"]} for one in told["accounts"]]
    actions = [
        what for one in told["accounts"] for action in one["actions"] if "look into it" in (what := action["what"])
    ]
    return {"accounts": accounts, "actions": len(actions)}
