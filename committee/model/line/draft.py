"""What reading a typed line yields; the grammar is in `committee.model.line`."""

from dataclasses import dataclass

from committee.model.edit import Edit


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
    """

    edit: Edit | None = None
    person_id: str = ""
    spans: tuple[Span, ...] = ()
    summary: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """Something the line could go on with: `insert` replaces the text from `start` to the cursor."""

    text: str
    insert: str
    start: int
    doc: str
