"""One account as an immutable value: everything the file says, comments and unknown keys included.

Absent is `None` (or empty text, or an empty tuple) and means *unknown*. Mappings are plain dicts in id order that
nobody mutates; every change goes through `committee.model.edit` and yields a new `Account`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from committee.model.vocabulary import (
    Basis,
    Channel,
    Claim,
    Expertise,
    Forecast,
    GateStatus,
    Level,
    Need,
    PersonStatus,
    PlaceKind,
    Role,
    Side,
    Stage,
    Stance,
    TeamStatus,
    TieKind,
    Weekday,
    WorkMode,
)

KeyPath = tuple[str, ...]
"""Where something stands in the file, e.g. `("people", "maria-gomez", "stance")`."""

Date = date
"""The type, for records that have a field of its name."""

Pair = tuple[str, str]
"""Two ids, `(from, to)`; for an acceptance `(code, subject)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Comment lines attached to a key, a table header or an array item; every line begins with `#`."""

    above: tuple[str, ...] = ()
    trailing: str = ""
    end: tuple[str, ...] = ()
    """For a table: the block after its last key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """`[account]`: the deal itself."""

    name: str
    deal: str = ""
    stage: Stage | None = None
    forecast: Forecast | None = None
    value: int | None = None
    currency: str = ""
    close_date: date | None = None
    owner: str = ""
    next_step: str = ""
    next_step_due: date | None = None
    reviewed: date | None = None
    notes: str = ""

    def reached(self, stage: Stage) -> bool:
        """Whether the deal is open, and known to be at `stage` or later."""
        return self.stage is not None and self.stage.reached(stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """`[decision.quorum]`: any `at_least` of these people."""

    at_least: int | None = None
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`[decision]`: how this customer decides."""

    not_needed: tuple[Role, ...] = ()
    voices_for_reserved: int | None = None
    """From how many people a reserved approver needs to hear it; one where absent."""
    quorum: Quorum | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """`[gates.*]`: a step of the paper process, with owners and a date."""

    what: str = ""
    ours: str = ""
    theirs: str = ""
    due: date | None = None
    status: GateStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """`[rivals.*]`: an alternative to us."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`[places.*]`: an office, a home or a region."""

    name: str
    timezone: str = ""
    hours: str = ""
    days: tuple[Weekday, ...] = ()
    kind: PlaceKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Teammate:
    """`[team.*]`: somebody on our side."""

    name: str
    title: str = ""
    timezone: str = ""
    hours: str = ""
    days: tuple[Weekday, ...] = ()
    expertise: tuple[Expertise, ...] = ()
    status: TeamStatus = TeamStatus.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Champion:
    """`[people.*.champion]`: claimed as champion, earned by three tests; `None` is not yet known."""

    influence: bool | None = None
    sells: bool | None = None
    stake: bool | None = None

    @property
    def proven(self) -> bool:
        """All three tests passed."""
        return self.influence is True and self.sells is True and self.stake is True

    @property
    def coach(self) -> bool:
        """Known to have no influence in this decision."""
        return self.influence is False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`[people.*]`: a stakeholder on the buyer's side."""

    name: str
    title: str = ""
    department: str = ""
    side: Side = Side.CUSTOMER
    level: Level | None = None
    place: str = ""
    work_mode: WorkMode | None = None
    office_days: tuple[Weekday, ...] = ()
    timezone: str = ""
    hours: str = ""
    days: tuple[Weekday, ...] = ()
    roles: tuple[Role, ...] = ()
    need: Need | None = None
    stance: Stance | None = None
    power: int | None = None
    prefers: str = ""
    cares_about: str = ""
    reports_to: str = ""
    status: PersonStatus = PersonStatus.ACTIVE
    replaced_by: str = ""
    email: str = ""
    crm_id: str = ""
    last_contact: date | None = None
    notes: str = ""
    champion: Champion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """`[coverage.teammate.person]`: our relationship with a person."""

    strength: int | None = None
    channel: Channel | None = None
    last_contact: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """`[influence.from.to]`: one stakeholder influences another."""

    strength: int | None = None
    kind: TieKind | None = None
    channel: Channel | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`[evidence.*]`: why we believe something."""

    about: str = ""
    """A person's id, or `"from > to"` for a tie."""
    field: Claim | None = None
    value: str | int | bool | None = None
    """The value it vouches for; evidence of yesterday's stance does not vouch for today's."""
    says: str = ""
    basis: Basis | None = None
    source: str = ""
    date: Date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`[actions.*]`: something somebody of ours promised to do."""

    what: str = ""
    with_: str = ""
    owner: str = ""
    due: date | None = None
    done: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """`[accepted.CODE.subject]`: a finding the team lives with; `until` is inclusive."""

    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything an account file says.

    `unknown` maps the path of each key or table this version does not know to its raw TOML value, so that it
    survives; `comments` maps a path to what was written about it. An array item's comment has the item as the last
    part of its path; `()` is the file as a whole.
    """

    header: Header
    decision: Decision = field(default_factory=Decision)
    gates: Mapping[str, Gate] = field(default_factory=dict)
    rivals: Mapping[str, Rival] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    team: Mapping[str, Teammate] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    coverage: Mapping[Pair, Coverage] = field(default_factory=dict)
    influence: Mapping[Pair, Influence] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    accepted: Mapping[Pair, Acceptance] = field(default_factory=dict)
    effort: Mapping[str, int] = field(default_factory=dict)
    thresholds: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[KeyPath, Any] = field(default_factory=dict)
    comments: Mapping[KeyPath, Comment] = field(default_factory=dict)

    def name_of(self, identifier: str) -> str:
        """The display name of a person, teammate, place or rival; the id itself if there is none."""
        for table in (self.people, self.team, self.places, self.rivals):
            if identifier in table:
                return table[identifier].name or identifier
        return identifier

    def ids(self) -> Iterator[str]:
        """Every id that must be unique: people, team, places and rivals, each table in id order."""
        for table in (self.people, self.team, self.places, self.rivals):
            yield from table


def tie_subject(source: str, target: str) -> str:
    """How evidence names a tie: `"tom-lee > maria-gomez"`."""
    return f"{source} > {target}"


def tie_of(subject: str) -> Pair | None:
    """The tie that an evidence subject names, or `None` when it names a person."""
    source, arrow, target = subject.partition(">")
    return (source.strip(), target.strip()) if arrow else None
