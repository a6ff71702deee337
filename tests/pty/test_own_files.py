"""What the program leaves on the disk: for its owner's eyes only, and nothing of what was killed."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_folder import TODAY, forty_deals
from terminal import Start

from committee.writing import leftovers


@pytest.fixture
def everybody_reads() -> Iterator[None]:
    """The most generous mask there is, inherited by whatever is started."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_state_and_cache_are_for_their_owner_alone(
    committee: Start, home: Path, tmp_path: Path, everybody_reads: None
) -> None:
    folder = tmp_path / "deals"
    (file, *_) = forty_deals(folder)
    day = ("--date", TODAY.isoformat())
    committee("portfolio", folder, *day).wait_exit()
    screen = committee(*day, folder)  # rows, close dates, the last folder
    screen.wait_for("40 of 40|40 deals|enter open")
    screen.press("q")
    assert screen.wait_exit() == 0
    screen = committee("review", folder, *day)  # a journal, snapshots, notes
    screen.wait_for(r"\b1 of 40\b.*(IN THE WAY|CANNOT BE ANALYSED)")
    screen.press("e", "m", "]")
    screen.wait_for(r"\b2 of 40\b.*(IN THE WAY|CANNOT BE ANALYSED)")
    screen.wait_until(lambda: any((home / "state").rglob("snapshots/*")), 30, "a snapshot of the first account")
    screen.kill(signal.SIGKILL)
    screen.wait_exit()
    screen = committee(file, *day)  # who has it open, and the positions of its map
    screen.wait_for("a add")
    for path in (home / "state").rglob("open/*.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    screen.press("t", "3")
    screen.wait_for("unsaved")
    moved = tmp_path / "moved"
    folder.rename(moved)
    screen.kill(signal.SIGTERM)  # unsaved work, whose folder is gone
    assert screen.wait_exit() == 128 + signal.SIGTERM
    moved.rename(folder)

    found = [path for root in ("state", "cache") for path in (home / root).rglob("*")]
    names = {path.name for path in found} | {path.parent.name for path in found}
    assert {"last-folder", "portfolio.rows", "reviews", "snapshots", "journals"} <= names, names
    wrong = {
        str(path.relative_to(home)): oct(path.stat().st_mode)
        for path in found
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    }
    assert wrong == {}


def test_the_scratch_folder_of_a_killed_demo_goes_at_the_next_start(committee: Start, tmp_path: Path) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    screen = committee("demo", environment={"TMPDIR": str(place)})
    screen.wait_for("a add")
    left, *more = place.iterdir()
    assert not more, [left, *more]
    assert left.name.startswith(f"committee-demo-{leftovers.machine()}-")
    screen.kill(signal.SIGKILL)
    screen.wait_exit()
    assert left.exists()
    screen = committee("demo", environment={"TMPDIR": str(place)})
    screen.wait_for("a add")
    assert not left.exists()
    screen.press("q")
    screen.wait_exit()
    assert list(place.iterdir()) == []
