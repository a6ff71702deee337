"""What one talk costs, asked without a plan."""

from datetime import date

from committee.consensus.effort import Pricing, Term, Way, way_of
from committee.graph.arcs import Arc
from committee.graph.standing import Committee
from committee.model.account import Account


def talk_terms(account: Account, committee: Committee, talk: Arc | Way, today: date) -> tuple[Term, ...]:
    """The parts of a talk's effort that are not zero, in the order of docs/consensus.md; their sum is the effort."""
    return Pricing(account, committee, today).terms(way_of(talk) if isinstance(talk, Arc) else talk)
