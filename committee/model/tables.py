"""The field table: every table and key of an account file, once, in file order."""

from enum import StrEnum
from typing import Any

from committee.model import vocabulary as v
from committee.model.account import (
    Acceptance,
    Action,
    Champion,
    Coverage,
    Decision,
    Evidence,
    Gate,
    Header,
    Influence,
    KeyPath,
    Person,
    Place,
    Quorum,
    Rival,
    Teammate,
)
from committee.model.fields import Field, Kind, Table
from committee.model.tunables import EFFORT, THRESHOLDS, Tunable


def _text(name: str, doc: str, **more: Any) -> Field:
    return Field(name=name, kind=Kind.TEXT, doc=doc, default="", omit="", **more)


def _prose(name: str, doc: str) -> Field:
    return Field(name=name, kind=Kind.PROSE, doc=doc, default="", omit="")


def _date(name: str, doc: str) -> Field:
    return Field(name=name, kind=Kind.DATE, doc=doc)


def _choice(name: str, choices: type[StrEnum], doc: str, default: StrEnum | None = None) -> Field:
    return Field(name=name, kind=Kind.CHOICE, doc=doc, choices=choices, default=default, omit=default)


def _choices(name: str, choices: type[StrEnum], doc: str) -> Field:
    return Field(name=name, kind=Kind.CHOICES, doc=doc, choices=choices, default=(), omit=())


def _reference(name: str, doc: str, *refers: str, words: tuple[str, ...] = ()) -> Field:
    return Field(name=name, kind=Kind.REFERENCE, doc=doc, refers=refers, words=words, default="", omit="")


def _integer(name: str, doc: str, minimum: int | None = None, maximum: int | None = None) -> Field:
    return Field(name=name, kind=Kind.INTEGER, doc=doc, minimum=minimum, maximum=maximum)


def _boolean(name: str, doc: str) -> Field:
    return Field(name=name, kind=Kind.BOOLEAN, doc=doc)


def _tunable(t: Tunable) -> Field:
    return Field(
        name=t.key,
        kind=Kind.INTEGER,
        doc=f"{t.doc} (default {t.default})",
        minimum=t.minimum,
        maximum=t.maximum,
    )


def _working(days_omitted: bool) -> tuple[Field, ...]:  # noqa: FBT001 - private, named at each of its two calls
    return (
        Field(
            name="timezone",
            kind=Kind.ZONE,
            doc="IANA time zone",
            default="",
            omit="",
            example="Europe/Berlin",
        ),
        Field(
            name="hours",
            kind=Kind.HOURS,
            doc="local working hours",
            default="",
            omit="",
            example="09:00-17:30",
        ),
        Field(
            name="days",
            kind=Kind.CHOICES,
            doc="working days",
            choices=v.Weekday,
            default=(),
            # A person's days override those of their place, so only where nothing lies behind them is the working
            # week the same as saying nothing.
            omit=v.WORKING_WEEK if days_omitted else (),
        ),
    )


_NAME = _text("name", "as people say it", required=True)

TABLES: tuple[Table, ...] = (
    Table(
        pattern=("account",),
        record=Header,
        noun="account",
        doc="the deal itself",
        fields=(
            _text("name", "the customer", required=True, example="Northwind Robotics"),
            _text("deal", "what is being bought", example="Fleet telemetry platform"),
            _choice("stage", v.Stage, "where the deal stands"),
            _choice("forecast", v.Forecast, "the seller's forecast category"),
            _integer("value", "value of the deal, in whole units of the currency", 0),
            Field(name="currency", kind=Kind.CURRENCY, doc="ISO 4217", default="", omit="", example="EUR"),
            _date("close_date", "when we expect the signature"),
            _reference("owner", "who of us owns the deal", "team"),
            _text("next_step", "the next step agreed", example="Security workshop with Priya"),
            _date("next_step_due", "when the next step is due"),
            _date("reviewed", "last pipeline review"),
            _prose("notes", "anything else"),
        ),
    ),
    Table(
        pattern=("decision",),
        record=Decision,
        noun="decision",
        doc="how this customer decides",
        fields=(
            _choices("not_needed", v.Role, "roles this decision does without"),
            _integer("voices_for_reserved", "from how many people a reserved approver must hear it (default 1)", 1, 5),
        ),
    ),
    Table(
        pattern=("decision", "quorum"),
        record=Quorum,
        noun="quorum",
        doc="any so many of these people",
        fields=(
            _integer("at_least", "how many of them must be met", 1),
            Field(name="of", kind=Kind.REFERENCES, doc="who counts", refers=("people",), default=(), omit=()),
        ),
    ),
    Table(
        pattern=("gates", "*"),
        record=Gate,
        noun="gate",
        doc="paper process: steps with owners and dates, not people to persuade",
        fields=(
            _text("what", "what must have happened", example="Data processing agreement signed"),
            _reference("ours", "who of us drives it", "team"),
            _reference("theirs", "who of them drives it", "people"),
            _date("due", "when it must be done"),
            _choice("status", v.GateStatus, "state of the step"),
        ),
    ),
    Table(pattern=("rivals", "*"), record=Rival, noun="rival", doc="alternatives to us", fields=(_NAME,)),
    Table(
        pattern=("places", "*"),
        record=Place,
        noun="place",
        doc="offices, homes and regions: the lanes of the map",
        fields=(_NAME, *_working(days_omitted=True), _choice("kind", v.PlaceKind, "what the place is")),
    ),
    Table(
        pattern=("team", "*"),
        record=Teammate,
        noun="teammate",
        doc="our side",
        fields=(
            _NAME,
            _text("title", "job title", example="Account executive"),
            *_working(days_omitted=True),
            _choices("expertise", v.Expertise, "what they can speak about with authority"),
            _choice("status", v.TeamStatus, "coverage of those who left no longer counts", v.TeamStatus.ACTIVE),
        ),
    ),
    Table(
        pattern=("people", "*"),
        record=Person,
        noun="person",
        doc="their side",
        fields=(
            _NAME,
            _text("title", "job title", example="Chief Financial Officer"),
            _text("department", "department", example="Finance"),
            _choice("side", v.Side, "whose person they are", v.Side.CUSTOMER),
            _choice("level", v.Level, "the row on the map"),
            _reference("place", "where they belong", "places"),
            _choice("work_mode", v.WorkMode, "where they work from"),
            _choices("office_days", v.Weekday, "days in the office, for hybrid work"),
            *_working(days_omitted=False),
            _choices("roles", v.Role, "what they are in this decision"),
            _choice("need", v.Need, "what the decision needs of them; by role where absent"),
            _choice("stance", v.Stance, "where they stand on this decision"),
            _integer("power", "how much this voice weighs in this decision, 1 to 5", 1, 5),
            _reference("prefers", "a rival, status-quo or build", "rivals", words=v.NO_RIVAL),
            _text("cares_about", "what matters to them", example="Payback under 18 months"),
            _reference("reports_to", "their manager", "people"),
            _choice("status", v.PersonStatus, "active, left, or a placeholder", v.PersonStatus.ACTIVE),
            _reference("replaced_by", "who took over, for someone who left", "people"),
            _text("email", "mail address"),
            _text("crm_id", "id in the CRM"),
            _date("last_contact", "when anyone of us last spoke with them"),
            _prose("notes", "anything else"),
        ),
    ),
    Table(
        pattern=("people", "*", "champion"),
        record=Champion,
        noun="champion",
        doc="claimed as champion; earned by three tests",
        fields=(
            _boolean("influence", "has power or influence in this decision; false: a coach"),
            _boolean("sells", "sells for us when we are not in the room"),
            _boolean("stake", "has a personal stake in our success"),
        ),
    ),
    Table(
        pattern=("coverage", "*", "*"),
        record=Coverage,
        noun="coverage",
        doc="our relationship with a person",
        keys=(("team",), ("people",)),
        fields=(
            _integer("strength", v.numbered(v.STRENGTH_OURS), 1, 5),
            _choice("channel", v.Channel, "how we talk"),
            _date("last_contact", "when we last spoke"),
        ),
    ),
    Table(
        pattern=("influence", "*", "*"),
        record=Influence,
        noun="tie",
        doc="the first influences the second",
        keys=(("people",), ("people",)),
        fields=(
            _integer("strength", v.numbered(v.STRENGTH_THEIRS), 1, 5),
            _choice("kind", v.TieKind, "what it rests on; a conflict never carries support"),
            _choice("channel", v.Channel, "how they talk"),
            _prose("notes", "anything else"),
        ),
    ),
    Table(
        pattern=("evidence", "*"),
        record=Evidence,
        noun="evidence",
        doc="why we believe something",
        fields=(
            Field(
                name="about",
                kind=Kind.SUBJECT,
                doc='a person, or "from > to" for a tie',
                refers=("people", "team"),
                default="",
                omit="",
            ),
            _choice("field", v.Claim, "which claim"),
            Field(name="value", kind=Kind.SCALAR, doc="the value it vouches for"),
            _prose("says", "what was said or seen"),
            _choice("basis", v.Basis, "how we know"),
            _text("source", "where it was said", example="call with Maria"),
            _date("date", "when"),
            _reference("by", "who of us heard it", "team"),
        ),
    ),
    Table(
        pattern=("actions", "*"),
        record=Action,
        noun="action",
        doc="what somebody of ours promised to do",
        fields=(
            _text("what", "what is to be done"),
            _reference("with", "with whom", "people"),
            _reference("owner", "who of us does it", "team"),
            _date("due", "until when"),
            _date("done", "when it was done; absent while open"),
        ),
    ),
    Table(
        pattern=("accepted", "*", "*"),
        record=Acceptance,
        noun="acceptance",
        doc="accepted findings: code, then subject",
        fields=(_text("reason", "why"), _date("until", "last day it holds; absent: no end")),
    ),
    Table(
        pattern=("effort",),
        record=int,
        noun="effort",
        doc="this account's own costs, in thousandths of one easy talk",
        fields=tuple(_tunable(t) for t in EFFORT),
    ),
    Table(
        pattern=("thresholds",),
        record=int,
        noun="thresholds",
        doc="this account's own thresholds",
        fields=tuple(_tunable(t) for t in THRESHOLDS),
    ),
)
"""In file order."""

_BY_PATTERN = {table.pattern: table for table in TABLES}
_BY_NAME = {
    entry.name: tuple(sorted((t for t in TABLES if t.name == entry.name), key=lambda t: -t.depth)) for entry in TABLES
}


def table(*pattern: str) -> Table:
    """The table with this pattern, e.g. `table("people", "*")`; `KeyError` if there is none."""
    return _BY_PATTERN[pattern]


def locate(path: KeyPath) -> tuple[Table, Field | None] | None:
    """Which table, and which field of it, a concrete path names; `None` for a path the format does not know.

    `("people", "tom", "champion", "stake")` gives the champion table and its field `stake`; a record's own path gives
    the table and `None`.
    """
    for entry in _BY_NAME.get(path[0], ()) if path else ():
        if len(path) in {entry.depth, entry.depth + 1} and all(
            part in {"*", key} for part, key in zip(entry.pattern, path, strict=False)
        ):
            if len(path) == entry.depth:
                return entry, None
            found = entry.field(path[-1])
            if found is not None:
                return entry, found
    return None
