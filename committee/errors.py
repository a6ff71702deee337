"""What failed, in words a seller understands.

A fault *in the user's file* is a value (`committee.model.problem.Problem`). An operation that *failed* (the disk is
full, someone else saved the file) is one of these exceptions; its text is shown as it stands, so it says what
happened and what to do next.
"""

from collections.abc import Callable

Stop = Callable[[], bool]
"""Asked now and then by long work: whether nobody waits for it any more."""


def never() -> bool:
    """A `Stop` for work that is wanted whatever happens."""
    return False


class Unwanted(Exception):
    """A `Stop` said yes: the work ended without a result, and whoever began it has no use for one."""


class CommitteeError(Exception):
    """An operation failed. `what` happened, and the `remedy` that helps.

    Args:
        what: one sentence without a full stop at the end.
        remedy: what the person in front of the screen can do; may be empty.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}. {self.remedy}" if self.remedy else self.what


class FileFailure(CommitteeError):
    """A file could not be read or written."""


class ChangedUnderneath(CommitteeError):
    """The file on disk is no longer the one that was read; nothing was written."""


class EditRefused(CommitteeError):
    """An edit would make the account invalid or no longer fits it; the account is unchanged."""


class SettingsFault(CommitteeError):
    """The settings file or a theme file has problems; all of them are in `what`."""


class UsageFault(CommitteeError):
    """The command line asked for something that cannot be done."""
