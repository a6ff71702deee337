"""docs/consensus.md says the costs that are charged."""

import re
from pathlib import Path

from committee.consensus.solver.status import Status
from committee.model.tunables import EFFORT

TEXT = (Path(__file__).parents[3] / "docs" / "consensus.md").read_text(encoding="utf-8")


def test_every_cost_stands_in_the_table_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+)", TEXT, flags=re.MULTILINE)
    assert rows == [(cost.key, str(cost.default)) for cost in EFFORT]


def test_every_status_is_explained() -> None:
    assert all(f"| `{status}` |" in TEXT for status in Status)
