"""An action in a line: `Dana: meet Priya by fri`."""

import re
from datetime import date

from committee.model.access import ABSENT
from committee.model.account import Account, Action
from committee.model.dates import read_date, show_date
from committee.model.edit import Change, Edit
from committee.model.ids import Randomness, dated_id, random_suffix
from committee.model.line.draft import Draft, Span, unread
from committee.model.line.names import among, find, folded
from committee.model.values import nearest
from committee.text import show

_OWNER = re.compile(r"\s*([^:\s][^:]{0,39}?)\s*:\s+")
_DUE = re.compile(r"\s+(?:by|until|due|on)\s+(\S.*?)\s*$", re.IGNORECASE)


def read_action_line(account: Account, text: str, *, me: str, today: date, rng: Randomness = random_suffix) -> Draft:
    """What an action in a line would add: who of us (me where nobody is named), what, with whom, until when.

    A name and a colon at the beginning is the owner. `by` and a date as in `committee.model.dates` at the end is the
    due date. Somebody of theirs named in between is whom it is with; where several are, the first, and the summary
    says so. `person_id` of the draft is the id of the action.
    """
    if not text.strip():
        return Draft()
    instead = unread(text)
    if instead is not None:
        return instead
    spans: list[Span] = []
    faults: list[str] = []
    unknown: list[str] = []
    owner, start = _owner(account, text, me, spans, faults, unknown)
    due, end = _due(text, today, spans)
    what = show(text[start:end])
    if not what:
        faults.append("say what is to be done")
        spans.append(Span(0, len(text), "error", faults[-1]))
    person, notes = _person(account, text, start, end, spans)
    identifier = dated_id(today, account.actions, rng)
    action = Action(what=what, owner=owner, with_=person, due=due)
    summary = (
        what,
        f"for {account.name_of(owner)}" if owner else "for nobody of us yet",
        *((f"with {account.name_of(person)}",) if person else ()),
        f"due {show_date(due, today)}" if due else "no date",
        *notes,
        *unknown,
    )
    edit = Edit(f'action "{what}" added', (Change(("actions", identifier), ABSENT, action),))
    spans.sort(key=lambda span: (span.start, span.end))
    return Draft(None if faults else edit, identifier, tuple(spans), summary, tuple(faults))


def _owner(
    account: Account, text: str, me: str, spans: list[Span], faults: list[str], notes: list[str]
) -> tuple[str, int]:
    found = _OWNER.match(text)
    mine = me if me in account.team else ""
    if found is None:
        return mine, 0
    typed = found[1]
    ids = find(typed, account.team)
    if len(ids) == 1:
        spans.append(Span(found.start(1), found.end(1), "owner"))
        return ids[0], found.end()
    if ids:
        faults.append(f'"{typed}" may be {among(ids, account.team)}: write more of the name')
    elif guess := nearest(typed, [word for mate in account.team.values() for word in (mate.name, *mate.name.split())]):
        faults.append(f'nobody of ours is called "{typed}". Did you mean "{guess}"?')
    else:
        notes.append(f'"{show(typed)}" is nobody of ours: part of what is to be done')
        return mine, 0
    spans.append(Span(found.start(1), found.end(1), "error", faults[-1]))
    return "", found.end()


def _due(text: str, today: date, spans: list[Span]) -> tuple[date | None, int]:
    """The date behind the last `by`, and where the text before it ends."""
    at = len(text)
    for found in reversed(list(re.finditer(r"\s(?:by|until|due|on)\s", text, re.IGNORECASE))):
        due = read_date(text[found.end() :].strip().rstrip("."), today)
        if due is not None:
            spans.append(Span(found.start() + 1, len(text.rstrip()), "date"))
            return due, found.start()
    return None, at


def _person(account: Account, text: str, start: int, end: int, spans: list[Span]) -> tuple[str, list[str]]:
    """Whom the text names, by full name or by one word of it; each mention is looked up as typed."""
    named: list[str] = []
    notes: list[str] = []
    for begin, stop, ids in _mentions(account, text, start, end):
        if len(ids) > 1:
            notes.append(f'"{text[begin:stop]}" may be {among(ids, account.people)}: not tied to anybody')
        elif ids[0] not in named:
            named.append(ids[0])
            if len(named) == 1:
                spans.append(Span(begin, stop, "person"))
    if len(named) > 1:
        notes.append(f"{account.name_of(named[1])} is named too; the action is with one person only")
    return (named[0] if named else ""), notes


def _mentions(account: Account, text: str, start: int, end: int) -> list[tuple[int, int, tuple[str, ...]]]:
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\s,.;:!?()\"]+", text[start:end])]
    parts = {part for person in account.people.values() for part in folded(person.name)}
    found: list[tuple[int, int, tuple[str, ...]]] = []
    at = 0
    while at < len(words):
        size, ids = _longest(account, text, start, words[at : at + 4], parts)
        if ids:
            found.append((start + words[at][0], start + words[at + size - 1][1], ids))
        at += size
    return found


def _longest(
    account: Account, text: str, start: int, words: list[tuple[int, int]], parts: set[str]
) -> tuple[int, tuple[str, ...]]:
    """The longest run of words from here that names somebody, each word being one of somebody's name."""
    for size in range(len(words), 0, -1):
        typed = text[start + words[0][0] : start + words[size - 1][1]]
        bare = typed.removesuffix("'s").removesuffix("’s")
        if bare[:1].islower() or not set(folded(bare)) <= parts:
            continue
        ids = find(bare, account.people)
        if ids:
            return size, ids
    return 1, ()
