"""Who gave a field its value, when, and in which commit: a walk back through the versions of a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from committee.errors import Stop
from committee.model.access import ABSENT
from committee.model.account import Account, KeyPath
from committee.model.edit import same
from committee.store import read_text
from committee.versions.at import at
from committee.versions.changes import record_of, renames
from committee.versions.git.history import Revision, history, repository_of
from committee.versions.git.repository import GitStopped, Objects, TooLong

KEPT = 8
"""How many versions are kept as text and as accounts: neighbours are asked for in turn."""


def authors(
    path: Path, wanted: Sequence[KeyPath], *, known: Sequence[Revision] | None = None, stop: Stop | None = None
) -> dict[KeyPath, Revision]:
    """For each field or record that the newest commit knows: the commit that gave it its value.

    Walks back until every one is found. A commit is the author of a value that none of its parents had; an id renamed
    on the way is followed. Versions that cannot be read are passed over. Where git lacks the older part (a shallow
    clone), the oldest commit there is answers.

    Args:
        path: the account file.
        wanted: paths of fields (`people.maria-gomez.stance`) or of records; a record is "written" by any change of it.
        known: its `history`, newest first, where that is at hand; it may begin later than the newest commit.
        stop: whether to give up.

    Raises:
        GitFailure: no repository, no git, or git refused.
        GitStopped: `stop` said so.
    """
    repository = repository_of(path)
    listed = history(path, stop=stop) if known is None else known
    with repository.objects() as objects:
        walk = _Walk(objects)
        newest = next((revision for revision in listed if revision.blob), None)
        walk.begin(newest, wanted)
        for revision in listed:
            if stop is not None and stop():
                raise GitStopped("Cancelled", "Nothing was changed")
            if not walk.open:
                break
            walk.step(revision)
    return walk.found()


@dataclass(slots=True)
class _Wanted:
    """A field whose author is looked for: its path and value in the version at hand, and who had it last."""

    path: KeyPath
    value: Any
    oldest: Revision | None = None


class _Walk:
    """From the newest commit back.

    A version is parsed only where the table that holds the field differs as text: of 2,000 commits few touch it.
    """

    def __init__(self, objects: Objects) -> None:
        self.open: dict[KeyPath, _Wanted] = {}
        self._found: dict[KeyPath, Revision] = {}
        self._bytes = lru_cache(maxsize=KEPT)(lambda blob: _known(objects.read(blob)))
        self._account = lru_cache(maxsize=KEPT)(self._read)

    def begin(self, newest: Revision | None, wanted: Sequence[KeyPath]) -> None:
        """Look for the fields that say something in the newest version."""
        account = self._account(newest.blob) if newest is not None else None
        if account is not None:
            said = {path: at(account, path) for path in wanted}
            self.open = {path: _Wanted(path, value) for path, value in said.items() if not _silent(value)}

    def step(self, revision: Revision) -> None:
        """Take the fields that this commit wrote off the list."""
        if not revision.blob:
            return
        alike: dict[KeyPath, bool] = {}
        for asked, wanted in list(self.open.items()):
            record = record_of(wanted.path)
            if record not in alike:
                alike[record] = any(before and self._alike(revision.blob, before, record) for before in revision.before)
            if not alike[record] and self._wrote(revision, wanted):
                self._found[asked] = revision
                del self.open[asked]

    def found(self) -> dict[KeyPath, Revision]:
        """The author of each; of those not found, the oldest commit that had the value."""
        rest = {asked: wanted.oldest for asked, wanted in self.open.items() if wanted.oldest is not None}
        return {**self._found, **rest}

    def _wrote(self, revision: Revision, wanted: _Wanted) -> bool:
        after = self._account(revision.blob)
        if after is None or not same(at(after, wanted.path), wanted.value):
            return False
        wanted.oldest = revision
        parents = [self._account(before) for before in revision.before if before]
        return all(parent is not None and self._lacks(parent, after, wanted) for parent in parents)

    def _lacks(self, parent: Account, after: Account, wanted: _Wanted) -> bool:
        """Whether a parent did not have the value; where only ids were others, those are looked for from here on."""
        if same(at(parent, wanted.path), wanted.value):
            return False
        moved, aligned = renames(parent, after)
        if not moved or not same(at(aligned, wanted.path), wanted.value):
            return True
        for one in reversed(moved):
            wanted.path = _under_old_id(wanted.path, one.table, one.old, one.new)
        wanted.value = at(parent, wanted.path)
        return False

    def _alike(self, blob: str, before: str, record: KeyPath) -> bool:
        """Whether both versions say the same of a record, as far as their text tells."""
        if blob == before:
            return True
        one, other = (_table_text(self._bytes(each), record) for each in (blob, before))
        return one is not None and one == other

    def _read(self, blob: str) -> Account | None:
        document = read_text(self._bytes(blob))
        return document.account if document.account.header.name or not document.errors else None


def _known(data: bytes | TooLong | None) -> bytes:
    """What can be searched; a version that is missing or too large to be an account says nothing."""
    return data if isinstance(data, bytes) else b""


def _silent(value: Any) -> bool:
    return value is ABSENT or value is None or value in ("", ())


def _under_old_id(path: KeyPath, table: str, old: str, new: str) -> KeyPath:
    """The path as it was before `old` became `new`."""
    ends: Mapping[str, tuple[str, ...]] = {"coverage": ("team", "people"), "influence": ("people", "people")}
    if path[0] == table:
        return (path[0], old, *path[2:]) if path[1] == new else path
    if path[0] == "accepted":
        return (*path[:2], old, *path[3:]) if path[2] == new else path
    for place, of in enumerate(ends.get(path[0], ()), 1):
        if of == table and path[place] == new:
            path = (*path[:place], old, *path[place + 1 :])
    return path


def _table_text(data: bytes, record: KeyPath) -> bytes | None:
    """The lines of a record in a canonical file; `None` where they cannot be told from the rest as text."""
    name = b"\n[" + ".".join(record).encode()
    found: list[bytes] = []
    start = data.find(name)
    while start >= 0:
        end = data.find(b"\n[", start + 1)
        if data[start + len(name) : start + len(name) + 1] in {b"]", b"."}:
            found.append(data[start : len(data) if end < 0 else end])
        start = data.find(name, start + 1)
    text = b"".join(found)
    # A line of a longer text may begin with a bracket; then the table seems to end inside it.
    return text if text and text.count(b'"""') % 2 == 0 and b"'''" not in text else None
