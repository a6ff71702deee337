"""Stable pseudonyms: what somebody is and where, "?" where that is unknown, without a word that anybody typed.

A pseudonym is made of closed vocabularies only: the function a department or title names, the level, the city of the
time zone. Names of places, departments and titles are free text and may hold anything. Those who would be called
alike are numbered; the order of the numbers is that of a digest of the ids, so that a shuffled file gives the same
pseudonyms and the alphabet shows nowhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from committee.model.account import Account, Person, Place, Teammate
from committee.model.disclosure import shuffled
from committee.model.levels import level_of
from committee.model.vocabulary import Level, PersonStatus, Role

Key = tuple[str, str]
"""Table and id: `("people", "maria-gomez")`; `("department", "Finance")` for a department by its text."""


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """`Finance VP · Berlin`, and which of several that are called so."""

    base: str
    number: int = 1

    def __str__(self) -> str:
        return self.base if self.number == 1 else f"{self.base} {self.number}"


Pseudonyms = Mapping[Key, Pseudonym]

CUSTOMER: Final = "Customer"
"""What the account is called."""

_FUNCTIONS: Final = (
    ("Finance", "finance financial finanzen finanz treasury treasurer accounting controller controlling cfo"),
    ("Legal", "legal counsel lawyer recht compliance privacy"),
    ("Security", "security ciso cybersecurity infosec"),
    ("Procurement", "procurement purchasing sourcing einkauf buying"),
    ("Data", "data analytics"),
    ("Engineering", "engineering engineer technical technology cto architect software developer development platform"),
    ("Operations", "operations operational operating coo plant mill manufacturing production logistics fleet"),
    ("Maintenance", "maintenance facilities energy"),
    ("Quality", "quality safety"),
    ("HR", "hr chro talent personnel"),
    ("Marketing", "marketing cmo communications brand"),
    ("Sales", "sales revenue cro commercial"),
    ("Product", "product products cpo"),
    ("Research", "research science scientific"),
    ("Support", "support service services"),
    ("IT", "cio information infrastructure systems digital"),
    ("Management", "ceo founder cofounder owner president managing general"),
)
_BY_WORD = {word: function for function, words in reversed(_FUNCTIONS) for word in words.split()}
_RANK = {function: rank for rank, (function, _) in enumerate(_FUNCTIONS)}
_BY_ROLE = {Role.LEGAL: "Legal", Role.SECURITY: "Security", Role.PROCUREMENT: "Procurement"}
_LEVELS = {
    Level.EXECUTIVE: "executive",
    Level.VP: "VP",
    Level.DIRECTOR: "director",
    Level.MANAGER: "manager",
    Level.INDIVIDUAL: "specialist",
    None: "contact",
}
_TITLES = {Level.EXECUTIVE: "Chief", Level.VP: "VP", Level.DIRECTOR: "Director", Level.MANAGER: "Manager"}
_WORDS = re.compile(r"[^\W\d_]+")


def pseudonyms(account: Account, before: Pseudonyms | None = None) -> Pseudonyms:
    """What everybody and everything of an account is called instead; O(n log n).

    Args:
        account: the account.
        before: those given earlier in the same sitting. Whoever is still called alike keeps the number, whoever else
            comes or goes.
    """
    bases: dict[Key, str] = {}
    bases |= {("places", key): _of_place(place) for key, place in account.places.items()}
    bases |= {("people", key): _of_person(account, person) for key, person in account.people.items()}
    bases |= {("team", key): _of_teammate(mate) for key, mate in account.team.items()}
    bases |= {("rivals", key): "Rival" for key in account.rivals}
    departments = {person.department for person in account.people.values() if person.department}
    bases |= {("department", text): function_of(text) or "Department" for text in departments}
    for table, word in (("gates", "Step"), ("actions", "Action")):
        bases |= {(table, key): word for key in getattr(account, table)}
    return _numbered(bases, before or {})


def title_of(person: Person) -> str:
    """What stands in for a title: a word for the level where only the title tells it, so that it stays assumed."""
    level, assumed = level_of(person)
    return _TITLES.get(level, "") if assumed and level is not None else ""


@lru_cache(maxsize=4096)
def function_of(text: str) -> str:
    """The function that a department or title names, from a closed list; `""` where no word tells."""
    if re.search(r"\bIT\b", text):
        return "IT"
    found = {_BY_WORD[word] for word in _WORDS.findall(text.casefold()) if word in _BY_WORD}
    return min(found, key=_RANK.__getitem__, default="")


def city_of(zone: str) -> str:
    """`Berlin` of `Europe/Berlin`."""
    return zone.rpartition("/")[2].replace("_", " ")


def _of_person(account: Account, person: Person) -> str:
    by_role = next((_BY_ROLE[role] for role in person.roles if role in _BY_ROLE), "")
    function = function_of(person.department) or function_of(person.title) or by_role
    level = "placeholder" if person.status is PersonStatus.PLACEHOLDER else _LEVELS[level_of(person)[0]]
    place = account.places.get(person.place)
    zone = person.timezone or (place.timezone if place else "")
    return _placed(f"{function} {level}" if function else level, zone)


def _of_teammate(mate: Teammate) -> str:
    return _placed(f"{mate.expertise[0]} colleague" if mate.expertise else "colleague", mate.timezone)


def _of_place(place: Place) -> str:
    kind = "place" if place.kind is None else str(place.kind)
    return f"{city_of(place.timezone)} {kind}" if place.timezone else kind.capitalize()


def _placed(words: str, zone: str) -> str:
    what = words[:1].upper() + words[1:]
    return f"{what} · {city_of(zone) if zone else '?'}"


def _numbered(bases: Mapping[Key, str], before: Pseudonyms) -> Pseudonyms:
    """Those who keep their number first, then each other one the lowest that is free."""
    found: dict[Key, Pseudonym] = {
        key: before[key] for key, base in bases.items() if key in before and before[key].base == base
    }
    taken: dict[str, set[int]] = {}
    for pseudonym in found.values():
        taken.setdefault(pseudonym.base, set()).add(pseudonym.number)
    for key in _shuffled(key for key in bases if key not in found):
        numbers = taken.setdefault(bases[key], set())
        number = next(n for n in range(1, len(numbers) + 2) if n not in numbers)
        numbers.add(number)
        found[key] = Pseudonym(bases[key], number)
    return found


def _shuffled(keys: Iterable[Key]) -> list[Key]:
    return sorted(keys, key=lambda key: shuffled(" ".join(key)))
