"""Who is reached at all."""

from collections.abc import Iterable

from committee.consensus.problem import SOURCE


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
