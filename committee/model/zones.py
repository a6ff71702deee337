"""Names of time zones: which there are on this machine, and which one was meant."""

import re
from functools import lru_cache
from itertools import groupby

from committee.model.suggest import folded, nearest

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}", re.ASCII)


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Whether the machine's time zone data knows `name`; one file look-up, then remembered."""
    from zoneinfo import ZoneInfo

    if not _NAME.fullmatch(name) or name.startswith(("posix", "right", "localtime", "Factory")):
        return False
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return False
    return True


def zone_like(name: str) -> str | None:
    """The zone that was meant, by its city or by its whole name."""
    known, cities = _zones()
    return cities.get(folded(name)) or nearest(name[:64], known.get(name[:1].upper(), ()))


@lru_cache(maxsize=1)
def _zones() -> tuple[dict[str, list[str]], dict[str, str]]:
    """The zones by first letter, and the zone of every city; slow (it walks the time zone data), so only at a fault."""
    from zoneinfo import available_timezones

    known = sorted(zone for zone in available_timezones() if is_zone(zone))
    cities = {folded(zone.rpartition("/")[2]): zone for zone in reversed(known) if "/" in zone}
    return {letter: list(zones) for letter, zones in groupby(known, key=lambda zone: zone[0])}, cities
