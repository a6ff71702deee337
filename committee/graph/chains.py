"""Chains of ties: who is reached from the voices, at what price, and through whom every chain has to go.

A chain starts at a voice and runs through carriers; whom it ends at need not be one. All of it works on `Outgoing`,
the usable arcs by speaker, and visits neighbours in id order: chains of equal length or price fall the same way always.
"""

from collections.abc import Collection, Iterable, Mapping
from heapq import heappop, heappush

from committee.graph.arcs import Arc
from committee.model.account import Pair

Outgoing = Mapping[str, tuple[Arc, ...]]
"""Usable arcs by source, sorted by target."""


def outgoing(arcs: Iterable[Arc]) -> dict[str, tuple[Arc, ...]]:
    """The usable arcs by speaker."""
    found: dict[str, list[Arc]] = {}
    for arc in arcs:
        if arc.usable:
            found.setdefault(arc.source, []).append(arc)
    return {source: tuple(sorted(own, key=lambda arc: arc.target)) for source, own in sorted(found.items())}


def incoming(arcs: Iterable[Arc]) -> dict[str, tuple[Arc, ...]]:
    """The usable arcs by listener, sorted by speaker."""
    found: dict[str, list[Arc]] = {}
    for arc in arcs:
        if arc.usable:
            found.setdefault(arc.target, []).append(arc)
    return {target: tuple(sorted(own, key=lambda arc: arc.source)) for target, own in sorted(found.items())}


def talks_away(out: Outgoing, voices: Iterable[str], carriers: Collection[str]) -> dict[str, int]:
    """How many talks each person is from the nearest voice, voices being 0; those who cannot be reached are absent."""
    layer = sorted(set(voices))
    found = dict.fromkeys(layer, 0)
    depth = 0
    while layer:
        depth += 1
        heard = {arc.target for speaker in layer if speaker in carriers for arc in out.get(speaker, ())}
        layer = sorted(heard - found.keys())
        found.update(dict.fromkeys(layer, depth))
    return found


def neighbours(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """Whom each person speaks to, in id order."""
    found: dict[str, list[str]] = {}
    for source, target in sorted(pairs):
        found.setdefault(source, []).append(target)
    return found


def cheapest(
    cost: Mapping[Pair, int], sources: Iterable[str], carriers: Collection[str] | None = None
) -> tuple[dict[str, int], dict[str, str]]:
    """The least effort from any source to each person, and who speaks to them on that way.

    `cost` holds the effort of every talk there is. `carriers` limits who passes it on; without it everybody does.
    O(m log n), after Dijkstra.
    """
    heard = neighbours(cost)
    queue = [(0, source, "") for source in sorted(set(sources))]
    price: dict[str, int] = {}
    before: dict[str, str] = {}
    while queue:
        paid, person, speaker = heappop(queue)
        if person in price:
            continue
        price[person] = paid
        if speaker:
            before[person] = speaker
        if carriers is not None and person not in carriers:
            continue
        for target in heard.get(person, ()):
            if target not in price:
                heappush(queue, (paid + cost[person, target], target, person))
    return price, before


def chain_to(person: str, before: Mapping[str, str]) -> tuple[str, ...]:
    """The chain that `cheapest` or `fewest` found, from its source to `person`."""
    chain = [person]
    while chain[-1] in before:
        chain.append(before[chain[-1]])
    return tuple(reversed(chain))


def fewest(out: Outgoing, sources: Iterable[str]) -> tuple[dict[str, int], dict[str, str]]:
    """The fewest ties from any source to each person, carrier rules off, and who comes before them on that way."""
    layer = sorted(set(sources))
    found = dict.fromkeys(layer, 0)
    before: dict[str, str] = {}
    while layer:
        following = []
        for speaker in layer:
            for arc in out.get(speaker, ()):
                if arc.target not in found:
                    found[arc.target] = found[speaker] + 1
                    before[arc.target] = speaker
                    following.append(arc.target)
        layer = sorted(following)
    return found, before


def gatekeepers(out: Outgoing, voices: Iterable[str], carriers: Collection[str]) -> dict[str, str]:
    """For each reached person the nearest one whom every chain to them passes: their immediate dominator.

    Absent: those reached by chains that share nobody, voices among them. Cooper, Harvey and Kennedy, *A Simple, Fast
    Dominance Algorithm* (2001), from a root with an arc to every voice; O(m) for each of a few rounds.
    """
    order, speakers = _postorder(out, voices, carriers)
    rank = {person: number for number, person in enumerate(order)}
    dominator = {_ROOT: _ROOT}
    changed = True
    while changed:
        changed = False
        for person in reversed(order[:-1]):
            known = [speaker for speaker in speakers[person] if speaker in dominator]
            meeting = known[0]
            for speaker in known[1:]:
                meeting = _meet(meeting, speaker, dominator, rank)
            if dominator.get(person) != meeting:
                dominator[person] = meeting
                changed = True
    return {person: by for person, by in sorted(dominator.items()) if _ROOT not in {person, by}}


def dominated_by(person: str, gatekeeper: Mapping[str, str]) -> tuple[str, ...]:
    """Everybody whom every chain to `person` passes, nearest first."""
    found = []
    while person in gatekeeper:
        person = gatekeeper[person]
        found.append(person)
    return tuple(found)


_ROOT = ""
"""Before all voices; no id is empty."""


def _postorder(
    out: Outgoing, voices: Iterable[str], carriers: Collection[str]
) -> tuple[list[str], dict[str, list[str]]]:
    """Everybody reached, each after all they lead to, the root last; and who speaks to each."""
    heard = {_ROOT: sorted(set(voices))}
    order: list[str] = []
    speakers: dict[str, list[str]] = {}
    seen = {_ROOT}
    stack = [(_ROOT, iter(heard[_ROOT]))]
    while stack:
        person, listeners = stack[-1]
        for listener in listeners:
            speakers.setdefault(listener, []).append(person)
            if listener not in seen:
                seen.add(listener)
                stack.append((listener, iter(_listeners(out, listener, carriers))))
                break
        else:
            order.append(person)
            stack.pop()
    return order, speakers


def _listeners(out: Outgoing, person: str, carriers: Collection[str]) -> list[str]:
    return [arc.target for arc in out.get(person, ())] if person in carriers else []


def _meet(a: str, b: str, dominator: Mapping[str, str], rank: Mapping[str, int]) -> str:
    while a != b:
        while rank[a] < rank[b]:
            a = dominator[a]
        while rank[b] < rank[a]:
            b = dominator[b]
    return a
