"""What a commit of an account says, and what a sync brought, in words."""

from collections.abc import Sequence
from datetime import date

from committee.model.account import Account
from committee.plurals import counted
from committee.reports.changes_count import short_count
from committee.reports.changes_text import sentences
from committee.text import cut, show
from committee.versions.changes import changes
from committee.versions.sharing.sync import Step, Sync

SUBJECT = 72
"""Cells of the first line of a commit, as git's own lists show it."""

STEPS = {
    Step.COMMIT: "keep this account as it is now (commit)",
    Step.FETCH: "fetch what the others did",
    Step.JOIN: "join the two",
    Step.TAKE: "bring the files here up to date",
    Step.SEND: "send it to the others",
}
"""The steps of a sync, in words about people."""

TWICE = "The same person was added twice"
"""What is said of one person under two ids where names are hidden."""


def proposed_message(
    before: Account | None, after: Account, today: date, *, name: str = "", details: bool = False
) -> str:
    """What a commit is to say: `Northwind: 2 people, 1 tie changed`, which gives nothing away.

    Args:
        before: the account as committed last; `None` where it never was, or could not be read.
        after: as it is now.
        today: for the words of details.
        name: said instead of the name of the customer, where that is withheld.
        details: the sentences, too, below the first line.
    """
    who = name or show(after.header.name) or "Account"
    count = "added" if before is None else short_count(changes(before, after)) or "put in order"
    subject = cut(f"{who}: {count}", SUBJECT)
    if not details or before is None:
        return subject
    body = "\n".join(f"- {show(sentence)}" for sentence in sentences(before, after, today))
    return f"{subject}\n\n{body}" if body else subject


def standing(sync: Sync) -> str:
    """Where a sync that stopped has left things, in words."""
    if sync.step is Step.SEND:
        return "What is here and what the others did is joined and kept here; the others do not have yours yet"
    if sync.commit or sync.said:
        return "What you did is kept here as a commit; the others do not have it yet, and nothing else has changed"
    return "Nothing was done"


def notices(sync: Sync, *, hidden: bool) -> tuple[str, ...]:
    """What is to be known of the joined account, a sentence each without its end; without names where `hidden`."""
    said = (TWICE if hidden else f"{notice.what}. {notice.remedy}" for notice in sync.notices)
    return tuple(dict.fromkeys(said))


def brought(before: Account, after: Account, today: date, others: Sequence[str]) -> tuple[str, ...]:
    """What came from the others: a sentence a change in this account, and how many other files."""
    made = sentences(before, after, today)
    if others:
        made += (f"{counted(len(others), 'other file')} of theirs came too",)
    return made
