"""Accounts about which program and text still differ.

The smallest are in tests/unit/consensus/test_advice_differences.py and tests/unit/findings/test_differences.py.
Each goes, and where it is left out of the random accounts too, with the commit that mends it.
"""

import datetime as dt

from advice_oracle import Reading
from standing_oracle import FOR_US

from committee.model.account import Account
from committee.model.vocabulary import Claim, Expertise, Role


def split(account: Account, today: dt.date) -> bool:
    """On the newest day we heard two stances of somebody, neither of them the one written down."""
    reading = Reading(account, today)
    said = {i: {e.value for e in reading.counting(i, Claim.STANCE)} for i in reading.people}
    return any(len(values) > 1 and reading.people[i].stance not in values for i, values in said.items())


def stuck_in_quorum(account: Account, today: dt.date) -> bool:
    """Somebody of a quorum that lacks voices is needed for themselves too, and against, or gone without successor."""
    reading = Reading(account, today)
    stuck = [i for i in reading.of if reading.states.get(i) in ("against", "vacant")]
    return reading.quorum_met < reading.at_least and any(reading.mandatory(i) for i in stuck)


def doubted_otherwise(account: Account, today: dt.date) -> bool:
    """What is not confirmed is all that makes a member, heard to be less, or a reporting line; or the deal is over."""
    reading = Reading(account, today, confirmed_only=True)
    unsure = [i for i, p in reading.people.items() if p.stance is not None and reading.stance(i) is None]
    unsure += [i for i, p in reading.people.items() if p.champion is not None and not reading.proven(i)]
    lines = [pair for pair, (_, record) in reading.ties.items() if record is None and reading.conjectured(pair)]
    heard_less = [i for i in unsure if reading.worse_than_claimed(i)]
    return reading.closed or bool(lines or heard_less) or any(_only_claim(reading, i) for i in unsure)


def _only_claim(reading: Reading, i: str) -> bool:
    person = reading.people[i]
    weighty = (person.power or 0) >= reading.limit["voice_power"]
    return not (person.roles or person.need is not None or weighty or i in reading.of)


def found_otherwise(reading: Reading, code: str, subject: str) -> bool:
    """Whether a rule judges a subject otherwise than the text, as far as we know."""
    person = reading.account.people.get(subject)
    if person is None:
        return False
    if code in ("RM001", "PP001"):
        return reading.states.get(subject) == "spare"
    if code == "EV003":
        only_claimed = person.champion is not None and person.stance not in FOR_US
        return reading.states.get(subject) == "spare" or only_claimed
    if code == "CV003":
        ours = {skill for mate in reading.team for skill in reading.account.team[mate].expertise}
        return Role.ECONOMIC_BUYER in person.roles and Expertise.FINANCE not in ours
    return code == "DM012" and person.replaced_by in reading.people
