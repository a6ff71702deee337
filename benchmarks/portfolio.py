"""A portfolio of 1,000 accounts of 12 people: first rows, analysis cold and warm, memory; ratios of the same run.

    python benchmarks/portfolio.py [accounts]

First rows: from starting `committee FOLDER` in a pty of 120x40 to the last byte of the first frame that shows the
first accounts, against the same for one account; accepted up to 1.3. Cold: every row worked out, with nothing cached
and processes started for it, wall clock, against the time `tomllib` needs to parse the same files once in one process;
accepted up to 6. Warm: the same with everything cached; accepted up to 0.3. Memory: of a process that worked all rows
out itself and kept them, for a tenth of the accounts and for all.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

# ruff: noqa: E402 - what is imported stands beside this file, wherever it is called from
from first_frame import first_frame
from generate import TODAY, random_account

from committee import store
from committee.pipeline.portfolio.cache import Cache
from committee.pipeline.portfolio.stream import rows
from committee.pipeline.portfolio.workers import processors

PEOPLE = 12
FIRST, COLD, WARM = 1.3, 6.0, 0.3


def write_accounts(folder: Path, count: int) -> list[Path]:
    """`count` accounts of different deals; the same for the same count."""
    found = []
    for number in range(count):
        path = folder / f"northfield-{number:04}.account.toml"
        path.write_text(store.write_text(random_account(number, people=PEOPLE)), encoding="utf-8")
        found.append(path)
    return found


def parse(texts: list[str]) -> float:
    """Seconds `tomllib` takes for all of them."""
    begun = time.perf_counter()
    for text in texts:
        tomllib.loads(text)
    return time.perf_counter() - begun


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def spent() -> float:
    """Processor seconds of this process and of those it waited for."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def analysis(files: list[Path], scratch: Path, rounds: int = 3) -> tuple[float, float, float, float]:
    """Median seconds of parsing, of working everything out, of looking everything up, and of work for the second."""
    texts = [path.read_text(encoding="utf-8") for path in files]
    parsed, cold, warm, work = [], [], [], []
    for number in range(rounds):
        kept = scratch / f"rows-{number}"

        def every(kept: Path = kept) -> int:
            return sum(not row.fault for row in rows(files, TODAY, cache=Cache(kept)))

        parsed.append(parse(texts))
        begun = spent()
        cold.append(timed(every))
        work.append(spent() - begun)
        parsed.append(parse(texts))
        warm.append(timed(every))
    return statistics.median(parsed), statistics.median(cold), statistics.median(warm), statistics.median(work)


def frames(folder: Path, one: Path, scratch: Path, runs: int = 7) -> tuple[float, float]:
    """Median seconds to the first frame of one account, and to the first rows of a folder with nothing cached."""
    single, many = [], []
    command = [sys.executable, "-m", "committee"]
    for number in range(runs):
        os.environ["XDG_CACHE_HOME"] = str(scratch / f"cache-{number}")
        single.append(first_frame([*command, str(one)], (b"Northfield Works 7", b"YES ")))
        wanted = (b"1,000 accounts" if len(list(folder.iterdir())) == 1000 else b"accounts", b"Northfield Works 0")
        many.append(first_frame([*command, str(folder)], wanted))
    return statistics.median(single), statistics.median(many)


_MEMORY = """
import sys
sys.path[:0] = sys.argv[1:2]
from datetime import date
from pathlib import Path
from committee.pipeline.portfolio.cache import Cache
from committee.pipeline.portfolio.stream import rows
from committee.pipeline.portfolio.workers import Here

files = sorted(Path(sys.argv[2]).iterdir())[: int(sys.argv[3])]
kept = list(rows(files, date.fromisoformat(sys.argv[4]), cache=Cache.nowhere(), executor=Here()))
lines = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmRSS")))
"""


def resident(folder: Path, count: int) -> float:
    """Megabytes a process holds that analysed the first `count` accounts and kept their rows; Linux only."""
    command = [sys.executable, "-c", _MEMORY, str(ROOT), str(folder), str(count), TODAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder.parent)
    return int(done.stdout) / 1024


def main(count: int) -> int:
    """Print everything; 1 where a limit is not kept."""
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        folder = scratch / "deals"
        folder.mkdir()
        for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = str(scratch / name.lower())
        files = write_accounts(folder, count)
        one, many = frames(folder, files[7], scratch)
        print(f"first rows of {count}: {many / one:.2f} x the first frame of one account "
              f"({many * 1e3:.0f} ms to {one * 1e3:.0f} ms), accepted {FIRST}")  # fmt: skip
        parsed, cold, warm, work = analysis(files, scratch)
        print(f"all rows cold: {cold / parsed:.2f} x tomllib ({cold:.2f} s to {parsed:.2f} s) "
              f"on {processors()} processors, accepted {COLD}")  # fmt: skip
        print(f"  processor time of all processes together: {work / parsed:.2f} x, shared by the processors")
        print(f"all rows warm: {warm / parsed:.2f} x tomllib ({warm:.2f} s), accepted {WARM}")
        few, lots = resident(folder, count // 10), resident(folder, count)
        print(f"memory with all rows kept: {few:.1f} MB at {count // 10} accounts, {lots:.1f} MB at {count}: "
              f"{lots / few:.2f} x, {(lots - few) * 1024 / (count - count // 10):.1f} kB an account")  # fmt: skip
    return int(many / one > FIRST or cold / parsed > COLD or warm / parsed > WARM)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
