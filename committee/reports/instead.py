"""What if a talk cannot be held: the plan without it, for as many talks as a report may take time for."""

from committee.consensus.plan import Plan, Talk
from committee.consensus.repair import fallback

FALLBACK_STEPS = 2_000_000
"""Solver steps for each question of what if a talk cannot be held; enough for a proof but on the hardest accounts."""

_WAYS = 100_000
"""Ways to speak that all those plans together may choose from: some seconds, whatever the size of the account."""


def plan_without(plan: Plan, talk: Talk) -> Plan | None:
    """The plan if `talk` cannot be held; `None` for the later talks of a plan of hundreds of people.

    Which talks are asked about depends on the account alone, never on the machine.
    """
    if plan.problem is None or talk.number > max(3, _WAYS // max(1, len(plan.problem.ways))):
        return None
    return fallback(plan, talk.number, steps=FALLBACK_STEPS)
