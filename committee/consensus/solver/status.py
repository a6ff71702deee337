"""What is proven about an answer."""

from enum import StrEnum


class Status(StrEnum):
    """How far the search came."""

    OPTIMAL = "optimal"
    GAP = "gap"
    NO_APPROVER = "no-approver"
    NO_VOICE = "no-voice"
    INFEASIBLE = "infeasible"
    BLOCKED = "blocked"
    """No talk brings a yes that the decision needs; what is proven about the others stands beside it."""
