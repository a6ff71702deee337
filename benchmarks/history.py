"""How fast versions are compared and commits are listed: two files of 200 people, and a file of 2,000 commits.

Every time is of a whole process, start and git included, the median of some runs: processor seconds, which other work
on the machine changes little, seconds on the clock, and the ratio of the first to that of a yardstick of the same run:
for `diff` a bare Python that only parses both files with tomllib, for `history` a bare `git log --follow` of the same
file. Wanted: `diff` under 0.5 s, 2,000 commits listed in words under 2 s. On a machine with nothing else to do both
kinds of seconds agree.

Usage: python benchmarks/history.py [--commits N] [--people N]
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from generate import TODAY, random_account  # noqa: E402 - from tests/, put on the path above

from committee import store  # noqa: E402 - likewise
from committee.errors import EditRefused  # noqa: E402 - likewise
from committee.model import edits  # noqa: E402 - likewise
from committee.model.account import Account  # noqa: E402 - likewise
from committee.model.edit import apply  # noqa: E402 - likewise
from committee.model.vocabulary import Stance  # noqa: E402 - likewise

NAME = "acme.account.toml"
BARE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
NOWHERE = str(Path(tempfile.gettempdir()) / "committee-benchmark-has-no-settings")
HOME = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), NOWHERE)
ENVIRONMENT = {**os.environ, **BARE, **HOME, "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True)
class Taken:
    """Medians of whole processes: of the processor, and on the clock."""

    processor: float
    clock: float


def taken(command: Sequence[str], folder: Path, runs: int = 7) -> Taken:
    """Some runs of a whole process, after one to warm up."""
    processor, clock = [], []
    for _ in range(runs + 1):
        before, began = os.times(), time.perf_counter()
        subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
        clock.append(time.perf_counter() - began)
        after = os.times()
        spent = (after.children_user - before.children_user) + (after.children_system - before.children_system)
        processor.append(spent)
    return Taken(statistics.median(processor[1:]), statistics.median(clock[1:]))


def versions(account: Account, count: int) -> Iterator[Account]:
    """The account, and after each of many small edits."""
    rng = random.Random(11)
    people = list(account.people)
    yield account
    for number in range(count - 1):
        person = rng.choice(people)
        try:
            if number % 3:
                stance = rng.choice([one for one in Stance if one is not account.people[person].stance])
                edit = edits.set_field(account, ("people", person, "stance"), stance)
            else:
                edit = edits.set_tie(account, person, rng.choice(people), strength=rng.randint(1, 5))
            account = apply(account, edit)
        except EditRefused:
            edit = edits.set_field(account, ("people", person, "power"), 1 + number % 5)
            account = apply(account, edit)
        yield account


def repository(folder: Path, account: Account, count: int) -> None:
    """A file with so many commits, renamed in the middle."""
    stream = bytearray()
    for number, version in enumerate(versions(account, count), 1):
        name, text = (
            (b"old.account.toml" if number <= count // 2 else NAME.encode()),
            store.write_text(version).encode(),
        )
        who = b"Dana <d@example.com> %d +0100" % (1767225600 + number * 7200)
        message = b"Acme: 1 person changed (%d)" % number
        stream += b"commit refs/heads/main\nmark :%d\nauthor %s\ncommitter %s\n" % (number, who, who)
        stream += b"data %d\n%s\n" % (len(message), message)
        stream += b"from :%d\n" % (number - 1) if number > 1 else b""
        stream += b"R old.account.toml %s\n" % name if number == count // 2 + 1 else b""
        stream += b"M 100644 inline %s\ndata %d\n%s\n" % (name, len(text), text)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, env=ENVIRONMENT, check=True)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, env=ENVIRONMENT, input=bytes(stream), check=True)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, env=ENVIRONMENT, check=True)


def compared(folder: Path, people: int) -> None:
    """Two files: a tenth of the people changed, some gone, some new."""
    old = random_account(7, people=people)
    new = old
    for person in list(old.people)[: people // 10]:
        new = apply(new, edits.set_field(new, ("people", person, "power"), 1 + (old.people[person].power or 1) % 5))
    for person in list(old.people)[-people // 20 :]:
        new = apply(new, edits.remove(new, ("people", person)), check=False)
    new = replace(new, header=replace(new.header, next_step="Workshop"))
    for name, account in (("old", old), ("new", new)):
        (folder / f"{name}.account.toml").write_text(store.write_text(account), encoding="utf-8")
    files = ["old.account.toml", "new.account.toml"]
    parse = "import sys, tomllib; [tomllib.load(open(name, 'rb')) for name in sys.argv[1:]]"
    unit = taken([sys.executable, "-c", parse, *files], folder)
    program = [sys.executable, "-m", "committee", "diff", "--date", TODAY.isoformat(), *files]
    print(f"two files of {people} people; yardstick: python parses both, {unit.processor:.3f} s")
    report("diff", taken(program, folder), unit, 0.5)
    report("diff --no-analysis", taken([*program, "--no-analysis"], folder), unit, 0.5)


def listed(folder: Path, commits: int) -> None:
    """One file of many commits."""
    repository(folder, random_account(5, people=20), commits)
    bare = ["git", "log", "--follow", "--raw", "--no-abbrev", "--format=%H %an %aI %s", "--", NAME]
    unit = taken(bare, folder)
    program = [sys.executable, "-m", "committee", "history", NAME]
    print(f"a file of {commits} commits, renamed once; yardstick: git log --follow, {unit.processor:.3f} s")
    report("history, all in words", taken(program, folder, 5), unit, 2.0)
    report("history --limit 20", taken([*program, "--limit", "20"], folder), unit, 2.0)
    first = next(iter(store.read(folder / NAME).account.people))
    field = f"people.{first}"
    report("who wrote a person", taken([*program, "--field", field], folder, 3), unit, None)
    report("history of one field", taken([*program, "--field", f"{field}.stance"], folder, 3), unit, None)


def report(name: str, found: Taken, unit: Taken, wanted: float | None) -> None:
    """A line: processor seconds, ratio, seconds on the clock, and whether it is as wanted."""
    said = "" if wanted is None else f"   {'under' if found.processor < wanted else 'OVER'} {wanted} s"
    ratio = found.processor / max(unit.processor, 0.001)
    print(f"  {name:<24} {found.processor:7.3f} s  {ratio:7.1f} x  ({found.clock:.3f} s on the clock){said}")


def main() -> None:
    """Print both tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--commits", type=int, default=2000)
    asked.add_argument("--people", type=int, default=200)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="committee-history-") as scratch:
        compared(Path(scratch), given.people)
        folder = Path(scratch) / "repository"
        folder.mkdir()
        listed(folder, given.commits)


if __name__ == "__main__":
    main()
