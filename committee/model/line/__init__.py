"""Add in a line: a person, what they are and whom they are tied to, in one line of text.

    Priya Nair, Head of Security, security, @Tulsa remote, -, p4, =2, >4 Tom Lee, <2 Ana, ^Ingrid

The first segment is the name; a segment made wholly of known words is facts, the other one the title; `"…"` protects
commas. `@place`, or a city to create it: `@Leeds`, `@London(Canada)` where several bear the name, `@Hub(Europe/Warsaw)`
where it is none that is known; `++ + 0 - --` or the stance words; `p4` power; `=3` my coverage, `=3 Dana` that of
another of us; `>4` influences, `<2` is influenced by, `^` reports to; roles by word or `eb dm ap es tb ub ev in le pr
se`; `champion`; `veto` (their no-objection is needed); level words; `onsite`, `hybrid`, `remote`; a mail address; a
zone `Europe/Madrid` of their own; `says …` for what they said, which becomes evidence; `?` for a stance that is not
known; `partner`, `advisor`; `x Anke` for a conflict. Signs may be words: `reports to Ingrid`, `influences Ana`,
`no objection`.

What people paste is read as it is written: a surname first, an address list (a person an address), rows of a table
with or without its heading. A title suggests a role at most; it is made once it is taken.

Nothing is guessed silently: whoever a name may mean twice is a fault naming both, an unknown target of a tie becomes
a placeholder and the summary says so, a placeholder that is now known by name is filled in and the summary says so.
"""

from datetime import date

from committee.errors import EditRefused
from committee.model.account import Account
from committee.model.edit import apply
from committee.model.edits.difference import difference
from committee.model.ids import Randomness
from committee.model.line.action import read_action_line
from committee.model.line.completion import completions
from committee.model.line.draft import Completion, Draft, Span, unread
from committee.model.line.evidence import evidence_facts, read_evidence_line
from committee.model.line.facts import Line
from committee.model.line.making import Making
from committee.model.line.parse import read_facts, read_name
from committee.model.line.shapes import columns_of, several

__all__ = [
    "Completion",
    "Draft",
    "Span",
    "completions",
    "evidence_facts",
    "read_action_line",
    "read_evidence_line",
    "read_line",
    "read_lines",
]

_BULLETS = "-*•·–—"


def read_line(account: Account, text: str, *, me: str, today: date, rng: Randomness) -> Draft:
    """What one line would add; `read_lines` for a pasted list.

    Args:
        account: what names are looked up in; it is not changed.
        text: the line, as far as it is typed.
        me: the teammate whose coverage `=3` is, an id; may be empty.
        today: the date of evidence from `says`.
        rng: for ids that are taken.

    Complexity: linear in people and ties; what is longer than `draft.LONGEST` is not read, and said so.
    """
    return _read(account, text, [(0, len(text))], me=me, today=today, rng=rng)


def read_lines(account: Account, text: str, *, me: str, today: date, rng: Randomness) -> Draft:
    """What a pasted list would add, a person a line; every line may name people of any other.

    Bullets and numbers before the names are passed over, empty lines too. Cells may be separated by tabs; the heading
    of a table says what its columns hold.
    """
    found: list[tuple[int, int]] = []
    columns: tuple[str, ...] = ()
    at = 0
    for raw in text.splitlines(keepends=True):
        start, end = at + _bullet(raw), at + len(raw.rstrip("\r\n"))
        if text[start:end].strip():
            found.append((start, end))
        at += len(raw)
    if len(found) > 1:
        columns = columns_of(text, *found[0])
    return _read(account, text, found[bool(columns) :], me=me, today=today, rng=rng, columns=columns)


def _bullet(line: str) -> int:
    """How many characters of a list's own stand before the name."""
    bare = line.lstrip()
    indent = len(line) - len(bare)
    mark = bare.split(maxsplit=1)[0] if bare.strip() else ""
    if mark and (mark in _BULLETS or (mark[:-1].isdigit() and mark[-1] in ".)")):
        return indent + len(mark)
    return indent


def _read(
    account: Account,
    text: str,
    places: list[tuple[int, int]],
    *,
    me: str,
    today: date,
    rng: Randomness,
    columns: tuple[str, ...] = (),
) -> Draft:
    if not text.strip():
        return Draft()
    instead = unread(text)
    if instead is not None:
        return instead
    places = [one for start, end in places for one in ([(start, end)] if columns else several(text, start, end))]
    lines = [read_name(account, text, start, end, columns) for start, end in places]
    making = Making(account, me=me, today=today, rng=rng)
    ids = [making.person(line) for line in lines]
    for line in lines:
        line.account = making.now
        read_facts(line)
        making.facts(line)
    spans = tuple(span for line in lines for span in line.spans)
    faults = _faults(lines, [text.count("\n", 0, start) + 1 for start, _ in places])
    label = making.label(ids)
    edit = difference(account, making.now, label)
    if not faults:
        try:
            apply(account, edit)
        except EditRefused as refusal:
            faults = (str(refusal),)
    last = ids[-1] if ids else ""
    suggests = lines[0].suggests if len(lines) == 1 else None
    return Draft(edit if edit and not faults else None, last, spans, tuple(making.summary), faults, suggests)


def _faults(lines: list[Line], numbers: list[int]) -> tuple[str, ...]:
    if len(lines) == 1:
        return tuple(lines[0].faults)
    return tuple(
        f"line {number}: {fault}" for number, line in zip(numbers, lines, strict=True) for fault in line.faults
    )
