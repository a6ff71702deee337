"""Our team beside their members: who of us knows whom, how well, how lately, and whose expertise fits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from committee.consensus.expertise import matches
from committee.graph.standing import Committee, committee_of
from committee.model.account import Account, Pair
from committee.model.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class Cell:
    """One of ours and one of theirs. `strength` is `None` where it is not known, also where nothing is written.

    `days` counts from the last contact to today; `expert` says that our expertise fits their role.
    """

    covered: bool
    strength: int | None
    channel: Channel | None
    days: int | None
    expert: bool


@dataclass(frozen=True, slots=True)
class CoverageGrid:
    """Our active team in id order, whom of theirs it is about, and a cell for each pair."""

    teammates: tuple[str, ...]
    people: tuple[str, ...]
    cells: Mapping[Pair, Cell]

    def best(self, person: str) -> str:
        """Who of ours knows a person best; empty where nobody does."""
        known = [mate for mate in self.teammates if self.cells[mate, person].covered]
        return min(known, key=lambda mate: (-(self.cells[mate, person].strength or 0), mate), default="")

    def reach(self, teammate: str) -> int:
        """How many of these people one of ours covers."""
        return sum(self.cells[teammate, person].covered for person in self.people)


def coverage_grid(account: Account, today: date, committee: Committee | None = None) -> CoverageGrid:
    """The coverage of an account: members and whoever we cover, approvers first, then by weight.

    Complexity: one cell for each of ours and each of theirs.
    """
    known = committee or committee_of(account, today)
    covered = {person for (mate, person) in account.coverage if mate in known.teammates}
    shown = [person for person in known.people if person in known.members or person in covered]
    approvers = frozenset(known.approvers)
    people = tuple(sorted(shown, key=lambda i: (i not in approvers, -(account.people[i].power or 1), i)))
    cells = {(mate, person): _cell(account, mate, person, today) for mate in known.teammates for person in people}
    return CoverageGrid(known.teammates, people, cells)


def _cell(account: Account, mate: str, person: str, today: date) -> Cell:
    tie = account.coverage.get((mate, person))
    expert = matches(account.team[mate].expertise, account.people[person].roles)
    if tie is None:
        return Cell(covered=False, strength=None, channel=None, days=None, expert=expert)
    days = (today - tie.last_contact).days if tie.last_contact else None
    return Cell(covered=True, strength=tie.strength, channel=tie.channel, days=days, expert=expert)
