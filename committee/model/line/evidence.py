"""Evidence in a line: `Wants payback in 18 months, heard, call with Maria, stance=neutral`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from committee.errors import EditRefused
from committee.model import edits
from committee.model.account import Account, tie_of
from committee.model.dates import read_date, show_date
from committee.model.edit import Edit, apply
from committee.model.ids import Randomness, random_suffix
from committee.model.line.draft import Draft, Span, unread
from committee.model.line.names import among, find
from committee.model.line.scan import Clause, segments
from committee.model.line.words import known
from committee.model.values import nearest
from committee.model.vocabulary import NO_RIVAL, Basis, Claim, Need, Role, Stance, TieKind
from committee.text import show

_CLAIMS = {
    "role": Claim.ROLES,
    "reports": Claim.REPORTS_TO,
    "reports to": Claim.REPORTS_TO,
    "influence": Claim.CHAMPION_INFLUENCE,
    "sells": Claim.CHAMPION_SELLS,
    "stake": Claim.CHAMPION_STAKE,
    **{claim.value: claim for claim in Claim},
}
_SOURCE = re.compile(
    r"(?:\w+ )?(?:call|mail|e-?mail|meeting|visit|chat|message|workshop|demo|letter|minutes)"
    r"(?: (?:with|of|from|at|in|on|to|after) .+)?"
)
_SAYS = re.compile(r"\s*says\b[:\s]*", re.IGNORECASE)
_TRUTH = {"yes": True, "true": True, "y": True, "no": False, "false": False, "n": False}
_NUMBERS = frozenset({Claim.POWER, Claim.STRENGTH})


@dataclass
class _Reading:
    """What has been understood so far."""

    account: Account
    subject: str
    facts: dict[str, Any]
    spans: list[Span] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def fault(self, segment: Clause, text: str) -> bool:
        self.faults.append(text)
        self.spans.append(Span(segment.start, segment.end, "error", text))
        return True


def read_evidence_line(  # noqa: PLR0913 - what the line takes for granted, each by name
    account: Account,
    text: str,
    *,
    about: str,
    me: str,
    today: date,
    source: str = "",
    basis: Basis = Basis.HEARD,
    rng: Randomness = random_suffix,
) -> Draft:
    """What they said, and behind it, with commas between and in any order: how we know, where from, when, which claim.

    Facts stand at the end: a basis (`heard`, `secondhand` …), a source (`call with Maria`, `source=…`), a date
    (`yesterday`, `on 3 nov`), `by Dana`, a claim and its value (`stance=neutral`, `power=4`, `sells=yes`). Everything
    before is what they said, commas included. Unsaid: heard, today, by me, about the stance (of a tie: its strength)
    as the map has it. A claim the map says nothing on is written too, and the summary says so.

    Args:
        account: what is looked up; it is not changed.
        text: the line, as far as it is typed.
        about: a person's id, or `"from > to"`.
        me: the teammate who heard it; may be empty.
        today: the date where none is written.
        source: where it was said where the line does not say.
        basis: how we know where the line does not say.
        rng: for the id.
    """
    if not text.strip():
        return Draft(faults=("write what they said",))
    instead = unread(text)
    if instead is not None:
        return instead
    facts = {"basis": basis, "source": source, "date": today, "by": me if me in account.team else ""}
    reading = _Reading(account, about, facts)
    end = _facts(reading, text, today)
    opened = _SAYS.match(text)
    says = show(text[opened.end() if opened else 0 : end]).strip().rstrip(", ")
    if len(says) > 1 and says[0] == says[-1] == '"':
        says = says[1:-1].strip()
    if not says:
        reading.faults.append("write what they said in front of the rest")
    reading.facts.setdefault("field", Claim.STANCE if tie_of(about) is None else Claim.STRENGTH)
    stated = _stated(account, about, reading.facts["field"])
    reading.facts.setdefault("value", stated)
    summary = tuple(_summary(reading, says, stated, today))
    edit = None if reading.faults else _edit(reading, says, stated, today, rng)
    if edit is not None:
        try:
            apply(account, edit)
        except EditRefused as refusal:
            edit, reading.faults = None, [str(refusal)]
    spans = tuple(sorted(reading.spans, key=lambda span: (span.start, span.end)))
    return Draft(edit, "", spans, summary, tuple(reading.faults))


def evidence_facts(
    account: Account, text: str, *, about: str, me: str, today: date, source: str = "", basis: Basis = Basis.HEARD
) -> dict[str, Any]:
    """The fields of evidence as far as a line says them, for the form behind it; faulty parts are left out."""
    draft = read_evidence_line(account, text, about=about, me=me, today=today, source=source, basis=basis)
    if draft.edit is None:
        return {"says": text.strip(), "source": source}
    record = draft.edit.changes[-1].after
    names = ("says", "basis", "source", "field", "value", "date", "by")
    return {name: value for name in names if (value := getattr(record, name)) not in (None, "")}


def _facts(reading: _Reading, text: str, today: date) -> int:
    """Read facts from the end; where what they said ends."""
    end = len(text)
    for segment in reversed(list(segments(text))[1:]):
        if segment.tokens and (segment.tokens[0].quoted or not _fact(reading, segment, today)):
            break
        end = segment.start
    return end


def _fact(reading: _Reading, segment: Clause, today: date) -> bool:
    """Whether a segment is a fact, which is then noted."""
    key, sign, value = (part.strip() for part in segment.text.partition("="))
    if sign:
        return _assigned(reading, segment, key.casefold(), value)
    return _word(reading, segment) or _phrase(reading, segment, today)


def _word(reading: _Reading, segment: Clause) -> bool:
    """A basis or a stance."""
    word = segment.text.casefold()
    if word in set(Basis):
        return _note(reading, segment, "basis", Basis(word), "basis")
    meaning = known(word)
    if meaning is None or meaning.kind != "stance" or tie_of(reading.subject) is not None:
        return False
    reading.facts["field"] = Claim.STANCE
    return _note(reading, segment, "value", str(meaning.value), "stance")


def _phrase(reading: _Reading, segment: Clause, today: date) -> bool:
    """A source, who heard it, or a date."""
    word = segment.text.casefold()
    if _SOURCE.fullmatch(word):
        return _note(reading, segment, "source", segment.text, "source")
    if word.startswith("by "):
        return _by(reading, segment, segment.text[3:])
    day = read_date(word.removeprefix("on "), today, past=True)
    if day is None:
        return False
    if day > today:
        return reading.fault(segment, f"{show_date(day)} is still to come")
    return _note(reading, segment, "date", day, "date")


def _note(reading: _Reading, segment: Clause, name: str, value: Any, kind: str) -> bool:
    reading.facts[name] = value
    reading.spans.append(Span(segment.start, segment.end, kind))
    return True


def _by(reading: _Reading, segment: Clause, name: str) -> bool:
    ids = find(name, reading.account.team)
    if len(ids) == 1:
        return _note(reading, segment, "by", ids[0], "owner")
    if ids:
        return reading.fault(segment, f'"{name}" may be {among(ids, reading.account.team)}: write more of the name')
    # "by the end of the year" belongs to what they said.
    return False


def _assigned(reading: _Reading, segment: Clause, key: str, value: str) -> bool:
    if key == "source":
        return _note(reading, segment, "source", value, "source")
    claim = _CLAIMS.get(key)
    if claim is None:
        guess = nearest(key, [*_CLAIMS, "source"])
        hint = f' Did you mean "{guess}"?' if guess else f" There are: {', '.join(_offered(reading.subject))}."
        return reading.fault(segment, f'"{key}" is no claim.{hint}')
    if claim.of_tie != (tie_of(reading.subject) is not None):
        return reading.fault(segment, f"{key} is a claim about a {'tie' if claim.of_tie else 'person'}")
    meant = _value(reading.account, claim, value)
    if meant is None:
        return reading.fault(segment, f'{key} cannot be "{value}": {_choices(reading.account, claim)}')
    reading.facts["field"] = claim
    return _note(reading, segment, "value", meant, "claim")


def _offered(subject: str) -> Iterator[str]:
    of_tie = tie_of(subject) is not None
    return (claim.value for claim in Claim if claim.of_tie == of_tie)


def _value(account: Account, claim: Claim, typed: str) -> str | int | bool | None:
    word = typed.casefold().replace(" ", "-")
    if claim in _NUMBERS:
        digit = word.removeprefix("p")
        return int(digit) if digit in {"1", "2", "3", "4", "5"} else None
    if claim.startswith("champion."):
        return _TRUTH.get(word)
    if claim is Claim.REPORTS_TO:
        ids = find(typed, account.people)
        return ids[0] if len(ids) == 1 else None
    if claim is Claim.PREFERS:
        ids = (word,) if word in NO_RIVAL else find(typed, account.rivals)
        return ids[0] if len(ids) == 1 else None
    meaning = known(typed)
    if meaning is not None and meaning.kind in {"stance", "role", "need"}:
        word = str(meaning.value)
    return word if word in _words(claim) else None


def _words(claim: Claim) -> tuple[str, ...]:
    kinds = {Claim.STANCE: Stance, Claim.ROLES: Role, Claim.NEED: Need, Claim.KIND: TieKind}
    return tuple(word.value for word in kinds[claim])


def _choices(account: Account, claim: Claim) -> str:
    if claim in _NUMBERS:
        return "it is 1 to 5"
    if claim.startswith("champion."):
        return "it is yes or no"
    if claim is Claim.REPORTS_TO:
        return "write the name of one person on the map"
    words = (*NO_RIVAL, *account.rivals) if claim is Claim.PREFERS else _words(claim)
    return f"it is {', '.join(words[:-1])} or {words[-1]}"


def _stated(account: Account, about: str, claim: Claim) -> str | int | bool | None:
    """What the map says on a claim now; the first of several roles."""
    pair = tie_of(about)
    if pair is not None:
        tie = account.influence.get(pair)
        return getattr(tie, claim.value) if tie is not None else None
    person = account.people[about]
    if claim is Claim.ROLES:
        return str(person.roles[0]) if person.roles else None
    if claim.startswith("champion."):
        value = getattr(person.champion, claim.partition(".")[2], None)
    else:
        value = getattr(person, claim.value)
    return value if isinstance(value, (bool, int)) else str(value) if value else None


def _said(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _summary(reading: _Reading, says: str, stated: object, today: date) -> Iterator[str]:
    facts, account = reading.facts, reading.account
    by = f" by {account.name_of(facts['by'])}" if facts["by"] else ""
    source = f", {facts['source']}" if facts["source"] else ""
    yield f"“{says}”"
    yield f"{facts['basis']}{by}{source}, {show_date(facts['date'], today)}"
    claim, value = str(facts["field"]).replace("_", " "), facts["value"]
    if value is None:
        yield f"vouches for nothing yet: the map has no {claim}; add {claim}=…"
    elif stated is None:
        yield f"vouches for {claim} {_said(value)}, which is written too: the map had none"
    elif _said(stated) != _said(value) and facts["field"] is not Claim.ROLES:
        yield f"vouches for {claim} {_said(value)}; the map keeps {_said(stated)}"
    else:
        yield f"vouches for {claim} {_said(value)}"


def _edit(reading: _Reading, says: str, stated: object, today: date, rng: Randomness) -> Edit:
    facts = {name: value for name, value in reading.facts.items() if value not in (None, "")}
    day = facts.pop("date", today)
    evidence = edits.add_evidence(reading.account, rng, today=day, about=reading.subject, says=says, **facts)
    if stated is not None or facts.get("value") is None:
        return evidence
    written = _written(reading, facts["field"], facts["value"])
    return edits.batch(evidence.label, written, evidence) if written else evidence


def _written(reading: _Reading, claim: Claim, value: Any) -> Edit | None:
    """A claim the map says nothing on, written as it was heard."""
    pair = tie_of(reading.subject)
    if pair is not None:
        return (
            edits.set_tie(reading.account, *pair, **{claim.value: value}) if pair in reading.account.influence else None
        )
    if claim.startswith("champion."):
        return edits.set_champion(reading.account, reading.subject, **{claim.partition(".")[2]: value})
    path = ("people", reading.subject, claim.value)
    return edits.set_field(reading.account, path, (value,) if claim is Claim.ROLES else value)
