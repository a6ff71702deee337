"""Who points at whom: every place in an account that holds an id, found through the field table."""

from collections.abc import Iterator
from typing import Any, Final

from committee.model.account import Account, KeyPath, Pair, tie_of
from committee.model.fields import Field, Kind
from committee.model.tables import TABLES
from committee.model.vocabulary import Claim

IDENTIFIED: Final = ("people", "team", "places", "rivals")
"""The tables whose ids are unique across each other."""

_REFERRING = tuple((entry, field) for entry in TABLES for field in entry.fields if field.refers)
_PAIRED: Final = (("coverage", "team", "people"), ("influence", "people", "people"))
_VALUE_OF = {Claim.REPORTS_TO: "people", Claim.PREFERS: "rivals"}


def fields_naming(account: Account, table: str, identifier: str) -> Iterator[tuple[KeyPath, Field]]:
    """Path and field of every value that names the record `identifier` of `table`, ties in `about` included.

    One pass over the tables with fields that may name it; in file order within a table.
    """
    for entry, field in _REFERRING:
        if table not in field.refers:
            continue
        if entry.pattern == ("account",):
            records: Iterator[tuple[KeyPath, Any]] = iter((((), account.header),))
        elif entry.pattern == ("decision", "quorum"):
            records = iter((((), account.decision.quorum),)) if account.decision.quorum else iter(())
        else:
            records = (((key,), record) for key, record in getattr(account, entry.name).items())
        prefix = entry.pattern[:2] if entry.pattern[-1] != "*" else entry.pattern[:-1]
        for key, record in records:
            if _names(field, getattr(record, field.attribute), identifier):
                yield (*prefix, *key, field.name), field


def _names(field: Field, value: Any, identifier: str) -> bool:
    if field.kind is Kind.SUBJECT:
        return bool(value) and identifier in (tie_of(value) or (value,))
    return identifier in value if field.many else bool(value == identifier)


def pairs_naming(account: Account, table: str, identifier: str) -> Iterator[tuple[str, Pair]]:
    """Every tie and coverage the record is an end of, as (table, pair)."""
    for name, first, second in _PAIRED:
        if table in {first, second}:
            for pair in getattr(account, name):
                if (table == first and pair[0] == identifier) or (table == second and pair[1] == identifier):
                    yield name, pair


def evidence_valuing(account: Account, table: str, identifier: str) -> Iterator[str]:
    """Evidence that vouches for "reports to" or "prefers" this very record."""
    for key, record in account.evidence.items():
        if record.field is not None and _VALUE_OF.get(record.field) == table and record.value == identifier:
            yield key


def acceptances_of(account: Account, table: str, identifier: str) -> Iterator[Pair]:
    """Acceptances whose subject is this record.

    Ids of gates, evidence and actions may equal those of others: then codes GT are about gates, AC about actions, and
    all others about people, team, places and rivals.
    """
    for pair in account.accepted:
        if pair[1] == identifier and _meant(account, pair[0], identifier) == table:
            yield pair


def _meant(account: Account, code: str, identifier: str) -> str | None:
    preferred = {"GT": ("gates",), "AC": ("actions",)}.get(code[:2], ())
    order = (*preferred, *IDENTIFIED, "gates", "actions", "evidence")
    return next((name for name in order if identifier in getattr(account, name)), None)
