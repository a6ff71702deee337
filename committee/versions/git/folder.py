"""Many account files at once: when each was changed last, and what each said on a day. No process per file."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from committee.errors import Stop
from committee.store import Document
from committee.versions.git.history import Revision, document_of, logged
from committee.versions.git.repository import GitFailure, Repository


def last_changes(paths: Iterable[Path], stop: Stop | None = None) -> dict[Path, Revision]:
    """The newest commit that touched each file; without those that were never committed or are not under git.

    One `git log` a repository, ended as soon as every file was seen. What is changed but not committed does not count.

    Raises:
        GitStopped: `stop` said so.
    """
    found: dict[Path, Revision] = {}
    for repository, names in _by_repository(paths).items():
        try:
            known = _tracked(repository, names)
            found.update(_newest(repository, known, stop))
        except GitFailure:
            if stop is not None and stop():
                raise
    return found


def as_of(paths: Iterable[Path], day: date, stop: Stop | None = None) -> Iterator[tuple[Path, Document | None]]:
    """What each file said at the end of a day, in the order of `paths`; `None` where it was not there yet.

    The last commit of that day on the present branch counts, by the date it was committed and this machine's clock; a
    file that was renamed since is found under its old name. Three processes a repository. Files that are not under git
    are left out.

    Raises:
        GitStopped: `stop` said so.
    """
    for repository, names in _by_repository(paths).items():
        try:
            commit = commit_of(repository, day)
        except GitFailure:
            continue
        yield from at(repository, commit, names, stop)


def commit_of(repository: Repository, day: date) -> str:
    """The commit the present branch was at when `day` ended; empty where it had none yet."""
    before = f"--before={(day + timedelta(days=1)).isoformat()}T00:00:00"
    if not repository.born():
        return ""
    found = repository.run("rev-list", "--max-count=1", "--first-parent", before, "HEAD")
    return found.decode("ascii", "replace").strip()


def at(
    repository: Repository, commit: str, names: Mapping[str, Path], stop: Stop | None = None
) -> Iterator[tuple[Path, Document | None]]:
    """What files said at a commit; `names` is each file as git names it now, and as the caller does."""
    if not commit:
        yield from ((path, None) for path in names.values())
        return
    before = _old_names(repository, commit)
    with repository.objects() as objects:
        for name, path in names.items():
            if stop is not None and stop():
                return
            old = before.get(name, name)
            # Questions of the one process end with a line; so does not every name.
            data = repository.show(commit, old) if "\n" in old else objects.read(f"{commit}:{old}")
            yield path, document_of(data)


def _by_repository(paths: Iterable[Path]) -> dict[Repository, dict[str, Path]]:
    """The files by repository, each by the name git has for it; git is asked once a folder."""
    folders: dict[Path, Repository | None] = {}
    found: dict[Repository, dict[str, Path]] = {}
    for path in paths:
        folder = Path(os.path.realpath(path.parent))
        if folder not in folders:
            folders[folder] = _known(folder, folders) or Repository.of(folder)
        repository = folders[folder]
        if repository is not None:
            found.setdefault(repository, {})[repository.relative(path)] = path
    return found


def _known(folder: Path, folders: Mapping[Path, Repository | None]) -> Repository | None:
    """The repository of a folder above, unless another one begins between."""
    for above in folder.parents:
        if (folder / ".git").exists():
            return None
        if above in folders:
            return folders[above]
        folder = above
    return None


def _tracked(repository: Repository, names: Mapping[str, Path]) -> dict[str, Path]:
    listed = repository.run("ls-files", "-z").split(b"\0")
    known = {os.fsdecode(name) for name in listed}
    return {name: path for name, path in names.items() if name in known}


def _newest(repository: Repository, names: Mapping[str, Path], stop: Stop | None) -> dict[Path, Revision]:
    if not names or not repository.born():
        return {}
    found: dict[Path, Revision] = {}
    folder = os.path.commonpath([str(PurePosixPath(name).parent) for name in names])
    for revision in logged(repository, "--cc", "--no-renames", of=folder or ".", stop=stop):
        path = names.get(revision.path)
        if path is not None and path not in found and revision.blob:
            found[path] = revision
            if len(found) == len(names):
                break
    return found


def _old_names(repository: Repository, commit: str) -> dict[str, str]:
    """What files that were renamed since `commit` were called then, by their present name."""
    asked = ("diff-tree", "-r", "--name-status", "--find-renames", "--diff-filter=R", "-z")
    parts = repository.run(*asked, commit, "HEAD").split(b"\0")
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return {os.fsdecode(new): os.fsdecode(old) for status, old, new in triples if status.startswith(b"R")}
