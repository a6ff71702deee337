"""Who is reached at all."""

from collections.abc import Iterable

from committee.consensus.problem import SOURCE
from committee.graph.arcs import Arc
from committee.graph.standing import Committee
from committee.model.account import Account
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


def reached_by_ties(account: Account, committee: Committee, known: Iterable[Arc]) -> frozenset[str]:
    """Everybody whom chains of existing usable ties reach from a voice, through carriers; voices included."""
    carriers = frozenset(committee.carriers)
    ties = [(SOURCE, voice, 0) for voice in committee.voices]
    for arc in known:
        if arc.usable and arc.source in carriers:
            listener = account.people.get(arc.target)
            if listener is not None and listener.stance is not Stance.OPPOSED:
                ties.append((arc.source, arc.target, 0))
    return reached_from(ties) - {SOURCE}
