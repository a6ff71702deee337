"""Decisions on their way into a file, in a worker: written, the account looked at again, a copy kept for next time."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from committee.errors import CommitteeError
from committee.pipeline.review.agenda import Brief, Eyes, again, brief_of
from committee.pipeline.review.carry_out import carry_out, take_back
from committee.pipeline.review.decisions import Decision, Kind
from committee.pipeline.review.since import keep
from committee.pipeline.review.sitting import Made
from committee.store import Document
from committee.tui.review.messages import NotWritten, Written
from committee.tui.review.session import key_of

_SAME_ANALYSIS = frozenset({Kind.REVIEWED, Kind.NOTE})
"""What no finding and no plan depends on."""


def write(
    path: Path, made: Sequence[Made], today: date, eyes: Eyes, *, back: bool, before: Brief | None = None
) -> Written | NotWritten:
    """Make the decisions in the file, or take one back; what came of it.

    `before` is the account as it was looked at, which saves looking again where the file is otherwise the same.

    With a review the account is kept as it is, so that the next one can say what changed.
    """
    decisions = [one.decision for one in made]
    try:
        document = take_back(path, decisions[0]) if back else carry_out(path, decisions)
    except CommitteeError as failure:
        return NotWritten(path, str(failure))
    if not back and any(one.kind is Kind.REVIEWED for one in decisions):
        with suppress(OSError):
            # Without the copy the next review finds less to say; this one is kept all the same.
            keep(path, document.account, today)
    numbers = () if back else tuple(one.number for one in made)
    return Written(key_of(path), numbers, _looked(document, before, decisions, today, eyes), eyes)


def _looked(document: Document, before: Brief | None, decisions: Sequence[Decision], today: date, eyes: Eyes) -> Brief:
    if before is not None and before.document is not None and {one.kind for one in decisions} <= _SAME_ANALYSIS:
        then, now = before.document.account, document.account
        header = replace(now.header, reviewed=then.header.reviewed, notes=then.header.notes)
        if replace(now, header=header) == then:
            return again(before, document, today, eyes)
    assert document.path is not None  # noqa: S101 - for the type checker: it was read from there
    return brief_of(document, document.path, today, eyes)
