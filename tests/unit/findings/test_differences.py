"""The smallest accounts about which a rule and the text once differed."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from advice_accounts import TODAY
from findings_oracle import ORACLES
from findings_world import World

from committee.findings.context import Context
from committee.findings.registry import rule
from committee.model.account import Account, Champion, Decision, Evidence, Header, Influence, Person, Quorum, Teammate
from committee.model.vocabulary import Basis, Claim, PersonStatus, Role, Stage, Stance, WorkMode


def deal(people: dict[str, Person], **more: Any) -> Account:
    """A proposal, with one of ours, who knows nobody."""
    header = Header(name="Acme", stage=Stage.PROPOSAL)
    return Account(header=header, team={"dana": Teammate(name="Dana")}, people=people, **more)


def said(code: str, account: Account) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Subject and severity, as the rule has it and as the text has it."""
    found = sorted((f.subject, str(f.severity)) for f in rule(code).check(Context(account, TODAY)))
    return found, sorted(ORACLES[code](World(account, TODAY)))


def heard(about: str, value: str) -> dict[str, Evidence]:
    """What we heard yesterday of somebody's stance."""
    day = TODAY - dt.timedelta(days=1)
    return {f"{day}-aaaa": Evidence(about=about, field=Claim.STANCE, value=value, basis=Basis.HEARD, date=day)}


QUORUM = Decision(quorum=Quorum(at_least=1, of=("ana", "ben")))
"""Of which Ana is met, and Ben is spare."""
ANA = Person(name="Ana", stance=Stance.SUPPORTER, power=1)


@pytest.mark.parametrize(
    ("code", "ben", "evidence"),
    [
        ("RM001", Person(name="Ben", work_mode=WorkMode.REMOTE), {}),
        ("PP001", Person(name="Ben", status=PersonStatus.PLACEHOLDER), {}),
        ("EV003", Person(name="Ben", stance=Stance.SUPPORTER), heard("ben", "neutral")),
        ("EV002", Person(name="Ben", last_contact=TODAY - dt.timedelta(days=46)), {}),
    ],
)
def test_there_is_no_finding_about_a_spare_seat(code: str, ben: Person, evidence: dict[str, Evidence]) -> None:
    found, expected = said(code, deal({"ana": ANA, "ben": ben}, decision=QUORUM, evidence=evidence))
    assert expected == []
    assert found == []


def test_a_voice_is_not_single_for_a_spare_seat() -> None:
    loud = replace(ANA, power=5)
    people = {"ana": loud, "ben": Person(name="Ben"), "eva": loud}
    found, expected = said("CH005", deal(people, decision=QUORUM, influence={("ana", "ben"): Influence(strength=5)}))
    assert expected == []
    assert found == []


def test_only_a_champion_in_question_is_critical() -> None:
    found, expected = said(
        "EV003",
        deal(
            {"ana": Person(name="Ana", stance=Stance.NEUTRAL, champion=Champion(sells=True))},
            evidence=heard("ana", "reserved"),
        ),
    )
    assert expected == [("ana", "medium")]
    assert found == expected


def test_an_economic_buyer_without_counterpart_is_said_unless_waived() -> None:
    found, expected = said("CV003", deal({"ana": Person(name="Ana", roles=(Role.ECONOMIC_BUYER,))}))
    assert expected == [("ana", "medium")]
    assert found == expected


def test_a_seat_of_a_quorum_with_a_successor_is_not_vacant() -> None:
    found, expected = said(
        "DM012",
        deal(
            {"ana": ANA, "ben": Person(name="Ben", status=PersonStatus.LEFT, replaced_by="ana")},
            decision=Decision(quorum=Quorum(at_least=2, of=("ana", "ben"))),
        ),
    )
    assert expected == []
    assert found == []
