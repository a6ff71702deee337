"""How fast plans are proven, on random committees and on instances of the published kinds.

Times are processor time, printed also as ratios to one yardstick of the same run, a fixed Python loop of a million
additions, so that figures of different machines compare. Beside it stands what networkx's `steiner_tree` makes of the
same instances with all arcs taken both ways: how often its tree uses a talk that nobody can hold, and what it costs
against ours.

Usage: python benchmarks/consensus.py [--quick]
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import networkx as nx

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import steiner_instances as instances  # noqa: E402 - from tests/, put on the path above
from generate import TODAY, random_account  # noqa: E402 - likewise

from committee.consensus.plan import Plan, plan  # noqa: E402 - likewise
from committee.consensus.problem import SOURCE, Problem  # noqa: E402 - likewise
from committee.consensus.ranking import rank_next  # noqa: E402 - likewise
from committee.consensus.solver.status import Status  # noqa: E402 - likewise
from committee.consensus.solver.steiner import solve  # noqa: E402 - likewise
from committee.graph.standing import committee_of  # noqa: E402 - likewise
from committee.model.account import Account  # noqa: E402 - likewise
from committee.model.vocabulary import Need, Stance  # noqa: E402 - likewise

APPROVERS = 15


def yardstick() -> float:
    """Processor seconds for a million additions in a loop, the best of five."""
    best = float("inf")
    for _ in range(5):
        began, total = time.process_time(), 0
        for number in range(1_000_000):
            total += number
        best = min(best, time.process_time() - began)
    return best


@dataclass
class Timing:
    """Processor seconds of several runs."""

    seconds: list[float]

    @classmethod
    def of(cls, calls: list[Callable[[], object]]) -> tuple["Timing", list[object]]:
        """Each call once."""
        seconds, results = [], []
        for call in calls:
            began = time.process_time()
            results.append(call())
            seconds.append(time.process_time() - began)
        return cls(seconds), results

    def row(self, loop: float) -> str:
        """Median, 95th percentile and maximum in milliseconds and in loops."""
        ranked = sorted(self.seconds)
        p95 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
        parts = (statistics.median(ranked), p95, ranked[-1])
        return "  ".join(f"{1000 * part:8.1f} ms {part / loop:7.2f} x" for part in parts)


def committee(people: int, seed: int) -> Account:
    """A random committee of about six arcs a person and at most 15 approvers, without a quorum."""
    account = random_account(seed, people=people, places=4 if people < 100 else 12, ties_per_person=5)
    approvers = list(committee_of(account, TODAY).open)
    random.Random(seed).shuffle(approvers)
    spared = set(approvers[APPROVERS:])
    changed = {i: replace(p, need=Need.NONE) if i in spared else p for i, p in account.people.items()}
    return replace(account, people=changed, decision=replace(account.decision, quorum=None))


def committees(loop: float, sizes: dict[int, int]) -> None:
    """Plans of random committees."""
    print(f"\n{'people':>6} {'plans':>5} {'proven':>7} {'worst gap':>9}  {'median':^19}  {'95 %':^19}  {'most':^19}")
    for people, count in sizes.items():
        accounts = [committee(people, seed) for seed in range(count)]
        timing, plans = Timing.of([partial(plan, account, TODAY) for account in accounts])
        proven = sum(found.status is not Status.GAP for found in plans if isinstance(found, Plan))
        gap = max(found.gap_percent for found in plans if isinstance(found, Plan))
        print(f"{people:6} {count:5} {100 * proven / count:6.1f}% {gap:8.2f}%  {timing.row(loop)}")


def several_voices(loop: float, sizes: dict[int, int]) -> None:
    """Plans where every other open approver is reserved and needs to hear it from two, then from three people."""
    print(f"\n{'voices':>6} {'people':>6} {'proven':>7} {'worst gap':>9}  {'median':^19}  {'95 %':^19}  {'most':^19}")
    for voices in (2, 3):
        for people, count in sizes.items():
            accounts = [doubting(people, seed, voices) for seed in range(count)]
            timing, plans = Timing.of([partial(plan, account, TODAY) for account in accounts])
            proven = sum(found.status is not Status.GAP for found in plans if isinstance(found, Plan))
            gap = max(found.gap_percent for found in plans if isinstance(found, Plan))
            print(f"{voices:6} {people:6} {100 * proven / count:6.1f}% {gap:8.2f}%  {timing.row(loop)}")


def doubting(people: int, seed: int, voices: int) -> Account:
    """A random committee in which every other open approver is reserved and needs several voices."""
    account = random_account(seed, people=people, places=4, ties_per_person=5)
    doubters = committee_of(account, TODAY).open[::2]
    changed = {i: replace(p, stance=Stance.RESERVED) if i in doubters else p for i, p in account.people.items()}
    return replace(account, people=changed, decision=replace(account.decision, voices_for_reserved=voices))


def what_if(loop: float, people: int, count: int) -> None:
    """Whom to win next: everybody's plan solved again."""
    accounts = [committee(people, seed) for seed in range(count)]
    timing, _ = Timing.of([partial(rank_next, account, TODAY) for account in accounts])
    print(f"\nwhat-if of everyone, {people} people: {timing.row(loop)}")


KINDS: dict[str, Callable[[random.Random], instances.Instance]] = {
    "sparse 50 nodes, 13 terminals": lambda r: instances.sparse(r, 50, 100, 13),
    "sparse 100, 25": lambda r: instances.sparse(r, 100, 200, 25),
    "sparse 500, 10": lambda r: instances.sparse(r, 500, 1000, 10),
    "dense 500, 10": lambda r: instances.sparse(r, 500, 12500, 10),
    "sparse 1000, 10": lambda r: instances.sparse(r, 1000, 5000, 10),
    "sparse 2500, 10": lambda r: instances.sparse(r, 2500, 12500, 10),
    "grid 30 x 30, 10": lambda r: instances.grid(r, 30, 30, 10),
    "unit grid 20 x 20, 10": lambda r: instances.grid(r, 20, 20, 10, most=1),
    "complete 150, 10": lambda r: instances.complete(r, 150, 10),
    "complete 100, 50": lambda r: instances.complete(r, 100, 50),
    "directed 500, 15": lambda r: instances.directed(r, 500, 3000, 15),
    "directed 2000, 15": lambda r: instances.directed(r, 2000, 12000, 15),
    "incidence 160, 8": lambda r: instances.incidence(r, 160, 800, 8),
    "incidence 320, 8": lambda r: instances.incidence(r, 320, 1600, 8),
}


def published_kinds(loop: float, count: int) -> None:
    """Instances of the kinds of SteinLib, with a deadline of ten seconds each."""
    print(f"\n{'kind':<32} {'proven':>7} {'worst gap':>9}  {'median':^19}  {'95 %':^19}  {'most':^19}")
    for kind, make in KINDS.items():
        made = [make(random.Random(seed)) for seed in range(count)]
        timing, answers = Timing.of([partial(solve, *instance, deadline=10.0) for instance in made])
        proven = sum(a.status is Status.OPTIMAL for a in answers)  # type: ignore[attr-defined]  # all are trees
        gap = max(100 * (a.total - a.lower_bound) / max(a.lower_bound, 1) for a in answers)  # type: ignore[attr-defined]
        print(f"{kind:<32} {100 * proven / count:6.1f}% {gap:8.2f}%  {timing.row(loop)}")


def beside_networkx(people: int, count: int) -> None:
    """The same committees for networkx, arcs taken both ways."""
    wrong, ratios, seconds = 0, [], []
    for seed in range(count):
        found = plan(committee(people, seed), TODAY)
        if found.problem is None or found.status is not Status.OPTIMAL or not found.talks:
            continue
        began = time.process_time()
        tree = symmetrised(found.problem)
        seconds.append(time.process_time() - began)
        impossible, cost = judged(tree, found.problem)
        wrong += impossible
        if not impossible:
            ratios.append(cost / found.effort)
    print(
        f"\nnetworkx steiner_tree, {people} people, arcs taken both ways: {1000 * statistics.median(seconds):.1f} ms;"
    )
    print(f"{wrong} of {len(seconds)} trees use a talk that nobody can hold; the others cost ", end="")
    print(f"{statistics.mean(ratios):.3f} x ours on average, {max(ratios):.3f} x at most")


def symmetrised(problem: Problem) -> nx.Graph[str]:
    """Networkx's tree over the voices' source and all approvers."""
    graph: nx.Graph[str] = nx.Graph()
    for tail, head, cost in problem.network():
        if not graph.has_edge(tail, head) or graph.edges[tail, head]["weight"] > cost:
            graph.add_edge(tail, head, weight=cost)
    return nx.algorithms.approximation.steiner_tree(graph, [SOURCE, *problem.goal.all], method="mehlhorn")


def judged(tree: nx.Graph[str], problem: Problem) -> tuple[bool, int]:
    """Whether the tree, walked from the source, uses an arc that does not exist; and its cost as if it did."""
    arcs = {(tail, head): cost for tail, head, cost in problem.network()}
    walked = list(nx.bfs_edges(tree, SOURCE))
    return any(arc not in arcs for arc in walked), sum(data["weight"] for _, _, data in tree.edges(data=True))


def main() -> None:
    """Everything, or with `--quick` a fraction of it."""
    quick = "--quick" in sys.argv
    loop = yardstick()
    print(f"one loop of a million additions: {1000 * loop:.1f} ms; times are also given in such loops (x)")
    committees(loop, {10: 20, 60: 40, 200: 10} if quick else {10: 100, 60: 300, 200: 60, 2000: 40})
    several_voices(loop, {10: 10, 40: 10} if quick else {10: 100, 40: 100, 60: 40})
    what_if(loop, 60, 5 if quick else 30)
    published_kinds(loop, 2 if quick else 10)
    beside_networkx(60, 20 if quick else 140)


if __name__ == "__main__":
    main()
