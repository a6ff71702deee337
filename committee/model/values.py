"""The one home of value checks: what a field accepts, from TOML and from a form, and what to say when it does not.

A check answers with the value or with a `Fault` in words; the reader of files, the edits and the forms all use these.
Faults name the field and quote the value, short and on one line; they never quote anything else of the file.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from committee.model.fields import Field, Kind
from committee.model.suggest import ELSEWHERE, INTEGER_LIMIT, TEXT_LIMIT, is_too_long, meant, nearest, quoted
from committee.model.zones import is_zone, zone_like
from committee.text import clean, show

__all__ = [
    "ELSEWHERE",
    "INTEGER_LIMIT",
    "TEXT_LIMIT",
    "Check",
    "Fault",
    "check_of",
    "from_text",
    "from_toml",
    "is_too_long",
    "items_from_toml",
    "meant",
    "nearest",
    "normal",
    "ordered",
    "parse_hours",
    "quoted",
    "to_text",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is not one of its field. `mend_value` is what was probably meant, `None` if nothing is plain."""

    code: str
    what: str
    remedy: str = ""
    mend_value: Any = None


Check = Callable[[Any], Any]
"""From a raw TOML value to the field's value, or to a `Fault`."""


def from_toml(field: Field, raw: Any) -> Any:
    """The field's value for a raw TOML value, or a `Fault`.

    Lists come back as tuples in the order files use (vocabulary order, ids sorted), each item once. A value equal to
    `field.omit` comes back as `field.default`: writing leaves it out, so both mean the same. References are checked
    for being text only; whether the id exists is `committee.model.validity`'s.
    """
    return check_of(field)(raw)


def items_from_toml(field: Field, raw: list[Any]) -> tuple[tuple[Any, ...], tuple[tuple[int, Fault], ...]]:
    """For a list field: the good items in file order of the format, and each faulty one with its index."""
    item = _item_check(field)
    good: set[Any] = set()
    faults: list[tuple[int, Fault]] = []
    for index, entry in enumerate(raw):
        value = item(entry)
        if isinstance(value, Fault):
            faults.append((index, value))
        elif value in good:
            faults.append((index, _twice(field, value)))
        else:
            good.add(value)
    return ordered(field, good), tuple(faults)


def from_text(field: Field, text: str) -> Any:
    """The field's value for what somebody typed in a form, or a `Fault`; nothing typed is `field.default`."""
    text = clean(text) if field.kind is Kind.PROSE else show(text)
    if not text.strip():
        return field.default
    if field.many:
        words = [word for word in re.split(r"[,\s]+", text) if word]
        return from_toml(field, words)
    if field.kind is Kind.ZONE and not is_zone(text.strip()):
        return _zone_of_city(field, text.strip())
    return check_of(field)(_typed(field, text))


def _zone_of_city(field: Field, name: str) -> Any:
    """The zone of the city that was typed in a form; a file has to name the zone itself."""
    from committee.model.cities import among, cities, meant, zones_of

    found = meant(cities(name))
    zones = zones_of(found)
    if len(zones) > 1:
        return Fault("unknown-zone", f"{quoted(name)} is more than one city", f"Write {among(found)}")
    return zones[0] if zones else check_of(field)(name)


def to_text(field: Field, value: Any) -> str:
    """How a form shows a value; `from_text` gives it back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        if field.kind is Kind.SCALAR:
            return "true" if value else "false"
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return str(value)


def ordered(field: Field, values: Iterable[Any]) -> tuple[Any, ...]:
    """Items of a list field in the order files use, each once."""
    once = set(values)
    if field.choices is not None:
        return tuple(choice for choice in field.choices if choice in once)
    return tuple(sorted(once))


def normal(field: Field, value: Any) -> Any:
    """The one form of a value that means the same when written and read again."""
    if field.many:
        value = ordered(field, value)
    return field.default if field.omit is not None and value == field.omit else value


@lru_cache(maxsize=1024)
def parse_hours(text: str) -> tuple[int, int] | None:
    """Working hours `HH:MM-HH:MM` as minutes after midnight, end after start and at most 24:00; `None` if not so."""
    found = _HOURS.fullmatch(text)
    if found is None:
        return None
    start, end = (int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4]))
    return (start, end) if start < end <= 24 * 60 and start < 24 * 60 else None


def check_of(field: Field) -> Check:
    """The check of one field, made once: from a raw TOML value to a value or a `Fault`."""
    made = _CHECKS.get(id(field))
    if made is None:
        made = _list_check(field) if field.many else _item_check(field)
        _CHECKS[id(field)] = made
        _KEPT.append(field)
    return made


_CHECKS: dict[int, Check] = {}
_KEPT: list[Field] = []
"""Keeps every field alive that `_CHECKS` knows by its address."""

_HOURS = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])", re.ASCII)
_LOOSE_HOURS = re.compile(
    r"\s*([0-9]{1,2})(?:[:.h]?([0-5][0-9]))?\s*(?:-|–|—|to)\s*([0-9]{1,2})(?:[:.h]?([0-5][0-9]))?\s*", re.ASCII
)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:([ ,._'])[0-9]{3})(?:\1[0-9]{3})*", re.ASCII)
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}", re.ASCII)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_YES_NO = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}


def _item_check(field: Field) -> Check:
    """The check of a single value of the field; for a list field, of one item."""
    if field.choices is not None:
        return _choice_check(field)
    plain = {Kind.INTEGER: _integer, Kind.BOOLEAN: _boolean, Kind.DATE: _date, Kind.SCALAR: _scalar, Kind.PROSE: _prose}
    if field.kind in plain:
        return partial(plain[field.kind], field)
    special = {Kind.ZONE: _zone, Kind.HOURS: _hours, Kind.CURRENCY: _currency}.get(field.kind)
    return partial(_text, field, special)


def _list_check(field: Field) -> Check:
    item = _item_check(field)
    omit, default = field.omit, field.default

    def check(raw: Any) -> Any:
        if type(raw) is not list and type(raw) is not tuple:
            return _wrong(field, raw, "a list", [raw] if isinstance(raw, str) and _fits(item, raw) else None)
        values = []
        for entry in raw:
            value = item(entry)
            if isinstance(value, Fault):
                return value
            values.append(value)
        if len(values) > 1:
            if len(set(values)) < len(values):
                return _twice(field, next(value for value, count in Counter(values).items() if count > 1))
            values = list(ordered(field, values))
        found = tuple(values)
        return default if found == omit else found

    return check


def _choice_check(field: Field) -> Check:
    assert field.choices is not None, field.name  # noqa: S101 - the field table, not the file, would be wrong
    members: dict[Any, Any] = {member.value: member for member in field.choices}

    def check(raw: Any) -> Any:
        if type(raw) is str or isinstance(raw, str):
            found = members.get(raw)
            return _unknown_choice(field, raw, members) if found is None else found
        return _wrong(field, raw, f"one of {', '.join(members)}")

    return check


def _unknown_choice(field: Field, raw: str, members: Iterable[str]) -> Fault:
    suggestion = nearest(raw, members)
    remedy = meant(suggestion, f"Use one of {', '.join(members)}")
    return Fault("unknown-choice", f"{field.name} {quoted(raw)} is not known", remedy, suggestion)


def _text(field: Field, special: Callable[[Field, str], Fault | None] | None, raw: Any) -> Any:
    if type(raw) is not str:
        return _not_text(field, raw)
    if not raw or raw.isspace():
        if field.required:
            return _empty(field)
        # Blanks are no zone, id or code; elsewhere they count as nothing, and the reader says so.
        return _blank(field) if raw and field.kind is not Kind.TEXT else ""
    if "\n" in raw or "\t" in raw:
        # One-line text stays on one line everywhere it is shown; the reader says so where it was not.
        raw = show(raw)
    if special is not None:
        fault = special(field, raw)
        if fault is not None:
            return fault
    return _too_long(field, raw) if is_too_long(raw) else raw


def _prose(field: Field, raw: Any) -> Any:
    if type(raw) is not str:
        return _not_text(field, raw)
    return _too_long(field, raw) if is_too_long(raw) else raw


def _too_long(field: Field, raw: str) -> Fault:
    return Fault("text-too-long", f"{field.name} has {len(raw):,} characters, more than 64 KB of text", ELSEWHERE)


def _boolean(field: Field, raw: Any) -> Any:
    return raw if type(raw) is bool else _wrong(field, raw, "true or false", _boolean_meant(raw))


def _date(field: Field, raw: Any) -> Any:
    return raw if type(raw) is date else _wrong(field, raw, "a date like 2027-03-31", _date_meant(raw))


def _empty(field: Field) -> Fault:
    return Fault("missing", f"{field.name} is empty", f"Write {_example(field)}")


def _blank(field: Field) -> Fault:
    return Fault("blank", f"{field.name} holds only blanks", f"Write {_example(field)}, or leave it out")


def _not_text(field: Field, raw: Any) -> Fault:
    plain = isinstance(raw, (int, float, date)) and not isinstance(raw, bool)
    return _wrong(field, raw, "text in quotes", str(raw) if plain and len(quoted(raw)) < 25 else None)


def _integer(field: Field, raw: Any) -> Any:
    if type(raw) is not int:
        return _wrong(field, raw, "a whole number", _integer_meant(field, raw))
    low, high = field.minimum, field.maximum
    if (low is not None and raw < low) or (high is not None and raw > high) or abs(raw) > INTEGER_LIMIT:
        return _out_of_range(field, raw)
    return raw


def _out_of_range(field: Field, raw: int) -> Fault:
    low = -INTEGER_LIMIT if field.minimum is None else field.minimum
    high = INTEGER_LIMIT if field.maximum is None else field.maximum
    span = f"from {low} to {high}" if field.maximum is not None else f"of {low} or more"
    near = min(max(raw, low), high)
    plain = abs(near) < INTEGER_LIMIT
    remedy = f"Write a whole number {span}" if plain else "Write a smaller number"
    return Fault("out-of-range", f"{field.name} {quoted(raw)} is out of range", remedy, near if plain else None)


def _scalar(field: Field, raw: Any) -> Any:
    if isinstance(raw, str):
        if raw.isspace():
            return field.default
        if is_too_long(raw):
            return _too_long(field, raw)
        return show(raw) if "\n" in raw or "\t" in raw else raw
    if isinstance(raw, bool) or (type(raw) is int and abs(raw) <= INTEGER_LIMIT):
        return raw
    return _wrong(field, raw, "text, a whole number, or true or false")


def _zone(field: Field, name: str) -> Fault | None:
    if is_zone(name):
        return None
    suggestion = zone_like(name)
    remedy = meant(suggestion, "Use the name of a zone, such as Europe/Berlin")
    return Fault("unknown-zone", f"{field.name} {quoted(name)} is not a known time zone", remedy, suggestion)


def _hours(field: Field, text: str) -> Fault | None:
    if parse_hours(text) is not None:
        return None
    suggestion, found = None, _LOOSE_HOURS.fullmatch(text)
    if found is not None:
        start, end = ":".join((found[1].zfill(2), found[2] or "00")), ":".join((found[3].zfill(2), found[4] or "00"))
        suggestion = f"{start}-{end}" if parse_hours(f"{start}-{end}") else None
    remedy = meant(suggestion, "Write HH:MM-HH:MM, the end after the start, such as 09:00-17:30")
    return Fault("bad-hours", f"{field.name} {quoted(text)} cannot be read", remedy, suggestion)


def _currency(field: Field, text: str) -> Fault | None:
    if _CURRENCY.fullmatch(text):
        return None
    code = _SIGNS.get(text.strip(), text.strip().upper())
    suggestion = code if _CURRENCY.fullmatch(code) else None
    remedy = meant(suggestion, "Write the three letters of ISO 4217, such as EUR")
    return Fault("bad-currency", f"{field.name} {quoted(text)} is not a currency code", remedy, suggestion)


def _wrong(field: Field, raw: Any, wanted: str, mend_value: Any = None) -> Fault:
    remedy = f"Write {wanted}"
    if mend_value is not None and not isinstance(mend_value, list):
        remedy += f", here {quoted(mend_value)}"
    return Fault("wrong-type", f"{field.name} must be {wanted}, but is {quoted(raw)}", remedy, mend_value)


def _twice(field: Field, value: Any) -> Fault:
    return Fault("item-twice", f"{field.name} lists {quoted(str(value))} twice", "Leave it in once")


def _integer_meant(field: Field, raw: Any) -> int | None:
    if isinstance(raw, str):
        typed = _typed(field, raw.strip())
        raw = typed if type(typed) is int else None
    elif isinstance(raw, float) and raw.is_integer() and abs(raw) < 2**53:
        raw = int(raw)
    if type(raw) is not int or isinstance(_integer(field, raw), Fault):
        return None
    return raw


def _boolean_meant(raw: Any) -> bool | None:
    if isinstance(raw, str):
        return _YES_NO.get(raw.strip().lower())
    return bool(raw) if type(raw) is int and raw in {0, 1} else None


def _date_meant(raw: Any) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    typed = _iso(raw.strip()) if isinstance(raw, str) else None
    return typed if isinstance(typed, date) else None


def _typed(field: Field, text: str) -> Any:
    """What was typed, as the TOML value it stands for; the text itself where it stands for none."""
    text = text.strip() if field.kind is not Kind.PROSE else text
    if field.kind is Kind.INTEGER:
        digits = re.sub(r"[ ,._']", "", text) if _GROUPED.fullmatch(text) else text
        return int(digits) if _WHOLE.fullmatch(digits) else text
    if field.kind is Kind.BOOLEAN:
        return _YES_NO.get(text.lower(), text)
    if field.kind is Kind.DATE:
        return _iso(text)
    if field.kind is Kind.SCALAR:
        return {"true": True, "false": False}.get(text, int(text) if _WHOLE.fullmatch(text) else text)
    if field.kind is Kind.HOURS and parse_hours(text) is None:
        fault = _hours(field, text)
        return fault.mend_value or text if fault else text
    return text.upper() if field.kind is Kind.CURRENCY else text


def _iso(text: str) -> Any:
    if not _ISO_DATE.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _fits(item: Check, raw: Any) -> bool:
    return not isinstance(item(raw), Fault)


def _example(field: Field) -> str:
    return f"one, such as {quoted(field.example)}" if field.example else f"the {field.name}"
