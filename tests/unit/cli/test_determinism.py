"""The same file and date give the same bytes: under any hash seed, and however the tables of the file are ordered."""

import json
import os
import random
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from calls import Run

from committee.paths import samples

ROOT = Path(__file__).parents[3]
DAY = "2026-11-20"
CALLS = [
    [command, *options, path.name, "--date", DAY]
    for path in samples()
    for command, *options in (
        ["check"],
        ["check", "--format", "json"],
        ["plan"],
        ["plan", "--format", "json"],
        ["report"],
        ["report", "--plain"],
        ["report", "--format", "json"],
    )
]
PROGRAM = f"""
import sys
from committee.__main__ import main
for call in {CALLS!r}:
    main(call)
"""


def test_three_hash_seeds() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT / "sample_accounts",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 100_000


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.name.partition(".")[0])
def test_shuffled_tables(run: Run, tmp_path: Path, sample: Path) -> None:
    raw = tomllib.loads(sample.read_text())
    tidy, mixed = tmp_path / "tidy", tmp_path / "mixed"
    tidy.mkdir()
    mixed.mkdir()
    (tidy / "a.account.toml").write_text(sample.read_text())
    shuffled = _shuffled(raw, random.Random(7))
    (mixed / "a.account.toml").write_text(tomli_w.dumps(shuffled))
    for command, *options in (
        ["plan"],
        ["plan", "--format", "json"],
        ["report"],
        ["report", "--plain"],
        ["report", "--format", "json"],
    ):
        said = [run(command, *options, folder / "a.account.toml", "--date", DAY).out for folder in (tidy, mixed)]
        assert said[0] == said[1], command
    checked = []
    for folder in (tidy, mixed):
        found = json.loads(run("check", folder / "a.account.toml", "--date", DAY, "--format", "json").out)["files"][0][
            "findings"
        ]
        checked.append([{key: value for key, value in one.items() if key not in {"line", "column"}} for one in found])
    assert checked[0] == checked[1]


def _shuffled(value: Any, rng: random.Random) -> Any:
    if not isinstance(value, dict):
        return value
    items = [(key, _shuffled(inner, rng)) for key, inner in value.items()]
    rng.shuffle(items)
    return dict(items)
