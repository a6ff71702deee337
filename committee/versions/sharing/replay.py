"""Put commits that were not sent on top of those of the others, as a rebase would, without a working tree.

A rebase of git needs a clean working tree, stops half-way, and touches files that nobody asked about. Here the new
commits are made from trees and blobs alone, with an index of our own: until somebody takes the result over, no file, no
branch and no index has changed, and stopping at any moment leaves nothing behind. Account files that both sides changed
are merged by what they say; any other file that both sides changed is for somebody who knows git.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from committee import store
from committee.errors import Stop
from committee.model.problem import Problem
from committee.text import show
from committee.versions.git.history import document_of
from committee.versions.git.leftovers import own_file
from committee.versions.git.repository import GitFailure, GitStopped, Repository, TooLong

if TYPE_CHECKING:  # the merge is imported only where two sides changed one account
    from committee.versions.merge.conflict import Merged

MOST_NAMED = 500
"""Paths that are named in a call; where there are more, a system may refuse it as too long, and all are asked for."""

_LITERAL = {"GIT_LITERAL_PATHSPECS": "1"}

REGULAR = ("100644", "100755")
"""Modes of ordinary files."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a tree: its mode and the id of what it holds; both empty where there is no such file."""

    mode: str = ""
    blob: str = ""


GONE = Entry()


@dataclass(frozen=True, slots=True)
class Edited:
    """What a commit did to one path."""

    path: str
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An account that both sides changed, with something to decide. `key` is what the answer is kept under.

    `subject` is of our commit, `author` who changed it among the others.
    """

    key: str
    path: str
    merged: "Merged"
    subject: str
    author: str
    newline: str


class CannotJoin(GitFailure):
    """Both sides changed something that only a person with git can join; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What to put where.

    Args:
        repository: where.
        onto: the newest commit of the others.
        commits: ours, the oldest first, none of them a merge.
        accounts: paths known to be accounts, whatever their name ends in.
        renamed: paths that the others gave a new name, by the old one.
        answers: by the key of an `Open`: the text that was decided on, as it goes into the file.
        stop: asked between two steps.
    """

    repository: Repository
    onto: str
    commits: Sequence[str]
    accounts: frozenset[str]
    renamed: Mapping[str, str]
    answers: Mapping[str, bytes]
    stop: Stop | None = None

    def run(self) -> "str | Open":
        """The newest of the new commits, or the first thing to decide. O(commits) calls of git.

        Raises:
            CannotJoin: something that is no account, or was deleted, was changed by both.
            GitStopped: `stop` said so.
        """
        tip = self.onto
        with _index(self.repository) as index:
            for commit in self.commits:
                if self.stop is not None and self.stop():
                    raise GitStopped("Cancelled", "Nothing was changed")
                made = self._one(commit, tip, index)
                if isinstance(made, Open):
                    return made
                tip = made
        return tip

    def _one(self, commit: str, tip: str, index: Mapping[str, str]) -> "str | Open":
        edited = edits(self.repository, parent(self.repository, commit), commit)
        names = [name for edit in edited for name in (edit.path, self.renamed.get(edit.path, edit.path))]
        theirs = entries(self.repository, tip, names)
        lines: list[bytes] = []
        for edit in edited:
            # What they renamed is changed under its new name.
            there = edit.path if edit.path in theirs else self.renamed.get(edit.path, edit.path)
            held = theirs.get(there, GONE)
            made = self._entry(commit, replace(edit, path=there), held)
            if isinstance(made, Open):
                return made
            if made != held:
                lines.append(index_line(there, made, "0" * len(tip)))
        if not lines:
            return tip  # what it says is there already
        tree = _tree(self.repository, tip, lines, index)
        return commit_as(self.repository, commit, tree, (tip,))

    def _entry(self, commit: str, edit: Edited, theirs: Entry) -> "Entry | Open":
        """What a path holds once this edit is on top of theirs."""
        if theirs == edit.before:
            return edit.after
        if theirs == edit.after:
            return theirs
        name = show(edit.path)
        if GONE in {theirs, edit.after}:
            who = author_of(self.repository, self.onto, edit.path)
            what = f"changed here and deleted by {who}" if theirs == GONE else f"deleted here and changed by {who}"
            raise CannotJoin(f"{name} was {what}", "Talk to them: nothing was changed, and what you did is kept here")
        if not {theirs.mode, edit.after.mode} <= set(REGULAR) or not self._account(edit.path):
            raise CannotJoin(
                f"{name} is no account, and was changed here and by the others",
                "Nothing was changed. Somebody who knows git can join the two: git pull --rebase",
            )
        return self._merged(commit, edit, theirs)

    def _merged(self, commit: str, edit: Edited, theirs: Entry) -> "Entry | Open":
        key = f"{commit}:{edit.path}:{theirs.blob}"
        if key in self.answers:
            return Entry(edit.after.mode, _blob(self.repository, self.answers[key]))
        with self.repository.objects(acting=True) as objects:
            base = objects.read(edit.before.blob) if edit.before != GONE else None
            mine, other = objects.read(edit.after.blob), objects.read(theirs.blob)
        if isinstance(base, TooLong) or isinstance(mine, TooLong) or isinstance(other, TooLong):
            raise CannotJoin(
                f"{show(edit.path)} was changed here and by the others, and one of the versions is larger than 5 MB",
                "Nothing was changed. An account has at most 5 MB",
            )
        if mine is None or other is None:
            raise CannotJoin(f"{show(edit.path)} cannot be read from the repository", "Run git fsck")
        author = author_of(self.repository, self.onto, edit.path)
        made = joined(base, mine, other)
        if made is None:
            raise CannotJoin(
                f"{show(edit.path)} was changed here and by the others, and one of the two cannot be read",
                "Nothing was changed. committee check FILE says what is wrong with it",
            )
        if isinstance(made, bytes):
            return Entry(edit.after.mode, _blob(self.repository, made))
        newline = "\r\n" if b"\r\n" in mine else "\n"
        subject = subject_of(self.repository, commit)
        return Open(key=key, path=edit.path, merged=made, subject=subject, author=author, newline=newline)

    def _account(self, path: str) -> bool:
        also = {self.renamed.get(known) for known in self.accounts}
        return path in self.accounts or path in also or path.endswith(".account.toml")


def joined(base: bytes | None, mine: bytes, theirs: bytes) -> "bytes | Merged | None":
    """Three versions of an account file as one: its bytes where nothing has to be decided.

    `None` where one of them has errors. The layout of a file made by hand stays where the merge by line says the same.
    """
    from committee.versions.merge.driver import merge_files
    from committee.versions.merge.markers import SIZE
    from committee.versions.merge.text_merge import by_line

    made = merge_files(base or b"", mine, theirs, lambda: by_line(base or b"", mine, theirs, SIZE))
    if made.merged is None:
        return None
    return made.data if made.clean else made.merged


def one_under_two_ids(repository: Repository, mine: str, theirs: str, path: str, there: str) -> tuple[Problem, ...]:
    """People whom both sides added to an account, each under an id of their own: a merge keeps both.

    Asked of the account as a whole, since neither a single commit nor an answer to a conflict tells.

    Args:
        repository: where.
        mine: our newest commit.
        theirs: that of the others.
        path: of the account here.
        there: of the account in theirs.
    """
    begun = repository.act("merge-base", mine, theirs, check=False).decode().strip()
    with repository.objects(acting=True) as objects:
        found = [objects.read(name) for name in (f"{begun}:{path}", f"{mine}:{path}", f"{theirs}:{there}")]
    base, ours, other = map(document_of, found)
    if found[0] in found[1:] or ours is None or other is None or ours.read_only or other.read_only:
        return ()
    from committee.versions.merge.merge import merge

    merged = merge(None if base is None else base.account, ours.account, other.account)
    return tuple(notice for notice in merged.notices if notice.code == "added-twice")


def written(merged: "Merged", newline: str) -> bytes:
    """The bytes of the file that a merge came to."""
    return store.write_text(merged.account).replace("\n", newline).encode()


def parent(repository: Repository, commit: str) -> str:
    """The first parent, or the empty tree for the first commit of all."""
    found = repository.act("rev-parse", "--verify", "--quiet", f"{commit}^", check=False).decode().strip()
    return found or empty_tree(repository)


def empty_tree(repository: Repository) -> str:
    """The tree without files: what was there before the first commit."""
    return repository.run("hash-object", "-t", "tree", "--stdin", stdin=b"").decode().strip()


def edits(repository: Repository, before: str, after: str) -> tuple[Edited, ...]:
    """Every path that differs between two commits or trees, in order; a renamed file is one gone and one new."""
    raw = repository.act("diff-tree", "-r", "-z", "--no-renames", before, after)
    parts = raw.decode("utf-8", "surrogateescape").split("\0")
    found = []
    for head, path in zip(parts[::2], parts[1::2], strict=False):
        old_mode, new_mode, old, new, _ = head.removeprefix(":").split(" ")
        found.append(Edited(path, _present(old_mode, old), _present(new_mode, new)))
    return tuple(found)


def renames(repository: Repository, before: str, after: str) -> dict[str, str]:
    """Paths that have a new name, by the old one, as far as git recognises what is in them."""
    raw = repository.act("diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", before, after)
    parts = raw.decode("utf-8", "surrogateescape").split("\0")
    return dict(zip(parts[1::3], parts[2::3], strict=False))


def entries(repository: Repository, tree: str, paths: Sequence[str]) -> dict[str, Entry]:
    """What a tree holds at those of the paths that are there."""
    if not paths:
        return {}
    named = paths if len(paths) <= MOST_NAMED else ()
    raw = repository.act("ls-tree", "-r", "-z", "--full-tree", tree, "--", *named, also=_LITERAL)
    wanted, found = frozenset(paths), {}
    for line in raw.decode("utf-8", "surrogateescape").split("\0"):
        head, tab, path = line.partition("\t")
        if tab and path in wanted:
            mode, _, blob = head.split(" ")
            found[path] = Entry(mode, blob)
    return found


def author_of(repository: Repository, tip: str, path: str) -> str:
    """Who changed a path last, up to a commit; "the others" where nobody is named."""
    said = repository.act("log", "-1", "--format=%an", tip, "--", path, check=False, also=_LITERAL)
    return show(said.decode("utf-8", "replace")) or "the others"


def subject_of(repository: Repository, commit: str) -> str:
    """The first line of what a commit says."""
    return show(repository.act("log", "-1", "--format=%s", commit, check=False).decode("utf-8", "replace"))


def commit_as(repository: Repository, original: str, tree: str, parents: Sequence[str]) -> str:
    """A new commit with the author, date and words of `original`; signed where the user's git signs commits."""
    raw = repository.act("cat-file", "commit", original)
    head, _, message = raw.partition(b"\n\n")
    fields = dict(line.partition(b" ")[::2] for line in head.split(b"\n") if not line.startswith(b" "))
    coding = fields.get(b"encoding", b"UTF-8").decode("ascii", "replace")
    who, _, when = fields[b"author"].decode(coding, "replace").rpartition("> ")
    name, _, mail = who.rpartition(" <")
    author = {"GIT_AUTHOR_NAME": name or mail, "GIT_AUTHOR_EMAIL": mail, "GIT_AUTHOR_DATE": f"@{when}"}
    signed = repository.act("config", "--type=bool", "--get", "commit.gpgsign", check=False).strip() == b"true"
    options = [*(["-S"] if signed else []), *(part for one in parents for part in ("-p", one))]
    words = ["-c", f"i18n.commitEncoding={coding}", "commit-tree", *options, "-F", "-", tree]
    return repository.act(*words, stdin=message, also=author).decode().strip()


def _present(mode: str, blob: str) -> Entry:
    return GONE if mode == "000000" else Entry(mode, blob)


def index_line(path: str, entry: Entry, nothing: str) -> bytes:
    """What `git update-index -z --index-info` reads to have this entry at a path; `nothing` is an id of zeros."""
    mode, blob = (entry.mode, entry.blob) if entry != GONE else ("0", nothing)
    return f"{mode} {blob}\t{path}\0".encode("utf-8", "surrogateescape")


def _tree(repository: Repository, tip: str, lines: Sequence[bytes], index: Mapping[str, str]) -> str:
    repository.act("read-tree", tip, also=index)
    try:
        repository.act("update-index", "-z", "--index-info", stdin=b"".join(lines), also=index)
    except GitFailure as failure:
        raise CannotJoin(
            "A file here has the name of a folder of the others, or the other way round",
            "Nothing was changed. Somebody who knows git can join the two: git pull --rebase",
        ) from failure
    return repository.act("write-tree", also=index).decode().strip()


def _blob(repository: Repository, data: bytes) -> str:
    return repository.act("hash-object", "-w", "--stdin", stdin=data).decode().strip()


@contextmanager
def _index(repository: Repository) -> Iterator[Mapping[str, str]]:
    """An index of our own, which goes with the block."""
    file = own_file(repository.git_folder, "index")
    try:
        yield {"GIT_INDEX_FILE": str(file)}
    finally:
        for left in (file, Path(f"{file}.lock")):
            left.unlink(missing_ok=True)
