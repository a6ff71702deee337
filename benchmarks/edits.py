"""How fast an account is changed: the line while it is typed, edits, removal, renaming, undo, the difference of two.

Every time is printed in milliseconds and as a ratio to one yardstick of the same run, a fixed Python loop of a million
additions, so that figures of different days and machines compare.

Usage: python benchmarks/edits.py
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from generate import TODAY, random_account  # noqa: E402 - from tests/, put on the path above

from committee.model import edits  # noqa: E402 - likewise
from committee.model.account import Account  # noqa: E402 - likewise
from committee.model.edit import apply  # noqa: E402 - likewise
from committee.model.line import completions, read_line  # noqa: E402 - likewise

SIZES = (12, 60, 200, 2000)


def median(call: Callable[[], object], runs: int = 15) -> float:
    """Milliseconds, the median of some runs after one to warm up."""
    call()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def yardstick() -> None:
    """A million additions."""
    total = 0
    for number in range(1_000_000):
        total += number


def calls(account: Account) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    people, me = list(account.people), next(iter(account.team))
    one, two = (account.people[people[index]].name for index in (3, 9))
    line = f"Priya Nair, Head of Security, security, remote, -, p4, =2, >4 {one}, <2 {two}, ^Ingvild"
    path = ("people", people[5], "power")
    change = edits.set_field(account, path, 4 if account.people[people[5]].power != 4 else 5)
    removal = edits.remove(account, ("people", people[5]))
    renaming = edits.rename_id(account, "people", people[5], "quite-new")
    after = apply(account, change)
    return {
        "read a line": lambda: read_line(account, line, me=me, today=TODAY, rng=lambda n: "x" * n),
        "completions": lambda: completions(account, line[:-4], len(line) - 4),
        "set a field": lambda: apply(account, edits.set_field(account, path, change.changes[0].after)),
        "undo it": lambda: apply(after, change.inverse()),
        "build a removal": lambda: edits.remove(account, ("people", people[5])),
        "apply it": lambda: apply(account, removal),
        "rename": lambda: apply(account, renaming),
        "difference": lambda: edits.difference(account, after),
    }


def main() -> None:
    """Print the table."""
    unit = median(yardstick, 7)
    print(f"yardstick: {unit:.1f} ms\n")
    print("people".ljust(18) + "".join(f"{size:>20}" for size in SIZES))
    tables = [calls(random_account(7, people=size, places=max(2, min(12, size // 8)))) for size in SIZES]
    for name in tables[0]:
        times = [median(table[name]) for table in tables]
        print(name.ljust(18) + "".join(f"{ms:>10.2f} ms {ms / unit:>6.3f}" for ms in times))


if __name__ == "__main__":
    main()
