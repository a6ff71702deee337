"""Dates as a calendar file (RFC 5545) that Outlook, Google and Apple calendars read.

Each date becomes an event of a whole day. Tasks (VTODO) would say it more exactly, but the calendars most sellers use
leave them out without a word when a file is imported.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//committee//actions//EN"
"""Which program wrote the file, as RFC 5545 wants it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One entry: something that is due on a day.

    `identity` are the words that make it the same entry whenever it is exported again; only a digest of them is
    written. `summary` and `detail` are shown as they are.
    """

    identity: tuple[str, ...]
    due: date
    summary: str
    detail: str = ""
    categories: tuple[str, ...] = ()


def calendar(days: Iterable[Day], stamped: date, *, name: str = "") -> bytes:
    """A calendar file: UTF-8, CRLF, lines folded at 75 octets, everything escaped, the same bytes for the same days.

    Imported again after a change, an entry replaces the one of before: its UID stays, its stamp is later. The day is
    free time: a date by which something is promised keeps nobody from meeting.

    Args:
        days: what to write; sorted here.
        stamped: the date of the export, written as the stamp of every entry.
        name: of the calendar, as calendars show it.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if name:
        made.add("x-wr-calname", name)
    for day in sorted(days, key=lambda one: (one.due, one.summary, one.identity)):
        made.add_component(_event(day, stamped))
    return bytes(made.to_ical())


def uid(identity: Iterable[str]) -> str:
    """The name of an entry among all calendars: a digest, so that it tells nothing."""
    words = "\0".join(identity).encode()
    return f"{hashlib.blake2b(words, digest_size=16).hexdigest()}@committee.invalid"


def _event(day: Day, stamped: date) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid(day.identity))
    event.add("dtstamp", datetime.combine(stamped, time(), UTC))
    event.add("dtstart", day.due)
    # The end is the first moment after the day, not its last.
    if day.due < date.max:
        event.add("dtend", day.due + timedelta(days=1))
    event.add("summary", day.summary)
    if day.detail:
        event.add("description", day.detail)
    if day.categories:
        event.add("categories", list(day.categories))
    event.add("transp", "TRANSPARENT")
    return event
