"""Where the cities of the world are, and which time zone they have: the facts of GeoNames, kept beside this file.

`docs/cities.py` makes the table. It is read when a city is asked for the first time (some hundredths of a second) and
searched as one text, so that it costs memory but no index.
"""

import gzip
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Final

from committee.model.zones import is_zone
from committee.plurals import listed
from committee.text import fold

FILE: Final = Path(__file__).with_name("cities.tsv.gz")
"""The table."""
MOST: Final = 8
"""Cities of one name that are told apart; the smallest of more are nobody's office."""
DWARFED: Final = 22
"""So many times as many people has a city that is meant without asking: Paris, Madrid; not London."""
_PARTS = re.compile(r"[\s.,'’`´-]+")


@dataclass(frozen=True, slots=True)
class City:
    """A city: its name, where it is in words and on the globe (degrees), and its time zone."""

    name: str
    country: str
    region: str
    zone: str
    latitude: float
    longitude: float
    people: int = 1
    """In thousands."""

    @property
    def where(self) -> str:
        """`United Kingdom`, `OR, United States`."""
        return f"{self.region}, {self.country}" if self.region else self.country

    def distance(self, other: "City") -> float:
        """Kilometres to another one, along the globe."""
        a, b = radians(self.latitude), radians(other.latitude)
        across = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.longitude - self.longitude) / 2) ** 2
        return 12742 * asin(sqrt(across))


def folded(name: str) -> str:
    """A name as it is compared: without capitals, accents, and what stands between words."""
    return _PARTS.sub(" ", fold(name).replace("ł", "l").replace("ø", "o").replace("đ", "d")).strip()


@lru_cache(maxsize=512)
def cities(name: str) -> tuple[City, ...]:
    """The cities called `name`, in any language the table knows, the largest first; at most `MOST`.

    A region or country behind a comma chooses among them: `Portland, ME`, `London, Canada`.
    """
    called, _, where = name.partition(",")
    wanted = folded(called)
    if not wanted or "|" in wanted or "\t" in wanted:
        return ()
    found = [city for city in _called(f"|{wanted}|") if is_zone(city.zone)]
    if where.strip():
        chosen = folded(where)
        found = [city for city in found if chosen in {folded(city.region), folded(city.country), folded(city.where)}]
    return tuple(found[:MOST])


def nearest_first(found: Collection[City], near: Collection[City]) -> tuple[City, ...]:
    """Cities by how far they are from the nearest of others; as they are where there are none."""
    if not near:
        return tuple(found)
    return tuple(sorted(found, key=lambda city: min(city.distance(other) for other in near)))


def meant(found: Collection[City]) -> tuple[City, ...]:
    """The cities that may be meant: only the largest where it dwarfs all others in other zones. Say which it is."""
    first = max(found, key=lambda city: city.people, default=None)
    if first is None or any(city.zone != first.zone and city.people * DWARFED > first.people for city in found):
        return tuple(found)
    return (first,)


def zones_of(found: Collection[City]) -> tuple[str, ...]:
    """Their time zones, each once."""
    return tuple(dict.fromkeys(city.zone for city in found))


def among(found: Collection[City]) -> str:
    """The zones one has to choose from, each with the first city it is of: `Europe/London (United Kingdom) or …`."""
    first = {city.zone: city for city in reversed(tuple(found))}
    said = [f"{zone} ({first[zone].where})" for zone in zones_of(found)]
    return listed(said, last="or")


def _called(key: str) -> list[City]:
    countries, text = _table()
    found, at = [], text.find(key)
    while at >= 0:
        begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        _, name, country, region, zone, latitude, longitude, people = text[begin:end].split("\t")
        where = countries.get(country, country), region, zone, float(latitude), float(longitude), int(people)
        found.append(City(name, *where))
        at = text.find(key, end)
    return found


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], str]:
    """The countries by code, and the lines of the cities."""
    countries, _, text = gzip.decompress(FILE.read_bytes()).decode("utf-8").partition("\n\n")
    return dict(line.split("\t", 1) for line in countries.split("\n")), text
