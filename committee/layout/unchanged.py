"""Whether an edit moves anything on the map at all: most do not, and the map is then kept as it is."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from committee.graph.arcs import ASSUMED_STRENGTH
from committee.model.account import Account, Influence, Person, Place
from committee.model.levels import level_of
from committee.model.vocabulary import PersonStatus, TieKind, WorkMode

_Key = TypeVar("_Key")
_Record = TypeVar("_Record")


def same_map(before: Account, after: Account) -> bool:
    """Whether `arrange` makes the same map of two accounts, whatever date, detail, ties and previous map it is given.

    What it looks at: who is there, each person's lane (place, remote or not, zone), level, written or told by the
    title, manager, the names and zones of the places people stand at, and which ties there are, how strong, and
    whether they are conflicts. `False` may also be said of accounts that happen to give the same map.

    O(people + ties), which is next to nothing for records that are the same objects in both.
    """
    if before is after:
        return True
    return (
        _alike(before.people, after.people, _standing)
        and _alike(before.influence, after.influence, _tie)
        and _alike(_used(before), _used(after), _place)
    )


def _alike(
    before: Mapping[_Key, _Record], after: Mapping[_Key, _Record], looked_at: Callable[[_Record], object]
) -> bool:
    """Whether two tables have the same records as far as they are looked at."""
    if before is after:
        return True
    return before.keys() == after.keys() and all(
        record is (other := before[key]) or looked_at(record) == looked_at(other) for key, record in after.items()
    )


def _standing(person: Person) -> object:
    if person.status is PersonStatus.LEFT:
        return None
    remote = person.work_mode is WorkMode.REMOTE
    return person.place, remote, person.timezone if remote else "", level_of(person)[0], person.reports_to


def _tie(tie: Influence) -> object:
    return tie.kind is TieKind.CONFLICT, ASSUMED_STRENGTH if tie.strength is None else tie.strength


def _used(account: Account) -> dict[str, Place]:
    """The places somebody stands at."""
    return {
        key: account.places[key]
        for key in sorted({person.place for person in account.people.values()})
        if key in account.places
    }


def _place(place: Place) -> object:
    return place.name, place.timezone
