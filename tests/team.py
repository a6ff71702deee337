"""Real repositories for tests: one bare repository that several people share, and nothing of the machine's own git."""

import os
import shutil
import subprocess
from pathlib import Path

from own_git import ENVIRONMENT


def git(folder: Path, *args: str, check: bool = True, **environment: str) -> str:
    """What `git ARGS` says in a folder."""
    done = subprocess.run(
        ["git", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **ENVIRONMENT, **environment},
    )
    if check and done.returncode:
        raise AssertionError(f"git {' '.join(args)}: {done.stdout}{done.stderr}")
    return done.stdout


def shared(folder: Path, *names: str, files: dict[str, str]) -> tuple[Path, ...]:
    """A bare repository with these files, and a clone for each name."""
    bare = folder / "shared.git"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    first = folder / names[0]
    git(folder, "init", "--quiet", "--initial-branch=main", str(first))
    for name, text in files.items():
        (first / name).write_text(text, encoding="utf-8")
    git(first, "add", ".")
    git(first, "commit", "--quiet", "-m", "Begin")
    git(first, "remote", "add", "origin", str(bare))
    git(first, "push", "--quiet", "-u", "origin", "main")
    for name in names[1:]:
        git(folder, "clone", "--quiet", str(bare), name)
    return tuple(folder / name for name in names)


def copied(template: Path, folder: Path, *names: str) -> tuple[Path, ...]:
    """What `shared` made, copied: quicker than making it again."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    for name in names:
        config = folder / name / ".git" / "config"
        config.write_text(config.read_text(encoding="utf-8").replace(str(template), str(folder)), encoding="utf-8")
    return tuple(folder / name for name in names)


def commit(folder: Path, *paths: str, by: str = "Ana Rao", say: str = "Change") -> None:
    """Commit these paths as somebody."""
    git(folder, "add", *paths)
    git(folder, "commit", "--quiet", "-m", say, "--", *paths, GIT_AUTHOR_NAME=by)


def untouched(folder: Path) -> dict[str, str]:
    """Everything a sync must leave as it is: index and working tree of every path but those it names."""
    return {
        "staged": git(folder, "diff", "--cached"),
        "dirty": git(folder, "diff"),
        "status": git(folder, "status", "--porcelain"),
        "stash": git(folder, "stash", "list"),
        "config": (folder / ".git" / "config").read_text(encoding="utf-8"),
    }
