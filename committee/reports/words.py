"""Values as a report says them: whole, never cut, in English everywhere."""

from datetime import date

from committee.graph.hours import Window, schedule
from committee.model.account import Account, tie_of
from committee.model.dates import show_date, show_distance, show_length
from committee.model.fields import Field, Kind
from committee.model.words import pair_words


def value_text(account: Account, field: Field, value: object) -> str:
    """A value of the file in words; `""` where nothing is known."""
    if value is None or value in {"", ()}:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value_text(account, field, item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return show_date(value)
    return _text(account, field, str(value))


def _text(account: Account, field: Field, value: str) -> str:
    if field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
        return account.name_of(value)
    return about_text(account, value) if field.kind is Kind.SUBJECT else value.rstrip("\n")


def about_text(account: Account, subject: str) -> str:
    """Whom evidence is about: a name, or both ends of a tie."""
    tie = tie_of(subject)
    return account.name_of(subject) if tie is None else pair_words(account, tie)


def label_text(name: str) -> str:
    """A key as a label: `reports_to` is "Reports to"."""
    return name.replace("_", " ").capitalize()


def strength_text(strength: int | None, words: tuple[str, ...]) -> str:
    """`4 (tells us things)`; an absent strength counts as 2 and says so."""
    return "2 (assumed)" if strength is None else f"{strength} ({words[strength - 1]})"


def date_text(day: date | None, today: date) -> str:
    """`Fri 20 Nov 2026 (yesterday)`, or `""`."""
    return f"{show_date(day)} ({show_distance(day, today)})" if day else ""


def effort_text(effort: int) -> str:
    """An effort in easy talks, exactly: 3400 thousandths are `3.4`."""
    whole, rest = divmod(effort, 1000)
    return f"{whole}.{f'{rest:03}'.rstrip('0') or '0'}"


def window_text(account: Account, window: Window, *people: str) -> str:
    """A window on each person's own clock: `Mon 23 Nov 14:00–17:30 Europe/London, 15:00–18:30 Europe/Berlin`."""
    zones = dict.fromkeys(schedule(account, person).zone for person in people)
    said: list[str] = []
    day = ""
    for zone in zones:
        start, end = window.local(zone)
        this = show_date(start.date(), start.date())
        until = "" if end.date() == start.date() else f"{show_date(end.date(), end.date())} "
        front = f"{this} " if this != day else ""
        day = this
        said.append(f"{front}{start:%H:%M}–{until}{end:%H:%M} {zone or 'UTC'}")
    return ", ".join(said)


def minutes_text(minutes: int | None) -> str:
    """`2 h 30 min a day`, `none`, or `unknown`."""
    if minutes is None:
        return "unknown"
    return f"{show_length(minutes)} a day" if minutes else "none"
