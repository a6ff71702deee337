"""What was decided in a sitting as one commit: of the files it changed and nothing else, and telling nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from committee.plurals import counted
from committee.versions.git.calls import literal
from committee.versions.git.repository import GitFailure, Repository
from committee.versions.git.worktree import changed


@dataclass(frozen=True, slots=True)
class Committed:
    """How many files went into the version, and how many could not, as git does not keep them."""

    files: int
    left_out: int


def commit_sitting(paths: Iterable[Path], day: date) -> Committed:
    """Keep these account files, as they are now, as one version in git.

    Whatever else is changed or made ready in the repository stays as it is. The message says how many accounts were
    reviewed, never which. Files of several repositories become one version in each.

    Raises:
        GitFailure: nothing to keep, a merge or the like is under way, or git refused; in words.
    """
    found: dict[Path, tuple[Repository, list[Path]]] = {}
    left_out = 0
    for path in sorted(set(paths)):
        repository = Repository.of(path)
        if repository is None or not repository.tracked(path):
            left_out += 1
            continue
        found.setdefault(repository.root, (repository, []))[1].append(path)
    changed = {root: _changed(repository, files) for root, (repository, files) in found.items()}
    if not any(changed.values()):
        why = "Git does not keep these files" if not found else "Git has everything already"
        raise GitFailure(why, "" if found else "Add them to a repository to share them")
    for root, files in changed.items():
        if files:
            _commit(found[root][0], files, day)
    return Committed(sum(map(len, changed.values())), left_out)


def _changed(repository: Repository, files: list[Path]) -> list[str]:
    """Which of the files git has not got as they are, by their names from the root."""
    names = [repository.relative(path) for path in files]
    if not repository.born():
        return names
    return sorted(changed(repository, names))


def _commit(repository: Repository, names: list[str], day: date) -> None:
    busy = repository.under_way()
    if busy is not None:
        raise GitFailure(f"{busy.capitalize()} is under way in this folder", "End it first; nothing was kept")
    message = f"Pipeline review {day.isoformat()}: {counted(len(names), 'account')}"
    repository.act("commit", "--quiet", "--message", message, "--only", "--", *map(literal, names))
