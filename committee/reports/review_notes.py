"""The notes of a review as a document, as JSON, and for one account alone. Pure: the words come from the notes."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from committee.model.dates import show_date, show_day
from committee.model.disclosure import OPEN, Disclosure, withheld_words
from committee.pipeline.review.decisions import Said
from committee.pipeline.review.notes import AccountNotes, ActionNote, Notes
from committee.plurals import counted
from committee.reports.content import SHOWN, Document, Section, facts, grid, lines
from committee.reports.data import FORMAT
from committee.text import show


def review_document(notes: Notes, disclosure: Disclosure = OPEN) -> Document:
    """All notes: how far the review came, every action in one table, then account by account.

    Args:
        notes: of one sitting or several.
        disclosure: whether names and free text are withheld.
    """
    hide = disclosure.names_hidden
    named = _named(notes, hide=hide)
    told = tuple(_account(one, named[one.path], notes, hide=hide) for one in notes.told)
    sections = (
        Section("In short", facts(*_in_short(notes))),
        Section("Actions", _actions(((named[one.path], one) for one in notes.accounts), notes.last, hide=hide)),
        *told,
        Section("Reviewed, nothing to note", lines(*(named[one.path] for one in notes.skimmed))),
        Section("Not reached", lines(*_missing(notes, hide=hide))),
    )
    kept = tuple(section for section in sections if not section.empty)
    return Document(f"Pipeline review {_days(notes)}", (*kept, *_end(notes, disclosure)))


def account_document(notes: Notes, path: str, disclosure: Disclosure = OPEN) -> Document:
    """The notes of one account alone; a document without sections where there are none."""
    hide = disclosure.names_hidden
    found = [one for one in notes.accounts if one.path == path]
    if not found:
        return Document(f"Pipeline review {_days(notes)}", ())
    section = _account(found[0], "", notes, hide=hide)
    title = f"{_named(notes, hide=hide)[path]}: review {_days(notes)}"
    inner = section.inside or (Section("Notes", lines("Nothing to note.")),)
    return Document(title, (*inner, *_end(notes, disclosure)))


def review_json(notes: Notes, disclosure: Disclosure = OPEN) -> dict[str, Any]:
    """All notes as plain values."""
    hide = disclosure.names_hidden
    named = _named(notes, hide=hide)
    return {
        "format": FORMAT,
        "from": notes.first.isoformat(),
        "to": notes.last.isoformat(),
        "disclosure": disclosure.footer,
        "seconds": round(notes.seconds),
        "accounts": [_account_json(one, named[one.path], hide=hide) for one in notes.accounts],
        "not_reached": list(_missing(notes, hide=hide)),
    }


def clock_text(seconds: float) -> str:
    """A length of time: `48 s`, `12 min 30 s`, `1 h 05 min`."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _in_short(notes: Notes) -> Iterator[tuple[str, str]]:
    total = len(notes.accounts) + len(notes.missing)
    yield "Reviewed", f"{notes.reviewed} of {counted(total, 'account')}"
    yield "Time", clock_text(notes.seconds) if notes.seconds >= 1 else ""
    found = [action for one in notes.accounts for action in one.actions]
    nobody = sum(not action.owner.text for action in found)
    undated = sum(action.due is None for action in found)
    loose = [f"{nobody} without an owner"] * bool(nobody) + [f"{undated} without a date"] * bool(undated)
    yield "Actions", ", ".join([str(len(found)), *loose]) if found else ""
    yield "Open questions", str(sum(len(one.questions) for one in notes.accounts) or "")


def _account(one: AccountNotes, title: str, notes: Notes, *, hide: bool) -> Section:
    since = f" since {show_day(one.since, notes.last)}" if one.since else ""
    inside = (
        Section("The file", lines(*_all(one.faults, hide=hide))),
        Section(f"What changed{since}", lines(*_all(one.changed, hide=hide))),
        Section("Decisions", lines(*_all(one.decisions, hide=hide))),
        Section("Actions", lines(*(_action_text(action, notes.last, hide=hide) for action in one.actions))),
        Section("Open questions", lines(*_all(one.questions, hide=hide))),
        Section("Accepted risks", lines(*_all(one.risks, hide=hide))),
        Section("Notes", lines(*_remarks(one, hide=hide))),
    )
    owner = one.owner.shown(hide=hide)
    state = f"reviewed {show_day(one.reviewed, notes.last)}" if one.reviewed else "not marked as reviewed"
    line = ", ".join(part for part in (owner, state) if part)
    return Section(title, lines(line), tuple(section for section in inside if not section.empty))


def _remarks(one: AccountNotes, *, hide: bool) -> Iterator[str]:
    if not hide:
        yield from _all(one.remarks, hide=False)
    elif one.remarks:
        yield withheld_words(len(one.remarks))


def _all(words: tuple[Said, ...], *, hide: bool) -> Iterator[str]:
    return (text for said in words if (text := said.shown(hide=hide)))


def _action_text(action: ActionNote, today: date, *, hide: bool) -> str:
    """`Dana Okafor: meet Priya, with Priya Nair, by Fri 27 Nov`."""
    owner = action.owner.shown(hide=hide) or "nobody yet"
    person = action.person.shown(hide=hide)
    due = f"by {show_date(action.due, today)}" if action.due else "no date"
    done = f"done {show_date(action.done, today)}" if action.done else ""
    rest = [f"with {person}" if person else "", due, done]
    return f"{owner}: {action.what.shown(hide=hide)}, {', '.join(part for part in rest if part)}"


def _actions(accounts: Iterator[tuple[str, AccountNotes]], today: date, *, hide: bool) -> tuple[Any, ...]:
    """Every action of every account in a table: by owner, the earliest date first."""
    found = [(name, action) for name, one in accounts for action in one.actions]
    found.sort(key=lambda pair: (not pair[1].owner.text, pair[1].owner.text, pair[1].due or date.max, pair[0]))
    rows = tuple(
        (
            action.owner.shown(hide=hide) or "nobody yet",
            action.what.shown(hide=hide),
            action.person.shown(hide=hide),
            show_date(action.due, today) if action.due else "no date",
            f"done {show_date(action.done, today)}" if action.done else "open",
            name,
        )
        for name, action in found
    )
    return grid(("Who", "What", "With", "By", "State", "Account"), rows)


def _missing(notes: Notes, *, hide: bool) -> Iterator[str]:
    """The accounts that the review did not come to: by file name, which private notes withhold."""
    if not hide:
        yield from (show(Path(path).name) for path in notes.missing)
    elif notes.missing:
        yield counted(len(notes.missing), "account")


def _named(notes: Notes, *, hide: bool) -> dict[str, str]:
    """What each account is called; where two are called alike, or nothing is known, by its place in the notes."""
    names = [one.name.shown(hide=hide) or ("" if hide else show(Path(one.path).name)) for one in notes.accounts]
    return {
        one.path: name if name and names.count(name) == 1 else f"{name or 'Account'} ({number})"
        for number, (one, name) in enumerate(zip(notes.accounts, names, strict=True), 1)
    }


def _days(notes: Notes) -> str:
    last = show_date(notes.last)
    return last if notes.first == notes.last else f"{show_date(notes.first)} to {last}"


def _end(notes: Notes, disclosure: Disclosure) -> tuple[Section, ...]:
    """The colophon: of which day, a hash that tells two sets of notes apart, and what they give away."""
    content = sha256(repr(notes).encode("utf-8", "replace")).hexdigest()[:SHOWN]
    return (
        Section("About these notes", lines(f"As of {show_date(notes.last)} · content {content} · {disclosure.footer}")),
    )


def _account_json(one: AccountNotes, name: str, *, hide: bool) -> dict[str, Any]:
    return {
        "account": name,
        "file": "" if hide else show(one.path),
        "owner": one.owner.shown(hide=hide),
        "reviewed": one.reviewed.isoformat() if one.reviewed else None,
        "since": one.since.isoformat() if one.since else None,
        "changed": list(_all(one.changed, hide=hide)),
        "decisions": list(_all(one.decisions, hide=hide)),
        "actions": [
            {
                "what": action.what.shown(hide=hide),
                "owner": action.owner.shown(hide=hide),
                "with": action.person.shown(hide=hide),
                "due": action.due.isoformat() if action.due else None,
                "done": action.done.isoformat() if action.done else None,
            }
            for action in one.actions
        ],
        "open_questions": list(_all(one.questions, hide=hide)),
        "accepted_risks": list(_all(one.risks, hide=hide)),
        "notes": list(_remarks(one, hide=hide)),
        "file_faults": list(_all(one.faults, hide=hide)),
        "seconds": round(one.seconds),
    }
