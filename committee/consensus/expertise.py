"""Whose word counts with whom: the expertise of ours that matches a role of theirs."""

from collections.abc import Iterable, Mapping

from committee.model.vocabulary import Expertise, Role

ROLES_OF_EXPERTISE: Mapping[Expertise, frozenset[Role]] = {
    Expertise.COMMERCIAL: frozenset({Role.PROCUREMENT}),
    Expertise.TECHNICAL: frozenset({Role.TECHNICAL_BUYER, Role.EVALUATOR}),
    Expertise.SECURITY: frozenset({Role.SECURITY}),
    Expertise.LEGAL: frozenset({Role.LEGAL}),
    Expertise.FINANCE: frozenset({Role.ECONOMIC_BUYER}),
    Expertise.OPERATIONS: frozenset({Role.USER_BUYER}),
}
"""The roles that somebody of ours with an expertise speaks to as a peer."""


def matches(expertise: Iterable[Expertise], roles: Iterable[Role]) -> bool:
    """Whether any expertise matches any role."""
    wanted = frozenset(roles)
    return any(ROLES_OF_EXPERTISE[skill] & wanted for skill in expertise)


def matching(roles: Iterable[Role]) -> tuple[Expertise, ...]:
    """The expertise that matches any of the roles, in vocabulary order."""
    wanted = frozenset(roles)
    return tuple(skill for skill, theirs in ROLES_OF_EXPERTISE.items() if theirs & wanted)
