"""Our team and their places."""

from collections.abc import Iterator
from datetime import date

from committee.model.account import Account
from committee.model.dates import show_day
from committee.model.ids import Randomness
from committee.model.vocabulary import PersonStatus, PlaceKind, TeamStatus
from committee.plurals import counted
from committee.tui.account.dialogs.records import Group, Item, Perform, RecordsScreen
from committee.tui.theme.ink import Segment


class TeamScreen(RecordsScreen):
    """Teammates with what they cover, then places with who is there."""

    def __init__(self, account: Account, perform: Perform, *, today: date, rng: Randomness, me: str) -> None:
        super().__init__("Team and places", account, perform, today=today, rng=rng, me=me)

    def groups(self) -> Iterator[Group]:
        """Team, coverage, places."""
        account = self.account
        yield Group(
            "TEAM",
            tuple(Item(("team", key), tuple(mate_line(account, key, key == self.me))) for key in account.team),
            "team",
            "add a teammate",
            "those of us who talk to them",
        )
        yield Group(
            "WE COVER",
            tuple(Item(("coverage", *pair), tuple(coverage_line(account, pair))) for pair in account.coverage),
            "coverage",
            "add whom we cover",
            "t on a person does it too",
            (("teammate", self.me),) if self.me in account.team else (),
        )
        yield Group(
            "PLACES",
            tuple(Item(("places", key), tuple(place_line(account, key))) for key in account.places),
            "places",
            "add a place",
            "the lanes of the map; @Place in a line of a makes one too",
            (("kind", PlaceKind.OFFICE),),
        )


def mate_line(account: Account, key: str, me: bool) -> list[Segment]:  # noqa: FBT001 - private to one call
    """Name, title, zone, hours, expertise, and how many they cover."""
    mate = account.team[key]
    covers = sum(pair[0] == key for pair in account.coverage)
    parts = [mate.title, mate.timezone or "zone unknown", mate.hours, ", ".join(mate.expertise)]
    parts.append(f"covers {covers}" if covers else "covers nobody")
    parts.append("left" if mate.status is TeamStatus.LEFT else "")
    you = " (me)" if me else ""
    return [(f"{mate.name}{you}", "bold"), ("  " + " · ".join(part for part in parts if part), "muted")]


def coverage_line(account: Account, pair: tuple[str, str]) -> list[Segment]:
    """Who covers whom, how well, since when."""
    tie = account.coverage[pair]
    parts = [f"strength {tie.strength or 'unknown'}", str(tie.channel or "")]
    parts.append(f"last contact {show_day(tie.last_contact)}" if tie.last_contact else "")
    names = " > ".join(account.name_of(end) for end in pair)
    return [(names, "bold"), ("  " + " · ".join(part for part in parts if part), "muted")]


def place_line(account: Account, key: str) -> list[Segment]:
    """Name, kind, zone, hours, and how many are there."""
    place = account.places[key]
    there = sum(p.place == key and p.status is not PersonStatus.LEFT for p in account.people.values())
    parts = [str(place.kind or ""), place.timezone or "zone unknown", place.hours, ", ".join(place.days)]
    parts.append(counted(there, "person") if there else "nobody there")
    return [(place.name, "bold"), ("  " + " · ".join(part for part in parts if part), "muted")]
