"""Who is reached at all."""

from collections import Counter
from collections.abc import Collection, Iterable

from committee.consensus.problem import SOURCE, Goal
from committee.graph.arcs import Arc
from committee.graph.standing import Committee
from committee.model.vocabulary import Stance


def reached_from(arcs: Iterable[tuple[str, str, int]], root: str = SOURCE) -> frozenset[str]:
    """Every node that can be reached from the root. O(arcs)."""
    following: dict[str, list[str]] = {}
    for tail, head, _ in arcs:
        following.setdefault(tail, []).append(head)
    seen, stack = {root}, [root]
    while stack:
        for node in following.get(stack.pop(), ()):
            if node not in seen:
                seen.add(node)
                stack.append(node)
    return frozenset(seen)


def convinced(arcs: Collection[tuple[str, str, int]], goal: Goal) -> frozenset[str]:
    """Every node that can be reached, the doubters of a goal only where enough different people can speak to them."""
    reached = reached_from(arcs)
    if goal.voices == 1 or not goal.doubters:
        return reached
    doubters = frozenset(goal.doubters)
    heard = Counter(head for tail, head, _ in arcs if head in doubters and tail in reached)
    return reached - {person for person in doubters if heard[person] < goal.voices}


def reached_by_ties(committee: Committee, known: Iterable[Arc], goal: Goal) -> frozenset[str]:
    """Everybody whom chains of existing usable ties reach from a voice, through carriers; voices included.

    A doubter of the goal only where such chains bring as many voices as they need.
    """
    carriers = frozenset(committee.carriers)
    ties = [(SOURCE, voice, 0) for voice in committee.voices]
    for arc in known:
        if arc.usable and arc.source in carriers:
            listener = committee.beliefs.get(arc.target)
            if listener is not None and listener.counts is not Stance.OPPOSED:
                ties.append((arc.source, arc.target, 0))
    return convinced(ties, goal) - {SOURCE}
