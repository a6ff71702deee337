"""How long until the first frame with content stands on the screen, as a ratio to the least Textual program there is.

Both run in a pty of 120x40 in turn; the time is from starting the process to the last byte of the frame that first
shows the text waited for. Ours has to show the title, the yes board and the cards of the map.

Usage: python benchmarks/first_frame.py [runs]
"""

import os
import pty
import re
import select
import shutil
import statistics
import struct
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 1.6
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07]*\x07")
MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("the least there is")

Minimal().run()
"""


def first_frame(command: list[str], wanted: tuple[bytes, ...], limit: float = 20.0) -> float:
    """Seconds until everything in `wanted` has been written to the terminal."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", PYTHONPATH=str(ROOT))
        os.execv(command[0], command)  # noqa: S606 - the program under measurement
    _resize(terminal)
    seen = b""
    try:
        while time.perf_counter() - began < limit:
            if not select.select([terminal], [], [], 0.2)[0]:
                continue
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
            plain = ESCAPES.sub(b"", seen)
            if all(text in plain for text in wanted):
                return time.perf_counter() - began
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)
    raise SystemExit(f"never shown: {wanted}; the screen had {ESCAPES.sub(b'', seen)[-400:]!r}")


def _resize(terminal: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))


def measure(runs: int = 10) -> dict[str, float]:
    """Medians in milliseconds, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        minimal = Path(folder, "minimal.py")
        minimal.write_text(MINIMAL)
        account = Path(folder, "northwind.account.toml")
        shutil.copyfile(ROOT / "sample_accounts" / account.name, account)
        least, ours = [], []
        for _ in range(runs):
            least.append(first_frame([sys.executable, str(minimal)], (b"the least there is",)))
            ours.append(
                first_frame(
                    [sys.executable, "-m", "committee", str(account)],
                    (b"Northwind Robotics", b"YES ", b"Berlin", b"Lee", b"Nair", b"Tavares"),
                )
            )
    a, b = statistics.median(least) * 1000, statistics.median(ours) * 1000
    return {"minimal_ms": round(a, 1), "committee_ms": round(b, 1), "ratio": round(b / a, 2), "limit": LIMIT}


if __name__ == "__main__":
    found = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
    print(found)
    sys.exit(found["ratio"] > LIMIT)
