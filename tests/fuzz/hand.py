"""A fuzzer by hand: so many cases of a seed, each from randomness of its own, and what was wrong with which."""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

Case = Callable[[random.Random], list[str]]
SECONDS = 2.0
"""Of processor time one step may take; more on a machine that is slower than the yardstick says (`allow`)."""
EVERY = 1000
"""So often it says how far it is."""

_allowed = 0.0
"""Nothing is timed before `allow` was asked: in the suite never."""


class Hang(BaseException):
    """A step took longer than any may. No `Exception`: nothing of the program may take it for a fault of its own."""


def allow(work: Callable[[], object], times: int = 200) -> None:
    """Let a step take `times` as long as a known piece of work takes here, where that is more than `SECONDS`."""
    work()
    start = time.process_time()
    work()
    globals()["_allowed"] = max(SECONDS, times * (time.process_time() - start))


@contextmanager
def no_hang(what: str) -> Iterator[None]:
    """End a step that takes too much of the processor; the clock on the wall does not count, other work is not ours."""

    def end(number: int, frame: FrameType | None) -> None:
        raise Hang(f"{what} takes more than {_allowed:.1f} s")

    if not _allowed:
        yield
        return
    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, _allowed)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def numbered(seed: int, number: int) -> random.Random:
    """The randomness of one case, the same on every machine."""
    return random.Random(f"{seed} {number}")


def tried(case: Case, seed: int, number: int) -> list[str]:
    """What is wrong with one case; an exception is, too."""
    try:
        return case(numbered(seed, number))
    except (Exception, Hang):  # noqa: BLE001 - whatever it is, it is what is wrong
        return [traceback.format_exc()]


@contextmanager
def own_folders() -> Iterator[Path]:
    """A scratch folder that is the current one; settings, state and caches are in it."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("CONFIG", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(scratch, "home", name.lower()))
        work = Path(scratch, "work")
        work.mkdir()
        os.chdir(work)
        yield work


def by_hand(name: str, case: Case, arguments: list[str] | None = None) -> int:
    """Run cases from the command line; the exit code says whether anything was wrong."""
    parser = argparse.ArgumentParser(prog=f"python -m fuzz.{name}")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--faults", type=int, default=20, help="stop after so many cases with faults")
    given = parser.parse_args(arguments)
    wrong, start = 0, time.process_time()
    done = 0
    for number in range(given.first, given.first + given.count):
        found = tried(case, given.seed, number)
        done += 1
        if found:
            wrong += 1
            sys.stdout.write(f"python -m fuzz.{name} 1 --seed {given.seed} --first {number}\n")
            sys.stdout.writelines(f"    {line}\n" for fault in found for line in fault.splitlines())
            if wrong >= given.faults:
                break
        if done % EVERY == 0:
            sys.stdout.write(f"{done} cases, {wrong} with faults\n")
        sys.stdout.flush()
    took = time.process_time() - start
    sys.stdout.write(f"{name}, seed {given.seed}: {done} cases, {wrong} with faults, {took:.0f} s of processor\n")
    return min(wrong, 1)
