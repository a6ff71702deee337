"""Real git repositories for tests: nothing of this machine's configuration, everything of what git does."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


def environment(home: Path) -> dict[str, str]:
    """Git with no configuration but the repository's, the same authors and dates everywhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    people = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _WHO.items()}
    return {
        **kept,
        **people,
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_SYSTEM": os.devnull,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "LC_ALL": "C",
        "GIT_EDITOR": "true",
    }


_WHO = {"NAME": "Dana Okafor", "EMAIL": "dana@example.com", "DATE": "2026-11-21T10:00:00+0000"}


@dataclass(frozen=True)
class Ran:
    """One finished call."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Repo:
    """A working tree, and a home of its own beside it."""

    root: Path

    @classmethod
    def new(cls, folder: Path, *, setup: bool = True) -> "Repo":
        """An empty repository on `main`, with `committee git-setup` done."""
        repo = cls(folder / "accounts")
        repo.root.mkdir(parents=True)
        repo.home.mkdir(exist_ok=True)
        repo.git("init", "-q", "-b", "main")
        repo.git("config", "core.autocrlf", "false")
        if setup:
            assert repo.committee("git-setup", "--local").code == 0
        return repo

    @property
    def home(self) -> Path:
        return self.root.parent / "home"

    def git(self, *arguments: str, ok: bool = True, **environ: str) -> Ran:
        ran = self.call("git", *arguments, **environ)
        assert ran.code == 0 or not ok, ran
        return ran

    def committee(self, *arguments: str) -> Ran:
        return self.call(sys.executable, "-m", "committee", *arguments, PYTHONPATH=str(ROOT))

    def call(self, *command: str, **environ: str) -> Ran:
        env = {**environment(self.home), **environ}
        done = subprocess.run(command, cwd=self.root, env=env, capture_output=True, check=False)
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_bytes(text.encode("utf-8"))

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode("utf-8")

    def commit(self, files: dict[str, str], words: str = "Work") -> None:
        for name, text in files.items():
            self.write(name, text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", words)

    def unmerged(self) -> set[str]:
        """Files that git calls conflicted."""
        return set(self.git("diff", "--name-only", "--diff-filter=U", "-z").out.split("\0")) - {""}
