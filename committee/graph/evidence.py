"""Why we believe what the account says: the newest evidence on a claim, what vouches for it, and how old it is.

A claim is *confirmed* when something heard, observed or read in a document vouches for its present value and is recent
enough; otherwise it is *hollow*, and drawn so wherever it is shown.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache

from committee.graph.same import Same
from committee.model.account import Account, Coverage, Evidence, Pair, tie_of, tie_subject
from committee.model.tunables import thresholds
from committee.model.vocabulary import Basis, Claim, Stance

Entry = tuple[str, Evidence]
"""An evidence id and the record."""

Value = str | int | bool | None
"""What a claim says."""

_STANCES = frozenset(map(str, Stance))

PERSON_CLAIMS = tuple(claim for claim in Claim if not claim.of_tie)


class Ledger:
    """All evidence of an account, found by what it is about; newest first, undated last, then by id."""

    def __init__(self, evidence: Mapping[str, Evidence]) -> None:
        self._evidence = evidence

    @cached_property
    def _by_subject(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for identifier, record in sorted(self._evidence.items()):
            found.setdefault(subject_of(record.about), []).append((identifier, record))
        for entries in found.values():
            entries.sort(key=lambda entry: entry[1].date or date.min, reverse=True)
        return found

    @cached_property
    def guessed_ties(self) -> frozenset[str]:
        """Ties that any conjecture is about: mostly none, which spares looking for the newest evidence on each."""
        guesses = (record for record in self._evidence.values() if record.basis is Basis.CONJECTURE)
        return frozenset(subject_of(record.about) for record in guesses if tie_of(record.about) is not None)

    def about(self, subject: str, claim: Claim | None = None) -> tuple[Entry, ...]:
        """Evidence on a person or tie, on one claim or on all of them; newest first."""
        entries = self._by_subject.get(subject_of(subject), ())
        return tuple(entry for entry in entries if claim is None or entry[1].field is claim)

    def newest(self, subject: str, claim: Claim | None = None, today: date | None = None) -> Entry | None:
        """The newest of `about`, none dated after `today` where a day is given."""
        return next((entry for entry in self.about(subject, claim) if _counts(entry[1], today)), None)

    def speaking_for(self, subject: str, claim: Claim, value: Value) -> tuple[Entry, ...]:
        """Evidence whose value is this one, whatever its basis and age; newest first."""
        return tuple(entry for entry in self.about(subject, claim) if same_value(entry[1].value, value))

    def vouching(self, subject: str, claim: Claim, value: Value, today: date, days: int) -> Evidence | None:
        """The newest evidence that is heard, observed or from a document, says `value`, and is at most `days` old.

        Of a claim with one value the newest evidence that vouches for any value decides: older agreement is nothing
        against newer disagreement. Evidence counts from its own day on.
        """
        if claim is not Claim.ROLES:
            agreeing = (
                record for _, record in self.newest_vouching(subject, claim, today) if same_value(record.value, value)
            )
            record = next(agreeing, None)
        else:
            record = self.vouching_before(subject, claim, value, today)
        recent = record is not None and record.date is not None and (today - record.date).days <= days
        return record if recent else None

    def vouching_before(self, subject: str, claim: Claim, value: Value, today: date) -> Evidence | None:
        """The newest evidence that vouches for this very value, whatever vouches for another since."""
        return next((one for _, one in self.speaking_for(subject, claim, value) if _vouches(one, today)), None)

    def newest_vouching(self, subject: str, claim: Claim, today: date) -> tuple[Entry, ...]:
        """The evidence on a claim that vouches for anything, of the newest day there is any from; by id."""
        found: list[Entry] = []
        for identifier, record in self.about(subject, claim):
            if not _vouches(record, today):
                continue
            if found and record.date != found[0][1].date:
                break
            found.append((identifier, record))
        return tuple(found)


def _vouches(record: Evidence, today: date) -> bool:
    """Strong enough to call a claim confirmed, dated, not dated in the future; of a stance, naming one."""
    strong = record.basis is not None and record.basis.vouches
    names = record.field is not Claim.STANCE or _spelled(record.value) in _STANCES
    return strong and names and record.date is not None and record.date <= today


def _counts(record: Evidence, today: date | None) -> bool:
    """Whether evidence counts already on a day: from its own on; undated always."""
    return today is None or record.date is None or record.date <= today


def ledger(account: Account) -> Ledger:
    """The evidence of an account, indexed once per account."""
    return _ledger(Same(account.evidence))


@lru_cache(maxsize=8)
def _ledger(evidence: Same[Mapping[str, Evidence]]) -> Ledger:
    return Ledger(evidence.value)


@lru_cache(maxsize=8)
def _contacts(coverage: Same[Mapping[Pair, Coverage]]) -> Mapping[str, list[date]]:
    """When those of ours were last in touch with each person."""
    found: dict[str, list[date]] = {}
    for (_, target), tie in coverage.value.items():
        if tie.last_contact is not None:
            found.setdefault(target, []).append(tie.last_contact)
    return found


def newest(account: Account, about: str, claim: Claim | None = None) -> Entry | None:
    """The newest evidence on a person or tie, on one claim or on any: `(id, record)`, or `None`."""
    return ledger(account).newest(about, claim)


def vouching(account: Account, person: str, claim: Claim, today: date, days: int | None = None) -> Evidence | None:
    """What vouches for a person's claim as it stands now, or `None`; `days` is the account's own by default.

    Roles and several values: the newest evidence that vouches for any one of them.
    """
    limit = thresholds(account.thresholds)["vouch_days"] if days is None else days
    found = [
        record
        for value in values_of(account, person, claim)
        if (record := ledger(account).vouching(person, claim, value, today, limit)) is not None
    ]
    return max(found, key=lambda record: record.date or date.min, default=None)


def confirmed(account: Account, person: str, claim: Claim, today: date) -> bool:
    """Whether the claim as it stands is vouched for; of several roles, each one. `False`: drawn hollow.

    A claim that says nothing is not confirmed.
    """
    limit = thresholds(account.thresholds)["vouch_days"]
    values = values_of(account, person, claim)
    found = ledger(account)
    return bool(values) and all(found.vouching(person, claim, value, today, limit) is not None for value in values)


def value_confirmed(account: Account, person: str, claim: Claim, value: Value, today: date) -> bool:
    """Whether one value of a claim, such as one of several roles, is vouched for."""
    limit = thresholds(account.thresholds)["vouch_days"]
    return ledger(account).vouching(person, claim, value, today, limit) is not None


def tie_confirmed(account: Account, source: str, target: str, claim: Claim, today: date) -> bool:
    """Whether strength or kind of a written tie is vouched for."""
    written = account.coverage.get((source, target)) or account.influence.get((source, target))
    value = getattr(written, str(claim), None)
    limit = thresholds(account.thresholds)["vouch_days"]
    return (
        value is not None
        and ledger(account).vouching(tie_subject(source, target), claim, value, today, limit) is not None
    )


def rests_on_conjecture(account: Account, source: str, target: str, today: date | None = None) -> bool:
    """Whether the newest evidence on a tie, whatever its claim, is conjecture, as far as it counts on a day.

    Of several on the newest day one that is more than conjecture is enough: their ids are random and decide nothing.
    """
    guessed = ledger(account).guessed_ties
    if not guessed or subject_of(tie_subject(source, target)) not in guessed:
        return False
    counting = [one for _, one in ledger(account).about(tie_subject(source, target)) if _counts(one, today)]
    return bool(counting) and all(one.basis is Basis.CONJECTURE for one in counting if one.date == counting[0].date)


def hollow(account: Account, person: str, today: date) -> tuple[Claim, ...]:
    """The claims about a person that say something and are not confirmed, in vocabulary order."""
    return tuple(
        claim
        for claim in PERSON_CLAIMS
        if values_of(account, person, claim) and not confirmed(account, person, claim, today)
    )


def not_yet(account: Account, today: date) -> tuple[Entry, ...]:
    """Evidence dated after a day, by id: on that day it counts for nothing."""
    return tuple((i, record) for i, record in sorted(account.evidence.items()) if not _counts(record, today))


def age(record: Evidence, today: date) -> int | None:
    """Days since the evidence; `None` if it has no date."""
    return None if record.date is None else (today - record.date).days


def last_heard(account: Account, person: str, today: date) -> date | None:
    """The newest date up to `today` on which we heard from or about a person: evidence, contact, or our coverage."""
    known = [account.people[person].last_contact] if person in account.people else []
    known += _contacts(Same(account.coverage)).get(person, ())
    known += [record.date for _, record in ledger(account).about(person)]
    return max((day for day in known if day is not None and day <= today), default=None)


def values_of(account: Account, person: str, claim: Claim) -> tuple[Value, ...]:
    """What the account says: no value where it says nothing, several for roles."""
    record = account.people.get(person)
    if record is None or claim.of_tie:
        return ()
    if claim is Claim.ROLES:
        return tuple(str(role) for role in record.roles)
    if claim is Claim.NEED:
        return (str(record.need),) if record.need is not None else ()
    if claim.startswith("champion."):
        value = getattr(record.champion, claim.partition(".")[2], None)
    else:
        value = getattr(record, str(claim))
    return () if value is None or value == "" else (value,)


def same_value(a: Value, b: Value) -> bool:
    """Whether two values say the same, however they are spelled: `"5"` is 5 and `"Yes"` is true, but true is not 1."""
    return a is not None and b is not None and _spelled(a) == _spelled(b)


def _spelled(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).strip().casefold()
    return {"yes": "true", "no": "false"}.get(text, text)


def subject_of(about: str) -> str:
    """A subject spelled in one way, however its arrow was spaced."""
    tie = tie_of(about)
    return about.strip() if tie is None else tie_subject(*tie)
