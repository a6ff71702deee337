"""On organisations as they are met no rule stands among the five worst rows of every other account."""

from collections import Counter

import pytest
from organisations import TODAY, organisation

from committee.findings.rows import WORST, rows
from committee.workspace import analyse

SEEDS = 30


@pytest.mark.parametrize("people", [20, 70, 170])
def test_the_five_worst_rows_are_not_always_the_same(people: int) -> None:
    stood: Counter[str] = Counter()
    for seed in range(SEEDS):
        found = analyse(organisation(seed, people), TODAY, footed=False).findings
        worst = rows(found)[:WORST]
        assert len({row.code for row in worst}) == len(worst)
        stood.update(row.code for row in worst)
    assert {code: count for code, count in stood.items() if count > SEEDS / 2} == {}
    assert len(stood) > 12
