"""Every rule, in the order of its code. A new rule is one file and one line here."""

from committee.findings.rule import Rule
from committee.findings.rules import (
    approver_against,
    approver_not_met,
    approver_stance_unknown,
    approver_unreachable,
    champion_far_from_buyer,
    commit_without_buyer,
    conjecture,
    contradicted_claim,
    gate_late,
    isolated_remote_member,
    key_person_not_covered,
    left_company,
    missing_role,
    next_champion,
    no_champion,
    no_common_hour,
    no_counterpart,
    no_economic_buyer,
    no_opposition_found,
    opponent_closer_to_buyer,
    opposition_outweighs,
    overdue_action,
    place_without_voice,
    placeholder,
    plan_longer_than_time,
    several_economic_buyers,
    single_threaded,
    single_voice,
    stale_evidence,
    unproven_champion,
    vacant_seat,
)

RULES: tuple[Rule, ...] = (
    overdue_action.RULE,
    no_champion.RULE,
    unproven_champion.RULE,
    champion_far_from_buyer.RULE,
    place_without_voice.RULE,
    single_voice.RULE,
    next_champion.RULE,
    single_threaded.RULE,
    key_person_not_covered.RULE,
    no_counterpart.RULE,
    no_economic_buyer.RULE,
    several_economic_buyers.RULE,
    approver_unreachable.RULE,
    approver_not_met.RULE,
    approver_stance_unknown.RULE,
    no_opposition_found.RULE,
    opposition_outweighs.RULE,
    opponent_closer_to_buyer.RULE,
    missing_role.RULE,
    commit_without_buyer.RULE,
    approver_against.RULE,
    vacant_seat.RULE,
    conjecture.RULE,
    stale_evidence.RULE,
    contradicted_claim.RULE,
    gate_late.RULE,
    plan_longer_than_time.RULE,
    placeholder.RULE,
    left_company.RULE,
    isolated_remote_member.RULE,
    no_common_hour.RULE,
)

_BY_CODE = {rule.code: rule for rule in RULES}


def rule(code: str) -> Rule:
    """The rule with this code, in capitals or not.

    Raises:
        KeyError: there is none.
    """
    return _BY_CODE[code.upper()]
