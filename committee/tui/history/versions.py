"""The versions of one account as the screen steps through them: read one by one, and held against another.

No Textual here. A `Past` may be asked from several threads; it answers one after the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TypeVar

from committee.errors import Stop, never
from committee.model.account import Account, Pair, tie_of
from committee.model.disclosure import OPEN, Disclosure
from committee.model.masking import mask
from committee.model.pseudonyms import Pseudonyms, pseudonyms
from committee.reports.authorship_text import Authorship, authorship
from committee.reports.changes_text import Said, said
from committee.reports.comparison import compared
from committee.reports.difference import short_effect
from committee.reports.timeline import Aliases
from committee.versions.changes import Change, Kind, changes, renames
from committee.versions.git.history import Revision, repository_of, revisions
from committee.versions.git.reading import Reader
from committee.workspace import analyse

K = TypeVar("K", str, Pair)
V = TypeVar("V")

SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "−"}
"""On a card; everything else is `~`."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One version, held against another.

    `account` is what is drawn: the version, and whoever the other one has besides, so that it can be shown who came
    and who went. `signs` are by person, `people` and `ties` what differs. `sides` are the older and the newer of both,
    `None` where there is no other.
    """

    revision: Revision | None
    """`None` is the file as it is on the screen now."""
    to_now: bool
    account: Account
    signs: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    ties: frozenset[Pair] = frozenset()
    said: tuple[Said, ...] = ()
    note: str = ""
    sides: tuple[Account, Account] | None = None


class Past:
    """The history of a file while one looks at it.

    Args:
        path: the file.
        now: the account as it is on the screen, not masked.
        today: the day everything is seen from.
        disclosure: what is withheld.

    Raises:
        GitFailure: there is no repository, or no git.
    """

    def __init__(self, path: Path, now: Account, today: date, disclosure: Disclosure = OPEN) -> None:
        self.path, self.now, self.today, self.disclosure = path, now, today, disclosure
        self.listed: list[Revision] = []
        """The commits, newest first, as far as they are known."""
        self.authors = Aliases(disclosure)
        self._repository = repository_of(path)
        self._open = ExitStack()
        self._reader: Reader | None = None
        self._lock = Lock()
        self._closed = False
        self._names: Pseudonyms = {}

    def read(self, stop: Stop = never) -> Iterator[Revision]:
        """The commits, newest first, as git finds them."""
        for revision in revisions(self.path, stop=stop):
            self.listed.append(revision)
            yield revision

    def close(self) -> None:
        """End the process that reads versions."""
        with self._lock:
            self._open.close()
            self._reader, self._closed = None, True

    def picture(self, revision: Revision | None, *, to_now: bool) -> Picture:
        """A version against the one now, or against the commit before it; now always against the last commit."""
        with self._lock:
            return self._picture(revision, to_now=to_now and revision is not None)

    def _picture(self, revision: Revision | None, *, to_now: bool) -> Picture:
        then = self.now if revision is None else self._read(revision.blob)
        if then is None:
            gone = revision is not None and not revision.blob
            what = "The file was removed in this commit" if gone else f"This version {self._why_not(revision)}"
            note = f"{what}. The map shows now."
            return Picture(revision, to_now, self._shown(self.now), note=note)
        if to_now:
            return self._held(revision, then, self.now, to_now=True)
        before = self._before(revision)
        if before is None:
            return Picture(revision, to_now, self._shown(then), note=self._no_other(revision))
        return self._held(revision, before, then, to_now=False)

    def _why_not(self, revision: Revision | None) -> str:
        blob = "" if revision is None else revision.blob
        return "cannot be read" if self._reader is None else self._reader.why_not(blob)

    def _before(self, revision: Revision | None) -> Account | None:
        blob = (self.listed[0].blob if self.listed else "") if revision is None else revision.previous
        return self._read(blob)

    def _no_other(self, revision: Revision | None) -> str:
        if revision is None:
            return "No commit of this file yet; y keeps it." if not self.listed else "The last commit cannot be read."
        return "The file begins here." if not revision.previous else "The version before cannot be read."

    def _held(self, revision: Revision | None, older: Account, newer: Account, *, to_now: bool) -> Picture:
        newer_shown, older_shown = self._shown(newer), self._shown(renames(older, newer)[1])
        # Masked, somebody whose id was renamed would be somebody else; that it was renamed is then not told.
        unnamed = older_shown if self.disclosure else older
        made = changes(unnamed, newer_shown)
        drawn = united(older_shown, newer_shown) if to_now else united(newer_shown, older_shown)
        signs = signs_of(made)
        pairs = frozenset(
            (change.path[1], change.path[2])
            for change in made
            if change.path[0] == "influence" and {change.path[1], change.path[2]} <= drawn.people.keys()
        )
        words = said(unnamed, newer_shown, self.today)
        return Picture(
            revision,
            to_now,
            drawn,
            {person: sign for person, sign in signs.items() if person in drawn.people},
            frozenset(person for person in signs if person in drawn.people),
            pairs,
            words,
            "" if words else "Nothing differs.",
            (older_shown, newer_shown),
        )

    def effect(self, picture: Picture, stop: Stop = never) -> str:
        """`path 4 → 3 talks; CH003 gone`: what lies between both sides for findings and plan.

        Raises:
            Unwanted: `stop` said so.
        """
        if picture.sides is None or not picture.said or self.disclosure.customer_safe:
            return ""
        older, newer = (analyse(side, self.today, stop=stop, footed=False) for side in picture.sides)
        return short_effect(compared(older, newer)) or "findings and path as before"

    def written(self, picture: Picture, person: str, stop: Stop = never) -> tuple[Authorship, ...]:
        """Who wrote each field of a person, as of the version that is shown.

        Raises:
            GitFailure: git refused.
            GitStopped: `stop` said so.
        """
        revision, listed = picture.revision, tuple(self.listed)
        if not listed:
            return ()
        if revision is not None:
            listed = listed[listed.index(revision) :]
        with self._lock:
            account = self.now if revision is None else self._read(revision.blob)
        if account is None or person not in account.people:
            return ()
        found = authorship(self.path, account, ("people", person), self.today, self.disclosure, known=listed, stop=stop)
        return tuple(
            replace(one, author=self.authors.of(one.revision.author)) if one.revision else one for one in found
        )

    def _read(self, blob: str) -> Account | None:
        if not blob or self._closed:
            return None
        if self._reader is None:
            self._reader = Reader(self._open.enter_context(self._repository.objects()))
        return self._reader.account(blob)

    def _shown(self, account: Account) -> Account:
        if not self.disclosure:
            return account
        self._names = pseudonyms(account, self._names)
        return mask(account, self.disclosure, before=self._names)


def united(drawn: Account, other: Account) -> Account:
    """`drawn`, and everybody, every place and tie that only `other` has."""
    return replace(
        drawn,
        places=_both(drawn.places, other.places),
        team=_both(drawn.team, other.team),
        people=_both(drawn.people, other.people),
        influence=_both(drawn.influence, other.influence),
    )


def signs_of(made: Iterable[Change]) -> dict[str, str]:
    """The sign of everybody who came, went, or about whom something changed: fields, evidence, our coverage."""
    found: dict[str, str] = {}
    for change in made:
        for person in _about(change):
            found.setdefault(person, "~")
        if change.path[0] == "people" and len(change.path) == 2 and change.kind in SIGNS:
            found[change.path[1]] = SIGNS[change.kind]
    return found


def _about(change: Change) -> tuple[str, ...]:
    path = change.path
    if path[0] == "people":
        return (path[1],)
    if path[0] == "coverage":
        return (path[2],)
    if path[0] == "evidence" and len(path) == 2:
        record = change.after if change.kind is Kind.ADDED else change.before
        about = getattr(record, "about", "")
        return () if tie_of(about) else (about,)
    return ()


def _both(one: Mapping[K, V], other: Mapping[K, V]) -> Mapping[K, V]:
    missing = {key: record for key, record in other.items() if key not in one}
    both = {**one, **missing}
    return {key: both[key] for key in sorted(both)} if missing else one
