"""Every sample account gives, to the byte, the analysis that somebody has read and agreed to.

After a change that is meant: `python tests/golden/update.py`, and read the difference.
"""

from pathlib import Path

import pytest
from golden.update import FOLDER, golden_of, rendered

from committee.paths import samples


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.name.partition(".")[0])
def test_golden(sample: Path) -> None:
    assert rendered(sample) == golden_of(sample).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == {golden_of(sample).name for sample in samples()}
