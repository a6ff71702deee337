"""Git, run as a process of its own: never through a shell, never asking anything, its words cleaned.

`Repository.run` looks and starts nothing that the folder names; `act` and `talk` do what the user asked for, with git
as it is configured, credentials and hooks included (`committee.versions.git.calls`). `Repository.of` finds the
repository of a path; `objects` reads any number of versions through one process.
"""

import os
import subprocess
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from committee.errors import CommitteeError, Stop
from committee.store.source import FILE_LIMIT
from committee.text import show
from committee.versions.git import calls, process

AHEAD = 64
"""How many versions are asked for ahead; their names fit into a pipe, so that neither side waits for the other."""

PATIENCE = 120.0
"""Seconds without a word from the server after which it is given up: a check on its side may be silent for a while."""

FIRST_ANSWER = 30.0
"""Seconds for the first question about a folder: its configuration may include a pipe that nobody writes to."""

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
        return Path(os.fsdecode(self.run("rev-parse", "--absolute-git-dir").removesuffix(b"\n")))

    def run(
        self,
        *args: str,
        stdin: bytes | None = None,
        check: bool = True,
        stop: Stop | None = None,
        also: Mapping[str, str] | None = None,
    ) -> bytes:
        """What `git ARGS` prints to stdout, for somebody who only looks.

        Args:
            args: of git, the subcommand first.
            stdin: what it reads.
            check: raise where it ends with anything but 0.
            stop: asked every `PULSE` seconds.
            also: set in its environment beside what `calls.environment` says, such as another index.

        Raises:
            GitFailure: git is not there, or it refused and `check` is on.
            GitStopped: `stop` said so; git was ended.
        """
        return self._called(args, stdin, _Way(looking=True, check=check, stop=stop, also=also))

    def act(
        self,
        *args: str,
        stdin: bytes | None = None,
        check: bool = True,
        stop: Stop | None = None,
        also: Mapping[str, str] | None = None,
    ) -> bytes:
        """As `run`, where the user asked for it: with git as it is configured."""
        return self._called(args, stdin, _Way(looking=False, check=check, stop=stop, also=also))

    def talk(self, *args: str, stop: Stop | None = None) -> bytes:
        """As `act`, with the server this is shared through. It ends with us, however we end.

        Raises:
            GitFailure: also where nothing was heard for `PATIENCE` seconds.
        """
        command = _command(args, looking=False)
        environment = calls.environment(looking=False)
        try:
            code, output, said = process.converse(self.root, command, environment, stop, PATIENCE)
        except process.Stopped:
            raise GitStopped("Cancelled", "Git was ended") from None
        except process.Silent:
            raise GitFailure(f"git {args[0]}: no answer from the server", said="no answer from the server") from None
        except OSError as fault:
            raise _not_started(fault) from None
        if code:
            raise refusal(args, code, said)
        return output

    def stream(self, *args: str, stop: Stop | None = None, also: Mapping[str, str] | None = None) -> Iterator[bytes]:
        """The stdout of `git ARGS` as it comes, in pieces of any size; otherwise as `run`. Leaving early ends git."""
        with self._started(args, subprocess.DEVNULL, way=_Way(looking=True, also=also)) as git:
            stdout = _pipe(git.stdout)
            while piece := os.read(stdout.fileno(), 1 << 16):
                if stop is not None and stop():
                    raise GitStopped("Cancelled", "Nothing was changed")
                yield piece
            said = _pipe(git.stderr).read()
            if git.wait():
                raise refusal(args, git.returncode, said)

    @contextmanager
    def objects(self, *, acting: bool = False, most: int | None = FILE_LIMIT) -> Iterator["Objects"]:
        """Read any number of versions through one `git cat-file --batch`, which ends with the block.

        Args:
            acting: the user asked for it: it fetches what a partial clone has left with the server.
            most: bytes of a version that is loaded; `None` for any, where it need not be an account.
        """
        args, way = ("cat-file", "--batch"), _Way(looking=not acting)
        with self._started(args, subprocess.PIPE, subprocess.DEVNULL, way=way) as git:
            process.widen(_pipe(git.stdout))
            yield Objects(git, most)
            with suppress(BrokenPipeError):
                _pipe(git.stdin).close()

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

    def show(self, rev: str, relpath: str) -> "bytes | TooLong | None":
        """The bytes of a file at a commit, or in the index (`:0`, in a merge `:1` to `:3`); `None` where it is not.

        A file of more bytes than an account has is not loaded.

        Raises:
            GitFailure: there is no such commit.
        """
        name = rev if rev.startswith(":") else self.commit(rev)
        try:
            size = int(self.run("cat-file", "-s", f"{name}:{relpath}"))
            return TooLong(size) if size > FILE_LIMIT else self.run("cat-file", "blob", f"{name}:{relpath}")
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
        return bool(self.run("ls-files", "-z", "--", self.relative(path)))

    def born(self) -> bool:
        """Whether there is any commit on this branch."""
        return bool(self.run("rev-parse", "--verify", "--quiet", "HEAD", check=False))

    def _called(self, args: tuple[str, ...], stdin: bytes | None, way: "_Way") -> bytes:
        pipe = subprocess.PIPE if stdin is not None else subprocess.DEVNULL
        with self._started(args, pipe, way=way) as git:
            try:
                output, said = process.finish(git, stdin, way.stop)
            except process.Stopped:
                raise GitStopped("Cancelled", "Git was ended") from None
        if way.check and git.returncode:
            raise refusal(args, git.returncode, said)
        return output

    @contextmanager
    def _started(
        self, args: tuple[str, ...], stdin: int, stderr: int = subprocess.PIPE, *, way: "_Way"
    ) -> Iterator["subprocess.Popen[bytes]"]:
        with _start(self.root, args, stdin, stderr, way) as git:
            try:
                yield git
            except BaseException:
                process.end(git)
                raise


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How git is called: whether somebody only looks; the rest as for `Repository.run`."""

    looking: bool
    check: bool = True
    stop: Stop | None = None
    also: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class TooLong:
    """A version of more bytes than were asked for, which is not loaded: how many it has."""

    size: int


class Objects:
    """What `git cat-file --batch` answers, one question at a time; of versions longer than `most` only how long."""

    def __init__(self, git: "subprocess.Popen[bytes]", most: int | None) -> None:
        self._most = most
        self._ask = _pipe(git.stdin)
        self._answer = _pipe(git.stdout)
        self._waiting: deque[bool] = deque()
        """For each answer still to come: whether git was asked at all."""

    def read(self, name: str) -> bytes | TooLong | None:
        """The bytes of a blob by its id or as `commit:path`; `None` where there is none.

        A path with a line break has to be asked for by the id of its blob.
        """
        (data,) = self.read_many([name])
        return data

    def read_many(self, names: Iterable[str]) -> Iterator[bytes | TooLong | None]:
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

    def _next(self) -> bytes | TooLong | None:
        head = self._answer.readline().split()
        if len(head) < 3 or not head[-1].isdigit():
            return None
        size, blob = int(head[-1]), head[-2] == b"blob"
        if blob and (self._most is None or size <= self._most):
            data = self._answer.read(size)
            self._answer.read(1)
            return data
        # Git answers with all of it, and only behind it comes the next answer.
        left = size + 1
        while left and (piece := self._answer.read(min(left, 1 << 16))):
            left -= len(piece)
        return TooLong(size) if blob else None


def why_none(path: Path) -> str:
    """Why `Repository.of(path)` is `None`, as a sentence with what to do; empty where it is not."""
    found = _ask(path)
    return found if isinstance(found, str) else ""


def refusal(args: tuple[str, ...], code: int, said: bytes) -> GitFailure:
    """What git said, as a sentence: the line that names the fault, without its "fatal:"."""
    lines = [show(line) for line in said.decode("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line]
    named = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    text = (named or lines or [f"it ended with {code}"])[0].removeprefix("fatal: ").removeprefix("error: ")
    asked = next((one for one in args if not one.startswith("-")), "")
    if b"promisor remote" in said or b"lazy fetching disabled" in said:
        text = "this copy of the repository is a partial one, and what was asked for is still with the server"
    return GitFailure(f"git {show(asked)}: {text.rstrip('.')}", said="\n".join(lines), code=code)


def _ask(path: Path) -> "Repository | str":
    """The repository of `path`, or why there is none."""
    folder = Path(os.path.realpath(path))
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    try:
        with _start(folder, ("rev-parse", "--show-toplevel"), subprocess.DEVNULL) as git:
            try:
                output, said = git.communicate(timeout=FIRST_ANSWER)
            except subprocess.TimeoutExpired:
                process.end(git)
                return "Git gives no answer in this folder. Ask whoever set it up"
    except GitFailure as failure:
        return str(failure)
    root = output.removesuffix(b"\n")
    if git.returncode == 0 and root:
        return Repository(Path(os.fsdecode(root)))
    if b"dubious ownership" in said:
        return "Git does not trust this folder, since it belongs to another user. Ask whoever set it up"
    return "This folder is not under git. Begin with git init; docs/git.md is the recipe"


_LOOK = _Way(looking=True)


def _start(
    folder: Path, args: tuple[str, ...], stdin: int, stderr: int = subprocess.PIPE, way: _Way = _LOOK
) -> "subprocess.Popen[bytes]":
    environment = calls.environment(looking=way.looking) | dict(way.also or {})
    try:
        return process.start(folder, _command(args, looking=way.looking), environment, stdin, stderr)
    except OSError as fault:
        raise _not_started(fault) from None


def _command(args: tuple[str, ...], *, looking: bool) -> list[str]:
    try:
        return calls.command(args, looking=looking)
    except OSError as fault:
        raise _not_started(fault) from None


def _not_started(fault: OSError) -> GitFailure:
    if isinstance(fault, FileNotFoundError):
        return GitFailure("Git is not installed", "Install it from git-scm.com, or ask whoever runs this machine")
    return GitFailure(
        f"Git could not be started: {show(fault.strerror or str(fault))}",
        "Try git --version in a terminal, and ask whoever runs this machine",
    )


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise TypeError("started without a pipe")
    return stream
