"""The commits of an account as a timeline: when, who, their message, and in words what changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from committee.errors import Stop
from committee.model.account import Account, KeyPath
from committee.model.dates import show_date
from committee.model.disclosure import OPEN, Disclosure
from committee.plurals import counted
from committee.reports.changes_text import Said, said
from committee.reports.data import FORMAT, Json
from committee.reports.masked_pair import masked_pair
from committee.store import read
from committee.versions.changes import Kind
from committee.versions.git.history import Revision, account_at, repository_of, revisions
from committee.versions.git.reading import Reader

WITHHELD = "message withheld"


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit: who and what as they may be shown, and what changed against the commit before it.

    `note` says why there are no words: the file was new, or one of both versions cannot be read as an account.
    """

    revision: Revision
    author: str
    subject: str
    said: tuple[Said, ...]
    note: str = ""

    @property
    def when(self) -> str:
        """`Thu 12 Nov 2026 14:02`, on the author's own clock."""
        return when_text(self.revision)


def when_text(revision: Revision) -> str:
    """`Thu 12 Nov 2026 14:02`, on the author's own clock."""
    return f"{show_date(revision.when.date())} {revision.when:%H:%M}"


def timeline(
    path: Path,
    today: date,
    *,
    limit: int | None = None,
    disclosure: Disclosure = OPEN,
    stop: Stop | None = None,
) -> Iterator[Entry]:
    """The commits of a file, newest first, each with its changes in words, as they are read.

    One `git log` and one `git cat-file` for all of them; about half a millisecond a commit.

    Raises:
        GitFailure: no repository, no git, or git refused.
        GitStopped: `stop` said so.
    """
    repository = repository_of(path)
    authors = Aliases(disclosure)
    with repository.objects() as objects:
        reader = Reader(objects)
        for revision, before, after in reader.pairs(revisions(path, limit, stop)):
            subject = WITHHELD if disclosure else revision.subject
            words, note = words_of(revision, before, after, today, reader.why_not, disclosure)
            yield Entry(revision, authors.of(revision.author), subject, words, note)


def words_of(
    revision: Revision,
    before: Account | None,
    after: Account | None,
    today: date,
    why_not: Callable[[str], str],
    disclosure: Disclosure = OPEN,
) -> tuple[tuple[Said, ...], str]:
    """What a commit changed, and a note where that cannot be said, with `why_not` a version cannot be read."""
    if not revision.blob:
        return (), "the file was removed"
    if after is None:
        return (), f"this version {why_not(revision.blob)}"
    if not revision.previous:
        return (), f"the file begins: {_size(after)}"
    if before is None:
        return (), f"the version before {why_not(revision.previous)}; this one has {_size(after)}"
    words = said(*masked_pair(before, after, disclosure), today)
    return words, "" if words else "nothing changed but its form"


def uncommitted(path: Path, today: date, disclosure: Disclosure = OPEN) -> tuple[Said, ...]:
    """What the file says now and no commit does yet; nothing where it was never committed or cannot be read.

    Raises:
        GitFailure: no repository, no git, or git refused.
        FileFailure: the file is there and cannot be read.
    """
    newest = next(revisions(path, 1), None)
    if newest is None or not newest.blob or not path.exists():
        return ()
    committed, present = account_at(repository_of(path), newest), read(path)
    if committed is None or present.errors:
        return ()
    return said(*masked_pair(committed.account, present.account, disclosure), today)


def entry_lines(entry: Entry, *, most: int | None = None) -> Iterator[str]:
    """The entry as text: a line in front, its message, then a sentence a change."""
    yield f"{entry.when}  {entry.author}  {entry.revision.short}"
    if entry.subject:
        yield f"  {entry.subject}"
    if entry.note:
        yield f"    {entry.note}"
    shown = entry.said if most is None else entry.said[:most]
    yield from (f"    {one.sign} {one.sentence}" for one in shown)
    if len(shown) < len(entry.said):
        yield f"    … and {len(entry.said) - len(shown)} more"


def entry_json(entry: Entry, disclosure: Disclosure = OPEN) -> Json:
    """The same with ids; without them, and without the name of the file, where names are hidden."""
    revision, hidden = entry.revision, disclosure.names_hidden
    return {
        "commit": revision.commit,
        "when": revision.when.isoformat(),
        "author": entry.author,
        "subject": entry.subject,
        "file": None if hidden else revision.path,
        "note": entry.note or None,
        "changes": [
            {
                "kind": one.kind.value,
                "path": list(one.path) if not hidden else [one.path[0], one.path[-1]],
                "person": one.person or None if not hidden else None,
                "text": one.sentence,
            }
            for one in entry.said
        ],
    }


def timeline_json(entries: Iterable[Entry], file: str, today: date, disclosure: Disclosure = OPEN) -> Json:
    """All of them."""
    return {
        "format": FORMAT,
        "date": today.isoformat(),
        "file": file,
        "commits": [entry_json(entry, disclosure) for entry in entries],
    }


def of_field(entries: Iterable[Entry], path: KeyPath) -> Iterator[Entry]:
    """The commits that changed a field or record, with that change only; ids it had before are followed."""
    for entry in entries:
        kept = tuple(one for one in entry.said if one.path[: len(path)] == path or path[: len(one.path)] == one.path)
        began = not entry.revision.previous and entry.revision.blob
        if kept or began:
            yield replace(entry, said=kept)
        for one in entry.said:
            if one.kind is Kind.RENAMED and one.path == path[:2] and one.was:
                path = (path[0], one.was, *path[2:])


class Aliases:
    """Authors as they may be shown: numbered as they come, where names are hidden."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._hidden = disclosure.names_hidden
        self._given: dict[str, str] = {}

    def of(self, author: str) -> str:
        """The author, or `Author 1`."""
        if not self._hidden:
            return author
        if author not in self._given:
            self._given[author] = f"Author {len(self._given) + 1}"
        return self._given[author]


def _size(account: Account) -> str:
    return f"{counted(len(account.people), 'person')}, {counted(len(account.influence), 'tie')}"
