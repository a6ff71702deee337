"""What stands at a path of an account, asked without fear: a path that the account does not have is `ABSENT`."""

from collections.abc import Iterator
from typing import Any

from committee.model.access import ABSENT, COMMENT, UNKNOWN, get
from committee.model.account import Account, KeyPath
from committee.model.edit import same
from committee.model.tables import locate


def at(account: Account, path: KeyPath) -> Any:
    """The value or record at a path; `ABSENT` where its record, or the record it would be in, does not exist."""
    try:
        return get(account, path)
    except KeyError:
        return ABSENT


def path_in(account: Account, path: KeyPath) -> bool:
    """Whether there is something at a path."""
    return at(account, path) is not ABSENT


def record_path(path: KeyPath) -> KeyPath:
    """The path of the record that a path belongs to."""
    found = locate(path)
    return path if found is None or found[1] is None else path[: found[0].depth]


def sides_below(account: Account, path: KeyPath) -> Iterator[KeyPath]:
    """The paths of the comments and unknown keys at a record and below it, with their family in front."""
    for family, side in ((COMMENT, account.comments), (UNKNOWN, account.unknown)):
        for key in side:
            if key[: len(path)] == path:
                yield (family, *key)


def touched_below(base: Account, side: Account, path: KeyPath) -> bool:
    """Whether a side wrote comments or unknown keys at a record, or changed those there."""
    for before, after in ((base.comments, side.comments), (base.unknown, side.unknown)):
        if before is after:
            continue
        length = len(path)
        for key, value in after.items():
            if key[:length] == path and (key not in before or not same(before[key], value)):
                return True
    return False
