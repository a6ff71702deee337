"""How long accounts at the limits of the format take: every shape of `tests/extremes.py`, at its largest.

    python benchmarks/limits.py [shape ...]

For each the time of the processor for loading (`store.read_text`), `committee check`, `committee plan` and
`committee report` as Markdown and as HTML, each as a ratio to `tomllib.loads` of the same bytes in the same run; a `-`
stands where the file has errors, since that is all that is said then. What takes longer than `GIVEN_UP` is ended and
shown as `>` what it had taken. Files, settings and reports of crashes go to a folder that is removed.
"""

import gc
import io
import os
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from extremes import SHAPES, written  # noqa: E402 - from tests/, put on the path above
from generate import TODAY  # noqa: E402 - likewise

from committee import store  # noqa: E402 - likewise
from committee.cli.dispatch import run  # noqa: E402 - likewise
from committee.cli.exit_codes import FAULTY, FINDINGS, FINE  # noqa: E402 - likewise

GIVEN_UP = 60.0
"""Seconds of the processor."""

COMMANDS = {
    "check": ("check",),
    "plan": ("plan",),
    "md": ("report", "--format", "markdown"),
    "html": ("report", "--format", "html"),
}


class TooLong(BaseException):
    """Not an exception of ours, so that no net catches it."""


def seconds(work: Callable[[], object]) -> float:
    """Time of the processor, of one round; `TooLong` where it is given up."""
    gc.collect()
    signal.setitimer(signal.ITIMER_PROF, GIVEN_UP)
    start = time.process_time()
    try:
        work()
        return time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def called(words: Sequence[str], file: Path) -> int:
    """The exit code of a command, its words written as they are to a file and thrown away."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run([*words, str(file), "--date", TODAY.isoformat()])
    if code not in {FINE, FINDINGS, FAULTY}:
        raise SystemExit(f"committee {' '.join(words)}: ended with {code}")
    return code


def figures(data: bytes, file: Path, parse: float) -> Iterator[str]:
    """The ratios of one shape, a cell each."""
    yield f"{min(seconds(lambda: store.read_text(data)) for _ in range(3)) / parse:.1f}"
    faulty = store.read_text(data).read_only
    for name, words in COMMANDS.items():
        if faulty and name != "check":
            yield "-"
            continue
        try:
            yield f"{seconds(lambda: called(words, file)) / parse:.1f}"  # noqa: B023 - run at once
        except TooLong:
            yield f">{GIVEN_UP / parse:.0f}"


def main(shapes: Sequence[str]) -> None:
    """A line for each shape."""
    print(f"{'shape':14}{'KB':>7}{'tomllib':>10}{'load':>8}" + "".join(f"{name:>8}" for name in COMMANDS), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {f"XDG_{kind}_HOME": folder for kind in ("CONFIG", "STATE", "CACHE")}
        warm = Path(folder, "warm.account.toml")
        warm.write_text(written("chain", 20), encoding="utf-8")
        for words in COMMANDS.values():
            called(words, warm)  # what is imported once is not the account's
        for shape in shapes:
            text = written(shape)
            file = Path(folder, f"{shape}.account.toml")
            file.write_text(text, encoding="utf-8")
            parse = min(seconds(lambda: tomllib.loads(text)) for _ in range(3))  # noqa: B023 - run at once
            line = f"{shape:14}{file.stat().st_size // 1024:7}{parse * 1e3:7.0f} ms"
            cells = figures(text.encode(), file, parse)
            print(line + "".join(f"{cell:>8}" for cell in cells), flush=True)


def _given_up(_number: int, _frame: FrameType | None) -> None:
    raise TooLong


if __name__ == "__main__":
    signal.signal(signal.SIGPROF, _given_up)
    main(sys.argv[1:] or list(SHAPES))
