"""Why a plan cannot be had for less: the dual cuts in words."""

from collections.abc import Iterable

from committee.consensus.effort import in_talks
from committee.consensus.problem import Goal
from committee.consensus.solver.quorum import ANYONE
from committee.consensus.solver.status import Status
from committee.consensus.solver.steiner import Arborescence
from committee.model.account import Account


def certificate(account: Account, tree: Arborescence[str], goal: Goal) -> tuple[str, ...]:
    """Sentences a seller can check, heaviest cut first, and a last one that says what they prove together.

    Cuts around the same approvers are added up: a plan pays each of them beside all others.
    """
    if not tree.arcs:
        return ()
    paid: dict[tuple[str, ...], int] = {}
    goals = frozenset((*goal.all, ANYONE))
    for cut in tree.cuts:
        inside = tuple(node for node in cut.nodes if node in goals)
        key = (ANYONE,) if ANYONE in inside and goal.need else inside
        paid[key] = paid.get(key, 0) + cut.paid
    ranked = sorted(paid.items(), key=lambda entry: (-entry[1], entry[0]))
    lines = [_sentence(account, inside, cost, goal) for inside, cost in ranked if cost]
    return (*lines, _conclusion(tree, sum(paid.values())))


def _sentence(account: Account, inside: tuple[str, ...], cost: int, goal: Goal) -> str:
    amount = in_talks(cost)
    if inside == (ANYONE,):
        return f"Any plan pays at least {amount} to reach the first of {_names(account, goal.some)}."
    if len(inside) == 1 and goal.voices_for(inside[0]) > 1:
        name, voices = _names(account, inside), goal.voices
        return f"Any plan pays at least {amount} to get {voices} people to speak to {name}, who is reserved."
    if len(inside) == 1:
        return f"Any plan pays at least {amount} to get to {_names(account, inside)}."
    return f"Any plan pays at least {amount} to get inside {{{_names(account, inside)}}}."


def _conclusion(tree: Arborescence[str], cuts: int) -> str:
    total, lower = in_talks(tree.total), in_talks(tree.lower_bound)
    if tree.status is not Status.OPTIMAL:
        return f"No plan costs less than {lower}; the best one found costs {total}."
    if cuts >= tree.total:
        return f"Together that is {total}: no plan costs less."
    return f"Together that is {in_talks(cuts)}; every choice that is left was tried: no plan costs less than {total}."


def _names(account: Account, people: Iterable[str]) -> str:
    return ", ".join(account.name_of(person) for person in people)
