"""Everybody on their side: every field of the file, and what the analysis knows about each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from committee.consensus.plan import Talk
from committee.findings.finding import Finding
from committee.graph.arcs import Arc
from committee.graph.evidence import confirmed, ledger
from committee.graph.hours import schedule
from committee.model.account import Account, Evidence, Pair, Person
from committee.model.dates import show_day
from committee.model.levels import level_of
from committee.model.tables import table
from committee.model.vocabulary import STRENGTH_OURS, STRENGTH_THEIRS, Claim, Level
from committee.reports.content import Section, facts, lines
from committee.reports.plan_content import shared_words
from committee.reports.words import (
    about_text,
    date_text,
    label_text,
    strength_text,
    value_text,
)
from committee.workspace import Analysis

_T = TypeVar("_T")
_SHOWN_ELSEWHERE = frozenset({"name", "level", "timezone", "hours", "days"})


def people_section(analysis: Analysis) -> Section:
    """Their people by level, most senior first, then by id; those who left come last."""
    account = analysis.account
    order = sorted(account.people, key=lambda person: (*_rank(account, person), person))
    ties = _Ties.of(analysis)
    return Section("People", (), tuple(_person(analysis, ties, person) for person in order))


@dataclass(frozen=True, slots=True)
class _Ties:
    """What hangs on whom, by id, so that a report of thousands of people takes one pass.

    Ties are in order of ids, findings and talks in their own.
    """

    coverage: dict[str, list[Pair]]
    written: tuple[dict[str, list[Pair]], dict[str, list[Pair]]]
    """By the first end, and by the second."""
    derived: tuple[dict[str, list[Arc]], dict[str, list[Arc]]]
    findings: dict[str, list[Finding]]
    talks: dict[str, list[Talk]]

    @classmethod
    def of(cls, analysis: Analysis) -> "_Ties":
        """Those of one account."""
        coverage, influence = sorted(analysis.account.coverage), sorted(analysis.account.influence)
        derived = [arc for arc in analysis.arcs if not arc.written]
        return cls(
            _by_end(coverage, 1),
            (_by_end(influence, 0), _by_end(influence, 1)),
            (_arcs_by_end(derived, 0), _arcs_by_end(derived, 1)),
            _by_person((finding, (*finding.people, finding.subject)) for finding in analysis.findings),
            _by_person((talk, talk.pair) for talk in analysis.plan.talks),
        )


def _by_end(pairs: Iterable[Pair], end: int) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair[end], []).append(pair)
    return found


def _arcs_by_end(arcs: Iterable[Arc], end: int) -> dict[str, list[Arc]]:
    found: dict[str, list[Arc]] = {}
    for arc in arcs:
        found.setdefault(arc.pair[end], []).append(arc)
    return found


def _by_person(about: Iterable[tuple[_T, Iterable[str]]]) -> dict[str, list[_T]]:
    """What is about each person, once."""
    found: dict[str, list[_T]] = {}
    for one, people in about:
        for person in dict.fromkeys(people):
            found.setdefault(person, []).append(one)
    return found


def evidence_text(account: Account, record: Evidence) -> str:
    """`heard 2 Nov 2026: stance neutral, "Wants payback ..." (call with Maria; Dana Okafor)`."""
    front = " ".join(part for part in (str(record.basis or ""), show_day(record.date) if record.date else "") if part)
    claim = " ".join(part for part in (label_text(record.field or "").lower(), _claimed(account, record)) if part)
    says = f'"{" ".join(record.says.split())}"' if record.says else ""
    behind = "; ".join(part for part in (record.source, account.name_of(record.by) if record.by else "") if part)
    body = ", ".join(part for part in (claim, says) if part)
    return (
        f"{front}: {body}{f' ({behind})' if behind else ''}" if front else f"{body}{f' ({behind})' if behind else ''}"
    )


def hours_text(account: Account, identifier: str, today: date) -> str:
    """`09:00-17:30 mon, tue, wed Europe/Berlin (UTC+1)`, marked where assumed."""
    from committee.graph.hours import offset_minutes

    found = schedule(account, identifier)
    if not found.zone:
        return "time zone unknown"
    start, end = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in found.hours)
    assumed = ", hours assumed" if found.assumed_hours else ""
    sign, offset = ("-" if offset_minutes(found.zone, today) < 0 else "+"), abs(offset_minutes(found.zone, today))
    minutes = f":{offset % 60:02}" if offset % 60 else ""
    zone = f"{found.zone} (UTC{sign}{offset // 60}{minutes})"
    return f"{start}-{end} {', '.join(found.days)}, {zone}{assumed}"


def _rank(account: Account, identifier: str) -> tuple[bool, int]:
    person = account.people[identifier]
    level, _ = level_of(person)
    order = list(Level)
    return person.status == "left", order.index(level) if level else len(order)


def _person(analysis: Analysis, ties: _Ties, identifier: str) -> Section:
    account = analysis.account
    person = account.people[identifier]
    written = tuple(
        (label_text(field.name), _field_text(analysis, identifier, field.name))
        for field in table("people", "*").fields
        if field.name not in _SHOWN_ELSEWHERE
    )
    return Section(
        person.name,
        (
            *facts(
                ("Level", _level(person)),
                *written,
                ("Working hours", hours_text(account, identifier, analysis.today)),
                ("In this decision", _standing(analysis, identifier)),
                ("Champion", _champion(analysis, identifier)),
            ),
        ),
        (
            Section("Covered by", lines(*_coverage(analysis, ties, identifier))),
            Section("Influences", lines(*_ties(analysis, ties, identifier, out=True))),
            Section("Influenced by", lines(*_ties(analysis, ties, identifier, out=False))),
            Section("Evidence", lines(*_evidence(account, identifier))),
            Section("Findings", lines(*(_finding(one) for one in ties.findings.get(identifier, ())))),
            Section("In the plan", lines(*(_talk(account, one, identifier) for one in ties.talks.get(identifier, ())))),
        ),
    )


def _field_text(analysis: Analysis, identifier: str, name: str) -> str:
    account = analysis.account
    field = table("people", "*").field(name)
    if field is None:
        return ""
    value = getattr(account.people[identifier], field.attribute)
    if name == "last_contact":
        return date_text(value, analysis.today)
    text = value_text(account, field, value)
    if text and name in {"stance", "roles", "need"}:
        sure = confirmed(account, identifier, Claim(name), analysis.today)
        return text if sure else f"{text} (not confirmed by recent evidence)"
    return "" if text == field.default and name in {"status", "side"} else text


def _level(person: Person) -> str:
    level, assumed = level_of(person)
    return f"{level}{' (assumed from the title)' if assumed else ''}" if level else ""


def _standing(analysis: Analysis, identifier: str) -> str:
    standing = analysis.committee.standings.get(identifier)
    if standing is None or standing.state is None:
        return ""
    need = "counts towards the quorum" if standing.need == "none" else f"needed: {standing.need}"
    quorum = ", counts towards the quorum" if standing.quorum and standing.need != "none" else ""
    written = "" if standing.need_written or standing.need == "none" else " (by role)"
    return f"{standing.state.replace('-', ' ')}; {need}{written}{quorum}"


def _champion(analysis: Analysis, identifier: str) -> str:
    champion = analysis.account.people[identifier].champion
    if champion is None:
        return ""
    tests = (("influence", champion.influence), ("sells for us", champion.sells), ("own stake", champion.stake))
    said = ", ".join(f"{name} {'unknown' if value is None else 'yes' if value else 'no'}" for name, value in tests)
    if identifier in analysis.committee.proven:
        return f"proven ({said})"
    if champion.coach:
        return f"a coach ({said})"
    return f"{'unproven' if identifier in analysis.committee.champions else 'claimed'} ({said})"


def _coverage(analysis: Analysis, ties: _Ties, identifier: str) -> list[str]:
    account = analysis.account
    found = []
    for mate, person in ties.coverage.get(identifier, ()):
        record = account.coverage[mate, person]
        gone = " (left, no longer counts)" if account.team[mate].status == "left" else ""
        parts = (
            f"strength {strength_text(record.strength, STRENGTH_OURS)}",
            str(record.channel or ""),
            f"last contact {date_text(record.last_contact, analysis.today)}" if record.last_contact else "",
            f"shared hours {shared_words(analysis, mate, person)}",
        )
        found.append(f"{account.name_of(mate)}{gone}: {', '.join(part for part in parts if part)}")
    return found


def _ties(analysis: Analysis, ties: _Ties, identifier: str, *, out: bool) -> list[str]:
    account = analysis.account
    found = []
    for pair in ties.written[not out].get(identifier, ()):
        record, other = account.influence[pair], pair[out]
        parts = (
            f"strength {strength_text(record.strength, STRENGTH_THEIRS)}" if record.kind != "conflict" else "",
            f"{record.kind}" if record.kind else "",
            str(record.channel or ""),
            " ".join(record.notes.split()),
        )
        found.append(f"{account.name_of(other)}: {', '.join(part for part in parts if part)}")
    for arc in ties.derived[not out].get(identifier, ()):
        name = account.name_of(arc.pair[out])
        found.append(f"{name}: strength {arc.strength}, derived from the reporting line")
    return found


def _evidence(account: Account, identifier: str) -> list[str]:
    return [evidence_text(account, record) for _, record in ledger(account).about(identifier)]


def _finding(finding: Finding) -> str:
    return f"{finding.code} {finding.severity}: {finding.name.replace('-', ' ')}"


def _talk(account: Account, talk: Talk, identifier: str) -> str:
    if talk.speaker == identifier:
        return f"talk {talk.number}: speaks to {account.name_of(talk.listener)}"
    return f"talk {talk.number}: hears {account.name_of(talk.speaker)}"


def _claimed(account: Account, record: Evidence) -> str:
    if isinstance(record.value, bool):
        return "yes" if record.value else "no"
    if record.value is None:
        return ""
    known = record.field in {Claim.REPORTS_TO, Claim.PREFERS}
    return account.name_of(str(record.value)) if known else str(record.value)


def tie_evidence(account: Account) -> list[str]:
    """Evidence about ties, by tie; about persons it stands with each of them."""
    return [
        f"{about_text(account, record.about)}: {evidence_text(account, record)}"
        for _, record in sorted(account.evidence.items(), key=lambda kv: (kv[1].about, kv[0]))
        if ">" in record.about
    ]
