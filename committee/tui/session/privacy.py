"""What one sitting withholds: the account as it is shown, and the way back for what is changed in it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from committee.errors import ChangedUnderneath, CommitteeError, EditRefused, FileFailure
from committee.model.account import Account
from committee.model.disclosure import Disclosure, aliases, hidden_file
from committee.model.edit import Edit, apply
from committee.model.masking import mask
from committee.model.problem import Mend, Problem
from committee.model.pseudonyms import Pseudonyms, pseudonyms
from committee.model.tables import locate
from committee.model.unmasking import Unmasking
from committee.workspace import Workspace

SEE_WHY = "p ends private mode and shows why"
_FAILURES = (
    (ChangedUnderneath, "The file was changed by somebody else"),
    (FileFailure, "The file could not be read or written"),
    (EditRefused, "That change is not possible"),
)


class Privacy:
    """Shows an account masked, and changes the real one.

    Args:
        disclosure: what is withheld.
    """

    def __init__(self, disclosure: Disclosure) -> None:
        self.disclosure = disclosure
        self._names: Pseudonyms = {}
        self._last: tuple[Account, Account] | None = None

    def shown(self, real: Account) -> Account:
        """The account as it may be seen; the same object as long as it is asked about the same one."""
        if self._last is None or self._last[0] is not real:
            self._names = pseudonyms(real, self._names)
            self._last = (real, mask(real, self.disclosure, names=self._names, earlier=self._last))
        return self._last[1]

    def veil(self, other: Account) -> Account:
        """Another version of the account, as it may be seen: who is in both is called alike."""
        return mask(other, self.disclosure, before=pseudonyms(other, self._names))

    def perform(self, workspace: Workspace, edit: Edit) -> None:
        """Make a change of the account that is shown in the real one.

        Raises:
            EditRefused: in words of the account that is shown.
        """
        shown = self.shown(workspace.account)
        apply(shown, edit)
        real = Unmasking(workspace.account, shown, self._names).edit(edit)
        try:
            workspace.edit(real)
        except EditRefused as refused:
            raise EditRefused(self.failure(refused)) from None

    def outline(self, workspace: Workspace, edit: Edit) -> str:
        """What an edit is about, without the words it was labelled with when names were shown."""
        shown = self.shown(workspace.account)
        about: dict[str, None] = {}
        for change in edit.changes:
            found = locate(change.path)
            if found is not None:
                entry, field = found
                name = next((shown.name_of(part) for part in change.path[1:2] if part in shown.people), entry.noun)
                about[f"{name}: {field.name.replace('_', ' ')}" if field else name] = None
        if not about:
            return "a change"
        first, *rest = about
        return f"{first} and {len(rest)} more" if rest else first

    def failure(self, failure: CommitteeError) -> str:
        """What failed, without names: messages may quote any value of the file."""
        said = next((words for kind, words in _FAILURES if isinstance(failure, kind)), "That did not work")
        return f"{said}; {SEE_WHY}"

    def file(self, path: Path) -> str:
        """What is said instead of the name of a file."""
        return hidden_file(path)

    def files(self, paths: Sequence[Path]) -> dict[Path, str]:
        """What several account files are called in a list: they are numbered."""
        numbered = aliases(map(str, paths), "Account")
        return {path: numbered[str(path)] for path in paths}

    def problems(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Kind and line of each; the words may quote what the file says. Their mends work as before."""
        return tuple(
            replace(
                problem,
                what=problem.kind,
                remedy=SEE_WHY,
                file="",
                mends=tuple(replace(mend, label=_way(mend)) for mend in problem.mends),
            )
            for problem in problems
        )


def _way(mend: Mend) -> str:
    return "take it out" if mend.value is None and not mend.rename else "put it right"
