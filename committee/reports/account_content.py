"""The whole account as one document: everything the screen shows, in the order somebody would ask for it."""

from collections.abc import Mapping
from typing import Any

from committee.model.account import Account
from committee.model.dates import show_date, show_moment
from committee.model.fields import Table
from committee.model.problem import Problem
from committee.model.tables import table
from committee.reports.content import Block, Document, Section, facts, grid, lines
from committee.reports.findings_content import findings_section
from committee.reports.people_content import hours_text, people_section, tie_evidence
from committee.reports.plan_content import board_line, plan_sections
from committee.reports.words import date_text, label_text, value_text
from committee.workspace import Analysis


def account_document(analysis: Analysis, problems: tuple[Problem, ...] = ()) -> Document:
    """The report of an account; `problems` are what its file warns of."""
    account = analysis.account
    return Document(
        f"{account.header.name}, {show_date(analysis.today)}",
        (
            Section("Deal", _deal(analysis)),
            Section("Yes board", (*lines(board_line(analysis)), *_board(analysis))),
            *(s for s in plan_sections(analysis) if s.title != "Gates"),
            findings_section(analysis),
            people_section(analysis),
            Section("Evidence about ties", lines(*tie_evidence(account))),
            Section("Our team", _team(analysis)),
            Section("Places", _places(analysis)),
            Section("Everybody at work", _common(analysis)),
            Section("Gates", _records(account, account.gates, table("gates", "*"))),
            Section("Actions", _records(account, account.actions, table("actions", "*"))),
            Section("Rivals", _records(account, account.rivals, table("rivals", "*"))),
            Section("Decision", _decision(account)),
            Section("Accepted findings", _accepted(account)),
            Section("Own costs", _numbers(account.effort)),
            Section("Own thresholds", _numbers(account.thresholds)),
            Section("Kept, not understood", lines(*(".".join(path) for path in sorted(account.unknown)))),
            Section("Problems of the file", lines(*map(str, problems))),
        ),
    )


def _deal(analysis: Analysis) -> tuple[Block, ...]:
    account, header = analysis.account, analysis.account.header
    rows = []
    for field in table("account").fields[1:]:
        value = getattr(header, field.attribute)
        text = value_text(account, field, value)
        if field.name == "value" and value is not None:
            text = f"{value:,} {header.currency}".strip()
        if field.name.endswith(("date", "due")):
            text = date_text(value, analysis.today)
        if field.name != "currency" or header.value is None:
            rows.append((label_text(field.name), text))
    return facts(*rows)


def _board(analysis: Analysis) -> tuple[Block, ...]:
    account = analysis.account
    rows = tuple(
        (
            account.name_of(row.person),
            str(row.state).replace("-", " "),
            "" if row.need == "none" else str(row.need),
            str(account.people[row.person].stance or "unknown"),
            "yes" if row.quorum else "",
        )
        for row in analysis.committee.board.rows
    )
    return grid(("Approver", "State", "Need", "Stance", "Quorum"), rows)


def _team(analysis: Analysis) -> tuple[Block, ...]:
    account = analysis.account
    covered: dict[str, list[str]] = {mate: [] for mate in account.team}
    for mate, person in sorted(account.coverage):
        covered[mate].append(account.name_of(person))
    rows = tuple(
        (
            mate.name,
            mate.title,
            ", ".join(mate.expertise),
            "left" if mate.status == "left" else "",
            hours_text(account, identifier, analysis.today),
            ", ".join(covered[identifier]),
        )
        for identifier, mate in sorted(account.team.items())
    )
    return grid(("Teammate", "Title", "Expertise", "Status", "Hours", "Covers"), rows)


def _places(analysis: Analysis) -> tuple[Block, ...]:
    account = analysis.account
    there: dict[str, list[str]] = {}
    for _, person in sorted(account.people.items()):
        there.setdefault(person.place, []).append(person.name)
    rows = tuple(
        (
            place.name,
            str(place.kind or ""),
            place.timezone,
            place.hours,
            ", ".join(place.days),
            ", ".join(there.get(identifier, ())),
        )
        for identifier, place in sorted(account.places.items())
    )
    return grid(("Place", "Kind", "Zone", "Hours", "Days", "People"), rows)


def _common(analysis: Analysis) -> tuple[Block, ...]:
    """When all members and our team work at once, in UTC."""
    from committee.graph.hours import common_windows, schedule

    account, committee = analysis.account, analysis.committee
    who = [*committee.members, *committee.teammates]
    if not who:
        return ()
    unknown = [account.name_of(person) for person in who if not schedule(account, person).zone]
    windows = common_windows([schedule(account, person) for person in who], analysis.today)
    said = [f"{show_moment(w.start)}–{w.end:%H:%M} UTC" for w in windows]
    return facts(
        ("Within a week", "; ".join(said) or "there is no time at which all of them work"),
        ("Left out, time zone unknown", ", ".join(unknown)),
    )


def _decision(account: Account) -> tuple[Block, ...]:
    quorum = account.decision.quorum
    return facts(
        ("Does without", ", ".join(account.decision.not_needed)),
        ("People who speak to a reserved approver", str(account.decision.voices_for_reserved or "")),
        (
            "Quorum",
            f"any {quorum.at_least or 0} of {', '.join(account.name_of(person) for person in quorum.of)}"
            if quorum
            else "",
        ),
    )


def _records(account: Account, records: Mapping[str, Any], entry: Table) -> tuple[Block, ...]:
    """A table of the file as it is; a record without its first field is shown by its id."""
    rows = tuple(
        (first or identifier, *rest)
        for identifier, record in sorted(records.items())
        for first, *rest in [[value_text(account, f, getattr(record, f.attribute)) for f in entry.fields]]
    )
    return grid(tuple(label_text(field.name) for field in entry.fields), rows)


def _accepted(account: Account) -> tuple[Block, ...]:
    rows = tuple(
        (code, account.name_of(subject), record.reason, show_date(record.until) if record.until else "")
        for (code, subject), record in sorted(account.accepted.items())
    )
    return grid(("Finding", "About", "Reason", "Until"), rows)


def _numbers(numbers: Mapping[str, int]) -> tuple[Block, ...]:
    return facts(*((label_text(key), str(value)) for key, value in numbers.items()))
