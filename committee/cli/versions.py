"""Two versions of an account file as `committee diff` needs them: read, named, and said when they cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from committee.model.account import Account, Header
from committee.model.problem import Problem, how_many
from committee.plurals import counted, first_of
from committee.store import Document, read
from committee.text import show

if TYPE_CHECKING:
    from committee.model.disclosure import Disclosure

NOWHERE = "/dev/null"
"""What git hands over for a side that does not exist."""

SAID = 3
"""How many problems of a version are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Version:
    """One side: what it is called, and what was read; `None` where the file was not there."""

    label: str
    document: Document | None

    @property
    def text(self) -> str:
        """As it stands in the file."""
        return "" if self.document is None else self.document.text

    @property
    def lost(self) -> tuple[Problem, ...]:
        """What keeps it from being read at all: broken TOML, conflict markers, no text."""
        if self.document is None or _says_something(self.document.account):
            return ()
        return self.document.errors

    def account(self, other: "Version") -> Account:
        """What it says; where the file was not there, an account of the same customer without anybody."""
        if self.document is not None:
            return self.document.account
        name = other.document.account.header.name if other.document is not None else ""
        return Account(header=Header(name=name))


def from_file(path: Path, label: str = "") -> Version:
    """A file as it is now.

    Raises:
        FileFailure: it cannot be read.
    """
    if str(path) == NOWHERE:
        return Version("nothing", None)
    return Version(label or show(str(path)), read(path))


def from_commit(path: Path, revision: str) -> Version:
    """A file as it was at a commit, under the name it had then; what is not there is no version.

    Raises:
        GitFailure: no repository, no git, or no such commit.
    """
    from committee.versions.git.folder import at
    from committee.versions.git.history import repository_of

    repository = repository_of(path)
    commit = repository.commit(revision)
    _, document = next(at(repository, commit, {repository.relative(path): path}))
    return Version(f"{show(path.name)} at {show(revision)}", document)


def notes(*versions: Version) -> tuple[str, ...]:
    """What is faulty in versions that can be read all the same: such fields count as unknown."""
    return tuple(
        f"{version.label} has {counted(how_many(version.document.errors), 'error')}; what is faulty counts as unknown: "
        f"{_said(version.document.errors)}"
        for version in versions
        if version.document is not None and version.document.errors
    )


def fallback(old: Version, new: Version, disclosure: "Disclosure") -> Iterator[str]:
    """Why the versions cannot be compared in words, and what differs as plain text; that not where names are hidden."""
    for version in (old, new):
        if version.lost:
            yield f"{version.label} cannot be read as an account: {_said(version.lost)}"
    if disclosure:
        yield "Its text is withheld."
        return
    if any(problem.code == "too-large" for version in (old, new) for problem in version.lost):
        return  # its text was not loaded
    yield "So this is the difference of the text:"
    names = (f"a/{old.label}", f"b/{new.label}")
    yield from unified_diff(old.text.splitlines(), new.text.splitlines(), *names, lineterm="")


def relabelled(old: Version, new: Version, labels: tuple[str, str]) -> tuple[Version, Version]:
    """Both versions under other names."""
    return replace(old, label=labels[0]), replace(new, label=labels[1])


def _says_something(account: Account) -> bool:
    return bool(account.header.name or account.people or account.team or account.unknown)


def _said(problems: tuple[Problem, ...]) -> str:
    named = [f"line {problem.line}: {problem.what}" for problem in problems]
    return first_of(named, SAID, between="; ", of=how_many(problems))
