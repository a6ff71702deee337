"""Facts that begin with a sign and go on with a name: `>4 Tom Lee`, `^Ingrid`, `=3 Dana`, `@Lodz(Europe/Warsaw)`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, Final

from committee.model.account import Account
from committee.model.cities import City, cities, meant, nearest_first, zones_of
from committee.model.line.facts import Fact, Line
from committee.model.line.names import among, find, find_zones, folded
from committee.model.line.scan import Token
from committee.model.line.tokens import is_signed, mail_in, only_phrases
from committee.model.values import nearest
from committee.plurals import listed

_TIE = re.compile(r"([<>^=×])([0-9]*)(.*)", re.DOTALL)
_PLACE = re.compile(r"([^()]*)(?:\(([^()]*)\)?)?", re.DOTALL)
_NOUN: Final = {">": "tie", "<": "tie", "×": "tie", "^": "reports", "=": "coverage", "@": "place"}
_LONGEST_NAME: Final = 12
"""Words; beyond it a name is not looked for in pieces."""


def signed_fact(line: Line, tokens: Sequence[Token], at: int) -> int:
    """A fact that begins with a sign and goes on with a name; the index behind it."""
    sign = tokens[at].text[0]
    stop = _name_end(tokens, at + 1, sign)
    if sign == "@":
        return _place(line, tokens, at, stop)
    found = _TIE.fullmatch(tokens[at].text)
    assert found is not None, tokens[at].text  # noqa: S101 - the caller looked at the sign
    digits, rest = found[2], found[3]
    behind = at + 1
    if not digits and not rest and behind < stop and tokens[behind].text.isdigit():
        digits, behind = tokens[behind].text, behind + 1
    strength = int(digits) if digits and sign != "^" else None
    if (digits and sign == "^") or (strength is not None and not 1 <= strength <= 5):
        reason = "reports to takes no number" if sign == "^" else f"a strength is 1 to 5, not {digits}"
        line.fault(tokens[at].start, tokens[behind - 1].end, reason)
        return stop
    names = _Names(
        pieces=(*((rest,) if rest else ()), *(token.text for token in tokens[behind:stop])),
        first=behind - bool(rest),
        tokens=tokens,
        glued=bool(rest),
    )
    fact = Fact(_NOUN[sign], "", tokens[at].start, tokens[behind - 1].end, strength=strength, sign=sign)
    return _covered(line, fact, names) if sign == "=" else _tied(line, fact, names)


@dataclass(frozen=True, slots=True)
class _Names:
    """The words behind a sign that may be a name.

    `first` is the index of the first of them among `tokens`; where it is `glued` to the sign, that is the sign's own.
    """

    pieces: tuple[str, ...]
    first: int
    tokens: Sequence[Token]
    glued: bool = False

    def text(self, count: int) -> str:
        return " ".join(self.pieces[:count]).strip()

    def behind(self, count: int) -> int:
        return self.first + count

    def end(self, count: int, otherwise: int) -> int:
        return self.tokens[self.first + count - 1].end if count else otherwise


def _name_end(tokens: Sequence[Token], at: int, sign: str) -> int:
    """Where a name surely ends: at the next sign. `@Lodz(Europe/Warsaw)` ends with its bracket."""
    if sign == "@" and tokens[at - 1].text.endswith(")"):
        return at
    while at < len(tokens):
        if not tokens[at].quoted and (is_signed(tokens[at]) or mail_in(tokens[at])) and not tokens[at].text.isdigit():
            return at
        if tokens[at].text == "0":
            return at
        at += 1
        if sign == "@" and tokens[at - 1].text.endswith(")"):
            return at
    return at


def _search(names: _Names, records: Any) -> tuple[tuple[str, ...], int]:
    """The ids meant, and by how many words: all of them, or fewer where the others are facts of their own."""
    total = len(names.pieces)
    for count in range(min(total, _LONGEST_NAME), 0, -1):
        left = names.tokens[names.behind(count) : names.behind(total)]
        if left and not only_phrases(left):
            continue
        found = find(names.text(count), records)
        if found:
            return found, count
    return (), total


def _tied(line: Line, fact: Fact, names: _Names) -> int:
    total = len(names.pieces)
    if not names.text(total):
        line.fault(fact.start, fact.end, f"{fact.sign} needs a name behind it")
        return names.behind(total)
    people = {i: person for i, person in line.account.people.items() if i != line.person}
    found, count = _search(names, people)
    end = names.end(count, fact.end)
    typed = names.text(count)
    if len(found) > 1:
        line.fault(fact.start, end, f'"{typed}" may be {among(found, people)}: write more of the name')
    elif found:
        line.fact(replace(fact, value=found[0], end=end))
    elif folded(typed) == folded(line.name):
        line.fault(fact.start, end, f"{line.name} cannot be tied to themselves")
    elif teammates := _search(names, line.account.team)[0]:
        whom = among(teammates, line.account.team)
        line.fault(fact.start, end, f"{whom} is on our side: write ={fact.strength or 3} {whom} for coverage")
    else:
        line.fact(replace(fact, name=typed, end=end), f'"{typed}" is new: a placeholder')
    return names.behind(count)


def _covered(line: Line, fact: Fact, names: _Names) -> int:
    """`=3` is my coverage; `=3 Dana` that of another of us."""
    team = line.account.team
    found, count = _search(names, team) if names.pieces else ((), 0)
    if not found:
        count = int(names.glued)
    end = names.end(count, fact.end)
    if names.glued and not found:
        line.fault(fact.start, end, f'nobody of ours is called "{names.text(1)}"')
    elif len(found) > 1:
        line.fault(fact.start, end, f'"{names.text(count)}" may be {among(found, team)}: write more of the name')
    else:
        line.fact(replace(fact, value=found[0] if found else "", end=end))
    return names.behind(count)


def _place(line: Line, tokens: Sequence[Token], at: int, stop: int) -> int:
    pieces = tuple(p for p in (tokens[at].text[1:], *(token.text for token in tokens[at + 1 : stop])) if p)
    whole = " ".join(pieces)
    start = tokens[at].start
    if "(" in whole:
        new_place(line, whole, start, tokens[stop - 1].end)
        return stop
    names = _Names(pieces, at if tokens[at].text[1:] else at + 1, tokens)
    if not pieces:
        line.fault(start, tokens[at].end, "@ needs a place behind it")
        return at + 1
    places = line.account.places
    found, count = _search(names, places)
    end = names.end(count, tokens[at].end)
    typed = names.text(count)
    if len(found) == 1:
        line.fact(Fact("place", found[0], start, end))
    elif found:
        line.fault(start, end, f'"{typed}" may be {among(found, places)}: write more of the name')
    else:
        count = _city_words(names, count)
        _city(line, names.text(count), start, names.end(count, end))
    return names.behind(count)


def _city_words(names: _Names, total: int) -> int:
    """How many of the words behind `@` are a city: as many as can be; without one those before facts of their own."""
    fit = (n for n in range(1, total + 1) if only_phrases(names.tokens[names.behind(n) : names.behind(total)]))
    first = next(fit)
    short = [first, *takewhile(lambda n: n <= _LONGEST_NAME, fit)] if first <= _LONGEST_NAME else []
    return next((n for n in reversed(short) if cities(names.text(n))), first)


def _city(line: Line, typed: str, start: int, end: int) -> None:
    """A place that is not there yet, by the name of its city; what was typed is its name."""
    every = cities(typed)
    found = nearest_first(meant(every), _known_cities(line.account))
    zones = zones_of(found)
    if len(zones) == 1:
        others = listed([_written(typed, city) for city in every if city.zone != zones[0]], last="or")
        said = f"{typed} is new: {zones[0]}, {found[0].where}{f'; else {others}' if others else ''}"
        line.fact(Fact("place", "", start, end, name=typed, zone=zones[0]), said)
    elif zones:
        ways = listed([_written(typed, city) for city in found], last="or")
        line.fault(start, end, f'"{typed}" is more than one city: write {ways}')
    elif near := nearest(typed, [place.name for place in line.account.places.values()]):
        line.fault(start, end, f'there is no place "{typed}". Did you mean "{near}"?')
    else:
        line.fault(start, end, f'there is no place "{typed}". To create it, write @{typed}(its time zone)')


def _known_cities(account: Account) -> list[City]:
    """Where the places of an account are, as far as a city of their name has their time zone."""
    found = []
    for place in account.places.values():
        found += [city for city in cities(place.name) if city.zone == place.timezone][:1]
    return found


def _written(typed: str, city: City) -> str:
    """How one of several cities is named."""
    return f"@{typed}({city.region or city.country})"


def _zones(name: str, typed: str) -> tuple[str, ...]:
    """The zones a new place may be in: that of its city in a country or region, or of another city, or one by name."""
    return (
        zones_of(meant(cities(f"{name},{typed}" if typed else name)))
        or (find_zones(typed) if "/" in typed else ())
        or zones_of(meant(cities(typed)))
        or find_zones(typed or name)
    )


def new_place(line: Line, whole: str, start: int, end: int) -> None:
    """A place that is made: `Lodz(Europe/Warsaw)`, `Lodz(Warsaw)`, `London(Canada)`, `Lodz()`."""
    found = _PLACE.fullmatch(whole)
    name = found[1].strip() if found else ""
    if not found or not name:
        line.fault(start, end, "a new place is written @Lodz(Europe/Warsaw)")
        return
    typed = (found[2] or "").strip()
    zones = _zones(name, typed)
    if typed and len(zones) != 1:
        some = listed(zones, last="or")
        line.fault(start, end, f'"{typed}" may be {some}' if zones else f'there is no time zone "{typed}"')
        return
    zone = zones[0] if len(zones) == 1 else ""
    same = [i for i, place in line.account.places.items() if place.name.casefold() == name.casefold()]
    if same and typed and line.account.places[same[0]].timezone not in {zone, ""}:
        known_zone = line.account.places[same[0]].timezone
        line.fault(start, end, f"{name} is there already, in {known_zone}")
    elif same:
        line.fact(Fact("place", same[0], start, end))
    else:
        line.fact(Fact("place", "", start, end, name=name, zone=zone), f"{name} is new: {zone or 'time zone unknown'}")
