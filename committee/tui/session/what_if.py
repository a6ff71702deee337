"""A what-if: an account that is shown, analysed and never kept."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from committee.model.account import Account

if TYPE_CHECKING:
    from committee.workspace import Analysis


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed, one change a clause in the words of `consensus.what_if`, and the account it makes.

    `base` is the account it was made from; `today` its analysis.
    """

    base: Account
    said: tuple[str, ...]
    account: Account
    today: "Analysis"

    @property
    def text(self) -> str:
        """All of it, in the words of `consensus.what_if`."""
        return ", ".join(self.said)


def supposing(before: "Supposition | None", today: "Analysis", clause: str) -> Supposition:
    """One change more than before, or the first.

    Raises:
        EditRefused: it names nobody, or no tie that is there.
    """
    from committee.consensus.what_if import what_if

    if before is None:
        return Supposition(today.account, (clause,), what_if(today.account, clause), today)
    said = (*before.said, clause)
    return replace(before, said=said, account=what_if(before.account, clause))


def words(supposed: Supposition) -> str:
    """What is supposed, with names."""
    from committee.consensus.what_if import in_words

    return in_words(supposed.base, supposed.text)
