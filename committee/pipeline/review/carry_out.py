"""Decisions of a review written into account files, one file at a time.

Each file is read afresh right before, so what somebody else saved meanwhile stays, and a decision that is there
already is not made twice.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

from committee import store
from committee.errors import ChangedUnderneath, EditRefused
from committee.model.account import Account
from committee.model.edit import Edit, apply
from committee.pipeline.review.decisions import Decision, edit_of, taking_back
from committee.store import Document

_ONE_AT_A_TIME = Lock()
"""Of two workers with the same file the second has to see what the first wrote."""


def carry_out(path: Path, decisions: Sequence[Decision]) -> Document:
    """Make the decisions in the file and save it; the file as it is then.

    Raises:
        EditRefused: the file has errors, or a decision does not fit it any more; nothing was written.
        FileFailure, ChangedUnderneath: it could not be read or written.
    """
    return _written(path, [partial(edit_of, decision=one) for one in decisions])


def take_back(path: Path, decision: Decision) -> Document:
    """Undo a decision in the file and save it; otherwise as `carry_out`."""
    return _written(path, [partial(taking_back, decision=decision)])


def _written(path: Path, made: Sequence[Callable[[Account], Edit]]) -> Document:
    with _ONE_AT_A_TIME:
        try:
            return _attempt(path, made)
        except ChangedUnderneath:
            return _attempt(path, made)  # somebody saved between our reading and writing: once more, on theirs


def _attempt(path: Path, made: Sequence[Callable[[Account], Edit]]) -> Document:
    document = store.read(path)
    if document.errors:
        raise EditRefused("The file has errors and is not changed", "The decision is kept in the notes of the review")
    account = document.account
    for edit in made:
        account = apply(account, edit(account))
    if account == document.account:
        return document
    store.save(path, account, document.digest, document.newline)
    return store.read(path)
