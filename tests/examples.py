"""How many examples a property is tried with: as many as it asks for, or a few where the whole suite runs elsewhere."""

import os

MOST = int(os.environ.get("COMMITTEE_EXAMPLES", "10000"))
"""No property is tried with more examples than this."""


def examples(wanted: int) -> int:
    """As many as are wanted, within what the run allows."""
    return min(wanted, MOST)
