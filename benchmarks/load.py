"""How long an account takes to load and to save, as ratios to yardsticks of the same run.

    python benchmarks/load.py

Load: `store.read_text` (read, validate, comments) against `tomllib.loads` of the same text, which is part of it, for
200 people with and without comments; accepted up to 2. Save: writing, verifying and replacing 2,000 people, and
checking one edit of them, against `tomllib.loads` of their text and against a fixed Python loop.
"""

import gc
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from committee.model.account import Account

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from committee import store
from committee.model import validity


def account_text(people: int, *, comments: bool = False) -> str:
    """A canonical account: every person with a dozen keys, three ties, coverage and evidence each, some with notes."""
    lines = ["format = 1\n\n[account]\n", 'name = "Benchmark"\nstage = "evaluation"\nvalue = 480000\n']
    for place, zone in (("berlin", "Europe/Berlin"), ("tulsa", "America/Chicago"), ("pune", "Asia/Kolkata")):
        lines.append(f'\n[places.{place}]\nname = "{place.title()}"\ntimezone = "{zone}"\nkind = "office"\n')
    lines.append('\n[team.dana]\nname = "Dana Okafor"\ntimezone = "Europe/London"\n')
    lines += [_person(index, comments=comments) for index in range(people)]
    lines += [f'\n[coverage.dana.p{i:05}]\nstrength = {1 + i % 5}\nchannel = "video"\n' for i in range(0, people, 2)]
    for i in range(people):
        for step in (1, 7, 31):
            lines.append(f'\n[influence.p{i:05}.p{(i + step) % people:05}]\nstrength = {1 + i % 5}\nkind = "advises"\n')
    for i in range(0, people, 2):
        lines.append(
            f'\n[evidence.2026-11-02-{i:04}]\nabout = "p{i:05}"\nfield = "stance"\nvalue = "neutral"\n'
            f'says = "Wants payback under 18 months"\nbasis = "heard"\ndate = 2026-11-02\nby = "dana"\n'
        )
    return store.write_text(store.read_text("".join(lines)).account)


def _person(index: int, *, comments: bool) -> str:
    above = f"# met at the fair, table {index}\n" if comments and index % 10 == 0 else ""
    notes = 'notes = """\nPrefers mornings.\nAsks for numbers.\n"""\n' if index % 4 == 0 else ""
    boss = f'reports_to = "p{index // 6:05}"\n' if index >= 6 else ""
    return (
        f'\n{above}[people.p{index:05}]\nname = "Person {index}"\ntitle = "Director of things"\n'
        f'department = "Finance"\nlevel = "director"\nplace = "{("berlin", "tulsa", "pune")[index % 3]}"\n'
        f'work_mode = "onsite"\nroles = [\n    "approver",\n    "evaluator",\n]\nstance = "neutral"\n'
        f"power = {1 + index % 5}\n"
        f'cares_about = "Payback under 18 months"\n{boss}email = "p{index}@example.com"\n'
        f"last_contact = 2026-11-02\n{notes}"
    )


def loop() -> int:
    """The fixed yardstick: a million steps of a plain Python loop."""
    total = 0
    for step in range(1_000_000):
        total += step & 3
    return total


def times(*works: Callable[[], object], rounds: int = 15) -> list[float]:
    """Median seconds of each, measured in turn so that a busy moment meets all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, list_ in zip(works, taken, strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            list_.append(time.perf_counter() - start)
    return [statistics.median(each) for each in taken]


def load() -> None:
    """Load + validate of 200 people against tomllib alone."""
    for comments in (False, True):
        text = account_text(200, comments=comments)
        document = store.read_text(text)
        if document.problems:
            raise SystemExit(f"the benchmark's own account is faulty: {document.problems[0]}")
        data = text.encode()
        whole, parse = times(lambda: store.read_text(data), lambda: tomllib.loads(text))  # noqa: B023 - run at once
        words = "with comments" if comments else "no comments"
        print(f"load 200 people, {words}: {whole / parse:.2f} x tomllib.loads ({whole * 1e3:.1f} ms), accepted 2.00")


def save() -> None:
    """Save of 2,000 people, its parts, and the check of one edit."""
    text = account_text(2000)
    account = store.read_text(text).account
    parse, unit = times(lambda: tomllib.loads(text), loop, rounds=5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.account.toml")
        turn = iter(range(1_000_000))

        def save_changed() -> None:
            header = type(account.header)(name=f"Benchmark {next(turn)}")
            store.save(path, type(account)(**{**_parts(account), "header": header}))

        whole, write = times(save_changed, lambda: store.write_text(account), rounds=5)
    print(f"save 2,000 people: {whole / parse:.2f} x tomllib.loads, {whole / unit:.1f} loops ({whole * 1e3:.0f} ms)")
    print(f"  writing alone: {write / parse:.2f} x tomllib.loads, {write / unit:.2f} loops ({write * 1e3:.0f} ms)")
    path_of_one = [("people", "p01000", "reports_to")]
    one, every = times(lambda: validity.problems_of(account, path_of_one), lambda: validity.problems(account), rounds=9)
    print(f"check of one edit among 2,000 people: {one / unit:.4f} loops ({one * 1e3:.2f} ms)")
    print(f"check of the whole account: {every / unit:.2f} loops ({every * 1e3:.0f} ms)")


def _parts(account: Account) -> dict[str, Any]:
    return {name: getattr(account, name) for name in type(account).__slots__}


if __name__ == "__main__":
    load()
    save()
