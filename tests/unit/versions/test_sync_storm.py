"""Syncs killed at any moment, and many at once; `tests/sync_storm.py` is run by hand with larger numbers."""

import pytest
from sync_storm import concurrent, killed

pytestmark = pytest.mark.usefixtures("own_git")


def test_syncs_that_are_killed_lose_nothing(tmp_path):
    assert killed(tmp_path, 2) == []


def test_syncs_at_once_lose_nothing(tmp_path):
    assert concurrent(tmp_path, 3, people=3) == []
