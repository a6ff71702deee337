"""What a review would be about, before the call: every account with its reason, what changed, what to ask."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from committee.model.dates import show_date, show_day
from committee.model.disclosure import OPEN, Disclosure, aliases
from committee.model.masking import mask
from committee.pipeline.review.agenda import Brief, Eyes
from committee.pipeline.review.order import Group, Place
from committee.reports.changes_text import sentences
from committee.reports.content import Document, Section, facts, lines
from committee.reports.data import FORMAT

WORST = 3
"""Findings an account."""


def review_eyes(paths: Sequence[Path], *, hide: bool, seconds: float | None = None) -> Eyes:
    """How a review looks at accounts; where names are hidden several files are numbered."""
    names = aliases(map(str, paths), "Account")
    hidden = Disclosure(names_hidden=True)
    return Eyes(
        mask=lambda account: mask(account, hidden),
        words=sentences,
        called={path: names[str(path)] for path in paths},
        hide=hide,
        seconds=seconds,
    )


def agenda_document(
    places: Sequence[Place], briefs: Sequence[Brief], today: date, disclosure: Disclosure = OPEN, *, left_out: int = 0
) -> Document:
    """The accounts in the order of the review, an owner a section; `briefs` are those of `places`."""
    owners = dict.fromkeys(place.row.owner for place in places)
    pairs = list(zip(places, briefs, strict=True))
    sections = [
        Section(
            owner or "Nobody's",
            (),
            tuple(_account(place, brief, today, disclosure) for place, brief in pairs if place.row.owner == owner),
        )
        for owner in owners
    ]
    told = f"{left_out} closed before the last review are left out" if left_out else ""
    end = Section("About this list", lines(told, f"As of {show_date(today)} · {disclosure.footer}"))
    return Document(f"Pipeline review {show_date(today)}: what to talk about", (*sections, end))


def agenda_json(
    places: Sequence[Place], briefs: Sequence[Brief], today: date, disclosure: Disclosure = OPEN
) -> dict[str, Any]:
    """The same as plain values."""
    hide = disclosure.names_hidden
    return {
        "format": FORMAT,
        "date": today.isoformat(),
        "disclosure": disclosure.footer,
        "accounts": [
            {
                "account": place.row.name,
                "owner": place.row.owner,
                "group": place.group.name.lower(),
                "reasons": list(place.reasons),
                "changed": [text for said in brief.changed if (text := said.shown(hide=hide))],
                "since": brief.since.day.isoformat() if brief.since.day else None,
                "findings": [
                    {"code": one.code, "severity": str(one.severity), "text": one.text} for one in place.row.worst
                ],
                "next_step": place.row.next_step,
                "questions": [
                    {"ask": one.text.shown(hide=hide), "because": one.rests.shown(hide=hide)} for one in brief.questions
                ],
                "faults": list(brief.faults),
            }
            for place, brief in zip(places, briefs, strict=True)
        ],
    }


def _account(place: Place, brief: Brief, today: date, disclosure: Disclosure) -> Section:
    row, hide = place.row, disclosure.names_hidden
    changed = [text for said in brief.changed if (text := said.shown(hide=hide))]
    since = f" since {show_day(brief.since.day, today)}" if brief.since.day else ""
    due = f", due {show_day(row.next_due, today)}" if row.next_due else ""
    head = facts(
        ("Why here", "; ".join(place.reasons) if place.group is not Group.REST or place.reasons else place.reason),
        ("Yes board", " · ".join(text for text, _ in row.board)),
        ("Next step", f"{row.next_step}{due}" if row.next_step else ""),
        ("Plan", row.plan),
    )
    inside = (
        Section("The file", lines(*brief.faults)),
        Section(f"What changed{since}", lines(*changed)),
        Section("In the way", lines(*(f"{one.code} {one.text}" for one in row.worst[:WORST]))),
        Section("Ask", lines(*_asked(brief, hide=hide))),
    )
    return Section(row.name, head, tuple(section for section in inside if not section.empty))


def _asked(brief: Brief, *, hide: bool) -> Iterator[str]:
    for one in brief.questions:
        rests = one.rests.shown(hide=hide)
        yield f"{one.text.shown(hide=hide)}{f' ({rests})' if rests else ''}"
