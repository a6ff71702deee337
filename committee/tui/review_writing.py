"""Decisions on their way into a file, in a worker: written, the account looked at again, a copy kept for next time."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from committee.errors import CommitteeError
from committee.pipeline.deciding import carry_out, take_back
from committee.pipeline.decisions import Kind
from committee.pipeline.review import Eyes, brief_of
from committee.pipeline.since import keep
from committee.pipeline.sitting import Made
from committee.tui.review_messages import NotWritten, Written
from committee.tui.review_session import key_of


def write(path: Path, made: Sequence[Made], today: date, eyes: Eyes, *, back: bool) -> Written | NotWritten:
    """Make the decisions in the file, or take one back; what came of it.

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
    return Written(key_of(path), numbers, brief_of(document, path, today, eyes), eyes)
