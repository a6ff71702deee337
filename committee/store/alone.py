"""Every file of a batch fails alone: whatever happens with one of them, the others are still shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from committee.errors import CommitteeError, Unwanted
from committee.model.problem import Problem
from committee.text import show

OUR_FAULT = "our-fault"
"""The code of a problem that stands for a failure of this program; what was made of it is never kept."""

PROBLEM = Problem(
    code=OUR_FAULT,
    what="committee failed on this account, which is its own fault",
    remedy="Open the account; what is wrong is reported there",
)

_T = TypeVar("_T")
Tell = Callable[[Exception], Path | None]
"""Hears of every fault of ours, and says where its report is kept, if it is."""


def kept(fault: Exception) -> Path | None:
    """A `Tell` for whoever says nothing of it but the problem in the list: the report is kept."""
    from committee import crash  # no fault, no report

    return crash.keep(fault)


def alone(work: Callable[[], _T], instead: Callable[[Problem], _T], tell: Tell = kept) -> _T:
    """What `work` makes of one file; else what `instead` makes of the problem that kept it from that.

    A fault of ours is told; where its report is kept, the problem says where.

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
        report = tell(fault)
        return instead(PROBLEM if report is None else replace(PROBLEM, remedy=_remedy(report)))


def _remedy(report: Path) -> str:
    return f"Please report the lines in {show(str(report))}; they hold nothing from the account"
