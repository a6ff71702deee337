"""What a merge of two versions of an account gives: the account, and what people have to decide.

A conflict is a value: where it is, what each side says there, and what can be chosen. `committee.versions.merge.merge`
finds them and carries out choices.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from committee.model.account import Account, KeyPath, tie_of
from committee.model.ids import Randomness
from committee.model.problem import Problem
from committee.model.tables import locate
from committee.model.vocabulary import Claim


class Kind(StrEnum):
    """Why the two sides cannot both stand."""

    FIELD = "field"
    """Both changed one value, differently; `base`, `ours`, `theirs` are values."""
    REMOVED_HERE = "delete-edit"
    """We removed a record that they changed or that they made something refer to; the values are records."""
    REMOVED_THERE = "edit-delete"
    """The other way round."""
    RENAMED = "rename"
    """Both gave one record a new id, different ones; the values are ids."""
    TWO = "two"
    """Both newly gave one id, to two different people; the values are records."""
    ONE = "one"
    """Each newly wrote down somebody with the same mail address or CRM id, under an id of its own; the values are
    records, the ids those of `path` and `about`."""
    CYCLE = "cycle"
    """Together the reporting lines go in a circle; the values are `((person, manager), ...)`: what each changed."""
    QUORUM = "quorum"
    """Together the quorum cannot be met; the values are quorums."""
    RECORD = "record"
    """Together a record is not sound in any other way; the values are records."""


class Choice(StrEnum):
    """What somebody decided about one conflict."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    """Both texts; of a judgement, ours, and theirs kept as evidence with its author; of people, two."""
    BASE = "base"
    """As it was before either changed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Who the other side is, for a judgement of theirs that is kept as evidence.

    `author` is a name, matched with the team; `day` dates the evidence; `rng` makes its id.
    """

    author: str
    day: date
    rng: Randomness


CLAIMS: Final = frozenset(claim.value for claim in Claim)
_JOINED: Final = frozenset({"cares_about", "next_step", "what", "reason", "title", "department"})
"""One-line texts of which both can stand on the one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One thing to decide.

    `path` is as in `committee.model.access`, in the names of our side; `about` the person it concerns, or "". `links`
    are the places on the keeping side that made a removal a conflict: what was added or changed there.
    """

    path: KeyPath
    kind: Kind
    base: Any
    ours: Any
    theirs: Any
    about: str = ""
    links: tuple[KeyPath, ...] = ()

    @property
    def key(self) -> str:
        """What choices are keyed by: the same conflict has the same key after every other choice."""
        return f"{_FAMILY.get(self.kind, self.kind)}:{'/'.join(self.path)}"

    @property
    def claim(self) -> Claim | None:
        """The judgement in dispute, where it is one that evidence can vouch for."""
        if self.kind is not Kind.FIELD:
            return None
        name = ".".join(self.path[2:]) if self.path[0] == "people" else self.path[-1]
        if self.path[0] in {"people", "influence", "coverage"} and name in CLAIMS:
            claim = Claim(name)
            return claim if claim.of_tie is (self.path[0] != "people") else None
        return None

    @property
    def joinable(self) -> bool:
        """Whether both texts, or both lists, can stand together."""
        if self.kind is not Kind.FIELD or not self.ours or not self.theirs:
            return False
        found = locate(self.path)
        if found is None or found[1] is None:
            return False
        return found[1].kind == "prose" or found[1].many or self.path[-1] in _JOINED

    def swapped(self) -> "Conflict":
        """The same conflict seen from the other side."""
        kinds = {Kind.REMOVED_HERE: Kind.REMOVED_THERE, Kind.REMOVED_THERE: Kind.REMOVED_HERE}
        return Conflict(
            path=self.path,
            kind=kinds.get(self.kind, self.kind),
            base=self.base,
            ours=self.theirs,
            theirs=self.ours,
            about=self.about,
            links=self.links,
        )


_FAMILY: Final = {Kind.REMOVED_HERE: "removal", Kind.REMOVED_THERE: "removal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The three accounts of a merge, in the same names: what was renamed on one side is renamed on all."""

    base: Account
    ours: Account
    theirs: Account
    renames: tuple[Conflict, ...] = ()
    """Records that both renamed, differently; here they have the name of our side."""
    moved: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By table and new id, the old id of every record that either side renamed."""
    shrunk: bool = False
    """Whether somebody left a quorum because a choice removed them: then it asks for no more than are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The outcome. Where a conflict is open, `account` holds *ours*; it has no error that neither side had.

    `notices` are the warnings that only the two together give, such as a name that now stands twice.
    """

    account: Account
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Problem, ...] = ()
    sides: Sides
    choices: Mapping[str, Choice] = field(default_factory=dict)
    witness: Witness | None = None

    @property
    def clean(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.conflicts


def offered(conflict: Conflict) -> tuple[Choice, ...]:
    """What can be chosen for a conflict, the usual order first."""
    found = [Choice.MINE, Choice.THEIRS]
    if conflict.kind in {Kind.TWO, Kind.ONE}:
        return (*found, Choice.BOTH)
    if conflict.joinable or (conflict.claim is not None and conflict.theirs not in (None, "", ())):
        found.append(Choice.BOTH)
    # A record that both added had nothing there; without these it would not be whole.
    needed = conflict.kind is Kind.FIELD and conflict.path[-1] in {"name", "at_least"} and not conflict.base
    if conflict.kind is not Kind.RECORD and not needed:
        found.append(Choice.BASE)
    return tuple(found)


def person_of(path: KeyPath, account: Account) -> str:
    """The person that a path is about, or ""; of a tie, the one who is influenced; of coverage, the one covered."""
    if path and path[0] in {"#", "?"}:
        path = path[1:]
    if len(path) < 2:
        return ""
    if path[0] == "people":
        return path[1]
    if path[0] in {"influence", "coverage"} and len(path) > 2:
        return path[2]
    if path[0] == "evidence" and path[1] in account.evidence:
        about = account.evidence[path[1]].about
        tie = tie_of(about)
        return tie[1] if tie else about
    if path[0] == "actions" and path[1] in account.actions:
        return account.actions[path[1]].with_
    return path[2] if path[0] == "accepted" and len(path) > 2 and path[2] in account.people else ""
