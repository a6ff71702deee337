"""Undo and redo without limit, across saves, each field only where it still holds what was left there."""

from committee.errors import EditRefused
from committee.model.account import Account
from committee.model.edit import Edit, fit, refuse_errors


class History:
    """The edits made in one sitting. `push` each edit that was applied; `undo` and `redo` walk along them."""

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def push(self, edit: Edit) -> None:
        """Remember an edit that was just applied; what had been undone can no longer be redone."""
        if edit:
            self._done.append(edit)
            self._undone.clear()

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to do again."""
        return bool(self._undone)

    @property
    def labels(self) -> tuple[str, ...]:
        """What undo would take back, in words, the next one first."""
        return tuple(edit.label for edit in reversed(self._done))

    def undo(self, account: Account) -> tuple[Account, Edit]:
        """The account without the last edit, and the edit that was made to it (`skipped`: what did not fit).

        Raises:
            EditRefused: there is nothing to undo, or nothing of it fits the present account; that step is passed
                over then, so that the ones before it can still be reached.
        """
        return _walk(account, self._done, self._undone, "undo")

    def redo(self, account: Account) -> tuple[Account, Edit]:
        """The account with the edit last undone made again; otherwise like `undo`."""
        return _walk(account, self._undone, self._done, "redo")


def _walk(account: Account, source: list[Edit], target: list[Edit], verb: str) -> tuple[Account, Edit]:
    if not source:
        raise EditRefused(f"There is nothing to {verb}")
    wanted = source.pop()
    result, changes, misfits = fit(account, wanted.inverse().changes)
    if not changes:
        raise EditRefused(f'Cannot {verb} "{wanted.label}": {"; ".join(misfits)}', "It was changed since")
    refuse_errors(result, changes, f'Cannot {verb} "{wanted.label}"')
    made = Edit(wanted.label, changes, (), misfits)
    target.append(made)
    return result, made
