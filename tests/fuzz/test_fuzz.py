"""The first cases of every fuzzer; by hand there are thousands."""

from pathlib import Path

import pytest

from fuzz import accounts, fields, keys, merges, pasted
from fuzz.hand import tried


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_git: None) -> None:
    """The current folder, settings, state and caches are of this test alone."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.mark.parametrize("block", range(3))
def test_mutated_accounts(block: int) -> None:
    for number in range(25 * block, 25 * block + 25):
        assert tried(accounts.case, 0, number) == []


def test_odd_text_in_every_field() -> None:
    for number in range(8):
        assert tried(lambda rng: fields.case(rng, each=2, screens=0), 0, number) == []


def test_odd_text_in_every_field_on_the_screen_and_in_versions() -> None:
    assert tried(lambda rng: fields.case(rng, each=0, screens=1), 0, 3) == []


@pytest.mark.parametrize("block", range(2))
def test_pasted_lines(block: int) -> None:
    for number in range(10 * block, 10 * block + 10):
        assert tried(pasted.case, 0, number) == []


@pytest.mark.parametrize("number", range(2))
def test_random_keys(number: int) -> None:
    assert tried(lambda rng: keys.case(rng, keys=120), 0, number) == []


def test_merges() -> None:
    for number in range(24):
        assert tried(merges.case, 0, number) == []
