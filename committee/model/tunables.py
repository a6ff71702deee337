"""The costs of a conversation and the thresholds of the findings: one table each, overridable per account.

Costs are integers in thousandths of one easy talk. An account's `[effort]` and `[thresholds]` tables replace single
entries; whatever is computed from one of them prints the value it used.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tunable:
    """One number an account may set for itself; `minimum` and `maximum` are inclusive."""

    key: str
    default: int
    doc: str
    minimum: int = 0
    maximum: int = 100_000


EFFORT = (
    Tunable("talk", 1000, "every talk", minimum=1),
    Tunable("tie", 600, "per point of strength missing to 5, on an existing tie"),
    Tunable(
        "first_meeting", 3000, "a teammate meets a member, or starts anew with one they cover, where that is cheaper"
    ),
    Tunable("introduction", 2500, "somebody introduces a member who is not tied to them"),
    Tunable("remote", 300, "the two cannot meet in person"),
    Tunable("hours_under_4", 100, "shared hours of 2 or more but under 4"),
    Tunable("hours_under_2", 300, "some shared hours, under 2"),
    Tunable("hours_none", 1500, "no shared hours: somebody must move their day"),
    Tunable("hours_unknown", 100, "the zone of one of them is unknown"),
    Tunable("stance_neutral", 800, "the listener is neutral"),
    Tunable("stance_unknown", 1000, "the listener's stance is unknown"),
    Tunable("stance_reserved", 2000, "the listener is reserved"),
    Tunable("relay_neutral", 800, "the speaker is neutral today and must be won before speaking for us"),
    Tunable("relay_unknown", 1000, "the speaker's stance is unknown and must be won before speaking for us"),
    Tunable("ours", 500, "one of ours speaks to an approver who does not support us, outside their expertise"),
    Tunable("unproven", 500, "once a plan and voice: it starts from a voice on their side who is no proven champion"),
    Tunable("conjecture", 500, "the newest evidence on the tie is conjecture"),
    Tunable("stale", 500, "our own tie, last contact longer ago than the threshold contact_days"),
)

THRESHOLDS = (
    Tunable(
        "voice_power",
        3,
        "a supporter of at least this power is a voice; anyone of this power is a member",
        1,
        6,
    ),
    Tunable("vouch_days", 60, "evidence vouches for a stance for this many days", 0, 3650),
    Tunable("contact_days", 60, "our own tie is stale after this many days without contact", 0, 3650),
    Tunable("stale_days", 45, "evidence on an approver or champion is stale after this many days (EV002)", 0, 3650),
    Tunable("buyer_ties", 2, "a champion should reach the economic buyer within this many ties (CH003)", 1, 64),
    Tunable("place_members", 3, "a place or department of this many members needs a voice (CH004)", 1, 5000),
    Tunable("next_champion_percent", 10, "a next champion must cut the plan by this many percent (CH006)", 0, 100),
    Tunable("next_champion_power", 2, "power a next champion needs at least (CH006)", 1, 5),
    Tunable(
        "offset_hours",
        4,
        "a member this many hours from the committee's median offset is distributed (RM001)",
        1,
        26,
    ),
    Tunable("shared_minutes", 120, "shared minutes a member needs with somebody tied to them (RM001)", 0, 1440),
    Tunable("far_members", 12, "from this many reachable members on, far is judged by quartiles (RM001)", 2, 5000),
    Tunable("common_minutes", 60, "continuous minutes a meeting of all open approvers needs (RM002)", 15, 1440),
    Tunable("common_approvers", 3, "open approvers from which on a common hour is looked for (RM002)", 2, 5000),
    Tunable("known_stances", 5, "known stances from which on missing opposition is judged (DM006, DM007)", 1, 5000),
    Tunable("thread_members", 3, "members from which on single threading is judged (CV001)", 2, 5000),
    Tunable("key_power", 4, "a member of at least this power should be covered (CV002)", 1, 5),
)


def effort_costs(overrides: Mapping[str, int]) -> dict[str, int]:
    """All costs, the account's own where it has them."""
    return {cost.key: overrides.get(cost.key, cost.default) for cost in EFFORT}


def thresholds(overrides: Mapping[str, int]) -> dict[str, int]:
    """All thresholds, the account's own where it has them."""
    return {limit.key: overrides.get(limit.key, limit.default) for limit in THRESHOLDS}
