"""No test of the screen reads or writes the settings of whoever runs it."""

from collections.abc import Iterator

import pytest
from rest import at_rest

FOLDERS = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
NEVER = 600.0
"""Seconds. On a busy machine a key takes longer than it is waited for at a keyboard, and the next would overtake it;
and a file is looked at in the middle of a test, which says something else than what the test looks for."""


@pytest.fixture(autouse=True)
def own_folders(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Config, state and cache folders of this test alone; a fault that the program survived fails it all the same."""
    folders = {name: tmp_path_factory.mktemp(name.lower()) for name in FOLDERS}
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(folder))
    monkeypatch.delenv("NO_COLOR", raising=False)
    yield
    report = folders["XDG_STATE_HOME"] / "committee" / "crash.txt"
    if report.exists() and request.node.get_closest_marker("faulty") is None:
        pytest.fail(f"a fault of ours: {report.read_text(encoding='utf-8')}")


@pytest.fixture(autouse=True)
def waiting_for_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pilot waits for the program, not for time to pass; what the clock brings, a test asks for."""
    monkeypatch.setattr("committee.tui.terminal.key_order.PATIENCE", NEVER)
    monkeypatch.setattr("committee.tui.account.file_watch.SECONDS", NEVER)
    monkeypatch.setattr("textual.pilot.wait_for_idle", at_rest)
    monkeypatch.setattr("textual.app.wait_for_idle", at_rest)
