import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from committees import TODAY

from committee.graph.claims import confirmation
from committee.graph.evidence import (
    age,
    confirmed,
    hollow,
    last_heard,
    newest,
    rests_on_conjecture,
    tie_confirmed,
    vouching,
)
from committee.model.account import Account, Champion, Coverage, Evidence, Header, Influence, Person, Teammate
from committee.model.vocabulary import Basis, Claim, Role, Stance

TOM = Person(
    name="Tom",
    roles=(Role.LEGAL, Role.EVALUATOR),
    stance=Stance.NEUTRAL,
    power=1,
    champion=Champion(influence=True),
)


def day(ago: int) -> dt.date:
    return TODAY - dt.timedelta(days=ago)


def account(*records: Evidence, **changes: Any) -> Account:
    evidence = {f"2026-11-01-aaa{n}": record for n, record in enumerate(records)}
    base = Account(
        header=Header(name="Acme"),
        people={"ana": Person(name="Ana"), "tom": TOM},
        team={"dana": Teammate(name="Dana")},
        influence={("ana", "tom"): Influence(strength=4)},
        coverage={("dana", "tom"): Coverage(strength=2, last_contact=day(9))},
        evidence=evidence,
    )
    return replace(base, **changes)


def heard(
    claim: Claim,
    value: str | int | bool | None,
    ago: int | None = 1,
    basis: Basis | None = Basis.HEARD,
    about: str = "tom",
) -> Evidence:
    return Evidence(about=about, field=claim, value=value, basis=basis, date=None if ago is None else day(ago))


def test_the_newest_is_by_date_then_id_and_undated_comes_last() -> None:
    found = account(
        heard(Claim.STANCE, "neutral", None),
        heard(Claim.STANCE, "a", 5),
        heard(Claim.STANCE, "b", 5),
        heard(Claim.POWER, 1, 7),
    )
    assert newest(found, "tom", Claim.STANCE) == ("2026-11-01-aaa1", found.evidence["2026-11-01-aaa1"])
    assert newest(found, "tom", Claim.POWER) is not None
    assert newest(found, "ana") is None
    assert newest(account(heard(Claim.STANCE, "neutral", None)), "tom") is not None


def test_only_the_same_value_of_the_same_sort_vouches() -> None:
    assert vouching(account(heard(Claim.POWER, 1)), "tom", Claim.POWER, TODAY) is not None
    assert vouching(account(heard(Claim.POWER, True)), "tom", Claim.POWER, TODAY) is None
    assert vouching(account(heard(Claim.POWER, None)), "tom", Claim.POWER, TODAY) is None
    assert vouching(account(heard(Claim.POWER, 1, None)), "tom", Claim.POWER, TODAY) is None
    assert vouching(account(heard(Claim.POWER, 1, 30)), "tom", Claim.POWER, TODAY, 29) is None
    assert vouching(account(heard(Claim.CHAMPION_INFLUENCE, True)), "tom", Claim.CHAMPION_INFLUENCE, TODAY) is not None
    assert vouching(account(heard(Claim.CHAMPION_INFLUENCE, 1)), "tom", Claim.CHAMPION_INFLUENCE, TODAY) is None


def test_a_value_vouches_however_it_is_spelled() -> None:
    for claim, spelled in [(Claim.POWER, "1"), (Claim.POWER, " 1 "), (Claim.STANCE, "Neutral")]:
        assert vouching(account(heard(claim, spelled)), "tom", claim, TODAY) is not None
    for spelled in ("true", "True", "yes"):
        found = account(heard(Claim.CHAMPION_INFLUENCE, spelled))
        assert confirmed(found, "tom", Claim.CHAMPION_INFLUENCE, TODAY)
    for claim, other in [(Claim.POWER, "5"), (Claim.POWER, "true"), (Claim.CHAMPION_INFLUENCE, "false")]:
        assert vouching(account(heard(claim, other)), "tom", claim, TODAY) is None


def test_the_newest_evidence_that_vouches_decides_and_the_future_does_not_count_yet() -> None:
    old, recent = heard(Claim.STANCE, "neutral", 70), heard(Claim.STANCE, "neutral", 10)
    assert vouching(account(old, recent), "tom", Claim.STANCE, TODAY) == recent
    assert vouching(account(old, recent, heard(Claim.STANCE, "opposed", 1)), "tom", Claim.STANCE, TODAY) is None
    assert vouching(account(recent, heard(Claim.STANCE, "opposed", 10)), "tom", Claim.STANCE, TODAY) == recent
    assert vouching(account(recent, heard(Claim.STANCE, "opposed", -1)), "tom", Claim.STANCE, TODAY) == recent
    assert vouching(account(heard(Claim.STANCE, "neutral", -1)), "tom", Claim.STANCE, TODAY) is None


def test_roles_are_confirmed_each_and_vouched_for_by_any() -> None:
    one = account(heard(Claim.ROLES, "legal"))
    assert vouching(one, "tom", Claim.ROLES, TODAY) is not None
    assert not confirmed(one, "tom", Claim.ROLES, TODAY)
    both = account(heard(Claim.ROLES, "legal"), heard(Claim.ROLES, "evaluator"))
    assert confirmed(both, "tom", Claim.ROLES, TODAY)


def test_hollow_claims_are_those_that_say_something_unconfirmed() -> None:
    found = account(heard(Claim.STANCE, "neutral"))
    assert hollow(found, "tom", TODAY) == (Claim.ROLES, Claim.POWER, Claim.CHAMPION_INFLUENCE)
    assert hollow(found, "ana", TODAY) == ()
    assert not confirmed(found, "ana", Claim.STANCE, TODAY)


def test_the_meter_counts_stances_roles_and_tests_of_members() -> None:
    assert str(confirmation(account(heard(Claim.STANCE, "neutral")), TODAY)) == "1 of 3 claims confirmed"
    assert str(confirmation(account(people={"ana": Person(name="Ana", power=4)}), TODAY)) == "0 of 0 claims confirmed"
    one = account(people={"ana": Person(name="Ana", stance=Stance.NEUTRAL)})
    assert str(confirmation(one, TODAY)) == "0 of 1 claim confirmed"


@pytest.mark.parametrize("spelling", ["ana > tom", "ana>tom", " ana  >  tom "])
def test_evidence_on_a_tie_is_found_however_its_arrow_is_spaced(spelling: str) -> None:
    found = account(
        heard(Claim.STRENGTH, 4, 3, about=spelling),
        heard(Claim.KIND, "advises", 2, Basis.CONJECTURE, about="ana > tom"),
    )
    assert tie_confirmed(found, "ana", "tom", Claim.STRENGTH, TODAY)
    assert not tie_confirmed(found, "ana", "tom", Claim.KIND, TODAY)
    assert not tie_confirmed(found, "tom", "ana", Claim.STRENGTH, TODAY)
    assert rests_on_conjecture(found, "ana", "tom", TODAY)
    assert not rests_on_conjecture(found, "dana", "tom", TODAY)
    entry = newest(found, "ana > tom")
    assert entry is not None
    assert age(entry[1], TODAY) == 2
    assert newest(found, "tom") is None


def test_last_heard_is_the_newest_of_evidence_contact_and_coverage() -> None:
    assert last_heard(account(), "tom", TODAY) == day(9)
    assert last_heard(account(heard(Claim.POWER, 1, 4)), "tom", TODAY) == day(4)
    assert last_heard(account(people={"tom": replace(TOM, last_contact=day(2))}), "tom", TODAY) == day(2)
    assert last_heard(account(), "ana", TODAY) is None
    assert age(heard(Claim.POWER, 1, None), TODAY) is None


def test_evidence_of_another_account_is_never_mixed_up() -> None:
    for n in range(40):
        found = account(heard(Claim.POWER, 1, n))
        entry = newest(found, "tom")
        assert entry is not None
        assert entry[1].date == day(n)


def test_of_one_day_neither_order_nor_id_decides_whether_a_tie_is_conjecture() -> None:
    tie = [heard(Claim.STRENGTH, 4, 1, basis, "ana > tom") for basis in (Basis.CONJECTURE, Basis.HEARD)]
    older = heard(Claim.STRENGTH, 4, 9, Basis.HEARD, "ana > tom")
    for records in (tie, tie[::-1]):
        assert not rests_on_conjecture(account(*records), "ana", "tom", TODAY)
    assert rests_on_conjecture(account(tie[0], older), "ana", "tom", TODAY)
