"""How fast an account is changed: the line while it is typed, edits, removal, renaming, undo, the difference of two.

Every time is printed in milliseconds and as a ratio to one yardstick of the same run, a fixed Python loop of a million
additions, so that figures of different days and machines compare.

The last rows are of the real screen under a pilot, with the map at the level of names: an edit that moves nobody, from
the call until every line is drawn, and how many layouts it starts; the same with and without the journal of edits.

Usage: python benchmarks/edits.py
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


KINDS = ("without a journal", "with a journal", "while it writes")


async def journaled(account: Account, runs: int = 31) -> dict[str, float]:
    """Milliseconds until a note is drawn everywhere, the median of runs of each kind in turn.

    Without a journal, with one, and with one whose thread begins at once instead of after the frame: the worst that can
    meet a key.
    """
    from desk import desk

    from committee.workspace.journal import Journal, keeping

    patience, times = keeping.PATIENCE, {kind: list[float]() for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        async with desk(account, size=(200, 60), today=TODAY) as d:
            space, person = d.session.workspace, d.session.person
            journal = Journal(Path(folder, "benchmark.account.toml"))
            parts = [d.screen.map.canvas, *(d.screen.query_one(f"#{name}") for name in ("title", "inspector", "strip"))]
            for number in range(runs * len(KINDS)):
                kind = KINDS[number % len(KINDS)]
                space.journal = None if kind == KINDS[0] else journal
                setattr(keeping, "PATIENCE", 0.0 if kind == KINDS[2] else patience)  # noqa: B010 - final but here
                edit = edits.set_field(d.account, ("people", str(person), "notes"), f"note {number}")
                began = time.perf_counter()
                d.screen.desk.change(edit)
                for part in parts:
                    for y in range(part.size.height):
                        part.render_line(y)
                times[kind].append(time.perf_counter() - began)
                journal.flush()
                await d.settle()
            journal.fold()
    setattr(keeping, "PATIENCE", patience)  # noqa: B010 - as it was
    return {kind: statistics.median(found) * 1000 for kind, found in times.items()}


async def shown(account: Account, runs: int = 9) -> tuple[float, int]:
    """Milliseconds until a person's power is drawn everywhere, the median, and layouts that it started."""
    from desk import desk

    from committee.layout import Detail
    from committee.tui.map.layouts import Maker

    started = 0
    make = Maker.make

    def counted(maker: Maker, *wanted: Any, **more: Any) -> Any:
        nonlocal started
        started += 1
        return make(maker, *wanted, **more)

    async with desk(account, size=(200, 60), today=TODAY) as d:
        view = d.screen.map
        while view.canvas.drawn is None or view.canvas.drawn.detail is not Detail.NAME:
            view.zoom(1 if view.canvas.drawn is not None and view.canvas.drawn.detail is Detail.FULL else -1)
            await d.settle()
        person, times = d.session.person, []
        parts = [view.canvas, *(d.screen.query_one(f"#{name}") for name in ("title", "board", "inspector", "strip"))]
        Maker.make = counted  # type: ignore[method-assign, assignment]  # counts, then does the same
        for number in range(runs):
            edit = edits.set_field(d.account, ("people", str(person), "notes"), f"note {number}")
            began = time.perf_counter()
            d.screen.desk.change(edit)
            for part in parts:
                for y in range(part.size.height):
                    part.render_line(y)
            times.append(time.perf_counter() - began)
            await d.settle()
        Maker.make = make  # type: ignore[method-assign]  # as it was
    return statistics.median(times) * 1000, started


def main() -> None:
    """Print the table."""
    unit = median(yardstick, 7)
    print(f"yardstick: {unit:.1f} ms\n")
    print("people".ljust(18) + "".join(f"{size:>20}" for size in SIZES))
    tables = [calls(random_account(7, people=size, places=max(2, min(12, size // 8)))) for size in SIZES]
    for name in tables[0]:
        times = [median(table[name]) for table in tables]
        print(name.ljust(18) + "".join(f"{ms:>10.2f} ms {ms / unit:>6.3f}" for ms in times))
    found = [asyncio.run(shown(random_account(7, people=n, places=max(2, min(12, n // 8))))) for n in SIZES]
    print("note, shown".ljust(18) + "".join(f"{ms:>10.2f} ms {ms / unit:>6.3f}" for ms, _ in found))
    kept = [asyncio.run(journaled(random_account(7, people=n, places=max(2, min(12, n // 8))))) for n in SIZES]
    for kind in KINDS:
        print(kind.ljust(18) + "".join(f"{one[kind]:>10.2f} ms {one[kind] / unit:>6.3f}" for one in kept))
    print("layouts started".ljust(18) + "".join(f"{count:>20}" for _, count in found))


if __name__ == "__main__":
    main()
