"""Words that were being typed when the program had to end, on top of the rescued work they belong to.

They make no change that could be joined with the account, and are nobody's comment: they are only to be read again.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from committee.model.account import Account, Comment
from committee.text import clean

_MARK: Final = "# Being typed when the program ended: "


def with_typed(account: Account, words: Sequence[str]) -> Account:
    """The account with these words on top of its file, a line each."""
    lines = tuple(f"{_MARK}{line.strip()}" for text in words for line in clean(text).splitlines() if line.strip())
    return _headed(account, (*lines, *account.comments.get((), Comment()).above)) if lines else account


def without_typed(account: Account) -> tuple[Account, tuple[str, ...]]:
    """The account as it is without such words, and the words."""
    above = account.comments.get((), Comment()).above
    words = tuple(line.removeprefix(_MARK) for line in above if line.startswith(_MARK))
    if not words:
        return account, ()
    return _headed(account, tuple(line for line in above if not line.startswith(_MARK))), words


def _headed(account: Account, above: tuple[str, ...]) -> Account:
    whole = replace(account.comments.get((), Comment()), above=above)
    comments = {**account.comments, (): whole}
    if whole == Comment():
        del comments[()]
    return replace(account, comments=dict(sorted(comments.items())))
