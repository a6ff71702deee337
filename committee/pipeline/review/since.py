"""What there was at the last review: from git where the file has a history, else from a snapshot kept at it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from committee import store, writing
from committee.errors import FileFailure, Stop, Unwanted, never
from committee.model.account import Account
from committee.model.vocabulary import PersonStatus, Role
from committee.pipeline.keeping import name_in_state, reviews, snapshots
from committee.pipeline.portfolio.summary import contacts

MOST_SNAPSHOTS = 2
"""The last review, and the one before it for a sitting that goes on later the same day."""


@dataclass(frozen=True, slots=True)
class Older:
    """What an older version of a file is known to have said, and the day of its newest version."""

    account: Account | None = None
    changed: date | None = None


Recall = Callable[[Path, "date | None"], Older]
"""What is known of a file as it was at the end of a day, if one is given, and when it changed last."""


class Source(StrEnum):
    """Where the earlier account comes from."""

    HISTORY = "history"
    """An earlier version in git."""
    SNAPSHOT = "snapshot"
    """A copy kept at the last review, on this computer."""


@dataclass(frozen=True, slots=True)
class Since:
    """The last review: its day, and the account as it was then. Nothing known: there was none, or no copy of it."""

    day: date | None = None
    before: Account | None = None
    source: Source | None = None
    changed: date | None = None
    """The day the file changed last, as far as its history or its own dates tell."""


def since(path: Path, account: Account, today: date, *, past: Recall | None = None) -> Since:
    """What is known of the account at its last review.

    With git the day is `reviewed` in the file, else that of the newest snapshot; one older than `reviewed` (others
    reviewed it since) still tells what changed since its own day. A review on `today` itself is this one: then the
    snapshot before it counts, so that a call that was cut is taken up with the changes it began with.

    Args:
        path: of the file.
        account: as it is now.
        today: the day of this review.
        past: how earlier versions are found; git where it is `None`.
    """
    reviewed = account.header.reviewed
    kept = _kept(path, today, reviewed)
    day, found = _from_past(path, reviewed, today, past or from_git)
    changed = max((one for one in (found.changed, *dates(account)) if one is not None and one <= today), default=None)
    if found.account is not None:
        return Since(day, found.account, Source.HISTORY, changed)
    if kept is not None:
        return Since(kept[0], kept[1], Source.SNAPSHOT, changed)
    return Since(day, changed=changed)


def _from_past(path: Path, reviewed: date | None, today: date, past: Recall) -> tuple[date | None, Older]:
    """The last review before today and how the file was then; of a file reviewed today the one before that."""
    if reviewed is None or reviewed < today:
        return reviewed, past(path, reviewed)
    found = past(path, today - timedelta(days=1))
    if found.account is None:
        return reviewed, found
    before = found.account.header.reviewed
    if before is None or before >= today:
        return None, Older(changed=found.changed)
    return before, past(path, before)


def keep(path: Path, account: Account, today: date) -> None:
    """Keep the account as it is reviewed today, for the next review; of older snapshots only the newest stays.

    Raises:
        OSError: it could not be written.
    """
    file = reviews() / "snapshots" / f"{name_in_state(path)}-{today.isoformat()}.toml"
    writing.keep(file, store.write_text(account).encode())
    for old in snapshots(path)[MOST_SNAPSHOTS:]:
        old.unlink()


def from_git(path: Path, day: date | None) -> Older:
    """The account as of the end of that day; nothing outside of git, and where the file is younger or was faulty."""
    return earlier({path: day}).get(path, Older())


def earlier(days: Mapping[Path, date | None], stop: Stop = never) -> dict[Path, Older]:
    """`from_git` of many files at once: a few processes for each repository and day instead of for each file.

    Raises:
        Unwanted: `stop` said so.
    """
    from committee.versions.git.folder import as_of, last_changes
    from committee.versions.git.repository import GitStopped

    try:
        changed = {path: revision.when.date() for path, revision in last_changes(days, stop).items()}
        found = {path: Older(changed=day) for path, day in changed.items()}
        for day in sorted({day for day in days.values() if day is not None}):
            wanted = [path for path, own in days.items() if own == day]
            for path, document in as_of(wanted, day, stop):
                if document is not None and not document.errors:
                    found[path] = Older(document.account, changed.get(path))
    except GitStopped:
        raise Unwanted from None
    return found


def dates(account: Account) -> Iterator[date]:
    """Every day on which the account itself says that something was learned, promised or done."""
    yield from contacts(account)
    for record in account.evidence.values():
        if record.date is not None:
            yield record.date
    for key, action in account.actions.items():
        if action.done is not None:
            yield action.done
        with suppress(ValueError):
            # The id of an action begins with the day it was promised.
            yield date.fromisoformat(key[:10])


def slipped(before: Account | None, after: Account) -> tuple[date, date] | None:
    """The close date then and now, where it moved to a later day."""
    then = before.header.close_date if before is not None else None
    now = after.header.close_date
    return (then, now) if then is not None and now is not None and now > then else None


def people_changed(before: Account | None, after: Account) -> tuple[str, ...]:
    """In words, who came or went as champion or economic buyer; an id that was only renamed is the same person."""
    if before is None:
        return ()
    from committee.versions.changes import renames

    return tuple(_came_and_went(renames(before, after)[1], after))


def champions(account: Account) -> frozenset[str]:
    """Who is claimed as champion and still there."""
    return frozenset(
        key for key, one in account.people.items() if one.champion is not None and one.status is not PersonStatus.LEFT
    )


def buyers(account: Account) -> frozenset[str]:
    """Who is economic buyer and still there."""
    return frozenset(
        key
        for key, one in account.people.items()
        if Role.ECONOMIC_BUYER in one.roles and one.status is not PersonStatus.LEFT
    )


def _came_and_went(before: Account, after: Account) -> Iterator[str]:
    for of, noun in ((buyers, "economic buyer"), (champions, "champion")):
        then, now = of(before), of(after)
        yield from (f"{after.name_of(key)} is now {noun}" for key in sorted(now - then))
        for key in sorted(then - now):
            person = after.people.get(key)
            gone = person is None or person.status is PersonStatus.LEFT
            name = after.name_of(key) if person is not None else before.name_of(key)
            yield f"{name}, {noun}, is gone" if gone else f"{name} is no longer {noun}"


def _kept(path: Path, today: date, reviewed: date | None) -> tuple[date, Account] | None:
    """The newest snapshot from before today, else that of today; a review that was taken back left none."""
    found: list[tuple[date, Path]] = []
    for snapshot in snapshots(path):
        with suppress(ValueError):
            found.append((date.fromisoformat(snapshot.stem[-10:]), snapshot))
    found = [one for one in found if reviewed is None or one[0] <= reviewed]
    for day, snapshot in sorted(found, key=lambda one: (one[0] >= today, -one[0].toordinal())):
        with suppress(FileFailure):
            document = store.read(snapshot)
            if not document.errors:
                return day, document.account
    return None
