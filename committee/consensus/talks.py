"""From a tree to numbered talks: in which order, how, when, and what each of them unlocks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush, nsmallest

from committee.consensus.effort import Kind, Term, in_talks
from committee.consensus.problem import SOURCE, Problem
from committee.graph.hours import Window, schedule
from committee.model.account import Account, Pair
from committee.model.dates import show_date, show_moment
from committee.model.vocabulary import Channel

UNLOCKED = 400
"""Open approvers a talk names at most of those that it leads to: in a chain of thousands each leads to all the rest."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk of a plan.

    `window` is the next stretch both work, in UTC (see `local_times`). `unlocks` are the open approvers that it leads
    to, the listener included; where they are more than `UNLOCKED`, the first by id, and `more` says so. `after` are the
    talks that come first. `reaches`: with this talk the listener, who is such an approver, is reached. It is the
    listener's talk number `voice` of the `voices` they need.
    """

    number: int
    speaker: str
    listener: str
    kind: Kind
    effort: int
    terms: tuple[Term, ...]
    channel: Channel | None
    window: Window | None
    unlocks: tuple[str, ...]
    after: tuple[int, ...]
    reaches: bool
    voice: int = 1
    voices: int = 1
    more: bool = False

    @property
    def pair(self) -> Pair:
        """Speaker and listener."""
        return self.speaker, self.listener

    @property
    def shown_effort(self) -> str:
        """The effort in easy talks, e.g. "3.1"."""
        return in_talks(self.effort)


def ordered(pairs: Iterable[Pair], efforts: Mapping[Pair, int]) -> list[Pair]:
    """The talks of a plan, each after the one that reaches its speaker; whoever hears several never speaks.

    Among those that can be held, the one with the longest chain behind it first, then the one of less effort, then by
    ids. O(t log t).
    """
    talks = sorted(set(pairs))
    entering = {listener: (speaker, listener) for speaker, listener in talks}
    following: dict[str, list[Pair]] = {}
    for pair in talks:
        following.setdefault(pair[0], []).append(pair)
    chain = _chains(talks, entering, following)
    ready = [(-chain[pair], efforts[pair], pair) for pair in talks if pair[0] not in entering]
    ready.sort()
    order = []
    while ready:
        pair = heappop(ready)[2]
        order.append(pair)
        for after in following.get(pair[1], ()):
            heappush(ready, (-chain[after], efforts[after], after))
    return order


def _chains(
    talks: Iterable[Pair], entering: Mapping[str, Pair], following: Mapping[str, list[Pair]]
) -> dict[Pair, int]:
    """How many talks the longest chain from each talk on has, itself included."""
    waiting = {pair: len(following.get(pair[1], ())) for pair in talks}
    chain = dict.fromkeys(waiting, 1)
    stack = [pair for pair, count in waiting.items() if not count]
    while stack:
        pair = stack.pop()
        before = entering.get(pair[0])
        if before is not None:
            chain[before] = max(chain[before], chain[pair] + 1)
            waiting[before] -= 1
            if not waiting[before]:
                stack.append(before)
    return chain


def talks_of(problem: Problem, arcs: Iterable[tuple[str, str, int]]) -> tuple[Talk, ...]:
    """The numbered talks of a solved tree. What it costs to start from a voice stands with its first talk."""
    tree = tuple(arcs)
    pairs = ordered([(tail, head) for tail, head, _ in tree if tail != SOURCE], problem.efforts)
    starting = {head: cost for tail, head, cost in tree if tail == SOURCE and cost}
    number = {listener: place for place, (_, listener) in enumerate(pairs, 1)}
    goals, doubters = frozenset(problem.goal.all), frozenset(problem.goal.doubters)
    unlocks, cut = _unlocks(pairs, goals)
    heard: Counter[str] = Counter()
    talks = []
    for place, pair in enumerate(pairs, 1):
        listener, before = pair[1], number.get(pair[0])
        heard[listener] += 1
        voices = problem.goal.voices if listener in doubters else 1
        terms, channel, window = problem.facts(pair)
        start = starting.pop(pair[0], 0)
        held = Talk(
            number=place,
            speaker=pair[0],
            listener=listener,
            kind=problem.ways[pair].kind,
            effort=problem.efforts[pair] + start,
            terms=(*terms, *problem.pricing.starting(pair[0])) if start else terms,
            channel=channel,
            window=window,
            unlocks=unlocks[listener],
            after=() if before is None else (before,),
            reaches=listener in goals and heard[listener] == voices,
            voice=heard[listener],
            voices=voices,
            more=listener in cut,
        )
        talks.append(held)
    return tuple(talks)


def _unlocks(pairs: list[Pair], goals: frozenset[str]) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """By listener the first `UNLOCKED` by id of those they lead to, and which listeners lead to more. O(t log t)."""
    following: dict[str, list[str]] = {}
    for speaker, listener in pairs:
        following.setdefault(speaker, []).append(listener)
    found: dict[str, tuple[str, ...]] = {}
    cut: set[str] = set()
    for _, listener in reversed(pairs):
        if listener not in found:
            own, behind = {listener} & goals, following.get(listener, ())
            own.update(*(found[after] for after in behind))
            found[listener] = tuple(nsmallest(UNLOCKED, own))
            if len(own) > UNLOCKED or not cut.isdisjoint(behind):
                cut.add(listener)
    return found, cut


def opened(account: Account, talk: Talk) -> str:
    """Whom a talk leads to beside its listener, by name; empty without anybody."""
    names = [account.name_of(person) for person in talk.unlocks if person != talk.listener]
    return ", ".join(names) + (" and others" if talk.more else "")


def local_times(account: Account, talk: Talk) -> tuple[str, str]:
    """The window of a talk on the speaker's and on the listener's clock, e.g. "Mon 23 Nov 14:00-15:30".

    Empty where there is no window.
    """
    if talk.window is None:
        return "", ""
    one, other = (_stretch(talk.window, schedule(account, i).zone) for i in talk.pair)
    return one, other


def _stretch(window: Window, zone: str) -> str:
    start, end = window.local(zone)
    later = "" if start.date() == end.date() else f"{show_date(end.date())[:4]}"
    return f"{show_moment(start)}-{later}{end:%H:%M}"
