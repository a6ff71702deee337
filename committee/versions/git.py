"""Git, run as a process of its own: never through a shell, never asking anything, its words cleaned.

The user's git as it is configured, credentials and hooks included; only what would change the form of its answers is
set. `Repository.of` finds the repository of a path; `objects` reads any number of versions through one process.
"""

import os
import signal
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from committee.errors import CommitteeError
from committee.text import show

Stop = Callable[[], bool]
"""Asked now and then: whether nobody waits for the answer any more."""

OPTIONS = (
    "--no-pager",
    *("-c", "core.quotepath=off"),
    *("-c", "color.ui=false"),
    *("-c", "log.showSignature=false"),  # would print lines of gpg between the commits
    *("-c", "advice.detachedHead=false"),
)
"""What every call sets, so that answers have one form on every machine."""

AHEAD = 64
"""How many versions are asked for ahead; their names fit into a pipe, so that neither side waits for the other."""

PIPE = 1 << 20
"""Bytes of versions that may wait to be read."""

PULSE = 0.05
"""Seconds between two questions whether to stop."""

# Where git or one of its hooks calls us, these name its repository; ours is the one the file is in.
_OTHERS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")

_UNDER_WAY = (
    ("rebase-merge", "a rebase"),
    ("rebase-apply/applying", "the applying of mailed changes"),
    ("rebase-apply", "a rebase"),
    ("MERGE_HEAD", "a merge"),
    ("CHERRY_PICK_HEAD", "a cherry-pick"),
    ("REVERT_HEAD", "a revert"),
    ("BISECT_LOG", "a bisect"),
    ("sequencer", "a cherry-pick or revert of several commits"),
)


class GitFailure(CommitteeError):
    """Git refused; what it said is in the words, cleaned. `said` is its stderr, cleaned too."""

    def __init__(self, what: str, remedy: str = "", *, said: str = "", code: int = 1) -> None:
        super().__init__(what, remedy)
        self.said = said
        self.code = code


class GitStopped(GitFailure):
    """Somebody cancelled while git was at work."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The working tree at `root`, an absolute path."""

    root: Path

    @classmethod
    def of(cls, path: Path) -> "Repository | None":
        """The repository a file or folder is in; `None` outside of one, and where git is not installed.

        `why_none` says which of them it is.
        """
        found = _ask(path)
        return None if isinstance(found, str) else found

    @property
    def git_folder(self) -> Path:
        """Where git keeps what belongs to this working tree."""
        return self.root / os.fsdecode(self.run("rev-parse", "--git-dir").removesuffix(b"\n"))

    def run(
        self,
        *args: str,
        stdin: bytes | None = None,
        check: bool = True,
        stop: Stop | None = None,
        also: Mapping[str, str] | None = None,
    ) -> bytes:
        """What `git ARGS` prints to stdout.

        Args:
            args: of git, the subcommand first.
            stdin: what it reads.
            check: raise where it ends with anything but 0.
            stop: asked every `PULSE` seconds.
            also: set in its environment beside what `environment` says, such as another index.

        Raises:
            GitFailure: git is not there, or it refused and `check` is on.
            GitStopped: `stop` said so; git was ended.
        """
        pipe = subprocess.PIPE if stdin is not None else subprocess.DEVNULL
        with self._started(*args, stdin=pipe, also=also) as process:
            output, said = _communicate(process, stdin, stop)
        if check and process.returncode:
            raise refusal(args, process.returncode, said)
        return output

    def stream(self, *args: str, stop: Stop | None = None) -> Iterator[bytes]:
        """The stdout of `git ARGS` as it comes, in pieces of any size; otherwise as `run`. Leaving early ends git."""
        with self._started(*args, stdin=subprocess.DEVNULL) as process:
            stdout = _pipe(process.stdout)
            while piece := os.read(stdout.fileno(), 1 << 16):
                if stop is not None and stop():
                    raise GitStopped("Cancelled", "Nothing was changed")
                yield piece
            said = _pipe(process.stderr).read()
            if process.wait():
                raise refusal(args, process.returncode, said)

    @contextmanager
    def objects(self) -> Iterator["Objects"]:
        """Read any number of versions through one `git cat-file --batch`, which ends with the block."""
        with self._started("cat-file", "--batch", stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            _widen(_pipe(process.stdout))
            yield Objects(process)
            with suppress(BrokenPipeError):
                _pipe(process.stdin).close()

    def relative(self, path: Path) -> str:
        """`path` as git names it: from the root, with slashes.

        Raises:
            GitFailure: it is not in this repository.
        """
        absolute = Path(os.path.realpath(path.parent)) / path.name
        try:
            return absolute.relative_to(os.path.realpath(self.root)).as_posix()
        except ValueError:
            raise GitFailure(f"{show(path.name)} is not in this repository") from None

    def under_way(self) -> str | None:
        """What git has begun and not ended here, in words ("a rebase", "a merge"), or `None`."""
        folder = self.git_folder
        return next((words for name, words in _UNDER_WAY if (folder / name).exists()), None)

    def show(self, rev: str, relpath: str) -> bytes | None:
        """The bytes of a file at a commit, or in the index (`:0`, in a merge `:1` to `:3`); `None` where it is not.

        Raises:
            GitFailure: there is no such commit.
        """
        name = rev if rev.startswith(":") else self.commit(rev)
        try:
            return self.run("cat-file", "blob", f"{name}:{relpath}")
        except GitFailure:
            return None

    def commit(self, rev: str) -> str:
        """The full name of the commit that `rev` names: a branch, a tag, the beginning of a name, `HEAD~2`.

        Raises:
            GitFailure: there is none.
        """
        found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}", check=False)
        if not found:
            raise GitFailure(f'There is no commit "{show(rev)}" here', "committee history FILE lists those there are")
        return found.decode("ascii", "replace").strip()

    def tracked(self, path: Path) -> bool:
        """Whether git knows the file: it was added or committed."""
        name = f":(top,literal){self.relative(path)}"
        return bool(self.run("ls-files", "-z", "--", name))

    def born(self) -> bool:
        """Whether there is any commit on this branch."""
        return bool(self.run("rev-parse", "--verify", "--quiet", "HEAD", check=False))

    @contextmanager
    def _started(
        self, *args: str, stdin: int, stderr: int = subprocess.PIPE, also: Mapping[str, str] | None = None
    ) -> Iterator["subprocess.Popen[bytes]"]:
        with _start(self.root, args, stdin, stderr, also) as process:
            try:
                yield process
            except BaseException:
                _end(process)
                raise


class Objects:
    """What `git cat-file --batch` answers, one question at a time."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._ask = _pipe(process.stdin)
        self._answer = _pipe(process.stdout)
        self._waiting: deque[bool] = deque()
        """For each answer still to come: whether git was asked at all."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a blob by its id or as `commit:path`; `None` where there is none.

        A path with a line break has to be asked for by the id of its blob.
        """
        (data,) = self.read_many([name])
        return data

    def read_many(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """As `read`, in the order asked. Questions go `AHEAD` of the answers, so that git reads while we do.

        Nothing else may be asked before the last answer was taken.
        """
        if self._waiting:
            raise RuntimeError("answers to earlier questions are still on their way")
        waiting = self._waiting
        coming = iter(names)
        while True:
            asked = list(islice(coming, AHEAD - len(waiting))) if len(waiting) <= AHEAD // 2 else []
            for name in asked:
                sound = bool(name) and "\n" not in name
                waiting.append(sound)
                if sound:
                    self._say(os.fsencode(name) + b"\n")
            if asked:
                self._say(b"")
            if not waiting:
                return
            yield self._next() if waiting.popleft() else None

    def _say(self, question: bytes) -> None:
        """Ask; an empty question sends what was asked so far."""
        try:
            self._ask.write(question)
            if not question:
                self._ask.flush()
        except (BrokenPipeError, ValueError):
            raise GitFailure("Git ended while versions were read", "Try again") from None

    def _next(self) -> bytes | None:
        head = self._answer.readline().split()
        if len(head) < 3 or not head[-1].isdigit():
            return None
        data = self._answer.read(int(head[-1]))
        self._answer.read(1)
        return data if head[-2] == b"blob" else None


def why_none(path: Path) -> str:
    """Why `Repository.of(path)` is `None`, as a sentence with what to do; empty where it is not."""
    found = _ask(path)
    return found if isinstance(found, str) else ""


def environment(base: Mapping[str, str] | None = None) -> dict[str, str]:
    """What git is started with: the user's environment, in plain English, asking nothing."""
    kept = {name: value for name, value in (os.environ if base is None else base).items() if name not in _OTHERS}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_EDITOR": "true"}


def refusal(args: tuple[str, ...], code: int, said: bytes) -> GitFailure:
    """What git said, as a sentence: the line that names the fault, without its "fatal:"."""
    lines = [show(line) for line in said.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line]
    named = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    text = (named or lines or [f"it ended with {code}"])[0].removeprefix("fatal: ").removeprefix("error: ")
    asked = next((one for one in args if not one.startswith("-")), "")
    return GitFailure(f"git {show(asked)}: {text.rstrip('.')}", said="\n".join(lines), code=code)


def _ask(path: Path) -> "Repository | str":
    """The repository of `path`, or why there is none."""
    folder = Path(os.path.realpath(path))
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    try:
        with _start(folder, ("rev-parse", "--show-toplevel"), subprocess.DEVNULL) as process:
            output, said = process.communicate()
    except GitFailure as failure:
        return str(failure)
    root = output.removesuffix(b"\n").removesuffix(b"\r")
    if process.returncode == 0 and root:
        return Repository(Path(os.fsdecode(root)))
    if b"dubious ownership" in said:
        return "Git does not trust this folder, since it belongs to another user. Ask whoever set it up"
    return "This folder is not under git. Begin with git init; docs/git.md is the recipe"


def _start(
    folder: Path,
    args: tuple[str, ...],
    stdin: int,
    stderr: int = subprocess.PIPE,
    also: Mapping[str, str] | None = None,
) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 - no shell; every argument stands for itself
            ["git", *OPTIONS, *args],  # noqa: S607 - the git of the user's own PATH is the one meant
            cwd=folder,
            env=environment() | dict(also or {}),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=stderr,
            # A session of its own: ssh cannot ask on the terminal the screen is on, and cancelling ends it too.
            start_new_session=True,
        )
    except FileNotFoundError:
        raise GitFailure(
            "Git is not installed", "Install it from git-scm.com, or ask whoever runs this machine"
        ) from None
    except OSError as fault:
        raise GitFailure(
            f"Git could not be started: {show(fault.strerror or str(fault))}",
            "Try git --version in a terminal, and ask whoever runs this machine",
        ) from None


def _communicate(process: "subprocess.Popen[bytes]", stdin: bytes | None, stop: Stop | None) -> tuple[bytes, bytes]:
    if stop is None:
        return process.communicate(stdin)
    while True:
        try:
            return process.communicate(stdin, timeout=PULSE)
        except subprocess.TimeoutExpired:
            if stop():
                _end(process)
                raise GitStopped("Cancelled", "Git was ended") from None


def _end(process: "subprocess.Popen[bytes]") -> None:
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


def _widen(stream: IO[bytes]) -> None:
    """Let many versions fit into the pipe, where the system can: less to and fro between git and us."""
    try:
        import fcntl

        fcntl.fcntl(stream.fileno(), fcntl.F_SETPIPE_SZ, PIPE)
    except (ImportError, AttributeError, OSError):
        return


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise TypeError("started without a pipe")
    return stream
