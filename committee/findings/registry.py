"""Every rule, in the order of its code. A new rule is one file and one line here."""

from committee.findings.rule import Rule
from committee.findings.rules import (
    no_champion,
    no_economic_buyer,
)

RULES: tuple[Rule, ...] = (
    no_champion.RULE,
    no_economic_buyer.RULE,
)

_BY_CODE = {rule.code: rule for rule in RULES}


def rule(code: str) -> Rule:
    """The rule with this code, in capitals or not.

    Raises:
        KeyError: there is none.
    """
    return _BY_CODE[code.upper()]
