"""An account as a customer may see it: who is who, and nothing that we think of anybody."""

from dataclasses import replace
from typing import Final

from committee.model.account import Account, Header, Person
from committee.model.vocabulary import PersonStatus, Role

_FUNCTIONS: Final = frozenset({Role.LEGAL, Role.PROCUREMENT, Role.SECURITY})
"""The roles that are somebody's job and no judgement of ours."""


def customer_safe(account: Account) -> Account:
    """Who is who, where and when they work, and who reports to whom; nothing that we think.

    Influence is a judgement of ours, so only reporting lines are left of the ties. Coverage, gates, rivals, evidence,
    actions, acceptances, notes, comments and the deal itself are left out, and so is who left.
    """
    people = {
        key: _neutral(account, person)
        for key, person in account.people.items()
        if person.status is not PersonStatus.LEFT
    }
    return Account(
        header=Header(name=account.header.name),
        places=account.places,
        team={key: replace(mate, expertise=()) for key, mate in account.team.items() if mate.status != "left"},
        people=people,
    )


def _neutral(account: Account, person: Person) -> Person:
    boss = account.people.get(person.reports_to)
    return replace(
        person,
        roles=tuple(role for role in person.roles if role in _FUNCTIONS),
        need=None,
        stance=None,
        power=None,
        prefers="",
        cares_about="",
        reports_to=person.reports_to if boss is not None and boss.status is not PersonStatus.LEFT else "",
        replaced_by="",
        email="",
        crm_id="",
        last_contact=None,
        notes="",
        champion=None,
    )
