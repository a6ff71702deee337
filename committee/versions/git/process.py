"""One process of git: begun in a session of its own, listened to, and ended together with everything it started."""

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO

from committee.errors import Stop

PULSE = 0.05
"""Seconds between two questions whether to stop."""

PIPE = 1 << 20
"""Bytes of versions that may wait to be read."""

_SHELL = Path("/bin/sh")

# Standard input is a pipe that only we hold open: it ends when we do, however that comes about, and with it git and
# whatever git started. A shell does that on every Unix, and no code of ours has to run between fork and exec.
_TIED = """
exec 3<&0 </dev/null
trap : TERM
"$@" 3<&- &
git=$!
{ trap : TERM; read -r _ <&3; kill -TERM 0; sleep 2; kill -KILL 0; } >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait $git; code=$?
while kill -0 $git; do wait $git; code=$?; done 2>/dev/null
exec >/dev/null 2>&1
kill -KILL $watch
exit $code
"""


class Stopped(Exception):
    """`stop` said so; the process was ended."""


class Silent(Exception):
    """Nothing was heard for as long as was to be waited; the process was ended."""


def start(
    folder: Path, command: list[str], environment: Mapping[str, str], stdin: int, stderr: int = subprocess.PIPE
) -> "subprocess.Popen[bytes]":
    """Begin a command in a folder."""
    return subprocess.Popen(  # noqa: S603 - no shell; every argument stands for itself
        command,
        cwd=folder,
        env=environment,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
        # A session of its own: ssh cannot ask on the terminal the screen is on, and cancelling ends it too.
        start_new_session=True,
    )


def finish(process: "subprocess.Popen[bytes]", stdin: bytes | None, stop: Stop | None) -> tuple[bytes, bytes]:
    """Give it what it reads; what it says on stdout and stderr until it ends.

    Raises:
        Stopped: `stop` said so.
    """
    if stop is None:
        return process.communicate(stdin)
    while True:
        try:
            return process.communicate(stdin, timeout=PULSE)
        except subprocess.TimeoutExpired:
            stdin = None  # what was not read yet is kept, and must not be given again
            if stop():
                end(process)
                raise Stopped from None


def converse(
    folder: Path, command: list[str], environment: Mapping[str, str], stop: Stop | None, patience: float
) -> tuple[int, bytes, bytes]:
    """Run something that waits for others: its exit code, stdout and stderr. It ends when we do, killed or not.

    Args:
        folder: where.
        command: what.
        environment: all of it.
        stop: asked every `PULSE` seconds.
        patience: seconds without a word after which it is given up.

    Raises:
        Stopped: `stop` said so.
        Silent: nothing was heard for so long.
    """
    tied = _SHELL.exists()
    reads, ours = os.pipe()
    try:
        whole = [str(_SHELL), "-c", _TIED, "sh", *command] if tied else command
        process = start(folder, whole, environment, reads if tied else subprocess.DEVNULL)
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(reads)
    try:
        return _heard(process, stop, patience)
    finally:
        end(process)
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
        os.close(ours)


def _heard(process: "subprocess.Popen[bytes]", stop: Stop | None, patience: float) -> tuple[int, bytes, bytes]:
    said: list[bytes] = []
    words: list[bytes] = []
    listeners = [
        Thread(target=_listen, args=(pipe, into), daemon=True)
        for pipe, into in ((process.stdout, said), (process.stderr, words))
    ]
    for listener in listeners:
        listener.start()
    known, since = 0, monotonic()
    while True:
        try:
            code = process.wait(timeout=PULSE)
            break
        except subprocess.TimeoutExpired:
            if len(said) + len(words) != known:
                known, since = len(said) + len(words), monotonic()
            if stop is not None and stop():
                raise Stopped from None
            if monotonic() - since > patience:
                raise Silent from None
    for listener in listeners:
        # A helper that stays (ssh keeps connections open) may hold the pipes for longer than anybody waits.
        listener.join(timeout=1)
    return code, b"".join(said), b"".join(words)


def _listen(pipe: IO[bytes] | None, into: list[bytes]) -> None:
    with suppress(OSError, ValueError):
        while pipe is not None and (piece := os.read(pipe.fileno(), 1 << 16)):
            into.append(piece)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask git and whatever it started to end, so that it removes its locks; then insist."""
    for sign in ("SIGTERM", "SIGKILL"):
        if process.poll() is not None:
            return
        try:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, getattr(signal, sign))
            else:
                process.terminate()
        except (ProcessLookupError, PermissionError):
            return
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            continue


def widen(stream: IO[bytes]) -> None:
    """Let many versions fit into the pipe, where the system can: less to and fro between git and us."""
    try:
        import fcntl

        fcntl.fcntl(stream.fileno(), fcntl.F_SETPIPE_SZ, PIPE)
    except (ImportError, AttributeError, OSError):
        return
