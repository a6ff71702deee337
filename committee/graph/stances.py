"""Where people stand once what we heard is held against what is written: the newest evidence that vouches decides.

The account keeps what its team believes; a `Belief` says how far that may be trusted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from committee.graph.evidence import Entry, Value, ledger, same_value, values_of
from committee.model.account import Account, Person
from committee.model.tunables import thresholds
from committee.model.vocabulary import Claim, Stance

CHAMPION_TESTS = (Claim.CHAMPION_INFLUENCE, Claim.CHAMPION_SELLS, Claim.CHAMPION_STAKE)
"""The three claims that make a claimed champion a proven one."""

_BEST = tuple(Stance)


@dataclass(frozen=True, slots=True)
class Belief:
    """One person's stance as written, and as it counts.

    `heard` is newer evidence that vouches for another stance than the one written, with its id: of one day the worst.
    `counts` is the worse of the two, and at most neutral for whoever prefers something else. `confirmed`: recent
    evidence vouches for what is written.
    """

    written: Stance | None
    counts: Stance | None
    confirmed: bool = False
    heard: Entry | None = None
    prefers: str = ""

    @property
    def contradicted(self) -> bool:
        """What we heard, or what they prefer, says otherwise than what is written."""
        return self.heard is not None or (bool(self.prefers) and self.written is not None and self.written.supports)

    @property
    def carries(self) -> bool:
        """Can pass our case on: not against it or for something else, nor a written supporter heard to be less."""
        if self.prefers or (self.counts is not None and self.counts.resists):
            return False
        return self.supports or self.written is None or not self.written.supports

    @property
    def supports(self) -> bool:
        """Is for us, as far as anybody knows."""
        return self.counts is not None and self.counts.supports


UNKNOWN = Belief(None, None)
"""Of somebody about whom nothing is written."""


def beliefs(account: Account, people: tuple[str, ...], today: date) -> dict[str, Belief]:
    """The belief about each of some people on their side, in the order given."""
    return {person: belief(account, person, today) for person in people}


def belief(account: Account, person: str, today: date) -> Belief:
    """Where one person on their side stands, and how we know.

    Raises:
        KeyError: nobody on their side has this id.
    """
    record = account.people[person]
    written, prefers = record.stance, record.prefers
    if written is None:
        return Belief(None, None, prefers=prefers) if prefers else UNKNOWN
    newest = ledger(account).newest_vouching(person, Claim.STANCE, today)
    agreed = any(same_value(entry[1].value, str(written)) for entry in newest)
    heard = None if agreed or not newest else max(newest, key=lambda entry: _BEST.index(_stance(entry)))
    counts = written if heard is None else _worse(written, _stance(heard))
    if prefers:
        counts = _worse(counts, Stance.NEUTRAL)
    day = newest[0][1].date if agreed else None
    vouched = day is not None and (today - day).days <= thresholds(account.thresholds)["vouch_days"]
    return Belief(written, counts, vouched and counts is written, heard, prefers)


def contradictions(account: Account, person: str, today: date) -> Mapping[Claim, Entry]:
    """The claims about a person that newer evidence contradicts, with it: stance and champion tests."""
    found: dict[Claim, Entry] = {}
    if (heard := belief(account, person, today).heard) is not None:
        found[Claim.STANCE] = heard
    for claim in CHAMPION_TESTS:
        entry = contradicting(account, person, claim, today)
        if entry is not None:
            found[claim] = entry
    return found


def contradicting(account: Account, person: str, claim: Claim, today: date) -> Entry | None:
    """The newest evidence that vouches, if it says otherwise than the account does of a claim with one value."""
    values: tuple[Value, ...] = values_of(account, person, claim)
    if not values:
        return None
    newest = ledger(account).newest_vouching(person, claim, today)
    if any(same_value(entry[1].value, values[0]) for entry in newest):
        return None
    return next(iter(newest), None)


def champion_tests(account: Account, person: str, today: date) -> tuple[bool | None, bool | None, bool | None]:
    """Influence, sells, stake as they count: a test that newer evidence contradicts is not passed."""
    champion = account.people[person].champion
    if champion is None:
        return None, None, None
    written = champion.influence, champion.sells, champion.stake
    if all(value is None for value in written):
        return written
    counted = [
        False if value and contradicting(account, person, claim, today) is not None else value
        for value, claim in zip(written, CHAMPION_TESTS, strict=True)
    ]
    return counted[0], counted[1], counted[2]


def is_champion(person: Person, belief: Belief) -> bool:
    """Whether somebody is claimed as champion and is for us."""
    return person.champion is not None and belief.supports and belief.carries


def _stance(entry: Entry) -> Stance:
    return Stance(str(entry[1].value).strip().casefold())


def _worse(a: Stance, b: Stance) -> Stance:
    return max(a, b, key=_BEST.index)
