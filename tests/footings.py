"""The plan if only confirmed claims count, as `committee.consensus.hinges` makes it."""

from committees import TODAY

from committee.consensus.hinges import footing, on_confirmed
from committee.consensus.plan import Plan, budget_of, plan
from committee.graph.standing import committee_of
from committee.model.account import Account


def sure(account: Account) -> Plan:
    """On what is confirmed; of a closed deal as its footing has it."""
    made = plan(account, TODAY)
    if made.closed:
        return footing(account, TODAY, made).confirmed
    return on_confirmed(account, committee_of(account, TODAY), budget_of(None, None))
