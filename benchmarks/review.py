"""From a key to its frame in a review of 40 accounts, in a real pseudo-terminal: reviewed, action, next.

    python benchmarks/review.py

Each key is sent when the terminal has been quiet for a moment, as somebody reads before the next key. Printed in
milliseconds and, p95, as a ratio to the fixed Python loop of `load.py`; accepted up to 100 ms on a quiet machine.
"""

import os
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from load import loop
from review_folder import TODAY, forty_deals
from terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 0.1
COUNT = 40
QUIET = 0.15
"""Seconds without output after which a frame is taken to be whole."""


class Screen(Terminal):
    """A terminal that only collects bytes: keeping a picture of the screen would cost more than what is measured."""

    def _feed(self, data: bytes) -> None:
        if b"\x1b[6n" in data:
            self._write(b"\x1b[1;1R")
        if b"\x1b[c" in data:
            self._write(b"\x1b[?62;22c")
        self.raw += data

    def settle(self) -> None:
        """Read until nothing comes for a while."""
        while select.select([self._descriptor], [], [], QUIET)[0]:
            if not self._read(QUIET):
                return

    def until(self, words: str, start: int, seconds: float = 60.0) -> None:
        """Read until these words were written behind `start`."""
        end = time.monotonic() + seconds
        while words.encode() not in self.raw[start:]:
            if time.monotonic() > end:
                raise SystemExit(f"waited in vain for {words!r}")
            self._read(0.01)

    def timed(self, key: str, words: str) -> float:
        """Seconds from a key to the bytes of a frame with these words."""
        self.settle()
        start = len(self.raw)
        began = time.perf_counter()
        self.press(key)
        self.until(words, start)
        return time.perf_counter() - began


def measure(folder: Path) -> dict[str, list[float]]:
    """The times of each kind of key over all accounts."""
    deals = folder / "deals"
    forty_deals(deals, COUNT)
    own = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "STATE", "CACHE", "DATA")}
    command = [sys.executable, "-m", "committee", "review", str(deals), "--date", TODAY.isoformat()]
    times: dict[str, list[float]] = {"reviewed": [], "line": [], "letter": [], "next": [], "back": []}
    environment: dict[str, str | None] = {**own, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull}
    with Screen(command, environment=environment, folder=folder) as screen:
        screen.until(f"1 of {COUNT}", 0)
        screen.settle()
        screen.press("e")
        for number in range(1, COUNT):
            times["line"].append(screen.timed("n", "e.g. "))
            times["letter"].append(screen.timed("x", "a note in the file"))
            screen.press("esc")
            times["reviewed"].append(screen.timed("m", "reviewed"))
            times["next"].append(screen.timed("]", f"{number + 1} of {COUNT}"))
        for number in range(COUNT - 1, COUNT - 11, -1):
            times["back"].append(screen.timed("[", f"{number} of {COUNT}"))
        screen.press("ctrl+q")
        screen.wait_exit()
    return times


def main() -> None:
    """One call of forty accounts."""
    unit = min(_loop() for _ in range(3))
    with tempfile.TemporaryDirectory(prefix="committee-review-") as folder:
        times = measure(Path(folder))
    every = sorted(one for some in times.values() for one in some)
    for name, some in times.items():
        median = statistics.median(some)
        print(f"{name:9} {len(some):3} keys  median {median * 1e3:5.0f} ms  p95 {_p95(some) * 1e3:5.0f} ms")
    worst = _p95(every)
    print(f"key to frame, {COUNT} accounts: p95 {worst * 1e3:.0f} ms, {worst / unit:.2f} loops of {unit * 1e3:.0f} ms")
    sys.exit(worst > LIMIT)


def _loop() -> float:
    began = time.perf_counter()
    loop()
    return time.perf_counter() - began


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
