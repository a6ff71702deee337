"""What all tests share: hypothesis never judges by the clock, and a failing example is found again on every machine."""

import os
from collections.abc import Iterator

import pytest
from examples import examples
from hypothesis import settings
from own_git import ENVIRONMENT

settings.register_profile("committee", deadline=None, derandomize=True, max_examples=examples(100))
settings.load_profile("committee")


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as there are cores: tests of the screen wait for it a third of their time."""
    return (os.cpu_count() or 1) * 3 // 2 or 1


@pytest.fixture(scope="session", autouse=True)
def own_folders_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What one sitting leaves for the next, and what can be computed again, stays in folders of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git, whoever calls it, knows nothing of this machine and writes as the same author on the same day."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
