"""Syncs killed at any moment, and many at once; `tests/sync_storm.py` is run by hand with larger numbers."""

from pathlib import Path

import pytest
from sync_storm import concurrent, killed

pytestmark = pytest.mark.usefixtures("own_git")


def test_syncs_that_are_killed_lose_nothing(tmp_path: Path) -> None:
    assert killed(tmp_path, 2) == []


def test_syncs_at_once_lose_nothing(tmp_path: Path) -> None:
    assert concurrent(tmp_path, 3, people=3) == []
