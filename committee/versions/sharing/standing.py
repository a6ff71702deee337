"""What stands between an account file and the others: the branch, whom it is shared with, what is in the way.

Only looks; nothing is changed here.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from committee.plurals import counted
from committee.text import show
from committee.versions.git.calls import literal
from committee.versions.git.repository import GitFailure, Repository, why_none
from committee.versions.git.wording import Nameless
from committee.versions.git.worktree import changed, unknown

ADVICE = {
    "a rebase": "git rebase --continue goes on once every file is settled; git rebase --abort goes back to before it",
    "a merge": "git commit ends it once every file is settled; git merge --abort goes back to before it",
    "a cherry-pick": "git cherry-pick --continue goes on once every file is settled; git cherry-pick --abort goes back",
    "a revert": "git revert --continue goes on once every file is settled; git revert --abort goes back",
    "a bisect": "git bisect reset ends it",
    "the applying of mailed changes": "git am --continue goes on once every file is settled; git am --abort goes back",
}
"""How to end what git has begun, in a terminal."""


class InTheWay(GitFailure):
    """Something has to be done first; nothing was changed."""


class Unready(InTheWay, Nameless):
    """The folder is not ready to be shared: no repository, or git is in the middle of something."""


class Moved(InTheWay, Nameless):
    """Somebody used git here meanwhile, and what was begun has to be begun again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an account is kept: its file and repository, the branch, and whom that is shared with.

    `remote` is empty where the repository has none; `there` is the name of the branch over there. `followed` says
    whether the branch is set up to be shared with it, or will be by the first push. `head` is the newest commit, empty
    before the first one.
    """

    file: Path
    repository: Repository
    path: str
    branch: str
    head: str
    remote: str
    there: str
    followed: bool

    @property
    def tracking(self) -> str:
        """The ref under which this repository remembers the branch over there."""
        return f"refs/remotes/{self.remote}/{self.there}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a sync would do.

    `before` is the account as committed last, as bytes, or `None` where it never was; `changed` whether there is
    anything to commit. `waiting` are the subjects of commits made earlier and not sent, which would go along, the
    oldest first; `elsewhere` how many of them are about other files. `others_dirty` counts the other files with
    changes that are not committed: they stay as they are.
    """

    place: Place
    before: bytes | None
    changed: bool
    waiting: tuple[str, ...]
    elsewhere: int
    others_dirty: int


def place_of(file: Path) -> Place:
    """Where an account file is kept.

    Raises:
        InTheWay: it is in no repository, an operation of git is under way, no branch is checked out, git is told to
            ignore the file, or there are several repositories to share it with.
    """
    file = Path(os.path.realpath(file))
    repository = Repository.of(file)
    if repository is None:
        raise _without(file)
    path = repository.relative(file)
    _nothing_under_way(repository)
    branch = _text(repository, "symbolic-ref", "--quiet", "--short", "HEAD")
    if not branch:
        raise Unready(
            "This folder shows an older state, not the newest one of a branch",
            "In a terminal: git switch - goes back to the branch you came from",
        )
    if not repository.tracked(file) and _ignored(repository, path):
        raise InTheWay(f"Git is told to leave {show(path)} alone", "A line in a .gitignore file says so; take it out")
    remote, there, followed = _remote(repository, branch)
    head = _text(repository, "rev-parse", "--verify", "--quiet", "HEAD")
    return Place(
        file=file,
        repository=repository,
        path=path,
        branch=branch,
        head=head,
        remote=remote,
        there=there,
        followed=followed,
    )


def outlook(file: Path) -> Outlook:
    """What a sync of this file would do, as far as this machine knows: the network is not asked.

    Raises:
        InTheWay: as `place_of`.
    """
    place = place_of(file)
    repository = place.repository
    waiting = unsent(place)
    elsewhere = sum(1 for commit, _ in waiting if _touches_others(place, commit))
    news = changed(repository) | unknown(repository)
    before = repository.show("HEAD", place.path) if place.head else None
    return Outlook(
        place=place,
        before=before if isinstance(before, bytes) else None,
        changed=place.path in news,
        waiting=tuple(subject for _, subject in waiting),
        elsewhere=elsewhere,
        others_dirty=len(news - {place.path}),
    )


def unsent(place: Place) -> tuple[tuple[str, str], ...]:
    """Commits of this branch that the others do not have, as far as is known here: name and subject, oldest first."""
    repository = place.repository
    if not place.head or not place.remote:
        return ()
    known = _text(repository, "rev-parse", "--verify", "--quiet", place.tracking)
    span = [f"{known}..HEAD"] if known else ["HEAD", "--not", f"--remotes={place.remote}"]
    raw = repository.run("log", "--reverse", "--format=%H %s", *span).decode("utf-8", "replace")
    pairs = (line.partition(" ")[::2] for line in raw.split("\n") if line)
    return tuple((name, show(subject)) for name, subject in pairs)


def unsettled(file: Path) -> bool:
    """Whether git still has two versions of this file in its index."""
    file = Path(os.path.realpath(file))
    repository = Repository.of(file)
    if repository is None:
        return False
    return bool(repository.run("ls-files", "-u", "-z", "--", repository.relative(file), check=False))


def settle(file: Path) -> str:
    """Tell git that this file, and no other, is as it is to be; what is left to do then, in words.

    Raises:
        GitFailure: git would not take it.
    """
    file = Path(os.path.realpath(file))
    repository = Repository.of(file)
    if repository is None:
        raise _without(file)
    repository.act("add", "--", literal(repository.relative(file)))
    others = {line.split("\t", 1)[1] for line in _records(repository, "ls-files", "-u", "-z") if "\t" in line}
    if others:
        return f"{counted(len(others), 'other file is', 'other files are')} still open"
    doing = repository.under_way()
    return f"{doing[:1].upper()}{doing[1:]} is under way. In a terminal: {ADVICE.get(doing, '')}" if doing else ""


def _without(file: Path) -> Unready:
    why = why_none(file)
    if why and "not under git" not in why:
        return Unready(why)
    return Unready(
        "This folder is not shared with anybody: it is not under git",
        "In a terminal, in this folder: git init, then committee git-setup. docs/git.md has the whole recipe",
    )


def _nothing_under_way(repository: Repository) -> None:
    doing = repository.under_way()
    if doing is not None:
        raise Unready(
            f"Git is in the middle of {doing} here, and nothing is touched before that is ended",
            f"In a terminal: {ADVICE.get(doing, 'git status says how to end it')}",
        )
    open_files = {line.split("\t", 1)[1] for line in _records(repository, "ls-files", "-u", "-z") if "\t" in line}
    if open_files:
        names = ", ".join(show(name) for name in sorted(open_files)[:3])
        raise InTheWay(
            f"Git still has two versions of {names}",
            "Open the file here and decide, or in a terminal: git add FILE once it is settled",
        )


def _ignored(repository: Repository, path: str) -> bool:
    # The one call that refuses names to be taken as they are; behind this beginning no sign in one has a meaning.
    return repository.run("check-ignore", "--", f"./{path}", check=False, also={"GIT_LITERAL_PATHSPECS": "0"}) != b""


def _remote(repository: Repository, branch: str) -> tuple[str, str, bool]:
    """Whom the branch is shared with, its name there, and whether that is set up."""
    remote = _text(repository, "config", "--get", f"branch.{branch}.remote")
    there = _text(repository, "config", "--get", f"branch.{branch}.merge").removeprefix("refs/heads/")
    if remote and there:
        return remote, there, True
    names = _text(repository, "remote").splitlines()
    if not names:
        return "", branch, False
    if len(names) > 1:
        raise InTheWay(
            f'The branch "{show(branch)}" is not shared yet, and there are {len(names)} places it could go to',
            f"Choose one, in a terminal: git push -u {show(names[0])} {show(branch)}",
        )
    return names[0], branch, False


def _touches_others(place: Place, commit: str) -> bool:
    raw = _records(place.repository, "diff-tree", "-r", "-z", "--no-commit-id", "--name-only", "--root", commit)
    return any(path != place.path for path in raw if path)


def _records(repository: Repository, *args: str) -> list[str]:
    return repository.run(*args).decode("utf-8", "surrogateescape").split("\0")


def _text(repository: Repository, *args: str) -> str:
    return repository.run(*args, check=False).decode("utf-8", "replace").strip()
