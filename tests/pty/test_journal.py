"""Sittings that are killed, and terminals that are closed, at a few moments; many more of them by hand."""

from pathlib import Path

import journal_storm
import pytest


def test_what_was_on_the_screen_for_a_second_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "")  # set by the storm, and as it was afterwards
    monkeypatch.setattr(journal_storm, "LONGEST", 5.0)
    assert list(journal_storm.killed(tmp_path, 3, 5, opened=3)) == []
