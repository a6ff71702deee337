"""The last line of every export: of which day and which file it is, and what it gives away."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from committee.model.account import Account
from committee.model.dates import show_date
from committee.model.disclosure import OPEN, Disclosure
from committee.store import write_text

SHOWN = 12
"""Letters of the hash: enough to tell any two states of an account apart."""


def colophon(account: Account, today: date, disclosure: Disclosure = OPEN) -> str:
    """`As of Fri 20 Nov 2026 · content 3f9a… · internal: contains names`.

    Args:
        account: the account as it is in its file, not masked: the hash is that of its canonical text, so that two
            exports of one state can be told to be so. It is shortened, and tells nothing about the text.
        today: the day of the analysis.
        disclosure: what the export withholds.
    """
    return f"As of {show_date(today)} · content {content_hash(account)} · {disclosure.footer}"


def content_hash(account: Account) -> str:
    """The first letters of the SHA-256 of what the file says: its canonical text without comments."""
    return sha256(write_text(replace(account, comments={})).encode("utf-8")).hexdigest()[:SHOWN]
