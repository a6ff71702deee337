"""What reading a typed line yields; the grammar is in `committee.model.line`."""

from dataclasses import dataclass

from committee.model.edit import Edit
from committee.model.vocabulary import Role

LONGEST = 2_000
"""Characters of a line that is read. What people say of somebody in one line is far shorter; a text has the form."""
MOST = 100
"""Lines that are read at once."""


@dataclass(frozen=True, slots=True)
class Span:
    """How one stretch of the text was understood: `start` and `end` count code points of the whole text.

    `kind` is one of name, title, role, place, stance, power, coverage, tie, reports, champion, need, level, mode,
    email, zone, says, owner, person, date; or error, with the reason in `message`. A `message` on another kind is
    worth showing too: what will be made new.
    """

    start: int
    end: int
    kind: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a line would do, before anybody says yes to it.

    `edit` is `None` where there is nothing to do or a fault to mend first; `person_id` is who the (last) line is
    about, or the new action; `summary` says in words everything that will be made, `faults` everything wrong.
    `suggests` is a role that the title of one person suggests: it is made only once it is taken.
    """

    edit: Edit | None = None
    person_id: str = ""
    spans: tuple[Span, ...] = ()
    summary: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    suggests: Role | None = None


def unread(text: str) -> Draft | None:
    """What is said instead of reading where somebody pasted a book; `None` where everything is read.

    A line is read again with every key, so that reading has to end before the next one.
    """
    lines = text.splitlines()
    if len(lines) > MOST:
        fault = f"{len(lines):,} lines at once, and {MOST} are read: paste {MOST} at a time"
    elif (longest := max(map(len, lines), default=0)) > LONGEST:
        fault = f"a line of {longest:,} characters, and {LONGEST:,} are read: shorten it, or break it into several"
    else:
        return None
    return Draft(spans=(Span(0, len(text), "error", fault),), faults=(fault,))


@dataclass(frozen=True, slots=True)
class Completion:
    """Something the line could go on with: `insert` replaces the text from `start` to the cursor."""

    text: str
    insert: str
    start: int
    doc: str
