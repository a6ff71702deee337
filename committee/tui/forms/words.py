"""Between a field's value and the words in its box: references by name, dates as people say them.

Everything else is as `committee.model.values` reads and writes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from committee.model.account import Account, tie_of, tie_subject
from committee.model.dates import date_words, read_date, show_date, show_distance
from committee.model.fields import Field, Kind
from committee.model.suggest import quoted
from committee.model.tables import table
from committee.model.values import Fault, from_text, nearest, to_text
from committee.model.vocabulary import Claim, Role, Stance, TieKind
from committee.text import fold

PAST = frozenset({"last_contact", "date", "done", "reviewed"})
"""Dates of what has happened: a weekday in them is the last one, not the next."""

_ARROW = " > "


@dataclass(frozen=True, slots=True)
class Offer:
    """One completion: what the box would say, and what that is."""

    text: str
    doc: str = ""


def show(account: Account, field: Field, value: Any) -> str:
    """The text that stands in the box for `value`."""
    if value is None or value in ("", ()):
        return ""
    if field.kind is Kind.REFERENCE:
        return label_of(account, field, value)
    if field.kind is Kind.REFERENCES:
        return ", ".join(label_of(account, field, identifier) for identifier in value)
    if field.kind is Kind.SUBJECT:
        return subject_label(account, value)
    return to_text(field, value)


def read(account: Account, field: Field, text: str, today: date) -> Any:
    """The value that `text` stands for, or the `Fault` it has. Empty text is the field's default: unknown."""
    text = text.strip()
    if not text:
        return from_text(field, "")
    if field.kind is Kind.REFERENCE:
        return _resolve(account, field, text)
    if field.kind is Kind.REFERENCES:
        return _resolve_all(account, field, text)
    if field.kind is Kind.SUBJECT:
        return _resolve_subject(account, field, text)
    if field.kind is Kind.DATE:
        said = read_date(text, today, past=field.name in PAST)
        return _no_date(text) if said is None else said
    return from_text(field, text)


def explain(account: Account, field: Field, value: Any, today: date) -> str:
    """What the value in the box means, where the text alone does not say it: a date, or whom a reference names."""
    if isinstance(value, date):
        return f"{show_date(value)}, {show_distance(value, today)}"
    if field.kind is Kind.REFERENCE and value in account.people:
        return account.people[value].title
    return ""


def label_of(account: Account, field: Field, identifier: str) -> str:
    """How a reference is shown: the name, with the id behind it where two bear the name."""
    labels = _labels(account, field)
    return labels.get(identifier, identifier)


def subject_label(account: Account, subject: str) -> str:
    """How evidence's subject is shown: `Tom Lee`, or `Tom Lee > María Gómez`."""
    tie = tie_of(subject)
    return _ARROW.join(account.name_of(end) for end in tie) if tie else account.name_of(subject)


def offers(account: Account, field: Field, text: str, today: date, limit: int = 6) -> tuple[Offer, ...]:
    """What could be meant by what is typed so far, best first; none where the text already is one of them."""
    typed = _last_part(field, text)
    if field.kind in {Kind.REFERENCE, Kind.REFERENCES, Kind.SUBJECT}:
        found = _matching(typed, _reference_offers(account, field))
    elif field.kind is Kind.ZONE:
        zones = (Offer(zone) for zone in sorted(available_timezones()))
        found = (*_cities(typed), *_matching(typed, zones)) if typed else ()
    elif field.kind is Kind.DATE:
        found = tuple(o for o in _date_offers(today) if typed and o.text.startswith(typed.lower()))
    else:
        return ()
    if any(offer.text.casefold() == typed.casefold() for offer in found[:1]):
        return ()
    return found[:limit]


def _cities(typed: str) -> tuple[Offer, ...]:
    """The zones of the cities called so, each with where that is."""
    from committee.model.cities import cities

    first: dict[str, Offer] = {}
    for city in cities(typed):
        first.setdefault(city.zone, Offer(city.zone, f"{city.name}, {city.where}"))
    return tuple(first.values())


def accept(field: Field, text: str, offer: Offer) -> str:
    """The box's text after choosing `offer`: what was being typed is replaced, what stands before it stays."""
    typed = _last_part(field, text)
    kept = text[: len(text) - len(typed)] if typed else text
    return f"{kept}{offer.text}"


def claim_field(claim: Claim | None) -> Field:
    """The field that evidence's `value` is of, once the claim is known: a stance for a stance, a number for power."""
    plain = table("evidence", "*").field("value")
    if plain is None or claim is None:
        return plain or Field(name="value", kind=Kind.SCALAR, doc="")
    doc = "the value it vouches for"
    choices = {Claim.STANCE: Stance, Claim.ROLES: Role, Claim.KIND: TieKind}.get(claim)
    if choices is not None:
        return Field(name="value", kind=Kind.CHOICE, choices=choices, doc=doc)
    if claim.startswith("champion."):
        return Field(name="value", kind=Kind.BOOLEAN, doc=doc)
    owner = table("influence", "*", "*") if claim is Claim.STRENGTH else table("people", "*")
    source = owner.field(claim.value)
    return replace(source, name="value", doc=doc, required=False) if source else plain


def claimed_value(account: Account, about: str, claim: Claim) -> Any:
    """What the account says now about a claim, as evidence would vouch for it; `None` where it says nothing."""
    tie = tie_of(about)
    if tie is not None:
        record = account.influence.get(tie)
        return getattr(record, claim.value, None) if record is not None and claim.of_tie else None
    person = account.people.get(about)
    if person is None or claim.of_tie:
        return None
    if claim.startswith("champion."):
        return getattr(person.champion, claim.value.partition(".")[2]) if person.champion else None
    value = getattr(person, claim.value)
    return next(iter(value), None) if isinstance(value, tuple) else value


def _labels(account: Account, field: Field) -> dict[str, str]:
    """Every id the field may take, with its label, in id order table by table."""
    names = [(key, _name(account, name, key)) for name in field.refers for key in getattr(account, name)]
    seen: dict[str, int] = {}
    for _, name in names:
        seen[fold(name)] = seen.get(fold(name), 0) + 1
    labels = {key: name if seen[fold(name)] == 1 else f"{name} ({key})" for key, name in names}
    return labels | {word: word for word in field.words}


def _name(account: Account, table_name: str, identifier: str) -> str:
    record = getattr(account, table_name)[identifier]
    return getattr(record, "name", "") or getattr(record, "what", "") or identifier


def _resolve(account: Account, field: Field, text: str) -> str | Fault:
    labels = _labels(account, field)
    wanted = fold(text)
    exact = [key for key, label in labels.items() if key == text or fold(label) == wanted]
    near = exact or [key for key, label in labels.items() if _begins(label, wanted)]
    if len(near) == 1:
        return near[0]
    if near:
        some = ", ".join(labels[key] for key in near[:3])
        return Fault(code="ambiguous", what=f"{quoted(text)} could be {some}", remedy="Type more of the name")
    meant = nearest(text, list(labels.values()))
    remedy = f"Did you mean {meant}?" if meant else "Type a name from the list"
    return Fault(code="no-such-reference", what=f"nobody and nothing here is called {quoted(text)}", remedy=remedy)


def _resolve_all(account: Account, field: Field, text: str) -> tuple[str, ...] | Fault:
    found: list[str] = []
    for part in (part.strip() for part in text.split(",")):
        if not part:
            continue
        value = _resolve(account, field, part)
        if isinstance(value, Fault):
            return value
        if value not in found:
            found.append(value)
    return tuple(sorted(found))


def _resolve_subject(account: Account, field: Field, text: str) -> str | Fault:
    ends = [_resolve(account, field, part.strip()) for part in text.split(">", 1)]
    fault = next((end for end in ends if isinstance(end, Fault)), None)
    if fault is not None:
        return fault
    return tie_subject(str(ends[0]), str(ends[1])) if len(ends) == 2 else ends[0]


def _no_date(text: str) -> Fault:
    return Fault(
        code="bad-date", what=f"{quoted(text)} says no date", remedy="Write today, fri, +2w, 20 jan or 2026-12-01"
    )


def _last_part(field: Field, text: str) -> str:
    mark = {Kind.REFERENCES: ",", Kind.SUBJECT: ">"}.get(field.kind)
    return (text.rsplit(mark, 1)[-1] if mark else text).lstrip()


def _begins(label: str, wanted: str) -> bool:
    """Whether the label or one of its words begins with what was typed."""
    label = fold(label)
    return label.startswith(wanted) or any(word.startswith(wanted) for word in label.split())


def _matching(typed: str, all_offers: Iterator[Offer]) -> tuple[Offer, ...]:
    """Offers whose words begin with `typed`, then those that contain it."""
    wanted = fold(typed.strip()).replace(" ", "_")
    first, second = [], []
    for offer in all_offers:
        label = fold(offer.text).replace(" ", "_")
        if label.startswith(wanted) or f"_{wanted}" in label or f"/{wanted}" in label:
            first.append(offer)
        elif wanted in label:
            second.append(offer)
    return (*first, *second)


def _reference_offers(account: Account, field: Field) -> Iterator[Offer]:
    for key, label in sorted(_labels(account, field).items(), key=lambda pair: pair[1].casefold()):
        person = account.people.get(key) or account.team.get(key)
        yield Offer(label, person.title if person else "")


def _date_offers(today: date) -> Iterator[Offer]:
    for word, day in date_words(today):
        yield Offer(word, show_date(day))
