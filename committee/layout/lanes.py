"""Lanes and rows: which column and which level a person stands in."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from committee.graph.arcs import people
from committee.graph.hours import offset_minutes, schedule, standard_offset_minutes, working
from committee.layout.shapes import Lane, Row
from committee.model.account import Account, Person
from committee.model.levels import level_of
from committee.model.vocabulary import Level, PlaceKind, WorkMode

UNKNOWN_LANE = "unknown"
UNKNOWN_ROW = "unknown"
REMOTE = "Remote, "
"""What the titles of lanes of remote people begin with."""
_EAST_OF_ALL = 100_000

_Key = tuple[int, str, int, str, str]
"""Sort key of a lane: standard offset, clock, office or remote, title, key."""


def lanes_of(account: Account, today: date) -> tuple[Lane, ...]:
    """Lanes from west to east by standard offset; a clock's offices first, then its remote people; unknown last.

    Somebody remote stands in the remote lane of their own zone, or of their office's, office or not. Zones whose
    clocks agree all year (Berlin and Madrid) share one remote lane. A place nobody stands at has no lane.
    """
    members: dict[str, list[str]] = {}
    for identifier in people(account):
        members.setdefault(_lane_key(account, account.people[identifier], today.year), []).append(identifier)
    lanes = [_lane(account, key, found, today) for key, found in members.items()]
    return tuple(sorted(lanes, key=lambda lane: _order(lane, today)))


def rows_of(account: Account) -> tuple[Row, ...]:
    """The levels that somebody has, the highest first; unknown last."""
    members: dict[Level | None, list[str]] = {}
    for identifier in people(account):
        members.setdefault(level_of(account.people[identifier])[0], []).append(identifier)
    order: tuple[Level | None, ...] = (*Level, None)
    return tuple(
        Row(level.value if level else UNKNOWN_ROW, level, tuple(members[level])) for level in order if level in members
    )


@lru_cache(maxsize=1024)
def clock(zone: str, year: int) -> str:
    """A name for what the clocks of `zone` do in a year: zones with the same name always show the same time."""
    offsets = [offset_minutes(zone, date(year, month, day)) for month in range(1, 13) for day in (1, 15)]
    changes = [
        f"{i}:{now}" for i, (before, now) in enumerate(zip([None, *offsets], offsets, strict=False)) if now != before
    ]
    return ",".join(changes)


def _lane_key(account: Account, person: Person, year: int) -> str:
    place = account.places.get(person.place)
    if person.work_mode is WorkMode.REMOTE:
        zone = person.timezone or (place.timezone if place else "")
        if zone:
            return f"remote {clock(zone, year)}"
    return f"place {person.place}" if place is not None else UNKNOWN_LANE


def _lane(account: Account, key: str, members: list[str], today: date) -> Lane:
    kind, _, _ = key.partition(" ")
    if kind == "place":
        identifier = account.people[members[0]].place
        place = account.places[identifier]
        offset = offset_minutes(place.timezone, today) if place.timezone else None
        return Lane(key, place.name, identifier, place.timezone, offset, tuple(members))
    if kind == "remote":
        zone = _usual_zone(account, members)
        title = _remote_title(account, members, zone)
        return Lane(key, title, "", zone, offset_minutes(zone, today), tuple(members), remote=True)
    return Lane(key, "Place unknown", "", "", None, tuple(members))


def _remote_title(account: Account, members: list[str], zone: str) -> str:
    """`Remote, Leeds`: the place they all have, as it was named; else the city of their zone."""
    known = {account.people[identifier].place for identifier in members}
    place = account.places.get(next(iter(known))) if len(known) == 1 else None
    if place is None or place.timezone not in {"", zone}:
        return f"{REMOTE}{zone.rpartition('/')[2].replace('_', ' ')}"
    # A region, or somebody's home, says by itself that it is no office.
    return place.name if place.kind in {PlaceKind.HOME, PlaceKind.REGION} else f"{REMOTE}{place.name}"


def _usual_zone(account: Account, members: list[str]) -> str:
    """The zone most of the members name, the first by name among equals."""
    zones: Counter[str] = Counter()
    for identifier in members:
        person = account.people[identifier]
        place = account.places.get(person.place)
        zones[person.timezone or (place.timezone if place else "")] += 1
    return min(zones, key=lambda zone: (-zones[zone], zone))


def _order(lane: Lane, today: date) -> _Key:
    if lane.key == UNKNOWN_LANE:
        return (_EAST_OF_ALL + 1, "", 0, "", "")
    if not lane.zone:
        return (_EAST_OF_ALL, "", 0, lane.title.casefold(), lane.key)
    standard = standard_offset_minutes(lane.zone, today)
    return (standard, clock(lane.zone, today.year), int(lane.remote), lane.title.casefold(), lane.key)


def at_work(account: Account, lanes: Iterable[Lane], now: datetime) -> frozenset[str]:
    """The keys of the lanes of which at least half the people are at work now. O(people); days are kept."""
    minute = int(now.timestamp()) // 60
    yesterday = now.astimezone(UTC).date() - timedelta(days=1)
    found = []
    for lane in lanes:
        busy = sum(
            any(begin <= minute < end for begin, end in working(schedule(account, person), yesterday, 3))
            for person in lane.people
        )
        if busy and 2 * busy >= len(lane.people):
            found.append(lane.key)
    return frozenset(found)
