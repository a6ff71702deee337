"""What a customer may read of an account: who is who, where and when they work. Of a masked account only."""

from datetime import date

from committee.graph.hours import common_windows, schedule
from committee.model.account import Account
from committee.model.dates import show_date, show_moment
from committee.model.disclosure import Disclosure
from committee.model.levels import level_of
from committee.model.masking import mask
from committee.model.vocabulary import Level
from committee.reports.content import Block, Document, Section, facts, grid
from committee.reports.people_content import hours_text

_ORDER = {level: number for number, level in enumerate(Level)}


def customer_document(account: Account, today: date) -> Document:
    """People by level, our team, places, and when all of them work at once; nothing that we think of anybody.

    Args:
        account: any account; what a customer may not see is left out here once more.
        today: the day hours are told for.
    """
    shown = mask(account, Disclosure(customer_safe=True))
    return Document(
        f"{shown.header.name}: who is who, {show_date(today)}",
        (
            Section("People", people_grid(shown, today)),
            Section("Our team", _team(shown, today)),
            Section("Places", _places(shown)),
            Section("Everybody at work", _common(shown, today)),
        ),
    )


def people_grid(account: Account, today: date) -> tuple[Block, ...]:
    """Everybody on their side, the most senior first, then by name."""
    order = sorted(account.people, key=lambda key: (_rank(account, key), account.people[key].name, key))
    rows = tuple(
        (
            person.name,
            person.title,
            person.department,
            ", ".join(str(role) for role in person.roles),
            account.name_of(person.place) if person.place else "",
            str(person.work_mode or ""),
            account.name_of(person.reports_to) if person.reports_to else "",
            hours_text(account, key, today),
        )
        for key, person in ((key, account.people[key]) for key in order)
    )
    return grid(("Name", "Title", "Department", "Function", "Place", "Works", "Reports to", "Hours"), rows)


def _rank(account: Account, key: str) -> int:
    level, _ = level_of(account.people[key])
    return _ORDER[level] if level else len(_ORDER)


def _team(account: Account, today: date) -> tuple[Block, ...]:
    rows = tuple((mate.name, mate.title, hours_text(account, key, today)) for key, mate in account.team.items())
    return grid(("Name", "Title", "Hours"), rows)


def _places(account: Account) -> tuple[Block, ...]:
    there: dict[str, list[str]] = {}
    for person in account.people.values():
        there.setdefault(person.place, []).append(person.name)
    rows = tuple(
        (
            place.name,
            str(place.kind or ""),
            place.timezone.replace("_", " "),
            place.hours,
            ", ".join(there.get(key, ())),
        )
        for key, place in account.places.items()
    )
    return grid(("Place", "Kind", "Zone", "Hours", "People"), rows)


def _common(account: Account, today: date) -> tuple[Block, ...]:
    who = [key for key in (*account.people, *account.team) if schedule(account, key).zone]
    if not who:
        return ()
    found = common_windows([schedule(account, key) for key in who], today)
    said = [f"{show_moment(w.start)}–{w.end:%H:%M} UTC" for w in found]
    return facts(("Within a week", "; ".join(said) or "there is no time at which all of them work"))
