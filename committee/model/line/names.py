"""Whom a few typed letters mean: people, teammates, places and time zones found by name."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from committee.model.zones import is_zone
from committee.text import fold

_WORD = re.compile(r"[^\W_]+")
_REGIONS: Final = frozenset(
    ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)


@lru_cache(maxsize=8192)
def folded(text: str) -> tuple[str, ...]:
    """The words of a name without capitals and accents; a name of signs only is one word as it is."""
    return tuple(_WORD.findall(fold(text))) or (text.strip().casefold(),)


def find(query: str, records: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of those records (each has a name) that `query` may mean, in id order.

    Whoever has exactly this name or id; else those whose name holds the words in this order; else those with words
    that begin so. More than one id means it is not clear; none that nobody is called so. Linear in the records.
    """
    wanted = folded(query)
    exact: list[str] = []
    whole: list[str] = []
    begun: list[str] = []
    for identifier, record in records.items():
        name = folded(record.name)
        if name == wanted or identifier == query:
            exact.append(identifier)
        elif _holds(name, wanted, begins=False):
            whole.append(identifier)
        elif _holds(name, wanted, begins=True):
            begun.append(identifier)
    return tuple(exact or whole or begun)


def _holds(name: tuple[str, ...], wanted: tuple[str, ...], *, begins: bool) -> bool:
    """Whether the wanted words stand in the name in this order, whole or as beginnings."""
    at = 0
    for word in name:
        if at < len(wanted) and (word.startswith(wanted[at]) if begins else word == wanted[at]):
            at += 1
    return at == len(wanted)


def filled_by(name: str, placeholders: Mapping[str, Any]) -> tuple[str, ...]:
    """Which placeholders somebody called `name` may be: the one of that name, else those it says more fully."""
    wanted = folded(name)
    exact = tuple(i for i, record in placeholders.items() if folded(record.name) == wanted)
    return exact or tuple(i for i, record in placeholders.items() if _holds(wanted, folded(record.name), begins=False))


def among(ids: Iterable[str], records: Mapping[str, Any]) -> str:
    """`Tom Lee (CTO) or Tom Ray`: the names one has to choose from, four at most."""
    said = []
    for identifier in ids:
        record = records[identifier]
        title = getattr(record, "title", "")
        said.append(f"{record.name} ({title})" if title else record.name)
    shown = said[:4] + ([f"{len(said) - 4} more"] if len(said) > 4 else [])
    return " or ".join(shown)


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Every Region/City zone of this machine, sorted. The first call reads the zone directory (tens of ms)."""
    from zoneinfo import available_timezones

    return tuple(sorted(zone for zone in available_timezones() if zone.partition("/")[0] in _REGIONS))


@lru_cache(maxsize=512)
def find_zones(query: str) -> tuple[str, ...]:
    """The zones `query` may mean: the full name, else the city's name, else cities that begin so."""
    text = query.strip()
    if "/" in text and is_zone(text):
        return (text,)
    if text.upper() in {"UTC", "GMT"}:
        return ("UTC",)
    wanted = "_".join(folded(text.rpartition("/")[2]))
    if not wanted:
        return ()
    cities = [(zone, zone.rpartition("/")[2].casefold().replace("-", "_")) for zone in zones()]
    region = text.rpartition("/")[0].casefold()
    near = [(zone, city) for zone, city in cities if zone.casefold().startswith(region)]
    exact = tuple(zone for zone, city in near if city == wanted)
    return exact or tuple(zone for zone, city in near if city.startswith(wanted))
