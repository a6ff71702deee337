"""The wheel holds all it needs: built here, installed elsewhere, run outside the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without asking the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `committee` command of a fresh environment that holds the wheel; what it depends on is lent from here."""
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        "-q",
        str(wheel),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    own = Path(_said(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (own / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return scripts / "committee"


def _said(*command: str, folder: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=folder, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_themes_samples_and_style_sheets_are_inside(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("themes", "sample_accounts"):
        inside = {name.rpartition("/")[2] for name in names if name.startswith(f"committee/_bundled/{folder}/")}
        assert inside == {path.name for path in (ROOT / folder).iterdir()}
    sheets = {path.relative_to(ROOT).as_posix() for path in (ROOT / "committee").rglob("*.tcss")}
    assert sheets
    assert {name for name in names if name.endswith(".tcss")} == sheets
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_it_runs_elsewhere(installed: Path, tmp_path: Path) -> None:
    python = str(installed.parent / Path(sys.executable).name)
    where = Path(_said(python, "-c", "import committee; print(committee.__file__)", folder=tmp_path).strip())
    assert installed.parent.parent in where.parents
    assert "northwind" in _said(str(installed), "demo", "--help", folder=tmp_path)
    assert "* dark" in _said(str(installed), "themes", folder=tmp_path)


def test_every_sample_can_be_checked_elsewhere(installed: Path, tmp_path: Path) -> None:
    samples = _said(
        str(installed.parent / Path(sys.executable).name),
        "-c",
        "from committee.paths import bundled; print(bundled('sample_accounts'))",
        folder=tmp_path,
    ).strip()
    assert "_bundled" in samples
    said = _said(str(installed), "check", samples, "--fail-on", "never", "--date", "2026-11-20", folder=tmp_path)
    count = len(list((ROOT / "sample_accounts").iterdir()))
    assert f"{count} files: 0 errors, 0 warnings" in said


@pytest.mark.skipif(os.name == "nt", reason="a pty is POSIX")
def test_the_demo_opens_elsewhere(installed: Path, tmp_path: Path) -> None:
    from terminal import Terminal

    with Terminal([str(installed), "demo"], folder=tmp_path, environment={"PYTHONPATH": None}) as screen:
        screen.wait_for("YES .*Tour")
        assert "Northwind Robotics" in screen.text
        screen.press("ctrl+q")
        assert screen.wait_exit() == 0
        assert screen.left_on == []
