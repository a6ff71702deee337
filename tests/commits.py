"""Git repositories for tests: a bare environment, nothing of the machine's configuration, commits on chosen dates."""

import os
import subprocess
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from own_git import ENVIRONMENT

from committee import store
from committee.model.account import Account


@dataclass
class Commits:
    """A repository in `root`; each commit is a day later than the one before."""

    root: Path
    when: datetime = field(default=datetime(2026, 11, 1, 10, 0))  # noqa: DTZ001 - the zone is in the commit

    def __post_init__(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**os.environ, **ENVIRONMENT, **environment},
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        return done.stdout

    def commit(self, name: str, content: Account | str | bytes, message: str = "changed", author: str = "") -> str:
        """Write the file and commit it; the name of the commit."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Account):
            content = store.write_text(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "-A")
        return self.record(message, author)

    def record(self, message: str, author: str = "") -> str:
        """Commit what is staged."""
        date = f"{self.when.isoformat()}+01:00"
        self.when += timedelta(days=1)
        names = {"GIT_AUTHOR_NAME": author} if author else {}
        self.git("commit", "-q", "--allow-empty", "-m", message, GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date, **names)
        return self.git("rev-parse", "HEAD").strip()
