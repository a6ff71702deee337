"""What the tests of the command line share."""

import shutil
from pathlib import Path

import pytest
from calls import Ran, Run

from committee.__main__ import main
from committee.paths import samples

DAY = "2026-11-20"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call the program in this process, with no settings and no state but in a scratch folder."""
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home" / variable))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-git"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "no-git"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def northwind(tmp_path: Path) -> Path:
    """A copy of the demo account in the current folder."""
    source = next(path for path in samples() if path.name.startswith("northwind"))
    return Path(shutil.copy(source, tmp_path / source.name))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """An account file with two errors and a warning."""
    path = tmp_path / "broken.account.toml"
    path.write_text(
        'format = 1\n[account]\nname = "Acme"\nstage = "evaluashun"\nshoe = 1\n[people.tom]\nname = "Tom"\npower = 9\n'
    )
    return path
