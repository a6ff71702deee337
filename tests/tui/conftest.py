"""No test of the screen reads or writes the settings of whoever runs it."""

import pytest
from rest import at_rest

NEVER = 600.0
"""Seconds. On a busy machine a key takes longer than it is waited for at a keyboard, and the next would overtake it;
and a file is looked at in the middle of a test, which says something else than what the test looks for."""


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Config, state and cache folders of this test alone."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def waiting_for_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pilot waits for the program, not for time to pass; what the clock brings, a test asks for."""
    monkeypatch.setattr("committee.tui.terminal.key_order.PATIENCE", NEVER)
    monkeypatch.setattr("committee.tui.account.file_watch.SECONDS", NEVER)
    monkeypatch.setattr("textual.pilot.wait_for_idle", at_rest)
    monkeypatch.setattr("textual.app.wait_for_idle", at_rest)
