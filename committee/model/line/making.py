"""Make the facts of read lines true in an account, and say in words what that makes."""

from dataclasses import replace
from datetime import date
from typing import Any

from committee.model.access import put
from committee.model.account import Account, Champion, Coverage, Evidence, Influence, Person, Place
from committee.model.ids import Randomness, dated_id, new_id
from committee.model.levels import level_from_title
from committee.model.line.facts import Fact, Line
from committee.model.line.names import folded
from committee.model.vocabulary import (
    STRENGTH_OURS,
    STRENGTH_THEIRS,
    Basis,
    Claim,
    PersonStatus,
    PlaceKind,
    Role,
    TieKind,
    WorkMode,
)
from committee.text import show

_FIELDS = {
    "stance": "stance",
    "power": "power",
    "mode": "work_mode",
    "level": "level",
    "need": "need",
    "side": "side",
    "email": "email",
    "zone": "timezone",
    "reports": "reports_to",
}
_ONCE = {**_FIELDS, "place": "place", "champion": "champion"}


class Making:
    """An account while lines are added to it: `now` is what it has become, `summary` says how."""

    def __init__(self, account: Account, *, me: str, today: date, rng: Randomness) -> None:
        self.start = account
        self.now = account
        self.summary: list[str] = []
        self._me = me
        self._today = today
        self._rng = rng
        self._made: dict[tuple[str, tuple[str, ...]], str] = {}

    def person(self, line: Line) -> str:
        """Make the person, or fill the placeholder they were; the id, empty where the line has no name."""
        line.person = self._person(line) if line.name else ""
        return line.person

    def _person(self, line: Line) -> str:
        name = show(line.name)
        namesakes = [p for p in self.now.people.values() if folded(p.name) == folded(name)]
        there = any(p.status is not PersonStatus.PLACEHOLDER for p in namesakes)
        fills = [i for i in line.fills if self.now.people[i].status is PersonStatus.PLACEHOLDER and not there]
        if len(fills) == 1:
            known = self.now.people[fills[0]]
            self._put(("people", fills[0]), replace(known, name=name, status=PersonStatus.ACTIVE))
            line.notes.append(f'fills in the placeholder "{known.name}"')
            return fills[0]
        if len(fills) > 1:
            line.notes.append("may be one of several placeholders; added as somebody new")
        elif there:
            line.notes.append(f"there is a {name} already: this adds a second one")
        return self._new_person(Person(name=name))

    def facts(self, line: Line) -> None:
        """Make all facts of a line true, and say so."""
        identifier = line.person
        if not identifier:
            return
        said: list[str] = []
        seen: set[str] = set()
        values: dict[str, Any] = {"title": show(line.title)} if line.title else {}
        roles: list[Role] = []
        for fact in line.facts:
            if fact.kind in _ONCE and fact.kind in seen:
                line.fault(fact.start, fact.end, f"{_ONCE[fact.kind].replace('_', ' ')} is said twice")
                continue
            seen.add(fact.kind)
            if fact.kind == "role":
                roles.append(fact.value)
            said += [phrase for phrase in self._one(line, identifier, fact, values) if phrase not in said]
        if roles:
            before = self.now.people[identifier].roles
            values["roles"] = tuple(role for role in Role if role in {*roles, *before})
        self._put(("people", identifier), replace(self.now.people[identifier], **values))
        self._quotes(line, identifier)
        self.summary += [self._headline(identifier), *said, *line.notes]

    def label(self, ids: list[str]) -> str:
        """What undo will call all of it."""
        real = [i for i in ids if i]
        if len(real) == 1:
            verb = "filled in" if real[0] in self.start.people else "added"
            return f"{self.now.people[real[0]].name} {verb}"
        return f"{len(real)} people added"

    def _one(self, line: Line, identifier: str, fact: Fact, values: dict[str, Any]) -> list[str]:
        """Make one fact true or note it in `values`; what to say of it."""
        if fact.kind in {"tie", "reports"}:
            return self._tie(identifier, fact, values)
        if fact.kind == "coverage":
            return self._coverage(line, identifier, fact)
        if fact.kind == "place":
            return self._place(line, fact, values)
        if fact.kind == "champion":
            values["champion"] = self.now.people[identifier].champion or Champion()
            return ["claimed as champion"]
        if fact.kind in _FIELDS:
            values[_FIELDS[fact.kind]] = fact.value
        return [_phrase(fact)]

    def _headline(self, identifier: str) -> str:
        person = self.now.people[identifier]
        assumed = level_from_title(person.title) if person.level is None else None
        title = f", {person.title}" if person.title else ""
        level = f" ({assumed.value}, going by the title)" if assumed else ""
        return f"{person.name}{title}{level}"

    def _tie(self, identifier: str, fact: Fact, values: dict[str, Any]) -> list[str]:
        other, said = self._other(fact)
        name = self.now.people[other].name
        if fact.kind == "reports":
            values["reports_to"] = other
            return [f"reports to {name}", *said]
        pair = (other, identifier) if fact.sign == "<" else (identifier, other)
        tie = self.now.influence.get(pair, Influence())
        tie = replace(tie, strength=fact.strength) if fact.strength else tie
        if fact.sign == "×":
            self._put(("influence", *pair), replace(tie, kind=TieKind.CONFLICT))
            return [f"in conflict with {name}", *said]
        self._put(("influence", *pair), tie)
        verb = f"influences {name}" if fact.sign == ">" else f"is influenced by {name}"
        return [f"{verb}, {_strength(tie.strength, STRENGTH_THEIRS)}", *said]

    def _other(self, fact: Fact) -> tuple[str, list[str]]:
        if fact.value:
            return str(fact.value), []
        key = ("people", folded(fact.name))
        if key not in self._made:
            self._made[key] = self._new_person(Person(name=show(fact.name), status=PersonStatus.PLACEHOLDER))
            return self._made[key], [f"new: {show(fact.name)}, a placeholder"]
        return self._made[key], []

    def _coverage(self, line: Line, identifier: str, fact: Fact) -> list[str]:
        mate = fact.value or self._me
        if mate not in self.now.team:
            line.fault(fact.start, fact.end, "who of us? Write a name behind it, as in =3 Dana")
            return []
        present = self.now.coverage.get((mate, identifier), Coverage())
        present = replace(present, strength=fact.strength) if fact.strength else present
        self._put(("coverage", mate, identifier), present)
        return [f"covered by {self.now.team[mate].name}, {_strength(present.strength, STRENGTH_OURS)}"]

    def _place(self, line: Line, fact: Fact, values: dict[str, Any]) -> list[str]:
        if fact.value:
            values["place"] = fact.value
            return [f"at {self.now.places[fact.value].name}"]
        key = ("places", folded(fact.name))
        if key in self._made:
            values["place"] = self._made[key]
            return [f"at {show(fact.name)}"]
        remote = any(other.kind == "mode" and other.value is WorkMode.REMOTE for other in line.facts)
        place = Place(name=show(fact.name), timezone=fact.zone, kind=None if remote else PlaceKind.OFFICE)
        identifier = new_id(place.name, set(self.now.ids()), self._rng)
        self._put(("places", identifier), place)
        self._made[key] = identifier
        values["place"] = identifier
        kind = "" if remote else " (an office)"
        return [f"new place: {place.name}{kind}, {fact.zone or 'time zone unknown'}"]

    def _quotes(self, line: Line, identifier: str) -> None:
        """What they said becomes evidence: for the stance, where it is known."""
        person = self.now.people[identifier]
        for fact in line.facts:
            if fact.kind == "says":
                stance = person.stance
                record = Evidence(
                    about=identifier,
                    field=Claim.STANCE if stance else None,
                    value=stance.value if stance else None,
                    says=show(fact.value),
                    basis=Basis.HEARD,
                    date=self._today,
                    by=self._me if self._me in self.now.team else "",
                )
                self._put(("evidence", dated_id(self._today, self.now.evidence, self._rng)), record)

    def _new_person(self, person: Person) -> str:
        identifier = new_id(person.name, set(self.now.ids()), self._rng)
        self._put(("people", identifier), person)
        return identifier

    def _put(self, path: tuple[str, ...], record: Any) -> None:
        self.now = put(self.now, path, record)


def _phrase(fact: Fact) -> str:
    value = fact.value
    said = {
        "power": f"power {value} of 5",
        "need": "their no-objection is needed",
        "zone": f"time zone {value}",
        "says": f'says "{show(str(value))}"',
        "role": f"role {str(value).replace('-', ' ')}",
        "stance": str(value or "stance unknown"),
    }
    return said.get(fact.kind, str(value))


def _strength(strength: int | None, words: tuple[str, ...]) -> str:
    return f"strength {strength} ({words[strength - 1]})" if strength else "strength unknown"
