"""Tests of what only a real terminal shows; every one runs the program as a user does."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if os.name == "nt":
    collect_ignore_glob = ["test_*.py"]
else:
    from terminal import Start, Terminal

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder of its own: no settings, no state, and a git that knows who "I" am."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "gitconfig").write_text("[user]\n\tname = Dana Okafor\n\temail = dana@us.example\n", encoding="utf-8")
    return folder


@pytest.fixture
def committee(home: Path, tmp_path: Path) -> "Iterator[Start]":
    """Start the program: `committee("FILE", columns=80, rows=24)` gives a `Terminal`, ended after the test."""
    running: list[Terminal] = []

    def start(
        *arguments: object, columns: int = 120, rows: int = 40, environment: dict[str, str | None] | None = None
    ) -> Terminal:
        own: dict[str, str | None] = {
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
            **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "STATE", "CACHE", "DATA")},
        }
        command = [sys.executable, "-m", "committee", *map(str, arguments)]
        terminal = Terminal(command, columns=columns, rows=rows, environment=own | (environment or {}), folder=tmp_path)
        running.append(terminal)
        return terminal

    yield start
    for terminal in running:
        terminal.__exit__(None, None, None)
