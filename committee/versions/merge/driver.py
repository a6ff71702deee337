"""What git's merge driver does with three files: bytes in, bytes out, and the sentences for whoever merges.

The merge of the texts comes first: where it is clean and says exactly what the merge of the accounts says, its text is
kept, hand-made layout included. Where a file cannot be read as an account, the merge of the texts is all there is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from committee.model.account import Account
from committee.store import Document, read_text, write_text
from committee.store.files import holds, same_account
from committee.versions.merge import markers
from committee.versions.merge.conflict import Merged
from committee.versions.merge.merge import merge

TextMerge = Callable[[], tuple[bytes, bool]]
"""Merges the three texts by line: the result, with markers where it is not clean, and whether it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The merged file. `merged` is `None` where the files could only be merged as text, for the reason in `unread`."""

    data: bytes
    clean: bool
    merged: Merged | None = None
    unread: str = ""


def merge_files(base: bytes, ours: bytes, theirs: bytes, text_merge: TextMerge, size: int = markers.SIZE) -> Outcome:
    """Merge three versions of an account file; see docs/merge.md.

    Args:
        base: the common ancestor; empty where both added the file.
        ours: our version.
        theirs: the other.
        text_merge: the merge of the three by line.
        size: length of the conflict markers.
    """
    mine, other = read_text(ours), read_text(theirs)
    before = _base(base)
    unread = next((which for which, found in (("our", mine), ("their", other)) if found.read_only), "")
    if unread or before is None:
        data, clean = text_merge()
        return Outcome(data=data, clean=clean, unread=unread or "the common")
    merged = merge(before.account if base else None, mine.account, other.account)
    newline = mine.newline if mine.newline != before.newline or not base else other.newline
    if not merged.clean:
        text = markers.write(merged, size).replace("\n", newline)
        return Outcome(data=text.encode(), clean=False, merged=merged)
    data, clean = text_merge()
    if clean and _says(data, merged.account, newline):
        return Outcome(data=data, clean=True, merged=merged)
    text = write_text(merged.account)
    if not holds(text, merged.account):
        return Outcome(data=data, clean=False, unread="the merged")
    return Outcome(data=text.replace("\n", newline).encode(), clean=True, merged=merged)


def _base(data: bytes) -> Document | None:
    """The common ancestor; `None` where it is no TOML at all.

    A merge of several ancestors that did not agree hands over a file with markers: what was before both of them is
    the ancestor then. What else is wrong in it does not matter, it is never written.
    """
    found = read_text(data)
    if not data or not _unparsable(found):
        return found
    texts = markers.sides(found.text)
    if texts is None or texts.base is None:
        return None
    found = replace(read_text(texts.base), newline=found.newline)
    return None if _unparsable(found) else found


def _unparsable(document: Document) -> bool:
    return bool(document.errors) and document.account == _NOTHING


_NOTHING = read_text("=").account


def _says(data: bytes, account: Account, newline: str) -> bool:
    """Whether a text is an account file that says exactly this, comments included, with these line ends."""
    found = read_text(data)
    if found.read_only or found.newline != newline:
        return False
    return same_account(found.account, account) and found.account.comments == account.comments
