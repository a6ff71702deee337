"""Two versions of an account as others may see them: the same pseudonyms in both, and no id that tells a name."""

from typing import Any

from committee.model.account import Account, tie_of, tie_subject
from committee.model.disclosure import Disclosure
from committee.model.ids import slug
from committee.model.masking import mask
from committee.model.pseudonyms import pseudonyms
from committee.versions.changes import renames


def masked_pair(before: Account, after: Account, disclosure: Disclosure) -> tuple[Account, Account]:
    """Both versions masked, with the ids of the newer one in both; the very same objects where nothing is withheld.

    Ids stay real inside, so that records are still known by them: `without_ids` takes them out of what is printed.
    That an id was renamed is not told any more; it would tell the id.
    """
    if not disclosure:
        return before, after
    aligned = renames(before, after)[1]
    given = pseudonyms(after, pseudonyms(aligned))
    return mask(aligned, disclosure, before=given), mask(after, disclosure, before=given)


def without_ids(value: Any, *accounts: Account) -> Any:
    """A JSON value of masked accounts, every id in it (alone, in a list, or as `a > b`) made of the pseudonym."""
    return _renamed(value, _ids(accounts))


def _ids(accounts: tuple[Account, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for account in accounts:
        for identifier in account.ids():
            found.setdefault(identifier, slug(str(account.name_of(identifier))) or "somebody")
    for name, word in (("evidence", "evidence"), ("actions", "action")):
        keys = sorted({key for account in accounts for key in getattr(account, name)})
        found |= {key: f"{word}-{number:04}" for number, key in enumerate(keys, 1)}
    return found


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, ids) for inner in value]
    if not isinstance(value, str):
        return value
    tie = tie_of(value)
    if tie is not None and tie[0] in ids and tie[1] in ids:
        return tie_subject(ids[tie[0]], ids[tie[1]])
    return ids.get(value, value)
