"""Pipes that close, terminals that cannot write everything, and what belongs on which stream."""

import os
import subprocess
import sys
from pathlib import Path

from some import some

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "sample_accounts" / "minghe.account.toml"


def start(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "committee", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )


def test_a_reader_who_goes_away_is_no_fault() -> None:
    process = start("report", str(ROOT / "sample_accounts" / "tessmark.account.toml"))
    some(process.stdout).close()
    assert some(process.stderr).read() == b""
    assert process.wait(timeout=60) == 0


def test_findings_keep_their_exit_code_when_nobody_reads() -> None:
    process = start("check", str(SAMPLE), "--date", "2026-11-20")
    some(process.stdout).close()
    assert some(process.stderr).read() == b""
    assert process.wait(timeout=60) == 1


def test_what_the_encoding_lacks_becomes_a_question_mark() -> None:
    process = start("plan", str(SAMPLE), PYTHONIOENCODING="ascii")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"?" in out


def test_the_screen_without_a_terminal() -> None:
    process = start(str(SAMPLE))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, b"")
    assert err.count(b"\n") == 1
