"""What every view of an account is shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from committee.model.account import Account, Pair
from committee.tui.session.what_if import Supposition

if TYPE_CHECKING:
    from committee.model.disclosure import Disclosure
    from committee.workspace import Analysis


SECONDS = 2.0
"""How long the solver may take while somebody waits; the plan says when it stopped early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """One consistent picture: the account, what is known about it, and what is selected.

    `analysis` is `None` until the first one is ready; where `analysis.account is not account` a newer one is on its
    way. `finding` is the place of the finding in focus in `analysis.findings`, -1 for none; `talk` the number of the
    talk in focus, 0 for none. `now` is aware, in UTC.
    """

    account: Account
    today: date
    now: datetime
    analysis: "Analysis | None" = None
    person: str | None = None
    tie: Pair | None = None
    finding: int = -1
    talk: int = 0
    plan_on: bool = False
    companion: str | None = None
    """Whom the selected person is looked at together with."""
    disclosure: "Disclosure | None" = None
    """What is withheld; the account is masked accordingly."""
    plain: bool = False
    """Draw with ASCII only."""
    supposed: Supposition | None = None
    """What is supposed; the account and the analysis are then those of the what-if."""
    me: str = ""
    """The teammate who sits here, by id."""
    on_call: str = ""
    """The badge of a call that is going on."""

    @property
    def customer_safe(self) -> bool:
        """Only what a customer may see is shown."""
        return self.disclosure is not None and self.disclosure.customer_safe

    @property
    def fresh(self) -> bool:
        """The analysis is of this very account."""
        return self.analysis is not None and self.analysis.account is self.account
