"""The program for git to call hundreds of times, without hundreds of starts of Python.

A process that has loaded what a merge needs waits at a socket. What git calls (`served_call`) passes on arguments,
folder, environment and open files; each call is a fork, in which `committee` runs as if it had been started. Whether
git can start it the way it is recorded in the configuration is for tests with few files to show.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

READY = "ready"
_HERE = Path(__file__)
_MOST = 1 << 20


@contextmanager
def served() -> Iterator[tuple[str, ...]]:
    """How the program is called, as the words of a command, while a process for it waits."""
    with TemporaryDirectory(prefix="committee-") as folder:
        place = str(Path(folder) / "door")
        environment = {**os.environ, "PYTHONPATH": str(_HERE.parents[1])}
        command = [sys.executable, str(_HERE), place]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            assert server.stdout.readline().strip() == READY
            # The client needs only the standard library, and starts sooner without looking for more.
            yield (sys.executable, "-I", "-S", str(_HERE.with_name("served_call.py")), place)
            server.terminate()


def wait(place: str) -> None:
    """Answer calls one after the other, as git makes them."""
    from committee.__main__ import main
    from committee.cli import root  # noqa: F401 - what a merge needs is loaded before the first fork
    from committee.cli.commands import merge  # noqa: F401
    from committee.versions.merge import conflict_words, driver, text_merge  # noqa: F401

    with socket.socket(socket.AF_UNIX) as door:
        door.bind(place)
        door.listen()
        print(READY, flush=True)  # noqa: T201 - what `served` waits for
        while True:
            caller, _ = door.accept()
            with caller:
                said, files, _, _ = socket.recv_fds(caller, _MOST, 3)
                child = os.fork()
                if not child:
                    _become(os.fsdecode(said).split("\0"), files)
                    code = main()
                    sys.stdout.flush()
                    sys.stderr.flush()
                    os._exit(code)
                for file in files:
                    os.close(file)
                caller.sendall(bytes([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF]))


def _become(said: list[str], files: list[int]) -> None:
    folder, count, *words = said
    for number, file in enumerate(files):
        os.dup2(file, number)
    os.chdir(folder)
    sys.argv = ["committee", *words[: int(count)]]
    os.environ.clear()
    os.environ.update((name, value) for name, _, value in (word.partition("=") for word in words[int(count) :]))


if __name__ == "__main__":
    wait(sys.argv[1])
