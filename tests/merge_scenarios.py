"""What two people do to one account at the same time: both sides, and what has to come out.

Each side is a function from the text of the file to another text. Where nothing is in dispute, the result has to say
what one gets by doing both things one after the other; where something is, exactly these questions have to be asked.
"""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from committee.model import edits
from committee.model.access import put
from committee.model.account import Account, Action, Evidence, Gate, Person, Place, Quorum, Rival, Teammate
from committee.model.edit import apply
from committee.model.vocabulary import Stance
from committee.store import read_text, write_text

TODAY = dt.date(2026, 11, 21)

BASE = '''# Shared by Dana and Lee.

format = 1

[account]
name = "Northwind Robotics"
stage = "evaluation"
value = 480000
currency = "EUR"
owner = "dana"
next_step = "Security workshop"
notes = """
Incumbent contract ends in June.
They bought in a hurry last time.
Budget is decided in March.
"""

[decision]
not_needed = [
    "legal",
]

[decision.quorum]
at_least = 2
of = [
    "ana",
    "ben",
    "carla",
]

[gates.dpa]
what = "Data processing agreement signed"
ours = "dana"
theirs = "carla"
due = 2027-01-20
status = "open"

[gates.pilot]
what = "Pilot ends well"
due = 2027-02-10

[rivals.orbit]
name = "Orbit Fleet"

[places.berlin]
name = "Berlin HQ"
timezone = "Europe/Berlin"
hours = "09:00-17:30"

[places.madrid]
name = "Madrid"
timezone = "Europe/Madrid"
days = [
    "mon",
    "tue",
    "wed",
    "thu",
]

[team.dana]
name = "Dana Okafor"
title = "Account executive"
expertise = [
    "commercial",
]

[team.lee]
name = "Lee Park"

[people.ana]
name = "Ana Ruiz"
title = "Chief Financial Officer"
department = "Finance"
place = "madrid"
work_mode = "hybrid"
office_days = [
    "tue",
    "wed",
]
roles = [
    "economic-buyer",
]
stance = "neutral"
power = 5
cares_about = "Payback under 18 months"
notes = """
Met in May.
Asked for references.
Prefers mail.
"""

[people.ben]
name = "Ben Adler"
title = "Head of Operations"
place = "berlin"
roles = [
    "decision-maker",
    "evaluator",
]
stance = "supporter"
reports_to = "ana"

[people.ben.champion]
influence = true

# Carla is the one to ask about contracts.
[people.carla]
name = "Carla Weiss"
title = "Legal counsel"  # since March
place = "berlin"
stance = "reserved"
power = 2
reports_to = "ana"

[people.dan]
name = "Dan Cole"
place = "berlin"
prefers = "orbit"
reports_to = "ben"

[people.eva]
name = "Eva Lind"
title = "Buyer"
place = "madrid"

[people.finn]
name = "Finn Voss"
place = "madrid"
last_contact = 2026-10-01

[coverage.dana.ana]
strength = 2
channel = "video"

[coverage.dana.ben]
strength = 4

[influence.ben.ana]
strength = 3
kind = "advises"

[influence.carla.ana]
strength = 2

[influence.dan.ben]
strength = 1

[evidence.2026-11-02-k3f9]
about = "ana"
field = "stance"
value = "neutral"
says = "Wants payback under 18 months"
basis = "heard"
source = "call"
date = 2026-11-02
by = "dana"

[evidence.2026-11-05-q1w2]
about = "ben > ana"
field = "strength"
value = 3
says = "She asks him first"
date = 2026-11-05

[actions.2026-11-14-p2x8]
what = "Ask Ben to set up 30 minutes with Ana"
with = "ben"
owner = "dana"
due = 2026-11-21

[accepted.CH005.ana]
reason = "Second champion joins in January"

[effort]
remote = 400

[x-crm]
stage = "3b"
owner = "dok"
'''

Side = Callable[[str], str]


@dataclass(frozen=True)
class Scenario:
    """`asks` are the keys of the conflicts; `result` the account where it is not just one after the other."""

    name: str
    ours: Side
    theirs: Side
    asks: tuple[str, ...] = ()
    result: Callable[[Account], Account] | None = None
    base: str = BASE

    @property
    def file(self) -> str:
        return f"{self.name.replace(' ', '-').replace(',', '')}.account.toml"


@cache
def read(text: str) -> Account:
    found = read_text(text)
    assert found.errors == (), found.errors
    return found.account


def same(name: str, side: Side, result: Callable[[Account], Account] | None = None) -> Scenario:
    """Both sides did the same."""
    return Scenario(name, side, side, result=result)


def does(*makers: Callable[[Account], Any]) -> Side:
    """A side that makes edits one after the other, as the program does, and saves."""

    def side(text: str) -> str:
        account = read(text)
        for make in makers:
            made = make(account)
            account = made if isinstance(made, Account) else apply(account, made)
        return write_text(account)

    return side


def setting(*path: str, **values: Any) -> Side:
    return does(lambda a: edits.set_fields(a, path, values))


def removing(*path: str) -> Side:
    return does(lambda a: edits.remove(a, path))


def adding(*path: str, record: Any) -> Side:
    return does(lambda a: put(a, path, record))


def renaming(table: str, old: str, new: str) -> Side:
    return does(lambda a: edits.rename_id(a, table, old, new))


def both(*sides: Side) -> Side:
    def side(text: str) -> str:
        for one in sides:
            text = one(text)
        return text

    return side


def by_hand(*pairs: tuple[str, str]) -> Side:
    """A side that replaces text in an editor, layout and all."""

    def side(text: str) -> str:
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text

    return side


def person(name: str, **fields: Any) -> Person:
    return Person(name=name, **fields)


def tie(source: str, target: str, **fields: Any) -> Side:
    return does(lambda a: edits.set_tie(a, source, target, **fields))


def covering(teammate: str, who: str, **fields: Any) -> Side:
    return does(lambda a: edits.set_coverage(a, teammate, who, **fields))


def evidence(key: str, **fields: Any) -> Side:
    return adding("evidence", key, record=Evidence(**fields))


def three_said(mark: str) -> Side:
    """Something heard about each of three people."""
    return both(
        *(
            evidence(f"2026-11-1{n}-{mark}", about=who, says=f"{mark} {n}")
            for n, who in enumerate(("ana", "ben", "dan"))
        )
    )


def shuffled(text: str) -> str:
    """The tables in another order, as somebody leaves them who sorts by hand."""
    head, *tables = text.split("\n\n[")
    comment = "\n\n# Carla is the one to ask about contracts.\n["
    tables = [table for part in tables for table in part.split(comment)]
    random.Random(4).shuffle(tables)
    found = "".join(f"\n\n[{table.rstrip()}" for table in tables)
    return f"{head}{found.replace('[people.carla]', comment[2:-1] + '[people.carla]')}\n"


def crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def in_crlf(side: Side) -> Side:
    return lambda text: crlf(side(text.replace("\r\n", "\n")))


def three(prefix: str, target: str) -> Side:
    """Three people and three ties."""
    names = [f"{prefix}{n}" for n in ("one", "two", "three")]
    people = [adding("people", n, record=person(n.title(), place="berlin", stance=None)) for n in names]
    return both(*people, *(tie(n, target, strength=2) for n in names))


CLEAN = (
    Scenario(
        "a person each", adding("people", "gus", record=person("Gus")), adding("people", "hal", record=person("Hal"))
    ),
    Scenario("three people and three ties each", three("a", "ana"), three("b", "ana")),
    Scenario("three people and three ties each to others", three("a", "ana"), three("b", "ben")),
    same("the same person with the same words", adding("people", "gus", record=person("Gus", power=2))),
    Scenario(
        "the same person with other fields",
        adding("people", "gus", record=person("Gus", title="CTO")),
        adding("people", "gus", record=person("Gus", power=4)),
        result=lambda a: put(a, ("people", "gus"), person("Gus", title="CTO", power=4)),
    ),
    Scenario(
        "a person each under one manager",
        adding("people", "gus", record=person("Gus", reports_to="ana")),
        adding("people", "hal", record=person("Hal", reports_to="ana")),
    ),
    Scenario(
        "a place each with somebody",
        does(
            lambda a: put(a, ("places", "rome"), Place(name="Rome")),
            lambda a: put(a, ("people", "gus"), person("Gus", place="rome")),
        ),
        does(
            lambda a: put(a, ("places", "oslo"), Place(name="Oslo")),
            lambda a: put(a, ("people", "hal"), person("Hal", place="oslo")),
        ),
    ),
    Scenario(
        "a teammate each",
        adding("team", "kim", record=Teammate(name="Kim")),
        adding("team", "max", record=Teammate(name="Max")),
    ),
    Scenario(
        "a rival each",
        adding("rivals", "acme", record=Rival(name="Acme")),
        adding("rivals", "zeta", record=Rival(name="Zeta")),
    ),
    Scenario(
        "a gate each",
        adding("gates", "audit", record=Gate(what="Audit")),
        adding("gates", "visit", record=Gate(what="Visit")),
    ),
    Scenario("a tie each from one source", tie("eva", "ana", strength=2), tie("eva", "ben", strength=3)),
    Scenario(
        "three ties each from one source",
        both(tie("eva", "ana"), tie("eva", "carla"), tie("eva", "finn")),
        both(tie("eva", "ben"), tie("eva", "dan"), tie("finn", "eva")),
    ),
    Scenario("a tie each into one person", tie("eva", "ana", strength=2), tie("finn", "ana", strength=3)),
    same("the same tie with the same strength", tie("eva", "ana", strength=2)),
    Scenario("the same tie with other fields", tie("eva", "ana", strength=2), tie("eva", "ana", kind="informal")),
    Scenario("both cover one person", covering("dana", "eva", strength=1), covering("lee", "eva", strength=2)),
    Scenario("one of us covers two", covering("lee", "eva", strength=1), covering("lee", "finn", strength=2)),
    Scenario(
        "evidence each about one person",
        evidence("2026-11-10-aaaa", about="ana", says="One"),
        evidence("2026-11-10-bbbb", about="ana", says="Two"),
    ),
    Scenario(
        "evidence each about one tie",
        evidence("2026-11-10-aaaa", about="dan > ben", says="One"),
        evidence("2026-11-11-bbbb", about="dan > ben", says="Two"),
    ),
    Scenario(
        "three pieces of evidence each",
        three_said("aaaa"),
        three_said("bbbb"),
    ),
    Scenario(
        "an action each",
        adding("actions", "2026-11-20-aaaa", record=Action(what="Call")),
        adding("actions", "2026-11-20-bbbb", record=Action(what="Write")),
    ),
    Scenario(
        "an acceptance each",
        does(lambda a: edits.accept(a, "CH005", "ben", "Fine")),
        does(lambda a: edits.accept(a, "CH006", "ana", "Fine too")),
    ),
    Scenario(
        "a champion each",
        does(lambda a: edits.set_champion(a, "ana")),
        does(lambda a: edits.set_champion(a, "dan", sells=True)),
    ),
    Scenario(
        "a person beside evidence about another",
        adding("people", "gus", record=person("Gus")),
        evidence("2026-11-10-aaaa", about="finn", says="Left early"),
    ),
    Scenario(
        "first people of an empty account",
        adding("people", "gus", record=person("Gus")),
        adding("people", "hal", record=person("Hal")),
        base='format = 1\n\n[account]\nname = "Acme"\n',
    ),
    Scenario("an effort each", setting("effort", talk=2000), setting("effort", remote=500)),
    Scenario("a threshold beside an effort", setting("thresholds", stale_days=60), setting("effort", remote=500)),
    Scenario(
        "a stance with its evidence on each side",
        does(lambda a: edits.set_stance(a, "eva", Stance.SUPPORTER, why="Likes it", today=TODAY, rng=lambda n: "aaaa")),
        does(lambda a: edits.set_stance(a, "finn", Stance.OPPOSED, why="Hates it", today=TODAY, rng=lambda n: "bbbb")),
    ),
    # one person, different fields
    Scenario("fields far apart", setting("people", "ana", title="CFO"), setting("people", "ana", power=4)),
    Scenario("neighbouring fields", setting("people", "ana", stance="supporter"), setting("people", "ana", power=4)),
    Scenario(
        "neighbouring fields of a short record",
        setting("people", "eva", title="Head buyer"),
        setting("people", "eva", place="berlin"),
    ),
    Scenario(
        "every field between",
        setting("people", "dan", title="Planner", department="Ops", stance="neutral"),
        setting("people", "dan", level="manager", power=2, email="d@x.example"),
    ),
    Scenario(
        "a new field beside a changed one",
        setting("people", "eva", department="Purchasing"),
        setting("people", "eva", title="Head buyer"),
    ),
    Scenario(
        "a field cleared beside one changed", setting("people", "ana", stance=None), setting("people", "ana", power=4)
    ),
    Scenario(
        "stance here, evidence there",
        setting("people", "ana", stance="supporter"),
        evidence("2026-11-10-aaaa", about="ana", says="Asked for a price"),
    ),
    same("the same change on both", setting("people", "ana", stance="supporter")),
    Scenario(
        "the same change and another",
        setting("people", "ana", stance="supporter"),
        setting("people", "ana", stance="supporter", power=4),
    ),
    Scenario(
        "different tests of a champion",
        setting("people", "ben", "champion", sells=True),
        setting("people", "ben", "champion", stake=False),
    ),
    Scenario(
        "a champion beside a field",
        setting("people", "ben", "champion", sells=True),
        setting("people", "ben", stance="advocate"),
    ),
    Scenario(
        "a role each",
        setting("people", "ana", roles=["economic-buyer", "approver"]),
        setting("people", "ana", roles=["economic-buyer", "executive-sponsor"]),
        result=lambda a: apply(
            a, edits.set_field(a, ("people", "ana", "roles"), ["economic-buyer", "approver", "executive-sponsor"])
        ),
    ),
    Scenario(
        "a role less, a role more",
        setting("people", "ben", roles=["evaluator"]),
        setting("people", "ben", roles=["decision-maker", "evaluator", "influencer"]),
        result=lambda a: apply(a, edits.set_field(a, ("people", "ben", "roles"), ["evaluator", "influencer"])),
    ),
    Scenario(
        "first roles on both sides",
        setting("people", "finn", roles=["legal"]),
        setting("people", "finn", roles=["security"]),
        result=lambda a: apply(a, edits.set_field(a, ("people", "finn", "roles"), ["legal", "security"])),
    ),
    Scenario(
        "office days",
        setting("people", "ana", office_days=["tue", "wed", "fri"]),
        setting("people", "ana", office_days=["tue"]),
        result=lambda a: apply(a, edits.set_field(a, ("people", "ana", "office_days"), ["tue", "fri"])),
    ),
    Scenario(
        "expertise each",
        setting("team", "dana", expertise=["commercial", "legal"]),
        setting("team", "dana", expertise=["commercial", "finance"]),
        result=lambda a: apply(
            a, edits.set_field(a, ("team", "dana", "expertise"), ["commercial", "legal", "finance"])
        ),
    ),
    Scenario(
        "roles not needed",
        setting("decision", not_needed=["legal", "security"]),
        setting("decision", not_needed=["legal", "procurement"]),
        result=lambda a: apply(a, edits.set_field(a, ("decision", "not_needed"), ["legal", "security", "procurement"])),
    ),
    Scenario(
        "members of the quorum",
        setting("decision", "quorum", of=["ana", "ben", "carla", "dan"]),
        setting("decision", "quorum", of=["ana", "ben", "carla", "eva"]),
        result=lambda a: put(a, ("decision", "quorum"), Quorum(at_least=2, of=("ana", "ben", "carla", "dan", "eva"))),
    ),
    Scenario(
        "working days of a place",
        setting("places", "madrid", days=["mon", "tue", "wed"]),
        setting("places", "madrid", days=["mon", "tue", "wed", "thu", "sat"]),
        result=lambda a: apply(a, edits.set_field(a, ("places", "madrid", "days"), ["mon", "tue", "wed", "sat"])),
    ),
    Scenario(
        "working days from the usual week",
        setting("places", "berlin", days=["mon", "tue", "wed", "thu"]),
        setting("places", "berlin", days=["mon", "tue", "wed", "thu", "fri", "sat"]),
        result=lambda a: apply(
            a, edits.set_field(a, ("places", "berlin", "days"), ["mon", "tue", "wed", "thu", "sat"])
        ),
    ),
    Scenario(
        "hours beside a zone",
        setting("places", "berlin", hours="08:00-16:00"),
        setting("places", "berlin", timezone="Europe/Vienna"),
    ),
    Scenario(
        "calls with different people",
        does(lambda a: edits.stamp_call(a, ["ana"], "dana", TODAY)),
        does(lambda a: edits.stamp_call(a, ["finn"], "lee", TODAY)),
    ),
    Scenario("strength and kind of a tie", tie("ben", "ana", strength=4), tie("ben", "ana", kind="informal")),
    Scenario(
        "strength and channel of a coverage",
        covering("dana", "ana", strength=3),
        covering("dana", "ana", channel="phone"),
    ),
    Scenario(
        "due and state of a gate",
        setting("gates", "dpa", due=dt.date(2027, 2, 1)),
        setting("gates", "dpa", status="done"),
    ),
    Scenario(
        "an action done and reworded",
        setting("actions", "2026-11-14-p2x8", done=TODAY),
        setting("actions", "2026-11-14-p2x8", what="Ask Ben for 30 minutes"),
    ),
    Scenario("stage and next step", setting("account", stage="proposal"), setting("account", next_step="Price talk")),
    Scenario("value and currency", setting("account", value=500000), setting("account", currency="USD")),
    Scenario(
        "words and source of evidence",
        setting("evidence", "2026-11-02-k3f9", says="Wants payback within a year"),
        setting("evidence", "2026-11-02-k3f9", source="visit"),
    ),
    # removals beside edits
    Scenario(
        "one removed, the next one edited", removing("people", "eva"), setting("people", "finn", title="Engineer")
    ),
    Scenario(
        "one removed, the one before edited", removing("people", "eva"), setting("people", "dan", title="Engineer")
    ),
    Scenario(
        "one removed, ties between others added",
        removing("people", "eva"),
        both(tie("finn", "ana"), tie("finn", "ben")),
    ),
    same("the same one removed", removing("people", "carla"), result=lambda a: _without(a, ("people", "carla"))),
    Scenario("both ends of a tie removed", removing("people", "dan"), removing("people", "carla")),
    Scenario(
        "two who know each other removed",
        removing("people", "ben"),
        removing("people", "dan"),
        result=lambda a: _without(a, ("people", "ben"), ("people", "dan")),
    ),
    Scenario(
        "a tie removed, the next one changed", removing("influence", "carla", "ana"), tie("dan", "ben", strength=5)
    ),
    Scenario(
        "evidence removed and added",
        removing("evidence", "2026-11-05-q1w2"),
        evidence("2026-11-10-aaaa", about="ana", says="One"),
    ),
    Scenario(
        "an action removed, another added",
        removing("actions", "2026-11-14-p2x8"),
        adding("actions", "2026-11-20-bbbb", record=Action(what="Write")),
    ),
    Scenario(
        "a manager removed whose report moved",
        removing("people", "ben"),
        setting("people", "dan", reports_to="ana"),
        result=lambda a: _then(_without(a, ("people", "ben")), ("people", "dan", "reports_to"), "ana"),
    ),
    Scenario(
        "a place removed that somebody moved from",
        removing("places", "madrid"),
        setting("people", "eva", place="berlin"),
        result=lambda a: _then(_without(a, ("places", "madrid")), ("people", "eva", "place"), "berlin"),
    ),
    Scenario(
        "a rival removed whom nobody prefers any more",
        removing("rivals", "orbit"),
        setting("people", "dan", prefers="status-quo"),
        result=lambda a: _then(_without(a, ("rivals", "orbit")), ("people", "dan", "prefers"), "status-quo"),
    ),
    Scenario(
        "a teammate removed who handed the deal over",
        removing("team", "dana"),
        setting("account", owner="lee"),
        result=lambda a: _then(_without(a, ("team", "dana")), ("account", "owner"), "lee"),
    ),
    Scenario(
        "one of the quorum removed, one joined",
        removing("people", "ben"),
        setting("decision", "quorum", of=["ana", "ben", "carla", "dan"]),
        result=lambda a: _then(_without(a, ("people", "ben")), ("decision", "quorum", "of"), ["ana", "carla", "dan"]),
    ),
    Scenario(
        "a champion no more, a stance",
        removing("people", "ben", "champion"),
        setting("people", "ben", stance="advocate"),
    ),
    Scenario(
        "an acceptance removed, another added",
        removing("accepted", "CH005", "ana"),
        does(lambda a: edits.accept(a, "CH005", "ben", "Fine")),
    ),
    Scenario(
        "the quorum removed, roles not needed",
        removing("decision", "quorum"),
        setting("decision", not_needed=["security"]),
    ),
    Scenario(
        "a person removed, their action due later",
        removing("people", "ben"),
        setting("actions", "2026-11-14-p2x8", due=dt.date(2026, 12, 1)),
    ),
    # notes by line
    Scenario(
        "notes, first and last line",
        by_hand(("Met in May.", "Met in May 2026.")),
        by_hand(("Prefers mail.", "Prefers the phone.")),
    ),
    Scenario(
        "notes, neighbouring lines",
        by_hand(("Met in May.", "Met in May 2026.")),
        by_hand(("Asked for references.", "Got references.")),
    ),
    Scenario(
        "notes, a line more each",
        by_hand(("Prefers mail.\n", "Prefers mail.\nFrom Dana.\n")),
        by_hand(("Prefers mail.\n", "Prefers mail.\nFrom Lee.\n")),
        result=lambda a: _then(
            a, ("people", "ana", "notes"), "Met in May.\nAsked for references.\nPrefers mail.\nFrom Dana.\nFrom Lee.\n"
        ),
    ),
    Scenario(
        "notes, a line more and one changed",
        by_hand(("Prefers mail.\n", "Prefers mail.\nFrom Dana.\n")),
        by_hand(("Met in May.", "Met in May 2026.")),
    ),
    Scenario(
        "notes, a line gone and one changed",
        by_hand(("Met in May.\n", "")),
        by_hand(("Prefers mail.", "Prefers the phone.")),
    ),
    Scenario(
        "notes of the deal and of a person",
        by_hand(("Budget is decided in March.", "Budget is decided in April.")),
        by_hand(("Prefers mail.", "Prefers the phone.")),
    ),
    # renamed ids
    Scenario(
        "an id renamed, the person edited",
        renaming("people", "ana", "ana-ruiz"),
        setting("people", "ana", stance="supporter"),
        result=lambda a: _renamed(_then(a, ("people", "ana", "stance"), "supporter"), "people", "ana", "ana-ruiz"),
    ),
    Scenario(
        "an id renamed, a tie added",
        renaming("people", "ben", "ben-adler"),
        tie("ben", "carla", strength=2),
        result=lambda a: _renamed(apply(a, edits.set_tie(a, "ben", "carla", strength=2)), "people", "ben", "ben-adler"),
    ),
    Scenario(
        "an id renamed, evidence added",
        renaming("people", "ben", "ben-adler"),
        evidence("2026-11-10-aaaa", about="ben > ana", says="Often"),
        result=lambda a: _renamed(
            put(a, ("evidence", "2026-11-10-aaaa"), Evidence(about="ben > ana", says="Often")),
            "people",
            "ben",
            "ben-adler",
        ),
    ),
    Scenario(
        "an id renamed, somebody joins under them",
        renaming("people", "ana", "ana-ruiz"),
        adding("people", "gus", record=person("Gus", reports_to="ana")),
        result=lambda a: _renamed(
            put(a, ("people", "gus"), person("Gus", reports_to="ana")), "people", "ana", "ana-ruiz"
        ),
    ),
    Scenario(
        "a place renamed, somebody moves there",
        renaming("places", "berlin", "berlin-hq"),
        setting("people", "finn", place="berlin"),
        result=lambda a: _renamed(_then(a, ("people", "finn", "place"), "berlin"), "places", "berlin", "berlin-hq"),
    ),
    same(
        "the same new id",
        renaming("people", "eva", "eva-lind"),
        result=lambda a: _renamed(a, "people", "eva", "eva-lind"),
    ),
    Scenario("a new id each", renaming("people", "eva", "eva-lind"), renaming("people", "finn", "finn-voss")),
    Scenario(
        "a new id and a better name",
        does(
            lambda a: edits.rename_id(a, "people", "ana", "anna"),
            lambda a: edits.set_field(a, ("people", "anna", "name"), "Anna Ruiz"),
        ),
        setting("people", "ana", power=4),
        result=lambda a: _renamed(
            _then(_then(a, ("people", "ana", "power"), 4), ("people", "ana", "name"), "Anna Ruiz"),
            "people",
            "ana",
            "anna",
        ),
    ),
    Scenario(
        "a teammate renamed, a coverage added",
        renaming("team", "dana", "dana-okafor"),
        covering("dana", "eva", strength=1),
        result=lambda a: _renamed(
            apply(a, edits.set_coverage(a, "dana", "eva", strength=1)), "team", "dana", "dana-okafor"
        ),
    ),
    # layout, comments, what we do not know
    Scenario("tables in another order, a field", shuffled, setting("people", "ana", stance="supporter")),
    Scenario(
        "tables in another order, a person", shuffled, adding("people", "gus", record=person("Gus", reports_to="ana"))
    ),
    Scenario(
        "keys in another order, a field",
        by_hand(('stance = "neutral"\npower = 5\n', 'power = 5\nstance = "neutral"\n')),
        setting("people", "ana", power=4),
    ),
    Scenario(
        "a list on one line, a role more",
        by_hand(('roles = [\n    "economic-buyer",\n]\n', 'roles = ["economic-buyer"]\n')),
        setting("people", "ana", roles=["economic-buyer", "approver"]),
    ),
    Scenario(
        "indented by hand, a field",
        by_hand(
            (
                '[people.eva]\nname = "Eva Lind"\ntitle = "Buyer"\n',
                '\n\n  [people.eva]\n  name    = "Eva Lind"\n  title   = "Buyer"\n',
            )
        ),
        setting("people", "eva", title="Head buyer"),
    ),
    Scenario(
        "comments at one record",
        by_hand(
            (
                "# Carla is the one to ask about contracts.\n",
                "# Carla is the one to ask about contracts.\n# In German.\n",
            )
        ),
        by_hand(
            (
                "# Carla is the one to ask about contracts.\n",
                "# Carla is the one to ask about contracts.\n# Only in the morning.\n",
            )
        ),
    ),
    Scenario(
        "a comment here, the value there",
        by_hand(("power = 5\n", "power = 5  # she signs\n")),
        setting("people", "ana", power=4),
    ),
    Scenario(
        "a comment above different people",
        by_hand(("[people.eva]", "# knows everybody\n[people.eva]")),
        by_hand(("[people.finn]", "# about to retire\n[people.finn]")),
    ),
    Scenario(
        "a comment changed, its record edited",
        by_hand(("# Carla is the one to ask about contracts.", "# Carla has the last word on contracts.")),
        setting("people", "carla", title="General counsel"),
    ),
    Scenario(
        "CRLF on both",
        in_crlf(setting("people", "ana", stance="supporter")),
        in_crlf(setting("people", "ana", power=4)),
        base=crlf(BASE),
    ),
    Scenario("CRLF on one", in_crlf(setting("people", "ana", stance="supporter")), setting("people", "ana", power=4)),
    Scenario(
        "a byte-order mark on one",
        lambda text: f"\ufeff{setting('people', 'ana', power=4)(text)}",
        setting("people", "ana", stance="supporter"),
    ),
    Scenario(
        "unknown keys on both",
        by_hand(('name = "Eva Lind"\n', 'name = "Eva Lind"\nshoe = 1\n')),
        by_hand(('name = "Eva Lind"\n', 'name = "Eva Lind"\nhat = 2\n')),
    ),
    Scenario(
        "an unknown table", by_hand(('stage = "3b"', 'stage = "4a"')), by_hand(('owner = "dok"', 'owner = "lpa"'))
    ),
    Scenario(
        "made canonical on one side",
        lambda text: write_text(read(text)),
        setting("people", "ana", power=4),
        base=BASE.replace('[\n    "tue",\n    "wed",\n]', '["wed", "tue"]').replace("power = 5", "power   =  5"),
    ),
    Scenario(
        "the same id for a place and a person",
        does(
            lambda a: put(a, ("places", "gus"), Place(name="Gus House")),
            lambda a: edits.set_field(a, ("people", "eva", "place"), "gus"),
        ),
        adding("people", "gus", record=person("Gus", reports_to="ana")),
        result=lambda a: put(
            _then(put(a, ("places", "gus-0459"), Place(name="Gus House")), ("people", "eva", "place"), "gus-0459"),
            ("people", "gus"),
            person("Gus", reports_to="ana"),
        ),
    ),
)


def _then(account: Account, path: tuple[str, ...], value: Any) -> Account:
    return apply(account, edits.set_field(account, path, value))


def _without(account: Account, *gone: tuple[str, ...]) -> Account:
    for path in gone:
        account = apply(account, edits.remove(account, path))
    return account


def _renamed(account: Account, table: str, old: str, new: str) -> Account:
    return apply(account, edits.rename_id(account, table, old, new))


DISPUTED = (
    Scenario(
        "stance",
        setting("people", "ana", stance="supporter"),
        setting("people", "ana", stance="reserved"),
        ("field:people/ana/stance",),
    ),
    Scenario(
        "stance cleared and changed",
        setting("people", "ana", stance=None),
        setting("people", "ana", stance="reserved"),
        ("field:people/ana/stance",),
    ),
    Scenario(
        "two fields of one, a third apart",
        setting("people", "ana", title="A", power=1, stance="supporter"),
        setting("people", "ana", title="B", power=2, email="a@x.example"),
        ("field:people/ana/power", "field:people/ana/title"),
    ),
    Scenario(
        "stage of the deal",
        setting("account", stage="proposal"),
        setting("account", stage="negotiation"),
        ("field:account/stage",),
    ),
    Scenario(
        "a date",
        setting("gates", "dpa", due=dt.date(2027, 1, 1)),
        setting("gates", "dpa", due=dt.date(2027, 3, 1)),
        ("field:gates/dpa/due",),
    ),
    Scenario(
        "where somebody is",
        setting("people", "eva", place="berlin"),
        setting("people", "eva", place=None),
        ("field:people/eva/place",),
    ),
    Scenario(
        "a manager",
        setting("people", "dan", reports_to="ana"),
        setting("people", "dan", reports_to="carla"),
        ("field:people/dan/reports_to",),
    ),
    Scenario(
        "the strength of a tie",
        tie("ben", "ana", strength=4),
        tie("ben", "ana", strength=1),
        ("field:influence/ben/ana/strength",),
    ),
    Scenario(
        "the strength of a coverage",
        covering("dana", "ana", strength=4),
        covering("dana", "ana", strength=1),
        ("field:coverage/dana/ana/strength",),
    ),
    Scenario(
        "one line of notes",
        by_hand(("Met in May.", "Met in June.")),
        by_hand(("Met in May.", "Met in April.")),
        ("field:people/ana/notes",),
    ),
    Scenario(
        "what was said",
        setting("evidence", "2026-11-02-k3f9", says="One year"),
        setting("evidence", "2026-11-02-k3f9", says="Two years"),
        ("field:evidence/2026-11-02-k3f9/says",),
    ),
    Scenario(
        "a test of a champion",
        setting("people", "ben", "champion", sells=True),
        setting("people", "ben", "champion", sells=False),
        ("field:people/ben/champion/sells",),
    ),
    Scenario("an effort", setting("effort", remote=300), setting("effort", remote=500), ("field:effort/remote",)),
    Scenario(
        "a week",
        setting("people", "ana", days=["mon"]),
        setting("people", "ana", days=["tue"]),
        ("field:people/ana/days",),
    ),
    Scenario(
        "an unknown key",
        by_hand(('stage = "3b"', 'stage = "4a"')),
        by_hand(('stage = "3b"', 'stage = "5"')),
        ("field:?/x-crm/stage",),
    ),
    Scenario(
        "removed here, edited there",
        removing("people", "eva"),
        setting("people", "eva", title="Head buyer"),
        ("removal:people/eva",),
    ),
    Scenario(
        "edited here, removed there",
        setting("people", "carla", stance="supporter"),
        removing("people", "carla"),
        ("removal:people/carla",),
    ),
    Scenario(
        "removed, and a tie to them", removing("people", "eva"), tie("finn", "eva", strength=2), ("removal:people/eva",)
    ),
    Scenario(
        "a tie from them, and removed",
        tie("eva", "finn", strength=2),
        removing("people", "eva"),
        ("removal:people/eva",),
    ),
    Scenario(
        "removed, and a coverage",
        removing("people", "eva"),
        covering("lee", "eva", strength=1),
        ("removal:people/eva",),
    ),
    Scenario(
        "removed, and evidence",
        removing("people", "eva"),
        evidence("2026-11-10-aaaa", about="eva", says="Likes it"),
        ("removal:people/eva",),
    ),
    Scenario(
        "removed, and an action",
        removing("people", "eva"),
        adding("actions", "2026-11-20-bbbb", record=Action(what="Write", with_="eva")),
        ("removal:people/eva",),
    ),
    Scenario(
        "removed, and somebody reports to them",
        removing("people", "eva"),
        setting("people", "finn", reports_to="eva"),
        ("removal:people/eva",),
    ),
    Scenario(
        "removed, and in the quorum",
        removing("people", "eva"),
        setting("decision", "quorum", of=["ana", "ben", "carla", "eva"]),
        ("removal:people/eva",),
    ),
    Scenario(
        "removed, and a finding accepted",
        removing("people", "eva"),
        does(lambda a: edits.accept(a, "CH005", "eva", "Fine")),
        ("removal:people/eva",),
    ),
    Scenario(
        "removed, and their tie changed",
        removing("people", "carla"),
        tie("carla", "ana", strength=5),
        ("removal:people/carla",),
    ),
    Scenario(
        "removed, and a comment about them",
        removing("people", "eva"),
        by_hand(("[people.eva]", "# knows everybody\n[people.eva]")),
        ("removal:people/eva",),
    ),
    Scenario(
        "a tie removed, and its strength",
        removing("influence", "dan", "ben"),
        tie("dan", "ben", strength=5),
        ("removal:influence/dan/ben",),
    ),
    Scenario(
        "a tie removed, and evidence about it",
        removing("influence", "dan", "ben"),
        evidence("2026-11-10-aaaa", about="dan > ben", says="Daily"),
        ("removal:influence/dan/ben",),
    ),
    Scenario(
        "evidence removed, and reworded",
        removing("evidence", "2026-11-02-k3f9"),
        setting("evidence", "2026-11-02-k3f9", says="Two years"),
        ("removal:evidence/2026-11-02-k3f9",),
    ),
    Scenario(
        "a place removed, and somebody moves in",
        removing("places", "berlin"),
        setting("people", "finn", place="berlin"),
        ("removal:places/berlin",),
    ),
    Scenario(
        "a teammate removed, and they cover somebody",
        removing("team", "lee"),
        covering("lee", "eva", strength=1),
        ("removal:team/lee",),
    ),
    Scenario(
        "a rival removed, and somebody prefers it",
        removing("rivals", "orbit"),
        setting("people", "eva", prefers="orbit"),
        ("removal:rivals/orbit",),
    ),
    Scenario(
        "an action removed, and done",
        removing("actions", "2026-11-14-p2x8"),
        setting("actions", "2026-11-14-p2x8", done=TODAY),
        ("removal:actions/2026-11-14-p2x8",),
    ),
    Scenario(
        "a gate removed, and done",
        removing("gates", "dpa"),
        setting("gates", "dpa", status="done"),
        ("removal:gates/dpa",),
    ),
    Scenario(
        "a champion no more, and tested",
        removing("people", "ben", "champion"),
        setting("people", "ben", "champion", sells=True),
        ("removal:people/ben/champion",),
    ),
    Scenario(
        "an acceptance removed, and prolonged",
        removing("accepted", "CH005", "ana"),
        does(lambda a: edits.accept(a, "CH005", "ana", "Second champion joins in January", TODAY)),
        ("removal:accepted/CH005/ana",),
    ),
    Scenario(
        "an id renamed twice",
        renaming("people", "eva", "eva-lind"),
        renaming("people", "eva", "evi"),
        ("rename:people/eva-lind",),
    ),
    Scenario(
        "an id renamed, and removed",
        renaming("people", "eva", "eva-lind"),
        removing("people", "eva"),
        ("removal:people/eva-lind",),
    ),
    Scenario(
        "a circle of two",
        setting("people", "eva", reports_to="finn"),
        setting("people", "finn", reports_to="eva"),
        ("cycle:people/eva/reports_to",),
    ),
    Scenario(
        "a circle of three",
        setting("people", "ana", reports_to="finn"),
        setting("people", "finn", reports_to="dan"),
        ("cycle:people/ana/reports_to",),
    ),
    Scenario(
        "a quorum that cannot be met",
        setting("decision", "quorum", at_least=3),
        setting("decision", "quorum", of=["ana", "ben"]),
        ("quorum:decision/quorum",),
    ),
    Scenario(
        "the same person with other words",
        adding("people", "gus", record=person("Gus", power=1)),
        adding("people", "gus", record=person("Gus", power=2)),
        ("field:people/gus/power",),
    ),
    Scenario(
        "the same tie with other strengths",
        tie("eva", "ana", strength=2),
        tie("eva", "ana", strength=5),
        ("field:influence/eva/ana/strength",),
    ),
    Scenario(
        "disputed in CRLF",
        in_crlf(setting("people", "ana", stance="supporter")),
        in_crlf(setting("people", "ana", stance="reserved")),
        ("field:people/ana/stance",),
        base=crlf(BASE),
    ),
    Scenario(
        "disputed and shuffled",
        both(setting("people", "ana", stance="supporter"), shuffled),
        setting("people", "ana", stance="reserved", power=4),
        ("field:people/ana/stance",),
    ),
    Scenario(
        "one question among much else",
        both(setting("people", "ana", stance="supporter", title="CFO"), three("a", "ana")),
        both(setting("people", "ana", stance="reserved", power=4), three("b", "ben"), removing("people", "finn")),
        ("field:people/ana/stance",),
    ),
)
