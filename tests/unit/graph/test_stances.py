"""What is written against what we heard: the newest evidence that vouches decides, the worse of the two counts."""

import datetime as dt

import pytest
from committees import TODAY

from committee.graph.stances import Belief, belief, champion_tests, contradictions
from committee.graph.standing import State, committee_of
from committee.model.account import Account, Champion, Evidence, Header, Person, Teammate
from committee.model.vocabulary import Basis, Claim, Role, Stance


def heard(value: object, days: int, claim: Claim = Claim.STANCE, basis: Basis = Basis.HEARD) -> Evidence:
    return Evidence(
        about="ana", field=claim, value=str(value), basis=basis, date=TODAY - dt.timedelta(days=days), says="So it was"
    )


def deal(person: Person, *records: Evidence) -> Account:
    evidence = {f"2026-11-01-aaa{n}": record for n, record in enumerate(records)}
    team = {"dana": Teammate(name="Dana")}
    return Account(header=Header(name="Acme"), people={"ana": person}, team=team, evidence=evidence)


def of(stance: Stance | None, *records: Evidence, prefers: str = "") -> Belief:
    return belief(deal(Person(name="Ana", stance=stance, prefers=prefers), *records), "ana", TODAY)


SUPPORTER = Stance.SUPPORTER


@pytest.mark.parametrize(
    ("records", "counts", "confirmed", "contradicted"),
    [
        ((), SUPPORTER, False, False),
        ((heard("supporter", 60),), SUPPORTER, True, False),
        ((heard("supporter", 61),), SUPPORTER, False, False),
        ((heard("supporter", 60), heard("opposed", 2)), Stance.OPPOSED, False, True),
        ((heard("opposed", 60), heard("supporter", 2)), SUPPORTER, True, False),
        ((heard("supporter", 2), heard("opposed", 2)), SUPPORTER, True, False),
        ((heard("advocate", 2),), SUPPORTER, False, True),
        ((heard("reserved", 400),), Stance.RESERVED, False, True),
        ((heard("reserved", -1),), SUPPORTER, False, False),
        ((heard("reserved", 1, basis=Basis.SECONDHAND),), SUPPORTER, False, False),
        ((heard("very keen", 1),), SUPPORTER, False, False),
    ],
)
def test_the_newest_that_vouches_decides(
    records: tuple[Evidence, ...], counts: Stance, confirmed: bool, contradicted: bool
) -> None:
    found = of(SUPPORTER, *records)
    assert (found.counts, found.confirmed, found.contradicted) == (counts, confirmed, contradicted)


def test_whoever_prefers_something_else_counts_as_neutral_at_most_and_carries_nothing() -> None:
    assert of(SUPPORTER, prefers="build").counts is Stance.NEUTRAL
    assert of(SUPPORTER, prefers="build").contradicted
    assert of(Stance.RESERVED, prefers="build").counts is Stance.RESERVED
    assert not of(Stance.NEUTRAL, prefers="build").contradicted
    assert not any(of(stance, prefers="build").carries for stance in (*Stance, None))


def test_who_carries() -> None:
    assert [stance for stance in Stance if of(stance).carries] == [Stance.ADVOCATE, SUPPORTER, Stance.NEUTRAL]
    assert of(None).carries
    assert not of(SUPPORTER, heard("neutral", 3)).carries
    assert of(Stance.ADVOCATE, heard("supporter", 3)).carries


def test_a_yes_taken_back_is_not_won_and_nobody_s_voice() -> None:
    ana = Person(name="Ana", roles=(Role.ECONOMIC_BUYER,), stance=SUPPORTER, power=5, champion=Champion())
    before = committee_of(deal(ana, heard("supporter", 50)), TODAY)
    after = committee_of(deal(ana, heard("supporter", 50), heard("opposed", 2)), TODAY)
    assert (before.standings["ana"].state, before.their_voices) == (State.WON, ("ana",))
    assert (after.standings["ana"].state, after.their_voices, after.champions) == (State.AGAINST, (), ())


def test_a_test_that_newer_evidence_contradicts_is_not_passed() -> None:
    ana = Person(name="Ana", stance=SUPPORTER, champion=Champion(influence=True, sells=True, stake=True))
    account = deal(ana, heard("false", 3, Claim.CHAMPION_SELLS))
    assert champion_tests(account, "ana", TODAY) == (True, False, True)
    assert committee_of(account, TODAY).proven == ()
    assert set(contradictions(account, "ana", TODAY)) == {Claim.CHAMPION_SELLS}
