"""Why we believe what the account says, as rows of segments: each claim with its evidence, age and basis. Pure."""

from collections.abc import Iterator

from committee.graph.evidence import (
    PERSON_CLAIMS,
    Value,
    age,
    confirmed,
    ledger,
    tie_confirmed,
    value_confirmed,
    values_of,
)
from committee.model.account import Evidence, tie_of
from committee.model.vocabulary import Claim
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, Segment

SHOWN = 2
"""Records shown for a claim; older ones are counted."""
_WORDS = {
    Claim.ROLES: "role",
    Claim.REPORTS_TO: "reports to",
    Claim.CHAMPION_INFLUENCE: "influence",
    Claim.CHAMPION_SELLS: "sells",
    Claim.CHAMPION_STAKE: "stake",
}


def hollow_mark(state: ViewState, person: str, claim: Claim, value: Value = None) -> Segment:
    """What stands behind a claim that nothing recent vouches for; nothing where it is vouched for, or says nothing.

    With a `value`, one of several: one role.
    """
    account = state.account
    if not values_of(account, person, claim):
        return "", ""
    sure = (
        confirmed(account, person, claim, state.today)
        if value is None
        else value_confirmed(account, person, claim, value, state.today)
    )
    return ("" if sure else f" {glyph('hollow', plain=state.plain)}"), "muted"


def evidence_rows(state: ViewState, subject: str) -> Iterator[Line]:
    """Each claim about a person or a tie: filled or hollow, its value, then what was said, how we know and how old."""
    account = state.account
    pair = tie_of(subject)
    found = ledger(account)
    for claim in (claim for claim in Claim if claim.of_tie) if pair else PERSON_CLAIMS:
        records = [record for _, record in found.about(subject, claim)]
        value = _tie_value(state, subject, claim) if pair else _person_value(state, subject, claim)
        if not records and (pair or claim not in {Claim.STANCE, Claim.ROLES, Claim.POWER} or not value):
            continue
        sure = (
            tie_confirmed(account, *pair, claim, state.today)
            if pair
            else confirmed(account, subject, claim, state.today)
        )
        sign = glyph("vouched" if sure else "hollow", plain=state.plain)
        head = f"{_WORDS.get(claim, claim.value)} {value or 'unknown'}"
        yield [
            (f"{sign} ", "ok" if sure else "muted"),
            (head, "foreground"),
            ("" if records else "  no evidence", "muted"),
        ]
        for record in records[:SHOWN]:
            yield from record_rows(state, record, value)
        if len(records) > SHOWN:
            yield [(f"  and {len(records) - SHOWN} older", "muted")]
    for record in (record for _, record in found.about(subject) if record.field is None):
        yield from record_rows(state, record, "")


def record_rows(state: ViewState, record: Evidence, value: str) -> Iterator[Line]:
    """One record: basis, age, who heard it and where; its value where the map says another now; what was said."""
    days = age(record, state.today)
    old = "undated" if days is None else "today" if days == 0 else f"{days} d old"
    parts = [str(record.basis or "basis unknown"), old, record.source]
    parts += [state.account.name_of(record.by)] if record.by and record.by in state.account.team else []
    said = value_words(state, record.value)
    other = f"said {said}: " if said and said not in value else ""
    style = "muted" if record.basis is not None and record.basis.vouches else "warn"
    yield [("  ", ""), (other, "warn"), (", ".join(part for part in parts if part), style)]
    if record.says:
        yield [(f'  "{record.says}"' if state.plain else f"  “{record.says}”", "foreground")]


def value_words(state: ViewState, value: object) -> str:
    """A value as people say it: yes and no, names in place of ids, spaces in place of hyphens."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    text = str(value)
    name = state.account.name_of(text)
    return name if name != text else text.replace("-", " ")


def _person_value(state: ViewState, person: str, claim: Claim) -> str:
    return ", ".join(value_words(state, value) for value in values_of(state.account, person, claim))


def _tie_value(state: ViewState, subject: str, claim: Claim) -> str:
    pair = tie_of(subject)
    tie = state.account.influence.get(pair) or state.account.coverage.get(pair) if pair else None
    return value_words(state, getattr(tie, claim.value, None))
