"""Two versions of an account side by side: what changed, and what that did to findings and plan."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from committee.errors import Stop, never
from committee.findings.finding import Finding
from committee.model.access import ABSENT
from committee.model.account import Account
from committee.plurals import first_of
from committee.reports.changes_text import Said, groups, said, short_count
from committee.reports.comparison import Comparison, compared
from committee.reports.content import Block, Document, Section, lines
from committee.reports.data import FORMAT, Json, finding_json
from committee.reports.words import effort_text
from committee.versions.changes import Change, changes, renames
from committee.workspace import Analysis, analyse

BEFORE, AFTER = "before", "after"

CODES = 4
"""How many codes of findings stand in a short line."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything there is to say of two versions.

    `comparison` is `None` where findings and plan were not asked for. `notes` say what could not be taken into account.
    """

    before: Account
    after: Account
    changes: tuple[Change, ...]
    said: tuple[Said, ...]
    comparison: Comparison | None
    notes: tuple[str, ...] = ()


def difference(
    before: Account,
    after: Account,
    today: date,
    *,
    analysed: bool = True,
    notes: tuple[str, ...] = (),
    stop: Stop = never,
) -> Difference:
    """Compare two versions, both as of the same day.

    Args:
        before: the older version; masked, where anything is withheld.
        after: the newer one.
        today: the day findings and plan are worked out for.
        analysed: whether to say what the change did to findings and plan.
        notes: what the reader has to know, such as faults in a file.
        stop: whether nobody waits for it any more.

    Raises:
        Unwanted: `stop` said so.
    """
    made = changes(before, after)
    # With the new ids in the older version too, a finding about somebody renamed is the same finding.
    sides = (renames(before, after)[1], after)
    found = compared(*(analyse(side, today, stop=stop, footed=False) for side in sides)) if analysed and made else None
    return Difference(before, after, made, said(before, after, today), found, notes)


def difference_document(found: Difference, title: str) -> Document:
    """What changed, by what it is about; then findings and plan."""
    if not found.said:
        return Document(title, (Section("Note", lines(*found.notes)), Section("What changed", lines("Nothing."))))
    sections = [
        Section(group, lines(*(f"{one.sign} {one.sentence}" for one in some))) for group, some in groups(found.said)
    ]
    return Document(
        title,
        (
            Section("Note", lines(*found.notes)),
            Section("In short", lines(short(found))),
            *sections,
            Section("What it did to findings and plan", _effects(found)),
        ),
    )


def short(found: Difference) -> str:
    """`2 people, 1 tie changed; path 4 → 3 talks; CH003 gone`."""
    parts = (short_count(found.changes), short_effect(found.comparison))
    return "; ".join(part for part in parts if part)


def short_effect(comparison: Comparison | None) -> str:
    """`path 4 → 3 talks; CH003 gone; DM001 new`; empty where nothing of it changed.

    Codes of which some came and some went are left to the whole list.
    """
    if comparison is None:
        return ""
    parts = [part for part in (_path(comparison, whole=False),) if part]
    gone, new = (
        tuple(dict.fromkeys(finding.code for finding in some))
        for some in (comparison.findings_gone, comparison.findings_new)
    )
    for word, codes, others in (("gone", gone, new), ("new", new, gone)):
        only = [code for code in codes if code not in others]
        if only:
            parts.append(f"{first_of(only, CODES)} {word}")
    return "; ".join(parts)


def effects(comparison: Comparison) -> tuple[str, ...]:
    """The path, the yes board, and every finding that came or went, a line each; empty where nothing changed."""
    boards = [side.committee.board for side in (comparison.today, comparison.then)]
    met, needed = ([getattr(board, name) for board in boards] for name in ("met", "needed"))
    board = f"yes board {met[0]} of {needed[0]} → {met[1]} of {needed[1]}"
    return (
        *(line for line in (_path(comparison, whole=True),) if line),
        *((board,) if (met[0], needed[0]) != (met[1], needed[1]) else ()),
        *(f"- gone: {_finding(finding)}" for finding in comparison.findings_gone),
        *(f"+ new: {_finding(finding)}" for finding in comparison.findings_new),
    )


def _effects(found: Difference) -> tuple[Block, ...]:
    if found.comparison is None:
        return lines("Not worked out.")
    return lines(*(effects(found.comparison) or ("Nothing: the same findings, and a path of the same effort.",)))


def _finding(finding: Finding) -> str:
    return f"{finding.severity} {finding.code}: {finding.explanation}"


def _path(comparison: Comparison, *, whole: bool) -> str:
    """`path 4 → 3 talks, effort 11.9 → 8.2`; without the effort in short; empty where nothing differs."""
    plans = comparison.today.plan, comparison.then.plan
    talks, effort = ([count(plan) for plan in plans] for count in (lambda p: len(p.talks), lambda p: p.effort))
    if all(talks) and plans[0].worth[:2] == plans[1].worth[:2]:
        if talks[0] == talks[1] and effort[0] == effort[1]:
            return ""
        said_talks = f"{talks[0]} → {talks[1]}" if talks[0] != talks[1] else f"{talks[0]}"
        said_effort = f", effort {effort_text(effort[0])} → {effort_text(effort[1])}"
        return f"path {said_talks} talks{said_effort if whole or talks[0] == talks[1] else ''}"
    summaries = [plan.summary for plan in plans]
    return "" if summaries[0] == summaries[1] else f"path: {summaries[0]} → {summaries[1]}"


def difference_json(found: Difference, today: date, sides: Mapping[str, str]) -> Json:
    """The same with paths, ids and ISO dates. `sides` says what `before` and `after` are called."""
    comparison = found.comparison
    return {
        "format": FORMAT,
        "date": today.isoformat(),
        "account": found.after.header.name,
        BEFORE: sides[BEFORE],
        AFTER: sides[AFTER],
        "notes": list(found.notes),
        "summary": short(found),
        "changes": [
            {"kind": c.kind.value, "path": list(c.path), BEFORE: _plain(c.before), AFTER: _plain(c.after)}
            for c in found.changes
        ],
        "sentences": [
            {"kind": s.kind.value, "path": list(s.path), "person": s.person or None, "text": s.sentence}
            for s in found.said
        ],
        "plan": comparison and {BEFORE: _plan(comparison.today), AFTER: _plan(comparison.then)},
        "findings": comparison
        and {
            "gone": [finding_json(finding) for finding in comparison.findings_gone],
            "new": [finding_json(finding) for finding in comparison.findings_new],
        },
    }


def _plan(side: Analysis) -> Json:
    plan = side.plan
    return {
        "status": plan.status.value,
        "summary": plan.summary,
        "talks": len(plan.talks),
        "effort": plan.effort,
        "yes": [side.committee.board.met, side.committee.board.needed],
    }


def _plain(value: Any) -> Any:
    """A value or a record as JSON has it; what is unknown is left out of a record."""
    match value:
        case None:
            plain: Any = None
        case _ if value is ABSENT:
            plain = None
        case Enum():
            plain = value.value
        case date():
            plain = value.isoformat()
        case tuple() | list():
            plain = [_plain(item) for item in value]
        case Mapping():
            plain = {str(key): _plain(item) for key, item in value.items()}
        case str() | int() | float():
            plain = value
        case _ if is_dataclass(value):
            kept = ((entry, getattr(value, entry.name)) for entry in fields(value))
            plain = {
                entry.name.rstrip("_"): _plain(one) for entry, one in kept if one is not None and one not in ("", ())
            }
        case _:
            plain = str(value)
    return plain
