"""What a line could go on with at the cursor."""

import re
from collections.abc import Iterator

from committee.model.account import Account, Person
from committee.model.cities import cities, zones_of
from committee.model.line.draft import LONGEST, Completion
from committee.model.line.names import find_zones, folded
from committee.model.line.scan import COMMAS, Clause, segments
from committee.model.line.titles import role_from_title
from committee.model.line.tokens import only_phrases
from committee.model.line.words import WORDS, known
from committee.model.vocabulary import STRENGTH_OURS, STRENGTH_THEIRS, PersonStatus

MOST = 24
"""Completions returned at most."""

_SIGNED = re.compile(r'(?:^|(?<=\s))([@<>^=×]|(?<!.)[xX](?=[\d\s]))(\d*)(\s*)"?([^@<>^=]*)$')
_STARTERS = (
    ("@", "where they are: a place, or a city to create one"),
    (">", "influences: >4 Tom Lee"),
    ("<", "is influenced by: <2 Ana"),
    ("^", "reports to: ^Ingrid"),
    ("x ", "is in conflict with: x Anke"),
    ("=", "coverage: =3 mine, =3 Dana hers"),
    ("p", "power in this decision: p1 to p5"),
    ("+", "stance: ++ + 0 - --"),
    ("says ", "what they said, kept as evidence"),
    ("champion", "claimed as our champion"),
    ("veto", "this decision needs them not to object"),
)


def completions(account: Account, text: str, cursor: int) -> tuple[Completion, ...]:
    """What could stand at the cursor, best first, each with what it means; at most 24.

    In the name: placeholders to fill in. Behind `@`: places, and cities to create one at; behind `> < ^`: people;
    behind `=`: strengths and teammates; else the known words that begin so.
    """
    begin = text.rfind("\n", 0, cursor) + 1
    if cursor - begin > LONGEST:
        return ()
    parts = list(segments(text, begin, cursor))
    if len(parts) == 1:
        return tuple(_placeholders(account, text[begin:cursor], begin))[:MOST]
    here = parts[-1]
    raw = text[here.start : cursor]
    signed = _SIGNED.search(raw)
    if signed is not None:
        return tuple(_signed(account, signed, here.start))[:MOST]
    return (*_suggested(parts, raw, cursor), *_words(here, raw, cursor))[:MOST]


def _suggested(parts: list[Clause], raw: str, cursor: int) -> Iterator[Completion]:
    """The role that the title in front of the cursor suggests, where none is said."""
    *before, here = parts[1:]
    title = here if here.tokens else before[-1] if before else here
    if any(word.kind == "role" for part in parts[1:] if (word := known(part.text)) is not None):
        return
    role = None if only_phrases(title.tokens) else role_from_title(title.text)
    if role is not None:
        comma = ", " if here.tokens else "" if raw[-1:].isspace() else " "
        yield Completion(f"{role} ?", f"{comma}{role}", cursor, "suggested by the title: tab takes it")


def _placeholders(account: Account, typed: str, start: int) -> Iterator[Completion]:
    bare = typed.lstrip()
    if not bare:
        return
    for person in _named(account, bare, placeholders=True):
        yield Completion(person.name, person.name, start + len(typed) - len(bare), "fill in this placeholder")


def _named(account: Account, query: str, *, placeholders: bool = False) -> list[Person]:
    """People whose name begins so first, then those with a later word that does; by name."""
    wanted = folded(query) if query.strip() else ()
    ranked = []
    for person in account.people.values():
        if placeholders and person.status is not PersonStatus.PLACEHOLDER:
            continue
        words = folded(person.name)
        rank = _rank(words, wanted)
        if rank is not None:
            ranked.append((rank, words, person))
    return [person for _, _, person in sorted(ranked, key=lambda r: r[:2])]


def _rank(words: tuple[str, ...], wanted: tuple[str, ...]) -> int | None:
    """0 where the name begins so, 1 where a later part does, `None` where no part does."""
    if " ".join(words).startswith(" ".join(wanted)):
        return 0
    for at in range(1, len(words)):
        if " ".join(words[at:]).startswith(" ".join(wanted)):
            return 1
    return None


def _signed(account: Account, signed: re.Match[str], offset: int) -> Iterator[Completion]:
    sign, digits, gap, query = signed[1], signed[2], signed[3], signed[4]
    start = offset + signed.start(4)
    if sign == "@":
        yield from _places(account, query, start)
        return
    if not digits and not query.strip() and sign != "^":
        docs = STRENGTH_OURS if sign == "=" else STRENGTH_THEIRS
        for number, doc in enumerate(docs, 1):
            yield Completion(f"{sign}{number}", f"{number}{'' if sign == '=' else ' '}", start, doc)
    if sign == "=":
        yield from _teammates(account, query, start, gap)
        return
    if known(query.strip()) is None:
        for person in _named(account, query):
            where = account.places[person.place].name if person.place in account.places else ""
            doc = " · ".join(part for part in (person.title, where) if part) or "no title yet"
            yield Completion(person.name, f"{'' if gap or not digits else ' '}{person.name}", start, doc)


def _teammates(account: Account, query: str, start: int, gap: str) -> Iterator[Completion]:
    wanted = folded(query) if query.strip() else ()
    for mate in account.team.values():
        if _rank(folded(mate.name), wanted) is not None:
            yield Completion(mate.name, f"{'' if gap else ' '}{mate.name}", start, mate.title or "our side")


def _places(account: Account, query: str, start: int) -> Iterator[Completion]:
    name, bracket, zone = query.partition("(")
    if bracket:
        for city in cities(name):
            if city.where.casefold().startswith(zone.strip().casefold()):
                said = city.region or city.country
                yield Completion(f"{city.where}: {city.zone}", f"{said})", start + len(name) + 1, city.name)
        for found in find_zones(zone or name):
            yield Completion(found, f"{found})", start + len(name) + 1, f"time zone of {name.strip()}")
        return
    wanted = folded(query) if query.strip() else ()
    for place in sorted(account.places.values(), key=lambda p: folded(p.name)):
        if _rank(folded(place.name), wanted) is not None:
            yield Completion(place.name, place.name, start, place.timezone or "time zone unknown")
    if len(query.strip()) >= 2:
        named = cities(query)
        many = len(zones_of(named)) > 1
        for one in named:
            typed = query.strip()
            said = f"{typed}({one.region or one.country})" if many else typed
            yield Completion(said, said, start, f"new: {one.zone}, {one.where}")
        for found in () if named else find_zones(query):
            name = found.rpartition("/")[2].replace("_", " ")
            yield Completion(f"{name}({found})", f"{name}({found})", start, f"create {name}")


def _words(here: Clause, raw: str, cursor: int) -> Iterator[Completion]:
    """Known words that begin like the last one, as long as the segment may still be facts."""
    behind_space = not raw or raw[-1].isspace() or raw[-1] in COMMAS
    typed = "" if behind_space or not here.tokens else here.tokens[-1].text
    before = here.tokens if not typed else here.tokens[:-1]
    if any(token.quoted or known(token.text) is None for token in before):
        return
    start = cursor - len(typed)
    if not typed:
        for sign, doc in _STARTERS:
            yield Completion(sign.strip(), sign, cursor, doc)
        return
    folded_typed = typed.casefold()
    for word in WORDS:
        if word.spelling.startswith(folded_typed):
            yield Completion(word.spelling, word.spelling, start, word.doc)
