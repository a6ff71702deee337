"""The commits of one account file, and what it was at each: one `git log`, one `git cat-file --batch`.

Nothing here trusts names or messages: fields are told apart by NUL, which neither can hold, and versions are read by
the id of their content.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from committee.errors import Stop
from committee.store import Document, read_text, unread
from committee.text import clean, show
from committee.versions.git.repository import GitFailure, Objects, Repository, TooLong, why_none

_FORMAT = "--format=%H%x00%aN%x00%at%x00%aI%x00%s"
"""Commit, author as `.mailmap` has them, seconds, date with the author's own zone, first line of the message."""

_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit that touched the file.

    `author` and `subject` are cleaned, on one line. `path` is what the file was called then, from the root. `blob` is
    the id of its content, empty where the commit removed it; `before` those in the parents, empty where it was new.
    """

    commit: str
    author: str
    when: datetime
    subject: str
    path: str
    blob: str = ""
    before: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The beginning of the commit's name, as people say it."""
        return self.commit[:8]

    @property
    def previous(self) -> str:
        """The content it was changed from, in the first parent."""
        return self.before[0] if self.before else ""


def repository_of(path: Path) -> Repository:
    """The repository a file is in.

    Raises:
        GitFailure: there is none, or git is not installed; in words.
    """
    found = Repository.of(path)
    if found is None:
        raise GitFailure(why_none(path).rstrip("."))
    return found


def history(path: Path, limit: int | None = None, stop: Stop | None = None) -> tuple[Revision, ...]:
    """The commits that touched the file, newest first, under every name it had.

    Empty where it was never committed. A merge is listed only where its result is that of no parent.

    Args:
        path: the account file, which need not exist any more.
        limit: how many at most.
        stop: whether to give up.

    Raises:
        GitFailure: no repository, no git, or git refused.
        GitStopped: `stop` said so.
    """
    return tuple(revisions(path, limit, stop))


def revisions(path: Path, limit: int | None = None, stop: Stop | None = None) -> Iterator[Revision]:
    """`history`, as git finds them; leaving early ends git."""
    repository = repository_of(path)
    name = repository.relative(path)
    if not repository.born():
        return
    many = () if limit is None else (f"--max-count={limit}",)
    yield from logged(repository, "--follow", "--cc", *many, of=name, stop=stop)


def logged(
    repository: Repository, *how: str, of: str, stop: Stop | None = None, also: Mapping[str, str] | None = None
) -> Iterator[Revision]:
    """What git logs, asked in this way, one revision for each file of each commit; leaving early ends git.

    Args:
        repository: where.
        how: options of `git log`.
        of: the path or the pattern it is asked about.
        stop: whether to give up.
        also: variables for git.
    """
    asked = ("log", *how, "--raw", "--no-abbrev", "-z", "--encoding=UTF-8", _FORMAT, "--", of)
    tokens = _tokens(repository.stream(*asked, stop=stop, also=also))
    head: list[bytes] = []
    for token in tokens:
        if len(head) == _FIELDS and token.lstrip(b"\n").startswith(b":"):
            yield _revision(head, token.lstrip(b"\n"), tokens)
        elif len(head) == _FIELDS and token:
            head = [token]
        elif len(head) < _FIELDS:
            head.append(token)


def documents(repository: Repository, blobs: Iterable[str]) -> Iterator[Document | None]:
    """What the file said in each version, in the order asked; `None` for an empty id. One process for all of them."""
    with repository.objects() as objects:
        for blob in blobs:
            yield document(objects, blob)


def document(objects: Objects, blob: str) -> Document | None:
    """One version read; `None` where there is none."""
    return document_of(objects.read(blob))


def document_of(data: bytes | TooLong | None) -> Document | None:
    """What git answered as a document: one that is too large has that as its problem; `None` where there is none."""
    if isinstance(data, TooLong):
        return unread(data.size)
    return None if data is None else read_text(data)


def account_at(repository: Repository, revision: Revision) -> Document | None:
    """What the file said after a commit; `None` where the commit removed it."""
    return next(documents(repository, [revision.blob]))


def _tokens(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole
    if rest:
        yield rest


def _revision(head: Sequence[bytes], raw: bytes, tokens: Iterator[bytes]) -> Revision:
    """One file of one commit. `raw` is `:modes ids status`, with a colon a parent; then its paths follow."""
    parents = len(raw) - len(raw.lstrip(b":"))
    parts = raw.lstrip(b":").split()
    ids = parts[parents + 1 : 2 * parents + 2]
    status = parts[-1]
    name = next(tokens, b"")
    if parents == 1 and status[:1] in {b"R", b"C"}:
        name = next(tokens, b"")
    commit, author, seconds, written, subject = head
    return Revision(
        commit=commit.decode("ascii", "replace").strip(),
        author=_words(author) or "somebody",
        when=_when(written, seconds),
        subject=_words(subject),
        path=name.decode("utf-8", "surrogateescape"),
        blob=_id(ids[-1]),
        before=tuple(_id(one) for one in ids[:-1]),
    )


def _words(data: bytes) -> str:
    return show(clean(data.decode("utf-8", "replace")))


def _id(data: bytes) -> str:
    return "" if not data.strip(b"0") else data.decode("ascii", "replace")


def _when(written: bytes, seconds: bytes) -> datetime:
    """The author's own clock; where its zone is none, the same moment in UTC."""
    try:
        when = datetime.fromisoformat(written.decode("ascii"))
        return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
    except ValueError:
        try:
            return datetime.fromtimestamp(int(seconds), UTC)
        except (ValueError, OverflowError, OSError):
            return datetime.fromtimestamp(0, UTC)
