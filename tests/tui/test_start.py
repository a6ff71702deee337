"""How the screen is started: memory is not tidied before the first frame, and is from then on."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from committee.cli import screen
from committee.cli.screen import Request, show_screen
from committee.settings import Settings
from committee.tui import run
from committee.tui.app import CommitteeApp

SAMPLE = Path(__file__).parents[2] / "sample_accounts" / "northwind.account.toml"


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(screen, "has_terminal", lambda: True)
    yield
    gc.enable()


@pytest.mark.usefixtures("on_a_terminal")
def test_nothing_is_collected_before_the_first_frame_and_everything_after_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = []

    def app_runs(_app: object) -> None:
        seen.append(gc.isenabled())

    def drawn(*_: object) -> None:
        seen.append(gc.isenabled())

    monkeypatch.setattr(run, "has_terminal", lambda: True)
    monkeypatch.setattr(run, "_first_frame", drawn)
    monkeypatch.setattr(CommitteeApp, "run", app_runs)
    copy = Path(shutil.copy(SAMPLE, tmp_path))
    assert show_screen(Request(paths=(copy,)), Settings()) == 0
    assert seen == [False, True]


@pytest.mark.usefixtures("on_a_terminal")
def test_memory_is_collected_again_where_the_screen_could_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("no screen")

    monkeypatch.setattr("committee.tui.run.run", fails)
    with pytest.raises(ValueError, match="no screen"):
        show_screen(Request(), Settings())
    assert gc.isenabled()
