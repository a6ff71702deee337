"""Every file of a batch fails alone: whatever happens with one of them, the others are still shown."""

from collections.abc import Callable
from typing import TypeVar

from committee.errors import CommitteeError, Unwanted
from committee.model.problem import Problem

OUR_FAULT = "our-fault"
"""The code of a problem that stands for a failure of this program; what was made of it is never kept."""

PROBLEM = Problem(
    code=OUR_FAULT,
    what="committee failed on this account, which is its own fault",
    remedy="Open the account; what is wrong is reported there",
)

_T = TypeVar("_T")
Tell = Callable[[Exception], object]
"""Hears of every fault of ours."""


def unheard(_fault: Exception) -> None:
    """A `Tell` for whoever has no use for it: the problem is in the list."""


def alone(work: Callable[[], _T], instead: Callable[[Problem], _T], tell: Tell = unheard) -> _T:
    """What `work` makes of one file; else what `instead` makes of the problem that kept it from that.

    Raises:
        Unwanted: nobody waits for it any more.
    """
    try:
        return work()
    except Unwanted:
        raise
    except CommitteeError as failure:
        return instead(Problem(code="unreadable", what=failure.what, remedy=failure.remedy))
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one file must not take the others away
        tell(fault)
        return instead(PROBLEM)
