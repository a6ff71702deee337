"""How long the findings take at 60, 200, 600 and 2,000 people, next to a fixed Python loop of the same run.

    python benchmarks/findings.py [most people]

Quick rules (all but CH005, CH006, DM008) are accepted up to 30 ms at 60 people and 2 s at 2,000; the three slow ones up
to 0.3 s at 60 and 3 s at 200. The plan is solved before and not counted; it is a figure of its own. Milliseconds are of
this machine at this moment: what is compared from one day to the next is the ratio to the loop.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from generate import TODAY, random_account
from load import loop

from committee.consensus.plan import Plan, plan
from committee.findings.context import Context
from committee.findings.registry import RULES
from committee.findings.rule import Rule
from committee.findings.runner import findings_in
from committee.graph.hours import shared_minutes
from committee.model.account import Account

SIZES = (60, 200, 600, 2000)
ACCEPTED = {("quick", 60): 30.0, ("quick", 2000): 2000.0, ("slow", 60): 300.0, ("slow", 200): 3000.0}
SEARCHING = ("CH005", "CH006", "DM008")


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """Median time of some rounds."""
    taken = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1e3


def context(account: Account, solved: Plan) -> Context:
    """A context with the graph built, as it is after the map has been drawn."""
    made = Context(account, TODAY, plan=solved)
    _ = made.committee, made.arcs.all, made.arcs.graph, made.arcs.incoming
    return made


def measured(account: Account, solved: Plan, rules: tuple[Rule, ...], rounds: int) -> float:
    """Median time of some rules, contexts made beforehand."""
    contexts = iter([context(account, solved) for _ in range(rounds)])
    return milliseconds(lambda: findings_in(next(contexts), rules), rounds)


def report(people: int, unit: float) -> None:
    """The figures of one size."""
    account = random_account(1, people=people)
    start = time.perf_counter()
    solved = plan(account, TODAY)
    took = time.perf_counter() - start
    print(f"{people} people, {len(account.influence)} ties, plan {solved.status} in {took:.2f} s")
    rounds = 7 if people <= 200 else 3
    for kind in ("quick", "slow"):
        rules = tuple(rule for rule in RULES if (rule.code in SEARCHING) == (kind == "slow"))
        shared_minutes.cache_clear()
        spent = measured(account, solved, rules, rounds if kind == "quick" or people <= 200 else 1)
        limit = ACCEPTED.get((kind, people))
        accepted = f", accepted {limit:.0f} ms" if limit else ""
        print(f"  {kind:5} rules {spent:10.1f} ms  {spent / unit:8.3f} loops{accepted}")
    each = {rule.code: measured(account, solved, (rule,), 1) for rule in RULES}
    slowest = sorted(each, key=lambda code: -each[code])[:4]
    print("  slowest: " + ", ".join(f"{code} {each[code]:.1f} ms" for code in slowest))


if __name__ == "__main__":
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    yardstick = milliseconds(loop, 5)
    print(f"yardstick: a million loop steps, {yardstick:.1f} ms")
    for size in SIZES:
        if size <= most:
            report(size, yardstick)
