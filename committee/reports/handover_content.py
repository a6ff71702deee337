"""A hand-over as sections, and as JSON."""

from datetime import date
from typing import Any

from committee.consensus.handover import Handover, Inherited
from committee.model.account import Account
from committee.model.dates import show_date
from committee.plurals import counted
from committee.reports.content import Document, Item, Section, grid, items, lines
from committee.reports.data import FORMAT
from committee.reports.words import date_text, effort_text


def handover_document(account: Account, found: Handover, today: date) -> Document:
    """Whom to meet first, what was promised, which ties remain, which yeses have to be confirmed."""
    leaver, heir = account.name_of(found.leaver), account.name_of(found.heir)
    return Document(
        f"{account.header.name}: {leaver} hands over to {heir}, {show_date(today)}",
        (
            Section("In short", lines(_short(account, found))),
            Section(
                "Meet first",
                items(tuple(Item(_met(account, m.person), (("Why", "; ".join(m.reasons)),)) for m in found.meet)),
            ),
            Section("Open promises", items(tuple(_promise(account, key, today) for key in found.promises))),
            Section("Steps on our side", items(tuple(_gate(account, key, today) for key in found.gates))),
            Section(
                "Inherited ties, strength 2 at most",
                grid(
                    ("Person", "Strength before", "Strength then", "Last contact"),
                    tuple(_tie(account, tie) for tie in found.ties),
                ),
            ),
            Section("Assumed yeses, to be confirmed", lines(*(_met(account, person) for person in found.assumed))),
        ),
    )


def handover_json(account: Account, found: Handover, today: date) -> dict[str, Any]:
    """The same with ids and ISO dates; efforts are thousandths of one easy talk."""
    return {
        "format": FORMAT,
        "date": today.isoformat(),
        "account": account.header.name,
        "from": found.leaver,
        "to": found.heir,
        "owner": found.owner,
        "meet": [{"person": one.person, "reasons": list(one.reasons)} for one in found.meet],
        "promises": list(found.promises),
        "gates": list(found.gates),
        "ties": [
            {"person": tie.person, "before": tie.before, "after": tie.after, "days": tie.days} for tie in found.ties
        ],
        "assumed": list(found.assumed),
        "effort": found.effort,
        "effort_after": found.effort_after,
        "lost": found.lost,
    }


def _short(account: Account, found: Handover) -> str:
    counts = [
        counted(len(found.ties), "tie"),
        counted(len(found.promises), "open promise"),
        counted(len(found.gates), "step"),
    ]
    deal = ", and the deal itself" if found.owner else ""
    before, after = effort_text(found.effort), effort_text(found.effort_after)
    return (
        f"{account.name_of(found.leaver)} leaves {counts[0]}, {counts[1]} and {counts[2]}{deal}. "
        f"The plan costs {before} now and {after} from then on, in easy talks"
        f"{f', and reaches {found.lost} fewer of those it needs' if found.lost else ''}."
    )


def _met(account: Account, person: str) -> str:
    title = account.people[person].title
    return f"{account.name_of(person)}, {title}" if title else account.name_of(person)


def _promise(account: Account, key: str, today: date) -> Item:
    action = account.actions[key]
    rows = (("With", account.name_of(action.with_) if action.with_ else ""), ("Due", date_text(action.due, today)))
    return Item(action.what or key, tuple(row for row in rows if row[1]))


def _gate(account: Account, key: str, today: date) -> Item:
    gate = account.gates[key]
    rows = (("Theirs", account.name_of(gate.theirs) if gate.theirs else ""), ("Due", date_text(gate.due, today)))
    return Item(gate.what or key, tuple(row for row in rows if row[1]))


def _tie(account: Account, tie: Inherited) -> tuple[str, ...]:
    seen = "" if tie.days is None else "today" if tie.days == 0 else f"{counted(tie.days, 'day')} ago"
    return account.name_of(tie.person), _number(tie.before), _number(tie.after), seen


def _number(strength: int | None) -> str:
    return "unknown" if strength is None else str(strength)
